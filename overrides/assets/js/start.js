/* Runs before anything is drawn: there is a script, which month it is, and this reader wants it
   light or dark. Otherwise a dark page begins with a white flash. */
(() => {
  "use strict";

  const html = document.documentElement;
  html.classList.replace("kp-uten-script", "kp-med-script");
  html.dataset.maned = String(new Date().getMonth() + 1);
  let chosen = null;
  try {
    chosen = JSON.parse(localStorage.getItem("kp-visning"));
  } catch {
    // A closed store: the system's own choice holds.
  }
  const dark = chosen ? chosen === "mork" : matchMedia("(prefers-color-scheme: dark)").matches;
  html.dataset.mdColorScheme = dark ? "slate" : "default";
})();

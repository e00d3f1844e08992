/* Runs before anything is drawn: there is a script, what the address asks for, which month it is,
   and this reader wants it light or dark. Otherwise a dark page begins with a white flash, and what
   is shown only then pushes the page down. */
(() => {
  "use strict";

  const html = document.documentElement;
  html.classList.replace("kp-uten-script", "kp-med-script");
  html.toggleAttribute("data-spurt", location.search.length > 1);
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

/* «Foreslå en endring»: fetches the editor when somebody asks for it, and on the next page until it
   is turned off. */
(() => {
  "use strict";

  const { lager } = window.kp;
  const link = document.querySelector("a[data-foresla]");
  link?.addEventListener(
    "click",
    (event) => {
      event.preventDefault();
      const src = String(new URL("../assets/js/forslag.js", link.href));
      document.head.append(Object.assign(document.createElement("script"), { src }));
    },
    { once: true },
  );
  // Where the program itself shows the page, it is on already.
  const top = link && new URL("../", link.href);
  if (link?.dataset.foresla || (top && lager.read("sessionStorage", lager.own("foresla", top))))
    link.click();
})();

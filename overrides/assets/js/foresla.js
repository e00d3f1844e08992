/* «Foreslå en endring»: fetches the editor when somebody asks for it, and on the next page until it is turned off. */
(() => {
  "use strict";

  const link = document.querySelector("[data-foresla]");
  const load = (event) => {
    event.preventDefault();
    document.head.append(Object.assign(document.createElement("script"), { src: new URL("../assets/js/forslag.js", link.href) }));
  };
  link?.addEventListener("click", load, { once: true });
  // Where the program itself shows the page, it is on already.
  if (link && (link.dataset.foresla || window.kp.lager.read("sessionStorage", "foresla"))) link.click();
})();

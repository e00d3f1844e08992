/* «Foreslå en endring»: fetches the editor when somebody asks for it, and again on the next page
   until it is turned off. */
(() => {
  "use strict";

  const ON = "foresla";

  /** @type {(link: Del<HTMLAnchorElement>) => void} */
  const start = (link) => {
    const root = new URL("../", link.href);
    const load = () => {
      const style = Object.assign(document.createElement("link"), {
        rel: "stylesheet",
        href: new URL("assets/css/forslag.css", root),
      });
      const names = ["forslag/grunnplan.js", "forslag/plan.js", "assets/js/forslag.js"];
      const scripts = names.map((name) =>
        Object.assign(document.createElement("script"), { src: new URL(name, root), async: false }),
      );
      document.head.append(style, ...scripts);
    };
    link.addEventListener(
      "click",
      (event) => {
        event.preventDefault();
        window.kp.lager.write("sessionStorage", ON, true);
        load();
      },
      { once: true },
    );
    // Where the program itself shows the page, it is on already.
    if (link.dataset.foresla || window.kp.lager.read("sessionStorage", ON)) link.click();
  };

  /**
   * From a page that is not edited where it stands, to the page where its words are.
   * @type {(link: Del<HTMLAnchorElement>) => void}
   */
  const startThere = (link) =>
    link.addEventListener("click", () => {
      window.kp.lager.write("sessionStorage", ON, true);
    });

  document.querySelectorAll("a[data-foresla]").forEach(start);
  document.querySelectorAll("a[data-foresla-der]").forEach(startThere);
})();

/* The list of what stands on the page follows the reader: the last heading above the middle of the screen is marked. */
(() => {
  "use strict";

  const start = (list) => {
    const links = [...list.querySelectorAll("a[href^='#']")];
    const heading = (link) => document.getElementById(decodeURIComponent(link.hash.slice(1)));
    let asked = 0;

    const mark = () => {
      asked = 0;
      const above = links.filter(
        (link) => heading(link)?.getBoundingClientRect().top < innerHeight / 3,
      );
      for (const link of links) link.toggleAttribute("aria-current", link === above.at(-1));
      above.at(-1)?.setAttribute("aria-current", "true");
    };

    addEventListener("scroll", () => (asked ||= requestAnimationFrame(mark)), { passive: true });
    mark();
  };

  document.querySelectorAll("[data-module=innhold]").forEach(start);
})();

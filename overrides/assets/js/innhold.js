/* The list of what stands on the page follows the reader: the last heading above the middle of
   the screen is marked. */
(() => {
  "use strict";

  /** @type {(list: Del) => void} */
  const start = (list) => {
    const links = [...list.querySelectorAll("a[href^='#']")];
    /** @type {(link: HTMLAnchorElement) => Del | null} */
    const heading = (link) => document.getElementById(window.kp.lest.anchor(link.hash));
    /** @type {(link: HTMLAnchorElement) => number} */
    const top = (link) => heading(link)?.getBoundingClientRect().top ?? Number.POSITIVE_INFINITY;
    let asked = 0;

    const mark = () => {
      asked = 0;
      const above = links.filter((link) => top(link) < innerHeight / 3);
      for (const link of links) link.toggleAttribute("aria-current", link === above.at(-1));
      above.at(-1)?.setAttribute("aria-current", "true");
    };

    const ask = () => {
      if (!asked) asked = requestAnimationFrame(mark);
    };

    addEventListener("scroll", ask, { passive: true });
    mark();
  };

  document.querySelectorAll("[data-module=innhold]").forEach(start);
})();

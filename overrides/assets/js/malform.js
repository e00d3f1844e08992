/* The way to the other form of Norwegian leads to the same place: what stands at the top of the
   window, or what the address says. */
(() => {
  "use strict";

  const TOP = 200; // pixels from the top of the window that still count as the top

  /** @type {() => Del | undefined} */
  const inView = () => {
    const places = [...document.querySelectorAll("article [id]")].filter(
      (one) => one.getClientRects().length,
    );
    return places.filter((one) => one.getBoundingClientRect().top < TOP).at(-1);
  };

  const target = () => document.getElementById(window.kp.lest.anchor());

  /** @type {(one: Del) => boolean} */
  const isInView = (one) => {
    const { top, bottom } = one.getBoundingClientRect();
    return bottom > 0 && top < window.innerHeight;
  };

  const place = () => {
    const asked = target();
    const seen = window.scrollY > 0 && !(asked && isInView(asked)) ? inView() : null;
    return seen ? `#${seen.id}` : location.hash;
  };

  for (const link of document.querySelectorAll("[data-malform]")) {
    const page = link.getAttribute("href");
    link.addEventListener("click", () =>
      link.setAttribute("href", page + location.search + place()),
    );
  }
})();

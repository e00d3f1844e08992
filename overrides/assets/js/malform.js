/* The way to the other form of Norwegian leads to the same place: what stands at the top of the window, or what the address says. */
(() => {
  "use strict";

  const TOP = 120; // pixels from the top of the window that still count as the top

  const inView = () => {
    const places = [...document.querySelectorAll("article [id]")].filter((one) => one.getClientRects().length);
    return places.filter((one) => one.getBoundingClientRect().top < TOP).at(-1);
  };

  const place = () => {
    const seen = window.scrollY > 0 ? inView() : null;
    return seen ? `#${seen.id}` : location.hash;
  };

  for (const link of document.querySelectorAll("[data-malform]")) {
    const page = link.getAttribute("href");
    link.addEventListener("click", () => link.setAttribute("href", page + location.search + place()));
  }
})();

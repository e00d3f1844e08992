/* The month we are in: marked in the wheel, and open in the list of the year. */
document.querySelectorAll("[data-module=maned]").forEach((month) => {
  "use strict";

  if (month.dataset.erManed !== document.documentElement.dataset.maned) return;
  if (month.matches("details")) month.open = true;
  else (month.querySelector("a") ?? month).setAttribute("aria-current", "date");
});

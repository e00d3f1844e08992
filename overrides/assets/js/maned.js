/* The month we are in: marked in the wheel, and open in the list of the year. */
document.querySelectorAll("details[data-module=maned]").forEach((month) => {
  "use strict";

  if (month.dataset.erManed === document.documentElement.dataset.maned) month.open = true;
});
document.querySelectorAll("g[data-er-maned]").forEach((month) => {
  "use strict";

  const isNow = month.dataset.erManed === document.documentElement.dataset.maned;
  if (isNow) (month.querySelector("a") ?? month).setAttribute("aria-current", "date");
});

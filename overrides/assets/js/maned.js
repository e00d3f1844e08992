/* The month we are in, open in the list of the year. */
document.querySelectorAll("details[data-module=maned]").forEach((month) => {
  "use strict";

  if (month.dataset.erManed === document.documentElement.dataset.maned) month.open = true;
});

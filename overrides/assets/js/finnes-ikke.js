/* The page for addresses that lead nowhere does not know where the site begins. This script does: it was found there. */
(() => {
  "use strict";

  const root = new URL("../../", document.currentScript.src);
  if (document.documentElement.dataset.rot) return; // found already, one step nearer
  document.documentElement.dataset.rot = root;
  for (const link of document.querySelectorAll("a"))
    link.href = new URL(link.getAttribute("href"), root);
  for (const form of document.querySelectorAll("form"))
    form.action = new URL(form.getAttribute("action"), root);
})();

/* The page for addresses that lead nowhere does not know where the site begins. This script
   does: it was found there. */
(() => {
  "use strict";

  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const root = new URL("../../", script.src);
  /** @type {(element: Del, name: string) => string} */
  const fromRoot = (element, name) => new URL(element.getAttribute(name) ?? "", root).href;
  if (document.documentElement.dataset.rot) return; // found already, one step nearer
  document.documentElement.dataset.rot = root.href;
  for (const link of document.querySelectorAll("a")) link.href = fromRoot(link, "href");
  for (const form of document.querySelectorAll("form")) form.action = fromRoot(form, "action");
})();

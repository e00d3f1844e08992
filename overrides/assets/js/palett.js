/* The reader's choice of light or dark, put in place before the page is drawn. */
(() => {
  "use strict";

  const chosen = window.__md_get("__palette")?.color ?? {};
  for (const [name, value] of Object.entries(chosen)) document.body.setAttribute(`data-md-color-${name}`, value);
})();

/* What Material's own script expects to find: where the site begins, and a small store of its own for each site. */
/* Names beginning with __md_ are Material's. */
(() => {
  "use strict";

  const root = new URL(document.currentScript.dataset.rot, location);
  const key = (name, scope) => `${scope.pathname}.${name}`;

  window.__md_scope = root;
  window.__md_hash = (text) => [...text].reduce((sum, letter) => (sum << 5) - sum + letter.charCodeAt(0), 0);
  // The store may be full or closed, and then even its name is an error. A choice lasts as long as the page.
  window.__md_get = (name, store, scope = root) => {
    try {
      return JSON.parse((store ?? localStorage).getItem(key(name, scope)));
    } catch {
      return null;
    }
  };
  window.__md_set = (name, value, store, scope = root) => {
    try {
      (store ?? localStorage).setItem(key(name, scope), JSON.stringify(value));
    } catch {
      // See above.
    }
  };
})();

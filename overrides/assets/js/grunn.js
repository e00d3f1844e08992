/* What Material's own script expects to find: where the site begins, and a small store of its own for each site. */
/* Names beginning with __md_ are Material's. */
(() => {
  "use strict";

  const root = new URL(document.currentScript.dataset.rot, location);
  const key = (name, scope) => `${scope.pathname}.${name}`;

  window.__md_scope = root;
  window.__md_hash = (text) => [...text].reduce((sum, letter) => (sum << 5) - sum + letter.charCodeAt(0), 0);
  window.__md_get = (name, store = localStorage, scope = root) => JSON.parse(store.getItem(key(name, scope)));
  window.__md_set = (name, value, store = localStorage, scope = root) => {
    try {
      store.setItem(key(name, scope), JSON.stringify(value));
    } catch {
      // The store is full or closed. The choice then lasts as long as the page.
    }
  };
})();

/* What is kept in this browser alone. Where the browser keeps nothing, everything works but what
   needs to be kept. */
(() => {
  "use strict";

  window.kp ??= /** @type {Kp} */ ({});

  /** @type {Kp["lager"]["read"]} */
  const read = (store, key) => {
    try {
      return JSON.parse(window[store].getItem(`kp-${key}`));
    } catch {
      return null;
    }
  };

  /**
   * Keep a value, or forget it if it is null. Returns whether that went well.
   * @type {Kp["lager"]["write"]}
   */
  const write = (store, key, value) => {
    try {
      if (value === null) window[store].removeItem(`kp-${key}`);
      else window[store].setItem(`kp-${key}`, JSON.stringify(value));
      return true;
    } catch {
      return false;
    }
  };

  /**
   * The name of what is one site's: others may lie on the same host. Its two forms of Norwegian
   * share it. How a reader wants all pages to look is no site's.
   * @type {Kp["lager"]["own"]}
   */
  const own = (name, top) => {
    const { pathname } = new URL(".", new URL(top, location.href));
    return `${name}:${pathname.replace(/\/n[bn]\/$/, "/")}`;
  };

  window.kp.lager = { read, write, own };
})();

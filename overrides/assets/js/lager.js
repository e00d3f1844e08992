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

  window.kp.lager = { read, write };
})();

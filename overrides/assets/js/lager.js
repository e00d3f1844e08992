/* What is kept in this browser alone. Where the browser keeps nothing, everything works but what needs to be kept. */
(() => {
  "use strict";

  const kp = (window.kp ??= {});

  const read = (store, key) => {
    try {
      return JSON.parse(window[store].getItem(`kp-${key}`));
    } catch {
      return null;
    }
  };

  /* Keep a value, or forget it if it is null. Returns whether that went well. */
  const write = (store, key, value) => {
    try {
      if (value === null) window[store].removeItem(`kp-${key}`);
      else window[store].setItem(`kp-${key}`, JSON.stringify(value));
      return true;
    } catch {
      return false;
    }
  };

  kp.lager = { read, write };
})();

/* Words with their marks filled in. */
(() => {
  "use strict";

  // A function gives each value: in a text alone, a dollar sign would mean something.
  window.kp.fyll = (text, ...values) =>
    values.reduce(
      (/** @type {string} */ filled, value) => filled.replace("{}", () => String(value)),
      text,
    );
})();

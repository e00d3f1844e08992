/* Words with their marks filled in. */
(() => {
  "use strict";

  // A function gives each value: in a text alone, a dollar sign would mean something.
  window.kp.fyll = (text, ...values) =>
    values.reduce(
      (/** @type {string} */ filled, value) => filled.replace("{}", () => String(value)),
      text,
    );

  // A browser that does not know the months and the clock of nynorsk is told to use bokmål's, which
  // are the same; else it would use its own language's.
  window.kp.tid = (when, how) =>
    new Intl.DateTimeFormat([document.documentElement.lang, "nb"], how).format(when);
})();

/* What is typed and not kept yet is not dropped by one press: the first one says what will be lost. */
(() => {
  "use strict";

  const { forslag } = window.kp;
  const TYPED = "textarea, .kp-forslag__skjema :is(input, select)";

  /**
   * Watch what is typed in `box`. Returns a function that tells whether one may leave; where one may
   * not yet, it has been said with `say`.
   * @type {Forslag.Rom["skrevet"]}
   */
  forslag.skrevet = (box, say) => {
    let isTyped = false;
    let isAsked = false;
    box.addEventListener("input", ({ target }) => {
      isTyped ||= /** @type {Element} */ (target).matches(TYPED);
      isAsked = false;
    });
    return () => {
      const waits = isTyped && !isAsked;
      if (waits) say(forslag.ord.forkast);
      isAsked = waits;
      isTyped = waits;
      return !waits;
    };
  };
})();

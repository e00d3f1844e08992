/* The line at the foot of the window while one edits: what is done so far, and what can be undone. */
(() => {
  "use strict";

  const { forslag } = window.kp;
  const { part } = forslag.kontroll;

  /** @type {(state: Forslag.Tilstand) => string} */
  const status = (state) => {
    const { ord } = forslag;
    if (forslag.data.tjener) return ord[forslag.data.tjener.sagt];
    if (!state.isKept) return ord.ikke_lagret;
    if (state.isOthers) return ord.annen_fane;
    const count = Object.values(state.entries()).reduce((sum, ones) => sum + ones.length, 0);
    return count ? (count === 1 ? ord.en : forslag.tekst.filled(ord.flere, count)) : ord.ingen;
  };

  /**
   * What can be undone and done again. Who stands at a button that closes, stands at the other.
   * @type {(state: Forslag.Tilstand, line: Del) => void}
   */
  const ways = (state, line) => {
    const [back, again] = ["angre", "gjenta"].map((one) =>
      line.querySelector(`[data-gjor=${one}]`),
    );
    const held = [back, again].find((one) => one === document.activeElement);
    back.disabled = !state.can(-1);
    again.disabled = !state.can(1);
    if (held?.disabled) (held === back ? again : back).focus();
  };

  const draw = () => {
    const { tilstand, linje } = forslag;
    part(linje, "status").textContent = status(tilstand);
    part(linje, "i-gang").hidden = Boolean(forslag.data.tjener) || tilstand.steps().length > 0;
    ways(tilstand, linje);
  };

  /**
   * What has the focus is never under the line, however high the line is.
   * @type {(line: Del) => void}
   */
  const keepClear = (line) => {
    new ResizeObserver(() => {
      const lies = getComputedStyle(line).position === "sticky";
      document.documentElement.style.scrollPaddingBottom = lies
        ? `${line.offsetHeight + 16}px`
        : "";
    }).observe(line);
  };

  forslag.status = { draw, keepClear };
})();

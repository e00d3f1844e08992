/* A countdown as a value: when it ends, or how much is left while it stands. All times in
   milliseconds. */
/* It is computed from its end time, so a machine that sleeps or a tab that is held back loses
   nothing. */
(() => {
  "use strict";

  const { kp } = window;
  const MINUTE = 60_000;

  /** @type {Kp["klokke"]["left"]} */
  const left = (klokke) => (klokke.slutt === null ? klokke.igjen : klokke.slutt - Date.now());
  /** @type {Kp["klokke"]["fresh"]} */
  const fresh = (minutes) => ({ slutt: null, igjen: minutes * MINUTE });
  /** @type {Kp["klokke"]["start"]} */
  const start = (klokke) => ({ slutt: Date.now() + left(klokke), igjen: null });
  /** @type {Kp["klokke"]["pause"]} */
  const pause = (klokke) => ({ slutt: null, igjen: left(klokke) });

  /**
   * More or less time. Taking away stops at zero, so that one key cannot put a group behind time.
   * @type {Kp["klokke"]["add"]}
   */
  const add = (klokke, minutes) => {
    const now = left(klokke);
    const change = minutes < 0 ? Math.max(minutes * MINUTE, Math.min(0, -now)) : minutes * MINUTE;
    return klokke.slutt === null
      ? { slutt: null, igjen: now + change }
      : { slutt: klokke.slutt + change, igjen: null };
  };

  /**
   * «4:59», and past zero «+0:12».
   * @type {Kp["klokke"]["text"]}
   */
  const text = (ms) => {
    const seconds = ms > 0 ? Math.ceil(ms / 1000) : Math.floor(-ms / 1000);
    const sign = ms > 0 || seconds === 0 ? "" : "+";
    return `${sign}${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  };

  kp.klokke = { MINUTE, left, fresh, start, pause, add, text };
})();

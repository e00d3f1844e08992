/* What somebody has done, in order, with a way back and forth. It stays in this browser; a store that is damaged is as good as none. */
(() => {
  "use strict";

  const { lager, forslag } = window.kp;
  const MOST = 500;

  /** @typedef {{ steg: any[], antall: number, lagret: boolean }} Minne  the steps, and how many of them count */

  const key = (om) => `forslag/${om.sted}`;

  /** @param {any} om @returns {Minne} */
  const read = (om) => {
    const found = lager.read("localStorage", key(om));
    const steps = Array.isArray(found?.steg)
      ? found.steg.filter(forslag.steg.isStep).slice(0, MOST)
      : [];
    const isCount =
      Number.isInteger(found?.antall) && found.antall >= 0 && found.antall <= steps.length;
    return { steg: steps, antall: isCount ? found.antall : steps.length, lagret: true };
  };

  /** @param {any} om @param {Minne} minne @returns {Minne} the same, and whether it was kept */
  const write = (om, minne) => ({
    ...minne,
    lagret: lager.write(
      "localStorage",
      key(om),
      minne.steg.length ? { steg: minne.steg, antall: minne.antall } : null,
    ),
  });

  /** @param {Minne} minne @returns {any[]} the steps that count */
  const done = ({ steg, antall }) => steg.slice(0, antall);

  /** @param {Minne} minne @param {any} step @returns {Minne} */
  const added = (minne, step) => ({
    ...minne,
    steg: [...done(minne), step].slice(-MOST),
    antall: Math.min(minne.antall + 1, MOST),
  });

  /** @param {Minne} minne @param {number} way @returns {Minne} one step back, or forth */
  const moved = (minne, way) => ({
    ...minne,
    antall: Math.max(0, Math.min(minne.steg.length, minne.antall + way)),
  });

  /** @param {Minne} minne @param {number} at @returns {Minne} */
  const without = (minne, at) => {
    const left = done(minne).filter((_, place) => place !== at);
    return { ...minne, steg: left, antall: left.length };
  };

  forslag.minne = { read, write, done, added, moved, without };
})();

/* What somebody has done, in order, with a way back and forth. It stays in this browser; a store
   that is damaged is as good as none. */
(() => {
  "use strict";

  const { lager, forslag } = window.kp;

  const key = () => lager.own("forslag", forslag.rot);

  /** @type {Forslag.Rom["minne"]["read"]} */
  const read = () => {
    const found = lager.read("localStorage", key());
    const steps = Array.isArray(found?.steg) ? found.steg.filter(forslag.steg.isStep) : [];
    const isCount =
      Number.isInteger(found?.antall) && found.antall >= 0 && found.antall <= steps.length;
    return { steg: steps, antall: isCount ? found.antall : steps.length, lagret: true };
  };

  /**
   * The same, and whether it was kept.
   * @type {Forslag.Rom["minne"]["write"]}
   */
  const write = (minne) => ({
    ...minne,
    lagret: lager.write(
      "localStorage",
      key(),
      minne.steg.length ? { steg: minne.steg, antall: minne.antall } : null,
    ),
  });

  /**
   * The steps that count.
   * @type {Forslag.Rom["minne"]["done"]}
   */
  const done = ({ steg, antall }) => steg.slice(0, antall);

  /** @type {Forslag.Rom["minne"]["added"]} */
  const added = (minne, step) => ({
    ...minne,
    steg: [...done(minne), step],
    antall: minne.antall + 1,
  });

  /**
   * One step back, or forth.
   * @type {Forslag.Rom["minne"]["moved"]}
   */
  const moved = (minne, way) => ({
    ...minne,
    antall: Math.max(0, Math.min(minne.steg.length, minne.antall + way)),
  });

  /** @type {Forslag.Rom["minne"]["without"]} */
  const without = (minne, at) => {
    const left = done(minne).filter((_, place) => place !== at);
    return { ...minne, steg: left, antall: left.length };
  };

  forslag.minne = { read, write, done, added, moved, without };
})();

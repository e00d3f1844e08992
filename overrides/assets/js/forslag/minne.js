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

  let tab = lager.read("sessionStorage", "fane");
  if (typeof tab !== "string") {
    tab = Math.random().toString(36).slice(2);
    lager.write("sessionStorage", "fane", tab);
  }

  /**
   * Whether a step was taken in this tab.
   * @type {Forslag.Rom["minne"]["isOwn"]}
   */
  const isOwn = ({ fane }) => fane === tab;

  /** @type {Forslag.Rom["minne"]["added"]} */
  const added = (minne, step) => ({
    ...minne,
    steg: [...done(minne), { ...step, fane: tab }],
    antall: minne.antall + 1,
  });

  /**
   * One step back, or forth: the nearest that was taken in this tab, where there is one; all tabs
   * write one list.
   * @type {Forslag.Rom["minne"]["moved"]}
   */
  const moved = (minne, way) => {
    const [back, forth] = [done(minne), minne.steg.slice(minne.antall)];
    const own = way < 0 ? back.findLastIndex(isOwn) : forth.findIndex(isOwn);
    const from = way < 0 ? back : forth;
    const [step] = from.splice(own < 0 ? (way < 0 ? -1 : 0) : own, 1);
    if (!step) return minne;
    return { ...minne, steg: [...back, step, ...forth], antall: minne.antall + way };
  };

  /** @type {Forslag.Rom["minne"]["without"]} */
  const without = (minne, at) => {
    const left = done(minne).filter((_, place) => place !== at);
    return { ...minne, steg: left, antall: left.length };
  };

  forslag.minne = { read, write, done, isOwn, added, moved, without };
})();

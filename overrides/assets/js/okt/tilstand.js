/* What a wall remembers: which step, the clocks, the groups. Kept in this tab, so that a reload
   loses nothing. */
(() => {
  "use strict";

  const { kp } = window;
  const { MINUTE, left, fresh } = kp.klokke;
  // A rehearsal yesterday says nothing about the meeting today.
  const OLD = 6 * 60 * MINUTE;

  /** @type {(okt: Okt.Vegg["okt"]) => Okt.Tilstand} */
  const usual = (okt) => ({
    steg: 0,
    del: 0,
    sporsmal: 0,
    runde: 0,
    runder: 0,
    blanding: 0,
    antall: okt.antall || 0,
    gruppe: okt.gruppe || 4,
    skjult: false,
    stor: false,
    ett: false,
    startet: null,
    klokker: {},
    minutter: {},
  });

  /** @type {(value: unknown) => boolean} */
  const isCount = (value) => Number.isInteger(value) && Number(value) >= 0;
  /** @type {(one: any) => boolean} */
  const isClock = (one) => Number.isFinite(one?.slutt) !== Number.isFinite(one?.igjen);
  /** @type {(found: unknown, fits: (value: unknown) => boolean) => Record<number, any>} */
  const only = (found, fits) =>
    Object.fromEntries(Object.entries(found ?? {}).filter(([, value]) => fits(value)));

  /** @type {(found: { sett?: number }) => boolean} */
  const isOld = ({ sett }) => !(Date.now() - Number(sett) < OLD);

  /**
   * The state that was kept, with whatever makes no sense left out.
   * @type {(found: any, okt: Okt.Vegg["okt"]) => Okt.Tilstand}
   */
  const clean = (found, okt) => {
    const state = usual(okt);
    if (typeof found !== "object" || !found || isOld(found)) return state;
    const kept = Object.entries(state).flatMap(([name, usually]) => {
      const fits = typeof usually === "boolean" ? found[name] === true : isCount(found[name]);
      return fits ? [[name, found[name]]] : [];
    });
    return Object.assign(state, Object.fromEntries(kept), {
      klokker: only(found.klokker, isClock),
      minutter: only(found.minutter, isCount),
    });
  };

  /** @type {Kp["tilstand"]["load"]} */
  const load = (vegg) => {
    const found = kp.lager.read("sessionStorage", vegg.own);
    vegg.state = clean(found, vegg.okt);
    vegg.state.steg = Math.min(vegg.state.steg, vegg.steps.length - 1);
    if (!found || !isOld(found)) return;
    // Those who met then, are not those who meet now.
    kp.lag.renew();
    save(vegg);
  };
  /** @type {Kp["tilstand"]["save"]} */
  const save = (vegg) =>
    kp.lager.write("sessionStorage", vegg.own, { ...vegg.state, sett: Date.now() });
  /** @type {Kp["tilstand"]["forget"]} */
  const forget = (vegg) => {
    vegg.state = { ...usual(vegg.okt), antall: vegg.state.antall, gruppe: vegg.state.gruppe };
  };

  /**
   * A name for this tab's wall. A reload keeps it; a copy of the tab is another wall.
   * @type {() => string}
   */
  const name = () => {
    const [visit] = performance.getEntriesByType("navigation");
    const again = visit instanceof PerformanceNavigationTiming && visit.type === "reload";
    const kept = again && kp.lager.read("sessionStorage", "vegg");
    const given = typeof kept === "string" ? kept : Math.random().toString(36).slice(2, 8);
    kp.lager.write("sessionStorage", "vegg", given);
    return given;
  };

  /**
   * Everything the wall's parts share.
   * @type {Kp["tilstand"]["create"]}
   */
  const create = (main, okt, words) => {
    /** @type {Okt.Vegg} */
    const vegg = {
      main,
      okt,
      words,
      id: name(),
      own: `okt:${location.pathname}${location.search}`,
      steps: [...main.querySelectorAll(".kp-steg")],
      phases: [...main.querySelectorAll(".kp-fase")],
      state: usual(okt),
      pressed: {},
      ...{ bilder: 1, starts: [0], storrelse: 1, trang: false },
      ...{ room: "", sizes: {}, alone: new Map() },
      ...{ folger: null, onsket: null, awake: null },
      ...{ leave: () => {}, send: () => {} },
    };
    load(vegg);
    return vegg;
  };

  /** @type {Kp["tilstand"]["step"]} */
  const step = (vegg) => vegg.steps[vegg.state.steg];
  /** @type {Kp["tilstand"]["phase"]} */
  const phase = (vegg) => step(vegg).closest(".kp-fase");
  /** @type {Kp["tilstand"]["number"]} */
  const number = (vegg) => vegg.phases.indexOf(phase(vegg));
  /** @type {(vegg: Okt.Vegg, at: number) => number} */
  const minutesOf = (vegg, at) =>
    vegg.state.minutter[at] ?? Number(vegg.phases[at].dataset.minutter);
  /** @type {Kp["tilstand"]["minutes"]} */
  const minutes = (vegg) => minutesOf(vegg, number(vegg));
  /** @type {(vegg: Okt.Vegg, from: number, to: number) => number} */
  const sum = (vegg, from, to) =>
    vegg.phases.slice(from, to).reduce((all, _, at) => all + minutesOf(vegg, at + from), 0);
  /** @type {Kp["tilstand"]["before"]} */
  const before = (vegg) => sum(vegg, 0, number(vegg));
  /** @type {Kp["tilstand"]["clock"]} */
  const clock = (vegg) => vegg.state.klokker[number(vegg)] ?? fresh(minutes(vegg));
  /** @type {(vegg: Okt.Vegg) => number} */
  const planned = ({ phases }) =>
    phases.reduce((all, { dataset }) => all + Number(dataset.minutter), 0);
  /**
   * When the session is to be over, by what it was given and when it began; null before it has.
   * @type {Kp["tilstand"]["end"]}
   */
  const end = (vegg) =>
    vegg.state.startet === null ? null : vegg.state.startet + planned(vegg) * MINUTE;

  /**
   * Minutes behind the plan, or ahead of it (negative). A phase may use all of its own time before
   * one is behind.
   * @type {Kp["tilstand"]["drift"]}
   */
  const drift = (vegg) => {
    const used = (Date.now() - Number(vegg.state.startet)) / MINUTE;
    const [early, late] = [
      Math.floor(before(vegg) - used),
      Math.floor(used - before(vegg) - minutes(vegg)),
    ];
    return early > 0 ? -early : Math.max(0, late);
  };

  /**
   * Share `whole` minutes out by weight, at least one each.
   * @type {(weights: number[], whole: number) => number[]}
   */
  const share = (weights, whole) => {
    const all = weights.reduce((total, weight) => total + weight, 0) || 1;
    const wanted = weights.map((weight) => (weight * whole) / all);
    const given = wanted.map((minutes) => Math.max(1, Math.floor(minutes)));
    for (let rest = whole - given.reduce((total, one) => total + one, 0); rest > 0; rest -= 1) {
      const most = wanted.reduce(
        (best, _, at) => (wanted[at] - given[at] > wanted[best] - given[best] ? at : best),
        0,
      );
      given[most] += 1;
    }
    return given;
  };

  /**
   * Spread what is left until the end over the phases that are left. Returns whether one knows when
   * the end is.
   * @type {Kp["tilstand"]["spread"]}
   */
  const spread = (vegg) => {
    const [{ state }, here, over] = [vegg, number(vegg), end(vegg)];
    if (over === null || state.startet === null) return false;
    const ahead = vegg.phases
      .map((_, at) => at)
      .filter((at) => at >= here && Number(vegg.phases[at].dataset.minutter));
    const weights = ahead.map((at) =>
      at === here
        ? Math.max(0, left(clock(vegg))) / MINUTE
        : Number(vegg.phases[at].dataset.minutter),
    );
    const given = share(weights, Math.max(ahead.length, Math.round((over - Date.now()) / MINUTE)));
    const used = Math.max(0, Math.round((Date.now() - state.startet) / MINUTE - before(vegg)));
    const running = clock(vegg).slutt !== null;
    ahead.forEach((at, nr) => {
      state.minutter[at] = given[nr] + (at === here ? used : 0);
      if (at !== here) delete state.klokker[at];
      else state.klokker[at] = running ? kp.klokke.start(fresh(given[nr])) : fresh(given[nr]);
    });
    return true;
  };

  kp.tilstand = {
    create,
    load,
    save,
    forget,
    step,
    phase,
    number,
    minutes,
    before,
    clock,
    end,
    drift,
    spread,
  };
})();

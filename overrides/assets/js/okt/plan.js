/* A session as it is planned: what is in it, and times that keep what one has set by hand. No
   page, no words. */
(() => {
  "use strict";

  const { kp } = window;
  /** @type {(keyof Okt.Forslag)[]} */
  const PROPOSED = ["les", "trening"];
  const USUAL_PAUSE = 10;
  const USUAL_OWN = 10;
  const SHORTEST = 5;
  const MOST_MINUTES = 240;
  // What the phases show that a session ends with.
  /** @type {(string | undefined)[]} */
  const CLOSING = ["øvelser", "avtale"];

  /** @type {Kp["plan"]["clamp"]} */
  const clamp = (value, least, most) =>
    Math.min(most, Math.max(least, Math.trunc(Number(value)) || 0));
  /** @type {Kp["plan"]["rowOf"]} */
  const rowOf = (rows, id) => rows.find((one) => one.id === id);

  /**
   * What a phase is to show, if it has nothing of it.
   * @type {Kp["plan"]["lacks"]}
   */
  const lacks = (plan, row) => row !== undefined && kp.adresse.lacks(plan, row.viser);
  /** @type {(plan: Okt.Okt, rows: Okt.Rad[]) => Okt.Rad[]} */
  const usual = (plan, rows) =>
    rows.filter((row) => kp.tider.isUsual(row, plan.tid) && !lacks(plan, row));

  /**
   * Phases as `tider` wants them: those set by hand, and the leader's own, keep their minutes.
   * @type {(rows: Okt.Rad[]) => (phase: Okt.Fase) => Okt.Tidsbehov}
   */
  const timed = (rows) => (one) => {
    const row = rowOf(rows, one.id);
    return row && !one.hand ? row : { ...row, fast: one.minutter };
  };

  /** @type {Kp["plan"]["retime"]} */
  const retime = (plan, rows) => {
    const minutes = kp.tider.propose(plan.faser.map(timed(rows)), plan.tid, plan.oppgaver.length);
    for (const [at, one] of plan.faser.entries()) one.minutter = minutes[at];
  };

  /**
   * Propose all the times anew; what was set by hand is no longer.
   * @type {Kp["plan"]["propose"]}
   */
  const propose = (plan, rows) => {
    for (const one of plan.faser) if (rowOf(rows, one.id)) one.hand = false;
    retime(plan, rows);
  };

  /**
   * Put a phase in where it usually comes.
   * @type {Kp["plan"]["add"]}
   */
  const add = (plan, rows, row) => {
    const later = rows.slice(rows.indexOf(row) + 1).map(({ id }) => id);
    const at = plan.faser.findIndex(({ id }) => later.includes(id));
    plan.faser.splice(at < 0 ? plan.faser.length : at, 0, { id: row.id, minutter: 0, hand: false });
  };

  /** @type {Kp["plan"]["start"]} */
  const start = (plan, rows) => {
    plan.faser = usual(plan, rows).map(({ id }) => ({ id, minutter: 0, hand: false }));
    retime(plan, rows);
  };

  /**
   * What the plan has that goes with these tasks: something to read together, and something to
   * practise.
   * @type {Kp["plan"]["suggestions"]}
   */
  const suggestions = (tasks, data) => {
    const all = tasks.map((task) => data.forslag[task]).filter(Boolean);
    /** @type {(list: "les" | "trening", most: number) => string[]} */
    const some = (list, most) => [...new Set(all.flatMap((one) => one[list]))].slice(0, most);
    return { les: some("les", 3), trening: some("trening", 2) };
  };
  /** @type {(one: string[], other: string[]) => boolean} */
  const same = (one, other) => one.join() === other.join();

  /**
   * Change the content of the session by `change`. What was only proposed follows; a phase comes
   * and goes with its content.
   * @type {Kp["plan"]["refill"]}
   */
  const refill = (plan, rows, data, change) => {
    const was = suggestions(plan.oppgaver, data);
    const proposed = PROPOSED.filter((list) => same(plan[list], was[list]));
    const empty = rows.filter((row) => lacks(plan, row));
    change();
    const now = suggestions(plan.oppgaver, data);
    for (const list of proposed) if (same(plan[list], was[list])) plan[list] = now[list];
    plan.faser = plan.faser.filter(({ id }) => !lacks(plan, rowOf(rows, id)));
    for (const row of usual(plan, rows))
      if (empty.includes(row) && !plan.faser.some(({ id }) => id === row.id)) add(plan, rows, row);
    retime(plan, rows);
  };

  /**
   * Put a phase in before those that close the session: to choose, and to agree. Returns where.
   * @type {(plan: Okt.Okt, rows: Okt.Rad[], id: string, minutes: number) => number}
   */
  const insert = (plan, rows, id, minutter) => {
    const at = 1 + plan.faser.findLastIndex((one) => !CLOSING.includes(rowOf(rows, one.id)?.viser));
    plan.faser.splice(at, 0, { id, minutter, hand: true });
    retime(plan, rows);
    return at;
  };

  /**
   * Something of the leader's own goes into the session: a question, a phase, a break, or the end
   * of the first meeting. A phase gets its minutes when something is written in it.
   * @type {Kp["plan"]["addOwn"]}
   */
  const addOwn = {
    sporsmal: (plan) => plan.oppgaver.push(`eget/${plan.eget.push("")}`),
    fase: (plan, rows) =>
      insert(plan, rows, `egen/${plan.egenfase.push({ navn: "", tekst: "" })}`, 0),
    pause: (plan, rows) => insert(plan, rows, "pause", USUAL_PAUSE),
    mote: (plan) =>
      plan.faser.some(({ id }) => id === "mote") ||
      plan.faser.splice(Math.ceil(plan.faser.length / 2), 0, {
        id: "mote",
        minutter: 0,
        hand: true,
      }),
  };

  /**
   * 1-2-4-alle: alone, in pairs, two pairs together, all.
   * @type {Kp["plan"]["oneTwoFour"]}
   */
  const oneTwoFour = (plan, rows) => {
    const wanted = ["individuelt", "par", "firer", "plenum"];
    plan.faser = plan.faser.filter(({ id }) => !["gruppe", ...wanted].includes(id));
    for (const row of wanted.flatMap((id) => rowOf(rows, id) ?? [])) add(plan, rows, row);
    retime(plan, rows);
  };

  /**
   * Write in a phase of one's own. It has minutes as long as it has a name or a text.
   * @type {Kp["plan"]["writeOwn"]}
   */
  const writeOwn = (plan, rows, nr, felt, value) => {
    const was = kp.adresse.isBlank(plan.egenfase[nr]);
    Object.assign(plan.egenfase[nr], { [felt]: value });
    const is = kp.adresse.isBlank(plan.egenfase[nr]);
    const phase = plan.faser.find(({ id }) => id === `egen/${nr + 1}`);
    if (!phase || was === is) return;
    phase.minutter = is ? 0 : phase.minutter || USUAL_OWN;
    retime(plan, rows);
  };

  /** @type {Kp["plan"]["setMinutes"]} */
  const setMinutes = (plan, at, value) =>
    Object.assign(plan.faser[at], { minutter: clamp(value, 0, MOST_MINUTES), hand: true });
  /** @type {Kp["plan"]["setTime"]} */
  const setTime = (plan, rows, minutes) => {
    plan.tid = clamp(minutes, SHORTEST, kp.tider.LONGEST);
    retime(plan, rows);
  };
  /** @type {Kp["plan"]["move"]} */
  const move = (list, at, by) => list.splice(at + by, 0, ...list.splice(at, 1));

  kp.plan = {
    SHORTEST,
    lacks,
    start,
    propose,
    retime,
    refill,
    add,
    addOwn,
    oneTwoFour,
    writeOwn,
    setMinutes,
    setTime,
    move,
    clamp,
    rowOf,
    suggestions,
  };
})();

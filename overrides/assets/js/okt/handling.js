/* What a key or a button does. Each action takes the wall and perhaps a value, and changes the
   state. */
(() => {
  "use strict";

  const { kp } = window;
  const { MINUTE, fresh, start, pause, add } = kp.klokke;
  const { step, number, minutes, before, clock, save, forget, spread } = kp.tilstand;
  const { draw, focus, find, say, label, chosen, larger, isOpen, isLeader } = kp.bilde;
  const { fullScreen, openLeader, showCode, showGroups, showMenu } = kp.vinduer;
  // A press that sets something back must come twice within this time.
  const SURE = 4000;
  // 1-2-4-alle: alone, in pairs, in fours, all; of the phase's time.
  const ROUNDS = [1 / 12, 2 / 12, 4 / 12, 5 / 12];
  /** @type {(name: string, value: unknown) => boolean} */
  const keep = (name, value) => kp.lager.write("localStorage", name, value);

  /**
   * The state is another: draw it, keep it, and tell the other window.
   * @type {(vegg: Okt.Vegg) => void}
   */
  const changed = (vegg) => {
    draw(vegg);
    save(vegg);
    if (isOpen() && !isLeader()) vegg.send("tilstand", tell(vegg));
  };
  /** @type {Kp["handling"]["tell"]} */
  const tell = ({ state, bilder }) => ({
    state,
    bilder,
    storrelse: larger(),
    mork: chosen("mork"),
    lag: kp.lag.current(),
  });

  /** @type {(vegg: Okt.Vegg, value: Okt.Klokke) => void} */
  const setClock = (vegg, value) => {
    vegg.state.klokker[number(vegg)] = value;
    changed(vegg);
  };

  /** @type {(vegg: Okt.Vegg) => void} */
  const pauseAll = ({ state }) => {
    for (const at of Object.keys(state.klokker)) state.klokker[at] = pause(state.klokker[at]);
  };

  /** @type {(vegg: Okt.Vegg) => void} */
  const startClock = (vegg) => {
    pauseAll(vegg);
    vegg.state.startet ??= Date.now() - before(vegg) * MINUTE;
    setClock(vegg, start(clock(vegg)));
  };

  /** @type {(vegg: Okt.Vegg) => void} */
  const startOrPause = (vegg) => {
    if (!minutes(vegg)) return;
    if (clock(vegg).slutt === null) startClock(vegg);
    else setClock(vegg, pause(clock(vegg)));
  };

  /**
   * Go to a step; `del` is a picture of it, or null for its last.
   * @type {(vegg: Okt.Vegg, step: number, part: number | null) => void}
   */
  const turn = (vegg, steg, del) => {
    const from = number(vegg);
    Object.assign(vegg.state, { steg, del, sporsmal: 0, runde: 0 });
    say(".kp-vegg__beskjed", "");
    const another = number(vegg) !== from;
    if (another && chosen("selvstart") && minutes(vegg) && !vegg.state.klokker[number(vegg)])
      startClock(vegg);
    changed(vegg);
    focus(vegg);
  };

  /** @type {(vegg: Okt.Vegg, by: number) => boolean} */
  const nextQuestion = (vegg, by) => {
    const questions = step(vegg).querySelectorAll(":scope > ul > li:not(.er-utenfor)").length;
    const at = vegg.state.sporsmal + by;
    if (!vegg.state.ett || !step(vegg).matches("article") || at < 0 || at >= questions)
      return false;
    vegg.state.sporsmal = at;
    changed(vegg);
    return true;
  };

  /**
   * One picture on or back. Under the cover, it comes off and nothing else happens.
   * @type {(vegg: Okt.Vegg, by: number) => void}
   */
  const go = (vegg, by) => {
    if (vegg.state.skjult) return cover(vegg);
    if (nextQuestion(vegg, by)) return undefined;
    const [del, steg] = [Number(vegg.state.del) + by, vegg.state.steg + by];
    if (del >= 0 && del < vegg.bilder) return turn(vegg, vegg.state.steg, del);
    return vegg.steps[steg] && turn(vegg, steg, by > 0 ? 0 : null);
  };

  /** @type {(vegg: Okt.Vegg) => void} */
  const cover = (vegg) => {
    vegg.state.skjult = !vegg.state.skjult;
    changed(vegg);
    if (isLeader()) return;
    if (vegg.state.skjult) find(".kp-vegg__skjult").focus();
    else focus(vegg);
  };

  /**
   * True the second time a button is pressed within a short while. The first time, it says that it
   * needs two.
   * @type {(vegg: Okt.Vegg, name: string, words: [sure: string, unsure: string]) => boolean}
   */
  const isSure = (vegg, name, words) => {
    const sure = Date.now() - (vegg.pressed[name] ?? 0) < SURE;
    vegg.pressed[name] = sure ? 0 : Date.now();
    label(name, sure ? words[0] : words[1]);
    return sure;
  };

  /** @type {(vegg: Okt.Vegg) => void} */
  const reset = (vegg) => {
    if (!isSure(vegg, "nullstill", [vegg.words.nullstill, vegg.words.nullstill_sikker])) return;
    delete vegg.state.klokker[number(vegg)];
    // With no clock left, nothing has begun.
    if (!Object.keys(vegg.state.klokker).length) vegg.state.startet = null;
    changed(vegg);
  };

  /** @type {(vegg: Okt.Vegg) => void} */
  const begin = (vegg) => {
    if (!isSure(vegg, "begynn", [vegg.words.begynn, vegg.words.begynn_sikker])) return;
    forget(vegg);
    newTeam(vegg);
  };
  /** @type {(vegg: Okt.Vegg) => void} */
  const newTeam = (vegg) => {
    kp.lag.renew();
    changed(vegg);
  };

  /**
   * A step larger or smaller; a press that shows no difference does not count.
   * @type {(vegg: Okt.Vegg, by: number) => void}
   */
  const resize = (vegg, by) => {
    const [was, size, pictures] = [larger(), vegg.storrelse, vegg.bilder];
    keep("storrelse", was + by);
    draw(vegg);
    if (vegg.storrelse === size && vegg.bilder === pictures) keep("storrelse", was);
    changed(vegg);
  };

  /** @type {(name: Okt.Bryter) => (vegg: Okt.Vegg) => void} */
  const toggle = (name) => (vegg) => {
    keep(name, !chosen(name));
    changed(vegg);
  };

  /** @type {(name: "stor" | "ett") => (vegg: Okt.Vegg) => void} */
  const toggleState = (name) => (vegg) => {
    vegg.state[name] = !vegg.state[name];
    changed(vegg);
  };

  /** @type {(vegg: Okt.Vegg) => void} */
  const nextRound = (vegg) => {
    if (!minutes(vegg)) return;
    const runde = (vegg.state.runde + 1) % (ROUNDS.length + 1);
    const given = Math.max(1, Math.round(minutes(vegg) * (ROUNDS[runde - 1] ?? 1)));
    Object.assign(vegg.state, { runde, runder: given });
    vegg.state.startet ??= Date.now() - before(vegg) * MINUTE;
    pauseAll(vegg);
    setClock(vegg, runde ? start(fresh(given)) : fresh(minutes(vegg)));
  };

  /** @type {(vegg: Okt.Vegg) => void} */
  const spreadRest = (vegg) => {
    const done = spread(vegg);
    say(".kp-meny__beskjed", done ? vegg.words.fordelt : vegg.words.fordel_ikke);
    changed(vegg);
  };

  /** @type {(vegg: Okt.Vegg, typed: { navn: "antall" | "gruppe"; antall: number }) => void} */
  const people = (vegg, { navn, antall }) => {
    vegg.state[navn] = antall;
    changed(vegg);
  };

  /** @type {(vegg: Okt.Vegg) => void} */
  const mix = (vegg) => {
    vegg.state.blanding += 1;
    changed(vegg);
  };

  /** @type {Record<string, (vegg: Okt.Vegg, value?: any) => unknown>} */
  const ACTIONS = {
    videre: (vegg) => go(vegg, 1),
    tilbake: (vegg) => go(vegg, -1),
    forst: (vegg) => turn(vegg, 0, 0),
    sist: (vegg) => turn(vegg, vegg.steps.length - 1, 0),
    fase: (vegg, at) =>
      turn(
        vegg,
        vegg.steps.findIndex((one) => vegg.phases[at]?.contains(one)),
        0,
      ),
    klokke: startOrPause,
    mer: (vegg) => setClock(vegg, add(clock(vegg), 1)),
    mindre: (vegg) => setClock(vegg, add(clock(vegg), -1)),
    nullstill: reset,
    begynn: begin,
    nytt_lag: newTeam,
    fordel: spreadRest,
    runde: nextRound,
    storre: (vegg) => resize(vegg, 1),
    smaere: (vegg) => resize(vegg, -1),
    tilpasset: (vegg) => keep("storrelse", 0) && changed(vegg),
    lys: toggle("mork"),
    enkelttaster: toggle("enkelttaster"),
    halvtid: toggle("halvtid"),
    selvstart: toggle("selvstart"),
    stor: toggleState("stor"),
    ett: toggleState("ett"),
    antall: people,
    bland: mix,
    skjul: cover,
    lyd: (vegg) => kp.lyd.bytt() ?? draw(vegg),
    fullskjerm: fullScreen,
    qr: showCode,
    grupper: showGroups,
    meny: showMenu,
    leder: openLeader,
    ut: (vegg) => vegg.leave(),
  };
  // What concerns the window one is in; the rest the leader's window leaves to the wall it follows.
  const OWN = ["fullskjerm", "meny", "leder", "ut", "lyd", "enkelttaster", "grupper"];

  /** @type {Kp["handling"]["act"]} */
  const act = (vegg, name, value) => {
    if (isLeader() && vegg.folger !== null && !OWN.includes(name))
      vegg.send("gjor", { navn: name, verdi: value });
    else ACTIONS[name]?.(vegg, value);
  };
  /** @type {Kp["handling"]["obey"]} */
  const obey = (vegg, { navn, verdi }) => !OWN.includes(navn) && ACTIONS[navn]?.(vegg, verdi);

  kp.handling = { act, obey, tell };
})();

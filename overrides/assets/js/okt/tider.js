/* Proposes times: the data's phases, scaled to the time there is. And times of the clock. */
(() => {
  "use strict";

  const { kp } = window;
  const HOUR = 60;
  const DAY = 24 * HOUR;
  const LONGEST = 8 * HOUR;

  /**
   * Minutes of a phase in a session of `tid` minutes, before it is scaled: on a line between the
   * lengths in the data that have it.
   * @type {(phase: Okt.Tidsbehov, time: number) => number}
   */
  const share = ({ minutter = {}, minst = 0 }, tid) => {
    const known = Object.entries(minutter)
      .map(([length, minutes]) => [Number(length), Number(minutes)])
      .filter(([, minutes]) => minutes);
    if (!known.length) return minst;
    const at = Math.min(known[known.length - 1][0], Math.max(known[0][0], tid));
    const above = known.findIndex(([length]) => length >= at);
    const [[from, low], [to, high]] = [known[Math.max(0, above - 1)], known[above]];
    return to === from ? high : low + ((high - low) * (at - from)) / (to - from);
  };

  /**
   * Is the phase one of those in the ready sessions whose length is nearest? The shortest have
   * fewer phases, not only fewer minutes.
   * @type {Kp["tider"]["isUsual"]}
   */
  const isUsual = ({ minutter }, tid) => {
    /** @type {(length: string) => number} */
    const apart = (length) => Math.abs(Number(length) - tid);
    const [nearest] = Object.keys(minutter).sort((one, other) => apart(one) - apart(other));
    return Number(minutter[nearest]) > 0;
  };

  /**
   * The least a phase can do with. Where each task is talked about, it is that much for each.
   * @type {Kp["tider"]["least"]}
   */
  const least = ({ minst = 0, hver }, tasks) => (hver ? minst * Math.max(1, tasks) : minst);

  /** @type {(numbers: number[]) => number} */
  const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);
  /** @type {(numbers: number[]) => number} */
  const most = (numbers) => numbers.indexOf(Math.max(...numbers));

  /**
   * Whole minutes for each phase, which make `tid` together whenever the least of each has room in
   * it.
   * @type {(phases: Okt.Tidsbehov[], time: number, tasks: number) => number[]}
   */
  const shareOut = (phases, tid, tasks) => {
    const shares = phases.map((phase) => share(phase, tid));
    const wanted = shares.map((one) => (one * tid) / sum(shares));
    const needed = phases.map((phase) => least(phase, tasks));
    const given = wanted.map((minutes, at) => Math.max(needed[at], Math.floor(minutes)));
    for (let rest = tid - sum(given); rest > 0 && phases.length; rest -= 1)
      given[most(wanted.map((minutes, at) => minutes - given[at]))] += 1;
    for (let over = sum(given) - tid; over > 0; over -= 1) {
      const spare = given.map((minutes, at) => minutes - needed[at]);
      if (Math.max(...spare) <= 0) break;
      given[most(spare)] -= 1;
    }
    return given;
  };

  /**
   * Minutes for each phase. Those with a `fast` number of minutes keep it; the others share the
   * rest.
   * @type {Kp["tider"]["propose"]}
   */
  const propose = (phases, tid, tasks) => {
    const free = phases.filter(({ fast }) => fast === undefined);
    const given = shareOut(
      free,
      Math.max(0, tid - sum(phases.map(({ fast }) => fast ?? 0))),
      tasks,
    );
    return phases.map((phase) => phase.fast ?? given[free.indexOf(phase)]);
  };

  /** @type {(clock: string) => number} */
  const minutesOf = (clock) =>
    sum(clock.split(":").map((part, at) => Number(part) * (at ? 1 : HOUR)));
  /**
   * «14:15» and 50 minutes become «15:05».
   * @type {Kp["tider"]["later"]}
   */
  const later = (clock, minutes) => {
    const at = (minutesOf(clock) + minutes) % DAY;
    return [Math.floor(at / HOUR), at % HOUR]
      .map((part) => String(part).padStart(2, "0"))
      .join(":");
  };
  /** @type {Kp["tider"]["between"]} */
  const between = (from, to) => (minutesOf(to) - minutesOf(from) + DAY) % DAY;

  /**
   * The latest a session may end on the day it begins.
   * @type {Kp["tider"]["latest"]}
   */
  const latest = (from) => {
    const end = later(from, LONGEST);
    return end > from ? end : "23:59";
  };

  kp.tider = { LONGEST, propose, isUsual, least, later, between, latest };
})();

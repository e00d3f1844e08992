/* Proposes times: the data's phases, scaled to the time there is. */
(() => {
  "use strict";

  const kp = (window.kp ??= {});

  /* Minutes of a phase in a session of `tid` minutes, before it is scaled: on a line between the lengths in the data. */
  const share = ({ minutter, minst }, tid) => {
    const known = Object.entries(minutter).map(([length, minutes]) => [Number(length), minutes]);
    const at = Math.min(known.at(-1)[0], Math.max(known[0][0], tid));
    const above = known.findIndex(([length]) => length >= at);
    const [[from, low], [to, high]] = [known[Math.max(0, above - 1)], known[above]];
    return (to === from ? high : low + ((high - low) * (at - from)) / (to - from)) || minst;
  };

  /* The least a phase can do with. Where each task is talked about, it is that much for each. */
  const least = ({ minst, hver }, tasks) => (hver ? minst * Math.max(1, tasks) : minst);

  /* Whole minutes for each phase, which make `tid` together. Where the least is more than that, each gets its least. */
  const propose = (phases, tid, tasks) => {
    const sum = phases.reduce((all, phase) => all + share(phase, tid), 0);
    const wanted = phases.map((phase) => (share(phase, tid) * tid) / sum);
    const given = phases.map((phase, at) => Math.max(least(phase, tasks), Math.floor(wanted[at])));
    const pick = (score) => given.reduce((best, _, at) => (score(at) > score(best) ? at : best), 0);
    let rest = tid - given.reduce((all, minutes) => all + minutes, 0);
    for (; rest > 0 && phases.length; rest -= 1) given[pick((at) => wanted[at] - given[at])] += 1;
    for (; rest < 0; rest += 1) {
      const most = pick((at) => given[at] - Math.max(least(phases[at], tasks), wanted[at]));
      if (given[most] <= least(phases[most], tasks)) break;
      given[most] -= 1;
    }
    return given;
  };

  kp.tider = { propose, least };
})();

/* The planner's calendar file: this session, or a series of ready ones. */
(() => {
  "use strict";

  const { kp } = window;
  const { site, sessionAddress, title, prepare } = kp.planbilde;
  const { clamp } = kp.plan;

  /**
   * The sessions of the series that is chosen, or this one; one split over two meetings is two.
   * @type {(planner: Okt.Planlegger) => Okt.Avtalt[]}
   */
  const toCalendar = (p) => {
    /** @type {(id: string) => Okt.Avtalt} */
    const ready = (id) => ({ ...p.data.okter[id], adresse: site(p, p.data.okter[id].side) });
    const series = (p.data.serier[p.form.elements.serie.value] ?? []).map(ready);
    if (series.length) return series;
    const [tittel, forarbeid] = [title(p), prepare(p)];
    const meetings = p.plan.faser.some(({ id }) => id === "mote") ? [1, 2] : [0];
    return meetings.map((mote) => {
      const plan = { ...p.plan, mote };
      const tid = mote
        ? kp.adresse.meeting(plan).reduce((sum, { minutter }) => sum + minutter, 0)
        : plan.tid;
      return { tittel, forarbeid, tid, adresse: sessionAddress({ ...p, plan }) };
    });
  };

  /**
   * What the events are called, so that a later file moves them instead of making them anew. A
   * session of one's own gets its name the first time, and has it in its address from then on: it
   * may be renamed, and filled with something else.
   * @type {(planner: Okt.Planlegger) => string}
   */
  const nameFor = (p) => {
    const { plan, form } = p;
    const top = site(p, "");
    if (form.elements.serie.value) return kp.kalenderId(`${top} ${form.elements.serie.value}`);
    plan.kal ||= kp.kalenderId(`${top} ${plan.okt} ${plan.tittel} ${plan.oppgaver} ${plan.eget}`);
    return plan.kal;
  };

  kp.kalenderfil = (p) => {
    const { start, uker, ferie, ferieuker } = p.form.elements;
    if (!start.value) return start.focus();
    const weeks = ferie.checked ? ferieuker.value.split(/\D+/).filter(Boolean).map(Number) : null;
    const options = { apart: clamp(uker.value, 1, 12), weeks, series: nameFor(p) };
    return kp.taMed.save(
      "okter.ics",
      kp.kalender(toCalendar(p), start.value, options),
      "text/calendar",
    );
  };
})();

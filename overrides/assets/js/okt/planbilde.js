/* The planner as it is seen: what is chosen, the phases with their times, and advice on the
   time. */
(() => {
  "use strict";

  const { kp } = window;
  const { LISTS } = kp.adresse;
  const { asAddress } = kp.lest;
  /** @type {("okt" | "tittel" | "tid" | "antall" | "gruppe" | "fra")[]} */
  const FIELDS = ["okt", "tittel", "tid", "antall", "gruppe", "fra"];

  /**
   * @type {(planner: Okt.Planlegger, list: string, address: string) => Del<HTMLInputElement> |
   * null}
   */
  const box = ({ form }, list, address) =>
    form.querySelector(`input[name="${list}"][value="${CSS.escape(address)}"]`);
  /**
   * The leader's own phase at an address such as egen/1; undefined for anything else.
   * @type {(planner: Okt.Planlegger, id: string) => Okt.Egenfase | undefined}
   */
  const ownPhase = ({ plan }, id) =>
    id.startsWith("egen/") ? plan.egenfase[Number(id.slice(5)) - 1] : undefined;

  /**
   * What an address is called; undefined if the plan has no such.
   * @type {Kp["planbilde"]["nameOf"]}
   */
  const nameOf = (p, list, address) =>
    kp.adresse.own(p.plan, address) ?? box(p, list, address)?.closest("label").textContent.trim();
  /** @type {(planner: Okt.Planlegger, id: string) => string} */
  const phaseName = (p, id) => {
    const { rows, words } = p;
    const row = kp.plan.rowOf(rows, id);
    if (row) return row.navn;
    if (id.startsWith("egen/")) return ownPhase(p, id)?.navn || words.egen_fase;
    if (id === "mote") return words.delt;
    return id === "pause" ? words.pause : id;
  };

  /** @type {(planner: Okt.Planlegger, name: string) => Del} */
  const part = (p, name) =>
    p.form.querySelector(`template[data-del=${name}]`).content.firstElementChild.cloneNode(true);
  /** @type {(item: Del, where: string, name: string) => void} */
  const place = (item, where, name) => {
    for (const button of item.querySelectorAll("button")) {
      button.dataset.sted = where;
      button.setAttribute("aria-label", `${button.textContent}: ${name}`);
    }
  };

  /** @type {(planner: Okt.Planlegger, list: Okt.Liste, address: string, at: number) => Del} */
  const chosenItem = (p, list, address, at) => {
    const text = kp.adresse.own(p.plan, address);
    const item = part(p, text === undefined ? "valgt" : "eget");
    const name = nameOf(p, list, address);
    if (text === undefined) item.querySelector("span").textContent = name ?? "";
    else {
      const field = item.querySelector("textarea");
      field.textContent = text;
      field.dataset.nr = String(Number(address.slice(5)) - 1);
    }
    place(item, `${list} ${at}`, name || p.words.eget);
    item.querySelector("[data-gjor=opp]").hidden = at === 0;
    return item;
  };

  /**
   * Draw the items of a list anew; one that is being written in keeps its place and its focus.
   * @type {(list: Del, items: Del[]) => void}
   */
  const refresh = (list, items) => {
    const [at, now] = [document.activeElement, [...list.children]];
    const writing =
      at && list.contains(at) && at.matches("textarea, input") && now.length === items.length;
    if (!writing) return list.replaceChildren(...items);
    const [labels, fresh] = [now, items].map((some) =>
      some.flatMap((item) => [...item.querySelectorAll("[aria-label]")]),
    );
    for (const [nr, one] of labels.entries())
      one.setAttribute("aria-label", (fresh[nr] ?? one).getAttribute("aria-label") ?? "");
  };

  /** @type {(planner: Okt.Planlegger) => void} */
  const drawChosen = (p) => {
    for (const list of LISTS) {
      for (const field of p.form.querySelectorAll(`input[name="${list}"]`))
        field.checked = p.plan[list].includes(field.value);
      const shown = p.form.querySelector(`[data-liste="${list}"]`);
      shown.hidden = !p.plan[list].length;
      refresh(
        shown.querySelector("ol"),
        p.plan[list].map((address, at) => chosenItem(p, list, address, at)),
      );
    }
    p.form.querySelector(".kp-planlegg__tomt").hidden = LISTS.some(
      (list) => p.plan[list].length > 0,
    );
  };

  /** @type {(planner: Okt.Planlegger, phase: Okt.Fase) => Del} */
  const fieldsOf = (p, { id }) => {
    const own = ownPhase(p, id);
    const item = part(p, own ? "egenfase" : "fase");
    if (!own) return item;
    item.querySelector("input[data-felt=navn]").defaultValue = own.navn;
    item.querySelector("textarea[data-felt=tekst]").defaultValue = own.tekst;
    for (const field of item.querySelectorAll("[data-felt]"))
      field.dataset.nr = String(Number(id.slice(5)) - 1);
    return item;
  };

  /** @type {(planner: Okt.Planlegger, phase: Okt.Fase, at: number, kl: string) => Del} */
  const phaseItem = (p, one, at, kl) => {
    const [item, name] = [fieldsOf(p, one), phaseName(p, one.id)];
    item.dataset.fase = one.id;
    for (const span of item.querySelectorAll("[data-plass=navn]")) span.textContent = name;
    const row = kp.plan.rowOf(p.rows, one.id);
    item.querySelector("[data-plass=form]").textContent = row
      ? `, ${row.form}`
      : ` (${p.words.vart_eget})`;
    item.querySelector("[data-plass=kl]").textContent = kl;
    const minutes = item.querySelector("input[name=minutter]");
    minutes.defaultValue = String(one.minutter);
    minutes.dataset.nr = String(at);
    minutes.setAttribute("aria-label", p.words.minutter_for.replace("{}", name));
    minutes.parentElement.hidden = one.id === "mote";
    place(item, `faser ${at}`, name);
    item.querySelector("[data-gjor=opp]").hidden = at === 0;
    return item;
  };

  /** @type {(planner: Okt.Planlegger) => void} */
  const drawPhases = (p) => {
    let passed = 0;
    const items = p.plan.faser.map((one, at) => {
      const kl = p.plan.fra && kp.tider.later(p.plan.fra, passed);
      passed += one.minutter;
      return phaseItem(p, one, at, kl);
    });
    const list = p.form.querySelector(".kp-planlegg__faser");
    refresh(list, items);
    for (const [at, place] of list.querySelectorAll("[data-plass=kl]").entries())
      place.textContent = items[at].querySelector("[data-plass=kl]").textContent;
    drawMinutes(p);
    drawTicks(p);
    p.form.querySelector(".kp-planlegg__beskjed").textContent = advice(p).join(" ");
  };

  /** @type {(planner: Okt.Planlegger) => void} */
  const drawMinutes = ({ form, plan }) => {
    const fields = form.querySelectorAll(".kp-planlegg__faser input[name=minutter]");
    for (const [at, field] of fields.entries())
      if (field !== document.activeElement) field.value = String(plan.faser[at].minutter);
  };

  /** @type {Record<string, Okt.Liste>} */
  const WHY = { par: "les", øvelser: "trening" };
  /** @type {(planner: Okt.Planlegger) => void} */
  const drawTicks = (p) => {
    for (const row of p.rows) {
      row.tick.checked = p.plan.faser.some(({ id }) => id === row.id);
      row.tick.disabled = Boolean(kp.plan.lacks(p.plan, row)) && !row.tick.checked;
      row.item.querySelector("[data-plass=hvorfor]").textContent = row.tick.disabled
        ? ` (${p.words[`mangler_${WHY[row.viser] ?? "oppgaver"}`]})`
        : "";
    }
  };

  /** @type {(words: Okt.PlanleggOrd, count: number) => string} */
  const minutes = (words, count) =>
    count === 1 ? words.ett_minutt : words.flere_minutter.replace("{}", count);

  /** @type {(planner: Okt.Planlegger) => string[]} */
  const advice = ({ plan, rows, words }) => {
    const sum = plan.faser.reduce((total, { minutter }) => total + minutter, 0);
    /** @type {(phase: Okt.Fase) => number} */
    const least = ({ id, minutter }) => {
      const row = kp.plan.rowOf(rows, id);
      return row ? kp.tider.least(row, plan.oppgaver.length) : minutter;
    };
    /** @type {(need: (phase: Okt.Fase) => number) => number} */
    const all = (need) => plan.faser.reduce((total, one) => total + need(one), 0);
    // What is set by hand, is kept: it counts as it is.
    const needed = all((one) => (one.hand ? one.minutter : least(one)));
    const lines = [words.sum.replace("{sum}", sum).replace("{tid}", plan.tid)];
    if (needed > plan.tid && all(least) > plan.tid)
      return [...lines, words.for_lite.replace("{}", needed)];
    if (sum > plan.tid) lines.push(words.over.replace("{}", minutes(words, sum - plan.tid)));
    if (sum < plan.tid) lines.push(words.ledig.replace("{}", minutes(words, plan.tid - sum)));
    const short = plan.faser.filter((one) => one.minutter < least(one));
    /** @type {(phase: Okt.Fase) => string} */
    const name = ({ id }) => kp.plan.rowOf(rows, id)?.navn ?? id;
    return [
      ...lines,
      ...short.map((one) =>
        words.for_kort.replace("{fase}", name(one)).replace("{minst}", least(one)),
      ),
    ];
  };

  /** @type {Kp["planbilde"]["site"]} */
  const site = (p, page) =>
    new URL(p.form.dataset.okt.replace("okt.html", page), location.href).href;
  /** @type {Kp["planbilde"]["sessionAddress"]} */
  const sessionAddress = (p) => site(p, "okt.html") + kp.adresse.write(p.plan);
  /** @type {Kp["planbilde"]["title"]} */
  const title = (p) =>
    p.plan.tittel ||
    p.data.okter[p.plan.okt]?.tittel ||
    (p.plan.oppgaver[0] && nameOf(p, "oppgaver", p.plan.oppgaver[0])) ||
    p.words.uten_navn;

  /** @type {(planner: Okt.Planlegger) => void} */
  const drawFields = (p) => {
    for (const name of FIELDS)
      if (p.form.elements[name] !== document.activeElement)
        p.form.elements[name].value = String(p.plan[name] || "");
    p.form.elements.tittel.placeholder = title({ ...p, plan: { ...p.plan, tittel: "" } });
    const end = p.plan.fra && kp.tider.later(p.plan.fra, p.plan.tid);
    if (p.form.elements.til !== document.activeElement) p.form.elements.til.value = end;
    p.form.elements.til.disabled = !p.plan.fra;
  };

  /**
   * What one does before the session: what the ready one says, or to read what it is about.
   * @type {Kp["planbilde"]["prepare"]}
   */
  const prepare = (p) => {
    const { okt, les, oppgaver } = p.plan;
    const names = [...les, ...oppgaver].map((address) =>
      nameOf(p, les.includes(address) ? "les" : "oppgaver", address),
    );
    const read = names.filter(Boolean).map((name) => `– ${name}`);
    return (
      p.data.okter[okt]?.forarbeid ?? (read.length ? [p.words.forarbeid, ...read].join("\n") : "")
    );
  };

  /** @type {(planner: Okt.Planlegger) => string} */
  const mailBody = (p) =>
    [
      title(p),
      p.plan.fra && `${p.plan.fra}–${kp.tider.later(p.plan.fra, p.plan.tid)}`,
      prepare(p),
      sessionAddress(p),
    ]
      .filter(Boolean)
      .join("\n\n");

  /** @type {Kp["planbilde"]["draw"]} */
  const draw = (p) => {
    drawFields(p);
    drawChosen(p);
    drawPhases(p);
    for (const link of p.form.querySelectorAll("a[data-lenke]"))
      link.href = sessionAddress(p) + link.dataset.lenke;
    p.form.querySelector("a[data-epost]").href =
      `mailto:?subject=${asAddress(title(p))}&body=${asAddress(mailBody(p))}`;
    p.form.querySelector("[data-gjor=angre]").hidden = !p.undo;
  };

  /**
   * A number that made no sense becomes the one that is used, when one leaves its field.
   * @type {Kp["planbilde"]["settle"]}
   */
  const settle = (p) => {
    drawFields(p);
    drawMinutes(p);
  };

  kp.planbilde = { draw, settle, nameOf, site, sessionAddress, title, prepare };
})();

/* The planner as it is seen: what is chosen, the phases with their times, and advice on the
   time. */
(() => {
  "use strict";

  const { kp } = window;
  /** @type {Okt.Liste[]} */
  const LISTS = ["les", "oppgaver", "trening"];
  /** @type {("okt" | "tittel" | "tid" | "antall" | "gruppe" | "fra")[]} */
  const FIELDS = ["okt", "tittel", "tid", "antall", "gruppe", "fra"];

  /**
   * @type {(planner: Okt.Planlegger, list: string, address: string) => Del<HTMLInputElement> |
   * null}
   */
  const box = ({ form }, list, address) =>
    form.querySelector(`input[name="${list}"][value="${CSS.escape(address)}"]`);
  /**
   * What an address is called; undefined if the plan has no such.
   * @type {Kp["planbilde"]["nameOf"]}
   */
  const nameOf = (p, list, address) =>
    kp.adresse.own(p.plan, address) ?? box(p, list, address)?.closest("label").textContent.trim();
  /** @type {(planner: Okt.Planlegger, id: string) => string} */
  const phaseName = ({ plan, rows, words }, id) => {
    const own = id.startsWith("egen/")
      ? plan.egenfase[id.slice(5) - 1]?.navn || words.egen_fase
      : words[id === "mote" ? "delt" : id];
    return kp.plan.rowOf(rows, id)?.navn ?? own ?? id;
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
    if (text === undefined) item.querySelector("span").textContent = name;
    else
      Object.assign(item.querySelector("textarea"), { textContent: text }).dataset.nr =
        address.slice(5) - 1;
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
      list.contains(at) && at.matches("textarea, input") && now.length === items.length;
    if (!writing) return list.replaceChildren(...items);
    const [labels, fresh] = [now, items].map((some) =>
      some.flatMap((item) => [...item.querySelectorAll("[aria-label]")]),
    );
    return labels.forEach(
      (one, nr) =>
        fresh[nr] && one.setAttribute("aria-label", fresh[nr].getAttribute("aria-label")),
    );
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
    p.form.querySelector(".kp-planlegg__tomt").hidden = LISTS.some((list) => p.plan[list].length);
  };

  /** @type {(planner: Okt.Planlegger, phase: Okt.Fase) => Del} */
  const fieldsOf = (p, { id }) => {
    const own = id.startsWith("egen/") && p.plan.egenfase[id.slice(5) - 1];
    const item = part(p, own ? "egenfase" : "fase");
    if (!own) return item;
    for (const field of item.querySelectorAll("[data-felt]"))
      Object.assign(field, { defaultValue: own[field.dataset.felt] }).dataset.nr = id.slice(5) - 1;
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
    /** @type {(words: Okt.PlanleggOrd, count: number) => string} */
    const minutes = item.querySelector("[name=minutter]");
    minutes.defaultValue = one.minutter;
    minutes.dataset.nr = at;
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
    list
      .querySelectorAll("[data-plass=kl]")
      .forEach(
        (place, at) => (place.textContent = items[at].querySelector("[data-plass=kl]").textContent),
      );
    drawMinutes(p);
    drawTicks(p);
    p.form.querySelector(".kp-planlegg__beskjed").textContent = advice(p).join(" ");
  };

  /** @type {(planner: Okt.Planlegger) => void} */
  const drawMinutes = ({ form, plan }) => {
    form.querySelectorAll(".kp-planlegg__faser [name=minutter]").forEach((field, at) => {
      if (field !== document.activeElement) field.value = plan.faser[at].minutter;
    });
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

  const minutes = (words, count) =>
    count === 1 ? words.ett_minutt : words.flere_minutter.replace("{}", count);

  /** @type {(planner: Okt.Planlegger) => string[]} */
  const advice = ({ plan, rows, words }) => {
    const sum = plan.faser.reduce((all, { minutter }) => all + minutter, 0);
    /** @type {(phase: Okt.Fase) => number} */
    const least = (one) =>
      kp.plan.rowOf(rows, one.id)
        ? kp.tider.least(kp.plan.rowOf(rows, one.id), plan.oppgaver.length)
        : one.minutter;
    const needed = plan.faser.reduce((all, one) => all + least(one), 0);
    const lines = [words.sum.replace("{sum}", sum).replace("{tid}", plan.tid)];
    if (needed > plan.tid) return [...lines, words.for_lite.replace("{}", needed)];
    if (sum > plan.tid) lines.push(words.over.replace("{}", minutes(words, sum - plan.tid)));
    if (sum < plan.tid) lines.push(words.ledig.replace("{}", minutes(words, plan.tid - sum)));
    const short = plan.faser.filter((one) => one.minutter < least(one));
    const name = (one) => kp.plan.rowOf(rows, one.id).navn;
    return [
      ...lines,
      ...short.map((one) =>
        words.for_kort.replace("{fase}", name(one)).replace("{minst}", least(one)),
      ),
    ];
  };

  /** @type {Kp["planbilde"]["site"]} */
  const site = (p, page) => new URL(p.form.dataset.okt.replace("okt.html", page), location).href;
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
        p.form.elements[name].value = p.plan[name] || "";
    p.form.elements.tittel.placeholder = title({ ...p, plan: { ...p.plan, tittel: "" } });
    const end = p.plan.fra && kp.tider.later(p.plan.fra, p.plan.tid);
    if (p.form.elements.til !== document.activeElement) p.form.elements.til.value = end;
    p.form.elements.til.disabled = !p.plan.fra;
  };

  /** @type {(planner: Okt.Planlegger) => string} */
  const mailBody = (p) => {
    const ready = p.data.okter[p.plan.okt];
    return [
      title(p),
      p.plan.fra && `${p.plan.fra}–${kp.tider.later(p.plan.fra, p.plan.tid)}`,
      ready?.forarbeid,
      sessionAddress(p),
    ]
      .filter(Boolean)
      .join("\n\n");
  };

  /** @type {Kp["planbilde"]["draw"]} */
  const draw = (p) => {
    drawFields(p);
    drawChosen(p);
    drawPhases(p);
    for (const link of p.form.querySelectorAll("[data-lenke]"))
      link.href = sessionAddress(p) + link.dataset.lenke;
    p.form.querySelector("[data-epost]").href =
      `mailto:?subject=${encodeURIComponent(title(p))}&body=${encodeURIComponent(mailBody(p))}`;
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

  kp.planbilde = { LISTS, draw, settle, nameOf, site, sessionAddress, title };
})();

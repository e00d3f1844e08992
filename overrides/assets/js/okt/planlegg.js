/* The planner: the form shows what the address says, and the address what the form says. Nothing
   else is kept. */
(() => {
  "use strict";

  const { kp } = window;
  const { LISTS } = kp.adresse;
  const { draw, settle, nameOf, sessionAddress } = kp.planbilde;
  const { clamp } = kp.plan;
  const USUAL_TIME = 60;
  const MOST_PEOPLE = 300;

  /** @type {(item: Del) => Okt.Rad} */
  const rowOf = (item) => ({
    item,
    id: item.dataset.rad,
    tick: item.querySelector("input"),
    navn: item.querySelector("span").textContent,
    form: item.dataset.form,
    viser: item.dataset.viser,
    minutter: JSON.parse(item.dataset.minutter),
    minst: Number(item.dataset.minst),
    hver: item.dataset.viser === "oppgaver",
  });

  /**
   * Choices go into the history, so Back and «Angre» undo them; what is typed replaces itself. A
   * browser may refuse too many.
   * @type {(planner: Okt.Planlegger, how: "pushState" | "replaceState") => void}
   */
  const remember = (p, how) => {
    const address = kp.adresse.write(p.plan);
    if (address === location.search) return;
    if (how === "pushState") p.undo += 1;
    try {
      history[how]({ undo: p.undo }, "", address);
    } catch {
      // The links on the page have everything; the address bar follows at the next change.
    }
  };

  /** @type {(planner: Okt.Planlegger) => void} */
  const read = (p) => {
    Object.assign(p.plan, kp.adresse.read(location.search));
    const { plan, rows, data, form } = p;
    /** @type {(address: string) => string | undefined} */
    const nameIn = (address) =>
      LISTS.map((list) => nameOf(p, list, address)).find((name) => name !== undefined);
    /** @type {(address: string) => string | undefined} */
    const known = (address) => (nameIn(address) === "" ? "–" : nameIn(address));
    const lines = kp.adresse.gone(plan, known, data.arvinger, data.okt);
    const empty = LISTS.every((list) => !plan[list].length);
    if (empty && data.okter[plan.okt]) take(p, plan.okt);
    else if (empty && plan.okt) lines.push(kp.adresse.lost(plan, p.words.okt_borte));
    form.querySelector(".kp-okt__mangler").replaceChildren(...lines);
    plan.tid ||= plan.faser.reduce((sum, { minutter }) => sum + minutter, 0) || USUAL_TIME;
    plan.gruppe ||= 4;
    if (plan.faser.length) return;
    for (const list of /** @type {const} */ (["les", "trening"]))
      if (!plan[list].length) plan[list] = kp.plan.suggestions(plan.oppgaver, data)[list];
    kp.plan.start(plan, rows);
  };

  /**
   * Take a ready session's content, or none.
   * @type {(planner: Okt.Planlegger, id: string) => void}
   */
  const take = ({ plan, data }, id) => {
    const { les, oppgaver, trening, tid } = structuredClone(
      data.okter[id] ?? { les: [], oppgaver: [], trening: [], tid: plan.tid },
    );
    const okt = data.okter[id] ? id : "";
    Object.assign(plan, { okt, les, oppgaver, trening, tid, eget: [], kal: "" });
  };

  /** @type {Partial<Record<string, (planner: Okt.Planlegger, field: Innfelt) => void>>} */
  const TICKED = {
    okt: (p, { value }) => {
      p.form.querySelector(".kp-okt__mangler").replaceChildren();
      take(p, value);
      kp.plan.start(p.plan, p.rows);
    },
    fase: ({ plan, rows }, { value, checked }) => {
      const row = kp.plan.rowOf(rows, value);
      if (checked && row) kp.plan.add(plan, rows, row);
      else plan.faser = plan.faser.filter(({ id }) => id !== value);
      kp.plan.retime(plan, rows);
    },
  };
  /** @type {(planner: Okt.Planlegger, message: string) => void} */
  const sayOfClock = ({ form }, message) => {
    form.querySelector(".kp-planlegg__klokke").textContent = message;
  };
  /**
   * The end as a time of the clock. One that cannot be is said, and changes nothing.
   * @type {(planner: Okt.Planlegger, end: string) => void}
   */
  const setEnd = (p, end) => {
    const { fra } = p.plan;
    const [first, last] = [kp.tider.later(fra, kp.plan.SHORTEST), kp.tider.latest(fra)];
    const isPossible = end > fra && end >= first && end <= last;
    if (isPossible) kp.plan.setTime(p.plan, p.rows, kp.tider.between(fra, end));
    else sayOfClock(p, p.words.til_feil.replace("{forst}", first).replace("{sist}", last));
  };

  /** @type {Partial<Record<string, (planner: Okt.Planlegger, field: Innfelt) => void>>} */
  const TYPED = {
    tittel: ({ plan }, { value }) => Object.assign(plan, { tittel: value }),
    antall: ({ plan }, { value }) => Object.assign(plan, { antall: clamp(value, 0, MOST_PEOPLE) }),
    gruppe: ({ plan }, { value }) => Object.assign(plan, { gruppe: clamp(value, 2, 8) }),
    tid: ({ plan, rows }, { value }) => kp.plan.setTime(plan, rows, value),
    fra: ({ plan }, { value }) => Object.assign(plan, { fra: value }),
    til: (p, { value }) => value && p.plan.fra && setEnd(p, value),
    minutter: ({ plan }, { value, dataset }) => kp.plan.setMinutes(plan, Number(dataset.nr), value),
    eget: ({ plan }, { value, dataset }) => plan.eget.splice(Number(dataset.nr), 1, value),
    egenfase: ({ plan, rows }, { value, dataset }) =>
      kp.plan.writeOwn(
        plan,
        rows,
        Number(dataset.nr),
        dataset.felt === "navn" ? "navn" : "tekst",
        value,
      ),
  };

  /** @type {(planner: Okt.Planlegger, list: Okt.Liste, field: Innfelt) => void} */
  const choose = (p, list, { value, checked }) => {
    const { plan } = p;
    refill(p, () => {
      plan[list] = checked ? [...plan[list], value] : plan[list].filter((one) => one !== value);
    });
  };

  /** @type {(planner: Okt.Planlegger, name: Okt.Liste | "faser") => unknown[]} */
  const listOf = ({ plan }, name) => plan[name];
  /** @type {(planner: Okt.Planlegger, change: () => void) => void} */
  const refill = (p, change) => kp.plan.refill(p.plan, p.rows, p.data, change);

  /**
   * @type {Record<string, (planner: Okt.Planlegger, list: Okt.Liste | "faser", at: number) =>
   * unknown>}
   */
  const ACTIONS = {
    foresla: ({ plan, rows }) => kp.plan.propose(plan, rows),
    opp: (p, list, at) => kp.plan.move(listOf(p, list), at, -1),
    bort: (p, list, at) => refill(p, () => listOf(p, list).splice(at, 1)),
    firer: ({ plan, rows }) => kp.plan.oneTwoFour(plan, rows),
    nytt_sporsmal: (p) => refill(p, () => kp.plan.addOwn.sporsmal(p.plan, p.rows)),
    ny_fase: ({ plan, rows }) => kp.plan.addOwn.fase(plan, rows),
    ny_pause: ({ plan, rows }) => kp.plan.addOwn.pause(plan, rows),
    del: ({ plan, rows }) => kp.plan.addOwn.mote(plan, rows),
    kopier: async (p) => {
      await kp.taMed.copy(sessionAddress(p));
      p.form.querySelector(".kp-planlegg__kopiert").textContent = p.words.kopiert;
    },
    kalender: kp.kalenderfil,
  };
  // After these, one is at what one has just added, to write it.
  /** @type {Record<string, (at: unknown) => string>} */
  const ADDED = {
    nytt_sporsmal: () => "[data-liste=oppgaver] li:last-child textarea",
    ny_fase: (at) => `.kp-planlegg__faser > li:nth-child(${Number(at) + 1}) input`,
    ny_pause: (at) => `.kp-planlegg__faser > li:nth-child(${Number(at) + 1}) input`,
  };

  /**
   * The lists are drawn anew: be at the one that was moved, or at the one that took the place of
   * what was removed.
   * @type {(planner: Okt.Planlegger, name: string, list: string, at: number, added: unknown) =>
   * void}
   */
  const refocus = (p, name, list, at, added) => {
    if (ADDED[name]) return p.form.querySelector(ADDED[name](added))?.focus();
    if (!list) return undefined;
    const items = [
      ...p.form.querySelectorAll(
        list === "faser" ? ".kp-planlegg__faser > li" : `[data-liste="${list}"] li`,
      ),
    ];
    const item = items[Math.min(name === "opp" ? at - 1 : at, items.length - 1)];
    const buttons = [...(item?.querySelectorAll("button:not([hidden])") ?? [])];
    return (
      buttons.find((one) => one.dataset.gjor === name) ??
      buttons[0] ??
      p.form.querySelector("#valgt")
    ).focus();
  };

  /** @type {(planner: Okt.Planlegger, event: { target: Del }) => void} */
  const pressed = (p, { target }) => {
    const name = target.dataset.gjor;
    if (name === "angre") return history.back();
    if (!ACTIONS[name]) return undefined;
    const [where, at] = (target.dataset.sted ?? "").split(" ");
    const list = /** @type {Okt.Liste | "faser"} */ (where);
    const added = ACTIONS[name](p, list, Number(at));
    // That a file is made, is nothing to undo.
    remember(p, name === "kalender" ? "replaceState" : "pushState");
    draw(p);
    return refocus(p, name, list, Number(at), added);
  };

  /**
   * Fetch all that is written in the tasks, when somebody is about to look for it.
   * @type {(planner: Okt.Planlegger) => void}
   */
  const fetchTexts = (p) => {
    const src = p.form.dataset.tekster;
    const script = Object.assign(document.createElement("script"), { src });
    const look = () => {
      kp.tekster ??= {};
      filter(p);
    };
    for (const end of ["load", "error"]) script.addEventListener(end, look);
    document.head.append(script);
  };

  /** @type {(planner: Okt.Planlegger) => void} */
  const filter = (p) => {
    const text = p.find.value.trim().toLowerCase();
    /** @type {(item: Del) => boolean} */
    const has = (item) =>
      `${item.textContent} ${kp.tekster?.[item.querySelector("input").value] ?? ""}`
        .toLowerCase()
        .includes(text);
    for (const theme of p.form.querySelectorAll("details.kp-planlegg__tema")) {
      const items = [...theme.querySelectorAll("li")];
      for (const item of items) item.hidden = !has(item);
      for (const set of theme.querySelectorAll("fieldset"))
        set.hidden = !set.querySelector("li:not([hidden])");
      theme.hidden = items.every((item) => item.hidden);
      theme.open = Boolean(text) && !theme.hidden;
    }
    const none = kp.tekster && !p.form.querySelector(".kp-planlegg__tema:not([hidden])");
    p.form.querySelector(".kp-planlegg__treff").textContent = none ? p.words.ingen_treff : "";
  };

  /** @type {(planner: Okt.Planlegger, event: { target: Innfelt }) => void} */
  const entered = (p, { target }) => {
    if (target === p.find) return filter(p);
    sayOfClock(p, "");
    const list = LISTS.find((one) => one === target.name);
    const [ticked, typed] = [TICKED[target.name], TYPED[target.name]];
    if (list) choose(p, list, target);
    else if (ticked) ticked(p, target);
    else if (typed) typed(p, target);
    else return undefined;
    remember(p, list || ticked ? "pushState" : "replaceState");
    return draw(p);
  };

  /** @type {(planner: Okt.Planlegger) => void} */
  const listen = (p) => {
    const { form } = p;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", (event) => entered(p, event));
    p.find.addEventListener("focus", () => fetchTexts(p), { once: true });
    form.addEventListener("focusout", () => setTimeout(() => settle(p)));
    form.addEventListener("click", (event) => pressed(p, event));
    window.addEventListener("popstate", ({ state }) => {
      p.undo = state?.undo ?? 0;
      read(p);
      draw(p);
    });
  };

  /** @type {(form: Okt.Planlegger["form"]) => void} */
  const start = (form) => {
    const data = kp.lest.data("planlegg-data");
    /** @type {Okt.Planlegger} */
    const p = {
      form,
      data,
      words: data.tekst,
      plan: kp.adresse.read(""),
      undo: history.state?.undo ?? 0,
      rows: [...form.querySelectorAll("[data-rad]")].map(rowOf),
      find: /** @type {Innfelt} */ (form.querySelector(".kp-planlegg__finn")),
    };
    const theme = new URLSearchParams(location.search).get("tema");
    read(p);
    if (theme) form.querySelector(`[data-tema="${CSS.escape(theme)}"]`)?.setAttribute("open", "");
    listen(p);
    remember(p, "replaceState");
    draw(p);
  };

  for (const form of document.querySelectorAll("form[data-module=planlegg]"))
    start(/** @type {Okt.Planlegger["form"]} */ (form));
})();

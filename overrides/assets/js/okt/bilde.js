/* What is seen on the wall and in the leader's window. Everything is drawn from the state;
   nothing is kept here. */
(() => {
  "use strict";

  const { kp } = window;
  const { MINUTE, left, text } = kp.klokke;
  const { step, phase, number, minutes, clock, end, drift } = kp.tilstand;
  // How long one is told that half the time has gone.
  const HALF_SHOWN = 15_000;
  /** @type {Exclude<Okt.Bryter, "mork">[]} */
  const CHOICES = ["halvtid", "selvstart", "enkelttaster"];
  const USUALLY = { halvtid: true, selvstart: false, enkelttaster: true, mork: false };

  const { body, documentElement: html } = document;
  // How the reader wants a page, as start.js found it. The wall has a choice of its own: it is made
  // for a room.
  const PAGE = html.dataset.mdColorScheme;
  /** @type {Kp["bilde"]["find"]} */
  const find = (selector) => document.querySelector(selector);
  /** @type {Kp["bilde"]["say"]} */
  const say = (selector, message) => {
    for (const place of document.querySelectorAll(selector))
      if (place.textContent !== message) place.textContent = message;
  };
  /** @type {Kp["bilde"]["label"]} */
  const label = (name, message) => say(`[data-gjor=${name}]`, message);

  const isOpen = () => body.classList.contains("kp-storskjerm");
  const isLeader = () => body.classList.contains("kp-leder");
  /** @type {Kp["bilde"]["chosen"]} */
  const chosen = (name) => {
    const kept = kp.lager.read("localStorage", name);
    return typeof kept === "boolean" ? kept : USUALLY[name];
  };
  const larger = () => Math.trunc(kp.lager.read("localStorage", "storrelse")) || 0;
  /** @type {(step: Del) => Del} */
  const heading = (one) =>
    one.querySelector("h1, h3:not([hidden])") ?? one.closest(".kp-fase").querySelector("h2");
  /** @type {Kp["bilde"]["nameOf"]} */
  const nameOf = (one) => heading(one).textContent;

  /**
   * One segment for each phase, all as wide as another; a press goes there.
   * @type {Kp["bilde"]["createBar"]}
   */
  const createBar = ({ phases }) => {
    const items = phases.slice(1).map((one, at) => {
      const button = Object.assign(document.createElement("button"), { type: "button" });
      Object.assign(button.dataset, { gjor: "fase", verdi: at + 1 });
      button.append(
        Object.assign(document.createElement("span"), {
          textContent: one.querySelector("h2").textContent,
        }),
      );
      const item = document.createElement("li");
      item.append(button);
      return item;
    });
    find(".kp-vegg__faser ol").replaceChildren(...items);
  };

  /** @type {(vegg: Okt.Vegg) => void} */
  const drawBar = (vegg) => {
    [...find(".kp-vegg__faser ol").children].forEach((item, at) => {
      const button = item.firstElementChild;
      item.className = at + 1 < number(vegg) ? "er-ferdig" : "";
      button.toggleAttribute("aria-current", false);
      if (at + 1 === number(vegg)) button.setAttribute("aria-current", "step");
    });
  };

  /** @type {(vegg: Okt.Vegg, step: Del) => void} */
  const turnTo = (vegg, one) => {
    const here = one.closest(".kp-fase");
    for (const other of [...vegg.phases, ...vegg.steps])
      other.classList.toggle("er-her", other === one || other === here);
    here.classList.toggle("er-forst", here.querySelector(".kp-steg") === one);
  };

  /**
   * One question at a time: those to come keep their place, so nothing moves.
   * @type {(vegg: Okt.Vegg) => void}
   */
  const drawQuestions = (vegg) => {
    const questions = [...step(vegg).querySelectorAll(":scope > ul > li")];
    const by = vegg.state.ett && !isLeader() && step(vegg).matches("article");
    questions.forEach((one, at) => {
      one.classList.toggle("er-senere", by && at > vegg.state.sporsmal);
      one.classList.toggle("er-na", by && at === vegg.state.sporsmal);
    });
  };

  /**
   * While sizes are tried, what one is at may be out of sight for a moment; then it would lose
   * focus.
   * @type {(work: () => void) => void}
   */
  const keepingFocus = (work) => {
    const at = /** @type {Del} */ (document.activeElement);
    work();
    if (at !== document.activeElement && at.isConnected) at.focus({ preventScroll: true });
  };

  /** @type {(vegg: Okt.Vegg) => void} */
  const drawStep = (vegg) => {
    const fit = () => kp.passe(vegg, step(vegg), larger(), (one) => turnTo(vegg, one));
    turnTo(vegg, step(vegg));
    body.classList.toggle("kp-stor-klokke", vegg.state.stor && Boolean(minutes(vegg)));
    keepingFocus(fit);
    // Where the text has no room below a large clock, the text comes first.
    if (vegg.trang && body.classList.contains("kp-stor-klokke")) {
      body.classList.remove("kp-stor-klokke");
      keepingFocus(fit);
    }
    drawQuestions(vegg);
    const several = vegg.bilder > 1;
    say(
      ".kp-vegg__del",
      several ? kp.fyll(vegg.words.del, Number(vegg.state.del) + 1, vegg.bilder) : "",
    );
    const form = phase(vegg).querySelector(".kp-fase__form > .kp-fase__arbeidsform");
    if (form)
      form.textContent = vegg.state.runde
        ? vegg.words.runder[vegg.state.runde - 1]
        : vegg.words.form[phase(vegg).dataset.form];
  };

  /** @type {(vegg: Okt.Vegg) => boolean} */
  const isTurnTaking = (vegg) =>
    vegg.state.runde
      ? vegg.state.runde === 2
      : ["par", "gruppe"].includes(phase(vegg).dataset.form);

  /**
   * What the clock says in words: half time, one minute left, out of time. And how many tones go
   * with it.
   * @type {(vegg: Okt.Vegg, ms: number, whole: number) => [message: string, tones: number]}
   */
  const warning = (vegg, ms, whole) => {
    const { words } = vegg;
    if (clock(vegg).slutt === null) return ["", 0];
    if (ms <= MINUTE) return ms > 0 ? [words.ett_minutt, 1] : [words.ute, 2];
    const half =
      chosen("halvtid") && isTurnTaking(vegg) && ms <= whole / 2 && ms > whole / 2 - HALF_SHOWN;
    return half ? [words.halvtid, 1] : ["", 0];
  };

  /** @type {Kp["bilde"]["drawClock"]} */
  const drawClock = (vegg) => {
    const [ms, whole] = [
      left(clock(vegg)),
      (vegg.state.runde ? vegg.state.runder : minutes(vegg)) * MINUTE,
    ];
    for (const place of document.querySelectorAll(".kp-klokke, .kp-klokke__knapper"))
      place.hidden = !whole;
    find(".kp-klokke").classList.toggle("er-over", ms < 0);
    say(".kp-klokke__tid", text(ms));
    Object.assign(find(".kp-klokke__strek"), {
      max: whole || 1,
      value: Math.max(0, Math.min(ms, whole)),
    });
    label("klokke", clock(vegg).slutt !== null ? vegg.words.pause : vegg.words.ta_tida);
    const [message, tones] = warning(vegg, ms, whole);
    if (message && message !== find(".kp-klokke__varsel").textContent && !isLeader())
      kp.lyd.spill(tones);
    say(".kp-klokke__varsel", message);
    drawPlan(vegg);
  };

  /** @type {(ms: number) => string} */
  const clockTime = (ms) => kp.tid(ms, { hour: "2-digit", minute: "2-digit" });

  /** @type {(vegg: Okt.Vegg) => void} */
  const drawPlan = (vegg) => {
    const { words, state } = vegg;
    const over = end(vegg);
    say(".kp-vegg__slutt", over === null ? "" : kp.fyll(words.ferdig, clockTime(over)));
    const late = state.startet === null ? 0 : drift(vegg);
    const plan =
      late > 0
        ? kp.fyll(words.bak, late)
        : late < 0
          ? `${kp.fyll(words.foran, -late)}. ${kp.fyll(words.til_gode, -late)}`
          : words.i_rute;
    say(".kp-vegg__plan", state.startet === null ? "" : plan);
  };

  /** @type {(vegg: Okt.Vegg) => void} */
  const drawLeader = (vegg) => {
    const [{ words, state }, next] = [vegg, vegg.steps[vegg.state.steg + 1]];
    say(".kp-vegg__neste", next ? kp.fyll(words.neste, nameOf(next)) : words.slutt);
    if (!isLeader()) return;
    const shown = next?.cloneNode(true);
    for (const one of shown?.querySelectorAll("form, input, textarea, details, svg, h3, [id]") ??
      [])
      one.remove();
    find(".kp-vegg__forhand").replaceChildren(...(shown?.childNodes ?? []));
    say(
      ".kp-vegg__folger",
      vegg.folger === null ? words.ingen_vegg : state.skjult ? words.skjult_na : words.folger,
    );
  };

  /** @type {(vegg: Okt.Vegg) => void} */
  const drawChoices = ({ words, state }) => {
    label("lyd", kp.lyd.pa() ? words.lyd_pa : words.lyd_av);
    for (const name of CHOICES)
      label(name, chosen(name) ? words[`${name}_pa`] : words[`${name}_av`]);
    for (const name of /** @type {const} */ (["stor", "ett"]))
      label(name, state[name] ? words[`${name}_pa`] : words[`${name}_av`]);
    const wall = chosen("mork") ? "slate" : "default";
    html.dataset.mdColorScheme = isOpen() ? wall : PAGE;
  };

  /**
   * What the cover hides is hidden from those who listen as well.
   * @type {(vegg: Okt.Vegg) => void}
   */
  const drawCover = (vegg) => {
    const hidden = vegg.state.skjult && !isLeader();
    find(".kp-vegg__skjult").hidden = !hidden;
    for (const one of document.querySelectorAll(
      ".kp-storskjerm > main, .kp-vegg > :not(.kp-vegg__skjult)",
    ))
      one.inert = hidden;
    vegg.main.inert = hidden;
  };

  /** @type {Kp["bilde"]["draw"]} */
  const draw = (vegg) => {
    drawChoices(vegg);
    drawCover(vegg);
    if (!isOpen()) return;
    drawBar(vegg);
    kp.grupper.vis(vegg);
    drawStep(vegg);
    drawClock(vegg);
    drawLeader(vegg);
  };

  /** @type {Kp["bilde"]["focus"]} */
  const focus = (vegg) => {
    heading(step(vegg)).tabIndex = -1;
    heading(step(vegg)).focus({ preventScroll: true });
    vegg.main.scrollTop = 0;
  };

  kp.bilde = {
    createBar,
    draw,
    drawClock,
    focus,
    find,
    say,
    label,
    nameOf,
    chosen,
    larger,
    isOpen,
    isLeader,
  };
})();

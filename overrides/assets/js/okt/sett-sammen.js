/* Puts a session together from its address and the templates on the page, and says what is no
   longer in the plan. */
(() => {
  "use strict";

  const { kp } = window;

  /** @type {(kind: string, value: string) => Mal} */
  const template = (kind, value) =>
    document.querySelector(`template[data-${kind}="${CSS.escape(value)}"]`);
  /** @type {(found: Mal) => Bit} */
  const copy = (found) => /** @type {Bit} */ (found.content.cloneNode(true));

  /** @type {(className: string, text: string) => HTMLElement} */
  const paragraph = (className, text) =>
    Object.assign(document.createElement("p"), { className, textContent: text });

  /**
   * A step for an address: what the plan has there, or the leader's own question.
   * @type {(okt: Okt.Okt, address: string) => Del}
   */
  const item = (okt, address) => {
    const text = kp.adresse.own(okt, address);
    const made = copy(template("adresse", text === undefined ? address : "eget")).firstElementChild;
    if (text !== undefined) made.querySelector("p").textContent = text;
    return made;
  };

  /** @type {Record<string, (section: Del, okt: Okt.Satt, phase: Okt.Fase) => void>} */
  const FILLERS = {
    par: (section, okt) =>
      section.querySelector(".kp-steg").append(...okt.les.map((address) => item(okt, address))),
    oppgave: (section, okt) => {
      place(section, okt, okt.oppgaver.slice(0, 1))[0].toggleAttribute("data-gjentatt", okt.vist);
      okt.vist = true;
    },
    oppgaver: (section, okt) =>
      place(section, okt, okt.oppgaver)[0].toggleAttribute("data-gjentatt", okt.vist),
    titler: (section, okt) => {
      const titles = okt.oppgaver.map((address) =>
        paragraph("kp-steg__tittel", nameOf(okt, address)),
      );
      section.querySelector(".kp-steg").append(...titles);
    },
    øvelser: (section, okt) => place(section, okt, okt.trening),
    // An agreement is about the exercises: those no phase of their own shows, stand before it.
    avtale: (section, okt, { minutter }) => {
      if (minutter && !okt.ovd)
        section
          .querySelector(".kp-avtale")
          .before(...okt.trening.map((address) => item(okt, address)));
    },
  };

  /** @type {(section: Del, okt: Okt.Okt, addresses: string[]) => Del[]} */
  const place = (section, okt, addresses) => {
    const steps = addresses.map((address) => item(okt, address));
    section.querySelector(":scope > .kp-notat").before(...steps);
    return steps;
  };

  /**
   * The leader's own phase has its name and text in the address; the end of the first meeting says
   * what is left.
   * @type {(section: Del, okt: Okt.Okt, phase: Okt.Fase) => void}
   */
  const own = (section, okt, { id }) => {
    const text = section.querySelector("[data-plass=tekst]");
    if (id === "mote")
      text.append(
        okt.faser
          .slice(okt.faser.findIndex((one) => one.id === "mote") + 1)
          .map((one) => phaseName(okt, one))
          .join(", "),
      );
    const mine = id.startsWith("egen/") && okt.egenfase[Number(id.slice(5)) - 1];
    if (!mine) return;
    if (mine.navn) section.querySelector("h2").textContent = mine.navn;
    text.textContent = mine.tekst;
  };

  /** @type {(phase: Okt.Fase) => Mal} */
  const found = ({ id }) => template("fase", id.startsWith("egen/") ? "egen" : id);
  /** @type {(okt: Okt.Okt, phase: Okt.Fase) => string} */
  const phaseName = (okt, one) =>
    okt.egenfase[Number(one.id.slice(5)) - 1]?.navn ||
    found(one)?.content.querySelector("h2").textContent ||
    one.id;
  /** @type {(okt: Okt.Okt, phase: Okt.Fase) => boolean} */
  const isEmpty = (okt, one) =>
    one.id.startsWith("egen/")
      ? kp.adresse.isBlank(okt.egenfase[Number(one.id.slice(5)) - 1])
      : kp.adresse.lacks(okt, found(one).dataset.viser);

  /** @type {(okt: Okt.Satt, phase: Okt.Tidfestet) => Del} */
  const phase = (okt, one) => {
    const section = copy(found(one)).firstElementChild;
    section.dataset.minutter = String(one.minutter);
    section.querySelector("[data-plass=minutter]").textContent = String(one.minutter);
    if (one.kl) section.querySelector("[data-plass=klokkeslett]").textContent = `${one.kl}, `;
    if (!one.minutter) section.querySelector(".kp-fase__minutter").remove();
    FILLERS[found(one).dataset.viser]?.(section, okt, one);
    own(section, okt, one);
    return section;
  };

  /** @type {(main: Del, okt: Okt.Okt, faser: Okt.Fase[]) => void} */
  const start = (main, okt, faser) => {
    const ready = template("okt", okt.okt);
    const title =
      okt.tittel || ready?.dataset.tittel || (okt.oppgaver[0] && nameOf(okt, okt.oppgaver[0]));
    if (title) {
      main.querySelector("h1").textContent = title;
      document.title = `${title} – ${document.title}`;
    }
    const minutes = faser.reduce((sum, one) => sum + one.minutter, 0);
    main.querySelector("[data-plass=minutter]").textContent = String(minutes);
    if (ready) main.querySelector("[data-plass=om]").append(copy(ready));
  };

  /** @type {(okt: Okt.Okt, address: string) => string} */
  const nameOf = (okt, address) => {
    const text = kp.adresse.own(okt, address);
    const made = template("adresse", address);
    return (
      text ??
      (made && (made.content.querySelector("h3") ?? made.content.firstElementChild).textContent)
    );
  };

  /**
   * When each phase begins, if the session has a time of the clock.
   * @type {(okt: Okt.Okt, phases: Okt.Fase[]) => Okt.Tidfestet[]}
   */
  const timed = ({ fra }, faser) => {
    let passed = 0;
    return faser.map((one) => {
      const kl = fra && kp.tider.later(fra, passed);
      passed += one.minutter;
      return { ...one, kl };
    });
  };

  /**
   * A session over two meetings has one page for each.
   * @type {(okt: Okt.Okt, words: Okt.VeggOrd) => HTMLElement[]}
   */
  const otherMeeting = (okt, words) => {
    if (!okt.faser.some(({ id }) => id === "mote")) return [];
    const [mote, text] = okt.mote === 2 ? [1, words.forste_mote] : [2, words.andre_mote];
    const way = paragraph("", "");
    way.append(
      Object.assign(document.createElement("a"), {
        href: `${kp.adresse.write({ ...okt, mote })}`,
        textContent: text,
      }),
    );
    return [way];
  };

  kp.settSammen = (main, words) => {
    /** @type {Okt.Satt} */
    const okt = { ...kp.adresse.read(location.search), vist: false, ovd: false };
    const planner = document.querySelector("a[data-tilpass]");
    planner.search = location.search;
    if (!okt.faser.length) location.replace(planner.href); // it proposes the times
    const heirs = kp.lest.data("arvinger");
    const lines = kp.adresse.gone(okt, (address) => nameOf(okt, address), heirs, words);
    const known = kp.adresse.meeting(okt).filter(found);
    const empty = known.filter((one) => isEmpty(okt, one));
    lines.push(
      ...empty.map((one) => paragraph("", words.fase_tom.replace("{}", phaseName(okt, one)))),
      ...otherMeeting(okt, words),
    );
    if (!okt.oppgaver.length) lines.push(paragraph("", words.tom));
    document.querySelector(".kp-okt__mangler").append(...lines);
    const faser = timed(
      okt,
      known.filter((one) => !isEmpty(okt, one)),
    );
    okt.ovd = faser.some((one) => found(one).dataset.viser === "øvelser");
    start(main, okt, faser);
    main.append(...faser.map((one) => phase(okt, one)));
    return okt;
  };
})();

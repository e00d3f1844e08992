/* What a team takes along, kept in this browser alone, and what it took along last time. Other
   teams may use the same machine: none sees or overwrites what another has written without
   asking for it. */
(() => {
  "use strict";

  const { kp } = window;
  const { read, put, clean, current, newName } = kp.lag;
  const OFFERED = 6;
  const MOST_ROWS = 6;
  // A press that deletes must come twice within this time.
  const SURE = 6000;
  const today = () => kp.tid(new Date(), { dateStyle: "long" });

  /**
   * The agreement as plain text: what is saved, copied and printed, and what can be pasted in next
   * time.
   * @type {(agreement: Okt.Avtale, words: Okt.AvtaleOrd) => string}
   */
  const asText = (agreement, words) => {
    if (agreement.tekst) return agreement.tekst;
    const { okt_navn, dato, ovelse, tegn, hvem, nar, stikkord } = agreement;
    /** @type {(word: string, text: string) => string} */
    const line = (word, text) => (text ? word.replace("{}", () => text) : "");
    const lines = [
      line(words.okt, okt_navn),
      line(words.dato, dato),
      line(words.prover, ovelse),
      tegn,
      line(words.gjor, hvem),
      line(words.frist, nar),
      line(words.skrev, stikkord),
    ];
    return [words.tittel, ...lines.filter(Boolean)].join("\n");
  };

  /** @type {(agreement: Okt.Avtale, words: Okt.AvtaleOrd) => string} */
  const nameOf = ({ hvem, dato }, words) => kp.fyll(words.lagets, hvem || words.uten_lag, dato);
  /** @type {(agreement: Okt.Avtale, words: Okt.AvtaleOrd) => string} */
  const fileName = ({ hvem }, words) =>
    [
      words.fil,
      new Date().toISOString().slice(0, 10),
      hvem.toLowerCase().replace(/[^\p{L}\d]+/gu, "-"),
    ]
      .filter(Boolean)
      .join("-");

  /** @type {(form: Del, main: Del) => void} */
  const fillChoices = (form, main) => {
    const other = form.querySelector("fieldset label");
    for (const { dataset } of main.querySelectorAll("[data-tittel]")) {
      const label = other.cloneNode(true);
      label.querySelector("input").value = dataset.tittel;
      label.querySelector("span").textContent = dataset.tittel;
      other.before(label);
    }
  };

  /**
   * As many rows as are written, so that the room sees all of it.
   * @type {(field: HTMLTextAreaElement) => void}
   */
  const grow = (field) => {
    const style = getComputedStyle(field);
    field.rows = 1;
    const inner =
      field.scrollHeight -
      Number.parseFloat(style.paddingTop) -
      Number.parseFloat(style.paddingBottom);
    field.rows = Math.min(
      MOST_ROWS,
      Math.max(1, Math.round(inner / Number.parseFloat(style.lineHeight))),
    );
  };

  /** @type {(form: Okt.Avtaleskjema) => Okt.Avtale} */
  const written = (form) => {
    const typed = new FormData(form);
    /** @type {(name: string) => string} */
    const text = (name) => String(typed.get(name) ?? "");
    const ovelse = text("ovelse");
    const okt = location.pathname + location.search;
    const tegn =
      [...document.querySelectorAll("main [data-tittel]")].find(
        ({ dataset }) => ovelse && dataset.tittel === ovelse,
      )?.dataset.tegn ?? "";
    return {
      id: current(),
      okt,
      okt_navn: document.querySelector("h1").textContent,
      dato: today(),
      ovelse,
      tegn,
      hvem: text("hvem"),
      nar: text("nar"),
      stikkord: text("stikkord"),
      tekst: "",
    };
  };

  /** @type {(form: Okt.Avtaleskjema) => void} */
  const refill = (form) => {
    const saved = read().find(({ id }) => id === current());
    if (!saved) return;
    for (const name of /** @type {const} */ (["hvem", "nar", "stikkord", "ovelse"]))
      if (form.elements[name].value !== saved[name]) form.elements[name].value = saved[name];
  };

  /** @type {(words: Okt.AvtaleOrd) => string} */
  const whatGoes = (words) => {
    const names = read().map((one) => nameOf(one, words));
    const list = names.join(", ");
    return names.length === 1
      ? kp.fyll(words.slett_en, list)
      : kp.fyll(words.slett_hva, names.length, list);
  };

  /**
   * The first press says what would be deleted; the second deletes it.
   * @type {(say: (message: string) => void, question: () => string, work: () => void) => () =>
   * void}
   */
  const twice = (say, question, work) => {
    let pressed = 0;
    return () => {
      const sure = Date.now() - pressed < SURE;
      pressed = sure ? 0 : Date.now();
      if (sure) work();
      else say(question());
    };
  };

  /**
   * @type {(form: Okt.Avtaleskjema, say: (message: string) => void, words: Okt.AvtaleOrd, sheet:
   * Del) => Record<string, () => unknown>}
   */
  const actionsOf = (form, say, words, sheet) => ({
    lagre: () =>
      kp.taMed.save(
        `${fileName(written(form), words)}.txt`,
        asText(written(form), words),
        "text/plain",
      ),
    kopier: async () => {
      await kp.taMed.copy(asText(written(form), words));
      say(words.kopiert);
    },
    skriv_ut: () => {
      sheet.textContent = asText(written(form), words);
      kp.skrivUt("avtale");
    },
    slett: twice(
      say,
      () => whatGoes(words),
      () => {
        kp.lag.removeAll();
        form.reset();
        say(words.slettet);
      },
    ),
  });

  /** @type {(box: Del) => boolean} */
  const changed = (box) => box.dispatchEvent(new Event("toggle", { bubbles: true }));

  /** @type {(box: Del, main: Del, words: Okt.AvtaleOrd) => void} */
  const startAgreement = (box, main, words) => {
    const form = /** @type {Okt.Avtaleskjema} */ (box.querySelector("form"));
    const status = box.querySelector("[role=status]");
    /** @type {(message: string) => void} */
    const say = (message) => {
      status.textContent = message;
      changed(box);
    };
    fillChoices(form, main);
    let isKept = true;
    form.hidden = false;
    refill(form);
    const actions = actionsOf(form, say, words, box.querySelector("pre"));
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", () => {
      grow(form.querySelector("textarea[name=stikkord]"));
      isKept = put(written(form));
      status.textContent = isKept ? words.lagret : words.ikke_lagret;
    });
    // The leader's window may have the same agreement open: neither writes over the other's.
    window.addEventListener("storage", () => isKept && refill(form));
    box.addEventListener("click", ({ target }) => actions[target.dataset.avtale]?.());
    document.addEventListener("kp-lag", () => {
      if (!isKept) return say(words.ikke_lagret);
      form.reset();
      refill(form);
      grow(form.querySelector("textarea[name=stikkord]"));
      return say(words.nytt_lag_sagt);
    });
  };

  /** @type {(box: Del, text: string) => void} */
  const show = (box, text) => {
    const lines = text
      .split("\n")
      .filter((line) => line.trim())
      .map((textContent) => Object.assign(document.createElement("p"), { textContent }));
    const place = box.querySelector(".kp-sist__avtale");
    place.replaceChildren(...lines);
    place.hidden = !lines.length;
    box.querySelector(".kp-sist__velg").hidden = true;
    if (lines.length) box.querySelector("h3").hidden = false;
    changed(box);
  };

  /** @type {(textContent: string, work: () => void) => Del<HTMLButtonElement>} */
  const pressable = (textContent, work) => {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent });
    button.addEventListener("click", work);
    return /** @type {Del<HTMLButtonElement>} */ (button);
  };

  /**
   * One button for each team that has something from last time, the oldest behind a button of their
   * own. Nothing of it is shown before a press.
   * @type {(box: Del, words: Okt.AvtaleOrd) => void}
   */
  const offer = (box, words) => {
    const others = read().filter(({ id }) => id !== current());
    const buttons = others.map((one) =>
      pressable(nameOf(one, words), () =>
        show(box, asText(one, words).split("\n").slice(1).join("\n")),
      ),
    );
    const older = buttons.splice(OFFERED);
    const more = pressable(kp.fyll(words.sist_eldre, older.length), () => {
      more.replaceWith(...older);
      older[0].focus();
      changed(box);
    });
    if (older.length) buttons.push(more);
    const place = box.querySelector(".kp-sist__velg");
    for (const old of place.querySelectorAll("button")) old.remove();
    place.append(...buttons);
    place.hidden = box.querySelector("h3").hidden = !others.length;
  };

  /** @type {(id: string, tekst: string, words: Okt.AvtaleOrd) => void} */
  const keep = (id, tekst, words) => {
    if (!tekst) return void kp.lag.remove(id);
    const named = tekst.match(new RegExp(`^${words.gjor.replace("{}", "(.*)")}$`, "m"));
    put(
      clean({
        id,
        tekst: tekst.startsWith(words.tittel) ? tekst : `${words.tittel}\n${tekst}`,
        hvem: named?.[1],
        dato: today(),
      }),
    );
  };

  /**
   * What is written from last time is kept while one writes. The field closes when something is
   * pasted, or when one leaves it: before that, the keys are its own.
   * @type {(box: Del, words: Okt.AvtaleOrd) => void}
   */
  const startLast = (box, words) => {
    const field = box.querySelector("textarea");
    let id = newName();
    const close = () => {
      if (field.value.trim()) box.querySelector("details.kp-sist__lim").open = false;
    };
    offer(box, words);
    box.querySelector(".kp-sist__lim").hidden = false;
    field.addEventListener("input", ({ inputType }) => {
      keep(id, field.value.trim(), words);
      show(box, field.value);
      if (inputType?.startsWith("insertFrom")) close();
    });
    field.addEventListener("change", close);
    document.addEventListener("kp-lag", () => {
      id = newName();
      field.value = "";
      show(box, "");
      offer(box, words);
    });
  };

  kp.avtale = (main, words) => {
    for (const box of main.querySelectorAll("[data-module=sist]")) startLast(box, words);
    for (const box of main.querySelectorAll("[data-module=avtale]"))
      startAgreement(box, main, words);
  };
})();

/* What a team takes along, kept in this browser alone, and what it took along last time. Other
   teams may use the same machine: none sees or overwrites what another has written without
   asking for it. */
(() => {
  "use strict";

  const { kp } = window;
  const KEPT = 30;
  const OFFERED = 6;
  const MOST_ROWS = 6;
  const TEXTS = "okt okt_navn dato ovelse tegn hvem nar stikkord tekst".split(" ");
  // A press that deletes must come twice within this time.
  const SURE = 6000;
  const key = () => `avtale:${new URL(document.body.dataset.rot ?? "", location.href).pathname}`;
  const own = () => `avtale:${location.pathname}${location.search}`;
  const today = () => kp.tid(new Date(), { dateStyle: "long" });
  const newName = () => Math.random().toString(36).slice(2, 10);

  /**
   * What was kept may be another's, or from an older edition: only texts are taken out of it.
   * @type {(one: Record<string, unknown>) => Okt.Avtale}
   */
  const clean = (one) => {
    /** @type {(name: keyof Okt.Avtale) => string} */
    const text = (name) => (typeof one[name] === "string" ? one[name] : "");
    const id = text("id") || `${text("okt")} ${text("dato")}`;
    const rest = TEXTS.map((name) => [name, text(/** @type {keyof Okt.Avtale} */ (name))]);
    return /** @type {Okt.Avtale} */ ({ id, ...Object.fromEntries(rest) });
  };
  /** @type {() => Okt.Avtale[]} */
  const read = () => {
    const kept = kp.lager.read("localStorage", key());
    return Array.isArray(kept)
      ? kept.filter((one) => one && typeof one === "object").map(clean)
      : [];
  };
  /** @type {(list: Okt.Avtale[]) => boolean} */
  const write = (list) =>
    kp.lager.write("localStorage", key(), list.length ? list.slice(0, KEPT) : null);
  /** @type {(one: Okt.Avtale) => boolean} */
  const put = (one) => write([one, ...read().filter(({ id }) => id !== one.id)]);

  /**
   * The agreement this tab is writing. A reload goes on with it; another tab, or another team, has
   * its own.
   * @type {() => string}
   */
  const current = () => {
    const kept = kp.lager.read("sessionStorage", own());
    return typeof kept === "string" ? kept : renew();
  };
  const renew = () => {
    const id = newName();
    kp.lager.write("sessionStorage", own(), id);
    return id;
  };

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
      form.elements[name].value = saved[name];
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
    nytt_lag: () => {
      renew();
      form.reset();
      say(words.nytt_lag_sagt);
    },
    slett: twice(
      say,
      () =>
        kp.fyll(
          words.slett_hva,
          read().length,
          read()
            .map((one) => nameOf(one, words))
            .join(", "),
        ),
      () => {
        write([]);
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
    form.hidden = false;
    refill(form);
    const actions = actionsOf(form, say, words, box.querySelector("pre"));
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", () => {
      grow(form.querySelector("textarea[name=stikkord]"));
      status.textContent = put(written(form)) ? words.lagret : words.ikke_lagret;
    });
    box.addEventListener("click", ({ target }) => actions[target.dataset.avtale]?.());
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

  /**
   * One button for each team that has something from last time. Nothing of it is shown before a
   * press.
   * @type {(box: Del, words: Okt.AvtaleOrd) => void}
   */
  const offer = (box, words) => {
    const others = read()
      .filter(({ id }) => id !== current())
      .slice(0, OFFERED);
    const buttons = others.map((one) => {
      const button = Object.assign(document.createElement("button"), {
        type: "button",
        textContent: nameOf(one, words),
      });
      button.addEventListener("click", () =>
        show(box, asText(one, words).split("\n").slice(1).join("\n")),
      );
      return button;
    });
    const place = box.querySelector(".kp-sist__velg");
    place.append(...buttons);
    place.hidden = box.querySelector("h3").hidden = !others.length;
  };

  /** @type {(box: Del, words: Okt.AvtaleOrd) => void} */
  const startLast = (box, words) => {
    const id = newName();
    offer(box, words);
    box.querySelector(".kp-sist__lim").hidden = false;
    box.querySelector("textarea").addEventListener("input", ({ target }) => {
      const tekst = target.value.trim();
      const pasted = tekst.match(new RegExp(`^${words.gjor.replace("{}", "(.*)")}$`, "m"));
      if (tekst)
        put(
          clean({
            id,
            tekst: tekst.startsWith(words.tittel) ? tekst : `${words.tittel}\n${tekst}`,
            hvem: pasted?.[1],
            dato: today(),
          }),
        );
      show(box, tekst);
      if (tekst) box.querySelector("details.kp-sist__lim").open = false;
    });
  };

  kp.avtale = (main, words) => {
    for (const box of main.querySelectorAll("[data-module=sist]")) startLast(box, words);
    for (const box of main.querySelectorAll("[data-module=avtale]"))
      startAgreement(box, main, words);
  };
})();

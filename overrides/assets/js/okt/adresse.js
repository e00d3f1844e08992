/* A session as an address: what is in it, in which order, for how long.
   src/kvalitetsplan/site/sessions.py writes the same form. The leader's own are in it as well:
   `eget` is a question, met as eget/1 among the tasks; `egenfase` a phase, «name|what one does»,
   met as egen/1 among the phases. A phase's minutes end with h when someone has set them by
   hand. `kal` is what the session is called in calendars, once it has been put in one. */
(() => {
  "use strict";

  const { kp } = window;
  const { asAddress, cut } = kp.lest;
  /** @type {Okt.Liste[]} */
  const LISTS = ["les", "oppgaver", "trening"];
  /** @type {(keyof Okt.Okt)[]} */
  const NUMBERS = ["tid", "antall", "gruppe", "mote"];
  /** @type {(keyof Okt.Okt)[]} */
  const OWN = ["eget", "egenfase"];
  /** @type {(keyof Okt.Okt)[]} */
  const ORDER = ["okt", "tittel", ...LISTS, ...NUMBERS, "fra", ...OWN, "faser", "kal"];
  // What each kind of phase shows.
  /** @type {Record<string, Okt.Liste>} */
  const NEEDS = {
    par: "les",
    oppgave: "oppgaver",
    oppgaver: "oppgaver",
    titler: "oppgaver",
    øvelser: "trening",
  };
  const LARGEST = 999;
  const LONGEST = { tittel: 200, eget: 300, navn: 24, okt: 60 };

  /** @type {(text: string | null) => string[]} */
  const split = (text) => (text ?? "").split(",").filter(Boolean);
  /** @type {(text: string | null) => number} */
  const number = (text) => Math.min(LARGEST, Math.max(0, Number.parseInt(text ?? "", 10) || 0));
  /** @type {(text: string) => string} */
  const encode = (text) => asAddress(text).replace(/%(2F|2C|3A)/g, decodeURIComponent);
  /** @type {(text: string | null) => string} */
  const clock = (text) => (text && /^([01]\d|2[0-3]):[0-5]\d$/.test(text) ? text : "");

  /** @type {(text: string) => Okt.Fase} */
  const phase = (text) => {
    const [id, minutes = ""] = text.split(":");
    return { id, minutter: number(minutes), hand: minutes.endsWith("h") };
  };
  /** @type {(text: string) => Okt.Egenfase} */
  const ownPhase = (text) => {
    const [navn, ...rest] = text.split("|");
    return { navn: cut(navn, LONGEST.navn), tekst: cut(rest.join("|"), LONGEST.eget) };
  };

  /** @type {Kp["adresse"]["isBlank"]} */
  const isBlank = ({ navn, tekst } = { navn: "", tekst: "" }) => !`${navn}${tekst}`.trim();
  /**
   * A phase of one's own with nothing in it takes no time.
   * @type {(phases: Okt.Fase[], own: Okt.Egenfase[]) => Okt.Fase[]}
   */
  const settled = (faser, own) =>
    faser.map((one) =>
      one.id.startsWith("egen/") && isBlank(own[Number(one.id.slice(5)) - 1])
        ? { ...one, minutter: 0 }
        : one,
    );

  /**
   * From an address' search part to a session; whatever is missing or makes no sense is empty or 0.
   * @type {Kp["adresse"]["read"]}
   */
  const read = (search) => {
    const asked = new URLSearchParams(search);
    /** @type {(name: Okt.Liste) => string[]} */
    const list = (name) => [...new Set(split(asked.get(name)))];
    const questions = asked.getAll("eget");
    const own = asked.getAll("egenfase").map(ownPhase);
    const phases = split(asked.get("faser")).map(phase);
    return {
      okt: asked.get("okt") ?? "",
      tittel: cut(asked.get("tittel") ?? "", LONGEST.tittel),
      les: list("les"),
      oppgaver: list("oppgaver"),
      trening: list("trening"),
      tid: number(asked.get("tid")),
      antall: number(asked.get("antall")),
      gruppe: number(asked.get("gruppe")),
      mote: number(asked.get("mote")),
      fra: clock(asked.get("fra")),
      eget: questions.map((text) => cut(text, LONGEST.eget)),
      egenfase: own,
      faser: settled(phases, own),
      kal: /^[\da-z]+-[\da-z]+$/.test(asked.get("kal") ?? "") ? String(asked.get("kal")) : "",
    };
  };

  /**
   * What is said of a part of a session, as texts.
   * @type {(okt: Okt.Okt, name: keyof Okt.Okt) => string[]}
   */
  const asTexts = (okt, name) => {
    if (name === "eget") return okt.eget;
    if (name === "egenfase") return okt.egenfase.map(({ navn, tekst }) => `${navn}|${tekst}`);
    if (name !== "faser") return [String(okt[name] || "")];
    return [
      okt.faser.map(({ id, minutter, hand }) => `${id}:${minutter}${hand ? "h" : ""}`).join(),
    ];
  };

  /**
   * From a session to an address' search part.
   * @type {Kp["adresse"]["write"]}
   */
  const write = (okt) => {
    const parts = ORDER.flatMap((name) =>
      asTexts(okt, name)
        .filter(Boolean)
        .map((text) => `${name}=${encode(text)}`),
    );
    return `?${parts.join("&")}`;
  };

  /**
   * The leader's own question at an address such as eget/1; undefined for anything else.
   * @type {Kp["adresse"]["own"]}
   */
  const own = ({ eget }, address) =>
    address.startsWith("eget/") ? eget[Number(address.slice(5)) - 1] : undefined;

  /**
   * The phases of the meeting that is asked for, when the session is split over two; otherwise all
   * of them.
   * @type {Kp["adresse"]["meeting"]}
   */
  const meeting = ({ faser, mote }) => {
    const cut = faser.findIndex(({ id }) => id === "mote");
    if (cut < 0) return faser;
    return mote === 2 ? faser.slice(cut + 1) : faser.slice(0, cut + 1);
  };

  /** @type {Kp["adresse"]["lacks"]} */
  const lacks = (okt, shows) => shows in NEEDS && !okt[NEEDS[shows]].length;

  /**
   * Take what is no longer in the plan out of `okt`, and return a line about each. `nameOf` says
   * what an address is called, or nothing; `heirs` what has taken its place. Where something has,
   * the line leads to the same session with that in it.
   * @type {Kp["adresse"]["gone"]}
   */
  const gone = (okt, nameOf, heirs, words) => {
    const asked = structuredClone(okt);
    return LISTS.flatMap((list) => {
      okt[list] = asked[list].filter(nameOf);
      return asked[list]
        .filter((address) => !nameOf(address))
        .map((old) => {
          const heir = heirs[old] ?? "";
          return line(asked, list, old, { heir, name: (heir && nameOf(heir)) || "" }, words);
        });
    });
  };

  /**
   * @typedef {{ heir: string, name: string }} Arving  an address and what it is called; "" if none
   * @type {(okt: Okt.Okt, list: Okt.Liste, old: string, heir: Arving, words: Okt.VeggOrd)
   * => HTMLElement}
   */
  const line = (okt, list, old, { heir, name }, words) => {
    const place = document.createElement("p");
    place.textContent = (name ? words.arving : words.mangler)
      .replace("{gammel}", old)
      .replace("{ny}", name);
    if (name) {
      const href = write({
        ...okt,
        [list]: okt[list].map((address) => (address === old ? heir : address)),
      });
      place.append(
        " ",
        Object.assign(document.createElement("a"), { href, textContent: words.bruk_arving }),
      );
    }
    return place;
  };

  /**
   * Leave the ready session of `okt`, which is not in the plan, and return a line that says so.
   * @type {Kp["adresse"]["lost"]}
   */
  const lost = (okt, says) => {
    const name = cut(okt.okt, LONGEST.okt);
    okt.okt = "";
    const textContent = says.replace("{}", () => name);
    return Object.assign(document.createElement("p"), { textContent });
  };

  kp.adresse = { LISTS, read, write, own, isBlank, meeting, lacks, gone, lost };
})();

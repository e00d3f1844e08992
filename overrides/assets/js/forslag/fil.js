/* The file: its name, what it says, and the ways it can go from here. Nothing is sent by the
   page itself. */
(() => {
  "use strict";

  const { forslag } = window.kp;
  const { clean, filled, slug } = forslag.tekst;

  const LONGEST_ADDRESS = 6000; // GitHub refuses an address of about eight thousand signs
  const LONGEST_MAIL = 1800; // Outlook cuts what is longer than two thousand

  const today = () => {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()]
      .map((one) => String(one).padStart(2, "0"))
      .join("-");
  };

  /** @type {(from: string) => string} */
  const nameOf = (from) => `${today()}-${slug(from) || "forslag"}.yaml`;

  /** @type {Forslag.Rom["fil"]["make"]} */
  const make = (entries, from, om) => {
    const { ord } = forslag;
    const who = clean(from).replace(/\s+/g, " ").trim();
    const head = who ? filled(ord.hode, who, today()) : filled(ord.hode_uten, today());
    const schema = `yaml-language-server: $schema=${om.skjema}/tilpasning.schema.json`;
    return {
      navn: nameOf(from),
      innhold: forslag.yaml.file(
        entries,
        [schema, "", head, filled(ord.legg_i, om.mappe)].map((one) => one.trim()),
      ),
    };
  };

  const enc = window.kp.lest.asAddress;
  /** @type {(text: string) => string} */
  const path = (text) => text.split("/").map(enc).join("/");

  /**
   * A page of the archive for the folder that the file belongs in.
   * @type {(om: Forslag.Om, page: string) => string}
   */
  const pageOf = ({ arkiv, gren, mappe }, page) => `${arkiv}/${page}/${path(gren)}/${path(mappe)}`;

  /** @type {(query: Record<string, string>) => string} */
  const asked = (query) => {
    const parts = Object.entries(query).map(([name, text]) => `${name}=${enc(text)}`);
    return `?${parts.join("&")}`;
  };

  /**
   * Where a new file is opened, by the sort of archive, and whether its content can be filled in.
   * @type {{ [kind in Forslag.Arkivslag]: (om: Forslag.Om, file: Forslag.Fil) => string }}
   */
  const ARCHIVES = {
    github: (om, { navn, innhold }) =>
      pageOf(om, "new") + asked({ filename: navn, value: innhold }),
    gitea: (om, { navn, innhold }) =>
      pageOf(om, "_new") + asked({ filename: navn, value: innhold }),
    gitlab: (om, { navn }) => pageOf(om, "-/new") + asked({ file_name: navn }),
  };

  /** @type {Forslag.Rom["fil"]["archive"]} */
  const archive = (om, file) => {
    if (!om.arkiv) return null;
    const address = ARCHIVES[om.arkivslag](om, file);
    if (om.arkivslag === "gitlab") return { adresse: address, lim: true, lang: false };
    if (address.length <= LONGEST_ADDRESS) return { adresse: address, lim: false, lang: false };
    const upload = om.arkivslag === "gitea" ? "_upload" : "upload";
    return { adresse: pageOf(om, upload), lim: false, lang: true };
  };

  /**
   * A letter to the contact, with the content in it where it is short.
   * @type {Forslag.Rom["fil"]["mail"]}
   */
  const mail = (om, { navn, innhold }) => {
    if (!om.epost) return null;
    const { ord } = forslag;
    const subject = filled(ord.epost_emne, om.navn);
    /** @type {(body: string) => string} */
    const letter = (body) => `mailto:${om.epost}${asked({ subject, body })}`;
    const short = letter([filled(ord.epost_fil, navn), innhold].join("\n\n"));
    if (short.length <= LONGEST_MAIL) return { adresse: short, vedlegg: false };
    return { adresse: letter(filled(ord.epost_tekst, navn)), vedlegg: true };
  };

  forslag.fil = { make, archive, mail };
})();

/* A session as an address: what is in it, in which order, for how long. src/kvalitetsplan/site/sessions.py writes the same form. */
(() => {
  "use strict";

  const kp = (window.kp ??= {});
  const LISTS = ["les", "oppgaver", "trening"];
  const NUMBERS = ["tid", "antall", "gruppe"];
  const LARGEST = 999;

  const split = (text) => (text ?? "").split(",").filter(Boolean);
  const number = (text) => Math.min(LARGEST, Math.max(0, Number.parseInt(text, 10) || 0));
  const encode = (text) => encodeURIComponent(text).replace(/%(2F|2C|3A)/g, decodeURIComponent);

  const phase = (text) => {
    const [id, minutes] = text.split(":");
    return { id, minutter: number(minutes) };
  };

  /* From an address' search part to a session; whatever is missing or makes no sense is empty or 0. */
  const read = (search) => {
    const asked = new URLSearchParams(search);
    const okt = { okt: asked.get("okt") ?? "", tittel: (asked.get("tittel") ?? "").slice(0, 200) };
    for (const name of LISTS) okt[name] = [...new Set(split(asked.get(name)))];
    for (const name of NUMBERS) okt[name] = number(asked.get(name));
    okt.faser = split(asked.get("faser")).map(phase);
    return okt;
  };

  /* From a session to an address' search part. */
  const write = (okt) => {
    const faser = okt.faser.map(({ id, minutter }) => `${id}:${minutter}`).join();
    const parts = Object.entries({ ...okt, faser }).filter(([, value]) => String(value) && value !== 0);
    return `?${parts.map(([name, value]) => `${name}=${encode(String(value))}`).join("&")}`;
  };

  /* Take what is no longer in the plan out of `okt`, and return a line about each. `nameOf` says what an address is called,
     or nothing; `heirs` what has taken its place. Where something has, the line leads to the same session with that in it. */
  const gone = (okt, nameOf, heirs, words) => {
    const asked = structuredClone(okt);
    return LISTS.flatMap((list) => {
      okt[list] = asked[list].filter(nameOf);
      return asked[list].filter((address) => !nameOf(address)).map((old) => line(asked, list, old, nameOf, heirs, words));
    });
  };

  const line = (okt, list, old, nameOf, heirs, words) => {
    const heir = Object.hasOwn(heirs, old) && heirs[old];
    const name = heir && nameOf(heir);
    const place = document.createElement("p");
    place.textContent = (name ? words.arving : words.mangler).replace("{gammel}", old).replace("{ny}", name);
    if (name) {
      const href = write({ ...okt, [list]: okt[list].map((address) => (address === old ? heir : address)) });
      place.append(" ", Object.assign(document.createElement("a"), { href, textContent: words.bruk_arving }));
    }
    return place;
  };

  kp.adresse = { read, write, gone };
})();

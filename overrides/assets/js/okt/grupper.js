/* Groups of those who are there: how many, who sits where, and who does what. No names are
   needed. */
(() => {
  "use strict";

  const { kp } = window;
  const MOST = 300;

  /** @type {(present: number, size: number) => number} */
  const count = (present, size) => Math.max(1, Math.round(present / size));

  /**
   * How many sit at each table: [4, 4, 3, 3].
   * @type {(present: number, size: number) => number[]}
   */
  const tables = (present, size) => {
    const groups = count(present, size);
    return Array.from(
      { length: groups },
      (_, at) => Math.floor(present / groups) + (at < present % groups ? 1 : 0),
    );
  };

  /**
   * «14 til stede, 4 i hver» becomes «4 grupper: 2 med 4 og 2 med 3.»
   * @type {(present: number, size: number, words: Okt.VeggOrd) => string}
   */
  const share = (present, size, words) => {
    const all = tables(present, size);
    const sizes = [...new Set(all)].map((one) =>
      kp.fyll(words.deling_del, all.filter((other) => other === one).length, one),
    );
    const name = all.length === 1 ? words.en_gruppe : words.flere_grupper;
    return kp.fyll(words.deling, all.length, name, sizes.join(words.og));
  };

  /**
   * A typed number of people or of members, within what makes sense; 0 for none.
   * @type {Kp["grupper"]["number"]}
   */
  const number = (text, most = MOST) => Math.min(most, Math.max(0, Number.parseInt(text, 10) || 0));

  /** @type {(textContent: string) => HTMLElement} */
  const line = (textContent) => Object.assign(document.createElement("p"), { textContent });

  /**
   * How the groups are made, or mixed since last time, and how each draws its roles.
   * @type {(vegg: Okt.Vegg) => HTMLElement[]}
   */
  const how = ({ words, state, main }) => {
    const [mix, all] = [state.blanding, tables(state.antall, Math.max(2, state.gruppe))];
    const tell = words.grupper_tell.replace("{n}", all.length);
    const move = words.grupper_bland
      .replace("{a}", mix % all.length || 1)
      .replace("{b}", (2 * mix) % all.length || 1);
    const roles = [...main.querySelectorAll(".kp-roller strong")].map((one) => one.textContent);
    const draws = [...new Set(roles)].map((rolle, at) => {
      const hvem = words.trekk[(at + mix * roles.length) % words.trekk.length];
      return line(words.rolle_bord.replace("{rolle}", rolle).replace("{hvem}", hvem));
    });
    const seats = all.map((people, at) => kp.fyll(words.grupper_bord, at + 1, people)).join(" · ");
    return [
      line(share(state.antall, Math.max(2, state.gruppe), words)),
      line(mix && all.length > 2 ? move : tell),
      line(seats),
      ...draws,
    ];
  };

  /** @type {Kp["grupper"]["vis"]} */
  const vis = (vegg) => {
    const { state, words } = vegg;
    for (const field of document.querySelectorAll(".kp-antall input")) {
      const now = state[field.name === "gruppe" ? "gruppe" : "antall"];
      if (field !== document.activeElement) field.value = String(now || "");
    }
    const said = state.antall ? share(state.antall, Math.max(2, state.gruppe), words) : "";
    for (const place of document.querySelectorAll(".kp-roller__deling"))
      if (place.textContent !== said) place.textContent = said;
    const place = document.querySelector(".kp-stort--grupper > div");
    if (place.closest("dialog").open)
      place.replaceChildren(...(state.antall ? how(vegg) : [line(words.grupper_uten)]));
  };

  kp.grupper = { vis, number };
})();

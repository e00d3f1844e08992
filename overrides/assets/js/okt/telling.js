/* What a staff has counted, in this browser alone: one count a day for each list, the newest first,
   as many as the browser takes. */
(() => {
  "use strict";

  const { kp } = window;
  const OFTEN = 4;
  const MOST = 500;

  const key = () => kp.lager.own("stasted", document.body.dataset.rot ?? "");
  /** @type {(one: any) => boolean} */
  const isCounts = (one) =>
    Array.isArray(one) &&
    one.length === OFTEN + 1 &&
    one.every((count) => Number.isInteger(count) && count >= 0 && count <= MOST);
  /** @type {(one: any) => boolean} */
  const isMeasure = (one) =>
    typeof one?.liste === "string" &&
    /^\d{4}-\d\d-\d\d$/.test(one.dato) &&
    one.svar &&
    typeof one.svar === "object" &&
    Object.values(one.svar).every(isCounts);

  /** @type {() => Okt.Telling[]} */
  const read = () => {
    const kept = kp.lager.read("localStorage", key());
    return Array.isArray(kept) ? kept.filter(isMeasure) : [];
  };
  /** @type {(one: Okt.Telling) => boolean} */
  const put = (one) => {
    const others = read().filter(({ liste, dato }) => liste !== one.liste || dato !== one.dato);
    return kp.lager.write("localStorage", key(), [one, ...others]);
  };

  const today = () => new Date().toISOString().slice(0, 10);
  /** @type {(list: Okt.Punktliste) => Okt.Telling} */
  const measureOf = (list) =>
    read().find(({ liste, dato }) => liste === list.id && dato === today()) ?? {
      liste: list.id,
      dato: today(),
      svar: {},
    };
  /** @type {(list: Okt.Punktliste) => Okt.Telling | undefined} */
  const beforeOf = (list) =>
    read()
      .filter(({ liste, dato }) => liste === list.id && dato < today())
      .sort((a, b) => b.dato.localeCompare(a.dato))[0];

  /** @type {(page: Pick<Okt.Stasted, "list" | "words">) => string} */
  const csv = ({ list, words }) => {
    /** @type {(text: string) => string} */
    const quote = (text) =>
      `"${String(text)
        .replace(/"/g, '""')
        .replace(/^[=+@-]/, "'$&")}"`;
    const rows = read()
      .filter(({ liste }) => liste === list.id)
      .flatMap(({ dato, svar }) =>
        list.punkter
          .filter(({ id }) => svar[id])
          .map(({ id, tekst }) => [dato, quote(tekst), ...svar[id]]),
      );
    const head = [words.dato, words.hva, ...words.svar, words.viktig].map(quote);
    return `\ufeff${[head, ...rows].map((row) => `${row.join(";")}\r\n`).join("")}`;
  };

  /** @type {(numbers: number[]) => number} */
  const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);
  /** @type {(counts: number[] | undefined) => boolean} */
  const answered = (counts = []) => sum(counts.slice(0, OFTEN)) > 0;

  kp.telling = {
    sum,
    answered,
    OFTEN,
    MOST,
    isMeasure,
    read,
    put,
    today,
    measureOf,
    beforeOf,
    csv,
  };
})();

/* What is shown: the best entries, page by page, and what the search says beside them. */
globalThis.sokesvar = (() => {
  "use strict";

  const { words, stem, isStop, plain } = globalThis.norsk;
  const { understand } = globalThis.forstaelse;
  const { rank, answer } = globalThis.rangering;

  const CARDS = 10;
  const IN_A_CARD = 12;
  const SHOWN = 3; // entries shown under a page; the others are folded
  const MOST_LIKELY = 25; // entries whose kinds one can choose among
  const LONGEST = 100; // letters that are compared with the themes

  /** @type {Record<string, string>} */
  const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

  /**
   * Text as safe HTML, with the words that were asked for marked.
   * @type {(text: string, asked: Set<string>) => string}
   */
  const mark = (text, asked) =>
    text
      .split(/([\p{L}\p{M}\d]+)/u)
      .map((part, place) => {
        const safe = part.replace(/[&<>"]/g, (sign) => SIGNS[sign]);
        const word = part.toLowerCase();
        return place % 2 && !isStop(word) && asked.has(stem(word)) ? `<mark>${safe}</mark>` : safe;
      })
      .join("");

  /** @type {(hit: Pick<Sok.Treff, "entry">, asked: Set<string>, svar?: string) => Sok.Vist} */
  const shown = ({ entry }, asked, svar = "") => ({
    location: entry.location,
    title: mark(entry.title, asked),
    text: mark(entry.text ?? "", asked),
    slag: entry.label,
    svar,
  });

  /** @type {Set<string>} */
  const NOTHING = new Set();

  /**
   * One card for a page: the page itself, its best entries, and the rest, which are folded.
   * @type {(hits: Sok.Treff[], asked: Set<string>, svar: string) => Sok.Kort}
   */
  const card = (hits, asked, svar) => {
    const best = hits[0].score;
    const own = hits.find(({ entry }) => entry.location === entry.page);
    const { page, pageTitle } = hits[0].entry;
    const others = hits.filter((hit) => hit !== own);
    /** @type {(hit: Sok.Treff, place: number) => boolean} */
    const isGood = ({ score }, place) => own !== hits[0] && place < SHOWN && score > best / 2;
    return {
      side: own
        ? shown(own, asked)
        : { location: page, title: mark(pageTitle, NOTHING), text: "", slag: "", svar: "" },
      treff: others.filter(isGood).map((hit, place) => shown(hit, asked, place ? "" : svar)),
      flere: others.filter((hit, place) => !isGood(hit, place)).map((hit) => shown(hit, asked)),
    };
  };

  /** @type {(ranked: Sok.Treff[]) => Sok.Treff[][]} */
  const groupByPage = (ranked) => {
    const groups = new Map();
    for (const hit of ranked) {
      if (!groups.has(hit.entry.page)) groups.set(hit.entry.page, []);
      groups.get(hit.entry.page).push(hit);
    }
    return [...groups.values()];
  };

  /**
   * The query as it was meant, if a word of it was put right; else nothing.
   * @type {(concepts: Sok.Sporsmal, query: string) => string}
   */
  const corrected = (concepts, query) => {
    const better = new Map(
      concepts.filter(({ token }) => token.meant).map(({ token }) => [token.word, token.meant]),
    );
    return better.size
      ? words(query)
          .map((word) => better.get(word) ?? word)
          .join(" ")
      : "";
  };

  /** @type {(ranked: Sok.Treff[]) => string[]} */
  const kindsIn = (ranked) => [
    ...new Set(ranked.slice(0, MOST_LIKELY).map(({ entry }) => entry.kind)),
  ];

  /** @type {(text: string) => Set<string>} */
  const pairsOfLetters = (text) => {
    const letters = plain(text.toLowerCase());
    return new Set([...letters.slice(1)].map((letter, place) => letters[place] + letter));
  };

  /**
   * The share of pairs of letters that two texts have in common, from 0 to 1 (Dice 1945).
   * @type {(a: Set<string>, b: Set<string>) => number}
   */
  const likeness = (a, b) =>
    (2 * [...a].filter((pair) => b.has(pair)).length) / (a.size + b.size || 1);

  /**
   * The themes that look most like a query nothing was found for.
   * @type {(index: Sok.Indeks, query: string) => Sok.Vist[]}
   */
  const nearestThemes = (index, query) => {
    const asked = pairsOfLetters(query.slice(0, LONGEST));
    /** @type {(text: string) => number} */
    const likeAsked = (text) => likeness(pairsOfLetters(text), asked);
    /** @type {(entry: Sok.Oppforing) => number} */
    const like = ({ title, keywords }) => Math.max(...[title, ...keywords].map(likeAsked));
    return index.entries
      .filter(({ kind }) => kind === "tema")
      .map((entry) => ({ ...shown({ entry }, NOTHING), text: "", like: like(entry) }))
      .sort((a, b) => b.like - a.like)
      .slice(0, 3);
  };

  /**
   * Answer a query: the pages, a better spelling, the kinds there are, and the nearest themes where
   * nothing is found.
   * @type {Sokesvar["search"]}
   */
  const search = (index, query, kind = "") => {
    const concepts = understand(index, query);
    const all = rank(index, concepts);
    const ranked = kind ? all.filter(({ entry }) => entry.kind === kind) : all;
    const direct = answer(concepts, ranked);
    if (direct) direct.score = ranked[0].score + 1;
    const asked = new Set(concepts.flatMap(({ options }) => options.flatMap(({ stems }) => stems)));
    const groups = groupByPage(
      direct ? [direct, ...ranked.filter((hit) => hit !== direct)] : ranked,
    ).slice(0, CARDS);
    /** @type {(place: number) => string} */
    const label = (place) => (direct && place === 0 ? index.config.svar : "");
    return {
      sider: groups.map((hits, place) => card(hits.slice(0, IN_A_CARD), asked, label(place))),
      mente: corrected(concepts, query),
      valgt: kind,
      slag: kindsIn(all),
      temaer: ranked.length || !query.trim() ? [] : nearestThemes(index, query),
    };
  };

  return { search };
})();

/* What is shown: the best entries as Material's cards, and what our own part of the search box says beside them. */
globalThis.sokesvar = (() => {
  "use strict";

  const { words, stem, isStop, plain } = globalThis.norsk;
  const { understand, rank, answer } = globalThis.rangering;

  const CARDS = 10;
  const IN_A_CARD = 12;
  const SHOWN = 3; // entries shown under a page; the others are folded
  const MOST_LIKELY = 25; // entries whose kinds one can choose among
  const LONGEST = 100; // letters that are compared with the themes

  const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

  /** Text as safe HTML, with the words that were asked for marked. */
  const mark = (text, asked) =>
    text
      .split(/([\p{L}\p{M}\d]+)/u)
      .map((part, place) => {
        const safe = part.replace(/[&<>"]/g, (sign) => SIGNS[sign]);
        const word = part.toLowerCase();
        return place % 2 && !isStop(word) && asked.has(stem(word)) ? `<mark data-md-highlight>${safe}</mark>` : safe;
      })
      .join("");

  const shown = ({ entry, score }, asked, label) => ({
    location: entry.location,
    title: mark(entry.title, asked),
    text: entry.text ? `<p${label ? ' class="kp-svar"' : ""}>${mark(entry.text, asked)}</p>` : "",
    tags: label ? [label, entry.label] : [entry.label],
    score,
    terms: {},
  });

  const NOTHING = new Set();

  const pageItem = ({ entry: { page, pageTitle } }, score) => ({
    location: page, title: mark(pageTitle, NOTHING), text: "", score, terms: {},
  });

  /** One card for a page: its best entries shown, the rest folded. Material shows what has the first one's score. */
  const card = (hits, asked, label) => {
    const best = hits[0].score;
    const own = hits.find(({ entry }) => entry.location === entry.page);
    if (own === hits[0]) return hits.map((hit, place) => shown({ ...hit, score: place ? best / 2 : best }, asked));
    const isGood = ({ score }, place) => place < SHOWN && score > best / 2;
    const items = hits
      .filter((hit) => hit !== own)
      .map((hit, place) => shown({ ...hit, score: isGood(hit, place) ? best : best / 2 }, asked, place ? null : label));
    return [...items, own ? { ...shown(own, asked), score: best / 2 } : pageItem(hits[0], best / 2)];
  };

  const groupByPage = (ranked) => {
    const groups = new Map();
    for (const hit of ranked) {
      if (!groups.has(hit.entry.page)) groups.set(hit.entry.page, []);
      groups.get(hit.entry.page).push(hit);
    }
    return [...groups.values()];
  };

  /** The query as it was meant, if a word of it was put right; else nothing. */
  const corrected = (concepts, query) => {
    const better = new Map(concepts.filter(({ token }) => token.meant).map(({ token }) => [token.word, token.meant]));
    return better.size ? words(query).map((word) => better.get(word) ?? word).join(" ") : "";
  };

  const kindsIn = (ranked) => [...new Set(ranked.slice(0, MOST_LIKELY).map(({ entry }) => entry.kind))];

  const pairsOfLetters = (text) => {
    const letters = plain(text.toLowerCase());
    return new Set([...letters.slice(1)].map((letter, place) => letters[place] + letter));
  };

  /** The share of pairs of letters that two texts have in common, from 0 to 1 (Dice 1945). */
  const likeness = (a, b) => (2 * [...a].filter((pair) => b.has(pair)).length) / (a.size + b.size || 1);

  /** The themes that look most like a query nothing was found for. */
  const nearestThemes = (index, query) => {
    const asked = pairsOfLetters(query.slice(0, LONGEST));
    const likeAsked = (text) => likeness(pairsOfLetters(text), asked);
    const like = ({ title, keywords }) => Math.max(...[title, ...keywords].map(likeAsked));
    return index.entries
      .filter(({ kind }) => kind === "tema")
      .map((entry) => ({ location: entry.location, title: entry.title, like: like(entry) }))
      .sort((a, b) => b.like - a.like)
      .slice(0, 3);
  };

  /** Answer a query: Material's `items`, and what our own part of the search box shows beside them. */
  const search = (index, query, kind = "") => {
    const concepts = understand(index, query);
    const all = rank(index, concepts);
    const ranked = kind ? all.filter(({ entry }) => entry.kind === kind) : all;
    const direct = answer(concepts, ranked);
    if (direct) direct.score = ranked[0].score + 1;
    const asked = new Set(concepts.flatMap(({ options }) => options.flatMap(({ stems }) => stems)));
    const groups = groupByPage(direct ? [direct, ...ranked.filter((hit) => hit !== direct)] : ranked).slice(0, CARDS);
    const label = (place) => (direct && place === 0 ? index.config.svar : null);
    return {
      items: groups.map((hits, place) => card(hits.slice(0, IN_A_CARD), asked, label(place))),
      mente: corrected(concepts, query),
      valgt: kind,
      slag: kindsIn(all),
      temaer: ranked.length || !query.trim() ? [] : nearestThemes(index, query),
    };
  };

  return { search };
})();

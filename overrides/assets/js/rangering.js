/* Ranks: says what answers a query best. */
globalThis.rangering = (() => {
  "use strict";

  const { stem, isStop } = globalThis.norsk;
  const { alike } = globalThis.sokeindeks;

  const PARAGRAPH = /^\d+[a-e]?-\d/;
  const SATURATION = 1.4; // k1 of BM25: how soon a word said again stops counting
  const VERY_WORDS = 0.3; // two words that stand side by side, as in the query, against one word
  const CERTAIN = 0.55; // a meaning that weighs this much answers a word wholly
  const FAINT = 0.5; // who a question is about and how it is told, against what it is about
  const SOMEBODY = "elev medelev barn gutt jente sønn datter";
  const MANNER = [
    "klare stor orke ligge dårlig aldri alltid fortsatt ofte lenger plutselig nettopp dag grunn måte",
    "sak situasjon skjer sitte stå lurer vet vite synes føle trenge ønske begynne finne spørre kjenne",
    "bruke snakke sende virke",
  ].join(" ");
  const FAINT_WORDS = new Set(`${SOMEBODY} ${MANNER}`.split(" ").map(stem));
  const SMALL_PAIR = 0.3; // side by side, of two words that do not say what it is about

  /** @type {(index: Sok.Indeks, stem: string) => number} */
  const rarity = (index, one) => {
    const count = index.postings.get(one)?.length ?? 0;
    return Math.log(1 + (index.entries.length - count + 0.5) / (count + 0.5));
  };

  /**
   * What one meaning gives each entry. A meaning of several words counts where all of them stand.
   * @type {(index: Sok.Indeks, meaning: Sok.Mening, highest: number) => Map<number, number>}
   */
  const scoreOption = (index, { stems, weight }, highest) => {
    /** @type {Map<number, number> | null} */
    let found = null;
    for (const one of stems) {
      const worth = Math.min(rarity(index, one), highest) * weight;
      /** @type {Map<number, number>} */
      const next = new Map();
      for (const [entry, often] of index.postings.get(one) ?? []) {
        if (found && !found.has(entry)) continue;
        next.set(
          entry,
          (found?.get(entry) ?? 0) +
            (worth * often) / (SATURATION + often) / Math.sqrt(stems.length),
        );
      }
      found = next;
    }
    return found ?? new Map();
  };

  /**
   * What a word of a query gives each entry, and how sure it is that the entry answers it: a part of
   * the word does so less than the whole.
   * @type {(index: Sok.Indeks, concept: Sok.Begrep) => Map<number, { score: number; sure: number }>}
   */
  const scoreConcept = (index, concept) => {
    const own = index.isKnown(concept.token.stem)
      ? rarity(index, concept.token.stem) + 1.5
      : Number.POSITIVE_INFINITY;
    /** @type {Map<number, { score: number; sure: number }>} */
    const best = new Map();
    for (const one of concept.options) {
      const sure = Math.min(1, one.weight / CERTAIN);
      for (const [entry, score] of scoreOption(index, one, own)) {
        if (score > (best.get(entry)?.score ?? 0)) best.set(entry, { score, sure });
      }
    }
    return best;
  };

  /**
   * What the pairs of words in a query, side by side or with one between, give each entry that has
   * them.
   * @type {(index: Sok.Indeks, tokens: Sok.Ord[]) => Map<number, number>}
   */
  const scorePairs = (index, tokens) => {
    const stems = tokens.map(({ stem: one }) => alike(one));
    /** @type {(place: number) => boolean} */
    const isTelling = (place) =>
      !isStop(tokens[place].word) && !FAINT_WORDS.has(tokens[place].stem);
    /** @type {Map<string, number>} */
    const asked = new Map();
    stems.forEach((one, place) => {
      for (const at of [place + 1, place + 2])
        if (at < stems.length)
          asked.set(`${one} ${stems[at]}`, isTelling(place) || isTelling(at) ? 1 : SMALL_PAIR);
    });
    const found = new Map();
    for (const [pair, sure] of asked) {
      const having = index.pairs.get(pair) ?? [];
      const worth = sure * VERY_WORDS * Math.log(index.entries.length / (having.length || 1));
      for (const entry of having) found.set(entry, (found.get(entry) ?? 0) + worth);
    }
    return found;
  };

  /**
   * How much a word of a query counts.
   * @type {(concept: Sok.Begrep) => number}
   */
  const weightOf = ({ token }) => (FAINT_WORDS.has(token.stem) ? FAINT : 1);

  /**
   * Every entry that answers a part of the query, the best first. An entry that answers more of it
   * counts for more.
   * @type {Rangering["rank"]}
   */
  const rank = (index, concepts) => {
    /** @type {Map<number, { score: number; answered: number }>} */
    const total = new Map();
    for (const concept of concepts) {
      const weight = weightOf(concept);
      for (const [entry, { score, sure }] of scoreConcept(index, concept)) {
        const sum = total.get(entry) ?? { score: 0, answered: 0 };
        total.set(entry, {
          score: sum.score + score * weight,
          answered: sum.answered + weight * sure,
        });
      }
    }
    const name = concepts.map(({ token }) => token.stem).join(" ");
    const pairs = scorePairs(index, concepts.tokens);
    // A question of small words only has nothing but its pairs to be known by.
    if (!total.size)
      for (const number of pairs.keys()) total.set(number, { score: 0, answered: 0 });
    const answerable =
      concepts
        .filter(({ options }) => options.length)
        .map(weightOf)
        .reduce((a, b) => a + b, 0) || 1;
    return [...total]
      .map(([number, { score, answered }]) => {
        const entry = index.entries[number];
        const share = answered / answerable;
        const toAsker = 1 + (concepts.askers[entry.kind] ?? 0) * share ** 3;
        const worth =
          entry.worth * toAsker * (entry.names.get(name) ?? 1) * (0.35 + 0.65 * share ** 1.5);
        return { entry, score: (score + (pairs.get(number) ?? 0)) * worth, whole: share > 0.99 };
      })
      .sort((a, b) => b.score - a.score);
  };

  /**
   * The duty or the paragraph that the query names and nothing else, if there is one.
   * @type {Rangering["answer"]}
   */
  const answer = (concepts, ranked) => {
    const likely = concepts.flatMap(({ options }) => options.filter(({ weight }) => weight >= 0.5));
    const asked = likely.map(({ stems }) => stems);
    const numbers = concepts.map(({ token }) => token.word).filter((word) => PARAGRAPH.test(word));
    /** @type {(hit: Sok.Treff) => boolean} */
    const isNamed = ({ entry, whole }) => {
      if (entry.kind === "paragraf") return numbers.some((number) => entry.titleStems.has(number));
      if (entry.kind !== "plikt" || !whole) return false;
      /** @type {(stems: string[]) => boolean} */
      const named = (stems) => stems.every((one) => entry.titleStems.has(one));
      const covered = new Set(asked.filter(named).flat());
      const nothingElse = concepts.every(({ options }) =>
        options.some(({ stems }) => named(stems)),
      );
      return nothingElse && [...entry.titleStems].every((one) => covered.has(one));
    };
    return ranked.slice(0, 40).find(isNamed);
  };

  return { rank, answer };
})();

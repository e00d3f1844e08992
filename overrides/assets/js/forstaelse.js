/* Understands a query: every concept in it, and all that each may mean. */
globalThis.forstaelse = (() => {
  "use strict";

  const { words, stem, isStop, plain, split, piece, sound, nearest } = globalThis.norsk;
  const { add } = globalThis.sokeindeks;
  const { askersOf } = globalThis.hvem;

  const LAW = /\d[a-e]\b|§|\b(?:kap|paragraf|lov|oppl)/i; // where a number is a paragraph's
  const PART = 0.55; // a part of a compound against the whole of it
  const COMPOUND = 8; // letters of a word we know, before it is worth taking apart
  const WHOLE = 0.9; // all its parts, each for itself
  const SYNONYM = 0.85;
  const PHRASE = 1.2; // several everyday words together, which say more exactly what is meant
  const SHARED = 0.8; // how much less each of them counts, the more they are
  const APART = 0.7; // each of them by itself, then
  const MEANT = 0.8; // a word put right against one written right
  const START = 0.6; // a word that only begins like the last one, which may not be finished
  const BETWEEN = 3; // words that may stand between those of a phrase
  const NEAR = 3; // places from the first word of a phrase to another, where order does not matter
  const LONGEST = 250; // letters of a query that are read
  const MOST_WORDS = 12;
  const MOST_MISSPELT = 5;

  /** @type {(index: Sok.Indeks, stem: string) => boolean} */
  const means = (index, one) => index.isKnown(one) || index.inSynonyms.has(one);

  /**
   * Every known word by its first sound, to find what a misspelt one was meant to be. Takes a
   * moment the first time.
   * @type {Forstaelse["listen"]}
   */
  const listen = (index) => {
    if (index.heard) return index.heard;
    const known = [...index.counts]
      .map(([word, count]) => ({ key: stem(word), word, sound: sound(word), count }))
      .filter(({ key, word }) => means(index, key) && !isStop(word) && !/\d/.test(word))
      .flatMap((one) => (one.key === one.word ? [one] : [one, { ...one, sound: sound(one.key) }]));
    index.heard = new Map();
    for (const one of known) add(index.heard, one.sound[0], one);
    return index.heard;
  };

  /** @type {(index: Sok.Indeks, word: string) => string[]} */
  const lawNumbers = (index, word) =>
    [...index.postings.keys()].filter((one) => one.startsWith(`${word}-`));

  /** @type {(index: Sok.Indeks, word: string) => string[]} */
  const begins = (index, word) =>
    [...index.postings.keys()]
      .filter((one) => one.startsWith(word) && one.length < word.length + 8)
      .slice(0, 8);

  /**
   * A known word typed without æ, ø and å.
   * @type {(index: Sok.Indeks, word: string) => string[]}
   */
  const typedPlainly = (index, word) => {
    const found = [plain(word), plain(stem(word))].flatMap((one) => index.typed.get(one) ?? []);
    return [...new Set(found)].filter((key) => key !== stem(word) && means(index, key));
  };

  /** @type {(stems: string | string[], weight: number) => Sok.Mening} */
  const option = (stems, weight) => ({ stems: [stems].flat(), weight });

  /**
   * What the plan calls an everyday word.
   * @type {(index: Sok.Indeks, stem: string) => string[][]}
   */
  const meaningsOf = (index, one) =>
    (index.synonyms.get(one) ?? [])
      .filter(({ all }) => all.length === 1)
      .flatMap(({ meanings }) => meanings);

  /** @type {(index: Sok.Indeks, stem: string, weight: number) => Sok.Mening[]} */
  const withMeanings = (index, one, weight) => [
    option(one, weight),
    ...meaningsOf(index, one).map((meaning) => option(meaning, weight * SYNONYM)),
  ];

  /**
   * The parts of a compound; of a word nobody knows, the part that is known.
   * @type {(index: Sok.Indeks, word: string) => Sok.Mening[]}
   */
  const partsOf = (index, word) => {
    const ways = split(word, (one) => one !== stem(word) && means(index, one));
    const parts = [...new Set(ways.flat())].flatMap((part) => withMeanings(index, part, PART));
    if (ways.length) return [...parts, ...ways.map((way) => option(way, WHOLE))];
    const known = means(index, stem(word)) ? null : piece(word, (one) => means(index, one));
    return known ? withMeanings(index, known, PART * 0.8) : [];
  };

  /**
   * A word as the plan knows it: put right if typed without æ, ø and å, or misspelt. `meant` is how
   * it is written.
   * @type {(index: Sok.Indeks, budget: { misspelt: number }) => (word: string) => Sok.Ord}
   */
  const resolve = (index, budget) => (word) => {
    const token = { word, stem: stem(word), weight: 1 };
    if (
      /\d/.test(word) ||
      isStop(word) ||
      means(index, token.stem) ||
      budget.misspelt >= MOST_MISSPELT
    )
      return token;
    const [typed] = typedPlainly(index, word);
    if (typed) return { ...token, stem: typed, weight: 0.95 };
    budget.misspelt += 1;
    const { far, found } = nearest(word, listen(index).get(sound(word)[0]) ?? []);
    const isCompound = far > 1 && split(word, (one) => means(index, one)).length > 0;
    if (isCompound || !found.length) return token;
    const [best, ...others] = new Map(found.slice(0, 4).map((one) => [one.key, one.word]));
    return {
      word,
      stem: best[0],
      weight: MEANT,
      meant: best[1],
      others: others.map(([key]) => key),
    };
  };

  /**
   * What a word can mean: itself, the compounds it is a part of, its own parts, and what it may be
   * misspelt from.
   * @type {(index: Sok.Indeks, token: Sok.Ord) => Sok.Mening[]}
   */
  const expand = (index, { word, stem: one, weight, meant, others = [] }) => {
    const within = (index.compounds.get(one) ?? []).map((key) => option(key, PART * weight));
    const plainly =
      plain(word) === word ? typedPlainly(index, word).map((key) => option(key, 0.5)) : [];
    const ways = word.length < COMPOUND ? [] : partsOf(index, meant ?? word);
    const parts = ways.map((part) => option(part.stems, part.weight * weight * 0.6));
    return [
      option(one, weight),
      ...others.map((key) => option(key, weight * 0.9)),
      ...within,
      ...plainly,
      ...parts,
    ];
  };

  /**
   * A word that may not be finished, since it is the last one.
   * @type {(index: Sok.Indeks, token: Sok.Ord) => Sok.Mening[]}
   */
  const unfinished = (index, { word, stem: one }) =>
    word.length > 2
      ? begins(index, one.length > 3 ? one : word).map((key) => option(key, START))
      : [];

  /** @type {(index: Sok.Indeks, token: Sok.Ord, isLast: boolean, isLaw: boolean) => Sok.Mening[]} */
  const optionsFor = (index, token, isLast, isLaw) => {
    const { word, stem: one, meant } = token;
    if (/^\d+[a-e]?$/.test(word)) {
      const numbers = lawNumbers(index, word).map((key) => option(key, isLaw ? 1 : START));
      return [option(one, 1), ...numbers];
    }
    const started = isLast && (meant || !means(index, one)) ? unfinished(index, token) : [];
    return [...(means(index, one) ? expand(index, token) : partsOf(index, word)), ...started];
  };

  /**
   * The places of the wanted stems, in their order from a place on, with few words between; null if
   * one is missing.
   * @type {(list: string[], from: number, wanted: string[]) => number[] | null}
   */
  const placesOf = (list, from, wanted) => {
    const places = [];
    let next = from;
    for (const one of wanted) {
      const at = list.indexOf(one, next);
      const between = at - from - places.length;
      if (at < 0 || between > BETWEEN) return null;
      places.push(at);
      next = at + 1;
    }
    return places.length ? places : null;
  };

  /**
   * The places of the wanted stems near the first of them, in any order: «blåmerker på armen» and
   * «armen full av blåmerker»; null if one is missing.
   * @type {(list: string[], from: number, wanted: string[]) => number[] | null}
   */
  const placesNear = (list, from, wanted) => {
    const places = wanted.map((one) =>
      list.findIndex((stem, place) => stem === one && Math.abs(place - from) <= NEAR),
    );
    return places.length && !places.includes(-1) ? places : null;
  };

  /**
   * Tell whether a phrase is a part of a longer one, which says more exactly what is meant.
   * @type {(covered: Sok.Ord[], longer: Sok.Ord[]) => boolean}
   */
  const isWithin = (covered, longer) =>
    longer.length > covered.length && covered.every((token) => longer.includes(token));

  /**
   * The synonyms whose phrase stands in the query, and which of its words it covers.
   * @type {(index: Sok.Indeks, tokens: Sok.Ord[], content: Sok.Ord[]) => Sok.Funn[]}
   */
  const synonymsIn = (index, tokens, content) => {
    /** @type {Sok.Funn[]} */
    const found = [];
    /** @type {(list: Sok.Ord[], key: "all" | "turned" | "content" | "loose", find: typeof placesOf) => void} */
    const look = (list, key, find) => {
      const stems = list.map((token) => token.stem);
      stems.forEach((one, from) => {
        for (const synonym of index.synonyms.get(one) ?? []) {
          const covered = (find(stems, from, synonym[key]) ?? []).map((place) => list[place]);
          // A small word may look like a form of another: «som» is not «some».
          const isMeant =
            covered.length > 0 && (synonym.isSmall || covered.some(({ word }) => !isStop(word)));
          if (isMeant) found.push({ synonym, covered });
        }
      });
    };
    look(tokens, "all", placesOf);
    look(tokens, "turned", placesOf);
    look(content, "content", placesOf);
    look(content, "loose", placesNear);
    return found.filter(({ covered }) => !found.some((other) => isWithin(covered, other.covered)));
  };

  /** @type {(concepts: Map<Sok.Ord, Sok.Begrep>, hits: Sok.Funn[]) => void} */
  const addSynonyms = (concepts, hits) => {
    const phrased = new Set(hits.flatMap(({ covered }) => (covered.length > 1 ? covered : [])));
    for (const concept of [...phrased].flatMap((token) => concepts.get(token) ?? [])) {
      concept.options = concept.options.map(({ stems, weight }) => option(stems, weight * APART));
    }
    for (const { synonym, covered } of hits) {
      const own = covered.flatMap((token) => concepts.get(token) ?? []);
      for (const concept of own) {
        const sure = covered.length > 1 ? PHRASE : SYNONYM;
        const weight = (sure * concept.token.weight) / own.length ** SHARED;
        for (const meaning of synonym.meanings) concept.options.push(option(meaning, weight));
      }
    }
  };

  /**
   * Two words that are one: «skole miljø».
   * @type {(index: Sok.Indeks, concepts: Map<Sok.Ord, Sok.Begrep>, content: Sok.Ord[]) => void}
   */
  const addJoined = (index, concepts, content) => {
    content.slice(1).forEach((second, place) => {
      const first = content[place];
      for (const link of ["", "s", "e"]) {
        const joined = stem(first.word + link + second.word);
        if (!means(index, joined)) continue;
        for (const token of [first, second])
          concepts.get(token)?.options.push(...withMeanings(index, joined, 1));
      }
    });
  };

  /**
   * The tokens that say what a query is about. Where a phrase of stop words alone means something,
   * its first word.
   * @type {(index: Sok.Indeks, tokens: Sok.Ord[]) => Sok.Ord[]}
   */
  const telling = (index, tokens) => {
    const named = tokens.filter(({ word }) => !isStop(word)).slice(0, MOST_WORDS);
    const phrases = synonymsIn(index, tokens, []).filter(({ covered }) =>
      covered.every(({ word }) => isStop(word)),
    );
    const kept = new Set([...named, ...phrases.map(({ covered }) => covered[0])]);
    return kept.size ? tokens.filter((token) => kept.has(token)) : tokens.slice(0, MOST_WORDS);
  };

  /**
   * A query as concepts: for each word that says what it is about, everything it can mean.
   * @type {Forstaelse["understand"]}
   */
  const understand = (index, query) => {
    const asked = words(query.slice(0, LONGEST));
    const tokens = asked.map(resolve(index, { misspelt: 0 }));
    const content = telling(index, tokens);
    const isLaw = content.length === 1 || LAW.test(query);
    /** @type {(token: Sok.Ord, place: number) => Sok.Mening[]} */
    const options = (token, place) =>
      isStop(token.word) ? [] : optionsFor(index, token, place === content.length - 1, isLaw);
    const concepts = new Map(
      content.map((token, place) => [token, { token, options: options(token, place) }]),
    );
    addSynonyms(concepts, synonymsIn(index, tokens, content));
    addJoined(index, concepts, content);
    return Object.assign([...concepts.values()], { tokens, askers: askersOf(asked.join(" ")) });
  };

  return { understand, listen };
})();

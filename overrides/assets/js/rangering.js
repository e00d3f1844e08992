/* Finds and ranks: reads what `search.py` has written, and says what answers a query best. */
globalThis.rangering = (() => {
  "use strict";

  const { words, stem, isStop, plain, split, piece, sound, nearest } = globalThis.norsk;

  // How much a word counts by where it stands, and how much a long text takes away.
  /** @type {Record<string, { weight: number; norm: number }>} */
  const FIELDS = {
    tittel: { weight: 4, norm: 0.5 },
    sokeord: { weight: 3, norm: 0.2 },
    tekst: { weight: 1, norm: 0.6 },
    tema: { weight: 0.6, norm: 0.3 },
  };
  // In these, the title is the whole text.
  const SENTENCES = new Set(["par", "virkning", "eksempel", "melding"]);
  // Who asks, by how it is put: what is written to them comes first. Staff write of «en elev», and
  // of their work.
  /** @type {Record<string, RegExp>} */
  const ASKERS = {
    forelder:
      /\b(?:barnet|ungen|ungane|ungene|barna|sønn\p{L}*|sønen|dott?er\p{L}*|datter\p{L}*|jenta|jenten|gutten|guten|veslejenta|barnebarn\p{L}*) (?:mitt|min|mi|mine|vårt|vår|våre)\b|\b(?:mi|min|vår) (?:sønn|datter|dotter|son|jente|gutt)\b|\bmitt barn\b|\bmine barn\b|\bsom (?:forelder|foresatt|mor|far)\b/u,
    elev: /\b(?:jeg|eg|æ|je|i|e) (?:blir|vert|ble|har blitt) |\b(?:meg|mæ|mei)\b|\b(?:læreren|lærer|rektor|venn\p{L}*|mora|faren|foreldrene|klassen|rettigheten\p{L}*) (?:min|mi|mine|mitt)\b|\bmine rett|\btør ikke\b|\b(?:mamma|pappa)\b/u,
  };
  const STAFF =
    /\b(?:elev(?!råd)\p{L}*|kolleg\p{L}*|vikar\p{L}*|assistent\p{L}*|klasseled\p{L}*|aktivitetsplan\p{L}*|personal\p{L}*|på jobb|foreldr(?:a|ene)(?! (?:min|mi|mine|vår|våre)))\b/u;
  // Where nobody is one's own, it is the staff who tell of a child, of its home and of the work.
  const TOLD_OF =
    /\b(?:(?:en|ei|et|ett|to|tre|noen|nokre) (?:\p{L}+ )?(?:gutt|gutter|gutar|jente|jenter|unge|unger|ungar|barn)|(?:mor|far|mødre|ungene|ungane|gruppa|klassen|trinn|trinnet|trinnene|timen|undervis\p{L}*|kollegiet|teamet|inspeksjon\p{L}*|tilsyn\p{L}*)(?! (?:min|mi|mine|vår|våre|mitt)))\b/u;
  // Who may be a pupil, a parent or one of the staff.
  const SOMEONE = /\b(?:jeg|eg|æ|vi|oss|meg|min|mi|mine|mitt)\b/u;
  const SPOKEN_TO = 0.9; // more for what is written to the one who asks, when it answers everything
  const MAYBE_TO = 0.25; // and where it may be
  const NOT_TO = -0.3; // less where one of the staff asks
  const LAW = /\d[a-e]\b|§|\b(?:kap|paragraf|lov|oppl)/i; // where a number is a paragraph's
  const PARAGRAPH = /^\d+[a-e]?-\d/;
  const SATURATION = 1.4; // k1 of BM25: how soon a word said again stops counting
  const PART = 0.55; // a part of a compound against the whole of it
  const COMPOUND = 8; // letters of a word we know, before it is worth taking apart
  const WHOLE = 0.9; // all its parts, each for itself
  const SYNONYM = 0.85;
  const PHRASE = 1.2; // several everyday words together, which say more exactly what is meant
  const APART = 0.7; // each of them by itself, then
  const MEANT = 0.8; // a word put right against one written right
  const START = 0.6; // a word that only begins like the last one, which may not be finished
  const TITLED = 1.8; // the query is the entry's title, or half of one with «og»
  const NAMED = 1.4; // it is one of the words the entry is known by
  const VERY_WORDS = 0.3; // two words that stand side by side, as in the query, against one word
  const ADVERBS = new Set(["ikke", "aldri", "alltid"].map(stem));
  const CERTAIN = 0.55; // a meaning that weighs this much answers a word wholly
  const FAINT = 0.5; // who a question is about and how it is told, against what it is about
  const SOMEBODY = "elev medelev barn gutt jente sønn datter";
  const MANNER = [
    "aldri alltid fortsatt ofte lenger plutselig nettopp dag grunn måte sak situasjon skjer sitte",
    "stå lurer vet vite synes føle trenge ønske begynne finne spørre kjenne bruke snakke sende virke",
  ].join(" ");
  const FAINT_WORDS = new Set(`${SOMEBODY} ${MANNER}`.split(" ").map(stem));
  const SMALL_PAIR = 0.3; // side by side, of two words that do not say what it is about
  const BETWEEN = 2; // words that may stand between those of a phrase
  const LONGEST = 250; // letters of a query that are read
  const MOST_WORDS = 12;
  const MOST_MISSPELT = 5;

  /** @type {<Value>(map: Map<string, Value[]>, key: string, value: Value) => void} */
  const add = (map, key, value) => {
    const list = map.get(key);
    if (list) list.push(value);
    else map.set(key, [value]);
  };

  // --- Reading ---

  /** @type {(docs: Sok.Side[], config: Sok.Oppsett) => Sok.Oppforing[]} */
  const entriesOf = (docs, config) =>
    docs.flatMap(([page, pageTitle, tema, rows]) =>
      rows.map(([anchor, title, text, kind, keywords, more = ""]) => ({
        page,
        pageTitle,
        location: anchor ? `${page}#${encodeURI(anchor)}` : page,
        title,
        text,
        more,
        kind: config.nokler[kind],
        label: config.slag[kind],
        worth: config.vekter[kind], // what a reader in a hurry needs first
        tema: config.temaer[tema] ?? (anchor ? pageTitle : ""),
        keywords: keywords ? keywords.split("|") : [],
        titleStems: new Set(),
        names: new Map(),
      })),
    );

  /** @type {(text: string) => string[]} */
  const stemsIn = (text) =>
    words(text)
      .filter((word) => !isStop(word))
      .map(stem);

  /** @type {(entry: Sok.Oppforing) => Sok.Feltord} */
  const fieldsOf = (entry) => ({
    tittel: stemsIn(entry.title),
    sokeord: stemsIn(entry.keywords.join(" ")),
    tekst: stemsIn(`${entry.text} ${entry.more}`),
    tema: stemsIn(`${entry.tema} ${entry.label} ${entry.kind}`),
  });

  /** @type {(all: Sok.Feltord[]) => Record<string, number>} */
  const averages = (all) => {
    /** @type {(name: string) => number} */
    const average = (name) => all.reduce((sum, one) => sum + one[name].length, 0) / all.length || 1;
    return Object.fromEntries(Object.keys(FIELDS).map((name) => [name, average(name)]));
  };

  /**
   * How often each stem stands in an entry, weighed by field: the tf of BM25F (Robertson, Zaragoza
   * and Taylor 2004).
   * @type {(entry: Sok.Oppforing, fields: Sok.Feltord, average: Record<string, number>) =>
   * Map<string, number>}
   */
  const weigh = (entry, fields, average) => {
    const found = new Map();
    for (const [name, { weight, norm }] of Object.entries(FIELDS)) {
      const own = name === "tittel" && SENTENCES.has(entry.kind) ? weight / 2 : weight;
      const each = own / (1 - norm + (norm * fields[name].length) / average[name]);
      for (const one of fields[name]) found.set(one, (found.get(one) ?? 0) + each);
    }
    return found;
  };

  /**
   * A phrase as it stands after «som» and «at», with «ikke» or «aldri» before the verb; empty if it
   * has neither.
   * @type {(stems: string[]) => string[]}
   */
  const turned = (stems) => {
    const at = stems.findIndex((one, place) => place > 0 && ADVERBS.has(one));
    return at > 0
      ? [...stems.slice(0, at - 1), stems[at], stems[at - 1], ...stems.slice(at + 1)]
      : [];
  };

  /**
   * The everyday words: stems of the phrase, and of each thing it means.
   * @type {(synonyms: [string, string][]) => Sok.Synonym[]}
   */
  const readSynonyms = (synonyms) =>
    synonyms.flatMap(([means, phrases]) => {
      const meanings = means
        .split("|")
        .map(stemsIn)
        .filter((one) => one.length);
      return phrases.split("|").map((phrase) => {
        const [all, content] = [words(phrase).map(stem), stemsIn(phrase)];
        return {
          all,
          turned: turned(all),
          // One word left of a phrase is not the phrase: «ser mobbing» is not «mobbing».
          content: content.length > 1 ? content : [],
          meanings,
          isSmall: words(phrase).every(isStop),
        };
      });
    });

  /** @type {(synonyms: Sok.Synonym[]) => Map<string, Sok.Synonym[]>} */
  const byFirst = (synonyms) => {
    const found = new Map();
    for (const one of synonyms) {
      const firsts = [one.all, one.turned, one.content].flatMap(([stems]) => stems ?? []);
      for (const first of new Set(firsts)) add(found, first, one);
    }
    return found;
  };

  /**
   * Where each stem stands, and how much it counts there.
   * @type {(entries: Sok.Oppforing[]) => Sok.Indeks["postings"]}
   */
  const post = (entries) => {
    const postings = new Map();
    const fields = entries.map(fieldsOf);
    const average = averages(fields);
    entries.forEach((entry, index) => {
      entry.titleStems = new Set(fields[index].tittel);
      /** @type {(names: string[], worth: number) => [string, number][]} */
      const named = (names, worth) => names.map((name) => [stemsIn(name).join(" "), worth]);
      // «Mobbing og krenkelser» is what a reader asks for with one half of it too, and «Blir det
      // ikke bedre: mobbeombudet» with what follows the colon.
      const titles = [entry.title, ...entry.title.split(/: | og /)];
      entry.names = new Map([...named(entry.keywords, NAMED), ...named(titles, TITLED)]);
      for (const [one, weight] of weigh(entry, fields[index], average))
        add(postings, one, [index, weight]);
    });
    return postings;
  };

  // A reader says «jeg» and «min» where a text says «du» and «din».
  const ALIKE = new Map(
    Object.entries({
      du: "jeg hun de han",
      deg: "meg henne dem",
      din: "min di ditt dine vår vårt våre hans hennes",
    }).flatMap(([one, others]) => others.split(" ").map((other) => [other, one])),
  );
  /** @type {(word: string) => string} */
  const alike = (word) => ALIKE.get(stem(word)) ?? stem(word);

  /**
   * Words that stand side by side, small ones too, as «ta med noen» says what none of its words do.
   * @type {(text: string) => string[]}
   */
  const pairsIn = (text) => {
    const stems = words(text).map(alike);
    return stems.slice(1).map((one, place) => `${stems[place]} ${one}`);
  };

  /**
   * Which entries have each pair of words in what is shown of them.
   * @type {(entries: Sok.Oppforing[]) => Map<string, number[]>}
   */
  const postPairs = (entries) => {
    const pairs = new Map();
    entries.forEach(({ title, text }, index) => {
      for (const pair of new Set([...pairsIn(title), ...pairsIn(text)])) add(pairs, pair, index);
    });
    return pairs;
  };

  /**
   * How often each word is used.
   * @type {(texts: string[]) => Map<string, number>}
   */
  const countWords = (texts) => {
    const counts = new Map();
    for (const text of texts)
      for (const word of words(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
    return counts;
  };

  /**
   * Which compounds each stem is a part of.
   * @type {(known: Map<string, string>, isKnown: (stem: string) => boolean) => Map<string,
   * string[]>}
   */
  const readCompounds = (known, isKnown) => {
    const compounds = new Map();
    for (const [word, key] of known) {
      const [parts = []] =
        word.length > 6 && isKnown(key) ? split(word, (one) => one !== key && isKnown(one)) : [];
      for (const part of parts) if (!compounds.get(part)?.includes(key)) add(compounds, part, key);
    }
    return compounds;
  };

  /**
   * Make the search from what the site has written.
   * @type {Rangering["prepare"]}
   */
  const prepare = ({ config, docs }) => {
    const entries = entriesOf(docs, config);
    const postings = post(entries);
    const synonyms = readSynonyms(config.synonymer);
    const texts = entries.flatMap((entry) => [
      entry.title,
      entry.text,
      entry.more,
      ...entry.keywords,
    ]);
    const counts = countWords([...texts, ...config.synonymer.map(([, phrases]) => phrases)]);
    const known = new Map([...counts.keys()].map((word) => [word, stem(word)]));
    /** @type {(stem: string) => boolean} */
    const isKnown = (one) => postings.has(one) && !isStop(one);
    /** @type {Map<string, string[]>} */
    const typed = new Map();
    for (const [word, key] of known)
      for (const one of new Set([plain(word), plain(key)])) add(typed, one, key);
    return {
      entries,
      postings,
      pairs: postPairs(entries),
      config,
      counts,
      isKnown,
      typed,
      synonyms: byFirst(synonyms),
      inSynonyms: new Set(synonyms.flatMap((one) => one.all)),
      compounds: readCompounds(known, isKnown),
      heard: null,
    };
  };

  // --- Understanding a query ---

  /** @type {(index: Sok.Indeks, stem: string) => boolean} */
  const means = (index, one) => index.isKnown(one) || index.inSynonyms.has(one);

  /**
   * Every known word by its first sound, to find what a misspelt one was meant to be. Takes a
   * moment the first time.
   * @type {Rangering["listen"]}
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
    /** @type {(list: Sok.Ord[], key: "all" | "turned" | "content") => void} */
    const look = (list, key) => {
      const stems = list.map((token) => token.stem);
      stems.forEach((one, from) => {
        for (const synonym of index.synonyms.get(one) ?? []) {
          const covered = (placesOf(stems, from, synonym[key]) ?? []).map((place) => list[place]);
          // A small word may look like a form of another: «som» is not «some».
          const isMeant =
            covered.length > 0 && (synonym.isSmall || covered.some(({ word }) => !isStop(word)));
          if (isMeant) found.push({ synonym, covered });
        }
      });
    };
    look(tokens, "all");
    look(tokens, "turned");
    look(content, "content");
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
        const weight = (sure * concept.token.weight) / Math.sqrt(own.length);
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
   * How much more what is written to pupils and to parents counts, by the kind, as a query tells
   * who asks.
   * @type {(query: string) => Record<string, number>}
   */
  const askersOf = (query) => {
    const text = words(query.slice(0, LONGEST)).join(" ");
    if (STAFF.test(text)) return { elev: NOT_TO, forelder: NOT_TO };
    const asker = Object.keys(ASKERS).find((kind) => ASKERS[kind].test(text));
    if (asker) return { [asker]: SPOKEN_TO };
    if (TOLD_OF.test(text)) return { elev: NOT_TO, forelder: NOT_TO };
    return SOMEONE.test(text) ? { elev: MAYBE_TO, forelder: MAYBE_TO } : {};
  };

  /**
   * A query as concepts: for each word that says what it is about, everything it can mean.
   * @type {Rangering["understand"]}
   */
  const understand = (index, query) => {
    const tokens = words(query.slice(0, LONGEST)).map(resolve(index, { misspelt: 0 }));
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
    return Object.assign([...concepts.values()], { tokens, askers: askersOf(query) });
  };

  // --- Ranking ---

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
    const stems = tokens.map(({ stem: one }) => ALIKE.get(one) ?? one);
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

  return { prepare, listen, understand, rank, answer };
})();

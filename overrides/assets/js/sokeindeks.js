/* Reads what `search.py` has written, and makes it ready to be searched. */
globalThis.sokeindeks = (() => {
  "use strict";

  const { words, stem, isStop, plain, split } = globalThis.norsk;

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
  const TITLED = 1.8; // the query is the entry's title, or half of one with «og»
  const NAMED = 1.4; // it is one of the words the entry is known by
  // Who does what to whom is in the order: «lærer slår elev» is not «elev slår lærer».
  const PEOPLE = new Set(
    [
      "elev medelev lærer kontaktlærer ansatt kollega rektor leder vikar assistent voksen forelder mor far",
      "barn gutt jente sønn datter venn bror søster helsesykepleier politi mann dame",
    ]
      .flatMap((line) => line.split(" "))
      .map(stem),
  );
  const ADVERBS = new Set(["ikke", "aldri", "alltid"].map(stem));

  /** @type {Sokeindeks["add"]} */
  const add = (map, key, value) => {
    const list = map.get(key);
    if (list) list.push(value);
    else map.set(key, [value]);
  };

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
        const [all, told] = [words(phrase).map(stem), stemsIn(phrase)];
        const hasPeople = told.some((one) => PEOPLE.has(one));
        // One word left of a phrase is not the phrase: «ser mobbing» is not «mobbing». Nor is what
        // is left of «slått av elev» when «av» is gone.
        const isWhole = told.length > 1 && !(hasPeople && all.includes("av"));
        return {
          all,
          turned: turned(all),
          content: isWhole ? told : [],
          loose: isWhole && !hasPeople ? told : [],
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
   * Tell whether a title says what it is about by most of its words: «Kan ikke, orker ikke, vil
   * ikke?» is no name for «orker».
   * @type {(name: string) => boolean}
   */
  const isName = (name) => stemsIn(name).length * 2 >= words(name).length;

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
      const named = (names, worth) =>
        names.filter(isName).map((name) => [stemsIn(name).join(" "), worth]);
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
  /** @type {Sokeindeks["alike"]} */
  const alike = (one) => ALIKE.get(one) ?? one;

  /**
   * Words that stand side by side, small ones too, as «ta med noen» says what none of its words do.
   * @type {(text: string) => string[]}
   */
  const pairsIn = (text) => {
    const stems = words(text).map(stem).map(alike);
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
   * @type {Sokeindeks["prepare"]}
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

  return { prepare, add, alike };
})();

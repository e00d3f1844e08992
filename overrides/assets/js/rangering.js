/* Finds and ranks. Reads what `kvalitetsplan/search.py` has written, answers a query with what Material's search box shows. */
globalThis.rangering = (() => {
  "use strict";

  const { words, stem, isStop, plain, split, sound, nearest } = globalThis.norsk;

  // How much a word counts by where it stands, and how much a long text takes away.
  const FIELDS = {
    tittel: { weight: 4, norm: 0.5 },
    sokeord: { weight: 3.5, norm: 0.2 },
    tekst: { weight: 1, norm: 0.6 },
    tema: { weight: 0.6, norm: 0.3 },
  };
  // In these, the title is the whole text.
  const SENTENCES = new Set(["par", "virkning", "eksempel", "melding"]);
  // What a reader in a hurry needs first.
  const KINDS = {
    tema: 1.3, situasjon: 1.25, plikt: 1.3, melding: 0.95, paragraf: 0.95, begrep: 1, side: 0.95, par: 1.05,
    refleksjonsoppgave: 0.9, treningsforslag: 0.9, eksempel: 0.8, virkning: 0.85, okt: 0.7, mal: 1, hendelse: 0.85,
    lop: 0.7, inngrep: 0.95, kilde: 0.5,
  };
  const ANSWERS = new Set(["plikt", "paragraf"]);
  const SATURATION = 1.4; // k1 of BM25: how soon a word said again stops counting
  const PART = 0.55; // a part of a compound against the whole of it
  const SYNONYM = 0.85;
  const MEANT = 0.8; // a word put right against one written right
  const START = 0.6; // a word that only begins like the last one, which may not be finished
  const LONGEST = 250; // letters of a query that are read
  const MOST_WORDS = 12;
  const MOST_MISSPELT = 5;
  const CARDS = 10;
  const SHOWN = 3; // entries shown under a page; the others are folded

  // --- Reading -------------------------------------------------------------------------------------------------------

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
        tema: config.temaer[tema] ?? (anchor ? pageTitle : ""),
        keywords: keywords ? keywords.split("|") : [],
      })),
    );

  const stemsIn = (text) => words(text).filter((word) => !isStop(word)).map(stem);

  const fieldsOf = (entry) => ({
    tittel: stemsIn(entry.title),
    sokeord: stemsIn(entry.keywords.join(" ")),
    tekst: stemsIn(`${entry.text} ${entry.more}`),
    tema: stemsIn(entry.tema),
  });

  const averages = (all) =>
    Object.fromEntries(Object.keys(FIELDS).map((name) => [name, all.reduce((sum, one) => sum + one[name].length, 0) / all.length || 1]));

  /** How often each stem stands in an entry, weighed by field: the tf of BM25F (Robertson, Zaragoza and Taylor 2004). */
  const weigh = (entry, fields, average) => {
    const found = new Map();
    for (const [name, { weight, norm }] of Object.entries(FIELDS)) {
      const own = name === "tittel" && SENTENCES.has(entry.kind) ? weight / 2 : weight;
      const each = own / (1 - norm + (norm * fields[name].length) / average[name]);
      for (const one of fields[name]) found.set(one, (found.get(one) ?? 0) + each);
    }
    return found;
  };

  /** The everyday words: stems of the phrase, and of each thing it means. */
  const readSynonyms = (synonyms) =>
    Object.entries(synonyms).map(([phrase, meanings]) => ({
      all: words(phrase).map(stem),
      content: stemsIn(phrase),
      meanings: meanings.map(stemsIn).filter((one) => one.length),
    }));

  const byFirst = (synonyms) => {
    const found = new Map();
    for (const one of synonyms) {
      for (const first of new Set([one.all[0], one.content[0]])) {
        if (first !== undefined) found.set(first, [...(found.get(first) ?? []), one]);
      }
    }
    return found;
  };

  /** Where each stem stands, and how it is mostly written. */
  const post = (entries) => {
    const postings = new Map();
    const fields = entries.map(fieldsOf);
    const average = averages(fields);
    entries.forEach((entry, index) => {
      entry.titleStems = new Set(fields[index].tittel);
      for (const [one, weight] of weigh(entry, fields[index], average)) {
        if (!postings.has(one)) postings.set(one, []);
        postings.get(one).push([index, weight]);
      }
    });
    return postings;
  };

  /** Known words by their stem, each as it is written most often. */
  const readSpellings = (texts) => {
    const counts = new Map();
    for (const text of texts) for (const word of words(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
    const best = new Map();
    for (const [word, count] of counts) {
      const key = stem(word);
      const old = best.get(key);
      best.set(key, { word: old && old.most >= count ? old.word : word, most: Math.max(old?.most ?? 0, count), count: (old?.count ?? 0) + count });
    }
    return best;
  };

  const add = (map, key, value) => map.set(key, [...(map.get(key) ?? []), value]);

  /** Which compounds each stem is a part of. */
  const readCompounds = (spellings, isKnown) => {
    const compounds = new Map();
    for (const [key, { word }] of spellings) {
      const parts = word.length > 6 && isKnown(key) ? split(word, (one) => one !== key && isKnown(one)) : null;
      for (const part of parts ?? []) add(compounds, part, key);
    }
    return compounds;
  };

  /** Make the search from what the site has written. */
  const prepare = ({ config, docs }) => {
    const entries = entriesOf(docs, config);
    const postings = post(entries);
    const synonyms = readSynonyms(config.synonymer);
    const texts = entries.flatMap((entry) => [entry.title, entry.text, entry.more, ...entry.keywords]);
    const spellings = readSpellings([...texts, ...Object.keys(config.synonymer)]);
    const isKnown = (one) => postings.has(one) && !isStop(one);
    const typed = new Map();
    for (const key of spellings.keys()) add(typed, plain(key), key);
    return {
      entries,
      postings,
      config,
      isKnown,
      spellings,
      typed,
      synonyms: byFirst(synonyms),
      inSynonyms: new Set(synonyms.flatMap((one) => one.all)),
      compounds: readCompounds(spellings, isKnown),
      heard: null,
    };
  };

  // --- Understanding a query -----------------------------------------------------------------------------------------

  const means = (index, one) => index.isKnown(one) || index.inSynonyms.has(one);

  /** Every known word with its sound. Made the first time a word is misspelt. */
  const heard = (index) => {
    index.heard ??= [...index.spellings]
      .filter(([key]) => means(index, key) && !/\d/.test(key))
      .map(([key, { word, count }]) => ({ key, shown: word, word: key, sound: sound(key), count }));
    return index.heard;
  };

  const lawNumbers = (index, word) => [...index.postings.keys()].filter((one) => one.startsWith(`${word}-`));

  const begins = (index, word) =>
    [...index.postings.keys()].filter((one) => one.startsWith(word) && one.length < word.length + 8).slice(0, 8);

  /** A known word typed without æ, ø and å. */
  const typedPlainly = (index, one) => (index.typed.get(plain(one)) ?? []).filter((key) => key !== one && means(index, key));

  const option = (stems, weight, shown) => ({ stems: [].concat(stems), weight, shown });

  const partsOf = (index, word) => {
    const parts = split(word, (one) => one !== stem(word) && index.isKnown(one));
    return parts ? [option(parts[1], PART), option(parts[0], PART * 0.8), option(parts, 0.9)] : [];
  };

  /** What an unknown word can mean: typed plainly, a compound of known words, unfinished, or misspelt. */
  const guess = (index, word, isLast, budget) => {
    const one = stem(word);
    const typed = typedPlainly(index, one).map((key) => option(key, 0.95));
    if (typed.length) return typed;
    const parts = partsOf(index, word);
    if (parts.length) return parts;
    const started = isLast && word.length > 2 ? begins(index, one.length > 3 ? one : word).map((key) => option(key, START)) : [];
    if (budget.misspelt >= MOST_MISSPELT || /\d/.test(word)) return started;
    budget.misspelt += 1;
    const meant = nearest(one, heard(index)).map(({ key, shown }) => option(key, MEANT, shown));
    return [...meant, ...started];
  };

  /** What a known word can mean: itself, and the compounds it is a part of. */
  const expand = (index, word) => {
    const one = stem(word);
    const within = (index.compounds.get(one) ?? []).map((key) => option(key, PART));
    const plainly = plain(word) === word ? typedPlainly(index, one).map((key) => option(key, 0.5)) : [];
    const parts = partsOf(index, word).map(({ stems, weight }) => option(stems, weight * 0.5));
    return [option(one, 1), ...within, ...plainly, ...parts];
  };

  const optionsFor = (index, word, isLast, budget) => {
    const one = stem(word);
    if (/^\d+[a-e]?$/.test(word)) return [option(one, 1), ...lawNumbers(index, word).map((key) => option(key, 0.8))];
    if (index.isKnown(one)) return expand(index, word);
    return index.inSynonyms.has(one) ? partsOf(index, word) : guess(index, word, isLast, budget);
  };

  const startsWithAll = (list, from, wanted) => wanted.length > 0 && wanted.every((one, place) => list[from + place] === one);

  /** The synonyms whose phrase stands in the query, and which of its words it covers. */
  const synonymsIn = (index, tokens, content) => {
    const found = [];
    const look = (list, key) => {
      const stems = list.map((token) => token.stem);
      stems.forEach((one, from) => {
        for (const synonym of index.synonyms.get(one) ?? []) {
          if (!startsWithAll(stems, from, synonym[key])) continue;
          found.push({ synonym, covered: list.slice(from, from + synonym[key].length) });
        }
      });
    };
    look(tokens, "all");
    look(content, "content");
    return found;
  };

  const addSynonyms = (concepts, hits) => {
    for (const { synonym, covered } of hits) {
      const own = covered.map((token) => concepts.get(token)).filter(Boolean);
      const target = own.length ? own : [...concepts.values()].slice(0, 0);
      for (const concept of target) {
        for (const meaning of synonym.meanings) concept.options.push(option(meaning, SYNONYM / Math.sqrt(own.length)));
      }
    }
  };

  /** Two words that are one: «skole miljø». */
  const addJoined = (index, concepts, content) => {
    content.slice(1).forEach((second, place) => {
      const first = content[place];
      for (const link of ["", "s", "e"]) {
        const joined = stem(first.word + link + second.word);
        if (!index.isKnown(joined)) continue;
        for (const token of [first, second]) concepts.get(token)?.options.push(option(joined, 1));
      }
    });
  };

  /** A query as concepts: for each word that says what it is about, everything it can mean. */
  const understand = (index, query) => {
    const tokens = words(query.slice(0, LONGEST)).map((word) => ({ word, stem: stem(word) }));
    const telling = tokens.filter(({ word }) => !isStop(word)).slice(0, MOST_WORDS);
    const hidden = synonymsIn(index, tokens, []).filter(({ covered }) => covered.every(({ word }) => isStop(word)));
    const extra = hidden.flatMap(({ covered }) => covered.slice(0, 1));
    const content = telling.length || extra.length ? tokens.filter((token) => telling.includes(token) || extra.includes(token)) : tokens.slice(0, MOST_WORDS);
    const budget = { misspelt: 0 };
    const concepts = new Map(
      content.map((token, place) => [
        token,
        { token, options: isStop(token.word) && extra.includes(token) ? [] : optionsFor(index, token.word, place === content.length - 1, budget) },
      ]),
    );
    addSynonyms(concepts, synonymsIn(index, tokens, content));
    addJoined(index, concepts, content);
    return [...concepts.values()];
  };

  // --- Ranking -------------------------------------------------------------------------------------------------------

  const rarity = (index, one) => {
    const count = index.postings.get(one)?.length ?? 0;
    return Math.log(1 + (index.entries.length - count + 0.5) / (count + 0.5));
  };

  /** What one meaning gives each entry. A meaning of several words counts where all of them stand. */
  const scoreOption = (index, { stems, weight }, highest) => {
    let found = null;
    for (const one of stems) {
      const worth = Math.min(rarity(index, one), highest) * weight;
      const next = new Map();
      for (const [entry, often] of index.postings.get(one) ?? []) {
        if (found && !found.has(entry)) continue;
        next.set(entry, (found?.get(entry) ?? 0) + ((worth * often) / (SATURATION + often)) / Math.sqrt(stems.length));
      }
      found = next;
    }
    return found;
  };

  const scoreConcept = (index, concept) => {
    const own = index.isKnown(concept.token.stem) ? rarity(index, concept.token.stem) + 1.5 : Infinity;
    const best = new Map();
    for (const one of concept.options) {
      for (const [entry, score] of scoreOption(index, one, own)) {
        if (score > (best.get(entry) ?? 0)) best.set(entry, score);
      }
    }
    return best;
  };

  /** Every entry that answers a part of the query, the best first. An entry that answers more of it counts for more. */
  const rank = (index, concepts) => {
    const total = new Map();
    for (const concept of concepts) {
      for (const [entry, score] of scoreConcept(index, concept)) {
        const sum = total.get(entry) ?? { score: 0, answered: 0 };
        total.set(entry, { score: sum.score + score, answered: sum.answered + 1 });
      }
    }
    const answerable = concepts.filter((concept) => concept.options.length).length || 1;
    return [...total]
      .map(([number, { score, answered }]) => {
        const entry = index.entries[number];
        return { entry, score: score * (KINDS[entry.kind] ?? 1) * (0.35 + 0.65 * (answered / answerable) ** 1.5), whole: answered === answerable };
      })
      .sort((a, b) => b.score - a.score);
  };

  /** The duty or the paragraph that the query names and nothing else, if there is one. */
  const answer = (concepts, ranked) => {
    const asked = concepts.flatMap((concept) => concept.options.filter(({ weight }) => weight >= 0.5).map(({ stems }) => stems));
    const isNamed = ({ entry, whole }) => {
      if (!whole || !ANSWERS.has(entry.kind)) return false;
      const named = (stems) => stems.every((one) => entry.titleStems.has(one));
      if (entry.kind === "paragraf") return asked.some((stems) => /\d-\d/.test(stems[0]) && named(stems)) && concepts.some(({ token }) => /\d-\d/.test(token.word));
      const covered = new Set(asked.filter(named).flat());
      return [...entry.titleStems].every((one) => covered.has(one)) && concepts.every(({ options }) => options.some(({ stems }) => named(stems)));
    };
    return ranked.slice(0, 40).find(isNamed);
  };

  // --- Showing -------------------------------------------------------------------------------------------------------

  const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

  /** Text as safe HTML, with the words that were asked for marked. */
  const mark = (text, asked) =>
    text
      .split(/([\p{L}\p{M}\d]+)/u)
      .map((part, place) => {
        const safe = part.replace(/[&<>"]/g, (sign) => SIGNS[sign]);
        return place % 2 && !isStop(part.toLowerCase()) && asked.has(stem(part.toLowerCase())) ? `<mark data-md-highlight>${safe}</mark>` : safe;
      })
      .join("");

  const shown = ({ entry, score }, asked, label) => ({
    location: entry.location,
    title: mark(entry.title, asked),
    text: entry.text ? `<p>${mark(entry.text, asked)}</p>` : "",
    tags: label ? [label, entry.label] : [entry.label],
    score,
    terms: {},
  });

  const pageItem = (hit, score) => ({ location: hit.entry.page, title: mark(hit.entry.pageTitle, new Set()), text: "", score, terms: {} });

  /** One card for a page: its best entries shown, the rest folded. Material shows what has the first one's score. */
  const card = (hits, asked, label) => {
    const best = hits[0].score;
    const own = hits.find(({ entry }) => entry.location === entry.page);
    if (own === hits[0]) return hits.map((hit, place) => shown({ ...hit, score: place ? best / 2 : best }, asked));
    const items = hits
      .filter((hit) => hit !== own)
      .map((hit, place) => shown({ ...hit, score: place < SHOWN && hit.score > best * 0.5 ? best : best / 2 }, asked, place ? null : label));
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

  /** The query as it was meant, if a word of it was put right. */
  const corrected = (concepts, query) => {
    let better = words(query).join(" ");
    let changed = false;
    for (const { token, options } of concepts) {
      if (!options[0]?.shown) continue;
      better = better.replace(token.word, options[0].shown);
      changed = true;
    }
    return changed ? better : "";
  };

  const kindsIn = (ranked) => [...new Set(ranked.slice(0, 60).map(({ entry }) => entry.kind))];

  const pairsOfLetters = (text) => new Set([...plain(text.toLowerCase())].map((letter, place, all) => letter + (all[place + 1] ?? "")));

  /** The themes that look most like a query nothing was found for. */
  const nearestThemes = (index, query) => {
    const asked = pairsOfLetters(query.slice(0, LONGEST));
    const likeness = (entry) => Math.max(...[entry.title, ...entry.keywords].map((text) => {
      const own = pairsOfLetters(text);
      return [...own].filter((pair) => asked.has(pair)).length / Math.sqrt(own.size * (asked.size || 1));
    }));
    return index.entries
      .filter(({ kind }) => kind === "tema")
      .map((entry) => ({ location: entry.location, title: entry.title, like: likeness(entry) }))
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
    const asked = new Set(concepts.flatMap(({ options }) => options.filter(({ stems }) => stems.length < 3).flatMap(({ stems }) => stems)));
    const groups = groupByPage(direct ? [direct, ...ranked.filter((hit) => hit !== direct)] : ranked).slice(0, CARDS);
    return {
      items: groups.map((hits, place) => card(hits.slice(0, 12), asked, direct && !place ? index.config.svar : null)),
      mente: corrected(concepts, query),
      slag: kindsIn(all),
      temaer: ranked.length || !query.trim() ? [] : nearestThemes(index, query),
    };
  };

  return { prepare, search };
})();

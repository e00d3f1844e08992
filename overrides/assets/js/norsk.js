/* Norwegian words: cut into tokens, brought to their stems, taken apart, and found again when
   misspelt. Bokmål, with nynorsk folded into it. Knows nothing of pages or plans; runs in a
   page, a worker and elsewhere. */
globalThis.norsk = (() => {
  "use strict";

  const { STOP, IRREGULAR, REWRITES, ENDINGS } = globalThis.ordtabeller;

  const LONGEST = 30; // letters of a word that are worth looking at

  /** @type {(rest: string, ending: string) => boolean} */
  const looksLikeAWord = (rest, ending) => {
    const shortest =
      ending === "te" || ending === "t" ? 4 : /^[aeiouyæøå][^aeiouyæøå]/.test(rest) ? 2 : 3;
    return rest.length >= shortest && /[aeiouyæøå]/.test(rest);
  };

  /** @type {(word: string, endings: RegExp[]) => string} */
  const cutOne = (word, endings) => {
    for (const ending of endings) {
      const hit = ending.exec(word);
      if (hit && looksLikeAWord(word.slice(0, hit.index), hit[0])) return word.slice(0, hit.index);
    }
    return word;
  };

  /** @type {(word: string) => string} */
  const tidyEnd = (word) =>
    word
      .replace(/([bdfgklmnprst])\1$/, "$1")
      .replace(/([bdfgkmnpstv])\1?l$/, "$1el")
      .replace(/([bdgkptv])\1?r$/, "$1er");

  /** @type {(word: string) => string} */
  const findStem = (word) => {
    const own = IRREGULAR.get(word);
    if (own !== undefined) return own;
    if (/\d/.test(word) || word.length < 3) return word;
    const bokmaal = REWRITES.reduce((text, [from, to]) => text.replace(from, to), word);
    const folded = IRREGULAR.get(bokmaal);
    if (folded !== undefined) return folded;
    if (bokmaal.endsWith("lærer")) return bokmaal;
    return tidyEnd(ENDINGS.reduce(cutOne, bokmaal));
  };

  /** @type {Map<string, string>} */
  const stems = new Map();

  /**
   * The stem of a word in small letters: all its forms have the same.
   * @type {Norsk["stem"]}
   */
  const stem = (word) => {
    const known = stems.get(word);
    if (known !== undefined) return known;
    if (stems.size > 50000) stems.clear();
    const found = findStem(word.slice(0, LONGEST));
    stems.set(word, found);
    return found;
  };

  // «9 A-4», «§ 9a - 4» and «9A-4» are one name; so are «9 A» and «9a».
  /** @type {(text: string) => string} */
  const tidyNumbers = (text) =>
    text
      .replace(/\b(\d{1,2})\s?([a-e])\s(?=\d{1,2}\b)/g, "$1$2-")
      .replace(/(\d+)\s?([a-e])?\s?[-–—]\s?(\d+)(?:\s?([a-e])\b)?/g, "$1$2-$3$4")
      .replace(/\b(\d{1,3})\s([a-e])\b(?!-)/g, "$1$2");

  const WORD = /\d+[a-e]?(?:-\d+[a-e]?)?(?!\p{L})|[\p{L}\p{M}]+|\d+/gu;

  /**
   * The words of a text, in small letters, in the order they stand. A paragraph's number is one
   * word.
   * @type {Norsk["words"]}
   */
  const words = (text) => tidyNumbers(text.normalize("NFC").toLowerCase()).match(WORD) ?? [];

  /**
   * Tell whether a word says too little to be looked for: a small word, or a lone digit.
   * @type {Norsk["isStop"]}
   */
  const isStop = (word) => STOP.has(word) || /^\d$/.test(word);

  /**
   * The same word as it is typed without æ, ø and å, in any of the ways people do it.
   * @type {Norsk["plain"]}
   */
  const plain = (word) =>
    word
      .replace(/aa|å|ä/g, "a")
      .replace(/oe|ø|ö/g, "o")
      .replace(/ae|æ/g, "a");

  /**
   * @type {(word: string, at: number, isKnown: (stem: string) => boolean) => [string, string][]}
   */
  const splitAt = (word, at, isKnown) => {
    const last = stem(word.slice(at));
    if (last.length < 3 || !isKnown(last)) return [];
    const whole = word.slice(0, at);
    const unlinked = at > 3 && /[se]$/.test(whole) ? [whole.slice(0, -1)] : [];
    const first = [whole, ...unlinked].map(stem).find((one) => one.length > 2 && isKnown(one));
    return first ? [[first, last]] : [];
  };

  /**
   * The ways a compound can be taken apart as two stems that `isKnown`, the longest last part
   * first.
   * @type {Norsk["split"]}
   */
  const split = (word, isKnown) => {
    const places = Array.from({ length: Math.max(0, word.length - 5) }, (_, place) => place + 3);
    return places.flatMap((at) => splitAt(word, at, isKnown));
  };

  /**
   * The longest beginning of an unknown word, or else its longest end, that `isKnown`; null if
   * there is none.
   * @type {Norsk["piece"]}
   */
  const piece = (word, isKnown) => {
    const places = Array.from({ length: Math.max(0, word.length - 4) }, (_, place) => place);
    const firsts = places.map((cut) => word.slice(0, word.length - cut));
    const lasts = places.map((cut) => word.slice(cut)).filter((last) => last.length > 4);
    return [...firsts, ...lasts].map(stem).find((one) => one.length > 3 && isKnown(one)) ?? null;
  };

  // What sounds alike is written alike: kj and skj, single and double, silent letters, o and å.
  /** @type {[RegExp, string][]} */
  const SOUNDS = [
    [/[^a-zæøå0-9]/g, ""],
    [/aa/g, "å"],
    [/hj/g, "j"],
    [/skj|sch|sj|kj|tj|si(?=[aou])/g, "S"],
    [/^(?:gj|lj)/, "j"],
    [/hv|w/g, "v"],
    [/ch|ck|q/g, "k"],
    [/c(?=[iey])|z/g, "s"],
    [/c/g, "k"],
    [/x/g, "ks"],
    [/ph/g, "f"],
    [/th|dt/g, "t"],
    [/([lnr])d(?![aeiouyæøår])/g, "$1"],
    [/(?:ae|æ)/g, "e"],
    [/(?:oe)/g, "ø"],
    [/å/g, "o"],
    [/ai/g, "ei"],
    [/ig$/, "i"],
    [/(.)\1+/g, "$1"],
  ];

  /** @type {Norsk["sound"]} */
  const sound = (word) => SOUNDS.reduce((text, [from, to]) => text.replace(from, to), word);

  /**
   * How many letters must be changed, added, taken out or swapped with the next; `most` + 1 if more
   * than `most`.
   * @type {Norsk["distance"]}
   */
  const distance = (a, b, most) => {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    /** @type {number[]} */
    let before = [];
    let last = Array.from({ length: b.length + 1 }, (_, column) => column);
    for (let row = 1; row <= a.length; row += 1) {
      const now = [row];
      for (let column = 1; column <= b.length; column += 1) {
        const same = a[row - 1] === b[column - 1] ? 0 : 1;
        now[column] = Math.min(last[column] + 1, now[column - 1] + 1, last[column - 1] + same);
        const swapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
        if (swapped) now[column] = Math.min(now[column], before[column - 2] + 1);
      }
      if (Math.min(...now) > most) return most + 1;
      [before, last] = [last, now];
    }
    return last[b.length];
  };

  /**
   * How far from a word its right form may be. Short words resemble too many others.
   * @type {(letters: number) => number}
   */
  const tolerance = (letters) => (letters < 4 ? 0 : letters < 6 ? 1 : letters < 12 ? 2 : 3);

  /**
   * The words a misspelt one most likely was meant to be, and how far away they are. `candidates`
   * are the known words that begin with the same sound, as { word, sound, count }.
   * @type {Norsk["nearest"]}
   */
  const nearest = (misspelt, candidates) => {
    const heard = sound(misspelt.slice(0, LONGEST));
    let far = /[aeiouyæøå]/.test(heard) ? tolerance(heard.length) : 0;
    let found = [];
    for (const one of candidates) {
      if (one.word.length < 3) continue;
      const most = Math.min(far, tolerance(one.sound.length));
      const steps = distance(heard, one.sound, most);
      if (steps > most) continue;
      if (steps < far) found = [];
      far = steps;
      found.push(one);
    }
    const written = found.map((one) => ({ one, steps: distance(misspelt, one.word, 4) }));
    written.sort((a, b) => a.steps - b.steps || b.one.count - a.one.count);
    return { far, found: written.map(({ one }) => one) };
  };

  return { words, stem, isStop, plain, split, piece, sound, distance, nearest };
})();

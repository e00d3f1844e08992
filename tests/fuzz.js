/* Asks odd things, and returns those that took far longer than most. The same every time: the
   numbers follow from the seed. The page it runs in has made `index`. */
(() => {
  /** @type {Sok.Indeks} */
  const known = Reflect.get(globalThis, "index");
  const real = [...known.counts.keys()];
  const odd = [
    "😀",
    "👩‍🏫",
    "(",
    "[",
    "*+?",
    "\\",
    "^$",
    "{2,1}",
    "<img src=x>",
    "&amp;",
    "«",
    "עברית",
    "مدرسة",
    "\u202e",
    "\ud800",
    "\udfff",
    "\u0000",
    "\ufeff",
    "é",
    "å",
    "ﬁ",
    "İ",
    "ß",
    "__proto__",
    "constructor",
    "9a-",
    "§§",
    "-",
    "1e309",
    "%00",
    "\n",
    "ǅ",
    "漢字",
    "٣",
  ];
  let seed = 20261121;

  /** @type {(most: number) => number} */
  const random = (most) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed % most;
  };

  /** @type {(from: string[]) => string} */
  const pick = (from) => from[random(from.length)];

  const KINDS = [
    () => pick(real),
    () => pick(odd),
    () => String.fromCodePoint(1 + random(0xd7fe)),
    () => [...pick(real)].sort(() => random(3) - 1).join(""),
    () => pick(real) + pick(real),
  ];
  const piece = () => KINDS[random(KINDS.length)]();

  /** @type {(number: number) => string} */
  const query = (number) => {
    const text = Array.from({ length: 1 + random(8) }, piece).join(pick([" ", "", "-"]));
    if (number % 50 === 0) return text.repeat(5000).slice(0, 5000);
    return number % 3 ? text : text.normalize("NFD");
  };

  /** @type {(text: string) => number} */
  const timed = (text) => {
    const start = performance.now();
    if (!Array.isArray(sokesvar.search(known, text).sider)) throw new Error(text);
    return performance.now() - start;
  };

  return (/** @type {number} */ count) => {
    const asked = Array.from({ length: count }, (_, number) => query(number));
    const times = asked.map(timed);
    const most = 40 * [...times].sort((a, b) => a - b)[count / 2];
    // Asked again if slow: the machine may have been busy with something else.
    const isSlow = (/** @type {string} */ text) => [1, 2, 3, 4].every(() => timed(text) > most);
    return asked.filter((text, number) => times[number] > most && isSlow(text));
  };
})();

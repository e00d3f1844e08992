/* Texts as the plan's reader takes them, and as they can be compared with what stands on a page. */
(() => {
  "use strict";

  const forslag = /** @type {Forslag.Rom} */ ({});
  window.kp.forslag = forslag;

  // What cannot be seen but changes what is read, what is a sign in one font only, and what is left
  // of others; the reader refuses them. reading/unseen.py has the same.
  const INVISIBLE = new RegExp(
    "[\\u0085\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180e\\u200b\\u200c\\u200e\\u200f" +
      "\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff9-\\ufffc\\u{e0000}-\\u{e007f}" +
      "\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\ufffe\\uffff]" +
      "|(?<![\\u2190-\\u2bff\\ufe0f\\u{1f000}-\\u{1faff}])\\u200d" +
      "|\\u200d(?![\\u2190-\\u2bff\\u{1f000}-\\u{1faff}])",
    "gu",
  );
  const UNREADABLE =
    /[\ue000-\uf8ff\u{f0000}-\u{10fffd}]|\ufffd+|Ã[\u0080-\u00bf†˜…]|â€[\u0080-\u00bf™¦œ“”]/u;
  const LONGEST_ID = 60;
  const PARAMETER = /\{([^{}]*)\}/g;

  /**
   * The text in one spelling, without signs that nobody can see.
   * @type {Forslag.Rom["tekst"]["clean"]}
   */
  const clean = (text) =>
    text
      .replace(/\r\n?/g, "\n")
      .replace(INVISIBLE, "")
      .replace(/[\ud800-\udfff]/gu, "")
      .normalize("NFC");

  /**
   * The first sign in it that another program has made something else of; "" if there is none.
   * @type {Forslag.Rom["tekst"]["unreadable"]}
   */
  const unreadable = (text) => text.match(UNREADABLE)?.[0] ?? "";

  // A link as it is written, and what is meant as one. plan/model/addresses.py has the same.
  const WRITTEN = /\]\((?:https?:\/\/|mailto:)[^\s()<>[\]"]+/;
  const MEANT =
    /\[[^[\]]+\]\s*\((?<to>\.{0,2}\/[^\s()]*|[^\s():]+\.(?:md|html|pdf)(?:#[^\s()]*)?|#[^\s()]+|www\.[^\s()]+|[^\s()@:]+@[^\s()@]+|(?:tel|sms|ftp|file|https?|mailto):[^\s()]*)\)/gi;

  /**
   * Where the first link in it that is none would lead; "" if there is none.
   * @type {Forslag.Rom["tekst"]["brokenLink"]}
   */
  const brokenLink = (text) =>
    [...text.matchAll(MEANT)].find(([whole]) => !WRITTEN.test(whole))?.groups?.to ?? "";

  /**
   * The text with single spaces, and one empty line between its paragraphs.
   * @type {Forslag.Rom["tekst"]["tidy"]}
   */
  const tidy = (text) =>
    clean(text)
      .trim()
      .split(/\n\s*\n|\n(?=\s*(?:[-*]|\d+\.)\s)/u)
      .map((part) => part.trim().split(/\s+/u).join(" "))
      .join("\n\n");

  /**
   * The text on one line, with single spaces.
   * @type {Forslag.Rom["tekst"]["oneLine"]}
   */
  const oneLine = (text) => clean(text).trim().split(/\s+/u).join(" ");

  /** @type {Record<string, string>} */
  const LETTERS = { æ: "ae", ø: "o", å: "a", đ: "d", ŋ: "n", ŧ: "t" };

  /**
   * An id in the signs that ids are made of.
   * @type {Forslag.Rom["tekst"]["slug"]}
   */
  const slug = (text) => {
    const plain = text
      .toLowerCase()
      .replace(/[æøåđŋŧ]/g, (letter) => LETTERS[letter])
      .normalize("NFKD");
    const words = plain.replace(/[\u0300-\u036f]/g, "").match(/[a-z0-9]+/g) ?? [];
    let id = "";
    for (const word of words)
      if (`${id}-${word}`.length <= LONGEST_ID - 4)
        id = id ? `${id}-${word}` : word.slice(0, LONGEST_ID - 4);
    return id;
  };

  /**
   * What is left of a text when only letters and digits count.
   * @type {Forslag.Rom["tekst"]["key"]}
   */
  const key = (text) =>
    text
      .normalize("NFC")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, "");

  /**
   * A written text as it is read on a page.
   * @type {Forslag.Rom["tekst"]["asRead"]}
   */
  const asRead = (text, value) =>
    text
      .replace(PARAMETER, (whole, name) => value(name) ?? whole)
      .replace(/\[([^[\]]+)\]\((?:https?:|mailto:)[^\s()]*\)/g, "$1");

  /**
   * Its paragraphs, without what makes them a list.
   * @type {Forslag.Rom["tekst"]["paragraphs"]}
   */
  const paragraphs = (text) => {
    const parts = tidy(text).split("\n\n");
    const counted = parts.length > 1;
    return parts.map((part) =>
      part.replace(/^[-*] /, "").replace(counted ? /^\d+\. / : /^(?!)/, ""),
    );
  };

  /** @type {(digits: number[], weights: number[]) => number} */
  const weigh = (digits, weights) =>
    weights.reduce((sum, weight, at) => sum + weight * digits[at], 0) % 11;

  /**
   * Whether eleven digits are somebody's national identity number.
   * @type {(number: string) => boolean}
   */
  const isIdentity = (number) => {
    const digits = [...number].map(Number);
    const [day, month] = [Number(number.slice(0, 2)) % 40, Number(number.slice(2, 4))];
    const dated = day >= 1 && day <= 31 && digits[0] < 8 && month >= 1 && month <= 12;
    return (
      dated &&
      !weigh(digits, [3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) &&
      !weigh(digits, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1])
    );
  };

  /**
   * Whether a national identity number stands in it.
   * @type {Forslag.Rom["tekst"]["hasIdentity"]}
   */
  const hasIdentity = (text) =>
    [WHOLE, DIVIDED, ...DATED].some((pattern) =>
      [...text.matchAll(pattern)].some(({ groups, 1: first, 2: rest = "" }) =>
        isIdentity((groups ? digitsOf(groups) : first + rest).replace(/\D/g, "")),
      ),
    );

  // As the program finds them; see `reading/fodselsnummer.py`.
  const SPACES = " \\u00a0\\u2000-\\u200a\\u202f";
  const DASHES = "\\u2010-\\u2015\\u2212-";
  const BETWEEN = `(?:[\\s.,:;/|()*_\`+#${DASHES}]|</?\\w{1,10}>|(?:person(?:nr|nummer)|pnr|nr|p)\\b)`;
  const [BEFORE, OVER] = ["(?<!\\d[.-]?)(?!\\d{4}\\.\\d\\d\\.\\d{5})", "(?![.-]?\\d)"];
  const APART = `[./${SPACES}${DASHES}]?`;
  const MONTHS = [
    "jan",
    "feb",
    "mar",
    "apr",
    "mai",
    "jun",
    "jul",
    "aug",
    "sep",
    "okt",
    "nov",
    "des",
  ];
  const DATED = [
    `(?<d>\\d\\d)${APART}(?<m>\\d\\d)${APART}(?:(?:19|20)(?=\\d\\d\\D))?(?<y>\\d\\d)`,
    `(?:19|20)(?<y>\\d\\d)([.${DASHES}])(?<m>\\d\\d)\\2(?<d>\\d\\d)`,
    "(?<!\\d)(?<d>\\d\\d?)([./-])(?<m>\\d\\d?)\\2(?:19|20)?(?<y>\\d\\d)",
    `(?<d>\\d\\d?)\\.?[${SPACES}]?(?<m>${MONTHS.join("|")})[a-z]{0,6}\\.?[${SPACES}]?(?:19|20)?(?<y>\\d\\d)`,
  ].map(
    (day) =>
      new RegExp(
        `${BEFORE}${day}${BETWEEN}{0,40}(?<n>\\d{3}[.${SPACES}${DASHES}]?\\d\\d|` +
          `\\d\\d[${SPACES}]\\d\\d[${SPACES}]\\d)${OVER}`,
        "gi",
      ),
  );
  const WHOLE = /(?<!\d)(\d{11})(?!\d)/g;
  const DIVIDED = new RegExp(
    `${BEFORE}(\\d)(?=((?:[${SPACES}${DASHES}]?\\d){10}|(?:\\.?\\d){10})${OVER})` +
      "(?!\\d{3}\\.\\d\\d\\.\\d{5}|(?:(?<=1)9|(?<=2)0)\\d\\d-\\d\\d-\\d\\d\\D)",
    "g",
  );

  /** @param {Record<string, string>} parts the day, month, year and the rest of a dated number */
  const digitsOf = ({ d, m, y, n }) => {
    const month = MONTHS.indexOf(m.toLowerCase()) + 1 || m;
    return `${d.padStart(2, "0")}${String(month).padStart(2, "0")}${y}${n}`;
  };

  /**
   * Words with their marks filled in.
   * @type {Forslag.Rom["tekst"]["filled"]}
   */
  const filled = (words, ...values) => {
    const left = values.map(String);
    return words.replace(/\{\}/g, () => left.shift() ?? "");
  };

  forslag.tekst = {
    PARAMETER,
    clean,
    unreadable,
    brokenLink,
    tidy,
    oneLine,
    slug,
    key,
    asRead,
    paragraphs,
    hasIdentity,
    filled,
  };
})();

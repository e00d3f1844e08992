/* What is typed, and what is pasted from elsewhere, as texts in the plan are written: paragraphs
   and lists. */
(() => {
  "use strict";

  const { forslag } = window.kp;
  const { clean, tidy } = forslag.tekst;

  // What Word and others put in front of the items of a list; its own letters for dots, too.
  const ITEM =
    /^(?<before>[ \t]*)(?<mark>[•·●○◦▪■‣∙\uf0b7\uf0a7]|o(?=\t)|[-*](?=\s)|(?<number>\d+)[.)](?=\s))[^\S\n]*(?<words>.*)$/u;
  const LONG = 60;
  const END = /[.,:;!?…»)]$/u;

  /** @type {(text: string) => string[]} */
  const lines = (text) =>
    clean(text)
      .replace(/^\s*\n|\s+$/g, "")
      .split("\n");

  /** @type {(text: string) => Record<string, string>[]} */
  const items = (text) => lines(text).flatMap((one) => [one.match(ITEM)?.groups ?? []].flat());

  /**
   * Whether it has a list in a list: by where its items begin, or by the dots of Word, which has
   * others for each level.
   * @type {Forslag.Rom["limt"]["isNested"]}
   */
  const isNested = (text) => {
    const found = items(text);
    const depths = found.map(({ before }) => before.replace(/\t/g, "        ").length);
    const dots = found.map(({ mark }) => mark).filter((mark) => !/[-*\d]/.test(mark));
    return new Set(dots).size > 1 || depths.some((one, at) => at > 0 && one > depths[at - 1]);
  };

  /**
   * Whether it has a table: lines with tabs between the words, or with upright strokes.
   * @type {Forslag.Rom["limt"]["isTable"]}
   */
  const isTable = (text) => {
    const bare = lines(text).map((one) => one.match(ITEM)?.groups?.words ?? one.trim());
    return [/\S\t+\S/, /^\|.+\|$/].some((row) => bare.filter((one) => row.test(one)).length > 1);
  };

  /**
   * Whether numbers with a bracket count the items of a list.
   * @type {(text: string) => boolean}
   */
  const counts = (text) => {
    const found = items(text).filter(({ mark }) => mark.endsWith(")"));
    return found.length > 1 && found.every(({ number }, at) => Number(number) === at + 1);
  };

  /** @type {(line: string, counted: boolean) => string} */
  const marked = (line, counted) => {
    const { mark = "", number = "", words = "" } = line.match(ITEM)?.groups ?? {};
    if (!mark || !words || /[-*.]/.test(mark)) return line;
    if (number) return counted ? `${number}. ${words}` : line;
    return `- ${words}`;
  };

  /**
   * Whether a line goes on in the next: it was broken because it was full, or the next is moved in.
   * @type {(line: string, next: string) => boolean}
   */
  const goesOn = (line, next) =>
    /^\s/.test(next) || (line.trim().length >= LONG && !END.test(line.trim()));

  /**
   * The text as it is kept. A list in a list, and a table, stay as they are: the rules refuse them.
   * @type {Forslag.Rom["limt"]["typed"]}
   */
  const typed = (text) => {
    if (isNested(text) || isTable(text)) return clean(text).trim();
    const counted = counts(text);
    const made = lines(text).map((one) => marked(one, counted));
    return tidy(
      made.map((one, at) => (at && !goesOn(made[at - 1], one) ? `\n${one}` : one)).join("\n"),
    );
  };

  forslag.limt = { isNested, isTable, typed };
})();

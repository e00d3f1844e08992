/* What is typed, and what is pasted from elsewhere, as texts in the plan are written: paragraphs
   and lists. */
(() => {
  "use strict";

  const { forslag } = window.kp;
  const { clean, tidy } = forslag.tekst;

  // What Word and others put in front of the items of a list; its own letters for dots, too.
  const ITEM =
    /^(?<before>[ \t]*)(?<mark>[•·●○◦▪■‣∙\uf0b7\uf0a7]|o(?=\t)|[-*](?=\s)|(?<number>\d+)[.)](?=\s))[^\S\n]*(?<words>.*)$/u;
  // No line as short as this was broken because it was full.
  const SHORT = 20;
  const END = /[.:!?…][»”")]*$/u;
  // How a line begins in the middle of a sentence, and how it can begin at all: with no address, and
  // no «a)».
  const WITHIN = /^(?!\S*(?:@|:\/\/)|www\.|\p{L}[.)]\s)[«”"(]*\p{Ll}/u;
  const FIRST = /^[«”"(]*[\p{L}\d]/u;
  // A name and what it is, with a tab between: no row of a table.
  const LABEL = /^[^\t]*:[*_]*\t+[^\t]*$/;

  /** @type {(text: string) => string[]} */
  const lines = (text) =>
    clean(text)
      .replace(/^\s*\n|\s+$/g, "")
      .split("\n");

  /** @type {(line: string) => Record<string, string>[]} */
  const itemOf = (line) => [line.match(ITEM)?.groups ?? []].flat();

  /** @type {(text: string) => Record<string, string>[]} */
  const items = (text) => lines(text).flatMap(itemOf);

  /** @type {(line: string) => boolean} */
  const canBeBroken = (line) =>
    line.trim().length >= SHORT && !END.test(line.trim()) && !line.startsWith("#");

  /**
   * Whether a line goes on in the next, which begins in the middle of a sentence.
   * @type {(line: string, next: string) => boolean}
   */
  const isBroken = (line, next) => canBeBroken(line) && WITHIN.test(next);

  /**
   * Whether a line goes on in the next, by the lines alone: it is moved in, too.
   * @type {(line: string, next: string) => boolean}
   */
  const goesOn = (line, next) => /^\s+\S/.test(next) || isBroken(line, next);

  /**
   * Whether a line goes on in one that can be the first of a paragraph, in a text that is `wide`:
   * there was no room for its first word.
   * @type {(line: string, next: string, wide: number) => boolean}
   */
  const hadNoRoom = (line, next, wide) =>
    canBeBroken(line) &&
    ![line, next].some((one) => ITEM.test(one)) &&
    FIRST.test(next) &&
    line.length + 1 + next.split(/\s/, 1)[0].length > wide;

  /**
   * The items of each list: one ends where a line is no part of it.
   * @type {(text: string) => Record<string, string>[][]}
   */
  const lists = (text) => {
    /** @type {Record<string, string>[][]} */
    const found = [[]];
    const all = lines(text);
    for (const [at, one] of all.entries()) {
      if (ITEM.test(one)) found.at(-1)?.push(...itemOf(one));
      else if (one.trim() && !goesOn(all[at - 1] ?? "", one)) found.push([]);
    }
    return found;
  };

  /**
   * Whether it has a list in a list: by where its items begin, or by the dots of Word, which has
   * others for each level. One space more is a slip.
   * @type {Forslag.Rom["limt"]["isNested"]}
   */
  const isNested = (text) =>
    lists(text).some((found) => {
      const depths = found.map(({ before }) => before.replace(/\t/g, "        ").length);
      const dots = found.map(({ mark }) => mark).filter((mark) => !/[-*\d]/.test(mark));
      return new Set(dots).size > 1 || depths.some((one, at) => at > 0 && one > depths[at - 1] + 1);
    });

  /**
   * Whether it has a table: lines with tabs between the words, or with upright strokes.
   * @type {Forslag.Rom["limt"]["isTable"]}
   */
  const isTable = (text) => {
    const bare = lines(text).map((one) => itemOf(one)[0]?.words ?? one.trim());
    const rows = bare.filter((one) => !LABEL.test(one));
    return [/\S\t+\S/, /^\|.+\|$/].some((row) => rows.filter((one) => row.test(one)).length > 1);
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
   * The lines with an empty one between those that are not one paragraph. Where a line was broken in
   * the middle of a sentence, the text is as wide as its longest line, and others may go on.
   * @type {(all: string[]) => string[]}
   */
  const apart = (all) => {
    const isWrapped = all.some((one, at) => at > 0 && isBroken(all[at - 1], one));
    const wide = isWrapped
      ? Math.max(...all.map(({ length }) => length))
      : Number.POSITIVE_INFINITY;
    return all.map((one, at) =>
      !at || goesOn(all[at - 1], one) || hadNoRoom(all[at - 1], one, wide) ? one : `\n${one}`,
    );
  };

  /**
   * The text as it is kept. A list in a list, and a table, stay as they are: the rules refuse them.
   * @type {Forslag.Rom["limt"]["typed"]}
   */
  const typed = (text) => {
    if (isNested(text) || isTable(text)) return clean(text).trim();
    const counted = counts(text);
    return tidy(apart(lines(text).map((one) => marked(one, counted))).join("\n"));
  };

  forslag.limt = { isNested, isTable, typed };
})();

/* A layer's file as YAML. Every text is in quotes, or stands line by line where it has several
   paragraphs, so that it is read as it was typed. */
(() => {
  "use strict";

  const { forslag } = window.kp;
  const { clean } = forslag.tekst;

  const PLAIN = /^(id|[a-zæøå_]{3,})$/;

  /**
   * A text on one line: what JSON has, YAML reads the same.
   * @type {(text: string) => string}
   */
  const line = (text) => JSON.stringify(clean(text));

  /** @type {(key: string) => string} */
  const keyOf = (key) => (PLAIN.test(key) ? key : line(key));

  /** @type {(value: Forslag.Verdi) => boolean} */
  const isSimple = (value) =>
    typeof value !== "object" ||
    (Array.isArray(value) &&
      value.every((one) => typeof one !== "object" && !String(one).includes("\n")));

  /**
   * What stands after a colon or a dash.
   * @type {Forslag.Rom["yaml"]["written"]}
   */
  const written = (value, indent) => {
    if (typeof value === "number") return ` ${value}`;
    if (typeof value === "string")
      return value.includes("\n") ? block(clean(value), indent) : ` ${line(value)}`;
    if (Array.isArray(value) && isSimple(value))
      return ` [${value.map((one) => (typeof one === "number" ? one : line(one))).join(", ")}]`;
    return Array.isArray(value) ? list(value, indent) : fields(value, indent);
  };

  const DEEPER = "  ";

  // The text is tidied: no line begins or ends with a space.
  /** @type {(text: string, indent: string) => string} */
  const block = (text, indent) =>
    ["", ...text.split("\n").map((one) => one && indent + one)].join("\n").replace("", " |-");

  /** @type {(lines: string[], indent: string) => string} */
  const below = (lines, indent) => ["", ...lines.map((one) => indent + one)].join("\n");

  /** @type {(value: Forslag.Verdi) => boolean} */
  const isItem = (value) => Boolean(value) && typeof value === "object";

  /** @type {(values: Forslag.Verdi[], indent: string) => string} */
  const list = (values, indent) =>
    below(
      values.map((one) => `-${(isItem(one) ? inItem : written)(one, indent + DEEPER)}`),
      indent,
    );

  // The first field of an item stands after the dash.
  /** @type {(value: Forslag.Punkt, indent: string) => string} */
  const inItem = (value, indent) => ` ${pairs(value, indent).join(`\n${indent}`)}`;
  /** @type {(value: Forslag.Punkt, indent: string) => string} */
  const fields = (value, indent) => below(pairs(value, indent), indent);
  /** @type {(value: Forslag.Punkt, indent: string) => string[]} */
  const pairs = (value, indent) =>
    Object.entries(value).map(([key, one]) => `${keyOf(key)}:${written(one, indent + DEEPER)}`);

  /**
   * A whole file.
   * @type {Forslag.Rom["yaml"]["file"]}
   */
  const file = (entries, comments) => {
    const parts = Object.entries(entries)
      .filter(([, ones]) => ones.length)
      .map(([key, ones]) => `${keyOf(key)}:${list(ones, DEEPER)}\n`);
    return [...comments.map((one) => `# ${one}`.trim()), "", parts.join("\n")].join("\n");
  };

  forslag.yaml = { file, written };
})();

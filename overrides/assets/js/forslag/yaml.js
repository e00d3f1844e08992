/* A layer's file as YAML. Every text is in quotes, or stands line by line where it has several paragraphs, so that it is read as it was typed. */
(() => {
  "use strict";

  const { forslag } = window.kp;
  const { clean } = forslag.tekst;

  const PLAIN = /^[a-zæøå_]{3,}$/;

  /** @param {string} text @returns {string} a text on one line: what JSON has, YAML reads the same */
  const line = (text) => JSON.stringify(clean(text));

  /** @param {string} key @returns {string} */
  const keyOf = (key) => (PLAIN.test(key) ? key : line(key));

  const isSimple = (value) => typeof value !== "object" || (Array.isArray(value) && value.every((one) => typeof one !== "object" && !String(one).includes("\n")));

  /** @param {any} value @param {string} indent @returns {string} what stands after a colon or a dash */
  const written = (value, indent) => {
    if (typeof value === "number") return ` ${value}`;
    if (typeof value === "string") return value.includes("\n") ? block(clean(value), indent) : ` ${line(value)}`;
    if (Array.isArray(value) && isSimple(value)) return ` [${value.map((one) => (typeof one === "number" ? one : line(one))).join(", ")}]`;
    return Array.isArray(value) ? list(value, indent) : fields(value, indent);
  };

  // The text is tidied: no line begins or ends with a space.
  const block = (text, indent) => ` |-\n${text.split("\n").map((one) => (one ? indent + one : "")).join("\n")}`;

  const list = (values, indent) => `\n${values.map((one) => `${indent}-${isSimple(one) ? written(one, `${indent}  `) : ` ${item(one, `${indent}  `)}`}`).join("\n")}`;

  const item = (value, indent) => pairs(value, indent).join(`\n${indent}`);
  const fields = (value, indent) => `\n${pairs(value, indent).map((one) => indent + one).join("\n")}`;
  const pairs = (value, indent) => Object.entries(value).map(([key, one]) => `${keyOf(key)}:${written(one, `${indent}  `)}`);

  /** @param {Record<string, any[]>} entries @param {string[]} comments @returns {string} a whole file */
  const file = (entries, comments) => {
    const parts = Object.entries(entries).filter(([, ones]) => ones.length).map(([key, ones]) => `${key}:${list(ones, "  ")}\n`);
    return `${comments.map((one) => `# ${one}\n`).join("")}\n${parts.join("\n")}`;
  };

  forslag.yaml = { file, written };
})();

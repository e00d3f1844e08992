/* Answers queries as the worker of a built site does, without a browser:
   node sok.js SITE < queries.json
   Writes, for each query, how long it took and which links are visible on each card. */
"use strict";
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const { runInThisContext } = require("node:vm");

const scripts = join(__dirname, "..", "overrides", "assets", "js");
const files = ["norsk.js", "rangering.js", "sokesvar.js"].map((name) => join(scripts, name));
Object.assign(globalThis, { window: globalThis, self: globalThis });
for (const file of [...files, join(process.argv[2], "search", "search_index.js")]) {
  runInThisContext(readFileSync(file, "utf8"), file);
}

const index = globalThis.rangering.prepare(globalThis.sokedata);
globalThis.rangering.listen(index);

/** @type {(text: string) => { ms: number, cards: string[][] }} */
const ask = (text) => {
  const start = performance.now();
  const { sider } = globalThis.sokesvar.search(index, text);
  const ms = performance.now() - start;
  return {
    ms,
    cards: sider.map(({ side, treff }) => [side, ...treff].map(({ location }) => location)),
  };
};

process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(ask)));

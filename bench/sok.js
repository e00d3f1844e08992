/* Answers queries as the worker of a built site does, without a browser:
   node sok.js SITE < queries.json
   Writes, for each query, how long it took and which links are visible on each card. */
"use strict";
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const { runInThisContext } = require("node:vm");

Object.assign(globalThis, { window: globalThis, self: globalThis });
for (const name of ["assets/js/soketjener.js", "search/search_index.js"]) {
  const file = join(process.argv[2], name);
  runInThisContext(readFileSync(file, "utf8"), file);
}

const index = globalThis.sokeindeks.prepare(globalThis.sokedata);
globalThis.forstaelse.listen(index);

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

/* The scripts as a page loads them, in a world without a page. */
"use strict";
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const { createContext, runInContext } = require("node:vm");

const SCRIPTS = join(__dirname, "..", "..", "overrides", "assets", "js");

/**
 * Run some scripts, in order, and give the world they have made.
 * @type {(...names: string[]) => typeof globalThis}
 */
const load = (...names) => {
  const known = { URLSearchParams, TextEncoder, URL, Intl, structuredClone };
  const world = createContext({
    ...known,
    location: { pathname: "/", href: "https://plan.invalid/" },
  });
  runInContext("globalThis.window = globalThis.self = globalThis", world);
  for (const name of ["lager.js", "lest.js", ...names])
    runInContext(readFileSync(join(SCRIPTS, name), "utf8"), world, { filename: name });
  return /** @type {typeof globalThis} */ (world);
};

/**
 * A value as it is on this side: two worlds have two kinds of arrays.
 * @type {<Value>(value: Value) => Value}
 */
const plain = (value) => JSON.parse(JSON.stringify(value));

module.exports = { load, plain };

/* The search's own process: takes Material's messages, gives the answers back. A page opened as a file runs it itself. */
globalThis.soketjener = (post) => {
  "use strict";

  // Material's four messages; 2 may carry `slag`, the one kind to look for, from our own part of the box.
  const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3;
  let index = null;

  return ({ type, data, slag }) => {
    if (type === SETUP) {
      index = globalThis.rangering.prepare(data);
      post({ type: READY });
      globalThis.rangering.listen(index); // so that the first misspelt word does not have to wait
    } else if (type === QUERY && index) {
      post({ type: RESULT, data: globalThis.sokesvar.search(index, data, slag) });
    }
  };
};

if (typeof importScripts === "function") {
  importScripts("norsk.js", "rangering.js", "sokesvar.js");
  const take = globalThis.soketjener((message) => postMessage(message));
  addEventListener("message", ({ data }) => take(data));
}

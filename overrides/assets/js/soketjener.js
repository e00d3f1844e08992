/* The search's own process: takes messages, gives the answers back. A page without an origin runs it itself. */
globalThis.soketjener = (load, post) => {
  "use strict";

  // 0 carries the address of the data; 2 a query, and maybe `slag`, the one kind to look for.
  const SETUP = 0,
    READY = 1,
    QUERY = 2,
    RESULT = 3;
  let index = null;
  let waiting = null;

  const answer = ({ data, slag }) =>
    post({ type: RESULT, data: globalThis.sokesvar.search(index, data, slag) });

  const setUp = async (address) => {
    await load(address);
    index = globalThis.rangering.prepare(globalThis.sokedata);
    post({ type: READY });
    if (waiting) answer(waiting);
    globalThis.rangering.listen(index); // so that the first misspelt word does not have to wait
  };

  return (message) => {
    if (message.type === SETUP) setUp(message.data);
    if (message.type !== QUERY) return;
    if (index) answer(message);
    else waiting = message;
  };
};

if (typeof importScripts === "function") {
  importScripts("norsk.js", "rangering.js", "sokesvar.js");
  const take = globalThis.soketjener(
    async (address) => importScripts(address),
    (message) => postMessage(message),
  );
  addEventListener("message", ({ data }) => take(data));
}

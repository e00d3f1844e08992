/* The search's own process: takes messages, gives the answers back. A page without an origin
   runs it itself. */
globalThis.soketjener = (load, post) => {
  "use strict";

  // 0 carries the address of the data; 2 a query, and maybe `slag`, the one kind to look for.
  const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3];
  /** @type {Sok.Indeks | null} */
  let index = null;
  /** @type {Sok.Melding | null} */
  let waiting = null;

  /** @type {(index: Sok.Indeks, message: Sok.Melding) => void} */
  const answer = (index, { data, slag }) =>
    post({ type: RESULT, data: globalThis.sokesvar.search(index, data, slag) });

  /** @type {(address: string) => Promise<void>} */
  const setUp = async (address) => {
    await load(address);
    index = globalThis.sokeindeks.prepare(globalThis.sokedata);
    post({ type: READY });
    if (waiting) answer(index, waiting);
    globalThis.forstaelse.listen(index); // so that the first misspelt word does not have to wait
  };

  return (message) => {
    if (message.type === SETUP) setUp(message.data);
    if (message.type !== QUERY) return;
    if (index) answer(index, message);
    else waiting = message;
  };
};

if (typeof importScripts === "function") {
  const take = globalThis.soketjener(
    async (address) => importScripts(address),
    (message) => postMessage(message),
  );
  addEventListener("message", ({ data }) => take(data));
}

/* Starts the search when it is asked for: in a process of its own, or in the page where the
   browser gives pages like this none. */
(() => {
  "use strict";

  const { kp } = window;
  const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3]; // the messages of soketjener.js

  /**
   * Start the work; what it says is heard.
   * @typedef {(
   *   address: URL, hear: (message: Sok.Melding) => void
   * ) => { postMessage(message: Sok.Melding): unknown }} Start
   */

  /** @type {(address: string | URL) => Promise<unknown>} */
  const load = (address) =>
    new Promise((loaded) => {
      const script = document.createElement("script");
      script.src = String(address);
      script.addEventListener("load", loaded);
      document.head.append(script);
    });

  /**
   * The same work behind the same face, done by the page itself.
   * @type {Start}
   */
  const ownPage = (address, hear) => {
    const start = async () => {
      await load(address);
      return globalThis.soketjener(load, hear);
    };
    const take = start();
    return { postMessage: async (message) => (await take)(message) };
  };

  /** @type {Start} */
  const ownProcess = (address, hear) => {
    const process = new Worker(address);
    process.addEventListener("message", ({ data }) => hear(data));
    return process;
  };

  /* A page opened as a file, or shown in a closed frame, has no origin, and may start no
     process. */
  kp.sokemotor = (tjener, data) => {
    const address = new URL(tjener, location.href);
    /** @type {(answer: Sok.Svar) => void} */
    let answer = () => {};
    let ready = () => {};
    /** @type {Promise<void>} */
    const isReady = new Promise((done) => {
      ready = done;
    });
    /** @type {(message: Sok.Melding) => void} */
    const hear = (message) => {
      if (message.type === READY) ready();
      if (message.type === RESULT) answer(message.data);
    };
    const start = self.origin === "null" || location.protocol === "file:" ? ownPage : ownProcess;
    const engine = start(address, hear);
    engine.postMessage({ type: SETUP, data: new URL(data, location.href).href });
    return {
      isReady,
      ask: (query, kind = "") => engine.postMessage({ type: QUERY, data: query, slag: kind }),
      onAnswer: (listener) => {
        answer = listener;
      },
    };
  };
})();

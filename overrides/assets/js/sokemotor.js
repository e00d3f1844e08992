/* Starts the search when it is asked for: in a process of its own, or in the page where the browser gives pages like this none. */
(() => {
  "use strict";

  const kp = (window.kp ??= {});
  const READY = 1,
    RESULT = 3,
    SETUP = 0,
    QUERY = 2; // the messages of soketjener.js

  const load = (address) =>
    new Promise((loaded) => {
      const script = document.createElement("script");
      script.src = address;
      script.addEventListener("load", loaded);
      document.head.append(script);
    });

  /* The same work behind the same face, done by the page itself. */
  const ownPage = (address, hear) => {
    const take = ["norsk.js", "rangering.js", "sokesvar.js", "soketjener.js"]
      .reduce((before, name) => before.then(() => load(new URL(name, address))), Promise.resolve())
      .then(() => globalThis.soketjener(load, hear));
    return { postMessage: async (message) => (await take)(message) };
  };

  const ownProcess = (address, hear) => {
    const process = new Worker(address);
    process.addEventListener("message", ({ data }) => hear(data));
    return process;
  };

  /* A page opened as a file, or shown in a closed frame, has no origin, and may start no process. */
  kp.sokemotor = (tjener, data) => {
    const address = new URL(tjener, location);
    let answer = () => {};
    let ready;
    const isReady = new Promise((done) => (ready = done));
    const hear = (message) => {
      if (message.type === READY) ready();
      if (message.type === RESULT) answer(message.data);
    };
    const start = self.origin === "null" || location.protocol === "file:" ? ownPage : ownProcess;
    const engine = start(address, hear);
    engine.postMessage({ type: SETUP, data: new URL(data, location).href });
    return {
      isReady,
      ask: (query, kind = "") => engine.postMessage({ type: QUERY, data: query, slag: kind }),
      onAnswer: (listener) => (answer = listener),
    };
  };
})();

/* Puts our search in the place of Material's, before Material's script starts. */
(() => {
  "use strict";

  const { tjener } = document.currentScript.dataset;
  const settings = document.getElementById("__config");
  settings.textContent = JSON.stringify({ ...JSON.parse(settings.textContent), search: tjener });

  const load = (name) =>
    new Promise((loaded) => {
      const script = document.createElement("script");
      script.src = new URL(name, new URL(tjener, location));
      script.addEventListener("load", loaded);
      document.head.append(script);
    });

  // A browser starts no process for a page opened as a file. There the page does the work, behind the same face.
  class OwnPage extends EventTarget {
    #take = ["norsk.js", "rangering.js", "sokesvar.js", "soketjener.js"]
      .reduce((before, name) => before.then(() => load(name)), Promise.resolve())
      .then(() => globalThis.soketjener((data) => this.dispatchEvent(new MessageEvent("message", { data }))));

    async postMessage(message) {
      (await this.#take)(message);
    }
  }

  // Material keeps the process to itself. Our own part of the search box needs it too.
  const Process = location.protocol === "file:" ? OwnPage : window.Worker;
  window.Worker = class extends Process {
    constructor(...address) {
      super(...address);
      window.kvalitetsplanSok = this;
    }
  };
})();

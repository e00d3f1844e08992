/* «kvalitetsplan rediger» alone: what is done goes to the program on this machine, which writes
   it in the files. */
(() => {
  "use strict";

  const { forslag } = window.kp;

  /** @type {(name: string) => URL} */
  const address = (name) => new URL(`rediger/${name}`, forslag.rot);

  /**
   * The answer, or what is wrong.
   * @type {Forslag.Rom["tjener"]["send"]}
   */
  const send = async (name, body, type = "application/json") => {
    try {
      const answer = await fetch(address(name), {
        method: "POST",
        headers: { "Content-Type": type },
        body: type === "application/json" ? JSON.stringify(body) : body,
      });
      return await answer.json();
    } catch {
      return { feil: [forslag.ord.tjener_borte] };
    }
  };

  /** @type {Forslag.Rom["tjener"]["ask"]} */
  const ask = async (name) => {
    try {
      return await (await fetch(address(name), { cache: "no-store" })).json();
    } catch {
      return { feil: [forslag.ord.tjener_borte] };
    }
  };

  forslag.tjener = { send, ask };
})();

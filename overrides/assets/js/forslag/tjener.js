/* «kvalitetsplan rediger» alone: what is done goes to the program on this machine, which writes it in the files. */
(() => {
  "use strict";

  const { forslag } = window.kp;

  /** @param {string} name @returns {URL} */
  const address = (name) => new URL(`rediger/${name}`, forslag.rot);

  /** @param {string} name @param {any} body @param {string} type @returns {Promise<any>} the answer, or what is wrong */
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

  /** @param {string} name @returns {Promise<any>} */
  const ask = async (name) => {
    try {
      return await (await fetch(address(name), { cache: "no-store" })).json();
    } catch {
      return { feil: [forslag.ord.tjener_borte] };
    }
  };

  forslag.tjener = { send, ask };
})();

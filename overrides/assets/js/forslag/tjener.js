/* «kvalitetsplan rediger» alone: what is done goes to the program on this machine, which writes
   it in the files. */
(() => {
  "use strict";

  const { forslag } = window.kp;

  /**
   * The answer, or what is wrong.
   * @type {(name: string, asked: RequestInit) => Promise<Forslag.Svar>}
   */
  const call = async (name, asked) => {
    try {
      return await (await fetch(new URL(`rediger/${name}`, forslag.rot), asked)).json();
    } catch {
      return { feil: [forslag.ord.tjener_borte] };
    }
  };

  /** @type {(name: string, type: string, body: BodyInit) => Promise<Forslag.Svar>} */
  const post = (name, type, body) =>
    call(name, { method: "POST", headers: { "Content-Type": type }, body });

  forslag.tjener = {
    ask: (name) => call(name, { cache: "no-store" }),
    send: (name, body) => post(name, "application/json", JSON.stringify(body)),
    upload: (name, file) => post(name, "application/octet-stream", file),
  };
})();

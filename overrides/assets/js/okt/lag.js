/* Agreements in this browser alone, and which of them this tab is writing. Other teams may use the
   same machine: none overwrites what another has written. There is room for as many as the browser
   takes; when it takes no more, that is said. */
(() => {
  "use strict";

  const { kp } = window;
  const TEXTS = "okt okt_navn dato ovelse tegn hvem nar stikkord tekst".split(" ");
  const key = () => kp.lager.own("avtale", document.body.dataset.rot ?? "");
  const own = () => `avtale:${location.pathname}${location.search}`;
  const newName = () => Math.random().toString(36).slice(2, 10);

  /**
   * What was kept may be another's, or from an older edition: only texts are taken out of it.
   * @type {Kp["lag"]["clean"]}
   */
  const clean = (one) => {
    /** @type {(name: string) => string} */
    const text = (name) => (typeof one[name] === "string" ? String(one[name]) : "");
    const id = text("id") || `${text("okt")} ${text("dato")}`;
    const rest = TEXTS.map((name) => [name, text(name)]);
    return /** @type {Okt.Avtale} */ ({ id, ...Object.fromEntries(rest) });
  };
  /** @type {Kp["lag"]["read"]} */
  const read = () => {
    const kept = kp.lager.read("localStorage", key());
    return Array.isArray(kept)
      ? kept.filter((one) => one && typeof one === "object").map(clean)
      : [];
  };
  /** @type {(list: Okt.Avtale[]) => boolean} */
  const write = (list) => kp.lager.write("localStorage", key(), list.length ? list : null);
  /** @type {(id: string) => Okt.Avtale[]} */
  const others = (id) => read().filter((one) => one.id !== id);

  const kept = kp.lager.read("sessionStorage", own());
  let mine = typeof kept === "string" ? kept : newName();
  kp.lager.write("sessionStorage", own(), mine);

  /**
   * Go on with another agreement; what was written in the last is kept. The forms hear of it.
   * @type {Kp["lag"]["join"]}
   */
  const join = (id) => {
    if (id === mine) return;
    mine = id;
    kp.lager.write("sessionStorage", own(), id);
    document.dispatchEvent(new Event("kp-lag"));
  };

  kp.lag = {
    clean,
    read,
    newName,
    join,
    put: (one) => write([one, ...others(one.id)]),
    remove: (id) => write(others(id)),
    removeAll: () => write([]),
    /* A reload goes on with the same agreement; another tab, or another team, has its own. */
    current: () => mine,
    renew: () => join(newName()),
  };
})();

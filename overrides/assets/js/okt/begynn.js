/* What a staff may begin with when it has counted: the two or three things, and the ways on. */
(() => {
  "use strict";

  const { kp } = window;
  const { OFTEN, sum, answered } = kp.telling;
  const PROPOSED = 3;

  /** @type {Kp["begynn"]["element"]} */
  const element = (tag, className, ...content) => {
    const made = document.createElement(tag);
    made.className = className;
    made.append(...content);
    return made;
  };

  /**
   * What to begin with: what few see, and many find important. Two when little is answered.
   * @type {(points: Okt.Punkt[], answers: Okt.Telling["svar"]) => Okt.Punkt[]}
   */
  const propose = (punkter, svar) => {
    const known = punkter.filter(({ id }) => answered(svar[id]));
    const most = Math.max(1, ...known.map(({ id }) => svar[id][OFTEN]));
    /** @type {(point: Okt.Punkt) => number} */
    const score = ({ id }) =>
      svar[id][OFTEN] / most + (svar[id][0] + svar[id][1] / 2) / sum(svar[id].slice(0, OFTEN));
    return known
      .filter((one) => score(one) > 0)
      .sort((a, b) => score(b) - score(a))
      .slice(0, Math.min(PROPOSED, Math.max(2, known.length - 1)));
  };

  /** @type {(href: string, textContent: string) => HTMLElement} */
  const way = (href, textContent) =>
    Object.assign(document.createElement("a"), { href, textContent });
  /**
   * A session about one thing, ready to be changed in the planner. What one has written oneself
   * becomes its first question, and so does what the plan has no task for.
   * @type {(one: Okt.Punkt, data: Okt.StastedData) => string}
   */
  const sessionAbout = ({ adresse, oppgaver, trening, eget, tekst }, { egen, planlegger }) => {
    const asks = eget || !oppgaver.length;
    const session = kp.adresse.write({
      ...kp.adresse.read(""),
      les: adresse && !eget ? [adresse] : [],
      oppgaver: [...(asks ? ["eget/1"] : []), ...oppgaver.map(([address]) => address)],
      trening: trening.map(([address]) => address),
      eget: asks ? [kp.fyll(egen.sporsmal, tekst)] : [],
    });
    return planlegger + session;
  };
  /** @type {(one: Okt.Punkt, data: Okt.StastedData, words: Okt.StastedOrd) => HTMLElement} */
  const proposal = (one, data, words) => {
    const [ready, title = ""] = one.okt;
    const ways = [
      ...one.oppgaver.map(([, title, page]) => [page, kp.fyll(words.oppgave, title)]),
      ...one.trening.map(([, title, page]) => [page, kp.fyll(words.ovelse, title)]),
      ...(ready ? [[ready, kp.fyll(words.ferdig_okt, title)]] : []),
      [sessionAbout(one, data), words.lag_okt],
    ];
    const items = ways.map(([href, text]) => element("li", "", way(href, text)));
    return element(
      "section",
      "",
      element("p", "kp-steg__tittel", one.tekst),
      element("ul", "kp-stasted__veier", ...items),
    );
  };

  kp.begynn = { element, propose, proposal };
})();

/* Puts a session together from its address and the templates on the page, and says what is no longer in the plan. */
(() => {
  "use strict";

  const kp = (window.kp ??= {});

  const template = (kind, value) => document.querySelector(`template[data-${kind}="${CSS.escape(value)}"]`);
  const copy = (found) => found.content.cloneNode(true);
  const item = (address) => copy(template("adresse", address)).firstElementChild;

  const paragraph = (className, text) => Object.assign(document.createElement("p"), { className, textContent: text });

  const FILLERS = {
    par: (section, okt) => section.querySelector(".kp-steg").append(...okt.les.map(item)),
    oppgave: (section, okt) => place(section, okt.oppgaver.slice(0, 1).map(item)),
    oppgaver: (section, okt) => place(section, okt.oppgaver.map(item)).forEach((step, at) => step.toggleAttribute("data-gjentatt", at === 0)),
    titler: (section, okt) => {
      const titles = okt.oppgaver.map((address) => paragraph("kp-steg__tittel", nameOf(address)));
      section.querySelector(".kp-steg").append(...titles);
    },
    øvelser: (section, okt) => place(section, okt.trening.map(item)),
  };

  const place = (section, steps) => {
    section.querySelector(":scope > .kp-notat").before(...steps);
    return steps;
  };

  const phase = (okt, { id, minutter }) => {
    const found = template("fase", id);
    if (!found) return [];
    const section = copy(found).firstElementChild;
    section.dataset.minutter = minutter;
    section.querySelector("[data-plass=minutter]").textContent = minutter;
    if (!minutter) section.querySelector(".kp-fase__minutter").remove();
    FILLERS[found.dataset.viser]?.(section, okt);
    return [section];
  };

  const start = (main, okt) => {
    const ready = template("okt", okt.okt);
    const first = okt.oppgaver[0] && nameOf(okt.oppgaver[0]);
    const title = okt.tittel || ready?.dataset.tittel || first;
    if (title) {
      main.querySelector("h1").textContent = title;
      document.title = `${title} – ${document.title}`;
    }
    main.querySelector("[data-plass=minutter]").textContent = okt.faser.reduce((sum, one) => sum + one.minutter, 0);
    if (ready) main.querySelector("[data-plass=om]").append(copy(ready));
  };

  const nameOf = (address) => {
    const found = template("adresse", address);
    return found && (found.content.querySelector("h3") ?? found.content.firstElementChild).textContent;
  };

  kp.settSammen = (main, words) => {
    const okt = kp.adresse.read(location.search);
    const planner = document.querySelector("[data-tilpass]");
    planner.search = location.search;
    if (!okt.faser.length) location.replace(planner.href); // it proposes the times
    const heirs = JSON.parse(document.getElementById("arvinger").textContent);
    const lines = kp.adresse.gone(okt, nameOf, heirs, words);
    if (!okt.oppgaver.length) lines.push(paragraph("", words.tom));
    document.querySelector(".kp-okt__mangler").append(...lines);
    start(main, okt);
    main.append(...okt.faser.flatMap((one) => phase(okt, one)));
    return okt;
  };
})();

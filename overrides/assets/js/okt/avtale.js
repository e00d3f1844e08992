/* What the group takes along, kept in this browser alone, and what it took along last time. */
(() => {
  "use strict";

  const kp = (window.kp ??= {});
  const KEPT = 2;

  const key = () => `avtale:${new URL(document.body.dataset.rot, location).pathname}`;
  const today = () => new Intl.DateTimeFormat("nb", { dateStyle: "long" }).format(new Date());

  const read = () => kp.lager.read("localStorage", key()) ?? [];
  const write = (list) => kp.lager.write("localStorage", key(), list);
  const isThis = (one) => one.okt === location.pathname + location.search && one.dato === today();

  /* The agreement as plain text: what is saved, copied and printed, and what can be pasted in next time. */
  const asText = (agreement, words) => {
    const lines = ["okt_navn:okt", "dato:dato", "ovelse:prover", "hvem:gjor", "nar:frist", "stikkord:skrev"].map((pair) => pair.split(":"));
    const written = lines.filter(([field]) => agreement[field]).map(([field, word]) => words[word].replace("{}", agreement[field]));
    return [words.tittel, ...written].join("\n");
  };

  const fillChoices = (form, main) => {
    const [first] = form.elements.ovelse.length === undefined ? [form.elements.ovelse] : form.elements.ovelse;
    const other = first.closest("label");
    for (const { dataset } of main.querySelectorAll("[data-tittel]")) {
      const label = other.cloneNode(true);
      label.querySelector("input").value = dataset.tittel;
      label.querySelector("span").textContent = dataset.tittel;
      other.before(label);
    }
  };

  const startAgreement = (box, main, words) => {
    const form = box.querySelector("form");
    const status = box.querySelector("[role=status]");
    const sheet = box.querySelector("pre");
    fillChoices(form, main);
    form.hidden = false;

    const current = () => {
      const { ovelse, hvem, nar, stikkord } = Object.fromEntries(new FormData(form));
      return { okt: location.pathname + location.search, okt_navn: document.querySelector("h1").textContent, dato: today(), ovelse, hvem, nar, stikkord };
    };

    const saved = read().find(isThis);
    for (const name of saved ? ["hvem", "nar", "stikkord", "ovelse"] : []) form.elements[name].value = saved[name] ?? "";

    const actions = {
      lagre: () => kp.taMed.save(`${words.fil}.txt`, asText(current(), words), "text/plain"),
      kopier: async () => {
        await kp.taMed.copy(asText(current(), words));
        status.textContent = words.kopiert;
      },
      skriv_ut: () => {
        sheet.textContent = asText(current(), words);
        kp.skrivUt("avtale");
      },
      slett: () => {
        write(null);
        form.reset();
        status.textContent = words.slettet;
      },
    };

    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", () => {
      const kept = write([current(), ...read().filter((one) => !isThis(one))].slice(0, KEPT));
      status.textContent = kept ? words.lagret : words.ikke_lagret;
    });
    box.addEventListener("click", ({ target }) => actions[target.dataset.avtale]?.());
  };

  const startLast = (box, words) => {
    const last = read().find((one) => !isThis(one));
    const place = box.querySelector(".kp-sist__avtale");
    const paste = box.querySelector(".kp-sist__lim");
    const show = (text) => {
      place.textContent = text;
      place.hidden = !text;
      box.querySelector("h3").hidden = !text;
    };
    show(last ? asText(last, words).split("\n").slice(1).join("\n") : "");
    paste.hidden = Boolean(last);
    paste.querySelector("textarea").addEventListener("input", ({ target }) => show(target.value.trim()));
  };

  kp.avtale = (main, words) => {
    for (const box of main.querySelectorAll("[data-module=sist]")) startLast(box, words);
    for (const box of main.querySelectorAll("[data-module=avtale]")) startAgreement(box, main, words);
  };
})();

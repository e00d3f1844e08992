/* Where are we, and where do we begin? A staff counts how often it sees each thing, and the page shows what to begin with.
   The counts stay in this browser and in the file one saves. No person's answer is ever written down. */
(() => {
  "use strict";

  const kp = (window.kp ??= {});
  const OFTEN = 4;
  const KEPT = 12;
  const PROPOSED = 3;
  const MOST = 500;
  const OWN = 12;

  const key = () => `stasted:${new URL(document.body.dataset.rot, location).pathname}`;
  const isCounts = (one) => Array.isArray(one) && one.length === OFTEN + 1 && one.every((count) => Number.isInteger(count) && count >= 0 && count <= MOST);
  const isMeasure = (one) => typeof one?.liste === "string" && /^\d{4}-\d\d-\d\d$/.test(one.dato) && one.svar && typeof one.svar === "object" && Object.values(one.svar).every(isCounts);

  const read = () => {
    const kept = kp.lager.read("localStorage", key());
    return Array.isArray(kept) ? kept.filter(isMeasure) : [];
  };
  const put = (one) => kp.lager.write("localStorage", key(), [one, ...read().filter(({ liste, dato }) => liste !== one.liste || dato !== one.dato)].slice(0, KEPT));

  const element = (tag, className, ...content) => {
    const made = document.createElement(tag);
    made.className = className;
    made.append(...content);
    return made;
  };
  const copy = (name) => document.querySelector(`template[data-stasted=${name}]`).content.firstElementChild.cloneNode(true);
  const fill = (text, ...values) => values.reduce((filled, value) => filled.replace("{}", () => value), text);
  const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);
  const answered = (counts) => counts && sum(counts.slice(0, OFTEN)) > 0;

  /* The list that is looked at: a theme's, the traits of a learning culture, or one's own, which is in the address. */
  const chosenList = (data) => {
    const asked = new URLSearchParams(location.search);
    const own = asked.getAll("egen").map((text) => text.trim().slice(0, 200)).filter(Boolean).slice(0, OWN);
    const id = asked.get("liste");
    if (own.length) return { id: `egen:${own.join("|")}`, tittel: data.egen, punkter: own.map((tekst, at) => ({ id: `${at + 1}`, tekst, oppgaver: [], trening: [] })) };
    return Object.hasOwn(data.lister, id) ? { id, ...data.lister[id] } : null;
  };

  /* Of a hundred, as whole numbers that make a hundred together. */
  const shares = (counts) => counts.slice(0, OFTEN).map((one) => Math.round((100 * one) / (sum(counts.slice(0, OFTEN)) || 1)));

  const bar = (counts, words, when) => {
    const parts = counts.slice(0, OFTEN).map((count, at) => {
      const part = element("span", `kp-stolpe__del kp-stolpe__del--${at}`, count ? String(count) : "");
      part.style.flexGrow = count;
      part.hidden = !count;
      return part;
    });
    const said = shares(counts).map((share, at) => fill(words.andel, words.svar[at].toLowerCase(), counts[at], share)).join(", ");
    const stripe = element("div", "kp-stolpe", ...parts);
    stripe.setAttribute("aria-hidden", "true");
    return [stripe, element("figcaption", "", when ? `${when}: ${said}` : said, counts[OFTEN] ? `. ${fill(words.viktig_sagt, counts[OFTEN])}` : "")];
  };

  const figure = ({ tekst }, counts, before, words) =>
    element("figure", "kp-stasted__figur", element("p", "kp-stasted__tekst", tekst), ...bar(counts, words), ...(answered(before?.counts) ? bar(before.counts, words, before.dato) : []));

  /* What to begin with: what few see, and many find important. Two when little is answered. */
  const propose = (punkter, svar) => {
    const known = punkter.filter(({ id }) => answered(svar[id]));
    const most = Math.max(1, ...known.map(({ id }) => svar[id][OFTEN]));
    const score = ({ id }) => svar[id][OFTEN] / most + (svar[id][0] + svar[id][1] / 2) / sum(svar[id].slice(0, OFTEN));
    return known.filter((one) => score(one) > 0).sort((a, b) => score(b) - score(a)).slice(0, Math.min(PROPOSED, Math.max(2, known.length - 1)));
  };

  const way = (href, textContent) => Object.assign(document.createElement("a"), { href, textContent });
  const proposal = (list, one, data, words) => {
    const planner = new URLSearchParams({ les: one.adresse ?? "", oppgaver: one.oppgaver.map(([address]) => address).join(), trening: one.trening.map(([address]) => address).join() });
    const page = (address) => data.tema + address.replace("/", ".html#");
    const items = [...one.oppgaver, ...one.trening].map(([address, title]) => element("li", "", way(page(address), title)));
    const session = one.oppgaver.length ? [element("p", "", way(`${data.planlegger}?${decodeURIComponent(planner.toString())}`, words.lag_okt))] : [];
    return [element("p", "kp-steg__tittel", one.tekst), ...(items.length ? [element("ul", "", ...items)] : []), ...session];
  };

  const today = () => new Date().toISOString().slice(0, 10);
  const measureOf = (list) => read().find(({ liste, dato }) => liste === list.id && dato === today()) ?? { liste: list.id, dato: today(), svar: {} };
  const beforeOf = (list) => read().filter(({ liste, dato }) => liste === list.id && dato < today()).sort((a, b) => b.dato.localeCompare(a.dato))[0];

  const drawResults = (page) => {
    const { list, main, words, data } = page;
    const [measure, before] = [measureOf(list), beforeOf(list)];
    const seen = list.punkter.filter(({ id }) => answered(measure.svar[id]));
    const figures = seen.map((one) => figure(one, measure.svar[one.id], before && { counts: before.svar[one.id], dato: before.dato }, words));
    main.querySelector("[data-plass=resultat]").replaceChildren(...(figures.length ? figures : [element("p", "", words.ingen_svar)]));
    const some = propose(list.punkter, measure.svar).flatMap((one) => proposal(list, one, data, words));
    main.querySelector("[data-plass=forslag]").replaceChildren(...(some.length ? some : [element("p", "", words.ingen_svar)]));
  };

  /* One step for each thing on the list, with a field for each answer. */
  const counting = (page, one) => {
    const step = copy("tell");
    const counts = measureOf(page.list).svar[one.id];
    step.querySelector("h3").textContent = one.tekst;
    step.querySelectorAll("input").forEach((field, at) => {
      Object.assign(field, { value: counts?.[at] || "" });
      field.dataset.punkt = one.id;
    });
    return step;
  };

  const alone = (one, at) => {
    const item = copy("alene");
    item.querySelector("legend").textContent = one.tekst;
    for (const field of item.querySelectorAll("[type=radio]")) field.name = `alene-${at}`;
    return item;
  };

  const count = (page, step) => {
    const fields = [...step.querySelectorAll("input")];
    const measure = measureOf(page.list);
    measure.svar[fields[0].dataset.punkt] = fields.map(({ value }) => Math.min(MOST, Math.max(0, Number.parseInt(value, 10) || 0)));
    page.say(put(measure) ? page.words.lagret : page.words.ikke_lagret);
    drawResults(page);
  };

  const csv = ({ list, words }) => {
    const quote = (text) => `"${String(text).replace(/"/g, '""').replace(/^[=+@-]/, "'$&")}"`;
    const rows = read().filter(({ liste }) => liste === list.id).flatMap(({ dato, svar }) => list.punkter.filter(({ id }) => svar[id]).map(({ id, tekst }) => [dato, quote(tekst), ...svar[id]]));
    return `\ufeff${[[words.dato, words.hva, ...words.svar, words.viktig].map(quote), ...rows].map((row) => row.join(";")).join("\r\n")}\r\n`;
  };

  const open = async (page, file) => {
    try {
      const found = JSON.parse(await file.text());
      if (!Array.isArray(found) || !found.length || !found.every(isMeasure)) throw new TypeError();
      found.reverse().forEach(put);
      location.reload();
    } catch {
      page.say(page.words.ikke_fil);
    }
  };

  const ACTIONS = {
    lagre: ({ list, words }) => kp.taMed.save(`${words.fil}-${today()}.json`, JSON.stringify(read().filter(({ liste }) => liste === list.id)), "application/json"),
    csv: (page) => kp.taMed.save(`${page.words.fil}-${today()}.csv`, csv(page), "text/csv"),
    skriv_ut: () => kp.skrivUt("stasted"),
    ark: () => kp.skrivUt("alene"),
    /* A question drawn by chance, to be challenged by. */
    trekk: ({ words, main }) => {
      main.querySelector("[data-plass=kort]").textContent = words.kort[Math.floor(Math.random() * words.kort.length)];
    },
  };

  const listen = (page) => {
    const { main } = page;
    main.addEventListener("input", ({ target }) => target.closest(".kp-stasted__tell") && count(page, target.closest(".kp-steg")));
    document.addEventListener("click", ({ target }) => ACTIONS[target.dataset.stasted]?.(page));
    document.querySelector("[data-stasted=apne]").addEventListener("change", ({ target }) => target.files[0] && open(page, target.files[0]));
  };

  const chooser = (data) => {
    const form = document.querySelector(".kp-stasted__valg");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const own = form.elements.egen.value.split("\n").map((line) => line.trim()).filter(Boolean);
      const query = own.length ? own.map((line) => ["egen", line]) : [["liste", form.elements.liste.value]];
      location.assign(`${location.pathname}?${new URLSearchParams(query)}`);
    });
    for (const field of ["liste"]) form.elements[field].value = new URLSearchParams(location.search).get(field) ?? Object.keys(data.lister)[0];
  };

  /* Put the page together. Returns whether a list is chosen. */
  kp.stasted = (main, words) => {
    const data = JSON.parse(document.getElementById("stasted-data").textContent);
    const list = chosenList(data);
    chooser(data);
    for (const phase of main.querySelectorAll(".kp-fase:not([data-fase=start])")) if (!list) phase.remove();
    if (!list) return false;
    const page = { main, words, data, list, say: (message) => (document.querySelector(".kp-okt__beskjed").textContent = message) };
    const heading = main.querySelector("h1");
    const title = fill(words.tittel_for, list.tittel);
    document.title = document.title.replace(heading.textContent, title);
    heading.textContent = title;
    main.querySelector("[data-plass=alene]").append(...list.punkter.map(alone));
    main.querySelector("[data-fase=tell]").append(...list.punkter.map((one) => counting(page, one)));
    listen(page);
    drawResults(page);
    return true;
  };
})();

/* Where are we, and where do we begin? A staff counts how often it sees each thing, and the page
   shows what to begin with. The counts stay in this browser and in the file one saves. No
   person's answer is ever written down. */
(() => {
  "use strict";

  const { kp } = window;
  const { OFTEN, MOST, isMeasure, read, put, today, measureOf, beforeOf, csv, sum, answered } =
    kp.telling;
  const { element, propose, proposal } = kp.begynn;
  const LONGEST = 200;

  /** @type {(name: string) => Del} */
  const copy = (name) =>
    document
      .querySelector(`template[data-stasted=${name}]`)
      .content.firstElementChild.cloneNode(true);
  /**
   * The list that is looked at: a theme's, the traits of a learning culture, or one's own, which is
   * in the address.
   * @type {(data: Okt.StastedData) => Okt.Punktliste | null}
   */
  const chosenList = (data) => {
    const asked = new URLSearchParams(location.search);
    const own = asked
      .getAll("egen")
      .map((text) => kp.lest.cut(text.trim(), LONGEST))
      .filter(Boolean);
    const id = asked.get("liste");
    const { tittel, ...work } = data.egen;
    if (own.length)
      return {
        id: `egen:${own.join("|")}`,
        tittel,
        punkter: own.map((tekst, at) => ({
          ...work,
          ...{ id: `${at + 1}`, tekst, eget: true },
        })),
      };
    return id && data.lister[id] ? { id, ...data.lister[id] } : null;
  };

  /**
   * Of a hundred, as whole numbers that make a hundred together.
   * @type {(counts: number[]) => number[]}
   */
  const shares = (counts) =>
    counts
      .slice(0, OFTEN)
      .map((one) => Math.round((100 * one) / (sum(counts.slice(0, OFTEN)) || 1)));

  /** @type {(counts: number[], words: Okt.StastedOrd, when?: string) => HTMLElement[]} */
  const bar = (counts, words, when) => {
    const parts = counts.slice(0, OFTEN).map((count, at) => {
      const part = element(
        "span",
        `kp-stolpe__del kp-stolpe__del--${at}`,
        count ? String(count) : "",
      );
      part.style.flexGrow = String(count);
      part.hidden = !count;
      return part;
    });
    const said = shares(counts)
      .map((share, at) => kp.fyll(words.andel, words.svar[at].toLowerCase(), counts[at], share))
      .join(", ");
    const stripe = element("div", "kp-stolpe", ...parts);
    stripe.setAttribute("aria-hidden", "true");
    return [
      stripe,
      element(
        "figcaption",
        "",
        when ? `${when}: ${said}` : said,
        counts[OFTEN] ? `. ${kp.fyll(words.viktig_sagt, counts[OFTEN])}` : "",
      ),
    ];
  };

  /**
   * What was counted of one thing, now and the time before.
   * @type {(point: Okt.Punkt, now: Okt.Telling, before: Okt.Telling | undefined,
   * words: Okt.StastedOrd) => HTMLElement}
   */
  const figure = ({ id, tekst }, now, before, words) => {
    const made = element("figure", "kp-stasted__figur", element("p", "kp-stasted__tekst", tekst));
    made.append(...bar(now.svar[id], words));
    if (before && answered(before.svar[id]))
      made.append(...bar(before.svar[id], words, before.dato));
    return made;
  };

  /** @type {(page: Okt.Stasted) => void} */
  const drawResults = (page) => {
    const { list, main, words, data } = page;
    const [measure, before] = [measureOf(list), beforeOf(list)];
    const seen = list.punkter.filter(({ id }) => answered(measure.svar[id]));
    const figures = seen.map((one) => figure(one, measure, before, words));
    main
      .querySelector("[data-plass=resultat]")
      .replaceChildren(...(figures.length ? figures : [element("p", "", words.ingen_svar)]));
    const some = propose(list.punkter, measure.svar).map((one) => proposal(one, data, words));
    main
      .querySelector("[data-plass=forslag]")
      .replaceChildren(...(some.length ? some : [element("p", "", words.ingen_svar)]));
  };

  /**
   * One step for each thing on the list, with a field for each answer.
   * @type {(page: Okt.Stasted, point: Okt.Punkt) => Del}
   */
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

  /** @type {(point: Okt.Punkt, at: number) => Del} */
  const alone = (one, at) => {
    const item = copy("alene");
    item.querySelector("legend").textContent = one.tekst;
    for (const field of item.querySelectorAll("input[type=radio]")) field.name = `alene-${at}`;
    return item;
  };

  /** @type {(value: string) => number} */
  const counted = (value) => Math.min(MOST, Math.max(0, Number.parseInt(value, 10) || 0));
  /** @type {(page: Okt.Stasted, step: Del) => void} */
  const count = (page, step) => {
    const fields = [...step.querySelectorAll("input")];
    const measure = measureOf(page.list);
    measure.svar[fields[0].dataset.punkt] = fields.map(({ value }) => counted(value));
    page.say(put(measure) ? page.words.lagret : page.words.ikke_lagret);
    drawResults(page);
  };

  /** @type {(page: Okt.Stasted, file: File) => Promise<void>} */
  const open = async (page, file) => {
    try {
      const found = JSON.parse(await file.text());
      if (!Array.isArray(found) || !found.length || !found.every(isMeasure)) throw new TypeError();
      if (found.reverse().every(put)) location.reload();
      else page.say(page.words.ikke_lagret);
    } catch {
      page.say(page.words.ikke_fil);
    }
  };

  /** @type {Record<string, (page: Okt.Stasted) => void>} */
  const ACTIONS = {
    lagre: ({ list, words }) =>
      kp.taMed.save(
        `${words.fil}-${today()}.json`,
        JSON.stringify(read().filter(({ liste }) => liste === list.id)),
        "application/json",
      ),
    csv: (page) => kp.taMed.save(`${page.words.fil}-${today()}.csv`, csv(page), "text/csv"),
    skriv_ut: () => kp.skrivUt("stasted"),
    ark: () => kp.skrivUt("alene"),
    /* A question drawn by chance, to be challenged by. */
    trekk: ({ words, main }) => {
      main.querySelector("[data-plass=kort]").textContent =
        words.kort[Math.floor(Math.random() * words.kort.length)];
    },
  };

  /** @type {(page: Okt.Stasted) => void} */
  const listen = (page) => {
    const { main } = page;
    main.addEventListener(
      "input",
      ({ target }) =>
        target.closest(".kp-stasted__tell") && count(page, target.closest(".kp-steg")),
    );
    // Who leaves a field, sees in it what was counted.
    main.addEventListener("change", ({ target }) => {
      if (target.closest(".kp-stasted__tell")) target.value &&= String(counted(target.value));
    });
    document.addEventListener("click", ({ target }) => ACTIONS[target.dataset.stasted]?.(page));
    document.querySelector("[data-stasted=apne]").addEventListener("change", ({ target }) => {
      const file = target.files?.[0];
      if (file) open(page, file);
    });
  };

  /** @type {(data: Okt.StastedData) => void} */
  const chooser = (data) => {
    const form = /** @type {Skjema<"egen" | "liste">} */ (
      document.querySelector("form.kp-stasted__valg")
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const own = form.elements.egen.value
        .split("\n")
        .map((line) => line.trim())
        .filter(Boolean);
      const query = own.length
        ? own.map((line) => ["egen", line])
        : [["liste", form.elements.liste.value]];
      location.assign(`${location.pathname}?${new URLSearchParams(query)}`);
    });
    const asked = new URLSearchParams(location.search).get("liste");
    form.elements.liste.value = asked ?? Object.keys(data.lister)[0];
  };

  /* Put the page together. Returns whether a list is chosen. */
  kp.stasted = (main, words) => {
    const data = kp.lest.data("stasted-data");
    const list = chosenList(data);
    chooser(data);
    for (const phase of main.querySelectorAll(".kp-fase:not([data-fase=start])"))
      if (!list) phase.remove();
    if (!list) return false;
    /** @type {Okt.Stasted["say"]} */
    const say = (message) => {
      document.querySelector(".kp-okt__beskjed").textContent = message;
    };
    const page = { main, words, data, list, say };
    const title = kp.fyll(words.tittel_for, list.tittel);
    const heading = main.querySelector("h1");
    document.title = document.title.replace(heading.textContent, title);
    heading.textContent = title;
    const source = main.querySelector("[data-plass=kilde]");
    source.textContent = list.kilde ?? "";
    source.hidden = !list.kilde;
    main.querySelector("[data-plass=alene]").append(...list.punkter.map(alone));
    main
      .querySelector("[data-fase=tell]")
      .append(...list.punkter.map((one) => counting(page, one)));
    listen(page);
    drawResults(page);
    return true;
  };
})();

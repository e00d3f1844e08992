/* Where on the page each text of the plan stands. The page says nothing of it: it is found by
   the words themselves. */
(() => {
  "use strict";

  const { forslag, lest } = window.kp;
  const { key, paragraphs } = forslag.tekst;

  const SHORTEST = 2;
  const SURE = 20; // so many letters are not said by chance in another item's part of the page
  const BESIDE = [
    "nav, svg, [aria-hidden=true], template, form, dialog, [popover]",
    ".kp-horer-til, .kp-snakk, .kp-opphav, .kp-lovtekst, .kp-denne-maneden",
    ".kp-forslag, .kp-forslag__legg-til",
  ].join();
  const INLINE = "em, strong, a, button, span, small, time";

  /**
   * The first words of a field, as a page shows them.
   * @type {(all: Forslag.Oversikt, value: Forslag.Verdi) => string}
   */
  const firstWords = (all, value) => {
    const first = [value].flat()[0];
    return typeof first === "string" ? key(all.read(paragraphs(first)[0])) : "";
  };

  /**
   * The fields of a plan by their first words.
   * @type {(all: Forslag.Oversikt) => Map<string, Forslag.Feltnavn[]>}
   */
  const index = (all) => {
    const found = new Map();
    for (const address of all.steder.keys()) {
      for (const [felt, form] of Object.entries(all.fields(address))) {
        if (form.til || form.valg || form.liste?.valg || felt === "id" || felt === "søkeord")
          continue;
        const words = firstWords(all, all.item(address)[felt] ?? "");
        if (words.length >= SHORTEST)
          found.set(words, [...(found.get(words) ?? []), { id: address, felt }]);
      }
    }
    return found;
  };

  /**
   * What an element says in ways that a field may fill it: all of it, without what stands in bold
   * first, and its own words alone.
   * @type {(element: Del) => string[]}
   */
  const sayings = (element) => {
    const nodes = [...element.childNodes];
    /** @type {(node: Node | undefined, selector: string) => boolean} */
    const is = (node, selector) => node instanceof Element && node.matches(selector);
    /** @type {(node: Node, at: number) => boolean} */
    const isLabel = (node, at) =>
      is(node, "strong, .kp-adresse, .kp-liten, .kp-merke, small") &&
      (at === 0 || !is(node, "strong") || !nodes[at - 1]?.textContent?.trim());
    const own = nodes.filter((node) => node.nodeType === Node.TEXT_NODE);
    const inline = nodes.filter((node) => own.includes(node) || is(node, INLINE));
    const bare = inline.filter((node, at) => !isLabel(node, at));
    return [nodes, bare, own].map((some) => key(some.map((node) => node.textContent).join("")));
  };

  const HERE = lest.address(location.pathname);

  /**
   * Whether this is the page that shows an item: where its id is an anchor.
   * @type {(all: Forslag.Oversikt, id: string) => boolean}
   */
  const isPageOf = (all, id) => {
    const page = all.data.sider[all.kind(id)];
    if (page) return HERE.endsWith(`/${page}`);
    const inTheme = all.theme(id);
    return inTheme
      ? HERE.endsWith(`/tema/${inTheme}.html`)
      : id.includes("/") && isPageOf(all, id.slice(0, id.lastIndexOf("/")));
  };

  /**
   * The part of a page that is an item's own: all of it, on the page of a theme or a situation.
   * @type {(place: Del, all: Forslag.Oversikt, felt: Forslag.Feltnavn) => Del | undefined}
   */
  const scope = (place, all, { id }) => {
    const page = HERE.match(/(tema|situasjon)\/([a-z0-9-]+)\.html$/);
    if (page && id === (page[1] === "tema" ? page[2] : `situasjoner/${page[2]}`)) return place;
    const last = id.slice(id.lastIndexOf("/") + 1);
    const names = [id.replace("/", "."), id, ...(isPageOf(all, id) ? [last] : [])];
    const anchor = names.map((one) => place.querySelector(`#${CSS.escape(one)}`)).find(Boolean);
    return (
      anchor?.closest(".kp-par, .kp-rad, .kp-eksempel, .kp-mal, section, li, dl > div") ?? anchor
    );
  };

  /**
   * Of several places for the same words, the one in the item's own part of the page; else the
   * innermost of the first.
   * @type {(places: Del[], own: Del | undefined) => Del}
   */
  const best = (places, own) => {
    const within = own ? places.filter((one) => own === one || own.contains(one)) : [];
    const [first, ...others] = within.length ? within : places;
    return others.filter((one) => first.contains(one)).at(-1) ?? first;
  };

  /**
   * The fields that are on the page, by address and field.
   * @type {Forslag.Rom["finn"]["find"]}
   */
  const find = (article, all) => {
    const fields = index(all);
    /** @type {Map<string, Forslag.Ordlike>} */
    const hits = new Map();
    for (const element of article.querySelectorAll(
      "h1, h2, h3, h4, p, li, dt, dd, td, th, div, a, strong, span, summary, em",
    )) {
      if (element.closest(BESIDE)) continue;
      for (const words of new Set(sayings(element))) {
        for (const felt of fields.get(words) ?? []) {
          const name = `${felt.id} ${felt.felt}`;
          hits.set(name, { ...felt, places: [...(hits.get(name)?.places ?? []), element] });
        }
      }
    }
    for (const hit of headings(article, all))
      if (!hits.has(`${hit.id} ${hit.felt}`)) hits.set(`${hit.id} ${hit.felt}`, hit);
    return chosen(
      [...hits.values()].map((hit) => placed(hit, scope(article, all, hit))),
      all,
    );
  };

  /**
   * Whether words outside an item's own part of the page can be no one else's. What a term is called,
   * anyone may say: a heading with the same words is not the term.
   * @type {(kind: string, element: Del) => boolean}
   */
  const isSaid = (kind, element) =>
    kind !== "Begrep" && forslag.tekst.key(element.textContent).length >= SURE;

  /** @type {(found: Forslag.Ordlike, own: Del | undefined) => Forslag.Plassert} */
  const placed = ({ id, felt, places }, own) => {
    const element = best(places, own);
    return { id, felt, element, isOwn: Boolean(own && (own === element || own.contains(element))) };
  };

  /**
   * Where the same words could be several fields', the one in its own part of the page; and no link
   * to what stands elsewhere.
   * @type {(hits: Forslag.Plassert[], all: Forslag.Oversikt) => Map<string, Forslag.Plassert>}
   */
  const chosen = (hits, all) => {
    /** @type {Map<Element, Forslag.Plassert>} */
    const byElement = new Map();
    for (const hit of hits) {
      const isLink = hit.element.closest("a") && all.kind(hit.id) !== "Virkning";
      const before = byElement.get(hit.element);
      const isSure = hit.isOwn || isSaid(all.kind(hit.id), hit.element);
      if (isSure && (!isLink || hit.isOwn) && (!before || (hit.isOwn && !before.isOwn)))
        byElement.set(hit.element, hit);
    }
    return new Map([...byElement.values()].map((hit) => [`${hit.id} ${hit.felt}`, hit]));
  };

  /**
   * A title that is part of a heading, as «Hva gjør jeg når …».
   * @type {(article: Del, all: Forslag.Oversikt) => Iterable<Forslag.Ordlike>}
   */
  const headings = function* (article, all) {
    const heading = article.querySelector("h1");
    const page = lest.address(location.pathname).match(/situasjon\/([a-z0-9-]+)\.html$/);
    const id = page && `situasjoner/${page[1]}`;
    if (heading && id && all.has(id)) yield { id, felt: "tittel", places: [heading] };
  };

  /**
   * Where a button for a text can stand.
   * @type {Forslag.Rom["finn"]["beside"]}
   */
  const beside = (element) => {
    const summary = element.closest("summary");
    if (summary) return { where: summary, how: "afterend" };
    if (element.matches("a, strong, span, em") && element.parentElement.closest("a"))
      return beside(element.parentElement.closest("a"));
    return {
      where: element,
      how: element.matches("p, li, dd, td, th, div") ? "beforeend" : "afterend",
    };
  };

  /**
   * What a form can stand after.
   * @type {Forslag.Rom["finn"]["block"]}
   */
  const block = (element) => {
    const outer =
      element.closest("summary") ??
      element.closest("ul, ol, dl, table, h1, h2, h3, h4, p") ??
      element;
    return outer.closest("a") ?? outer;
  };

  /**
   * The parts of a page that are an item's, and what other parts they are like.
   * @type {Forslag.Rom["finn"]["parts"]}
   */
  const parts = (place, all, id) => {
    const own = scope(place, all, { id, felt: "" });
    const links =
      all.kind(id) === "Tema"
        ? document.querySelectorAll(`:is(nav, .kp-kortliste) a[href$="tema/${id}.html"]`)
        : [];
    const lines = [...links].map((link) => /** @type {Del | null} */ (link.closest("li")));
    const found = lines.filter((line) => line !== null);
    return [
      ...(own && own !== place ? [{ element: own, among: own.localName }] : []),
      ...found.map((element) => ({ element, among: element.parentElement })),
    ];
  };

  forslag.finn = { find, beside, block, parts };
})();

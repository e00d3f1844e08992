/* What is on the page while one edits: a button at each text, what is proposed beside it, and
   what can be added. Drawn anew when something has changed. */
(() => {
  "use strict";

  const { forslag, lest } = window.kp;
  const { piece, part } = forslag.kontroll;
  const MARK = "data-forslag";
  const STRUCK = "kp-forslag__strok";

  /** @type {() => Del} */
  const article = () =>
    document.querySelector("#innhold article") ?? document.querySelector("main");

  /** @type {<E extends Element>(place: Del, how: InsertPosition, element: E) => E} */
  const put = (place, how, element) => {
    element.setAttribute(MARK, "");
    place.insertAdjacentElement(how, element);
    return element;
  };

  /** @type {(text: string, className: string) => Del} */
  const note = (text, className) =>
    Object.assign(document.createElement("p"), { className, textContent: text });

  /**
   * Open a form after what is changed; one at a time.
   * @type {(after: Del, make: (close: () => void) => Del, back: Del) => Del}
   */
  const openForm = (after, make, back) => {
    document.querySelector(".kp-forslag__skjema")?.remove();
    const close = () => {
      form.remove();
      if (back.isConnected) back.focus();
      else focus(back.dataset.endrer ?? "");
    };
    const form = put(after, "afterend", make(close));
    form.dataset.for = back.dataset.endrer;
    return form;
  };

  /**
   * Stand at the button for a text; where it is gone, at what else its item has, and then at the
   * line, which says what was done.
   * @type {Forslag.Rom["vis"]["focus"]}
   */
  const focus = (name) => {
    const [id] = name.split(" ");
    const wanted = [name, id].map((one) => CSS.escape(one));
    const places = [`[data-endrer="${wanted[0]}"]`, `[data-endrer^="${wanted[1]}\\ "]`];
    const found = places.map((one) => document.querySelector(one)).find(Boolean);
    (found ?? part(forslag.linje, "status")).focus();
  };

  /** @type {(words: string, what: string, name: string) => Del} */
  const button = (words, what, name) => {
    const made = piece("knapp");
    part(made, "ord").textContent = words;
    part(made, "hva").textContent = `: ${what}`;
    made.dataset.endrer = name;
    return made;
  };

  /** @type {(made: Del, place: Del) => void} */
  const explain = (made, place) => {
    const next = place.nextElementSibling;
    if (next?.matches(".kp-forslag__last")) next.remove();
    else put(place, "afterend", note(forslag.ord.last_hvorfor, "kp-forslag__last"));
    made.setAttribute("aria-expanded", String(!next?.matches(".kp-forslag__last")));
  };

  /** @type {(all: Forslag.Oversikt, before: Forslag.Oversikt, place: Forslag.Plassert) => void} */
  const decorate = (all, before, { id, felt, element }) => {
    const locked = before.isLocked(id);
    const what = `${forslag.verdi.nameOf(felt)}, ${before.label(id)}`;
    const made = button(locked ? forslag.ord.last : forslag.ord.endre, what, `${id} ${felt}`);
    const { where, how } = forslag.finn.beside(element);
    put(where, how, made);
    const place = forslag.finn.block(element);
    const after = place === where && how === "afterend" ? made : place;
    const wide = after.closest(".kp-par") ?? after;
    if (!all.has(id)) {
      element.classList.add(STRUCK);
      removed(wide, made, id, what);
    } else if (locked) made.addEventListener("click", () => explain(made, after));
    else {
      made.addEventListener("click", () =>
        openForm(wide, (close) => forslag.skjema.edit(id, felt, close), made),
      );
      if (!forslag.steg.same(before.item(id)[felt], all.item(id)[felt]))
        proposed(all, after, id, felt);
    }
  };

  /**
   * Say once for each item that it is taken out, and let it be taken in again.
   * @type {(after: Del, made: Del, id: string, what: string) => void}
   */
  const removed = (after, made, id, what) => {
    made.remove();
    if (document.querySelector(`[data-tatt-ut="${CSS.escape(id)}"]`)) return;
    const reason = forslag.tilstand.reasons()[id] ?? "";
    const words = forslag.tekst.filled(forslag.ord.tas_ut, reason);
    const box = put(after, "afterend", note(words, "kp-forslag__borte"));
    box.dataset.tattUt = id;
    const again = button(forslag.ord.ta_inn, what, made.dataset.endrer ?? "");
    again.addEventListener("click", () => forslag.tilstand.restore(id));
    box.append(" ", again);
  };

  /** @type {(all: Forslag.Oversikt, after: Del, id: string, felt: string) => void} */
  const proposed = (all, after, id, felt) => {
    const box = note("", "kp-forslag__ny");
    const words = forslag.verdi.told(all, all.fields(id)[felt], all.item(id)[felt], id);
    box.append(
      Object.assign(document.createElement("strong"), { textContent: forslag.ord.forslag }),
      ` ${words || forslag.ord.tomt}`,
    );
    put(after, "afterend", box);
  };

  /**
   * The lists that something can be added to on this page: a theme's own, and those whose items
   * stand here.
   * @type {(all: Forslag.Oversikt, found: Map<string, Forslag.Plassert>) => string[]}
   */
  const listsHere = (all, found) => {
    const theme = lest.address(location.pathname).match(/tema\/([a-z0-9-]+)\.html$/)?.[1];
    const own =
      theme && all.has(theme)
        ? Object.keys(all.data.slag.Tema.lister).map((key) => `${theme}/${key}`)
        : [];
    const shown = [...found.values()]
      .filter(({ isOwn, id }) => all.has(id) && (isOwn || !all.theme(id)))
      .map(({ id }) => all.place(id).liste);
    const inside = [...found.values()]
      .filter(({ id }) => all.has(id) && !all.theme(id))
      .flatMap(({ id }) =>
        Object.keys(all.data.slag[all.kind(id)].lister).map((key) => `${id}/${key}`),
      );
    const here = Object.entries(all.data.legg_til)
      .filter(([, page]) => lest.address(location.pathname).endsWith(`/${page}`))
      .map(([list]) => list);
    const lists = theme ? own : [...new Set([...here, ...shown, ...inside])];
    return lists.filter((list) => all.kindOf(list) && !all.data.slag[all.kindOf(list)].last);
  };

  /** @type {(all: Forslag.Oversikt, list: string) => string} */
  const listName = (all, list) => {
    const slag = all.kindOf(list);
    const owner = list in all.data.rot ? "" : list.slice(0, list.lastIndexOf("/"));
    const name = forslag.ord.slag[slag] ?? slag.toLowerCase();
    const isHere = lest.address(location.pathname).endsWith(`/tema/${owner}.html`);
    return owner && !isHere ? `${name} (${all.label(owner)})` : name;
  };

  /**
   * @type {(all: Forslag.Oversikt, found: Map<string, Forslag.Plassert>, before: Forslag.Oversikt)
   * => void}
   */
  const adders = (all, found, before) => {
    const lists = listsHere(all, found);
    if (!lists.length) return;
    const section = put(article(), "beforeend", piece("legg-til"));
    const place = part(section, "knapper");
    for (const list of lists) {
      const made = Object.assign(document.createElement("button"), {
        type: "button",
        textContent: listName(all, list),
      });
      made.dataset.endrer = `+ ${list}`;
      made.addEventListener("click", () =>
        openForm(place, (close) => forslag.skjema.create(list, close), made),
      );
      place.append(made);
    }
    const fresh = [...all.steder].filter(
      ([address, { liste }]) => lists.includes(liste) && !before.has(address),
    );
    part(section, "nye").append(...fresh.map(([address]) => card(all, address)));
  };

  /**
   * A new item, as it will say.
   * @type {(all: Forslag.Oversikt, address: string) => Del}
   */
  const card = (all, address) => {
    const made = piece("kort");
    const slag = all.kind(address);
    part(made, "slag").textContent =
      `${forslag.ord.nytt}: ${forslag.ord.slag[slag] ?? slag.toLowerCase()}`;
    const lines = Object.entries(all.fields(address)).filter(
      ([felt]) => felt !== "id" && !forslag.steg.isNothing(all.item(address)[felt]),
    );
    part(made, "innhold").append(
      ...lines.map(([felt, form]) => {
        const line = note("", "");
        line.append(
          Object.assign(document.createElement("strong"), {
            textContent: `${forslag.verdi.nameOf(felt)}:`,
          }),
          ` ${forslag.verdi.told(all, form, all.item(address)[felt], address)}`,
        );
        return line;
      }),
    );
    const change = button(forslag.ord.endre, all.label(address), address);
    change.addEventListener("click", () =>
      openForm(made, (close) => forslag.skjema.edit(address, "", close), change),
    );
    made.append(change);
    return made;
  };

  /**
   * Draw everything anew, and be where one was.
   * @type {Forslag.Rom["vis"]["draw"]}
   */
  const draw = () => {
    const name = /** @type {Del | null} */ (document.activeElement)?.dataset.endrer;
    clear();
    const all = forslag.tilstand.all();
    const before = new forslag.plan.Oversikt(forslag.tilstand.plans.na, forslag.data);
    for (const element of forslag.flytt.draw(article(), all, before))
      put(element, "afterbegin", note(forslag.ord.flyttet, "kp-forslag__ny"));
    const found = forslag.finn.find(article(), before);
    for (const one of found.values()) decorate(all, before, one);
    adders(all, found, before);
    if (name) document.querySelector(`[data-endrer="${CSS.escape(name)}"]`)?.focus();
  };

  const clear = () => {
    for (const old of document.querySelectorAll(`[${MARK}]`)) old.remove();
    for (const old of document.querySelectorAll(`.${STRUCK}`)) old.classList.remove(STRUCK);
    forslag.flytt.reset();
  };

  forslag.vis = { draw, clear, focus };
})();

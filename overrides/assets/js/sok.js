/* The search dialog: opened by a button, by the large field on the front page, or by ?q= in the
   address. */
(() => {
  "use strict";

  const { kp } = window;
  const WAIT = 4000; // the page is drawn and read before the data is fetched unasked
  /** @type {Record<string, number>} */
  const WAYS = { ArrowDown: 1, ArrowUp: -1 };

  // --- What is shown ---

  /** @type {(name: string, className: string, text?: string) => Del} */
  const element = (name, className, text = "") => {
    const made = document.createElement(name);
    return /** @type {Del} */ (Object.assign(made, { className, textContent: text }));
  };

  /**
   * Titles and texts come from sokesvar.js, where every sign has been made safe.
   * @type {(name: string, className: string, html: string) => Del}
   */
  const marked = (name, className, html) =>
    Object.assign(element(name, className), { innerHTML: html });

  /** @type {(search: Sok.Dialog, found: Sok.Vist) => Del} */
  const hit = ({ root }, { location, title, text, slag, svar }) => {
    const link = document.createElement("a");
    link.className = `kp-sok__lenke${svar ? " kp-svar" : ""}`;
    link.href = new URL(location, root).href;
    const kinds = [svar, slag].filter(Boolean).map((one) => element("span", "kp-merke", one));
    link.append(...kinds, " ", marked("span", "kp-sok__tittel", title));
    const found = element("div", "kp-sok__funn");
    found.append(link, ...(text ? [marked("p", "kp-sok__tekst", text)] : []));
    return found;
  };

  /** @type {(search: Sok.Dialog, hits: Sok.Vist[]) => Del} */
  const folded = (search, hits) => {
    const { enTil, flereTil } = search.words;
    const details = element("details", "kp-sok__flere");
    const label = hits.length === 1 ? enTil : flereTil.replace("{}", hits.length);
    details.append(element("summary", "", label), ...hits.map((one) => hit(search, one)));
    return details;
  };

  /** @type {(search: Sok.Dialog, card: Sok.Kort) => Del} */
  const card = (search, { side, treff, flere }) => {
    const item = element("li", "kp-sok__kort");
    const page = hit(search, side);
    item.dataset.sokKort = "";
    item.append(...treff.map((one) => hit(search, one)), page);
    page.classList.toggle("kp-sok__side", treff.length > 0);
    if (flere.length) item.append(folded(search, flere));
    return item;
  };

  /** @type {(search: Sok.Dialog, tema: Sok.Vist) => Del} */
  const themeLink = (search, tema) => {
    const item = element("li", "");
    item.append(hit(search, tema));
    return item;
  };

  /** @type {(search: Sok.Dialog, found: string[], chosen: string) => void} */
  const showKinds = ({ kinds }, found, chosen) => {
    for (const button of kinds.querySelectorAll("button")) {
      button.hidden = Boolean(button.value) && !found.includes(button.value);
      button.setAttribute("aria-pressed", String(button.value === chosen));
    }
    kinds.hidden = found.length < 2;
  };

  /** @type {(words: Record<string, string>, count: number) => string} */
  const said = (words, count) => {
    if (!count) return words.ingen;
    return count === 1 ? words.en : words.flere.replace("{}", count);
  };

  /** @type {(search: Sok.Dialog, answer: Sok.Svar) => void} */
  const show = (search, { sider, mente, slag, valgt, temaer }) => {
    const { words, field, status, better, list, nothing, dialog } = search;
    status.textContent = field.value.trim() ? said(words, sider.length) : words.skriv;
    better.hidden = !mente;
    better.value = mente;
    better.textContent = mente ? better.dataset.mente.replace("{}", mente) : "";
    showKinds(search, slag, valgt);
    list.replaceChildren(...sider.map((one) => card(search, one)));
    nothing.querySelector("ul").replaceChildren(...temaer.map((one) => themeLink(search, one)));
    nothing.hidden = temaer.length === 0;
    dialog.setAttribute("aria-busy", "false");
  };

  // --- What the reader does ---

  /**
   * Fetch the data, once: when somebody is about to search, or when the browser has nothing else to
   * do.
   * @type {(search: Sok.Dialog) => Sokemotor}
   */
  const prepare = (search) => {
    const { words, dialog } = search;
    if (search.engine) return search.engine;
    const engine = kp.sokemotor(words.tjener, words.data);
    search.engine = engine;
    engine.onAnswer((answer) => show(search, answer));
    engine.isReady.then(() => {
      dialog.dataset.erKlar = "";
    });
    return engine;
  };

  /** @type {(search: Sok.Dialog, kind?: string) => void} */
  const ask = (search, kind = "") => {
    const { dialog, status, words, field } = search;
    const engine = prepare(search);
    dialog.setAttribute("aria-busy", "true");
    if (!("erKlar" in dialog.dataset)) status.textContent = words.klar;
    engine.ask(field.value, kind);
  };

  /** @type {(search: Sok.Dialog, query: string) => void} */
  const open = (search, query) => {
    const { dialog, field } = search;
    field.value = query;
    if (!dialog.open) dialog.showModal();
    field.focus();
    ask(search);
  };

  /**
   * Up and down among the results, from the field and back.
   * @type {(search: Sok.Dialog, event: KeyboardEvent) => void}
   */
  const step = ({ field, list }, event) => {
    const way = event.target === field && event.key === "Enter" ? 1 : WAYS[event.key];
    if (!way) return;
    const all = [field, ...list.querySelectorAll("a, summary")];
    const stops = all.filter((one) => one.checkVisibility());
    const at = stops.indexOf(/** @type {Del} */ (document.activeElement));
    const next = stops[at + way];
    if (!next || at < 0) return;
    event.preventDefault();
    next.focus();
  };

  /** @type {(search: Sok.Dialog) => void} */
  const listenOnPage = (search) => {
    for (const button of document.querySelectorAll("[data-sok-apne]")) {
      button.addEventListener("click", () => open(search, search.field.value));
      for (const sign of /** @type {const} */ (["pointerenter", "focus"]))
        button.addEventListener(sign, () => prepare(search));
    }
    for (const form of document.querySelectorAll("[data-sok-skjema]")) {
      form.addEventListener("focusin", () => prepare(search));
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        open(search, form.querySelector("input").value);
      });
    }
  };

  /** @type {(search: Sok.Dialog) => void} */
  const listenInDialog = (search) => {
    const { dialog, field, better, kinds } = search;
    field.addEventListener("input", () => ask(search));
    dialog.addEventListener("keydown", (event) => step(search, event));
    dialog.addEventListener("click", ({ target }) => {
      // Outside its content, the dialog itself is what is pressed. A result may lead to this very
      // page.
      if (target === dialog || target.closest("a, [data-sok-lukk]")) dialog.close();
    });
    better.addEventListener("click", () => open(search, better.value));
    kinds.addEventListener("click", ({ target }) => {
      const button = target.closest("button");
      if (button) ask(search, button.value);
    });
  };

  /** @type {(dialog: Del<HTMLDialogElement>) => void} */
  const start = (dialog) => {
    const words = dialog.dataset;
    /** @type {Sok.Dialog} */
    const search = {
      dialog,
      words,
      field: dialog.querySelector("input[data-sok-felt]"),
      status: dialog.querySelector("[role=status]"),
      better: dialog.querySelector("button[data-mente]"),
      kinds: dialog.querySelector(".kp-sok__slag"),
      list: dialog.querySelector(".kp-sok__treff"),
      nothing: dialog.querySelector(".kp-sok__tomt"),
      root: new URL(words.rot.replace(/\/?$/, "/"), location.href),
      engine: null,
    };
    listenOnPage(search);
    listenInDialog(search);
    const asked = new URLSearchParams(location.search).get("q");
    if (asked) open(search, asked);
    const later = () => (window.requestIdleCallback ?? setTimeout)(() => prepare(search));
    addEventListener("load", () => setTimeout(later, WAIT));
  };

  document.querySelectorAll("dialog[data-module=sok]").forEach(start);
})();

/* The search dialog: opened by a button, by the large field on the front page, or by ?q= in the address. */
(() => {
  "use strict";

  const kp = window.kp;
  const WAIT = 4000; // the page is drawn and read before the data is fetched unasked

  const element = (name, className, text = "") => Object.assign(document.createElement(name), { className, textContent: text });

  const start = (dialog) => {
    const words = dialog.dataset;
    const field = dialog.querySelector("[data-sok-felt]");
    const status = dialog.querySelector("[role=status]");
    const better = dialog.querySelector("[data-mente]");
    const kinds = dialog.querySelector(".kp-sok__slag");
    const list = dialog.querySelector(".kp-sok__treff");
    const nothing = dialog.querySelector(".kp-sok__tomt");
    const root = new URL(words.rot.replace(/\/?$/, "/"), location);
    let engine = null;

    // --- What is shown -------------------------------------------------------------------------------------------------

    // Titles and texts come from sokesvar.js, where every sign has been made safe.
    const hit = ({ location, title, text, slag, svar }) => {
      const link = element("a", `kp-sok__lenke${svar ? " kp-svar" : ""}`);
      link.href = new URL(location, root);
      const name = element("span", "kp-sok__tittel");
      name.innerHTML = title;
      link.append(...[svar, slag].filter(Boolean).map((one) => element("span", "kp-merke", one)), " ", name);
      const found = element("div", "kp-sok__funn");
      found.append(link, ...(text ? [Object.assign(element("p", "kp-sok__tekst"), { innerHTML: text })] : []));
      return found;
    };

    const folded = (hits) => {
      const details = element("details", "kp-sok__flere");
      const label = hits.length === 1 ? words.enTil : words.flereTil.replace("{}", hits.length);
      details.append(element("summary", "", label), ...hits.map(hit));
      return details;
    };

    const card = ({ side, treff, flere }) => {
      const item = element("li", "kp-sok__kort");
      item.dataset.sokKort = "";
      item.append(...treff.map(hit), hit(side));
      item.lastElementChild.classList.add("kp-sok__side");
      if (!treff.length) item.lastElementChild.classList.remove("kp-sok__side");
      if (flere.length) item.append(folded(flere));
      return item;
    };

    const themeLink = (tema) => {
      const item = element("li", "");
      item.append(hit(tema));
      return item;
    };

    const showKinds = (found, chosen) => {
      for (const button of kinds.children) {
        button.hidden = Boolean(button.value) && !found.includes(button.value);
        button.setAttribute("aria-pressed", String(button.value === chosen));
      }
      kinds.hidden = found.length < 2;
    };

    const said = (count) => (count ? (count === 1 ? words.en : words.flere.replace("{}", count)) : words.ingen);

    const show = ({ sider, mente, slag, valgt, temaer }) => {
      status.textContent = field.value.trim() ? said(sider.length) : words.skriv;
      better.hidden = !mente;
      better.value = mente;
      better.textContent = mente ? better.dataset.mente.replace("{}", mente) : "";
      showKinds(slag, valgt);
      list.replaceChildren(...sider.map(card));
      nothing.querySelector("ul").replaceChildren(...temaer.map(themeLink));
      nothing.hidden = temaer.length === 0;
      dialog.setAttribute("aria-busy", "false");
    };

    // --- What the reader does ------------------------------------------------------------------------------------------

    /* Fetch the data, once: when somebody is about to search, or when the browser has nothing else to do. */
    const prepare = () => {
      if (engine) return;
      engine = kp.sokemotor(words.tjener, words.data);
      engine.onAnswer(show);
      engine.isReady.then(() => (dialog.dataset.erKlar = ""));
    };

    const ask = (kind = "") => {
      prepare();
      dialog.setAttribute("aria-busy", "true");
      if (!("erKlar" in dialog.dataset)) status.textContent = words.klar;
      engine.ask(field.value, kind);
    };

    const open = (query = field.value) => {
      field.value = query;
      if (!dialog.open) dialog.showModal();
      field.focus();
      ask();
    };

    /* Up and down among the results, from the field and back. Enter in the field goes to the first of them, and on a phone
       that puts the keyboard away. */
    const step = (event) => {
      const way = { ArrowDown: 1, ArrowUp: -1, Enter: event.target === field ? 1 : 0 }[event.key];
      if (!way) return;
      const stops = [field, ...list.querySelectorAll("a, summary")].filter((one) => one.checkVisibility());
      const next = stops[stops.indexOf(document.activeElement) + way];
      if (!next || !stops.includes(document.activeElement)) return;
      event.preventDefault();
      next.focus();
    };

    for (const button of document.querySelectorAll("[data-sok-apne]")) {
      button.addEventListener("click", () => open());
      for (const sign of ["pointerenter", "focus"]) button.addEventListener(sign, prepare);
    }
    for (const form of document.querySelectorAll("[data-sok-skjema]")) {
      form.addEventListener("focusin", prepare);
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        open(form.querySelector("input").value);
      });
    }
    field.addEventListener("input", () => ask());
    dialog.addEventListener("keydown", step);
    dialog.addEventListener("click", ({ target }) => {
      // Outside its content, the dialog itself is what is pressed. A result may lead to this very page.
      if (target === dialog || target.closest("a, [data-sok-lukk]")) dialog.close();
    });
    better.addEventListener("click", () => open(better.value));
    kinds.addEventListener("click", ({ target }) => target.matches("button") && ask(target.value));

    const asked = new URLSearchParams(location.search).get("q");
    if (asked) open(asked);
    addEventListener("load", () => setTimeout(() => (window.requestIdleCallback ?? setTimeout)(prepare), WAIT));
  };

  document.querySelectorAll("[data-module=sok]").forEach(start);
})();

/* The marks «Nytt» and «Endret»: shown on what came since the date the reader has chosen. The
   choice stays in this browser. */
(() => {
  "use strict";

  const { kp } = window;
  const script = /** @type {Del<HTMLScriptElement>} */ (document.currentScript);
  const { siste } = script.dataset;
  const KEY = kp.lager.own("nytt", new URL("../../", script.src));
  const NEW_FOR = 90 * 24 * 60 * 60 * 1000;

  /**
   * What the reader has chosen: a date, "" for no marks, or null for no choice.
   * @type {() => string | null}
   */
  const read = () => {
    const chosen = kp.lager.read("localStorage", KEY);
    return chosen === "" || /^\d{4}-\d\d-\d\d$/.test(chosen) ? chosen : null;
  };

  /* Nobody has to choose: what is newest is marked while it is new, and then the marks go by
     themselves. */
  const since = () => read() ?? (Date.now() - Date.parse(siste) < NEW_FOR ? siste : "");

  const mark = () => {
    const first = since();
    for (const one of document.querySelectorAll("[data-nytt]")) {
      one.hidden = !first || one.dataset.nytt < first;
      // What is new is not looked for behind a heading that is closed.
      if (!one.hidden) one.closest("details.kp-brett")?.setAttribute("open", "");
    }
  };

  /** @type {(form: Skjema<"valg" | "fra">) => void} */
  const start = (form) => {
    const { valg, fra } = form.elements;
    const status = form.querySelector("[role=status]");
    const chosen = read();
    const draw = () => {
      fra.parentElement.hidden = valg.value !== "dato";
    };

    const choose = () => {
      draw();
      if (valg.value === "dato" && !fra.value) return;
      const value = valg.value === "siste" ? null : valg.value === "dato" ? fra.value : "";
      status.textContent = kp.lager.write("localStorage", KEY, value)
        ? form.dataset.lagret
        : form.dataset.ikkeLagret;
    };

    valg.value = chosen === null ? "siste" : chosen ? "dato" : "ikke";
    fra.value = chosen || fra.value;
    form.addEventListener("change", choose);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.hidden = false;
    draw();
  };

  // A page one comes back to has not been loaded anew.
  window.addEventListener("pageshow", mark);
  mark();
  for (const form of document.querySelectorAll("form[data-module=nytt]"))
    start(/** @type {Skjema<"valg" | "fra">} */ (form));
})();

/* Finds a municipality on the front page as its name is typed. Without script, the whole list is
   there. */
(() => {
  "use strict";

  /** @type {Record<string, string>} */
  const SPECIAL = { æ: "ae", ø: "o", đ: "d", ŋ: "n", ŧ: "t" };
  /** @type {(text: string) => string} */
  const fold = (text) =>
    text
      .toLocaleLowerCase("nb")
      .replace(/[æøđŋŧ]/g, (sign) => SPECIAL[sign])
      .normalize("NFD")
      .replace(/\p{M}/gu, "");

  const form = document.querySelector("form");
  const field = form.querySelector("input");
  const status = form.querySelector("[role=status]");
  const counties = [...document.querySelectorAll("section")].map((section) => ({
    section,
    kommuner: [...section.querySelectorAll("[data-kommune]")].map((item) => ({
      item,
      text: fold(`${item.textContent} ${section.querySelector("h2").textContent}`),
    })),
  }));

  const find = () => {
    const words = fold(field.value).split(/\s+/).filter(Boolean);
    let found = 0;
    for (const { section, kommuner } of counties) {
      for (const { item, text } of kommuner)
        item.hidden = !words.every((word) => text.includes(word));
      const shown = kommuner.filter(({ item }) => !item.hidden).length;
      section.hidden = shown === 0;
      found += shown;
    }
    // A school that is looked for is shown, not only its municipality.
    for (const schools of document.querySelectorAll("details")) {
      schools.open =
        words.length > 0 && words.some((word) => fold(schools.textContent).includes(word));
    }
    const { ingen, en, flere } = status.dataset;
    status.textContent =
      words.length === 0 ? "" : found === 0 ? ingen : found === 1 ? en : flere.replace("{}", found);
  };

  form.hidden = false;
  field.addEventListener("input", find);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    document.querySelector("[data-kommune]:not([hidden]) a")?.focus();
  });
  find();
})();

/* Choices above a list. Each select hides the items that have a data attribute of its name without the chosen word in it. */
(() => {
  "use strict";

  const start = (form) => {
    const selects = [...form.querySelectorAll("select")];
    const items = [...form.parentElement.querySelectorAll(selects.map((select) => `[data-${select.name}]`).join())];
    const status = form.querySelector("[role=status]");

    const matches = (item) =>
      selects.every(({ name, value }) => !value || !(name in item.dataset) || item.dataset[name].split(" ").includes(value));

    const counted = items.filter((item) => item.matches("section"));

    const update = () => {
      for (const item of items) item.hidden = !matches(item);
      const shown = counted.filter((item) => !item.hidden).length;
      status.textContent = form.dataset.antall.replace("{antall}", shown).replace("{alle}", counted.length);
    };

    // An address such as ?tema=relasjon arrives with its choice made.
    const asked = new URLSearchParams(location.search);
    for (const select of selects) {
      const value = asked.get(select.name);
      if ([...select.options].some((option) => option.value === value)) select.value = value;
    }

    form.hidden = false;
    form.addEventListener("change", update);
    form.addEventListener("reset", () => setTimeout(update));
    update();
  };

  document.querySelectorAll("[data-module=filter]").forEach(start);
})();

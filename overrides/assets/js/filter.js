/* Choices above a list. Each select hides the items that have a data attribute of its name without the chosen word in it. */
(() => {
  "use strict";

  const start = (form) => {
    const selects = [...form.querySelectorAll("select")];
    const items = [
      ...form.parentElement.querySelectorAll(
        selects.map((select) => `[data-${select.name}]`).join(),
      ),
    ];
    const status = form.querySelector("[role=status]");

    const matches = (item) =>
      selects.every(
        ({ name, value }) =>
          !value || !(name in item.dataset) || item.dataset[name].split(" ").includes(value),
      );

    const counted = items.filter((item) => item.matches("section"));

    const groups = [
      ...form.parentElement.querySelectorAll("details.kp-brett--flere, details.kp-plikt__rolle"),
    ];
    for (const group of groups) group.toggleAttribute("data-apen", group.open);

    const update = () => {
      for (const item of items) item.hidden = !matches(item);
      const chosen = selects.some(({ value }) => value);
      for (const group of groups) {
        const own = counted.filter((item) => group.contains(item));
        group.hidden = own.length > 0 && own.every((item) => item.hidden);
        group.open = chosen || group.hasAttribute("data-apen");
      }
      const shown = counted.filter((item) => !item.hidden).length;
      status.textContent = form.dataset.antall
        .replace("{antall}", shown)
        .replace("{alle}", counted.length);
    };

    /* The choice stays in the address: it can be sent, and one comes back to it. */
    const remember = () => {
      const address = new URL(location);
      for (const { name, value } of selects) {
        if (value) address.searchParams.set(name, value);
        else address.searchParams.delete(name);
      }
      try {
        history.replaceState(null, "", address);
      } catch {
        // A page without an origin keeps its address.
      }
    };

    const choose = () => {
      update();
      remember();
    };

    // An address such as ?tema=relasjon arrives with its choice made.
    const asked = new URLSearchParams(location.search);
    for (const select of selects) {
      const value = asked.get(select.name);
      if ([...select.options].some((option) => option.value === value)) select.value = value;
    }

    form.addEventListener("change", choose);
    form.addEventListener("reset", () => setTimeout(choose));
    update();
  };

  document.querySelectorAll("[data-module=filter]").forEach(start);
})();

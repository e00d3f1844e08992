/* Choices above a list. Each select hides the items that have a data attribute of its name without
   the chosen word in it. */
(() => {
  "use strict";

  /**
   * @typedef {object} Filter
   * @property {Del<HTMLFormElement>} form
   * @property {Del<HTMLSelectElement>[]} selects
   * @property {Del[]} items  what can be hidden
   * @property {Del[]} counted  those that are told how many there are of
   * @property {Del<HTMLDetailsElement>[]} groups
   */

  /** @type {(filter: Filter, item: Del) => boolean} */
  const matches = ({ selects }, { dataset }) =>
    selects.every(
      ({ name, value }) => !value || !(name in dataset) || dataset[name].split(" ").includes(value),
    );

  /** @type {(filter: Filter) => void} */
  const update = (filter) => {
    const { form, selects, items, counted, groups } = filter;
    for (const item of items) item.hidden = !matches(filter, item);
    const chosen = selects.some(({ value }) => value);
    for (const group of groups) {
      const own = counted.filter((item) => group.contains(item));
      group.hidden = own.length > 0 && own.every((item) => item.hidden);
      group.open = chosen || group.hasAttribute("data-apen");
    }
    const shown = counted.filter((item) => !item.hidden).length;
    form.querySelector("[role=status]").textContent = form.dataset.antall
      .replace("{antall}", shown)
      .replace("{alle}", counted.length);
  };

  /**
   * The choice stays in the address: it can be sent, and one comes back to it.
   * @type {(filter: Filter) => void}
   */
  const remember = ({ selects }) => {
    const address = new URL(location.href);
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

  /**
   * An address such as ?tema=relasjon arrives with its choice made.
   * @type {(filter: Filter) => void}
   */
  const arrive = ({ selects }) => {
    const asked = new URLSearchParams(location.search);
    for (const select of selects) {
      const value = asked.get(select.name);
      if (value !== null && [...select.options].some((option) => option.value === value))
        select.value = value;
    }
  };

  /** @type {(form: Del<HTMLFormElement>) => void} */
  const start = (form) => {
    const place = form.parentElement;
    const selects = [...form.querySelectorAll("select")];
    const filtered = selects.map((select) => `[data-${select.name}]`).join();
    const items = /** @type {Del[]} */ ([...place.querySelectorAll(filtered)]);
    const counted = items.filter((item) => item.matches("section"));
    const foldable = "details.kp-brett--flere, details.kp-plikt__rolle";
    const groups = [...place.querySelectorAll(foldable)];
    for (const group of groups) group.toggleAttribute("data-apen", group.open);
    const filter = { form, selects, items, counted, groups };
    const choose = () => {
      update(filter);
      remember(filter);
    };
    arrive(filter);
    form.addEventListener("change", choose);
    form.addEventListener("reset", () => setTimeout(choose));
    update(filter);
  };

  document.querySelectorAll("form[data-module=filter]").forEach(start);
})();

/* What we add to Material's search box: a better spelling, one kind only, a way on from nothing; and keys that work. */
(() => {
  "use strict";

  const RESULT = 3; // Material's name for the message with the answer
  const QUERY = 2;
  const LINKS = "a[href], button, input, summary, [tabindex='0']";

  const box = document.querySelector("[data-md-component=search]");
  const toggle = document.getElementById("__search");
  const query = document.querySelector("[data-md-component=search-query]");
  const added = document.querySelector("[data-module=soketreff]");
  const page = document.querySelector("[data-md-component=container]");
  const opening = document.querySelector("header label[for=__search]");
  const search = window.kvalitetsplanSok;
  if (!box || !added || !search) return;

  const results = box.querySelector("[data-md-component=search-result]");
  const better = added.querySelector("[data-mente]");
  const kinds = added.querySelector(".kp-soketreff__slag");
  const nothing = added.querySelector(".kp-soketreff__tomt");
  const narrow = matchMedia("(max-width: 59.9375em)");

  // --- What is shown -------------------------------------------------------------------------------------------------

  const showBetter = (mente) => {
    better.hidden = !mente;
    better.value = mente;
    better.textContent = mente ? better.dataset.mente.replace("{}", mente) : "";
  };

  const showKinds = (found, chosen) => {
    for (const button of kinds.children) {
      button.hidden = Boolean(button.value) && !found.includes(button.value);
      button.setAttribute("aria-pressed", String(button.value === chosen));
    }
    kinds.hidden = found.length < 2;
  };

  const themeLink = ({ location, title }) => {
    const link = document.createElement("a");
    link.href = new URL(location, window.__md_scope);
    link.textContent = title;
    const item = document.createElement("li");
    item.append(link);
    return item;
  };

  const showNothing = (themes) => {
    nothing.querySelector("ul").replaceChildren(...themes.map(themeLink));
    nothing.hidden = themes.length === 0;
  };

  const show = ({ mente, slag, valgt, temaer }) => {
    showBetter(mente);
    showKinds(slag, valgt);
    showNothing(temaer);
  };

  const ask = (text) => {
    query.value = text;
    query.focus();
    query.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
  };

  // --- Keys ----------------------------------------------------------------------------------------------------------

  let cameFrom = null;

  const stops = () => [...box.querySelectorAll(LINKS)].filter((one) => one.tabIndex >= 0 && one.checkVisibility());

  /** Tab goes round inside the open box. Material would have closed it. */
  const goRound = (event) => {
    const all = stops();
    const [first, last] = [all[0], all.at(-1)];
    if (document.activeElement !== (event.shiftKey ? first : last)) return;
    event.preventDefault();
    (event.shiftKey ? last : first).focus();
  };

  const canTakeFocus = (element) =>
    element?.isConnected && element !== document.body && !box.contains(element) && element.checkVisibility();

  const close = () => {
    toggle.click();
    if (canTakeFocus(cameFrom)) cameFrom.focus();
    else if (narrow.matches) opening.focus();
  };

  const isOurButton = (element) => element.closest?.(".kp-soketreff, summary");

  const onKey = (event) => {
    if (!toggle.checked) return;
    // Material takes every key it does not know, shift included, as something to write in the field.
    const isOurs = isOurButton(event.target) && ["Enter", " "].includes(event.key);
    if (isOurs || ["Tab", "Shift"].includes(event.key)) event.stopPropagation();
    if (event.key === "Tab") goRound(event);
    if (event.key !== "Escape") return;
    event.stopPropagation();
    event.preventDefault();
    close();
  };

  /** Results are made anew for each answer; each link can be reached by Tab. */
  const reachable = () => {
    for (const one of results.querySelectorAll("a[tabindex], summary[tabindex]")) one.removeAttribute("tabindex");
  };

  // --- The box itself ------------------------------------------------------------------------------------------------

  /** Open, the box is all there is. Closed, on a narrow screen, it lies outside it and must not take the focus there. */
  const onToggle = () => {
    page.inert = toggle.checked;
    box.inert = narrow.matches && !toggle.checked;
    box.setAttribute("aria-modal", String(toggle.checked));
    if (toggle.checked) query.focus();
  };

  const start = () => {
    added.hidden = false;
    results.before(added);
    results.after(nothing);
    box.setAttribute("aria-label", added.dataset.navn);
    results.firstElementChild.setAttribute("aria-live", "polite");
    Object.assign(opening, { tabIndex: 0, role: "button", ariaLabel: added.dataset.navn });

    search.addEventListener("message", ({ data }) => data.type === RESULT && show(data.data));
    better.addEventListener("click", () => ask(better.value));
    kinds.addEventListener("click", ({ target }) => {
      if (target.matches("button")) search.postMessage({ type: QUERY, data: query.value, slag: target.value });
    });
    query.addEventListener("focus", ({ relatedTarget }) => (cameFrom = relatedTarget ?? cameFrom));
    query.addEventListener("input", () => !toggle.checked && toggle.click());
    opening.addEventListener("keydown", ({ key }) => ["Enter", " "].includes(key) && opening.click());
    document.addEventListener("keydown", onKey, true);
    toggle.addEventListener("change", onToggle);
    narrow.addEventListener("change", onToggle);
    new MutationObserver(reachable).observe(results, { childList: true, subtree: true });
    onToggle();
  };

  start();
})();

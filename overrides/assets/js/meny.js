/* The menu on a narrow screen: opened by its button, closed by the button, Escape or a press
   beside it. */
(() => {
  "use strict";

  const wide = matchMedia("(min-width: 76.25em)");

  /** @type {(button: Del) => void} */
  const start = (button) => {
    const menu = document.getElementById(button.getAttribute("aria-controls") ?? "");
    const isOpen = () => button.getAttribute("aria-expanded") === "true";

    /**
     * Closed, it cannot be reached by any key; on a wide screen it is never closed.
     * @type {(open: boolean) => void}
     */
    const set = (open) => {
      button.setAttribute("aria-expanded", String(open));
      menu.classList.toggle("kp-meny--apen", open);
      menu.inert = !open && !wide.matches;
    };

    const close = () => {
      set(false);
      button.focus();
    };

    /** @type {(event: { target: Del }) => void} */
    const leave = ({ target }) =>
      isOpen() && !menu.contains(target) && !button.contains(target) && set(false);

    button.addEventListener("click", () => {
      set(!isOpen());
      if (isOpen()) menu.querySelector("a, summary").focus();
    });
    document.addEventListener("keydown", (event) => event.key === "Escape" && isOpen() && close());
    document.addEventListener("pointerdown", leave);
    document.addEventListener("focusin", leave);
    wide.addEventListener("change", () => set(false));
    set(false);
  };

  document.querySelectorAll("[data-module=meny]").forEach(start);
})();

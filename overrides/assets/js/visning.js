/* One button for the dark view: pressed or not. The choice stays in this browser. */
(() => {
  "use strict";

  const html = document.documentElement;
  const isDark = () => html.dataset.mdColorScheme === "slate";

  /** @type {(button: Del) => void} */
  const start = (button) => {
    const draw = () => button.setAttribute("aria-pressed", String(isDark()));
    button.addEventListener("click", () => {
      html.dataset.mdColorScheme = isDark() ? "default" : "slate";
      window.kp.lager.write("localStorage", "visning", isDark() ? "mork" : "lys");
      draw();
    });
    draw();
  };

  document.querySelectorAll("[data-module=visning]").forEach(start);
})();

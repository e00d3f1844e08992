/* Single keys: V shows a task on the wall, and Material has some of its own. They can be switched off (WCAG 2.1.4). */
(() => {
  "use strict";

  const kp = (window.kp ??= {});
  const isOn = () => kp.lager.read("localStorage", "enkelttaster") ?? true;

  /* The link to the wall that the reader sees first; below all of them, the last. */
  const nearest = () => {
    const links = [...document.querySelectorAll("[data-storskjerm]")];
    return links.find((link) => link.getBoundingClientRect().top > 0) ?? links.at(-1);
  };

  const start = (button) => {
    const draw = () => (button.textContent = isOn() ? button.dataset.pa : button.dataset.av);
    button.addEventListener("click", () => {
      kp.lager.write("localStorage", "enkelttaster", !isOn());
      draw();
    });
    button.hidden = false;
    draw();
  };

  const pressed = (event) => {
    const writes = event.target.matches?.("input, textarea, select, [contenteditable]");
    if (writes || event.key.length !== 1 || event.key === " " || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!isOn()) event.stopPropagation();
    else if (event.key.toLowerCase() === "v") nearest()?.click();
  };

  // Before Material's own, which listens on the window as well.
  window.addEventListener("keydown", pressed, { capture: true });
  document.querySelectorAll("[data-module=taster]").forEach(start);
})();

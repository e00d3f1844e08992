/* The way from the wall to a task's own page on a phone: a QR code, and the address in words. */
(() => {
  "use strict";

  const kp = (window.kp ??= {});
  const QUIET_ZONE = 4;

  const draw = (svg, symbol) => {
    const side = symbol.length + 2 * QUIET_ZONE;
    const dark = symbol.flatMap((row, i) => row.map((module, j) => (module ? `M${j} ${i}h1v1h-1z` : "")));
    svg.setAttribute("viewBox", [-QUIET_ZONE, -QUIET_ZONE, side, side]);
    svg.firstChild.setAttribute("d", dark.join(""));
  };

  /* Show the way in a step that has a place for it, if it is known where the plan is published; not from a folder, where there may be no net. */
  kp.telefon = (step) => {
    const [place, line] = step.querySelectorAll(".kp-qr");
    if (!place?.hidden || !kp.nettadresse || location.protocol === "file:") return;
    const page = `${kp.nettadresse}tema/${step.dataset.punkt.replace("/", ".html#")}`;
    const symbol = kp.qr(page);
    if (!symbol) return;
    draw(place.firstChild, symbol);
    line.append(page.split("://")[1]);
    place.hidden = line.hidden = false;
  };
})();

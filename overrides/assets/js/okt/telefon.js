/* The way from the wall to a phone: a QR code, and the address in words. To a task, to the
   session, or to the leader's notes. */
(() => {
  "use strict";

  const { kp } = window;
  // From a folder there may be no net.
  const known = () => kp.nettadresse && location.protocol !== "file:";
  /** @type {Kp["telefon"]["task"]} */
  const task = ({ dataset }) => `${kp.nettadresse}tema/${dataset.punkt.replace("/", ".html#")}`;
  /** @type {Kp["telefon"]["session"]} */
  const session = (hash = "") => {
    const top = new URL(document.body.dataset.rot ?? "", location.href);
    const page = location.href.split("#")[0].slice(new URL(".", top).href.length);
    return `${kp.nettadresse}${page}${hash}`;
  };

  /**
   * Show the way in each step that has a place for it, if it is known where the plan is published.
   * @type {Kp["telefon"]["fill"]}
   */
  const fill = (steps) => {
    for (const step of known() ? steps : []) {
      const [place, line] = step.querySelectorAll(":scope > .kp-qr");
      if (!place?.hidden || !kp.qr.draw(place.firstElementChild, task(step))) continue;
      line.append(task(step).split("://")[1]);
      place.hidden = line.hidden = false;
    }
  };

  /**
   * Draw a code in `place`, which has a picture and a line; or say why there is none.
   * @type {Kp["telefon"]["big"]}
   */
  const big = (place, address, words) => {
    const [svg, line] = [place.querySelector("svg"), place.querySelector("p")];
    const drawn = known() && kp.qr.draw(svg, address);
    svg.toggleAttribute("hidden", !drawn);
    line.textContent = drawn ? address.split("://")[1] : known() ? words.qr_lang : words.qr_mangler;
  };

  kp.telefon = { fill, big, task, session };
})();

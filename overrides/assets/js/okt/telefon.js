/* The way from the wall to a phone: a QR code, and the address in words. To a task, to the
   session, or to the leader's notes. */
(() => {
  "use strict";

  const { kp } = window;
  // From a folder there may be no net.
  const isFolder = location.protocol === "file:";
  const known = () => kp.nettadresse && !isFolder;
  /** @type {Promise<unknown> | undefined} */
  let told;
  const ask = () =>
    new Promise((done) => {
      const src = document.body.dataset.sted;
      const script = Object.assign(document.createElement("script"), { src });
      for (const end of ["load", "error"]) script.addEventListener(end, done);
      document.head.append(script);
    });

  /**
   * Ask where the plan is published, once, when somebody opens the wall.
   * @type {Kp["telefon"]["find"]}
   */
  const find = async () => {
    if (isFolder) return;
    told ??= ask();
    await told;
  };
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
   * Returns whether any step has got one.
   * @type {Kp["telefon"]["fill"]}
   */
  const fill = (steps) => {
    let some = false;
    for (const step of known() ? steps : []) {
      const [place, line] = step.querySelectorAll(":scope > .kp-qr");
      if (!place?.hidden || !kp.qr.draw(place.firstElementChild, task(step))) continue;
      line.append(task(step).split("://")[1]);
      place.hidden = line.hidden = false;
      some = true;
    }
    return some;
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

  kp.telefon = { find, fill, big, task, session };
})();

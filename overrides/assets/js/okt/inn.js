/* Keys, clicks, fingers and typing on the wall, each to the action it stands for. */
(() => {
  "use strict";

  const { kp } = window;
  const { act } = kp.handling;
  const { find, chosen, isOpen, focus } = kp.bilde;
  // Held down, only these go on.
  const REPEATS = ["mer", "mindre", "storre", "smaere"];
  const SWIPE = 60;
  const STILL = 3000;

  /** @type {Record<string, string>} */
  const keys = {};
  for (const { dataset } of document.querySelectorAll("[data-taster]"))
    for (const key of dataset.taster.split(" ")) keys[key] = dataset.gjorTast;

  /** @type {(key: string) => string} */
  const nameOf = (key) => (key === " " ? "Space" : key.length === 1 ? key.toLowerCase() : key);
  /** @type {(target: Del) => boolean} */
  const isWriting = (target) =>
    target.matches?.("input:not([type=radio], [type=checkbox]), textarea, select");

  /**
   * Whether a key is for the wall, and not for the field or the button one is at.
   * @type {(event: KeyboardEvent & { target: Del }, key: string) => boolean}
   */
  const isOurs = ({ target, ctrlKey, metaKey, altKey }, key) => {
    if (ctrlKey || metaKey || altKey || (key.length === 1 && !chosen("enkelttaster"))) return false;
    if (isWriting(target) && !["PageDown", "PageUp", "Escape"].includes(key)) return false;
    if (key.startsWith("Arrow") && target.matches("input")) return false;
    return !(key === "Space" && target.matches("button, a, summary, input"));
  };

  /**
   * In a dialog only its own key closes it; Escape is the dialog's.
   * @type {(name: string) => boolean}
   */
  const isForDialog = (name) => {
    const open = find("dialog[open]");
    return open && !(name !== "ut" && open.dataset.apner === name);
  };

  /** @type {(vegg: Okt.Vegg, event: KeyboardEvent & { target: Del }) => void} */
  const pressed = (vegg, event) => {
    // Held down on a button, a key presses it once.
    if (event.repeat && event.target.matches("button") && ["Enter", " "].includes(event.key))
      event.preventDefault();
    const key = nameOf(event.key);
    if (!isOpen() && key === "v" && isOurs(event, key)) location.hash = "#storskjerm";
    const name = keys[key];
    if (!isOpen() || !name || !isOurs(event, key) || isForDialog(name)) return;
    event.preventDefault();
    if (!event.repeat || REPEATS.includes(name)) act(vegg, name);
  };

  /**
   * After a click with a pointer, Space is for the next step again, not for the button.
   * @type {(vegg: Okt.Vegg, event: MouseEvent & { target: Del }) => void}
   */
  const clicked = (vegg, event) => {
    const button = event.target.closest("[data-gjor]");
    if (!button) return;
    act(vegg, button.dataset.gjor, button.dataset.verdi && Number(button.dataset.verdi));
    if (
      event.detail &&
      isOpen() &&
      button.closest(".kp-vegg__bunn") &&
      !find("dialog[open]") &&
      !vegg.state.skjult
    )
      focus(vegg);
  };

  /** @type {(vegg: Okt.Vegg, event: { target: Innfelt }) => void} */
  const typed = (vegg, { target }) => {
    if (!target.closest(".kp-antall")) return;
    act(vegg, "antall", {
      navn: target.name,
      antall: kp.grupper.number(target.value, Number(target.max)),
    });
  };

  /**
   * A finger drawn across the picture turns it.
   * @type {(vegg: Okt.Vegg) => void}
   */
  const swipes = (vegg) => {
    /** @type {PointerEvent | null} */
    let from = null;
    vegg.main.addEventListener(
      "pointerdown",
      (event) => (from = event.pointerType === "touch" && !isWriting(event.target) ? event : null),
    );
    vegg.main.addEventListener("pointerup", (event) => {
      const [x, y] = from ? [event.clientX - from.clientX, event.clientY - from.clientY] : [0, 0];
      from = null;
      if (isOpen() && Math.abs(x) > SWIPE && Math.abs(x) > 2 * Math.abs(y))
        act(vegg, x < 0 ? "videre" : "tilbake");
    });
    vegg.main.addEventListener("pointercancel", () => (from = null));
  };

  /* The controls fade when nobody points. */
  const fade = () => {
    let timer = 0;
    const wake = () => {
      document.body.classList.remove("er-stille");
      clearTimeout(timer);
      timer = setTimeout(() => document.body.classList.add("er-stille"), STILL);
    };
    for (const kind of ["pointermove", "pointerdown", "focusin"])
      document.addEventListener(kind, wake);
    wake();
  };

  kp.inn = (vegg) => {
    document.addEventListener("keydown", (event) => pressed(vegg, event));
    document.addEventListener("click", (event) => clicked(vegg, event));
    document.addEventListener("input", (event) => typed(vegg, event));
    swipes(vegg);
    fade();
  };
})();

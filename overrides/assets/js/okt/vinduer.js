/* What opens over the wall or beside it: the menu, the code for a phone, the groups, the leader's
   window, full screen. */
(() => {
  "use strict";

  const { kp } = window;
  const { step, clock } = kp.tilstand;
  const { find, say, isOpen } = kp.bilde;

  /** @type {(vegg: Okt.Vegg) => void} */
  const fullScreen = ({ words }) => {
    if (document.fullscreenElement) return document.exitFullscreen();
    const refused = () => {
      say(".kp-meny__beskjed", words.fullskjerm_nei);
      say(".kp-vegg__beskjed", words.fullskjerm_nei);
    };
    const isWall = isOpen();
    // The wall may have been left while the browser thought about it.
    const given = () => {
      if (isWall && !isOpen()) document.exitFullscreen();
    };
    return document.documentElement.requestFullscreen
      ? document.documentElement.requestFullscreen().then(given, refused)
      : refused();
  };

  /** @type {(vegg: Okt.Vegg) => void} */
  const openLeader = ({ id, words }) => {
    const opened = window.open(
      `${location.pathname}${location.search}#leder&vegg=${isOpen() ? id : ""}`,
      "kp-leder",
      "popup,width=900,height=760",
    );
    for (const place of document.querySelectorAll(".kp-meny__beskjed, .kp-okt__beskjed")) {
      place.textContent = opened ? "" : `${words.ledervindu_stengt} `;
      if (!opened)
        place.append(
          Object.assign(document.createElement("a"), {
            href: "#leder",
            textContent: words.ledervindu_her,
          }),
        );
    }
  };

  /** @type {(name: string) => boolean} */
  const open = (name) => {
    const dialog = /** @type {Del<HTMLDialogElement>} */ (find(name));
    const others = document.querySelectorAll("dialog[open]");
    const was = dialog.open;
    for (const one of others) one.close();
    if (!was) dialog.showModal();
    return !was;
  };

  /** @type {(vegg: Okt.Vegg) => void} */
  const showCode = (vegg) => {
    const { words } = vegg;
    if (!open(".kp-stort--qr")) return;
    const here = step(vegg);
    kp.telefon.big(
      find(".kp-stort--qr"),
      here.dataset.punkt ? kp.telefon.task(here) : kp.telefon.session(),
      words,
    );
  };

  /** @type {(vegg: Okt.Vegg) => void} */
  const showGroups = (vegg) => {
    open(".kp-stort--grupper");
    kp.grupper.vis(vegg);
  };

  /**
   * The same step and the same clock on a phone, without any server: both are in the address.
   * @type {(vegg: Okt.Vegg) => void}
   */
  const showMenu = (vegg) => {
    say(".kp-meny__beskjed", "");
    if (!open(".kp-meny")) return;
    const { slutt } = clock(vegg);
    kp.telefon.big(
      find(".kp-meny__telefon"),
      kp.telefon.session(
        `#leder&steg=${vegg.state.steg}${slutt ? `&slutt=${Math.round(slutt / 1000)}` : ""}`,
      ),
      vegg.words,
    );
  };

  kp.vinduer = { fullScreen, openLeader, showCode, showGroups, showMenu };
})();

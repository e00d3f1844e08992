/* On paper a card leads back to its place by a QR code, where the plan has an address. Nobody needs
   them on a screen, so they are drawn when somebody prints. */
(() => {
  "use strict";

  /**
   * The address of a card's task, by the id of its heading: the theme's and its own.
   * @type {(card: Del, here: string) => string}
   */
  const addressOf = (card, here) => {
    const [tema, id] = card.querySelector("h3").id.split(".");
    return new URL(`tema/${tema}.html#${id}`, here).href;
  };

  const draw = () => {
    const here = document.querySelector('link[rel="canonical"]')?.href;
    if (!here) return;
    const { content } = document.querySelector("template[data-del=kode]");
    for (const card of document.querySelectorAll(".kp-rad:not(:has(.kp-kort__qr))")) {
      const code = content.firstElementChild.cloneNode(true);
      const isDrawn = window.kp.qr.draw(code.querySelector("svg"), addressOf(card, here));
      if (isDrawn) card.querySelector(".kp-rad__innhold").append(code);
    }
  };

  window.addEventListener("beforeprint", draw);
})();

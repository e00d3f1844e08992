/* On paper a card leads back to its place by a QR code. Nobody needs them on a screen, so they
   are drawn when somebody prints. */
(() => {
  "use strict";

  const draw = () => {
    for (const place of document.querySelectorAll(".kp-kort__qr[hidden]"))
      place.hidden = !window.kp.qr.draw(place.querySelector("svg"), place.dataset.adresse);
  };

  window.addEventListener("beforeprint", draw);
})();

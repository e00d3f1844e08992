/* On paper a card leads back to its place by a QR code, where the plan has an address. Nobody needs
   them on a screen, so they are drawn when somebody prints. */
(() => {
  "use strict";

  const draw = () => {
    const here = document.querySelector('link[rel="canonical"]')?.href;
    if (!here) return;
    for (const place of document.querySelectorAll(".kp-kort__qr[hidden]")) {
      const address = new URL(place.dataset.adresse, here);
      place.hidden = !window.kp.qr.draw(place.querySelector("svg"), address.href);
    }
  };

  window.addEventListener("beforeprint", draw);
})();

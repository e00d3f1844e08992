/* The session page: puts the parts to work, and prints the leader's sheet or the handout. */
(() => {
  "use strict";

  const kp = (window.kp ??= {});
  const words = JSON.parse(document.getElementById("tekst").textContent);
  const main = document.querySelector("main");

  kp.skrivUt = (what) => {
    document.body.dataset.utskrift = what;
    window.print();
  };

  const okt = document.querySelector("template[data-fase]") ? kp.settSammen(main, words.storskjerm) : kp.adresse.read(location.search);
  document.querySelector(".kp-okt__knapper").hidden = false;
  for (const button of document.querySelectorAll("button[data-utskrift]")) button.addEventListener("click", () => kp.skrivUt(button.dataset.utskrift));
  window.addEventListener("afterprint", () => delete document.body.dataset.utskrift);
  kp.avtale(main, words.avtale);
  kp.storskjerm(main, okt, words.storskjerm);
})();

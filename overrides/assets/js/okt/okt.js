/* The session page: puts the parts to work, and prints the leader's sheet or the handout. */
(() => {
  "use strict";

  const { kp } = window;
  const words = kp.lest.data("tekst");
  const main = document.querySelector("main");

  kp.skrivUt = (what) => {
    document.body.dataset.utskrift = what;
    window.print();
  };

  /* What the page is about: a session put together from its address, a ready one, or ståsted. */
  const session = () => {
    if (kp.stasted) return kp.stasted(main, words.stasted) && { antall: 0, gruppe: 0 };
    if (document.querySelector("template[data-fase]")) return kp.settSammen(main, words.storskjerm);
    return kp.adresse.read(location.search);
  };

  const okt = session();
  document.querySelector(".kp-okt__knapper").hidden = !okt;
  for (const button of document.querySelectorAll("button[data-utskrift]"))
    button.addEventListener("click", () => kp.skrivUt(button.dataset.utskrift));
  window.addEventListener("afterprint", () => delete document.body.dataset.utskrift);
  if (!okt) return;
  kp.avtale(main, words.avtale);
  kp.storskjerm(main, okt, words.storskjerm);
})();

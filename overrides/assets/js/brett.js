/* What is folded away opens when an address leads there. The browser does it where it can; here
   for all. */
(() => {
  "use strict";

  const reveal = () => {
    const target = document.getElementById(window.kp.lest.anchor());
    if (!target) return;
    const folds = [
      target.querySelector(":scope > details"),
      document.querySelector(`details[data-under="${CSS.escape(target.id)}"]`),
      target.closest("details"),
    ];
    for (let fold = folds[2]; fold; fold = fold.parentElement.closest("details")) folds.push(fold);
    const closed = folds.filter((fold) => fold && !fold.open);
    for (const fold of closed) fold.open = true;
    if (closed.length) target.scrollIntoView();
  };

  addEventListener("hashchange", reveal);
  reveal();
})();

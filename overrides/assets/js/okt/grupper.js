/* How many groups those present make. */
(() => {
  "use strict";

  const kp = (window.kp ??= {});

  /* «14 til stede, 4 i hver» becomes «4 grupper: 2 med 4 og 2 med 3.» */
  kp.grupper = (present, size, words) => {
    const groups = Math.max(1, Math.round(present / size));
    const [small, larger] = [Math.floor(present / groups), present % groups];
    const parts = [[larger, small + 1], [groups - larger, small]].filter(([count]) => count);
    const fill = (text, values) => values.reduce((filled, value) => filled.replace("{}", value), text);
    const name = groups === 1 ? words.en_gruppe : words.flere_grupper;
    return fill(words.deling, [groups, name, parts.map((part) => fill(words.deling_del, part)).join(words.og)]);
  };
})();

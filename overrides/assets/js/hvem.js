/* Who asks, by how a query is put: what is written to them comes first. */
globalThis.hvem = (() => {
  "use strict";

  // A parent writes of a child of their own, a pupil of what happens to themselves.
  /** @type {Record<string, RegExp>} */
  const ASKERS = {
    forelder:
      /\b(?:barnet|ungen|ungane|ungene|barna|sønn\p{L}*|sønen|dott?er\p{L}*|datt?e?r\p{L}*|jenta|jenten|gutten|guten|veslejenta|\p{L}*ungen|barnebarn\p{L}*|\p{L}*åring(?:en|a)|minsten|minstemann|eldsten?|eldstemann|poden|tvilling(?:ene|ane)) (?:mitt|min|mi|mine|vårt|vår|våre)\b|\b(?:mi|min|vår) (?:sønn|datter|dotter|son|jente|gutt)\b|\bmitt barn\b|\bmine barn\b|\bsom (?:forelder|foresatt|mor|far)\b/u,
    elev: /\b(?:jeg|eg|æ|je|i|e) (?:blir|vert|ble|har blitt) |\b(?:meg|mæ|mei)\b|\b(?:læreren|lærer|rektor|venn\p{L}*|mora|faren|foreldrene|klassen|rettigheten\p{L}*) (?:min|mi|mine|mitt)\b|\bmine rett|\btør ikke\b|\b(?:mamma|pappa)\b/u,
  };
  // Staff write of «en elev», and of their work.
  const STAFF =
    /\b(?:elev(?!råd)\p{L}*|kolleg\p{L}*|vikar\p{L}*|assistent\p{L}*|klasseled\p{L}*|aktivitetsplan\p{L}*|personal\p{L}*|på jobb|foreldr(?:a|ene)(?! (?:min|mi|mine|vår|våre)))\b/u;
  // Where nobody is one's own, it is the staff who tell of a child, of its home and of the work.
  const TOLD_OF =
    /\b(?:(?:en|ei|et|ett|to|tre|noen|nokre) (?:\p{L}+ )?(?:gutt|gutter|gutar|jente|jenter|unge|unger|ungar|barn)|(?:mor|far|mødre|ungene|ungane|gruppa|klassen|trinn|trinnet|trinnene|timen|undervis\p{L}*|kollegiet|teamet|inspeksjon\p{L}*|tilsyn\p{L}*)(?! (?:min|mi|mine|vår|våre|mitt)))\b/u;
  // Who may be a pupil, a parent or one of the staff.
  const SOMEONE = /\b(?:jeg|eg|æ|vi|oss|meg|min|mi|mine|mitt)\b/u;
  const SPOKEN_TO = 0.9; // more for what is written to the one who asks, when it answers everything
  const MAYBE_TO = 0.25; // and where it may be
  const NOT_TO = -0.6; // less where one of the staff asks

  /**
   * How much more what is written to pupils and to parents counts, by the kind, as the words of a
   * query tell who asks.
   * @type {Hvem["askersOf"]}
   */
  const askersOf = (text) => {
    if (STAFF.test(text)) return { elev: NOT_TO, forelder: NOT_TO };
    const asker = Object.keys(ASKERS).find((kind) => ASKERS[kind].test(text));
    if (asker) return { [asker]: SPOKEN_TO };
    if (TOLD_OF.test(text)) return { elev: NOT_TO, forelder: NOT_TO };
    return SOMEONE.test(text) ? { elev: MAYBE_TO, forelder: MAYBE_TO } : {};
  };

  return { askersOf };
})();

/* What is moved, is shown where it is to stand: the parts of the page that are a list's items, in the list's new order. */
(() => {
  "use strict";

  const { forslag } = window.kp;
  /** @type {(() => void)[]} how each list gets back the order the page came with */
  const back = [];

  const reset = () => {
    while (back.length) back.pop()();
  };

  /** @param {string[]} was @param {string[]} now @returns {Set<string>} the fewest ids that must have been moved to get from one order to the other */
  const movedIn = (was, now) => {
    const places = now.map((id) => was.indexOf(id));
    /** @type {number[][]} for each, the longest row of items in their old order that ends with it */
    const rows = [];
    places.forEach((place, at) => {
      const before = rows.filter((row) => places[row.at(-1)] < place).sort((one, other) => other.length - one.length)[0] ?? [];
      rows.push([...before, at]);
    });
    const still = rows.reduce((longest, row) => (row.length > longest.length ? row : longest), []);
    return new Set(now.filter((_, at) => !still.includes(at)));
  };

  /** Let elements take each other's places. */
  const order = (was, now) => {
    const slots = was.map((element) => {
      const slot = document.createComment("");
      element.replaceWith(slot);
      return slot;
    });
    slots.forEach((slot, at) => slot.after(now[at]));
    back.push(() => slots.forEach((slot, at) => slot.replaceWith(was[at])));
  };

  /** The parts of the page that are items of a list and can change places: a theme has a card among cards, and a line in the menu. A part that is several items' stays. */
  const alike = (place, before, list) => {
    const found = new Map();
    const count = new Map();
    for (const id of before.plan.lister[list]) {
      for (const { element, among } of forslag.finn.parts(place, before, forslag.plan.addressIn(list, id, before.data.rot))) {
        count.set(element, (count.get(element) ?? 0) + 1);
        const here = found.get(among) ?? new Map();
        if (!here.has(id)) found.set(among, here.set(id, element));
      }
    }
    return [...found.values()].map((parts) => new Map([...parts].filter(([, element]) => count.get(element) === 1)));
  };

  /** @param {HTMLElement} place @param {any} all @param {any} before @returns {HTMLElement[]} the parts of the page that were moved, where they are now */
  const draw = (place, all, before) => {
    const moved = [];
    for (const [list, ids] of Object.entries(all.plan.lister)) {
      if (!before.plan.lister[list] || before.plan.lister[list] === ids || !all.kindOf(list)) continue;
      for (const parts of alike(place, before, list)) {
        const was = [...parts.keys()];
        // What is taken out, stays where it was, so that one can take it in again.
        const now = [...ids.filter((id) => parts.has(id))];
        was.forEach((id, at) => ids.includes(id) || now.splice(at, 0, id));
        if (forslag.steg.same(was, now)) continue;
        order(...[was, now].map((some) => some.map((id) => parts.get(id))));
        moved.push(...[...movedIn(was, now)].map((id) => parts.get(id)));
      }
    }
    return moved;
  };

  forslag.flytt = { draw, reset };
})();

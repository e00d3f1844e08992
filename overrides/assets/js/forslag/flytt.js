/* What is moved, is shown where it is to stand: the parts of the page that are a list's items, in
   the list's new order. */
(() => {
  "use strict";

  const { forslag } = window.kp;
  /** @type {(() => void)[]} how each list gets back the order the page came with */
  const back = [];

  const reset = () => {
    while (back.length) back.pop()?.();
  };

  /**
   * The fewest ids that must have been moved to get from one order to the other.
   * @type {(was: string[], now: string[]) => string[]}
   */
  const movedIn = (was, now) => {
    const places = now.map((id) => was.indexOf(id));
    /** @type {number[][]} for each, the longest row of items in their old order that ends with it */
    const rows = [];
    places.forEach((place, at) => {
      const before = rows.filter((row) => places[row[row.length - 1]] < place);
      before.sort((one, other) => other.length - one.length);
      rows.push([...(before[0] ?? []), at]);
    });
    const still = [...rows].sort((one, other) => other.length - one.length)[0] ?? [];
    return now.filter((_, at) => !still.includes(at));
  };

  /**
   * Let elements take each other's places.
   * @type {(was: Del[], now: Del[]) => void}
   */
  const order = (was, now) => {
    const slots = was.map((element) => {
      const slot = document.createComment("");
      element.replaceWith(slot);
      return slot;
    });
    slots.forEach((slot, at) => {
      slot.after(now[at]);
    });
    back.push(() => {
      slots.forEach((slot, at) => {
        slot.replaceWith(was[at]);
      });
    });
  };

  /**
   * The parts of the page that are items of a list and can change places: a theme has a card among
   * cards, and a line in the menu. A part that is several items' stays.
   * @type {(place: Del, before: Forslag.Oversikt, list: string) => Map<string, Del>[]}
   */
  const alike = (place, before, list) => {
    /** @type {Map<unknown, Map<string, Del>>} */
    const found = new Map();
    /** @type {Map<Del, number>} */
    const count = new Map();
    for (const id of before.plan.lister[list]) {
      const address = forslag.plan.addressIn(list, id, before.data.rot);
      for (const { element, among } of forslag.finn.parts(place, before, address)) {
        count.set(element, (count.get(element) ?? 0) + 1);
        const here = found.get(among) ?? new Map();
        if (!here.has(id)) found.set(among, here.set(id, element));
      }
    }
    /** @type {(part: [string, Del]) => boolean} */
    const isOne = ([, element]) => count.get(element) === 1;
    return [...found.values()].map((parts) => new Map([...parts].filter(isOne)));
  };

  /**
   * The parts in their new order. What is taken out, stays where it was, so that one can take it in
   * again.
   * @type {(was: string[], ids: string[]) => string[]}
   */
  const ordered = (was, ids) => {
    const now = ids.filter((id) => was.includes(id));
    was.forEach((id, at) => {
      if (!ids.includes(id)) now.splice(at, 0, id);
    });
    return now;
  };

  /**
   * Put the page in the plan's order, and return the parts that were moved.
   * @type {Forslag.Rom["flytt"]["draw"]}
   */
  const draw = (place, all, before) => {
    /** @type {Del[]} */
    const moved = [];
    for (const [list, ids] of Object.entries(all.plan.lister)) {
      const isOther = before.plan.lister[list] && before.plan.lister[list] !== ids;
      for (const parts of isOther && all.kindOf(list) ? alike(place, before, list) : []) {
        const was = [...parts.keys()];
        const now = ordered(was, ids);
        if (forslag.steg.same(was, now)) continue;
        const elements = (/** @type {string[]} */ some) =>
          some.map((id) => /** @type {Del} */ (parts.get(id)));
        order(elements(was), elements(now));
        moved.push(...elements(movedIn(was, now)));
      }
    }
    return moved;
  };

  forslag.flytt = { draw, reset };
})();

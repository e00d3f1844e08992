/* What somebody does, step by step; the plan after it, and the entries of a file that lead there. */
(() => {
  "use strict";

  const { forslag } = window.kp;
  const { Oversikt, addressIn } = forslag.plan;

  /** @type {Forslag.Rom["steg"]["same"]} */
  const same = (one, other) => JSON.stringify(one ?? []) === JSON.stringify(other ?? []);
  /** @type {Forslag.Rom["steg"]["isNothing"]} */
  const isNothing = (value) =>
    value === undefined || value === "" || (Array.isArray(value) && !value.length);

  /**
   * The steps one by one, also those that were taken together.
   * @type {Forslag.Rom["steg"]["single"]}
   */
  const single = (steps) => steps.flatMap((one) => (one.op === "flere" ? one.steg : [one]));

  /** @type {(plan: Forslag.Plan) => Forslag.Plan} */
  const copy = ({ punkter, lister }) => ({ punkter: { ...punkter }, lister: { ...lister } });

  /**
   * Where a new item goes among ids; -1 if its neighbour is not there.
   * @type {(ids: string[], where?: Forslag.Plassering) => number}
   */
  const placeIn = (ids, where = "sist") => {
    if (where === "sist") return ids.length;
    if (where === "først") return 0;
    const at = ids.indexOf("etter" in where ? where.etter : where.før);
    return at < 0 ? ids.length : at + ("etter" in where ? 1 : 0);
  };

  /**
   * @type {(plan: Forslag.Plan, data: Forslag.Data, list: string, item: Forslag.Punkt, where?:
   * Forslag.Plassering) => void}
   */
  const add = (plan, data, list, item, where) => {
    const { id, ...fields } = item;
    const slag = new Oversikt(plan, data).kindOf(list);
    const address = addressIn(list, id, data.rot);
    const lists = Object.keys(data.slag[slag]?.lister ?? {});
    const own = Object.entries(fields).filter(([key]) => !lists.includes(key));
    plan.punkter[address] = Object.fromEntries(own);
    const ids = [...(plan.lister[list] ?? [])];
    ids.splice(placeIn(ids, where), 0, id);
    plan.lister[list] = ids;
    for (const inner of lists) {
      plan.lister[`${address}/${inner}`] = [];
      for (const one of item[inner] ?? []) add(plan, data, `${address}/${inner}`, one, "sist");
    }
  };

  /**
   * @typedef {(plan: Forslag.Plan, data: Forslag.Data, step: any) => void} Gjort
   * @type {{ [op in Forslag.Steg["op"]]: Gjort }}
   */
  const DO = {
    erstatt: (plan, _, /** @type {Forslag.Erstatning} */ { id, felt, til }) => {
      const item = { ...plan.punkter[id], [felt]: til };
      if (isNothing(til)) delete item[felt];
      plan.punkter[id] = item;
    },
    legg_til: (plan, data, { liste, nytt, plassering }) => add(plan, data, liste, nytt, plassering),
    fjern: (plan, data, { id }) => {
      const place = new Oversikt(plan, data).place(id);
      plan.lister[place.liste] = plan.lister[place.liste].filter((one) => one !== place.id);
    },
    rekkefølge: (plan, _, /** @type {Forslag.Rekkefolge} */ { liste, id }) => {
      const before = plan.lister[liste];
      plan.lister[liste] = [
        ...id.filter((one) => before.includes(one)),
        ...before.filter((one) => !id.includes(one)),
      ];
    },
    flere: (plan, data, /** @type {Forslag.Steg} */ step) => {
      for (const one of single([step])) DO[one.op](plan, data, one);
    },
  };

  /**
   * Whether a step can still be taken: what it concerns is there, or is not there yet.
   * @type {{ [op in Forslag.Steg["op"]]: (all: Forslag.Oversikt, step: any) => boolean }}
   */
  const FITS = {
    erstatt: (all, { id, felt }) => all.has(id) && !all.isLocked(id) && felt in all.fields(id),
    legg_til: (all, { liste, nytt }) =>
      Boolean(all.kindOf(liste)) && !all.has(addressIn(liste, nytt.id, all.data.rot)),
    fjern: (all, { id }) => all.has(id) && !all.isLocked(id),
    rekkefølge: (all, { liste }) => Boolean(all.kindOf(liste)),
    flere: () => true,
  };

  /**
   * What must be texts in each kind of step.
   * @type {Record<string, string[]>}
   */
  const TEXTS = {
    erstatt: ["id", "felt"],
    legg_til: ["liste"],
    fjern: ["id", "begrunnelse"],
    rekkefølge: ["liste"],
    flere: [],
  };

  /**
   * Whether something from the store is a step at all.
   * @type {Forslag.Rom["steg"]["isStep"]}
   */
  const isStep = (step) => {
    if (!step || typeof step !== "object" || !Object.hasOwn(TEXTS, step.op)) return false;
    const whole = TEXTS[step.op].every((name) => typeof step[name] === "string");
    if (step.op === "legg_til") return whole && typeof step.nytt?.id === "string";
    if (step.op === "rekkefølge") return whole && Array.isArray(step.id);
    return step.op === "flere" ? Array.isArray(step.steg) && step.steg.every(isStep) : whole;
  };

  /**
   * The plan after some steps; those that no longer fit are left out, and told to `leaves`.
   * @type {Forslag.Rom["steg"]["after"]}
   */
  const after = (plan, data, steps, leaves) => {
    const made = copy(plan);
    for (const step of single(steps))
      if (FITS[step.op](new Oversikt(made, data), step)) DO[step.op](made, data, step);
      else leaves?.(step);
    return made;
  };

  // --- What a file must say to lead from the plan as it is to the plan after. ---

  /**
   * The address an item is removed by, when it goes with the item it stands in.
   * @type {(address: string, before: Forslag.Oversikt) => string}
   */
  const owner = (address, before) => {
    const place = before.place(address).liste;
    return place in before.data.rot ? "" : place.slice(0, place.lastIndexOf("/"));
  };

  /**
   * The plan without references to what is gone, where the layer has not written them itself: the
   * reader does the same.
   * @type {Forslag.Rom["steg"]["cleaned"]}
   */
  const cleaned = (before, now, under) => {
    const gone = new Set(
      [...before.steder.keys()].filter((one) => !now.has(one) && one in under.punkter),
    );
    /** @type {Record<string, Forslag.Punkt>} */
    const points = {};
    if (!gone.size) return points;
    for (const address of before.steder.keys()) {
      for (const [felt, form] of Object.entries(before.fields(address))) {
        const value = before.item(address)[felt];
        if (!form.til || !Array.isArray(value) || !same(value, under.punkter[address]?.[felt]))
          continue;
        const left = value.filter((text) => !gone.has(before.meant(text, form, address)));
        if (left.length < value.length)
          points[address] = { ...before.item(address), ...points[address], [felt]: left };
      }
    }
    return points;
  };

  /**
   * @type {(before: Forslag.Oversikt, now: Forslag.Oversikt, reasons: Record<string, string>) =>
   * Forslag.Fjerning[]}
   */
  const removals = (before, now, reasons) =>
    [...before.steder.keys()]
      .filter((one) => !now.has(one) && (!owner(one, before) || now.has(owner(one, before))))
      .map((id) => ({ id, begrunnelse: reasons[id] ?? "" }));

  /**
   * @type {(before: Forslag.Oversikt, now: Forslag.Oversikt, clean: Record<string, Forslag.Punkt>)
   * => Forslag.Erstatning[]}
   */
  const replacements = (before, now, clean) => {
    const found = [];
    for (const address of now.steder.keys()) {
      if (!before.has(address)) continue;
      const [old, item] = [clean[address] ?? before.item(address), now.item(address)];
      for (const felt of Object.keys(now.fields(address))) {
        if (felt in now.data.slag[now.kind(address)].lister || felt === "id") continue;
        const [fra, til] = [old[felt], item[felt]];
        const isCleaned = clean[address] && same(before.item(address)[felt], til);
        if (!same(fra, til) && !isCleaned)
          found.push({ id: address, felt, fra: fra ?? [], til: til ?? [] });
      }
    }
    return found;
  };

  /**
   * An item as it is written in a file, with what stands in it.
   * @type {(all: Forslag.Oversikt, address: string) => Forslag.Punkt}
   */
  const whole = (all, address) => {
    const { id, slag } = all.place(address);
    /** @type {Forslag.Punkt} */
    const fields = {};
    for (const felt of Object.keys(all.data.slag[slag].felter)) {
      const isList = felt in all.data.slag[slag].lister;
      const inner = isList
        ? (all.plan.lister[`${address}/${felt}`] ?? []).map((one) =>
            whole(all, addressIn(`${address}/${felt}`, one, all.data.rot)),
          )
        : [];
      const value = felt === "id" ? id : isList ? inner : all.item(address)[felt];
      if (!isNothing(value)) fields[felt] = value;
    }
    return fields;
  };

  /** @type {(before: Forslag.Oversikt, now: Forslag.Oversikt) => Forslag.Tillegg[]} */
  const additions = (before, now) => {
    /** @type {Forslag.Tillegg[]} */
    const found = [];
    for (const [address, { liste, id }] of now.steder) {
      if (
        before.has(address) ||
        (!(liste in now.data.rot) && !before.has(liste.slice(0, liste.lastIndexOf("/"))))
      )
        continue;
      const ids = now.plan.lister[liste];
      const at = ids.indexOf(id);
      const isLast = ids
        .slice(at + 1)
        .every((one) => !before.has(addressIn(liste, one, now.data.rot)));
      /** @type {Forslag.Plassering} */
      const plassering = at ? { etter: ids[at - 1] } : "først";
      found.push({ liste, ...(isLast ? {} : { plassering }), nytt: whole(now, address) });
    }
    return found;
  };

  /**
   * The order the reader would give a list, with what is removed and added, and nothing said of the
   * order.
   * @type {(before: Forslag.Oversikt, now: Forslag.Oversikt, list: string) => string[]}
   */
  const unordered = (before, now, list) => {
    const ids = now.plan.lister[list];
    const made = (before.plan.lister[list] ?? []).filter((id) => ids.includes(id));
    for (const [at, id] of ids.entries()) {
      if (made.includes(id)) continue;
      const isLast = ids
        .slice(at + 1)
        .every((one) => !before.has(addressIn(list, one, now.data.rot)));
      made.splice(isLast ? made.length : at ? placeIn(made, { etter: ids[at - 1] }) : 0, 0, id);
    }
    return made;
  };

  /** @type {(before: Forslag.Oversikt, now: Forslag.Oversikt) => Forslag.Rekkefolge[]} */
  const orders = (before, now) => {
    const found = [];
    for (const [list, ids] of Object.entries(now.plan.lister)) {
      const isThere = now.kindOf(list) && before.kindOf(list);
      if (!isThere || before.plan.lister[list] === ids) continue;
      const plain = unordered(before, now, list);
      if (same(plain, ids)) continue;
      const count = ids.findIndex((_, at) =>
        same(
          plain.filter((id) => !ids.slice(0, at).includes(id)),
          ids.slice(at),
        ),
      );
      found.push({ liste: list, id: ids.slice(0, count < 0 ? ids.length : count) });
    }
    return found;
  };

  /**
   * `then`: the plan after. What a file of the layer says.
   * @type {Forslag.Rom["steg"]["entries"]}
   */
  const entries = (data, plans, then, reasons) => {
    const [before, now] = [new Oversikt(plans.na, data), new Oversikt(then, data)];
    const clean = cleaned(before, now, plans.under);
    return {
      fjern: removals(before, now, reasons),
      erstatt: replacements(before, now, clean),
      legg_til: additions(before, now),
      rekkefølge: orders(before, now),
    };
  };

  /**
   * The reason given last for each removal.
   * @type {Forslag.Rom["steg"]["reasons"]}
   */
  const reasons = (steps) =>
    Object.fromEntries(
      single(steps).flatMap((one) => (one.op === "fjern" ? [[one.id, one.begrunnelse]] : [])),
    );

  forslag.steg = { after, cleaned, entries, reasons, single, whole, isStep, same, isNothing };
})();

/* The rules that a schema and the ids can tell: the same as the reader has, in the same words. */
(() => {
  "use strict";

  const { forslag } = window.kp;
  const { filled, hasIdentity, clean, unreadable, brokenLink, PARAMETER } = forslag.tekst;
  const { isNothing } = forslag.steg;
  const { isNested, isTable } = forslag.limt;

  /** @type {(value: string, form: Forslag.Form, says: string) => string} */
  const textFault = (value, form, says) => {
    const w = forslag.ord.feil;
    if (clean(value) !== value.normalize("NFC")) return w.usynlig;
    if (unreadable(value)) return filled(w.uleselig, unreadable(value));
    if (hasIdentity(value)) return w.fodselsnummer;
    if (form.lengde && [...value].length > form.lengde) return filled(w.lang, form.lengde);
    if (form.linje && value.includes("\n")) return w.linje;
    if (brokenLink(value)) return filled(w.lenke, brokenLink(value));
    if (isNested(value) || isTable(value)) return isNested(value) ? w.nostet : w.tabell;
    if (form.monster && !new RegExp(form.monster, "u").test(value))
      return says || (form.monster.startsWith("^https") ? w.adresse : w.monster);
    return "";
  };

  /**
   * What is wrong with a value in a field; "" if nothing.
   * @type {Forslag.Rom["regler"]["fault"]}
   */
  const fault = (form, value, says = form.sier ?? "") => {
    const w = forslag.ord.feil;
    if (isNothing(value))
      return form.krav ? w.mangler : form.liste && form.minst ? filled(w.minst, form.minst) : "";
    if (form.liste) return listFault(form, value, says);
    if (form.felter) {
      const parts = Object.entries(form.felter).map(([key, inner]) => [
        key,
        fault(inner, value[key]),
      ]);
      return (
        parts
          .filter(([, message]) => message)
          .map(([key, message]) => `${forslag.verdi.nameOf(key)} ${message}`)[0] ?? ""
      );
    }
    if (form.tall)
      return Number.isInteger(value) && value >= form.tall[0] && value <= form.tall[1]
        ? ""
        : filled(w.tall, ...form.tall);
    // Where there is a pattern too, the choices are the usual ones.
    if (form.valg && !form.monster) return form.valg.includes(value) ? "" : w.valg;
    return textFault(String(value), form, says);
  };

  /** @type {(form: Forslag.Form, value: Forslag.Verdi[], says: string) => string} */
  const listFault = (form, value, says) => {
    const w = forslag.ord.feil;
    if (form.minst && value.length < form.minst) return filled(w.minst, form.minst);
    if (form.mest && value.length > form.mest) return filled(w.mest, form.mest);
    return (
      value.map((one) => fault({ ...form.liste, linje: form.linje }, one, says)).find(Boolean) ?? ""
    );
  };

  // --- What concerns a whole plan. Each yields [address, field, message]. ---

  /**
   * The items that are not as before: what is wrong with the others, was wrong before.
   * @type {(all: Forslag.Oversikt, before: Forslag.Oversikt) => string[]}
   */
  const changed = (all, before) =>
    [...all.steder.keys()].filter((one) => all.item(one) !== before.item(one));

  /** @type {Forslag.Regel} */
  const ofFields = function* (all, { slag }, before) {
    for (const address of changed(all, before)) {
      for (const [felt, form] of Object.entries(slag[all.kind(address)].felter)) {
        if (felt === "id") continue;
        if (form.punkter) {
          const { minst = 0 } = form;
          const held = all.plan.lister[`${address}/${felt}`] ?? [];
          if (held.length < minst && !before.has(address))
            yield [address, felt, filled(forslag.ord.feil.minst, minst)];
          continue;
        }
        const value = all.item(address)[felt];
        // A list below may have been emptied of what is gone; what an item cannot be without is
        // another rule's.
        const message = form.til && form.liste && isNothing(value) ? "" : fault(form, value);
        if (message) yield [address, felt, message];
      }
    }
  };

  /** @type {Forslag.Regel} */
  const ofReferences = function* (all, _, before) {
    for (const address of all.steder.keys()) {
      for (const { felt, tekst, adresse, til } of all.references(address)) {
        if (all.has(adresse) && til.includes(all.kind(adresse))) continue;
        const isTheme = before.kind(adresse) === "Tema";
        const words = forslag.ord.feil;
        if (before.has(adresse))
          yield [
            adresse,
            "",
            isTheme ? words.tema_trengs : filled(words.trengs, all.label(address)),
          ];
        else yield [address, felt, filled(words.ukjent, tekst)];
      }
    }
  };

  const DECIDED = "vedtatt";
  /** @type {(all: Forslag.Oversikt, address: string) => boolean} */
  const isDecided = (all, address) => (all.item(address).grunnlag ?? DECIDED) === DECIDED;

  /** @type {Forslag.Regel} */
  const ofNeeds = function* (all, { regler }, before) {
    for (const address of all.steder.keys()) {
      for (const felt of isDecided(all, address) ? [] : (regler.trenger[all.kind(address)] ?? [])) {
        const lost = isNothing(all.item(address)[felt]) && !isNothing(before.item(address)[felt]);
        const gone = lost
          ? before.references(address).find((one) => one.felt === felt && !all.has(one.adresse))
          : null;
        if (gone) yield [gone.adresse, "", filled(forslag.ord.feil.trengs, all.label(address))];
        else if (felt === "sannsynliggjør" && isNothing(all.item(address)[felt]))
          yield [address, felt, filled(forslag.ord.feil.minst, 1)];
      }
    }
  };

  /** @type {Forslag.Regel} */
  const ofIds = function* (all, { regler, rot, slag }, before) {
    const seen = new Set();
    for (const [list, ids] of Object.entries(all.plan.lister)) {
      const kind = all.kindOf(list);
      for (const id of kind ? ids : []) {
        const address = forslag.plan.addressIn(list, id, rot);
        const message = before.has(address) ? "" : fault(slag[kind].felter.id, id);
        if (message) yield [address, "id", message];
        if (seen.has(address)) yield [address, "id", forslag.ord.feil.id_brukt];
        seen.add(address);
        const isTaken =
          regler.ramme.includes(id) ||
          id.startsWith(regler.vare) ||
          (list === "temaer" ? id in rot : all.theme(address) && regler.seksjoner.includes(id));
        if (isTaken) yield [address, "id", forslag.ord.feil.id_opptatt];
      }
    }
  };

  /** @type {Forslag.Regel} */
  const ofEvidence = function* (all, { regler, grunnplan }) {
    const w = forslag.ord.feil;
    for (const address of all.steder.keys()) {
      if (all.kind(address) !== "Par") continue;
      const { grunnlag = DECIDED, kilder = [] } = all.item(address);
      const isOwn = (grunnplan.punkter[address]?.grunnlag ?? "") !== grunnlag;
      if (grunnlag === DECIDED) {
        if (!isOwn) yield [address, "grunnlag", w.vedtatt];
        continue;
      }
      const best = Math.max(
        -1,
        ...kilder.map((/** @type {string} */ id) =>
          regler.styrke.indexOf(all.item(`kilder/${id}`).grunnlag),
        ),
      );
      if (!kilder.length) yield [address, "kilder", w.uten_kilde];
      else if (best < regler.styrke.indexOf(grunnlag))
        yield [
          address,
          "grunnlag",
          filled(w.for_sterkt, forslag.ord.valg.grunnlag[regler.styrke[best] ?? "ramme"]),
        ];
    }
  };

  /**
   * Whether the practices and effects of a theme stand in two lists: then an effect may stand
   * alone.
   * @type {(all: Forslag.Oversikt, theme: string) => boolean}
   */
  const isApart = (all, theme) => {
    const pairs = all.plan.lister[`${theme}/par`] ?? [];
    return (
      !pairs.length || pairs.some((id) => isNothing(all.item(`${theme}/${id}`).sannsynliggjør))
    );
  };

  /** @type {Forslag.Regel} */
  const ofLonely = function* (all, _data, _before, under) {
    const used = new Set(
      [...all.steder.keys()].flatMap((one) => all.references(one).map(({ adresse }) => adresse)),
    );
    for (const address of all.steder.keys()) {
      const isOwn = !(address in under.punkter);
      if (
        all.kind(address) === "Virkning" &&
        isOwn &&
        !used.has(address) &&
        !isApart(all, all.theme(address))
      )
        yield [address, "", forslag.ord.feil.alene];
    }
  };

  /** @type {(all: Forslag.Oversikt, address: string) => Iterable<[field: string, text: string]>} */
  const texts = function* (all, address) {
    for (const [felt, form] of Object.entries(all.fields(address))) {
      if (form.til || form.valg || felt === "id") continue;
      for (const one of [all.item(address)[felt] ?? []].flat())
        if (typeof one === "string") yield [felt, one];
    }
  };

  /** @type {Forslag.Regel} */
  const ofTexts = function* (all, { regler }, before) {
    const w = forslag.ord.feil;
    const sameWords = forslag.steg.same(all.plan.lister.parametre, before.plan.lister.parametre);
    for (const address of sameWords ? changed(all, before) : all.steder.keys()) {
      const isOnWall = regler.vegg.includes(all.kind(address));
      for (const [felt, text] of texts(all, address)) {
        const unknown = [...text.matchAll(PARAMETER)].find(
          (hit) => !all.has(`parametre/${hit[1]}`),
        );
        if (unknown) yield [address, felt, filled(w.parameter, unknown[0])];
        const longest = Math.max(...text.split("\n\n").map((one) => [...one].length));
        if (isOnWall && felt !== "til_lederen" && longest > regler.vegg_avsnitt)
          yield [address, felt, filled(w.vegg, regler.vegg_avsnitt)];
      }
    }
  };

  const RULES = [ofFields, ofReferences, ofNeeds, ofIds, ofEvidence, ofLonely, ofTexts];

  /**
   * @type {(plan: Forslag.Plan, data: Forslag.Data, before: Forslag.Plan, under: Forslag.Plan)
   * => Forslag.Funn[]}
   */
  const every = (plan, data, before, under) => {
    const [all, old] = [
      new forslag.plan.Oversikt(plan, data),
      new forslag.plan.Oversikt(before, data),
    ];
    return RULES.flatMap((rule) => [...rule(all, data, old, under)]);
  };

  /** @type {WeakMap<Forslag.Plan, Set<string>>} */
  const KNOWN = new WeakMap();

  /**
   * What is wrong with a plan as it is, between items: asked once for each.
   * @type {(na: Forslag.Plan, data: Forslag.Data, under: Forslag.Plan) => Set<string>}
   */
  const knownIn = (na, data, under) => {
    const known = KNOWN.get(na) ?? new Set(every(na, data, na, under).map(String));
    KNOWN.set(na, known);
    return known;
  };

  /**
   * What is wrong with the plan after, and was not wrong before.
   * @type {Forslag.Rom["regler"]["check"]}
   */
  const check = (data, { under, na }, then) => {
    const now = {
      ...then,
      punkter: { ...then.punkter, ...afterCleaning(data, { under, na }, then) },
    };
    const known = knownIn(na, data, under);
    const found = every(now, data, na, under).filter((one) => !known.has(String(one)));
    return [...new Map(found.map((one) => [String(one), one])).values()].map(
      ([adresse, felt, melding]) => ({ adresse, felt, melding }),
    );
  };

  /**
   * What is left of items whose references went with what is removed; what somebody has written
   * anew stands as written.
   * @type {(data: Forslag.Data, plans: Forslag.Planer, then: Forslag.Plan)
   * => Record<string, Forslag.Punkt>}
   */
  const afterCleaning = (data, { under, na }, then) => {
    const [before, now] = [
      new forslag.plan.Oversikt(na, data),
      new forslag.plan.Oversikt(then, data),
    ];
    /** @type {Record<string, Forslag.Punkt>} */
    const points = {};
    for (const [address, clean] of Object.entries(forslag.steg.cleaned(before, now, under))) {
      const item = { ...then.punkter[address] };
      for (const felt of Object.keys(clean))
        if (forslag.steg.same(item[felt], before.item(address)[felt])) item[felt] = clean[felt];
      points[address] = item;
    }
    return points;
  };

  forslag.regler = { fault, check };
})();

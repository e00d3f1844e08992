/* The form for one text, for a whole item, or for a new one. It stands where the text stands. */
(() => {
  "use strict";

  const { forslag } = window.kp;
  const WAIT = 250;
  const NEW = "-"; // what a new theme is called while it is written

  /**
   * What is wrong with what is typed in one field.
   * @type {(field: Forslag.Felt) => string}
   */
  const faultOf = ({ key, form, value }) =>
    key === "id" && !value() ? "" : forslag.regler.fault(form, value());

  /**
   * What is typed, checked as it is typed: each field at once, and what concerns other items a
   * little later.
   * @type {(form: Del, fields: () => Forslag.Felt[], steps: () => Forslag.Enkelt[], address: () =>
   * string) => { now: () => boolean }}
   */
  const watch = (form, fields, steps, address) => {
    const place = forslag.kontroll.part(form, "feilene");
    let timer = 0;
    const wide = () => {
      const ready = fields().every((one) => !faultOf(one));
      const found = ready ? forslag.tilstand.problemsWith(steps()) : [];
      const here = address();
      place.replaceChildren(
        ...found.map((one) =>
          Object.assign(document.createElement("li"), { textContent: say(one, here) }),
        ),
      );
    };
    const check = () => {
      for (const one of fields()) one.say(faultOf(one));
      clearTimeout(timer);
      timer = setTimeout(wide, WAIT);
    };
    form.addEventListener("input", check);
    // What is wrong with the whole keeps nobody from keeping it, so it is not waited for here.
    const now = () => {
      clearTimeout(timer);
      for (const one of fields()) one.say(faultOf(one));
      return fields().every((one) => !faultOf(one));
    };
    return { now };
  };

  /** @type {Forslag.Rom["skjema"]["say"]} */
  const say = ({ adresse, felt, melding }, here) => {
    const field = felt ? forslag.verdi.nameOf(felt) : "";
    const item = adresse === here ? "" : forslag.tilstand.all().label(adresse);
    return `${[item, field].filter(Boolean).join(", ")}${item || field ? ": " : ""}${melding}`;
  };

  /**
   * Send what is kept, and close the form when it has been taken.
   * @type {(form: Del, steps: Forslag.Enkelt[], then: () => void) => Promise<void>}
   */
  const keep = async (form, steps, then) => {
    if (!steps.length) return then();
    const problems = await forslag.tilstand.take(
      steps.length === 1 ? steps[0] : { op: "flere", steg: steps },
    );
    if (!problems.length) return then();
    const place = forslag.kontroll.part(form, "feilene");
    return place.replaceChildren(
      ...problems.map((text) => Object.assign(document.createElement("li"), { textContent: text })),
    );
  };

  /** @type {(fields: Forslag.Felt[]) => Del | undefined} */
  const firstWrong = (fields) =>
    fields
      .find((one) => one.element.hasAttribute("data-galt"))
      ?.element.querySelector("input, textarea, select, [tabindex]");

  /**
   * @type {(form: Del, fields: () => Forslag.Felt[], steps: () => Forslag.Enkelt[], watched: { now:
   * () => boolean }, then: () => void) => void}
   */
  const submit = (form, fields, steps, watched, then) => {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (watched.now()) keep(form, steps(), then);
      else firstWrong(fields())?.focus();
    });
  };

  /**
   * What the fields say otherwise than the item does.
   * @type {(all: Forslag.Oversikt, address: string, fields: Forslag.Felt[]) => Forslag.Enkelt[]}
   */
  const changes = (all, address, fields) => {
    const item = all.item(address);
    const extra = fields.flatMap((one) => one.extra());
    // What nobody has touched is no change, also where it would be kept otherwise today.
    /** @type {(one: Forslag.Felt, til: Forslag.Verdi) => boolean} */
    const isAsBefore = ({ key, form }, til) =>
      forslag.steg.same(item[key], til) ||
      (item[key] !== undefined && forslag.steg.same(forslag.verdi.normal(item[key], form), til));
    const changed = fields
      .filter((one) => {
        const til = one.value();
        return !isAsBefore(one, forslag.steg.isNothing(til) ? undefined : til);
      })
      .map((one) => [one.key, one.value()]);
    /** @type {Forslag.Erstatt[]} */
    const replaced = changed.map(([felt, til]) => ({
      op: "erstatt",
      id: address,
      felt,
      fra: item[felt] ?? [],
      til: forslag.steg.isNothing(til) ? [] : til,
    }));
    return [...extra, ...replaced];
  };

  /** @type {(title: string) => Del} */
  const start = (title) => {
    const form = forslag.kontroll.piece("skjema");
    forslag.kontroll.part(form, "tittel").textContent = title;
    return form;
  };

  /**
   * Begin in the first field, and see all of it: what is focused is only brought into the window,
   * which the line lies over.
   * @type {(form: Del) => void}
   */
  const focus = (form) => {
    form.querySelector("[data-del=inn] :is(input, textarea, select)")?.focus();
    form.querySelector("[data-del=inn]")?.scrollIntoView({ block: "nearest" });
  };

  /**
   * `felt`: the field to begin with; "" for all of them. A form for an item that is there.
   * @type {Forslag.Rom["skjema"]["edit"]}
   */
  const edit = (address, felt, close) => {
    const all = forslag.tilstand.all();
    const form = start(forslag.tekst.filled(forslag.ord.tittel, all.label(address)));
    const place = forslag.kontroll.part(form, "felter");
    const shared = forslag.tilstand.under(address);
    /** @type {Forslag.Felt[]} */
    let fields = [];
    /** @type {(key: string) => Forslag.Verdi} */
    const typed = (key) => {
      const field = fields.find((one) => one.key === key);
      return field ? field.value() : all.item(address)[key];
    };
    /** @type {(keys: string[]) => void} */
    const show = (keys) => {
      fields = keys.map((key) =>
        forslag.felt.field(all, key, all.fields(address)[key], address, {
          na: typed(key),
          under: shared && { verdi: shared[key] },
        }),
      );
      place.replaceChildren(...fields.map(({ element }) => element));
      setTimeout(() => focus(form));
    };
    const every = Object.keys(all.fields(address)).filter(
      (key) => key !== "id" && !all.fields(address)[key].punkter,
    );
    show(felt ? [felt] : every);
    const steps = () => changes(all, address, fields);
    const watched = watch(
      form,
      () => fields,
      steps,
      () => address,
    );
    submit(form, () => fields, steps, watched, close);
    buttons(form, {
      avbryt: close,
      alle: () => show(every),
      flytt: () => forslag.dialog.order(all.place(address).liste, address),
      fjern: () => forslag.dialog.remove(address),
    });
    form.querySelector("[data-gjor=alle]").hidden = !felt || every.length < 2;
    return form;
  };

  /** @type {(form: Del, actions: Record<string, () => void>) => void} */
  const buttons = (form, actions) => {
    const mayLeave = forslag.skrevet(form, (text) =>
      forslag.kontroll.part(form, "feilene").replaceChildren(...forslag.dialog.told([text])),
    );
    for (const [name, act] of Object.entries(actions))
      form.querySelector(`[data-gjor=${name}]`).addEventListener("click", act);
    form.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      if (mayLeave()) actions.avbryt();
    });
  };

  /**
   * The steps that add a new item as it is typed.
   * @type {(all: Forslag.Oversikt, list: string, fields: Forslag.Felt[]) => Forslag.Leggtil[]}
   */
  const addition = (all, list, fields) => {
    const said = Object.fromEntries(
      fields
        .map((one) => [one.key, one.value()])
        .filter(([, value]) => !forslag.steg.isNothing(value)),
    );
    const words = Object.values(said).find((one) => typeof one === "string") ?? "";
    const extra = fields.flatMap((one) => one.extra());
    const inside = extra.filter(({ liste }) => liste.startsWith(`${NEW}/`));
    for (const { liste, nytt } of inside)
      said[liste.slice(NEW.length + 1)] = [...(said[liste.slice(NEW.length + 1)] ?? []), nytt];
    /** @type {Forslag.Leggtil} */
    const step = {
      op: "legg_til",
      liste: list,
      nytt: { ...said, id: said.id ?? forslag.peker.freeId(all, list, words) },
    };
    return [...extra.filter((one) => !inside.includes(one)), step];
  };

  /**
   * The fields that a new item is asked for: those it must have first. What stands in it can be
   * added when it is there.
   * @type {(schema: [key: string, form: Forslag.Form][]) => [key: string, form: Forslag.Form][]}
   */
  const asked = (schema) => {
    /** @type {(form: Forslag.Form) => boolean} */
    const isAsked = (one) =>
      !one.punkter ||
      forslag.felt.writesInPassing(one) ||
      (one.krav === true && !schema.some(([, other]) => forslag.felt.writesInPassing(other)));
    const wanted = schema.filter(([key, one]) => key !== "id" && isAsked(one));
    return [
      ...wanted.filter(([, one]) => one.krav),
      ...wanted.filter(([, one]) => !one.krav),
      ...schema.filter(([key]) => key === "id"),
    ];
  };

  /**
   * A form for a new item in a list.
   * @type {Forslag.Rom["skjema"]["create"]}
   */
  const create = (list, close) => {
    const all = forslag.tilstand.all();
    const slag = all.kindOf(list);
    const form = start(`${forslag.ord.nytt}: ${forslag.ord.slag[slag] ?? slag.toLowerCase()}`);
    const ordered = asked(Object.entries(all.data.slag[slag].felter));
    const inTheme =
      list === "temaer"
        ? NEW
        : list in all.data.rot
          ? ""
          : `${list.slice(0, list.lastIndexOf("/"))}/${NEW}`;
    const fields = ordered.map(([key, one]) => forslag.felt.field(all, key, one, inTheme, {}));
    forslag.kontroll.part(form, "felter").append(...fields.map(({ element }) => element));
    const steps = () => addition(all, list, fields);
    const address = () => {
      const added = steps();
      return forslag.plan.addressIn(list, added[added.length - 1].nytt.id, all.data.rot);
    };
    const watched = watch(form, () => fields, steps, address);
    submit(form, () => fields, steps, watched, close);
    for (const name of ["alle", "flytt", "fjern"])
      form.querySelector(`[data-gjor=${name}]`).hidden = true;
    buttons(form, { avbryt: close, alle: close, flytt: close, fjern: close });
    setTimeout(() => focus(form));
    return form;
  };

  forslag.skjema = { edit, create, say };
})();

/* One field of a form, made from what the schema says may stand in it. Each gives its element,
   its value, and what it adds besides. */
(() => {
  "use strict";

  const { forslag } = window.kp;
  const { piece, part, simple, select, choices } = forslag.kontroll;
  const { pointers, isInPassing } = forslag.peker;
  let number = 0;

  /** @type {Forslag.Tegning} */
  const rows = (ctx, form, value) => {
    const element = piece("rader");
    const place = part(element, "rader");
    const inner = form.punkter
      ? { ...form.liste, punkt: form.punkter }
      : { ...form.liste, linje: form.linje };
    /** @type {Forslag.Inngang[]} */
    const made = [];
    /** @type {(value?: Forslag.Verdi) => Forslag.Inngang} */
    const add = (one) => {
      const row = piece("rad");
      const field = make(
        { ...ctx, labels: { ...ctx.labels, navn: `${ctx.navn} ${made.length + 1}` } },
        inner,
        one,
      );
      part(row, "inn").append(field.element);
      made.push(field);
      row.querySelector("[data-gjor=bort]").addEventListener("click", () => {
        made.splice(made.indexOf(field), 1);
        row.remove();
        element.querySelector("[data-gjor=ny-rad]").focus();
        element.dispatchEvent(new Event("input", { bubbles: true }));
      });
      place.append(row);
      return field;
    };
    /** @type {(values: Forslag.Verdi[] | undefined) => void} */
    const set = (values) => {
      made.length = 0;
      place.replaceChildren();
      for (const one of values?.length ? values : [undefined]) add(one);
    };
    set(value);
    element
      .querySelector("[data-gjor=ny-rad]")
      .addEventListener("click", () =>
        add().element.querySelector("input, textarea, select")?.focus(),
      );
    return {
      element,
      value: () => made.map((field) => field.value()),
      extra: () => made.flatMap((field) => field.extra?.() ?? []),
      set,
    };
  };

  /**
   * One field of several that make a value, with its name above it.
   * @type {(ctx: Forslag.Sammenheng, key: string, form: Forslag.Form, value: Forslag.Verdi)
   * => { key: string, field: Forslag.Inngang, element: Del }}
   */
  const inner = (ctx, key, form, value) => {
    const navn = forslag.verdi.nameOf(key);
    const labels = { ...ctx.labels, navn: `${ctx.labels.navn ?? ctx.navn}: ${navn}` };
    const element = piece("delfelt");
    const help = part(element, "hjelp");
    number += 1;
    Object.assign(help, { id: `kp-forslag-${number}-hjelp`, textContent: form.hjelp ?? "" });
    labels.beskrevet = `${help.id} ${labels.beskrevet}`;
    part(element, "navn").textContent = `${navn}${form.krav ? " *" : ""}`;
    if (form.liste || form.felter) {
      element.setAttribute("role", "group");
      element.setAttribute("aria-label", labels.navn);
    }
    const field = make({ ...ctx, navn, labels }, form, value);
    element.append(field.element);
    return { key, field, element };
  };

  /** @type {Forslag.Tegning} */
  const group = (ctx, form, value) => {
    const element = document.createElement("div");
    const made = Object.entries(form.felter ?? {})
      .filter(([key]) => key !== "id")
      .map(([key, one]) => inner(ctx, key, one, value?.[key]));
    element.append(...made.map((one) => one.element));
    const read = () => {
      const values = made.map(({ key, field }) => [key, field.value()]);
      return Object.fromEntries(values.filter(([, one]) => !forslag.steg.isNothing(one)));
    };
    /** @type {(one: Forslag.Verdi) => void} */
    const set = (one) => {
      for (const { key, field } of made) field.set(one?.[key]);
    };
    const extra = () => made.flatMap(({ field }) => field.extra?.() ?? []);
    return { element, value: () => (form.punkt ? withId(ctx, read()) : read()), extra, set };
  };

  /**
   * What stands in a new item gets an id from its first words.
   * @type {(ctx: Forslag.Sammenheng, item: Forslag.Punkt) => Forslag.Verdi}
   */
  const withId = ({ all }, item) => {
    const first = Object.values(item).find((one) => typeof one === "string");
    return first ? { id: forslag.tekst.slug(`${all.data.om.id} ${first}`), ...item } : "";
  };

  /** @type {Forslag.Tegning} */
  const make = (ctx, form, value) => {
    if (form.punkter) return rows(ctx, form, value);
    if (form.liste?.valg) return choices(ctx, form, value);
    if (form.liste && form.til) return pointers(ctx, form, value);
    if (form.liste) return rows(ctx, form, value);
    if (form.felter) return group(ctx, form, value);
    if (form.valg || form.til) return select(ctx, form, value);
    return simple(form.tall ? "tall" : form.linje || form.monster ? "linjefelt" : "tekst")(
      ctx,
      form,
      value,
    );
  };

  /**
   * A field with its name, its help, its shared text beside it, and what is wrong with it.
   * @type {Forslag.Rom["felt"]["field"]}
   */
  const field = (all, key, form, address, texts) => {
    const element = piece("felt");
    number += 1;
    const id = `kp-forslag-${number}`;
    const navn = key === "id" ? forslag.ord.id : forslag.verdi.nameOf(key);
    const [name, help, fault] = ["navn", "hjelp", "feil"].map((one) => part(element, one));
    Object.assign(name, { id, textContent: `${navn}${form.krav && key !== "id" ? " *" : ""}` });
    Object.assign(help, { id: `${id}-hjelp`, textContent: form.hjelp ?? "" });
    fault.id = `${id}-feil`;
    // A control has its own name; several together are a group with one.
    if (form.liste || form.felter || form.punkter) {
      element.setAttribute("role", "group");
      element.setAttribute("aria-labelledby", id);
    }
    const labels = { id, beskrevet: `${id}-hjelp ${id}-feil` };
    const made = make({ all, address, navn, labels }, form, texts.na);
    part(element, "inn").append(made.element);
    under(all, element, form, address, texts, made);
    /** @type {(message: string) => void} */
    const say = (message) => {
      fault.textContent = message;
      element.toggleAttribute("data-galt", Boolean(message));
    };
    return {
      key,
      form,
      element,
      say,
      value: () => forslag.verdi.normal(made.value(), form),
      extra: () => made.extra?.() ?? [],
    };
  };

  /**
   * @type {(all: Forslag.Oversikt, element: Del, form: Forslag.Form, address: string, texts:
   * Forslag.Tekster, made: Forslag.Inngang) => void}
   */
  const under = (all, element, form, address, texts, made) => {
    const { ord } = forslag;
    const box = part(element, "under");
    const shared = texts.under;
    box.hidden = !shared;
    if (!shared) return;
    part(box, "hvem").textContent = forslag.tekst.filled(ord.under, all.data.om.under);
    part(box, "tekst").textContent =
      forslag.verdi.told(all, form, shared.verdi, address) || ord.tomt;
    box.querySelector("[data-gjor=bruk]").addEventListener("click", () => {
      made.set(shared.verdi);
      element.dispatchEvent(new Event("input", { bubbles: true }));
    });
  };

  /**
   * Whether the items of a list write others in passing, as a pair its effects.
   * @type {Forslag.Rom["felt"]["writesInPassing"]}
   */
  const writesInPassing = (form) => Object.values(form.liste?.felter ?? {}).some(isInPassing);

  forslag.felt = { field, writesInPassing };
})();

/* One field of a form, made from what the schema says may stand in it. Each gives its element,
   its value, and what it adds besides. */
(() => {
  "use strict";

  const { forslag } = window.kp;
  const FEW = 12;
  let number = 0;

  /**
   * A copy of a piece of markup.
   * @type {Forslag.Rom["felt"]["piece"]}
   */
  const piece = (name) => {
    const mal = /** @type {Mal} */ (forslag.maler.get(name));
    return mal.content.firstElementChild.cloneNode(true);
  };
  /** @type {Forslag.Rom["felt"]["part"]} */
  const part = (element, name) => {
    const own = element.dataset.del === name;
    return /** @type {Innfelt} */ (own ? element : element.querySelector(`[data-del="${name}"]`));
  };

  /** @type {(name: string, ctx: Forslag.Sammenheng, form: Forslag.Form) => Innfelt} */
  const controlOf = (name, { labels }, form) => {
    const control = /** @type {Innfelt} */ (piece(name));
    if (labels.navn) control.setAttribute("aria-label", labels.navn);
    else control.setAttribute("aria-labelledby", labels.id);
    control.setAttribute("aria-describedby", labels.beskrevet);
    if (form.krav) control.setAttribute("aria-required", "true");
    return control;
  };

  /** @type {(field: Del<HTMLTextAreaElement>) => void} */
  const grow = (field) => {
    field.rows = 1;
    const lines = Math.round(
      field.scrollHeight / (Number.parseFloat(getComputedStyle(field).lineHeight) || 24),
    );
    field.rows = Math.max(2, Math.min(20, lines));
  };

  /** @type {(name: string) => Forslag.Tegning} */
  const simple = (name) => (ctx, form, value) => {
    const control = controlOf(name, ctx, form);
    const fit = () => {
      if (control instanceof HTMLTextAreaElement) grow(control);
    };
    control.value = value ?? "";
    control.addEventListener("input", fit);
    setTimeout(fit);
    return {
      element: control,
      value: () => control.value,
      set: (one) => {
        control.value = one ?? "";
        fit();
      },
    };
  };

  /** @type {(value: string, text?: string) => HTMLOptionElement} */
  const option = (value, text = value) =>
    Object.assign(document.createElement("option"), { value, textContent: text });

  /**
   * What a field may point to: as it is written, and as it is called.
   * @type {(ctx: Forslag.Sammenheng, form: Forslag.Form) => [written: string, label: string][]}
   */
  const pointed = ({ all, address }, form) =>
    all.choices(form, address).map((one) => [all.written(one, form, address), all.label(one)]);

  /** @type {Forslag.Tegning} */
  const select = (ctx, form, value) => {
    const control = controlOf("valg", ctx, form);
    /** @type {(one: Forslag.Verdi) => void} */
    const set = (one) => {
      control.value = one ?? "";
    };
    const choices = form.til ? pointed(ctx, form) : (form.valg ?? []).map((one) => [one, one]);
    control.append(...choices.map(([one, text]) => option(one, text)));
    set(value);
    return { element: control, value: () => control.value, set };
  };

  /** @type {(value: string, text: string, chosen: string[]) => Del} */
  const tick = (value, text, chosen) => {
    const label = piece("avkryss");
    const input = label.querySelector("input");
    Object.assign(input, { value, checked: chosen.includes(value) });
    label.querySelector("span").textContent = text;
    return label;
  };

  /** @type {(place: Del) => string[]} */
  const ticked = (place) =>
    [...place.querySelectorAll("input[type=checkbox]:checked")].map(({ value }) => value);
  /** @type {(place: Del, values: string[] | undefined) => void} */
  const setTicks = (place, values) => {
    for (const input of place.querySelectorAll("input[type=checkbox]"))
      input.checked = (values ?? []).includes(input.value);
  };

  /** @type {Forslag.Tegning} */
  const choices = (_, form, value) => {
    const group = document.createElement("div");
    const all = form.liste?.valg ?? [];
    group.append(...all.map((one) => tick(one, one, value ?? [])));
    // What was chosen keeps its order; what is chosen now comes after.
    const ordered = () =>
      [...(value ?? []), ...all].filter(
        (one, at, every) => every.indexOf(one) === at && ticked(group).includes(one),
      );
    return { element: group, value: ordered, set: (values) => setTicks(group, values) };
  };

  /**
   * The kind of item that can be written in passing: one that has a single text, in the same theme.
   * @type {(ctx: Forslag.Sammenheng, form: Forslag.Form) => Forslag.Medskrevet | null}
   */
  const kindInPassing = ({ all, address }, form) => {
    const [slag] = form.til ?? [];
    if (!all.theme(address) || !isInPassing(form)) return null;
    const felt = Object.keys(all.data.slag[slag].felter).find((one) => one !== "id");
    return felt ? { slag, felt } : null;
  };

  /**
   * Whether what a field points to is in the same theme, and is no more than a text.
   * @type {(form: Forslag.Form) => boolean}
   */
  const isInPassing = (form) =>
    form.til?.length === 1 &&
    (form.foran ?? "").includes("{") &&
    Object.keys(forslag.slag[form.til[0]].felter).length === 2;

  /**
   * A long list is one stop for Tab: one searches in it, and goes through what is found with the
   * arrows.
   * @type {(box: Del, finder: Innfelt) => void}
   */
  const search = (box, finder) => {
    const shown = () => [...box.querySelectorAll("label:not([hidden]) input")];
    /** @type {(one: EventTarget | undefined) => void} */
    const stop = (one) => {
      for (const input of box.querySelectorAll("input")) input.tabIndex = input === one ? 0 : -1;
    };
    finder.addEventListener("input", () => {
      const words = finder.value.trim().toLowerCase();
      for (const label of box.children)
        label.hidden =
          !label.textContent.toLowerCase().includes(words) && !label.querySelector(":checked");
      stop(shown()[0]);
    });
    box.addEventListener("focusin", ({ target }) => stop(target));
    box.addEventListener("keydown", (event) => {
      const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!way) return;
      event.preventDefault();
      const all = shown();
      all[all.indexOf(/** @type {Del<HTMLInputElement>} */ (event.target)) + way]?.focus();
    });
    stop(shown()[0]);
  };

  /** @type {Forslag.Tegning} */
  const pointers = (ctx, form, value) => {
    const element = piece("peker");
    const [box, finder, fresh] = ["valg", "finn", "ny"].map((name) => part(element, name));
    /** @type {string[]} */
    const chosen = value ?? [];
    const known = pointed(ctx, form);
    const lost = chosen
      .filter((one) => !known.some(([written]) => written === one))
      .map((one) => [one, one]);
    box.append(...[...known, ...lost].map(([one, text]) => tick(one, text, chosen)));
    for (const label of ticked(box).length
      ? [...box.querySelectorAll("label:has(:checked)")].reverse()
      : [])
      box.prepend(label);
    if (known.length > FEW) search(box, finder);
    else for (const name of ["finner", "finner-hjelp"]) part(element, name).hidden = true;
    const passing = element.querySelector("textarea");
    passing.addEventListener("input", () => grow(passing));
    const made = kindInPassing(ctx, form);
    fresh.closest("label").hidden = !made;
    if (made)
      part(element, "ny-navn").textContent = forslag.tekst.filled(
        forslag.ord.ny_tilknyttet,
        forslag.ord.slag[made.slag] ?? made.slag.toLowerCase(),
      );
    return {
      element,
      value: () => [...ticked(box), ...inPassing(ctx, made, fresh).map(({ nytt }) => nytt.id)],
      extra: () => inPassing(ctx, made, fresh),
      set: (values) => setTicks(box, values),
    };
  };

  /**
   * @type {(ctx: Forslag.Sammenheng, made: Forslag.Medskrevet | null, field: Innfelt) =>
   * Forslag.Leggtil[]}
   */
  const inPassing = ({ all, address }, made, field) => {
    const text = made ? forslag.tekst.tidy(field.value) : "";
    if (!made || !text) return [];
    const held = Object.entries(all.data.slag.Tema.lister).find(([, slag]) => slag === made.slag);
    const liste = `${all.theme(address)}/${held?.[0]}`;
    return [{ op: "legg_til", liste, nytt: { id: freeId(all, liste, text), [made.felt]: text } }];
  };

  /**
   * An id that nothing has, beginning with the municipality's own name.
   * @type {Forslag.Rom["felt"]["freeId"]}
   */
  const freeId = (all, list, text, taken = []) => {
    const own = forslag.tekst.slug(`${all.data.om.id} ${text}`);
    const { rot, regler } = all.data;
    /** @type {(id: string) => boolean} */
    const isFree = (id) =>
      !all.has(forslag.plan.addressIn(list, id, rot)) &&
      !taken.includes(id) &&
      !regler.ramme.includes(id) &&
      !regler.seksjoner.includes(id);
    for (let count = 1; ; count += 1) {
      const id = count === 1 ? own : `${own}-${count}`;
      if (isFree(id)) return id;
    }
  };

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
    const field = make({ ...ctx, navn, labels }, form, value);
    const element = piece("delfelt");
    part(element, "navn").textContent = `${navn}${form.krav ? " *" : ""}`;
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
    if (key === "id") name.removeAttribute("lang");
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

  forslag.felt = { field, piece, part, freeId, writesInPassing };
})();

/* What a form is made of: pieces of markup, and the controls that take one value. */
(() => {
  "use strict";

  const { forslag } = window.kp;

  /**
   * A copy of a piece of markup.
   * @type {Forslag.Rom["kontroll"]["piece"]}
   */
  const piece = (name) => {
    const mal = /** @type {Mal} */ (forslag.maler.get(name));
    return mal.content.firstElementChild.cloneNode(true);
  };
  /** @type {Forslag.Rom["kontroll"]["part"]} */
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
    const choices = form.til
      ? pointed(ctx, form)
      : (form.valg ?? []).map((one) => [String(one), forslag.verdi.word(form, one)]);
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

  /**
   * What is ticked: first what was chosen before, in the order it had.
   * @type {(place: Del, before: string[]) => string[]}
   */
  const ticked = (place, before) => {
    const now = [...place.querySelectorAll("input[type=checkbox]:checked")].map(
      ({ value }) => value,
    );
    return [...new Set([...before.filter((one) => now.includes(one)), ...now])];
  };
  /** @type {(place: Del, values: string[] | undefined) => void} */
  const setTicks = (place, values) => {
    const chosen = (values ?? []).map(String);
    for (const input of place.querySelectorAll("input[type=checkbox]"))
      input.checked = chosen.includes(input.value);
  };

  const FEW = 6;

  /**
   * Make a list one stop for Tab: one goes through it with the arrows. Returns what makes the first
   * that is shown the stop.
   * @type {Forslag.Rom["kontroll"]["oneStop"]}
   */
  const oneStop = (box) => {
    const shown = () => [...box.querySelectorAll("label:not([hidden]) input")];
    /** @type {(one: EventTarget | undefined) => void} */
    const stop = (one) => {
      for (const input of box.querySelectorAll("input")) input.tabIndex = input === one ? 0 : -1;
    };
    box.addEventListener("focusin", ({ target }) => stop(target));
    box.addEventListener("keydown", (event) => {
      const way = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
      if (!way) return;
      event.preventDefault();
      const all = shown();
      all[all.indexOf(/** @type {Del<HTMLInputElement>} */ (event.target)) + way]?.focus();
    });
    const first = () => stop(shown()[0]);
    first();
    return first;
  };

  /** @type {Forslag.Tegning} */
  const choices = (_, form, value) => {
    const group = document.createElement("div");
    group.className = "kp-forslag__flervalg";
    /** @type {string[]} */
    const chosen = (value ?? []).map(String);
    // What was chosen keeps its order, also what is no choice here; what is chosen now comes after.
    const all = [...new Set([...(form.liste?.valg ?? []).map(String), ...chosen])];
    group.append(...all.map((one) => tick(one, forslag.verdi.word(form, one), chosen)));
    const element = document.createElement("div");
    if (all.length > FEW) {
      oneStop(group);
      element.append(piece("pilhjelp"));
    }
    element.append(group);
    return {
      element,
      value: () => ticked(group, chosen),
      set: (values) => setTicks(group, values),
    };
  };

  forslag.kontroll = {
    piece,
    part,
    grow,
    simple,
    oneStop,
    select,
    choices,
    pointed,
    tick,
    ticked,
    setTicks,
  };
})();

/* A field that points to other items: a list to tick in, and a new item written in passing. */
(() => {
  "use strict";

  const { forslag } = window.kp;
  const { piece, part, grow, oneStop, pointed, tick, ticked, setTicks } = forslag.kontroll;
  const FEW = 12;

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
   * One searches in a long list, and goes through what is found with the arrows.
   * @type {(box: Del, finder: Innfelt) => void}
   */
  const search = (box, finder) => {
    const first = oneStop(box);
    finder.addEventListener("input", () => {
      const words = finder.value.trim().toLowerCase();
      for (const label of box.children)
        label.hidden =
          !label.textContent.toLowerCase().includes(words) && !label.querySelector(":checked");
      first();
    });
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
    for (const label of chosen.length
      ? [...box.querySelectorAll("label:has(:checked)")].reverse()
      : [])
      box.prepend(label);
    if (!box.childElementCount) box.textContent = forslag.ord.ingen_valg;
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
      value: () => [
        ...ticked(box, chosen),
        ...inPassing(ctx, made, fresh).map(({ nytt }) => nytt.id),
      ],
      extra: () => inPassing(ctx, made, fresh),
      set: (values) => setTicks(box, values),
    };
  };

  /**
   * @type {(ctx: Forslag.Sammenheng, made: Forslag.Medskrevet | null, field: Innfelt) =>
   * Forslag.Leggtil[]}
   */
  const inPassing = ({ all, address }, made, field) => {
    const text = made ? forslag.limt.typed(field.value) : "";
    if (!made || !text) return [];
    const held = Object.entries(all.data.slag.Tema.lister).find(([, slag]) => slag === made.slag);
    const liste = `${all.theme(address)}/${held?.[0]}`;
    return [{ op: "legg_til", liste, nytt: { id: freeId(all, liste, text), [made.felt]: text } }];
  };

  /**
   * An id that nothing has, beginning with the municipality's own name.
   * @type {Forslag.Rom["peker"]["freeId"]}
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

  forslag.peker = { pointers, isInPassing, freeId };
})();

/* The dialogs: take an item out, order a list, see what is changed. */
(() => {
  "use strict";

  const { forslag } = window.kp;
  const { piece, part } = forslag.kontroll;

  /**
   * An open dialog; it is gone when it is closed.
   * @type {Forslag.Rom["dialog"]["open"]}
   */
  const open = (title, content) => {
    const dialog = /** @type {Del<HTMLDialogElement>} */ (piece("dialog"));
    part(dialog, "tittel").textContent = title;
    part(dialog, "innhold").append(content);
    const mayLeave = forslag.skrevet(dialog, (text) => {
      part(dialog, "beskjed").textContent = text;
    });
    dialog.querySelector("[data-gjor=lukk]").addEventListener("click", () => {
      if (mayLeave()) dialog.close();
    });
    dialog.addEventListener("cancel", (event) => {
      if (!mayLeave()) event.preventDefault();
    });
    const back = /** @type {Del | null} */ (document.activeElement);
    const name = back?.closest(".kp-forslag__skjema")?.dataset.for ?? "";
    dialog.addEventListener("close", () => {
      dialog.remove();
      if (back?.isConnected) back.focus();
      else forslag.vis.focus(name);
    });
    document.body.append(dialog);
    dialog.showModal();
    part(dialog, "tittel").focus();
    return dialog;
  };

  /** @type {Forslag.Rom["dialog"]["told"]} */
  const told = (problems) =>
    problems.map((text) => Object.assign(document.createElement("li"), { textContent: text }));

  /** @type {(reason: string, step: Forslag.Fjern) => string[]} */
  const faultsOf = (reason, step) => {
    const wrong = forslag.regler.fault({ krav: true, lengde: 4000 }, reason);
    if (wrong) return [wrong];
    return forslag.tilstand.problemsWith([step]).map((one) => forslag.skjema.say(one, step.id));
  };

  /** @type {Forslag.Rom["dialog"]["remove"]} */
  const remove = (address) => {
    const all = forslag.tilstand.all();
    const form = piece("fjern");
    const dialog = open(`${forslag.ord.ta_bort}: ${all.label(address)}`, form);
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      /** @type {Forslag.Fjern} */
      const step = {
        op: "fjern",
        id: address,
        fra: forslag.steg.whole(all, address),
        begrunnelse: forslag.limt.typed(part(form, "hvorfor").value),
      };
      const faults = faultsOf(step.begrunnelse, step);
      const refused = faults.length ? faults : await forslag.tilstand.take(step);
      part(form, "feil").replaceChildren(...told(refused));
      if (refused.length) part(form, "hvorfor").focus();
      else dialog.close();
    });
    part(form, "hvorfor").focus();
  };

  /** @type {(all: Forslag.Oversikt, list: string, id: string) => Del} */
  const row = (all, list, id) => {
    const item = piece("rekkefolgepunkt");
    item.dataset.id = id;
    const name = all.label(forslag.plan.addressIn(list, id, all.data.rot));
    for (const place of ["navn", "hvem-opp", "hvem-ned"]) part(item, place).textContent = name;
    return item;
  };

  /**
   * Move a row, and stay at its button; at the end of the list, at the other one.
   * @type {(place: Del, item: Del, way: number) => void}
   */
  const move = (place, item, way) => {
    const beside = way < 0 ? item.previousElementSibling : item.nextElementSibling;
    if (!beside) return;
    if (way < 0) beside.before(item);
    else beside.after(item);
    const up = item.querySelector("[data-gjor=opp]");
    const down = item.querySelector("[data-gjor=ned]");
    ends(place);
    const wanted = way < 0 ? up : down;
    (wanted.disabled ? (way < 0 ? down : up) : wanted).focus();
    item.scrollIntoView({ block: "nearest" });
  };

  /** @type {(place: Del) => void} */
  const ends = (place) => {
    for (const item of place.children) {
      item.querySelector("[data-gjor=opp]").disabled = !item.previousElementSibling;
      item.querySelector("[data-gjor=ned]").disabled = !item.nextElementSibling;
    }
  };

  /**
   * `address`: the item to begin with.
   * @type {Forslag.Rom["dialog"]["order"]}
   */
  const order = (list, address) => {
    const all = forslag.tilstand.all();
    const form = piece("rekkefolge");
    const place = part(form, "liste");
    /** @type {(id: string) => boolean} */
    const isShown = (id) =>
      list !== "temaer" ||
      all.data.valgte.includes(id) ||
      !all.data.grunnplan.lister.temaer.includes(id);
    place.append(...all.plan.lister[list].filter(isShown).map((id) => row(all, list, id)));
    ends(place);
    const slag = all.kindOf(list);
    const dialog = open(
      forslag.tekst.filled(forslag.ord.rekkefolge, forslag.ord.slag[slag] ?? slag),
      form,
    );
    place.addEventListener("click", ({ target }) => {
      const button = target.closest("[data-gjor]");
      if (button) move(place, button.closest("li"), button.dataset.gjor === "opp" ? -1 : 1);
    });
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const id = [...place.children].map(({ dataset }) => dataset.id);
      const fra = all.plan.lister[list];
      const refused = await forslag.tilstand.take({ op: "rekkefølge", liste: list, fra, id });
      if (refused.length) form.append(...told(refused));
      else dialog.close();
    });
    const first = address
      ? place.querySelector(`[data-id="${CSS.escape(all.place(address).id)}"]`)
      : place.firstElementChild;
    first?.querySelector("button:not(:disabled)")?.focus();
  };

  /**
   * What an item is called, as a sentence by itself.
   * @type {(label: string) => string}
   */
  const ended = (label) => (/[.?!…]$/.test(label) ? label : `${label}.`);

  /** @type {{ [op in Forslag.Steg["op"]]: (all: Forslag.Oversikt, step: any) => string }} */
  const SAID = {
    erstatt: (all, { id, felt, til }) => {
      const form = all.has(id) ? all.fields(id)[felt] : {};
      const now = forslag.verdi.told(all, form, til, id) || forslag.ord.tomt;
      const before = new forslag.plan.Oversikt(forslag.tilstand.plans.na, all.data);
      const name = (before.has(id) ? before : all).label(id);
      return `${ended(name)} ${forslag.verdi.nameOf(felt)}: ${now}`;
    },
    legg_til: (all, step) =>
      all.label(forslag.plan.addressIn(step.liste, step.nytt.id, all.data.rot)),
    fjern: ({ data }, { id, begrunnelse }) => {
      const before = new forslag.plan.Oversikt(forslag.tilstand.plans.na, data);
      return `${ended(before.label(id))} ${begrunnelse}`;
    },
    rekkefølge: (all, step) => forslag.ord.slag[all.kindOf(step.liste)] ?? step.liste,
    flere: (all, step) =>
      forslag.steg
        .single([step])
        .map((one) => SAID[one.op](all, one))
        .join(" "),
  };

  /** @type {Record<string, string>} */
  const NAMES = {
    erstatt: "er_erstatt",
    legg_til: "er_legg_til",
    fjern: "er_fjern",
    rekkefølge: "er_rekkefolge",
  };

  /**
   * What was there when it was written is there no more.
   * @type {(step: Forslag.Steg) => boolean}
   */
  const hasDrifted = (step) => {
    if (step.op !== "erstatt") return false;
    const now = forslag.tilstand.plans.na.punkter[step.id];
    return (
      Boolean(now) &&
      !forslag.steg.same(now[step.felt], step.fra) &&
      !forslag.steg.same(now[step.felt], step.til) &&
      !forslag.tilstand.isLater(step)
    );
  };

  /** @type {(all: Forslag.Oversikt, step: Forslag.Steg, fits: boolean, drop: () => void) => Del} */
  const change = (all, step, fits, drop) => {
    const item = piece("endring");
    const single = forslag.steg.single([step]);
    part(item, "hva").textContent = forslag.ord[NAMES[single[single.length - 1].op]];
    part(item, "tekst").textContent = SAID[step.op](all, step);
    part(item, "feil").textContent = !fits
      ? forslag.ord.passer_ikke
      : hasDrifted(step)
        ? forslag.ord.drift
        : "";
    const gone = item.querySelector("[data-gjor=slett]");
    gone.setAttribute("aria-label", `${gone.textContent}: ${part(item, "tekst").textContent}`);
    gone.addEventListener("click", drop);
    return item;
  };

  /** @type {Forslag.Rom["dialog"]["changes"]} */
  const changes = () => {
    const content = piece("endringer");
    const dialog = open(forslag.ord.endringer, content);
    const draw = () => {
      const [all, steps] = [forslag.tilstand.all(), forslag.tilstand.steps()];
      /** @type {(step: Forslag.Steg) => () => void} */
      const drop = (step) => () => {
        forslag.tilstand.drop(step);
        draw();
        part(dialog, "tittel").focus();
      };
      /** @type {Set<Forslag.Steg>} */
      const left = new Set();
      const { plans, data } = forslag.tilstand;
      forslag.steg.after(plans.na, data, steps, (step) => left.add(step));
      part(content, "liste").replaceChildren(
        ...steps.map((step) =>
          change(all, step, !forslag.steg.single([step]).some((one) => left.has(one)), drop(step)),
        ),
      );
      part(content, "tom").hidden = steps.length > 0;
      content.querySelector("[data-gjor=slett-alt]").hidden = !steps.length;
    };
    content.querySelector("[data-gjor=slett-alt]").addEventListener("click", () => {
      forslag.tilstand.clear();
      draw();
      part(dialog, "tittel").focus();
    });
    draw();
  };

  forslag.dialog = { open, remove, order, changes, told };
})();

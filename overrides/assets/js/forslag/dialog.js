/* The dialogs: take an item out, order a list, see what is changed, save or send it. */
(() => {
  "use strict";

  const { forslag, taMed } = window.kp;
  const { piece, part } = forslag.felt;

  /**
   * An open dialog; it is gone when it is closed.
   * @type {Forslag.Rom["dialog"]["open"]}
   */
  const open = (title, content) => {
    const dialog = /** @type {Del<HTMLDialogElement>} */ (piece("dialog"));
    part(dialog, "tittel").textContent = title;
    part(dialog, "innhold").append(content);
    dialog.querySelector("[data-gjor=lukk]").addEventListener("click", () => dialog.close());
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
        begrunnelse: forslag.tekst.tidy(part(form, "hvorfor").value),
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
      const ids = [...place.children].map(({ dataset }) => dataset.id);
      const refused = await forslag.tilstand.take({ op: "rekkefølge", liste: list, id: ids });
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
      return `${ended(all.label(id))} ${forslag.verdi.nameOf(felt)}: ${now}`;
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

  /** @type {(all: Forslag.Oversikt, step: Forslag.Steg, drop: () => void) => Del} */
  const change = (all, step, drop) => {
    const item = piece("endring");
    const single = forslag.steg.single([step]);
    part(item, "hva").textContent = forslag.ord[NAMES[single[single.length - 1].op]];
    part(item, "tekst").textContent = SAID[step.op](all, step);
    part(item, "feil").textContent = hasDrifted(step) ? forslag.ord.drift : "";
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
      /** @type {(at: number) => () => void} */
      const drop = (at) => () => {
        forslag.tilstand.drop(at);
        draw();
        part(dialog, "tittel").focus();
      };
      part(content, "liste").replaceChildren(
        ...steps.map((step, at) => change(all, step, drop(at))),
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

  // --- Save or send ---

  /** @type {Record<string, (file: Forslag.Fil, field: Innfelt) => string | Promise<string>>} */
  const WAYS = {
    lagre: (file) => {
      taMed.save(file.navn, file.innhold, "application/yaml");
      return forslag.ord.lagret;
    },
    kopier: async (file, field) => {
      field.closest("details").open = true;
      field.select();
      if (!document.execCommand("copy")) await taMed.copy(file.innhold);
      return forslag.ord.kopiert;
    },
    send: (file, field) => {
      const letter = forslag.fil.mail(forslag.data.om, file);
      if (!letter) return "";
      if (letter.vedlegg) WAYS.lagre(file, field);
      location.href = letter.adresse;
      return letter.vedlegg ? forslag.ord.lagret : "";
    },
    arkiv: async (file, field) => {
      const place = forslag.fil.archive(forslag.data.om, file);
      if (!place) return "";
      if (place.lim) await WAYS.kopier(file, field);
      if (place.lang) WAYS.lagre(file, field);
      window.open(place.adresse, "_blank", "noopener");
      return place.lim ? forslag.ord.arkiv_lim : place.lang ? forslag.ord.lang : "";
    },
  };

  /**
   * Why the file cannot be used yet; "" if it can.
   * @type {(problems: Forslag.Feil[], from: string) => string}
   */
  const hindrance = (problems, from) => {
    const told = problems.map((one) => forslag.skjema.say(one, "")).join(". ");
    const wrong = forslag.regler.fault({}, from.trim());
    return [told && `${forslag.ord.rett_forst} ${told}`, wrong].filter(Boolean).join(" ");
  };

  /** @type {Forslag.Rom["dialog"]["finish"]} */
  const finish = () => {
    const { om } = forslag.data;
    const content = piece("ferdig");
    const [from, field] = [part(content, "fra"), part(content, "innhold")];
    const [problems, entries] = [forslag.tilstand.problems(), forslag.tilstand.entries()];
    const isEmpty = !Object.values(entries).some((ones) => ones.length);
    const file = () => forslag.fil.make(entries, from.value, om);
    const draw = () => {
      const { navn, innhold } = file();
      const wrong = hindrance(problems, from.value);
      field.value = innhold;
      part(content, "filnavn").textContent = navn;
      part(content, "feil").textContent = wrong;
      for (const name of Object.keys(WAYS))
        content.querySelector(`[data-gjor=${name}]`).disabled = isEmpty || wrong !== "";
    };
    part(content, "mappe").textContent = forslag.tekst.filled(forslag.ord.legg_i, om.mappe);
    content.querySelector("[data-gjor=send]").hidden = !om.epost;
    content.querySelector("[data-gjor=arkiv]").hidden = !om.arkiv;
    for (const [name, go] of Object.entries(WAYS)) {
      content.querySelector(`[data-gjor=${name}]`).addEventListener("click", async () => {
        part(content, "sagt").textContent = await go(file(), field);
      });
    }
    from.addEventListener("input", draw);
    draw();
    open(forslag.ord.ferdig_tittel, content);
  };

  forslag.dialog = { open, remove, order, changes, finish, told };
})();

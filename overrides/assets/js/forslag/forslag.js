/* «Foreslå en endring»: what one has done so far, and what each button of the line does. */
(() => {
  "use strict";

  const { forslag, lager } = window.kp;
  const { piece, part } = forslag.kontroll;
  const { minne, steg } = forslag;

  /** What one has done, and the plan as it is then. In `rediger` the program keeps it. */
  class Tilstand {
    #minne;
    #then;
    /** @type {Forslag.Feil[] | null} */
    #problems = null;
    /** Whether what was undone now, was done in another tab. */
    isOthers = false;

    /** @param {Forslag.Data} data */
    constructor(data) {
      this.data = data;
      this.plans = forslag.plan.read(data);
      this.#minne = data.tjener ? { steg: [], antall: 0, lagret: true } : minne.read();
      this.#then = steg.after(this.plans.na, data, this.steps());
    }

    steps() {
      return minne.done(this.#minne);
    }

    all() {
      return new forslag.plan.Oversikt(this.#then, this.data);
    }

    /**
     * What the layer lies on says of an item; nothing if it is the layer's own.
     * @param {string} address
     */
    under(address) {
      return this.plans.under.punkter[address];
    }

    reasons() {
      return steg.reasons(this.steps());
    }

    entries() {
      return steg.entries(this.data, this.plans, this.#then, this.reasons());
    }

    problems() {
      this.#problems ??= forslag.regler.check(this.data, this.plans, this.#then);
      return this.#problems;
    }

    /**
     * What would be wrong if some steps were taken too, and is not wrong now.
     * @param {Forslag.Steg[]} steps
     */
    problemsWith(steps) {
      const known = new Set(this.problems().map((one) => JSON.stringify(one)));
      return forslag.regler
        .check(this.data, this.plans, steg.after(this.#then, this.data, steps))
        .filter((one) => !known.has(JSON.stringify(one)));
    }

    /**
     * Whether a field was changed in an earlier step, too: then that is what the step was written
     * against.
     * @param {Forslag.Erstatt} step
     */
    isLater(step) {
      /** @type {(one: Forslag.Steg) => boolean} */
      const same = (one) => one.op === "erstatt" && one.id === step.id && one.felt === step.felt;
      return this.steps().findIndex(same) < this.steps().indexOf(step);
    }

    /** @param {Forslag.Minne} next */
    #become(next) {
      this.#minne = next;
      this.#then = steg.after(this.plans.na, this.data, this.steps());
      this.#problems = null;
      this.isOthers = false;
    }

    /** @param {Forslag.Minne} next */
    #keep(next) {
      this.#become(minne.write(next));
      draw();
    }

    /**
     * What is done in all tabs: they write one list. What a full browser has not kept, is here
     * alone.
     */
    #latest() {
      return this.#minne.lagret ? minne.read() : this.#minne;
    }

    /** Take in what another tab has done. */
    refresh() {
      const latest = this.data.tjener ? this.#minne : this.#latest();
      if (steg.same(latest, this.#minne)) return;
      this.#become(latest);
      // What is being written stays as it is.
      if (document.querySelector(".kp-forslag__skjema, dialog[open]")) forslag.status.draw();
      else draw();
    }

    /**
     * Why a step was not taken; nothing if it was.
     * @param {Forslag.Steg} step @returns {Promise<string[]>}
     */
    async take(step) {
      if (this.data.tjener) return toProgram("endring", step);
      this.#keep(minne.added(this.#latest(), step));
      return [];
    }

    /** @param {number} way */
    async move(way) {
      if (this.data.tjener) return toProgram(way < 0 ? "angre" : "gjenta", {});
      this.#become(minne.write(minne.moved(this.#latest(), way)));
      const undone = this.#minne.steg[this.#minne.antall];
      this.isOthers = way < 0 && Boolean(undone) && !minne.isOwn(undone);
      return draw();
    }

    /**
     * Take a step out, wherever it stands now.
     * @param {Forslag.Steg} step
     */
    drop(step) {
      const latest = this.#latest();
      const at = minne.done(latest).findLastIndex((one) => steg.same(one, step));
      this.#keep(minne.without(latest, at));
    }

    /**
     * Let an item stand again that was taken out here.
     * @param {string} id
     */
    restore(id) {
      const step = this.steps().findLast((one) => one.op === "fjern" && one.id === id);
      if (step) this.drop(step);
    }

    clear() {
      this.#keep({ steg: [], antall: 0, lagret: true });
    }

    /** @param {number} way */
    can(way) {
      if (this.data.tjener)
        return way < 0 ? this.data.tjener.angre > 0 : this.data.tjener.gjenta > 0;
      return way < 0 ? this.#minne.antall > 0 : this.#minne.antall < this.#minne.steg.length;
    }

    get isKept() {
      return this.#minne.lagret;
    }
  }

  /**
   * Let the program do it, and show the page anew.
   * @type {(name: string, body: { op?: string }) => Promise<string[]>}
   */
  const toProgram = async (name, body) => {
    const { feil = [] } = await forslag.tjener.send(name, body);
    if (feil.length) return feil;
    // What is added, taken out or moved changes more than words.
    if (name !== "endring" || body.op === "erstatt") await forslag.tegn.page(start);
    else {
      const steps = steg.single([/** @type {Forslag.Steg} */ (body)]);
      const added = steps.findLast((one) => one.op === "legg_til");
      // There one goes on; else where one was.
      history.scrollRestoration = added ? "manual" : "auto";
      if (added) history.replaceState(null, "", `#${added.nytt.id}`);
      location.reload();
    }
    return feil;
  };

  const draw = () => {
    forslag.status.draw();
    forslag.vis.draw();
  };

  const isOn = () => lager.own("foresla", forslag.rot);

  const stop = () => {
    lager.write("sessionStorage", isOn(), null);
    forslag.vis.clear();
    location.reload();
  };

  /** @type {Record<string, () => unknown>} */
  const ACTIONS = {
    angre: () => forslag.tilstand.move(-1),
    gjenta: () => forslag.tilstand.move(1),
    endringer: () => forslag.dialog.changes(),
    temaer: () => forslag.dialog.order("temaer"),
    sider: () => forslag.sider.pages(),
    bilder: () => forslag.sider.pictures(),
    ferdig: () => forslag.ferdig(),
    avslutt: stop,
  };

  /**
   * Tell each field what its choices are called, and what stands in the items it holds.
   * @type {(felter: Record<string, Forslag.Form>, data: Forslag.Data) => void}
   */
  const named = (felter, data) => {
    for (const [key, form] of Object.entries(felter)) {
      form.ord = data.ord.valg[key];
      const inside = form.felter ?? form.liste?.felter;
      if (inside) named(inside, data);
      if (form.punkter) form.liste = { felter: data.slag[form.punkter].felter };
    }
  };

  const start = () => {
    const data = globalThis.kpForslag;
    const markup = document.createElement("div");
    markup.innerHTML = data.maler;
    const found = [...markup.querySelectorAll("template")];
    const maler = new Map(found.map((one) => [one.dataset.mal, one]));
    for (const { felter } of Object.values(data.slag)) named(felter, data);
    Object.assign(forslag, {
      data,
      maler,
      ord: data.ord,
      slag: data.slag,
      rot: root(),
    });
    lager.write("sessionStorage", isOn(), true);
    forslag.tilstand = new Tilstand(data);
    forslag.linje = piece("linje");
    const isProgram = Boolean(data.tjener);
    const hidden = isProgram ? ["endringer", "ferdig", "avslutt"] : ["sider", "bilder"];
    for (const name of [...hidden, ...(data.om.ordnet ? ["temaer"] : [])])
      forslag.linje.querySelector(`[data-gjor=${name}]`).hidden = true;
    forslag.linje.addEventListener("click", ({ target }) =>
      ACTIONS[target.closest("[data-gjor]")?.dataset.gjor]?.(),
    );
    document.querySelector("footer").after(forslag.linje);
    forslag.status.keepClear(forslag.linje);
    document.documentElement.classList.add("kp-foreslar");
    const isAsked = document.activeElement === document.querySelector("a[data-foresla]");
    draw();
    // Who turned it on here, stands at the line; on the next page one begins at the top.
    if (isAsked) part(forslag.linje, "status").focus();
  };

  const root = () => new URL("../", document.querySelector("a[data-foresla]").href);
  /** @type {(name: string) => string} */
  const at = (name) => String(new URL(name, root()));

  /**
   * Fetch what the editor knows of the plan, and how it looks. A page opened as a file may load
   * scripts alone.
   */
  const fetchRest = () => {
    const looks = { rel: "stylesheet", href: at("assets/css/forslag.css") };
    const style = Object.assign(document.createElement("link"), looks);
    const scripts = ["grunnplan", "plan"].map((name) => {
      const src = { src: at(`forslag/${name}.js`), async: false };
      return Object.assign(document.createElement("script"), src);
    });
    scripts[1].addEventListener("load", start);
    document.head.append(style, ...scripts);
  };

  // Another tab has done something. A page one comes back to has not heard of it.
  for (const sign of ["storage", "pageshow"])
    addEventListener(sign, () => forslag.tilstand?.refresh());
  if (globalThis.kpForslag) start();
  else fetchRest();
})();

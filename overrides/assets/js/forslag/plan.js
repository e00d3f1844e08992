/* The plan as data: items by address, lists by address, what each list holds, and what points to
   what. */
(() => {
  "use strict";

  const { forslag } = window.kp;
  const LABELS = ["tittel", "kjennetegn", "tekst", "bokmål", "navn"];

  /** @type {Forslag.Rom["plan"]["addressIn"]} */
  const addressIn = (list, id, rot) => {
    const [head, inner] = list in rot ? [list, ""] : [list.slice(0, list.lastIndexOf("/")), "/"];
    return inner ? `${head}/${id}` : head === "temaer" ? id : `${head}/${id}`;
  };

  /**
   * A plan with what a layer has otherwise.
   * @type {Forslag.Rom["plan"]["over"]}
   */
  const over = (below, layer) => ({
    punkter: { ...below.punkter, ...layer.punkter },
    lister: { ...below.lister, ...layer.lister },
  });

  /** What can be asked of a plan: made once for each state of it. */
  class Oversikt {
    /** @param {Plan} plan @param {Forslag.Data} data */
    constructor(plan, data) {
      this.plan = plan;
      this.data = data;
      /** @type {Map<string, Sted>} */
      this.steder = new Map();
      for (const [list, slag] of Object.entries(data.rot)) this.#enter(list, slag);
    }

    #enter(list, slag) {
      for (const id of this.plan.lister[list] ?? []) {
        const address = addressIn(list, id, this.data.rot);
        if (!this.steder.has(address)) this.steder.set(address, { liste: list, id, slag });
        for (const [key, held] of Object.entries(this.data.slag[slag].lister))
          this.#enter(`${address}/${key}`, held);
      }
    }

    has(address) {
      return this.steder.has(address);
    }

    item(address) {
      return this.plan.punkter[address] ?? {};
    }

    kind(address) {
      return this.steder.get(address)?.slag ?? "";
    }

    fields(address) {
      return this.data.slag[this.kind(address)].felter;
    }

    isLocked(address) {
      return this.data.slag[this.kind(address)].last;
    }

    /** What a list holds; the list may be empty. */
    kindOf(list) {
      if (list in this.data.rot) return this.data.rot[list];
      const cut = list.lastIndexOf("/");
      return this.data.slag[this.kind(list.slice(0, cut))]?.lister[list.slice(cut + 1)] ?? "";
    }

    label(address) {
      const item = this.item(address);
      const name = LABELS.find((one) => item[one]);
      return name ? this.read(String(item[name])).split("\n")[0] : address;
    }

    /** A text with the municipality's own words in it. */
    read(text) {
      return forslag.tekst.asRead(text, (name) => this.item(`parametre/${name}`).standard);
    }

    /** The theme an address stands in; "" if none. */
    theme(address) {
      const head = address.split("/")[0];
      return head in this.data.rot ? "" : head;
    }

    /** The address that a written reference means. */
    meant(text, form, address) {
      if (form.foran.includes("{"))
        return text.includes("/") ? text : form.foran.replace("{tema}", this.theme(address)) + text;
      return form.foran + text;
    }

    /** How a reference to an address is written in an item. */
    written(target, form, address) {
      const head = form.foran.replace("{tema}", this.theme(address));
      return target.startsWith(head) ? target.slice(head.length) : target;
    }

    /**
     * Every reference in an item: the field, what is written, what it means, which kinds it may
     * mean.
     */
    references(address) {
      const [item, found] = [this.item(address), []];
      for (const [felt, form] of Object.entries(this.fields(address))) {
        if (!form.til || !item[felt]?.length) continue;
        for (const text of [item[felt]].flat())
          found.push({
            felt,
            tekst: text,
            adresse: this.meant(text, form, address),
            til: form.til,
          });
      }
      return found;
    }

    /** The addresses a field may point to. */
    choices(form, address) {
      const chosen = this.data.valgte;
      const isShown = (one) =>
        !this.theme(one) ||
        chosen.includes(this.theme(one)) ||
        !(this.theme(one) in this.data.grunnplan.punkter);
      const same = this.theme(address);
      const near = form.foran.includes("{") && !form.liste?.monster?.includes("/");
      const found = [...this.steder.keys()].filter(
        (one) =>
          form.til.includes(this.kind(one)) && isShown(one) && (!near || this.theme(one) === same),
      );
      return [
        ...found.filter((one) => this.theme(one) === same),
        ...found.filter((one) => this.theme(one) !== same),
      ];
    }
  }

  /**
   * The plan as it is now, and what its top layer lies on.
   * @type {Forslag.Rom["plan"]["read"]}
   */
  const read = (data) => {
    const layers = data.lag.reduce(
      (made, layer) => [...made, over(made.at(-1), layer)],
      [data.grunnplan],
    );
    return { under: layers.at(-2), na: layers.at(-1) };
  };

  forslag.plan = { addressIn, over, read, Oversikt };
})();

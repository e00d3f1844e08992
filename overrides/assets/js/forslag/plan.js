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
    /** @param {Forslag.Plan} plan @param {Forslag.Data} data */
    constructor(plan, data) {
      this.plan = plan;
      this.data = data;
      /** @type {Map<string, Forslag.Sted>} */
      this.steder = new Map();
      for (const [list, slag] of Object.entries(data.rot)) this.#enter(list, slag);
    }

    /** @param {string} list @param {string} slag */
    #enter(list, slag) {
      for (const id of this.plan.lister[list] ?? []) {
        const address = addressIn(list, id, this.data.rot);
        if (!this.steder.has(address)) this.steder.set(address, { liste: list, id, slag });
        for (const [key, held] of Object.entries(this.data.slag[slag].lister))
          this.#enter(`${address}/${key}`, held);
      }
    }

    /** @param {string} address */
    has(address) {
      return this.steder.has(address);
    }

    /**
     * Where an item that is there stands.
     * @param {string} address
     */
    place(address) {
      return /** @type {Forslag.Sted} */ (this.steder.get(address));
    }

    /** @param {string} address */
    item(address) {
      return this.plan.punkter[address] ?? {};
    }

    /** @param {string} address */
    kind(address) {
      return this.steder.get(address)?.slag ?? "";
    }

    /** @param {string} address */
    fields(address) {
      return this.data.slag[this.kind(address)].felter;
    }

    /** @param {string} address */
    isLocked(address) {
      return this.data.slag[this.kind(address)].last;
    }

    /**
     * What a list holds; the list may be empty.
     * @param {string} list
     */
    kindOf(list) {
      if (list in this.data.rot) return this.data.rot[list];
      const cut = list.lastIndexOf("/");
      return this.data.slag[this.kind(list.slice(0, cut))]?.lister[list.slice(cut + 1)] ?? "";
    }

    /** @param {string} address */
    label(address) {
      const item = this.item(address);
      const name = LABELS.find((one) => item[one]);
      return name ? this.read(String(item[name])).split("\n")[0] : address;
    }

    /**
     * A text with the municipality's own words in it.
     * @param {string} text
     */
    read(text) {
      return forslag.tekst.asRead(text, (name) => this.item(`parametre/${name}`).standard);
    }

    /**
     * The theme an address stands in; "" if none.
     * @param {string} address
     */
    theme(address) {
      const head = address.split("/")[0];
      return head in this.data.rot ? "" : head;
    }

    /**
     * The address that a written reference means.
     * @param {string} text @param {Forslag.Form} form @param {string} address
     */
    meant(text, form, address) {
      const { foran = "" } = form;
      if (foran.includes("{"))
        return text.includes("/") ? text : foran.replace("{tema}", this.theme(address)) + text;
      return foran + text;
    }

    /**
     * How a reference to an address is written in an item.
     * @param {string} target @param {Forslag.Form} form @param {string} address
     */
    written(target, form, address) {
      const head = (form.foran ?? "").replace("{tema}", this.theme(address));
      return target.startsWith(head) ? target.slice(head.length) : target;
    }

    /**
     * Every reference in an item: the field, what is written, what it means, which kinds it may
     * mean.
     * @param {string} address
     */
    references(address) {
      const item = this.item(address);
      /** @type {Forslag.Henvisning[]} */
      const found = [];
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

    /**
     * The addresses a field may point to.
     * @param {Forslag.Form} form @param {string} address
     */
    choices(form, address) {
      const chosen = this.data.valgte;
      /** @type {(address: string) => boolean} */
      const isShown = (one) =>
        !this.theme(one) ||
        chosen.includes(this.theme(one)) ||
        !(this.theme(one) in this.data.grunnplan.punkter);
      const same = this.theme(address);
      const { foran = "", til = [] } = form;
      const near = foran.includes("{") && !form.liste?.monster?.includes("/");
      const found = [...this.steder.keys()].filter(
        (one) =>
          til.includes(this.kind(one)) && isShown(one) && (!near || this.theme(one) === same),
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
    let [under, na] = [data.grunnplan, data.grunnplan];
    for (const layer of data.lag) [under, na] = [na, over(na, layer)];
    return { under, na };
  };

  forslag.plan = { addressIn, over, read, Oversikt };
})();

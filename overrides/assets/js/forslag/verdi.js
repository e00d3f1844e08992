/* What is typed in a field, as the value that the plan has; and a value as it is shown. */
(() => {
  "use strict";

  const { forslag } = window.kp;
  const { oneLine } = forslag.tekst;
  const { typed } = forslag.limt;

  /**
   * Whether a row of a list has nothing in it.
   * @type {(one: Forslag.Verdi) => boolean}
   */
  const isBlank = (one) =>
    one === "" || (one && typeof one === "object" && !Object.keys(one).length);

  /**
   * A value in the spelling that the reader gives it.
   * @type {Forslag.Rom["verdi"]["normal"]}
   */
  const normal = (value, form) => {
    if (form.liste) {
      const isCode = form.til || (form.liste.valg && !form.liste.tall);
      const inner = isCode ? {} : { ...form.liste, linje: form.linje };
      const rows = Array.isArray(value) ? value : [];
      return rows.map((one) => normal(one, inner)).filter((one) => !isBlank(one));
    }
    if (form.felter)
      return Object.fromEntries(
        Object.entries(form.felter)
          .map(([key, inner]) => [key, normal(value?.[key] ?? "", inner)])
          .filter(([, one]) => !isBlank(one)),
      );
    if (form.tall) return /^\s*\d+\s*$/.test(String(value)) ? Number(value) : String(value).trim();
    return form.linje || form.valg || form.monster ? oneLine(String(value)) : typed(String(value));
  };

  /**
   * What a choice is called.
   * @type {Forslag.Rom["verdi"]["word"]}
   */
  const word = (form, one) => form.ord?.[String(one)] ?? String(one);

  /**
   * A value as one text for people.
   * @type {(value: Forslag.Verdi, form: Forslag.Form) => string}
   */
  const shown = (value, form) => {
    const inner = form.liste?.felter ?? form.felter ?? {};
    if (Array.isArray(value)) return value.map((one) => shown(one, form)).join("\n\n");
    if (value && typeof value === "object")
      return Object.entries(value)
        .map(([key, one]) => `${nameOf(key)} ${shown(one, inner[key] ?? {})}`)
        .join(", ");
    const isChoice = form.valg ?? form.liste?.valg;
    return value === undefined ? "" : isChoice ? word(form, value) : String(value);
  };

  /**
   * The same, with what references are called.
   * @type {Forslag.Rom["verdi"]["told"]}
   */
  const told = (all, form, value, address) => {
    if (!form.til || !value?.length) return all.read(shown(value, form));
    return [value]
      .flat()
      .map((text) => all.label(all.meant(text, form, address)))
      .join("\n\n");
  };

  /**
   * A field's name as a person says it.
   * @type {Forslag.Rom["verdi"]["nameOf"]}
   */
  const nameOf = (key) => forslag.ord.felt[key] ?? forslag.ord.valg.minutter[key] ?? key;

  forslag.verdi = { normal, word, told, nameOf };
})();

/* What is typed in a field, as the value that the plan has; and a value as it is shown. */
(() => {
  "use strict";

  const { forslag } = window.kp;
  const { tidy, oneLine } = forslag.tekst;

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
      const inner = form.liste.valg || form.til ? {} : { ...form.liste, linje: form.linje };
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
    return form.linje || form.valg || form.monster ? oneLine(String(value)) : tidy(String(value));
  };

  /**
   * A value as one text for people.
   * @type {Forslag.Rom["verdi"]["shown"]}
   */
  const shown = (value) => {
    if (Array.isArray(value)) return value.map(shown).join("\n\n");
    if (value && typeof value === "object")
      return Object.entries(value)
        .map(([key, one]) => `${nameOf(key)} ${shown(one)}`)
        .join(", ");
    return value === undefined ? "" : String(value);
  };

  /**
   * The same, with what references are called.
   * @type {Forslag.Rom["verdi"]["told"]}
   */
  const told = (all, form, value, address) => {
    if (!form.til || !value?.length) return all.read(shown(value));
    return [value]
      .flat()
      .map((text) => all.label(all.meant(text, form, address)))
      .join("\n\n");
  };

  /**
   * A field's name as a person says it.
   * @type {Forslag.Rom["verdi"]["nameOf"]}
   */
  const nameOf = (key) => forslag.ord.felt[key] ?? key;

  forslag.verdi = { normal, shown, told, nameOf };
})();

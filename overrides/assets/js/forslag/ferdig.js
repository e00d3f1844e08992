/* What is changed, saved as a file, copied, sent, or opened where the plan is kept. */
(() => {
  "use strict";

  const { forslag, taMed } = window.kp;
  const { piece, part } = forslag.kontroll;

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

  /** @type {Forslag.Rom["ferdig"]} */
  forslag.ferdig = () => {
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
    forslag.dialog.open(forslag.ord.ferdig_tittel, content);
  };
})();

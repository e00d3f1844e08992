/* «kvalitetsplan rediger» alone: the municipality's own pages with a preview, and pictures that
   are dropped in. */
(() => {
  "use strict";

  const { forslag } = window.kp;
  const { piece, part } = forslag.kontroll;

  /** @type {(content: Del, name: string, text: string) => void} */
  const fill = (content, name, text) => {
    part(content, "navn").value = name;
    content.dataset.navn = name;
    content.dataset.fra = text;
    part(content, "tekst").value = text;
    part(content, "feil").replaceChildren();
    part(content, "visning").hidden = true;
    part(content, "navn").focus();
  };

  /** @type {(content: Del, pages: Record<string, string>) => void} */
  const chooser = (content, pages) => {
    const place = part(content, "sider");
    const mayLeave = forslag.skrevet(content, (text) =>
      part(content, "feil").replaceChildren(...forslag.dialog.told([text])),
    );
    const all = [...Object.entries(pages), ["", ""]];
    place.replaceChildren(
      ...all.map(([name, text]) => {
        const button = Object.assign(document.createElement("button"), {
          type: "button",
          textContent: name || forslag.ord.ny_side,
        });
        button.addEventListener("click", () => {
          if (mayLeave()) fill(content, name, text);
        });
        return button;
      }),
    );
  };

  /**
   * What is typed, and what stood there when one began: nothing under a name that is new.
   * @type {(content: Del) => { navn: string; tekst: string; fra: string }}
   */
  const typed = (content) => {
    const navn = part(content, "navn").value.trim();
    const fra = navn === content.dataset.navn ? content.dataset.fra : "";
    return { navn, tekst: part(content, "tekst").value, fra: fra ?? "" };
  };

  // The program has made the page safe, as it does when it is built.
  /** @type {(content: Del) => Promise<void>} */
  const preview = async (content) => {
    const { feil = [], html = "" } = await forslag.tjener.send("side/vis", typed(content));
    const place = part(content, "visning");
    place.innerHTML = html;
    place.hidden = feil.length > 0;
    part(content, "feil").replaceChildren(...forslag.dialog.told(feil));
    if (!feil.length) place.focus();
  };

  /** @type {Forslag.Rom["sider"]["pages"]} */
  const pages = async () => {
    const content = piece("sider");
    const dialog = forslag.dialog.open(forslag.ord.sider, content);
    const { sider = {}, feil = [] } = await forslag.tjener.ask("sider");
    chooser(content, sider);
    part(content, "feil").replaceChildren(...forslag.dialog.told(feil));
    content.querySelector("[data-gjor=vis-side]").addEventListener("click", () => preview(content));
    content.querySelector("form").addEventListener("submit", async (event) => {
      event.preventDefault();
      const answer = await forslag.tjener.send("side", typed(content));
      part(content, "feil").replaceChildren(...forslag.dialog.told(answer.feil ?? []));
      if (answer.feil) return;
      dialog.close();
      location.assign(new URL(`sider/${answer.navn.replace(/\.md$/, ".html")}`, forslag.rot));
    });
  };

  /** @type {(content: Del, file: File | undefined) => Promise<void>} */
  const upload = async (content, file) => {
    if (!file) return;
    part(content, "sagt").textContent = forslag.ord.venter;
    const name = `bilde?navn=${window.kp.lest.asAddress(file.name)}`;
    const answer = await forslag.tjener.upload(name, file);
    part(content, "feil").replaceChildren(...forslag.dialog.told(answer.feil ?? []));
    part(content, "sagt").textContent = answer.feil
      ? ""
      : forslag.tekst.filled(forslag.ord.bilde_lagret, answer.navn);
  };

  /** @type {Forslag.Rom["sider"]["pictures"]} */
  const pictures = () => {
    const content = piece("bilder");
    forslag.dialog.open(forslag.ord.bilder, content);
    const drop = part(content, "slipp");
    part(content, "fil").addEventListener("change", ({ target }) =>
      upload(content, target.files?.[0]),
    );
    drop.addEventListener("dragover", (event) => event.preventDefault());
    drop.addEventListener("drop", (event) => {
      event.preventDefault();
      upload(content, event.dataTransfer?.files[0]);
    });
  };

  forslag.sider = { pages, pictures };
})();

/* «kvalitetsplan rediger» alone: the page as it is after a step. Where nothing but words is
   otherwise, the words alone are put in; else the page is loaded anew. */
(() => {
  "use strict";

  const { forslag } = window.kp;
  // What an element may say besides its words.
  const SAYING = ["href", "src", "alt", "title", "aria-label", "id"];

  /**
   * Whether two parts of a page are built alike.
   * @type {(here: Node, fresh: Node) => boolean}
   */
  const isLike = (here, fresh) => {
    const isOther = here.nodeName !== fresh.nodeName;
    if (isOther || here.childNodes.length !== fresh.childNodes.length) return false;
    return [...here.childNodes].every((one, at) => isLike(one, fresh.childNodes[at]));
  };

  /**
   * Say what another part says that is built alike.
   * @type {(here: Node, fresh: Node) => void}
   */
  const say = (here, fresh) => {
    if (here instanceof Text && here.data !== fresh.textContent)
      here.data = fresh.textContent ?? "";
    if (!(here instanceof Element) || !(fresh instanceof Element)) return;
    for (const name of SAYING) {
      const said = fresh.getAttribute(name);
      if (said !== null && here.getAttribute(name) !== said) here.setAttribute(name, said);
    }
    [...here.childNodes].forEach((one, at) => {
      say(one, fresh.childNodes[at]);
    });
  };

  /**
   * Load the script that says what the layer is now, once more.
   * @type {() => Promise<unknown>}
   */
  const plan = () =>
    new Promise((done, failed) => {
      const src = String(new URL("forslag/plan.js", forslag.rot));
      const script = Object.assign(document.createElement("script"), { src });
      script.addEventListener("load", done);
      script.addEventListener("error", failed);
      document.head.append(script);
    });

  /** @type {Forslag.Rom["tegn"]["page"]} */
  const page = async (begin) => {
    try {
      const answer = await fetch(location.href, { cache: "no-store" });
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").body;
      forslag.vis.clear();
      forslag.linje.remove();
      if (!answer.ok || !isLike(document.body, fresh)) return location.reload();
      say(document.body, fresh);
      await plan();
      begin();
    } catch {
      location.reload();
    }
  };

  forslag.tegn = { page };
})();

/* «kvalitetsplan rediger» alone: the page as it is after a step. Where nothing but words is otherwise, the words alone are put in; else the page is loaded anew. */
(() => {
  "use strict";

  const { forslag } = window.kp;
  const SAYING = ["href", "src", "alt", "title", "aria-label", "id"]; // what an element may say besides its words

  /** Whether two parts of a page are built alike. */
  const isLike = (here, fresh) => {
    if (here.nodeName !== fresh.nodeName || here.childNodes.length !== fresh.childNodes.length) return false;
    return [...here.childNodes].every((one, at) => isLike(one, fresh.childNodes[at]));
  };

  /** Say what another part says that is built alike. */
  const say = (here, fresh) => {
    if (here.nodeType === Node.TEXT_NODE && here.data !== fresh.data) here.data = fresh.data;
    if (here.nodeType !== Node.ELEMENT_NODE) return;
    for (const name of SAYING) if (fresh.hasAttribute(name) && here.getAttribute(name) !== fresh.getAttribute(name)) here.setAttribute(name, fresh.getAttribute(name));
    [...here.childNodes].forEach((one, at) => say(one, fresh.childNodes[at]));
  };

  /** The script that says what the layer is now, loaded once more. */
  const plan = () =>
    new Promise((done, failed) => {
      const script = Object.assign(document.createElement("script"), { src: new URL("forslag/plan.js", forslag.rot), onload: done, onerror: failed });
      document.head.append(script);
      script.addEventListener("load", () => script.remove());
    });

  /** @param {() => void} begin begins the editing anew @returns {Promise<void>} */
  const page = async (begin) => {
    try {
      const answer = await fetch(location.href, { cache: "no-store" });
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").body;
      forslag.vis.clear();
      forslag.linje.remove();
      if (!answer.ok || !isLike(document.body, fresh)) return location.reload();
      say(document.body, fresh);
      await plan();
      return begin();
    } catch {
      return location.reload();
    }
  };

  forslag.tegn = { page };
})();

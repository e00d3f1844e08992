/* Old addresses: what had its place on this page has got a page of its own. */
(() => {
  "use strict";

  /** @type {(list: Del) => void} */
  const start = (list) => {
    const follow = () => {
      const moved = [...list.children].find(({ id }) => id === window.kp.lest.anchor());
      if (moved) location.replace(moved.querySelector("a").href);
    };
    addEventListener("hashchange", follow);
    follow();
  };

  document.querySelectorAll("[data-module=flyttet]").forEach(start);
})();

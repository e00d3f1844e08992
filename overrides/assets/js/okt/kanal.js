/* Windows with the same session, on the same machine: what is done in one is seen in the other.
   No server. */
(() => {
  "use strict";

  const { kp } = window;

  /* `answer` is given (kind, wall, value) of each message: tilstand, gjor, spor, farvel, and the
     wall it is from or to. Returns a function that sends one. */
  kp.kanal = (answer) => {
    if (!("BroadcastChannel" in window)) return () => {};
    const channel = new BroadcastChannel(`kp-okt:${location.pathname}${location.search}`);
    channel.addEventListener("message", ({ data: [kind, wall, value] }) =>
      answer(kind, wall, value),
    );
    return (kind, wall, value) => channel.postMessage([kind, wall, value]);
  };
})();

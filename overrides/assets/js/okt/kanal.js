/* Two windows with the same session, on the same machine: what is done in one is seen in the other. No server. */
(() => {
  "use strict";

  const kp = (window.kp ??= {});

  /* `svar` has a function for each kind of message: tilstand, gjor, spor, farvel. Returns a function that sends one. */
  kp.kanal = (svar) => {
    if (!("BroadcastChannel" in window)) return () => {};
    const channel = new BroadcastChannel(`kp-okt:${location.pathname}${location.search}`);
    channel.addEventListener("message", ({ data: [kind, value] }) => svar[kind]?.(value));
    return (kind, value) => channel.postMessage([kind, value]);
  };
})();

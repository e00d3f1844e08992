/* What is read of an address and of the page itself, so that no address can stop a script. */
(() => {
  "use strict";

  /**
   * A part of an address as it reads; as it stands where a sign in it leads to nothing, as in
   * `#50%`.
   * @type {Kp["lest"]["address"]}
   */
  const address = (text) => {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  };

  window.kp.lest = {
    address,
    anchor: (hash = location.hash) => address(hash.slice(1)),
  };
})();

/* What is read of an address and of the page itself, and written in an address, so that no sign
   can stop a script. */
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

  /**
   * A text as a part of an address; half of an emoji, as a field may be left with, is no sign.
   * @type {Kp["lest"]["asAddress"]}
   */
  const asAddress = (text) => encodeURIComponent(text.replace(/\p{Cs}/gu, "\ufffd"));

  /**
   * A text of at most so many signs, none of them halved; one sees where it is cut.
   * @type {Kp["lest"]["cut"]}
   */
  const cut = (text, most) => {
    const signs = [...text];
    return signs.length > most ? `${signs.slice(0, most - 1).join("")}…` : text;
  };

  /**
   * What an address names is looked up in what the page holds: nothing has a name there that the
   * page has not given, as `constructor` would be.
   * @type {(key: string, value: any) => any}
   */
  const bare = (_, value) =>
    value && typeof value === "object" && !Array.isArray(value)
      ? Object.assign(Object.create(null), value)
      : value;

  window.kp.lest = {
    address,
    asAddress,
    cut,
    anchor: (hash = location.hash) => address(hash.slice(1)),
    data: (id) => JSON.parse(document.getElementById(id).textContent, bare),
  };
})();

/* Out of the browser: as a file, or on the clipboard. */
(() => {
  "use strict";

  const { kp } = window;

  /** @type {Kp["taMed"]["save"]} */
  const save = (name, text, type) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };

  /**
   * A plain http address has no clipboard to write to; then the old way, through a field.
   * @type {Kp["taMed"]["copy"]}
   */
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const field = document.createElement("textarea");
      field.value = text;
      document.body.append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
    }
  };

  kp.taMed = { save, copy };
})();

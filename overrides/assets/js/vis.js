/* «kvalitetsplan vis» alone: waits until the site has been built again, and shows it. */
(() => {
  const script = /** @type {Del<HTMLScriptElement>} */ (document.currentScript);
  const seen = script.dataset.nummer;
  const PAUSE = 800;

  /**
   * A window nobody sees asks for nothing: a browser has few lines to one program.
   * @type {() => Promise<unknown>}
   */
  const isSeen = () =>
    new Promise((done) => {
      if (document.hidden) document.addEventListener("visibilitychange", done, { once: true });
      else done(null);
    });

  const look = async () => {
    await isSeen();
    try {
      // The program answers when there is something new.
      const answer = await (await fetch(`/vis.json?${seen}`, { cache: "no-store" })).json();
      if (String(answer.nummer) !== seen) location.reload();
      else setTimeout(look);
    } catch {
      // Stopped. When it is started again, the page is shown anew.
      setTimeout(look, PAUSE);
    }
  };

  look();
})();

/* «kvalitetsplan vis» alone: asks now and then whether the site has been built again, and shows
   it. */
(() => {
  const script = /** @type {Del<HTMLScriptElement>} */ (document.currentScript);
  const seen = script.dataset.nummer;
  const look = async () => {
    try {
      const answer = await (await fetch("/vis.json", { cache: "no-store" })).json();
      if (String(answer.nummer) !== seen) location.reload();
    } catch {
      // Stopped. When it is started again, the page is shown anew.
    }
  };
  setInterval(look, 800);
})();

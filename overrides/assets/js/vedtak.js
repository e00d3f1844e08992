/* A plan whose time is out says so, also where the site is older than that day. */
document.querySelectorAll("[data-gjelder-til]").forEach((decision) => {
  "use strict";

  const now = new Date();
  const today = new Date(now.getTime() - now.getTimezoneOffset() * 60_000)
    .toISOString()
    .slice(0, 10);
  if (today <= decision.dataset.gjelderTil) return;
  decision.hidden = false;
  if (decision.dataset.etter) decision.textContent = decision.dataset.etter;
});

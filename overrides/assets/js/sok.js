/* The large search field on the front page: hands its words over to the site's own search. */
(() => {
  "use strict";

  const start = (form) => {
    const field = form.querySelector("input");
    const toggle = document.getElementById("__search");
    const query = document.querySelector("[data-md-component=search-query]");
    if (!toggle || !query) return;

    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!toggle.checked) toggle.click();
      query.value = field.value;
      query.focus();
      query.dispatchEvent(new Event("input", { bubbles: true }));
      query.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
    });
  };

  document.querySelectorAll("[data-module=sok]").forEach(start);
})();

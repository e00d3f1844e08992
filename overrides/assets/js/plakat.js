/* The year as a poster: the wheel alone, on a sheet of A3. */
document.querySelector("[data-plakat]")?.addEventListener("click", () => {
  "use strict";

  const { classList } = document.documentElement;
  const done = () => classList.remove("kp-plakat");
  classList.add("kp-plakat");
  window.addEventListener("afterprint", done, { once: true });
  window.print();
});

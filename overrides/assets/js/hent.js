/* What a part of the page needs alone is fetched by that part. */
for (const { dataset } of document.querySelectorAll("[data-skript]")) {
  const src = dataset.skript;
  document.head.append(Object.assign(document.createElement("script"), { src }));
}

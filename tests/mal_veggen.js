/* Goes through every picture of the wall that is open, in every state, and returns what is wrong
   with any: {bilder, feil}. */
() => {
  const press = (key) =>
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  const main = document.querySelector("main");
  const hand = matchMedia("(max-width: 600px), (max-height: 480px)").matches;
  const floor = hand ? 17.9 : Math.max(innerHeight / 30, innerWidth * 0.01875, 24) - 0.1;
  const [real, wrong, sizes, places] = [Date.now, new Set(), new Set(), new Map()];
  let [offset, pictures, state] = [0, 0, ""];
  Date.now = () => real.call(Date) + offset;

  const isSeen = (element) =>
    element.checkVisibility({ visibilityProperty: true }) &&
    !element.closest("dialog, .kp-vegg__faser span, [data-fase=start]:not(.er-her), [hidden]");
  const texts = () => {
    const [found, walker] = [[], document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)];
    while (walker.nextNode()) {
      const { parentElement, textContent } = walker.currentNode;
      if (
        !textContent.trim() ||
        !isSeen(parentElement) ||
        parentElement.closest("script, template, option, noscript")
      )
        continue;
      const range = document.createRange();
      range.selectNodeContents(walker.currentNode);
      const size = parseFloat(getComputedStyle(parentElement).fontSize);
      for (const box of range.getClientRects())
        if (box.width > 1)
          found.push({ box, parentElement, size, text: textContent.trim().slice(0, 30) });
    }
    return found;
  };
  const meet = (a, b) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > a.height * 0.25;

  const look = () => {
    pictures += 1;
    const here = `${state} «${document.querySelector(".kp-steg.er-her").innerText.slice(0, 25)}»`;
    const say = (what) => wrong.add(`${here}: ${what}`);
    const all = texts();
    if (!hand && main.scrollHeight > main.clientHeight + 1)
      say(`${main.scrollHeight - main.clientHeight} px for høyt`);
    if (
      document.documentElement.scrollWidth > innerWidth + 1 ||
      main.scrollWidth > main.clientWidth + 1
    )
      say("for bredt");
    for (const [at, { box, parentElement, size, text }] of all.entries()) {
      if (
        box.right > innerWidth + 1 ||
        box.left < -1 ||
        (!hand && (box.bottom > innerHeight + 1 || box.top < -1))
      )
        say(`«${text}» er kuttet`);
      if (size < floor) say(`«${text}» er ${size} px`);
      if (hand && parentElement.closest(".kp-vegg__bunn")) continue;
      for (const other of all.slice(at + 1))
        if (!(hand && other.parentElement.closest(".kp-vegg__bunn")) && meet(box, other.box))
          say(`«${text}» ligger på «${other.text}»`);
    }
    if (!hand && state !== "stor klokke") stays(say);
  };

  /* What has a place of its own has the same on every picture. */
  const stays = (say) => {
    for (const selector of [
      ".er-her > .kp-fase__hode h2",
      ".kp-klokke__tid",
      ".kp-klokke__varsel",
      ".kp-vegg__bunn",
      ".kp-vegg__vei",
      ".kp-vegg__faser",
    ]) {
      const part = document.querySelector(selector);
      if (!part?.checkVisibility()) continue;
      const { left, right, top } = part.getBoundingClientRect();
      const now = `${selector.includes("klokke") ? Math.round(right) : Math.round(left)} ${Math.round(top)}`;
      if ((places.get(selector) ?? now) !== now)
        say(`${selector} flytter seg fra ${places.get(selector)} til ${now}`);
      places.set(selector, now);
    }
    const widths = new Set(
      [...document.querySelectorAll(".kp-vegg__faser li")].map((one) =>
        Math.round(one.getBoundingClientRect().width),
      ),
    );
    if (Math.max(...widths) - Math.min(...widths) > 1) say("fasene er ikke like brede");
  };

  const place = () =>
    `${[...document.querySelectorAll(".kp-steg")].findIndex((one) => one.classList.contains("er-her"))} ${document.querySelector(".kp-vegg__del").textContent}`;
  const walk = (name, atEach = () => {}) => {
    state = name;
    press("Home");
    for (let seen = ""; seen !== place(); press("PageDown")) {
      seen = place();
      atEach();
      look();
      if (name === "vanlig" && !main.querySelector(".er-her input, .er-her .kp-sist__avtale p"))
        sizes.add(getComputedStyle(main).fontSize);
    }
  };
  /* With the clock running, and so many minutes left of the phase. */
  const running = (minutes) => () => {
    const time = document.querySelector(".kp-klokke__tid");
    if (document.querySelector(".kp-klokke").hidden) return;
    offset = 0;
    press("0");
    if (document.querySelector("[data-gjor=klokke]").textContent !== "Pause") press("t");
    const [whole, seconds] = time.textContent.split(":").map(Number);
    offset = (whole * 60 + seconds - minutes * 60) * 1000;
    press("0");
  };

  press("0");
  walk("vanlig");
  if (sizes.size > 3) wrong.add(`${sizes.size} størrelser i én økt: ${[...sizes].join(", ")}`);
  walk("ett minutt", running(0.5));
  offset = 0;
  walk("etter null", running(-125));
  offset = 0;
  for (let nr = 0; nr < 9; nr += 1) press("a");
  walk("størst");
  press("0");
  press("c");
  walk("stor klokke");
  press("c");
  press("Home");
  Date.now = real;
  return { bilder: pictures, feil: [...wrong].slice(0, 12) };
};

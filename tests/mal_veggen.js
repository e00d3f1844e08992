/* Goes through every picture of the wall that is open, in every state, and returns what is wrong
   with any: {bilder, feil}. */
(() => {
  /** @typedef {{ box: DOMRect, parentElement: HTMLElement, size: number, text: string }} Seen */

  const FIXED = [
    ".er-her > .kp-fase__hode h2",
    ".kp-klokke__tid",
    ".kp-klokke__varsel",
    ".kp-vegg__bunn",
    ".kp-vegg__vei",
    ".kp-vegg__faser",
  ];
  const NOT_READ = "dialog, .kp-vegg__faser span, [data-fase=start]:not(.er-her), [hidden]";
  const CODE = "script, template, option, noscript";
  const hand = matchMedia("(max-width: 600px), (max-height: 480px)").matches;
  const floor = hand ? 17.9 : Math.max(innerHeight / 30, innerWidth * 0.01875, 24) - 0.1;
  const main = document.querySelector("main");
  const real = Date.now;
  /** @type {Set<string>} */
  const wrong = new Set();
  /** @type {Set<string>} */
  const sizes = new Set();
  /** @type {Map<string, string>} */
  const places = new Map();
  let [offset, pictures, state] = [0, 0, ""];

  /** @type {(key: string) => void} */
  const press = (key) => {
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  };

  /** @type {(what: string) => void} */
  const say = (what) => {
    // biome-ignore lint/performance/useDomNodeTextContent: what is seen is told, and no more
    const here = document.querySelector(".kp-steg.er-her").innerText.slice(0, 25);
    wrong.add(`${state} «${here}»: ${what}`);
  };

  /** @type {(element: HTMLElement) => boolean} */
  const isSeen = (element) =>
    element.checkVisibility({ visibilityProperty: true }) &&
    !element.closest(NOT_READ) &&
    !element.closest(CODE);

  /** @type {(node: Node) => Seen[]} */
  const seenOf = (node) => {
    const { parentElement, textContent } = node;
    const text = textContent?.trim();
    if (!text || !parentElement || !isSeen(parentElement)) return [];
    const range = document.createRange();
    range.selectNodeContents(node);
    const size = Number.parseFloat(getComputedStyle(parentElement).fontSize);
    const boxes = [...range.getClientRects()].filter(({ width }) => width > 1);
    return boxes.map((box) => ({ box, parentElement, size, text: text.slice(0, 30) }));
  };

  const texts = () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    /** @type {Seen[]} */
    const found = [];
    while (walker.nextNode()) found.push(...seenOf(walker.currentNode));
    return found;
  };

  /** @type {(a: DOMRect, b: DOMRect) => boolean} */
  const meet = (a, b) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > a.height * 0.25;

  /** @type {(box: DOMRect) => boolean} */
  const isCut = ({ left, right, top, bottom }) =>
    right > innerWidth + 1 || left < -1 || (!hand && (bottom > innerHeight + 1 || top < -1));

  /**
   * In the hand, the controls lie over what one scrolls.
   * @type {(one: Seen) => boolean}
   */
  const isControl = ({ parentElement }) => hand && Boolean(parentElement.closest(".kp-vegg__bunn"));

  /** @type {(one: Seen, later: Seen[]) => void} */
  const judge = (one, later) => {
    if (isCut(one.box)) say(`«${one.text}» er kuttet`);
    if (one.size < floor) say(`«${one.text}» er ${one.size} px`);
    if (isControl(one)) return;
    for (const other of later)
      if (!isControl(other) && meet(one.box, other.box))
        say(`«${one.text}» ligger på «${other.text}»`);
  };

  const look = () => {
    pictures += 1;
    const html = document.documentElement;
    const high = main.scrollHeight - main.clientHeight;
    if (!hand && high > 1) say(`${high} px for høyt`);
    if (html.scrollWidth > innerWidth + 1 || main.scrollWidth > main.clientWidth + 1)
      say("for bredt");
    const all = texts();
    for (const [at, one] of all.entries()) judge(one, all.slice(at + 1));
    if (!hand && state !== "stor klokke") stays();
  };

  /* What has a place of its own has the same on every picture. */
  const stays = () => {
    for (const selector of FIXED) {
      const part = document.querySelector(selector);
      if (!part?.checkVisibility()) continue;
      const { left, right, top } = part.getBoundingClientRect();
      const across = Math.round(selector.includes("klokke") ? right : left);
      const now = `${across} ${Math.round(top)}`;
      const before = places.get(selector) ?? now;
      if (before !== now) say(`${selector} flytter seg fra ${before} til ${now}`);
      places.set(selector, now);
    }
    const phases = [...document.querySelectorAll(".kp-vegg__faser li")];
    const widths = phases.map((one) => Math.round(one.getBoundingClientRect().width));
    if (Math.max(...widths) - Math.min(...widths) > 1) say("fasene er ikke like brede");
  };

  const place = () => {
    const steps = [...document.querySelectorAll(".kp-steg")];
    const at = steps.findIndex((one) => one.classList.contains("er-her"));
    return `${at} ${document.querySelector(".kp-vegg__del").textContent}`;
  };

  /** @type {(name: string, atEach?: () => void) => void} */
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

  /**
   * With the clock running, and so many minutes left of the phase.
   * @type {(minutes: number) => () => void}
   */
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

  const walkAll = () => {
    press("0");
    walk("vanlig");
    if (sizes.size > 3) wrong.add(`${sizes.size} størrelser i én økt: ${[...sizes].join(", ")}`);
    walk("ett minutt", running(0.5));
    offset = 0;
    walk("etter null", running(-125));
    offset = 0;
    // As after nine presses of «a», without fitting the same picture nine times on the way.
    localStorage.setItem("kp-storrelse", "9");
    walk("størst");
    press("0");
    press("c");
    walk("stor klokke");
    press("c");
    press("Home");
  };

  Date.now = () => real.call(Date) + offset;
  walkAll();
  Date.now = real;
  return { bilder: pictures, feil: [...wrong].slice(0, 12) };
})();

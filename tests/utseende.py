"""What is asked of a page to see whether anything on it looks wrong."""

ROM = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
    p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""
"""Gives the text the space that WCAG 1.4.12 asks room for."""

RINGER = """() => {
  const wrong = new Set();
  for (const one of document.querySelectorAll("a, button, summary, input, select, textarea")) {
    if (!one.checkVisibility({ visibilityProperty: true }) || one.closest("[inert]")) continue;
    one.focus();
    if (document.activeElement !== one || !one.matches(":focus-visible")) continue;
    const { outlineStyle, outlineWidth } = getComputedStyle(one);
    if (outlineStyle === "none" || !parseFloat(outlineWidth))
      wrong.add(`${one.tagName}: ${(one.textContent || one.name).trim().slice(0, 40)}`);
  }
  return [...wrong];
}"""
"""What can have the focus without a ring around it. A key must have been pressed first."""

LEDIG = """() => {
  const wrong = new Set();
  const told = (one, what) => wrong.add(`${what}: «${one.textContent.trim().replace(/\\s+/g, " ").slice(0, 50)}»`);
  const width = document.documentElement.clientWidth;
  const over = document.documentElement.scrollWidth - width;
  if (over > 0) wrong.add(`siden er ${over} for bred`);

  // Words for those who listen are one point wide, on purpose.
  const forEars = (one) => one.closest(".kp-for-ore") || [one, ...parents(one)].some((up) => up.clientWidth <= 1 && up.clientHeight <= 1 && getComputedStyle(up).display !== "inline");
  const parents = (one) => (one.parentElement ? [one.parentElement, ...parents(one.parentElement)] : []);
  const slack = 2;

  // Every text on the page asks the same of what it stands in.
  const known = new Map();
  const about = (up) => {
    if (known.has(up)) return known.get(up);
    const { overflowX, overflowY, webkitLineClamp, display } = getComputedStyle(up);
    const one = {
      up,
      edge: up.getBoundingClientRect(),
      hidesX: ["hidden", "clip"].includes(overflowX),
      hidesY: ["hidden", "clip"].includes(overflowY) && webkitLineClamp === "none",
      scrolls: ["auto", "scroll"].includes(overflowX) && up.scrollWidth > up.clientWidth + slack && up !== document.body,
      isBox: display !== "inline" && up.matches("button, summary, .kp-knapp, .kp-okt__knapp, .kp-merke"),
    };
    known.set(up, one);
    return one;
  };

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const own = node.parentElement;
    if (!node.data.trim() || own.closest("script, template, svg, option, textarea, [popover]")) continue;
    if (!own.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || forEars(own)) continue;
    const around = [own, ...parents(own)].map(about);
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      if (!box.width) continue;
      if (box.right > width + slack || box.left < -slack) told(own, "utenfor vinduet");
      for (const { up, edge, hidesX, hidesY, scrolls, isBox } of around) {
        const beside = box.right > edge.right + slack || box.left < edge.left - slack;
        const below = box.bottom > edge.bottom + slack || box.top < edge.top - slack;
        if ((hidesX && beside) || (hidesY && below)) told(own, "klippet");
        if (scrolls) told(up, "rulles sidelengs");
        if (isBox && (beside || below)) told(own, "stikker ut av knappen");
      }
    }
  }
  for (const one of document.querySelectorAll("body *")) {
    const style = getComputedStyle(one);
    if (!["fixed", "sticky"].includes(style.position) || !one.checkVisibility()) continue;
    if (one.getBoundingClientRect().height > innerHeight / 2 && !one.matches("dialog, .kp-meny, .kp-innhold")) told(one, "dekker mer enn halve vinduet");
  }
  return [...wrong];
}"""
"""Returns what is cut, sticks out, or can only be read by scrolling sideways."""

DRAWN = """() => {
  const ask = (name) => {
    const one = Object.assign(document.createElement("span"), { textContent: name });
    one.style.color = name;
    document.body.append(one);
    const { color } = getComputedStyle(one);
    one.remove();
    return color;
  };
  const system = ["CanvasText", "LinkText", "Highlight", "ButtonText", "Canvas", "ButtonFace", "VisitedText"].map(ask);
  const none = (colour) => colour === "none" || /^rgba.*, 0\\)$/.test(colour);
  const canvas = ask("Canvas");
  const shapes = [...document.querySelectorAll("svg :is(path, rect, circle, line, text), .kp-vegg__faser button")]
    .filter((one) => one.checkVisibility() && !one.closest(".kp-qr, .kp-stort, .kp-meny") && one.getBoundingClientRect().width);
  const bad = shapes.filter((one) => {
    const isBar = one.matches("button");
    const { fill, stroke, backgroundColor, borderTopColor } = getComputedStyle(one, isBar ? "::before" : null);
    const colours = (isBar ? [backgroundColor, borderTopColor] : [fill, stroke]).filter((colour) => !none(colour));
    return !colours.some((colour) => colour !== canvas) || colours.some((colour) => !system.includes(colour));
  });
  return { antall: shapes.length, usynlige: bad.map((one) => `${one.tagName} ${one.getAttribute("class") ?? ""}`) };
}"""
"""Returns how much is drawn, and what is drawn in other colours than those the reader has chosen,
or in none that is seen.
"""

TILSTANDER = """() => {
  const chosen = [...document.querySelectorAll("[aria-current], [aria-pressed=true]")]
    .filter((one) => one.checkVisibility() && !one.closest(".kp-sok"));
  const edges = (one, part) => {
    const style = getComputedStyle(one, part);
    const line = (side) => (Number.parseFloat(style[`border${side}Width`]) ? style[`border${side}Color`] : "");
    return [style.fontWeight, style.stroke, style.backgroundColor, ...["Top", "Right", "Bottom", "Left"].map(line)].join();
  };
  const looks = (one) => [one, ...one.querySelectorAll("path")].flatMap((each) => [edges(each), edges(each, "::before")]).join(";");
  const alike = chosen.filter((one) => {
    const name = one.hasAttribute("aria-current") ? "aria-current" : "aria-pressed";
    const value = one.getAttribute(name);
    const before = looks(one);
    if (name === "aria-pressed") one.setAttribute(name, "false");
    else one.removeAttribute(name);
    const after = looks(one);
    one.setAttribute(name, value);
    return before === after;
  });
  return { valgte: chosen.length, like: alike.map((one) => one.outerHTML.slice(0, 80)) };
}"""
"""Returns how much is marked as chosen, and what of it looks the same when it is not."""

UTENFOR_FELTET = """() => {
  const wrong = [];
  for (const month of document.querySelectorAll(".kp-hjul [data-er-maned]")) {
    const fields = [...month.querySelectorAll("path")];
    for (const line of month.querySelectorAll("text:not(.kp-hjul__maned) tspan")) {
      const [first, last] = [line.getStartPositionOfChar(0), line.getEndPositionOfChar(line.getNumberOfChars() - 1)];
      const isIn = (field, { x, y }) => field.isPointInFill(new DOMPoint(x, y - 4));
      if (!fields.some((field) => isIn(field, first) && isIn(field, last))) wrong.push(line.textContent);
    }
  }
  return wrong;
}"""
"""Returns the lines of the year's wheel that do not stand within one field."""

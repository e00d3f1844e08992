"""What can be measured on a page: the walk with Tab, the length on a phone, the weight, the
shifts.
"""

import gzip
import time
from itertools import product
from typing import NamedTuple

from motorer import ENGINES, Motor
from playwright.sync_api import Browser, Error, Page, Response

SLAG = (
    "index",
    "tema/relasjon",
    "situasjoner",
    "situasjon/alene-i-friminuttet",
    "handlingsplikten",
    "refleksjonsoppgaver",
    "virkninger",
    "okter",
    "planlegg",
    "arshjul",
    "lovverk",
    "begreper",
    "tilgjengelighet",
)
"""One page of each kind."""
VEGG, FORSLAG = "#storskjerm", "#foresla"
"""What is said after a page of how it is to be: on the wall, or with the editing on."""
ALLE = (
    *SLAG,
    "roller",
    "led-en-okt",
    "maler",
    "trapper",
    "tiltak",
    "telefonliste",
    "vikar",
    "pliktene",
    "kilder",
    "endringer",
    "fysiske-inngrep",
    "utviklingslop",
    "samtaler",
    "om-planen",
    "hele-planen",
    "treningsforslag",
    "les-mer",
    "404",
    "for-elever",
    "for-skoleeier",
    "grunnlag/den-voksne",
    "grunnlag/fra-plan-til-praksis",
    "for-kommuner/endre",
    "for-kommuner/lister",
    "skoler/eksempelskolen/index",
    "skoler/eksempelskolen/tema/relasjon",
    "skoler/eksempelskolen/endringer",
    "okt",
    "okt/relasjon-45",
    "stasted",
    f"okt/relasjon-45{VEGG}",
    f"tema/relasjon{FORSLAG}",
    f"situasjon/alene-i-friminuttet{FORSLAG}",
)
"""Every kind of page, as it may be met: in a school's layer, on the wall, while one edits."""
MED_LENKER = tuple(slag for slag in SLAG if slag != "begreper")
"""Those whose content has something to press."""
MIDT_IMELLOM = (1024, 900)
"""Widths where the frame is as on a desk or in the hand: every other page shows it."""
BREDDER = (1280, *MIDT_IMELLOM, 320)
GANGER = [*product(("chromium",), BREDDER), *zip(ENGINES, (BREDDER[0], BREDDER[-1]), strict=True)]
"""Where the walk is walked: at every width in one engine, and in the others where most people have
them: on a desk, and in the hand. `make sjekk-sider` walks all.
"""
DRAKTER = [(1280, "light"), (320, "dark")]
"""The widths and the views a page is looked at in, each once; `make sjekk-sider` takes all four."""
FLEST_TRYKK = 30
"""So many presses of Tab a reader may need from the top of a page to its content."""
TELEFON = {"width": 390, "height": 844}
FLEST_SKJERMER = 15
MEST_KB = 90
"""What the first view may weigh, gzipped, until two seconds after it is loaded."""

_STOPP = """
const one = document.activeElement;
if (!one || one === document.body || one === document.documentElement) return null;
const inside = (box) => box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight
  && box.right > 0 && box.left < innerWidth;
const box = [...one.getClientRects()].find(inside);
const middle = (from, to, most) => Math.min(Math.max((from + to) / 2, 1), most - 1);
const top = box && document.elementFromPoint(
  middle(box.left, box.right, innerWidth), middle(box.top, box.bottom, innerHeight));
return {
  navn: (one.getAttribute("aria-label") || one.textContent || one.id || one.tagName).trim().slice(0, 40),
  innhold: Boolean(one.closest("article")),
  // A window that is not the active one draws no focus: there is nothing to judge.
  synlig: !one.matches(":focus") || (Boolean(top) && (one.contains(top) || top.contains(one))),
};
"""


class Gang(NamedTuple):
    """A walk with Tab from the top of a page."""

    trykk: int | None
    """How many presses it took to get to the content; None where one never came there."""
    usynlige: list[str]
    """What had the focus without being seen."""


def ga(motor: Motor) -> Gang:
    """Press Tab until the focus is in the content."""
    unseen = []
    for press in range(1, FLEST_TRYKK + 1):
        motor.press_tab()
        stop = motor.run(_STOPP)
        if stop and not stop["synlig"]:
            unseen.append(stop["navn"])
        if stop and stop["innhold"]:
            return Gang(press, unseen)
    return Gang(None, unseen)


def skjermer(page: Page) -> float:
    """Return how many screens a page is."""
    return float(page.evaluate("document.documentElement.scrollHeight / innerHeight"))


def til_oppgaven(page: Page) -> float:
    """Return how many screens down the first task of a theme ends."""
    return float(
        page.locator(".kp-snakk").evaluate(
            "(one) => one.getBoundingClientRect().bottom / innerHeight"
        )
    )


def vis(page: Page, address: str, path: str) -> None:
    """Show a page as `ALLE` names it; where it says so, with the editing on."""
    name, _, how = path.partition("#")
    page.goto("about:blank")
    page.goto(f"{address}/{name}.html{f'#{how}' if how and f'#{how}' != FORSLAG else ''}")
    if f"#{how}" == FORSLAG:
        page.locator("[data-foresla]").click()
        page.locator(".kp-forslag").wait_for()


class Vekt(NamedTuple):
    """What a first view costs."""

    kb: float
    filer: int
    forskyvning: float
    """Cumulative layout shift."""


_SHIFT = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) if (!one.hadRecentInput) sum += one.value;
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 100);
})"""


def forskyvning(browser: Browser, width: int, *urls: str) -> list[float]:
    """Return how far each page shifts while it opens in a window that has seen nothing of the
    site. They are waited for together.
    """
    pages = [browser.new_page(viewport={"width": width, "height": 844}) for _ in urls]
    for page, url in zip(pages, urls, strict=True):
        page.goto(url)
    pages[-1].wait_for_timeout(700)
    shifts = [float(page.evaluate(_SHIFT)) for page in pages]
    for page in pages:
        page.close()
    return shifts


_WEIGHED = 2000
"""How many milliseconds after a page is loaded what it fetches still belongs to its first view."""


def vei(browser: Browser, *urls: str) -> list[Vekt]:
    """Open each page on a phone that has seen nothing of the site, and weigh it for two seconds.
    They are waited for together.
    """
    pages = [browser.new_page(viewport=TELEFON) for _ in urls]  # type: ignore[arg-type]
    seen: list[list[Response]] = [[] for _ in urls]
    ends = []
    for page, url, those in zip(pages, urls, seen, strict=True):
        page.on("response", lambda one, those=those: those.append(one))
        page.goto(url)
        ends.append(1000 * time.time() + _WEIGHED)
    pages[-1].wait_for_timeout(_WEIGHED)
    found = []
    for page, those, end in zip(pages, seen, ends, strict=True):
        first = [one for one in those if one.request.timing["startTime"] < end]
        size = sum(map(_size, first))
        found.append(Vekt(size / 1000, len(first), float(page.evaluate(_SHIFT))))
        page.close()
    return found


def _size(one: Response) -> int:
    try:
        return len(gzip.compress(one.body(), 6))
    except Error:  # the page led on before it was read
        return 0


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

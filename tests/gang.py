"""What can be measured on a page: the walk with Tab, the length on a phone, the weight, the shifts."""

import gzip
from typing import NamedTuple

from motorer import Motor
from playwright.sync_api import Browser, Page, Response

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
MED_LENKER = tuple(slag for slag in SLAG if slag != "begreper")
"""Those whose content has something to press."""
BREDDER = (1280, 1024, 900, 320)
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


def vei(browser: Browser, url: str) -> Vekt:
    """Open a page on a phone that has seen nothing of the site, and weigh it for two seconds."""
    context = browser.new_context(viewport=TELEFON)  # type: ignore[arg-type]
    page, seen = context.new_page(), list[Response]()
    page.on("response", lambda one: seen.append(one))
    page.goto(url)
    page.wait_for_timeout(2000)
    shift = float(page.evaluate(_SHIFT))
    size = sum(len(gzip.compress(one.body(), 6)) for one in seen)
    context.close()
    return Vekt(size / 1000, len(seen), shift)

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

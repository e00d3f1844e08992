"""What the pages are like for a reader with a phone or a keyboard, as one table.

    make sjekk-sider

For one page of each kind: screens on a phone, what the first view weighs and how far it shifts;
what axe finds, what the console says (a breach of the content policy is one such) and what is asked
of other hosts, light and dark, wide and narrow, over http and from a folder; and how many presses
of Tab lead to the content in each engine and width. Then every ready session on the wall at every
size, Lighthouse, and two validators of HTML.
"""

import sys
import tempfile
from itertools import product
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import fyr  # noqa: E402
import oppmerking  # noqa: E402
from conftest import build_many  # noqa: E402
from gang import (  # noqa: E402
    ALLE,
    BREDDER,
    MED_LENKER,
    TELEFON,
    ga,
    skjermer,
    vei,
    vis,
)
from klargjor import find_browser  # noqa: E402
from motorer import ENGINES, Chromium, Motor, missing  # noqa: E402
from nettleser import is_own, violations  # noqa: E402
from tjener import serving  # noqa: E402
from vegg import STORRELSER, go_through  # noqa: E402

from kvalitetsplan.plan.load import load_plan  # noqa: E402
from kvalitetsplan.plan.project import project_at  # noqa: E402

KOMMUNE = "eksempel"


class Funn(NamedTuple):
    """What is wrong with a page, summed over every way to see it."""

    axe: int
    konsoll: int
    utenfra: int
    """Requests to other hosts."""


def main() -> None:
    """Build a site, look at each page, print the tables."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        project, site = project_at(ROOT), Path(folder, KOMMUNE)
        plan = load_plan(project, KOMMUNE)
        build_many(ROOT, [plan.sted, *project.skolene(plan.sted)], Path(folder))
        arguments = ["--no-sandbox", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=find_browser(), args=arguments)
        with serving(site) as address:
            walks = {"chromium": walk(Chromium(browser.new_page()), address)}
            for name, start in ENGINES.items():
                if not missing(name):
                    with start() as motor:
                        walks[name] = walk(motor, address)
            heads = ("skjermer", "kB", "filer", "CLS", *Funn._fields)
            print_row("side", *heads, *walks)
            print_row("---", *["---:"] * len(heads), *["---"] * len(walks))
            for path in ALLE:
                # Whoever opens a page has found it: what leads nowhere is a server's to say.
                places = (address,) if path == "404" else (address, site.as_uri())
                found = problems(browser, places, path)
                steps = (walks[name].get(path, "") for name in walks)
                print_row(path, *look(browser, address, path), *map(str, found), *steps)
            print()
            print_walls(browser, f"{address}/okt", [okt.id for okt in plan.grunnplan.okter])
        browser.close()
        print(
            f"\nTabulatortrykk til innholdet ved {', '.join(map(str, BREDDER))} punkters bredde.\n"
        )
        print_lighthouse(site)
        print_markup(site)


def walk(motor: Motor, address: str) -> dict[str, str]:
    """Return how many presses of Tab each page takes, width by width; «!» for a stop not seen."""
    found = {}
    for slag in MED_LENKER:
        cells = []
        for width in BREDDER:
            motor.open(f"{address}/{slag}.html", width)
            gang = ga(motor)
            cells.append(f"{gang.trykk or '–'}{'!' if gang.usynlige else ''}")
        found[slag] = " ".join(cells)
    return found


def look(browser: Browser, address: str, path: str) -> list[str]:
    """Return how long a page is on a phone, and what it costs to open it."""
    page = browser.new_page(viewport=TELEFON)  # type: ignore[arg-type]
    vis(page, address, path)
    length = f"{skjermer(page):.1f}"
    page.close()
    if "#" in path:
        return [length, "", "", ""]
    (vekt,) = vei(browser, f"{address}/{path}.html")
    return [length, f"{vekt.kb:.0f}", str(vekt.filer), f"{vekt.forskyvning:.3f}"]


def problems(browser: Browser, places: tuple[str, ...], path: str) -> Funn:
    """Return what is wrong with a page, seen in every way there is."""
    axe, said, asked = 0, list[str](), list[str]()
    for scheme, width, place in product(("light", "dark"), (1280, 320), places):
        page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
        heard: list[str] = []
        page.on("console", lambda one, heard=heard: heard.append(one.text))
        page.on("pageerror", lambda one, heard=heard: heard.append(str(one)))
        page.on("request", lambda one: None if is_own(one.url) else asked.append(one.url))
        vis(page, place, path)
        page.wait_for_load_state("networkidle")
        said += heard  # axe asks for the style sheets itself, which a folder refuses
        axe += len(violations(page))
        page.close()
    return Funn(axe, len(said), len(asked))


def print_walls(browser: Browser, folder: str, okter: list[str]) -> None:
    """Print how many pictures of the ready sessions do not fit the wall, at every size."""
    page, pictures, wrong = browser.new_page(), 0, list[str]()
    for okt in okter:
        for size, found in go_through(page, f"{folder}/{okt}.html#storskjerm").items():
            pictures += found.bilder
            wrong += (f"{okt} {size} {one}" for one in found.feil)
    page.close()
    print(
        f"Storskjerm: {pictures} bilder av {len(okter)} økter i {len(STORRELSER)} størrelser, "
        f"{len(wrong)} feil"
    )
    print("".join(f"  {one}\n" for one in wrong), end="")


def print_lighthouse(site: Path) -> None:
    """Print what Lighthouse gives a few pages on a phone."""
    points = fyr.measure(site, find_browser())
    if points is None:
        print("Fant ikke npm; Lighthouse er ikke kjørt.\n")
        return
    print_row("Lighthouse, telefon", *fyr.DELER.values())
    print_row("---", *["---:"] * len(fyr.DELER))
    for path, found in points.items():
        print_row(path, *map(str, found))
    print_row("krav, minst", *(str(fyr.MINST[part]) for part in fyr.DELER))
    print()


def print_markup(site: Path) -> None:
    """Print what the validators say of the HTML."""
    for name, found in oppmerking.check(site).items():
        if found is None:
            print(f"{name}: ikke kjørt. Det trengs npm, og Java til vnu.")
            continue
        print(f"{name}: {found.total()} feil")
        for message, count in found.most_common():
            print(f"  {count} × {message}")


def print_row(*cells: str) -> None:
    """Print one row of a table."""
    print(f"| {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()

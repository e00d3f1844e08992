"""What the pages are like for a reader with a phone or a keyboard, as one table.

    make sjekk-sider

For one page of each kind: screens on a phone, what the first view weighs and how far it shifts,
what axe finds light and dark, what the console says (a breach of the content policy is one such),
and how many presses of Tab lead to the content in each engine and width.
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from conftest import serving, violations  # noqa: E402
from gang import BREDDER, MED_LENKER, SLAG, TELEFON, ga, skjermer, vei  # noqa: E402
from klargjor import find_browser  # noqa: E402
from motorer import ENGINES, Chromium, Motor, missing  # noqa: E402

from kvalitetsplan.build.site import build_site  # noqa: E402
from kvalitetsplan.plan.load import load_plan  # noqa: E402
from kvalitetsplan.plan.project import project_at  # noqa: E402


def main() -> None:
    """Build a site, look at each page, print the table."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = build_site(ROOT, load_plan(project_at(ROOT), "eksempel"), Path(folder))
        arguments = ["--no-sandbox", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=find_browser(), args=arguments)
        with serving(site) as address:
            looks = {slag: look(browser, f"{address}/{slag}.html") for slag in SLAG}
            walks = {"chromium": walk(Chromium(browser.new_page()), address)}
            for name, start in ENGINES.items():
                if not missing(name):
                    with start() as motor:
                        walks[name] = walk(motor, address)
            print_row("side", "skjermer", "kB", "filer", "CLS", "axe", "konsoll", *walks)
            print_row("---", *["---:"] * 6, *["---"] * len(walks))
            for slag in SLAG:
                steps = (walks[name].get(slag, "") for name in walks)
                print_row(slag, *looks[slag], *steps)
        browser.close()
    print(f"\nTabulatortrykk til innholdet ved {', '.join(map(str, BREDDER))} punkters bredde.")


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


def look(browser: Browser, url: str) -> list[str]:
    """Return the figures of one page as cells."""
    vekt, found, said = vei(browser, url), 0, 0
    for scheme in ("light", "dark"):
        page = browser.new_page(viewport=TELEFON, color_scheme=scheme)
        messages: list[str] = []
        page.on("console", lambda one, to=messages: to.append(one.text))
        page.on("pageerror", lambda one, to=messages: to.append(str(one)))
        page.goto(url)
        length = skjermer(page)
        found, said = found + len(violations(page)), said + len(messages)
        page.close()
    figures = (f"{length:.1f}", f"{vekt.kb:.0f}", str(vekt.filer), f"{vekt.forskyvning:.3f}")
    return [*figures, str(found), str(said)]


def print_row(*cells: str) -> None:
    """Print one row of the table."""
    print(f"| {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()

"""How long one waits for what one has written: from a change is kept until it is seen in a browser.

Measured in a real browser, with `rediger` and with `vis`, and told in seconds and in plain
mkdocs-material builds of the same pages.

    python bench/skrive.py [RUNS]
"""

import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bygg import build, make_plain
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from conftest import copy_project  # noqa: E402  # found through the line above
from klargjor import find_browser  # noqa: E402

KOMMUNE, PAGE, ITEM = "eksempel", "tema/relasjon.html", "viser-vaerematen"
FIELD = f"[data-endrer='relasjon/{ITEM} kjennetegn']"
PAUSE = 1.0
"""How many seconds there are between two changes: somebody reads what came of the first."""
COMMANDS = {
    "rediger": ("--port", "8170", "--ikke-åpne"),
    "vis": ("--adresse", "127.0.0.1:8171"),
}


def main() -> None:
    """Measure, and print what came of it."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        project = copy_project(Path(folder) / "prosjekt")
        plain = make_plain(Path(folder))
        unit = min(build(plain, Path(folder) / "rent") for _ in range(3))
        print(f"Ett rent bygg: {unit:.2f} s.")
        browser = playwright.chromium.launch(executable_path=find_browser())
        for name, measure in (("rediger", by_rediger), ("vis", by_vis)):
            with running(project, name) as address:
                page = browser.new_page()
                page.goto(f"{address}{PAGE}")
                seconds = sorted(measure(page, project, number) for number in range(runs))
                page.close()
            middle = statistics.median(seconds)
            print(
                f"{name}: {seconds[0]:.2f} s på det beste, {middle:.2f} s i midten av {runs}; "
                f"{seconds[0] / unit:.2f} og {middle / unit:.2f} rene bygg."
            )
        browser.close()


@contextmanager
def running(project: Path, command: str) -> Iterator[str]:
    """Start a command that shows a site, and give its address."""
    program = [sys.executable, "-m", "kvalitetsplan.cli", "--rot", str(project)]
    process = subprocess.Popen(
        [*program, command, KOMMUNE, *COMMANDS[command]],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout
    try:
        yield next(hit[0] for line in process.stdout if (hit := re.search(r"http://\S+/", line)))
    finally:
        process.terminate()
        process.wait()


def by_rediger(page: Page, project: Path, number: int) -> float:
    """Return how long it takes from a change is kept until the page says it."""
    page.locator(FIELD).click()
    page.locator(".kp-forslag__skjema textarea").first.fill(said := words(number))
    start = time.perf_counter()
    page.get_by_role("button", name="Behold endringen").click()
    return seen(page, said, start)


def by_vis(page: Page, project: Path, number: int) -> float:
    """Return how long it takes from a file is saved until the page says it."""
    file = project / "data/kommuner" / KOMMUNE / "tilpasning.yaml"
    text = file.read_text(encoding="utf-8")
    before = re.search(r"Vi sier takk \d+ ganger\.", text)
    assert before, "`rediger` has written it, just before this"
    start = time.perf_counter()
    file.write_text(text.replace(before[0], said := words(number + 100)), encoding="utf-8")
    return seen(page, said, start)


def words(number: int) -> str:
    """Return a text that is another each time."""
    return f"Vi sier takk {number} ganger."


def seen(page: Page, text: str, start: float) -> float:
    """Return how long it took before a text stood on the page."""
    page.locator(f"#{ITEM}", has_text=text).wait_for()
    seconds = time.perf_counter() - start
    time.sleep(PAUSE)
    return seconds


if __name__ == "__main__":
    main()

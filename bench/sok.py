"""How well the search finds what people look for, through the real search box.

    python bench/sok.py [QUERIES.yaml]
    python bench/sok.py --uten-nettleser SITE [QUERIES.yaml]

Every query is typed into the box of a built site in Chromium; the cards that come are judged
against what the query file says is right, by the text a reader sees where each visible link leads.
Without a browser, the search of the site in the folder SITE is asked in node: a few seconds, the
figures of each group of people, and the queries that miss. Figures: success@k is the share of
queries with a right card (grad 2) among the first k, MRR the mean of 1 / the place of the first
right one (0 outside ten).
"""

import gzip
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from dommer import SECTIONS, Judge, read_file
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from klargjor import find_browser  # noqa: E402

from kvalitetsplan.build.mkdocs import ShellsOf  # noqa: E402
from kvalitetsplan.build.site import build_site  # noqa: E402
from kvalitetsplan.plan.load import load_plan  # noqa: E402
from kvalitetsplan.plan.model import Malform  # noqa: E402
from kvalitetsplan.plan.project import project_at  # noqa: E402

LOADS = 5
"""How many times a page is loaded to measure when the search is ready."""

FOLLOW = """(() => {
  const Plain = window.Worker;
  window.Worker = class extends Plain {
    constructor(...address) {
      super(...address);
      this.addEventListener("message", ({ data }) => { if (data.type === 1) window.readyAt = performance.now(); });
    }
    postMessage(message) {
      if (message.type === 0) window.setupAt = performance.now();
      super.postMessage(message);
    }
  };
})()"""
"""Notes when the search starts and is ready."""

ASK = """async (text) => {
  const dialog = document.querySelector("[data-module=sok]");
  const field = dialog.querySelector("[data-sok-felt]");
  const start = performance.now();
  const answered = new Promise((done) => {
    const watch = new MutationObserver(() => {
      if (dialog.getAttribute("aria-busy") !== "false") return;
      watch.disconnect();
      done(performance.now() - start);
    });
    watch.observe(dialog, { attributeFilter: ["aria-busy"] });
  });
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  const ms = await answered;
  const seen = (link) => !link.closest("details:not([open])");
  const cards = [...dialog.querySelectorAll("[data-sok-kort]")].slice(0, 10);
  return { ms, cards: cards.map((card) => [...card.querySelectorAll("a[href]")].filter(seen).map((link) => link.href)) };
}"""


class Maalt(NamedTuple):
    """What came of one run."""

    grader: dict[str, list[int]]
    """The grade of each card, by the query's id."""
    ms: list[float]
    """How long each answer took."""


def main() -> None:
    """Ask everything, print the tables."""
    without_browser = sys.argv[1:2] == ["--uten-nettleser"]
    files = sys.argv[3:] if without_browser else sys.argv[1:]
    path = Path(files[0]) if files else ROOT / "bench" / "sporringer.yaml"
    queries = yaml.safe_load(path.read_text(encoding="utf-8"))
    if without_browser:
        in_node(Path(sys.argv[2]), queries)
    else:
        in_browser(path, queries)


def in_node(site: Path, queries: dict[str, Any]) -> None:
    """Ask a built site in node, print the figures of each group and the queries that miss."""
    found = ask_node(site, queries)
    print_row(["hvem", "søk", "s@1", "s@3", "s@5", "MRR", "tomme", "p95"])
    print_row(["---", *["---:"] * 7])
    groups = {one.get("hvem", "de første") for one in queries["sporringer"]}
    for group in sorted(groups):
        own = [one["id"] for one in queries["sporringer"] if one.get("hvem", "de første") == group]
        part = Maalt({one: found.grader[one] for one in own}, found.ms)
        print_row([group, str(len(own)), *row(part)[:-1], ""])
    print_row(["alle", str(len(found.grader)), *row(found)])
    for query in queries["sporringer"]:
        if 2 not in found.grader[query["id"]][:3]:
            print(f"{query['id']}  {query['q']}  {found.grader[query['id']]}")


def ask_node(site: Path, queries: dict[str, Any]) -> Maalt:
    """Put every query to the search of a built site, and grade the cards."""
    asked = json.dumps([one["q"] for one in queries["sporringer"]])
    command = ["node", str(ROOT / "bench" / "sok.js"), str(site)]
    done = subprocess.run(command, input=asked, capture_output=True, text=True, check=True)
    answers = json.loads(done.stdout)
    judge = Judge(partial(read_file, site), queries["tema"])
    grades = {
        query["id"]: [
            max(judge.grade(query["fasit"], link) for link in card) for card in answer["cards"]
        ]
        for query, answer in zip(queries["sporringer"], answers, strict=True)
    }
    return Maalt(grades, [answer["ms"] for answer in answers])


def in_browser(path: Path, queries: dict[str, Any]) -> None:
    """Build a site, ask it in Chromium over http and as files, print the table."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder, "nettsted")
        build(site, queries.get("målform", "bokmål"))
        arguments = ["--no-sandbox", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=find_browser(), args=arguments)
        print(f"{len(queries['sporringer'])} søk fra {path.name}\n")
        print_row(
            [
                "søk",
                "s@1",
                "s@3",
                "s@5",
                "MRR",
                "tomme",
                "p95",
                "data, gzip",
                "gjør seg klart",
                "klar etter",
            ]
        )
        print_row(["---", *["---:"] * 9])
        base = serve(site)
        size = len(gzip.compress((site / "search" / "search_index.js").read_bytes(), 6))
        data = f"{size / 1000:.0f} kB"
        ready = (f"{ms:.0f} ms" for ms in ready_times(browser, base))
        print_row(["http", *row(ask_all(browser, base, base, queries)), data, *ready])
        found = ask_all(browser, f"file://{site}/", base, queries)
        print_row(["file://", *row(found), data, "", ""])


def print_row(cells: list[str]) -> None:
    """Print one row of the table."""
    print(f"| {' | '.join(cells)} |")


def build(out: Path, malform: Malform) -> None:
    """Build the site of the example in one form of Norwegian."""
    with tempfile.TemporaryDirectory() as folder:
        plan = load_plan(project_at(ROOT), "eksempel", malform=malform)
        site = build_site(ROOT, plan, Path(folder), ShellsOf(ROOT, Path(folder, "skall")))
        shutil.copytree(site, out)


def serve(site: Path) -> str:
    """Serve a folder and return its address."""
    handler = partial(_Quiet, directory=site)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_address[1]}/"


def ready_times(browser: Browser, base: str) -> tuple[float, float]:
    """Return how long the search takes to read its data, and to be ready after the page is asked
    for, in milliseconds.
    """
    times = []
    for _ in range(LOADS):
        page = browser.new_page()
        page.add_init_script(FOLLOW)
        page.goto(f"{base}index.html?q=skole")
        page.wait_for_function("() => window.readyAt")
        times.append(page.evaluate("() => [readyAt - setupAt, readyAt]"))
        page.close()
    return statistics.median(one[0] for one in times), statistics.median(one[1] for one in times)


def ask_all(browser: Browser, base: str, judged_at: str, queries: dict[str, Any]) -> Maalt:
    """Type every query into the box and grade the cards."""
    page = browser.new_page(viewport={"width": 1280, "height": 1600})
    reader = browser.new_page(java_script_enabled=False)  # it only reads
    if base.startswith("http"):
        page.add_init_script(FOLLOW)
    page.goto(f"{base}index.html?q=skole")
    page.wait_for_selector("[data-sok-kort]")

    def read(path: str) -> Any:
        reader.goto(f"{judged_at}{path}", wait_until="domcontentloaded")
        return reader.evaluate(SECTIONS)

    judge = Judge(read, queries["tema"])
    grades, ms = {}, []
    for query in queries["sporringer"]:
        answer = page.evaluate(ASK, query["q"])
        ms.append(answer["ms"])
        cards = [[link.removeprefix(base) for link in card] for card in answer["cards"]]
        grades[query["id"]] = [
            max(judge.grade(query["fasit"], link) for link in card) for card in cards if card
        ]
    page.close(), reader.close()
    return Maalt(grades, ms)


def row(found: Maalt) -> list[str]:
    """Return the figures as cells of a table: success at 1, 3 and 5, MRR, the share that is empty,
    and p95.
    """
    places = [
        next((place for place, grade in enumerate(one, 1) if grade == 2), 0)
        for one in found.grader.values()
    ]
    count = len(places)
    shares = [sum(0 < place <= most for place in places) / count for most in (1, 3, 5)]
    mrr = sum(1 / place for place in places if place) / count
    empty = sum(not one for one in found.grader.values()) / count
    slow = sorted(found.ms)[int(len(found.ms) * 0.95)]
    return [*(f"{one:.2f}" for one in (*shares, mrr, empty)), f"{slow:.0f} ms"]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


if __name__ == "__main__":
    main()

"""What a plan costs that is twenty times as large as ours: 200 themes with 20,000 items.

The themes are the shipped ones over and over, with names and examples of their own. Each plan is
built once as a whole process, and the queries in `sporringer.yaml` are typed in its search box.

    python bench/stor.py [THEMES]
"""

import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from playwright.sync_api import sync_playwright
from sok import ASK, ROOT, find_browser, serve

from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.project import project_at

KOMMUNE = "eksempel"
PER_THEME = 100
"""How many items each theme has in the large plan."""


class Maalt(NamedTuple):
    """What one plan costs."""

    items: int
    seconds: float
    memory: float
    """The largest process, in MB."""
    p95: float
    """How long the slowest one in twenty of the searches takes, in ms."""


def main() -> None:
    """Measure both, print what came of it, and exit with 1 if a ceiling is passed."""
    themes = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as folder:
        small = measured(make_project(Path(folder, "liten"), 0))
        large = measured(make_project(Path(folder, "stor"), themes))
    growth = (large.seconds / small.seconds) / (large.items / small.items)
    for one in (small, large):
        print(
            f"{one.items} punkter: bygg {one.seconds:.1f} s, minne {one.memory:.0f} MB, "
            f"søk p95 {one.p95:.0f} ms"
        )
    print(f"Vekst: {growth:.2f} ganger lineær. Taket er 1,2; minne 1000 MB, søk p95 100 ms.")
    sys.exit(0 if growth <= 1.2 and large.memory < 1000 and large.p95 < 100 else 1)


def make_project(root: Path, themes: int) -> Path:
    """Write a project with one municipality and so many themes, or the shipped ones if 0."""
    for name in ("data", "docs", "hooks", "overrides", "src"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", root)
    (root / "data/demo").rename(root / "data/kommuner")
    for path in (root / "data/kommuner").iterdir():
        if path.name != KOMMUNE:
            shutil.rmtree(path)
    shipped = yaml.load((ROOT / "data/themes.yaml").read_text("utf-8"), yaml.BaseLoader)["temaer"]
    (more := root / "data/temaer").mkdir(exist_ok=True)
    for number in range(themes - len(shipped)):
        tema = _copied(shipped[number % len(shipped)], number)
        text = yaml.safe_dump({"temaer": [tema]}, allow_unicode=True, sort_keys=False)
        (more / f"{tema['id']}.yaml").write_text(text, encoding="utf-8")
    return root


def _copied(tema: dict[str, Any], number: int) -> dict[str, Any]:
    """Return a theme like another, under a name of its own and filled up with examples."""
    tema = json.loads(json.dumps(tema))
    tema |= {"id": f"{tema['id']}-{number}", "tittel": f"{tema['tittel']} {number}"}
    examples = tema["eksempler"]
    kinds = [value for value in tema.values() if isinstance(value, list)]
    items = sum(isinstance(one, dict) and "id" in one for some in kinds for one in some)
    for extra in range(PER_THEME - items):
        like = examples[extra % len(examples)]
        examples.append({**like, "id": f"e-{extra}", "tekst": f"{like['tekst']} ({extra})"})
    return json.loads(json.dumps(tema))  # no list is shared: YAML would make references of them


def measured(root: Path) -> Maalt:
    """Build a project and search in it."""
    out = root / "site"
    words = ["-m", "kvalitetsplan.cli", "--rot", str(root), "bygg", KOMMUNE, "--ut", str(out)]
    start = time.perf_counter()
    answer = subprocess.run([sys.executable, *words], capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - start
    if answer.returncode:
        sys.exit(f"{answer.stdout}{answer.stderr}"[-2000:])
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    items = len(load_plan(project_at(root), KOMMUNE).by_address)
    return Maalt(items, seconds, memory, search_time(out / KOMMUNE))


def search_time(site: Path) -> float:
    """Return how long the slowest one in twenty of the searches takes, in ms."""
    queries = yaml.safe_load((ROOT / "bench/sporringer.yaml").read_text(encoding="utf-8"))
    arguments = ["--no-sandbox", "--disable-background-networking"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=arguments)
        page = browser.new_page()
        page.goto(f"{serve(site)}index.html?q=skole")
        page.wait_for_selector("[data-sok-kort]")
        times = sorted(page.evaluate(ASK, one["q"])["ms"] for one in queries["sporringer"])
        browser.close()
    return times[int(len(times) * 0.95)]


if __name__ == "__main__":
    main()

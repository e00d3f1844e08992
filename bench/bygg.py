"""What our hooks and macros cost: one site against a plain mkdocs-material build of the same pages.

Both are built in turn, as whole processes, and compared pair by pair. The plain site has the same
words on the same pages and neither hooks nor macros.

    python bench/bygg.py [RUNS]
"""

import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import get_args

from kvalitetsplan.build.mkdocs import ShellsOf
from kvalitetsplan.build.site import build_site
from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.model import Malform
from kvalitetsplan.plan.project import project_at

ROOT = Path(__file__).parent.parent
KOMMUNE = "eksempel"


def main() -> None:
    """Measure, and print what came of it."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    with tempfile.TemporaryDirectory(
        dir="/dev/shm" if Path("/dev/shm").is_dir() else None
    ) as folder:
        ours = ROOT / "mkdocs.yml", Path(folder) / "ours"
        theirs = make_plain(Path(folder)), Path(folder) / "theirs"
        build(*ours), build(*theirs)
        ratios = sorted(build(*ours) / build(*theirs) for _ in range(runs))
        pages = words(ours[1])
        if pages != words(theirs[1]):
            sys.exit("De to nettstedene har ikke de samme ordene; målingen gjelder ikke.")
        print(
            f"{len(pages)} sider med {sum(pages.values())} ord i begge. {runs} par av bygg, etter ett som ikke telles."
        )
    print(
        f"Vårt bygg / rent Material: {statistics.median(ratios):.2f} ({ratios[0]:.2f}–{ratios[-1]:.2f}). Taket er 1,15."
    )
    print(in_both_forms(runs))
    print(of_valider(runs))


def in_both_forms(runs: int) -> str:
    """Say what a site in nynorsk, and one in both forms, costs against one in bokmål: pages alone,
    for the shells are made once for all sites.
    """
    project, times = project_at(ROOT), defaultdict[str, list[float]](list)
    plans = {form: load_plan(project, KOMMUNE, malform=form) for form in get_args(Malform)}
    plans["begge"] = replace(
        plans["bokmål"],
        former=get_args(Malform),
        andre=replace(plans["nynorsk"], former=get_args(Malform)),
    )
    with tempfile.TemporaryDirectory() as folder:
        shells = ShellsOf(ROOT, Path(folder, "skall"))
        for run_number in range(runs + 1):
            for name, plan in plans.items():
                start = time.perf_counter()
                build_site(ROOT, plan, Path(folder, "ut"), shells)
                if run_number:  # the first makes the shells
                    times[name].append(time.perf_counter() - start)
    bokmal, nynorsk, both = (statistics.median(times[name]) for name in plans)
    return (
        f"Nynorsk / bokmål: {nynorsk / bokmal:.2f}. Begge / to: {both / (bokmal + nynorsk):.2f}. "
        "Taket for begge er 1,2."
    )


def of_valider(runs: int) -> str:
    """Say how much of a processor `valider` takes, with the programs it starts: the best of several
    runs, where the language of the shared plan has been found right, and where it must be read.
    """
    command = [sys.executable, "-m", "kvalitetsplan.cli", "valider"]
    with tempfile.TemporaryDirectory() as kept:
        first = min(processor(command, Path(kept, str(number))) for number in range(runs))
        again = min(processor(command, Path(kept, "0")) for _ in range(runs))
    return (
        f"kvalitetsplan valider: {again:.2f} s prosessortid, {first:.2f} s når språket i grunnplanen "
        "er endret og må leses. Taket er 1 s."
    )


def processor(command: list[str], kept: Path) -> float:
    """Run a command that keeps what it keeps in the folder `kept`, and return its processor time in
    seconds. Raises CalledProcessError if it fails.
    """
    before = os.times()
    environment = {**os.environ, "XDG_CACHE_HOME": str(kept)}
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT, env=environment)
    after = os.times()
    return sum(after[2:4]) - sum(before[2:4])


def make_plain(folder: Path) -> Path:
    """Write the same pages as Markdown files, with a configuration of their own; return its path.

    The words of a page come ready as HTML, which Markdown passes through: the plain build has less
    to do than one from Markdown, so the ratio flatters nobody.
    """
    docs, site = folder / "docs", folder / "ferdig"
    build(ROOT / "mkdocs.yml", site)
    for page, words in articles(site).items():
        path = (docs / page).with_suffix(".md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"<div>\n{re.sub(chr(10) + '+', chr(10), words)}\n</div>\n", "utf-8")
    (folder / "mkdocs.yml").write_text(PLAIN, encoding="utf-8")
    return folder / "mkdocs.yml"


def build(config: Path, out: Path) -> float:
    """Build a site in a process of its own and return how long it took, in seconds."""
    return run(
        [
            sys.executable,
            "-m",
            "mkdocs",
            "build",
            "-q",
            "--no-strict",
            "-f",
            str(config),
            "-d",
            str(out),
        ]
    )


def run(command: list[str]) -> float:
    """Run a command and return its wall time in seconds. Raises CalledProcessError if it fails."""
    start = time.perf_counter()
    environment = {**os.environ, "KOMMUNE": KOMMUNE, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT, env=environment)
    return time.perf_counter() - start


def articles(site: Path) -> dict[str, str]:
    """Return the HTML of what each page of a site is about, by its place."""
    found = {
        path.relative_to(site).as_posix(): _ARTICLE.search(path.read_text(encoding="utf-8"))
        for path in site.rglob("*.html")
    }
    return {page: match[1] for page, match in found.items() if match and page != "404.html"}


def words(site: Path) -> dict[str, int]:
    """Return how many words the article of each page has."""
    return {
        page: len(re.sub(r"<[^>]*>", " ", article).split())
        for page, article in articles(site).items()
    }


_ARTICLE = re.compile(r'<article class="md-content[^>]*>(.*)</article>', re.DOTALL)
PLAIN = """site_name: Kvalitetsplan
site_dir: site
use_directory_urls: false
theme: { name: material, language: nb, font: false }
plugins: { search: { lang: "no" } }
markdown_extensions: { attr_list: {}, tables: {}, admonition: {}, toc: {} }
"""


if __name__ == "__main__":
    main()

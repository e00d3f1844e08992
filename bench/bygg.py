"""What our hooks and macros cost: one site against a plain mkdocs-material build of the same pages.

Both are built in turn, as whole processes, and compared pair by pair. The plain
site has the same Markdown (what the macros wrote), the same theme, extensions and
style sheets, and neither hooks nor macros.

    python bench/bygg.py [RUNS]
"""

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import yaml
from mkdocs.config import load_config
from mkdocs.structure.files import get_files
from mkdocs.structure.nav import get_navigation

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
        f"Vårt bygg / rent Material: {statistics.median(ratios):.2f} ({ratios[0]:.2f}–{ratios[-1]:.2f}). Taket er 1,30."
    )
    valider = statistics.median(
        run([sys.executable, "-m", "kvalitetsplan.cli", "valider"]) for _ in range(runs)
    )
    print(f"kvalitetsplan valider: {valider:.2f} s her. Taket er 1 s.")


def make_plain(folder: Path) -> Path:
    """Write the same pages as plain Markdown files, with a configuration of their own; return its
    path.
    """
    docs = folder / "docs"
    config = load_config(
        str(ROOT / "mkdocs.yml"), site_dir=str(folder / "unused"), extra={"kommune": KOMMUNE}
    )
    config.plugins.run_event("startup", command="build", dirty=False)
    config = config.plugins.on_config(config)
    config.plugins.on_pre_build(config=config)
    files = get_files(config)
    files.add_files_from_theme(config.theme.get_env(), config)
    files = config.plugins.on_files(files, config=config)
    get_navigation(files, config)
    for file in files.documentation_pages():
        file.page.read_source(config)
        markdown = config.plugins.on_page_markdown(
            file.page.markdown, page=file.page, config=config, files=files
        )
        path = docs / file.src_uri
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(markdown.replace("\x1e", ""), encoding="utf-8")
    styles = [one for one in config.extra_css if one != "assets/css/farger.css"]
    for name in (*styles, *(str(script.path) for script in config.extra_javascript)):
        (docs / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "overrides" / name, docs / name)
    settings = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), Loader=_Loose)
    theme = {key: value for key, value in settings["theme"].items() if key != "custom_dir"}
    plain = {
        "site_name": str(config.site_name),
        "docs_dir": "docs",
        "site_dir": "site",
        "use_directory_urls": False,
        "theme": theme,
        "plugins": {"search": {"lang": "no"}},
        "markdown_extensions": [
            *[name for name in settings["markdown_extensions"] if name != "toc"],
            "toc",
        ],
        "extra_css": styles,
        "extra_javascript": settings["extra_javascript"],
        "nav": config.nav,
    }
    path = folder / "mkdocs.yml"
    path.write_text(yaml.dump(_plain(plain), allow_unicode=True), encoding="utf-8")
    return path


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


def words(site: Path) -> dict[str, int]:
    """Return how many words the article of each page has."""
    start = '<article class="md-content'
    articles = {
        path.name: path.read_text(encoding="utf-8").partition(start)[2]
        for path in site.rglob("*.html")
    }
    texts = {
        name: re.sub(r"<[^>]*>", " ", article.partition("</article>")[0])
        for name, article in articles.items()
    }
    return {name: len(text.split()) for name, text in texts.items() if text}


class _Loose(yaml.SafeLoader):
    """Reads mkdocs.yml without acting on its tags."""


_Loose.add_multi_constructor("", lambda *_: None)


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return str(value) if isinstance(value, str) else value


if __name__ == "__main__":
    main()

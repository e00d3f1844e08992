"""What our hooks and macros cost: one site against a plain mkdocs-material build of the same pages.

Both are built in turn, as whole processes, and compared pair by pair. The plain
site has the same Markdown (what the macros wrote), the same theme, extensions and
style sheets, and neither hooks nor macros.

    python bench/bygg.py [RUNS]
"""

import os
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
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as folder:
        plain = make_plain(Path(folder))
        ours = [ROOT / "mkdocs.yml", Path(folder) / "ours"]
        theirs = [plain, Path(folder) / "theirs"]
        build(*ours), build(*theirs)
        pairs = [(build(*ours), build(*theirs)) for _ in range(runs)]
        same = count_pages(ours[1]), count_pages(theirs[1])
    ratios = sorted(one / other for one, other in pairs)
    print(f"Sider: {same[0]} mot {same[1]}. Bygg: {runs} par, etter ett som ikke telles.")
    print(f"Vårt bygg / rent Material: median {statistics.median(ratios):.2f} ({ratios[0]:.2f}–{ratios[-1]:.2f}). Taket er 1.30.")
    valider = [run([sys.executable, "-m", "kvalitetsplan.cli", "valider"]) for _ in range(runs)]
    plain_start = [run([sys.executable, "-c", "import pydantic, yaml, click, markdown"]) for _ in range(runs)]
    ratio = statistics.median(a / b for a, b in zip(valider, plain_start, strict=True))
    print(f"kvalitetsplan valider: {statistics.median(valider):.2f} s her, {ratio:.1f} ganger å starte Python med pakkene. Taket er 1 s.")


def make_plain(folder: Path) -> Path:
    """Write the same pages as plain Markdown files, with a configuration of their own; return its path."""
    docs = folder / "docs"
    config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(folder / "unused"), extra={"kommune": KOMMUNE})
    config.plugins.run_event("startup", command="build", dirty=False)
    config = config.plugins.on_config(config)
    config.plugins.on_pre_build(config=config)
    files = get_files(config)
    files.add_files_from_theme(config.theme.get_env(), config)
    files = config.plugins.on_files(files, config=config)
    get_navigation(files, config)
    for file in files.documentation_pages():
        file.page.read_source(config)
        markdown = config.plugins.on_page_markdown(file.page.markdown, page=file.page, config=config, files=files)
        path = docs / file.src_uri
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(markdown, encoding="utf-8")
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
        "markdown_extensions": [*[name for name in settings["markdown_extensions"] if name != "toc"], "toc"],
        "extra_css": styles,
        "extra_javascript": settings["extra_javascript"],
        "nav": config.nav,
    }
    path = folder / "mkdocs.yml"
    path.write_text(yaml.dump(_plain(plain), allow_unicode=True), encoding="utf-8")
    return path


def build(config: Path, out: Path) -> float:
    """Build a site in a process of its own and return how long it took, in seconds."""
    return run([sys.executable, "-m", "mkdocs", "build", "-q", "--no-strict", "-f", str(config), "-d", str(out)])


def run(command: list[str]) -> float:
    """Run a command and return its wall time in seconds. Raises CalledProcessError if it fails."""
    start = time.perf_counter()
    environment = {**os.environ, "KOMMUNE": KOMMUNE, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT, env=environment)
    return time.perf_counter() - start


def count_pages(site: Path) -> int:
    """Return how many pages a site has."""
    return len(list(site.rglob("*.html")))


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

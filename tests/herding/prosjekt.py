"""A small project that is built fast, and what several ways of breaking it need to know of it."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from conftest import copy_project

WAIT = 180
"""How many seconds a command may take before it hangs."""
ENGLISH = re.compile(
    r"Traceback|Errno|Error\b|\b(?:Usage|Options|Aborted|warnings?|not found|No such|"
    r"cannot|could not|must be|is not|failed|is invalid|does not|denied|unexpected)\b"
)
"""Words that no message of ours has."""


@contextmanager
def folder() -> Iterator[Path]:
    """Give a folder to work in, in memory where the machine has some."""
    memory = "/dev/shm" if Path("/dev/shm").is_dir() else None
    with tempfile.TemporaryDirectory(prefix="herding-", dir=memory) as name:
        yield Path(name)


def small_project(root: Path) -> Path:
    """Return a copy of the project with one municipality and its school."""
    copy_project(root)
    for path in (root / "data/kommuner").iterdir():
        if path.name != "eksempel":
            shutil.rmtree(path)
    return root


def write_version(root: Path, version: int) -> None:
    """Let every page of both sites say which version of the data it is built from."""
    for name in ("kommune.yaml", "skoler/eksempelskolen/skole.yaml"):
        path = root / "data/kommuner/eksempel" / name
        text = path.read_text(encoding="utf-8")
        navn = re.search(r"^navn: (\w+( \w+)?)", text, re.MULTILINE)[1].split(" utgave")[0]
        navn = navn.partition(" v")[0]
        text = re.sub(r"^navn: .*$", f"navn: {navn} v{version}v", text, flags=re.MULTILINE)
        path.write_text(text, encoding="utf-8")


def command(root: Path, *arguments: str) -> list[str]:
    """Return the words that run one of our commands."""
    return [sys.executable, "-m", "kvalitetsplan.cli", "--rot", str(root), *arguments]


def run(words: list[str], **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command. Raises TimeoutExpired if it hangs."""
    return subprocess.run(
        words,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=WAIT,
        stdin=subprocess.DEVNULL,
        env={**os.environ, **environment},
        check=False,
    )


def what_is_wrong(answer: subprocess.CompletedProcess[str], *, may_fail: bool = True) -> str:
    """Return how an answer breaks promise 4: a traceback, a signal, English, or no word at all."""
    text = answer.stdout + answer.stderr
    if hit := ENGLISH.search(text):
        line = next(one for one in text.splitlines() if hit[0] in one)
        return f"sier «{hit[0]}»: {line[:200]}"
    if answer.returncode not in (0, 1, 2):
        return f"slutter med {answer.returncode}"
    if answer.returncode and not text.strip():
        return "feiler uten et ord"
    return "" if may_fail or not answer.returncode else f"feiler: {text[-200:]!r}"


def pages(site: Path) -> dict[str, str]:
    """Return the HTML of a site's own pages, without those of the schools inside it."""
    return {
        path.relative_to(site).as_posix(): path.read_text(encoding="utf-8")
        for path in site.rglob("*.html")
        if "skoler" not in path.relative_to(site).parts
    }


def why_not_whole(site: Path, expected: set[str]) -> str:
    """Return what is wrong with a site whose pages must all be there, of one and the same version."""
    found = pages(site)
    if missing := expected - found.keys():
        return f"{len(missing)} sider er borte, som {min(missing)}"
    versions = {hit for html in found.values() for hit in re.findall(r" v(\d+)v", html)}
    return "" if len(versions) == 1 else f"sidene er fra flere utgaver: {sorted(versions)}"


def leftovers(out: Path) -> list[str]:
    """Return what is left in an output folder that no site needs."""
    work = [path.name for path in (out / ".bygd/arbeid").glob("*")]
    return work + [path.name for path in out.glob(".*") if path.name != ".bygd"]

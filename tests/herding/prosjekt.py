"""A small project that is built fast, and what several ways of breaking it need to know of it."""

import multiprocessing
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import chdir, contextmanager
from multiprocessing import forkserver
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import NamedTuple

from conftest import copy_project, of_one_theme

from kvalitetsplan.cli import main

WAIT = 180
"""How many seconds a command may take before it hangs."""
SITES = ("eksempel", "eksempel/skoler/eksempelskolen")
"""The sites of the small project."""
WARM = "herding._varm"
"""What every build in a process of its own knows from before."""
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
    """Return a copy of the project with one municipality, of one theme, and its school."""
    copy_project(root)
    for path in (root / "data/kommuner").iterdir():
        if path.name != "eksempel":
            shutil.rmtree(path)
    return of_one_theme(root)


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


def answer_of(words: list[str], **environment: str) -> subprocess.CompletedProcess[str]:
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


class Bygg(NamedTuple):
    """A build in a process of its own, which is the first of a group of its own.

    It begins where `_varm.py` left off, so it need not find out again what it already knows. From
    there on it is the same as `kvalitetsplan bygg`, and can be killed as that can.
    """

    process: BaseProcess
    said: Path
    """Where it writes what it says."""

    def answer(self) -> subprocess.CompletedProcess[str]:
        """Wait for what comes of it. Raises TimeoutError if it hangs."""
        self.process.join(WAIT)
        if self.process.exitcode is None:
            self.process.kill()
            raise TimeoutError(f"bygget er ikke ferdig etter {WAIT} sekunder")
        text = self.said.read_text(encoding="utf-8", errors="replace")
        return subprocess.CompletedProcess(self.said, self.process.exitcode, text, "")


def begin(
    root: Path,
    *more: str,
    before: Callable[..., None] | None = None,
    given: tuple[object, ...] = (),
) -> Bygg:
    """Begin to build everything in a small project, with `bygg` and more words. `before(*given)` is
    called first in the new process.
    """
    said = Path(tempfile.mkstemp(dir=root.parent, suffix=".sagt")[1])
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([WARM])
    # What cannot be imported from where the server begins, it does without, and does not say so.
    with chdir(Path(__file__).parent.parent):
        forkserver.ensure_running()
    words = ["--rot", str(root), "bygg", *more]
    process = context.Process(target=_build, args=(words, said, before, given))
    process.start()
    return Bygg(process, said)


def _build(
    words: list[str], said: Path, before: Callable[..., None] | None, given: tuple[object, ...]
) -> None:
    os.setsid()
    with said.open("wb", buffering=0) as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    assert WARM in sys.modules
    if before:
        before(*given)
    main(words)


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
    """Return what is wrong with a site whose pages must all be there, of one and the same
    version.
    """
    found = pages(site)
    if missing := expected - found.keys():
        return f"{len(missing)} sider er borte, som {min(missing)}"
    versions = {hit for html in found.values() for hit in re.findall(r" v(\d+)v", html)}
    return "" if len(versions) == 1 else f"sidene er fra flere utgaver: {sorted(versions)}"


def leftovers(out: Path) -> list[str]:
    """Return what is left in an output folder that no site needs."""
    work = [path.name for path in (out / ".bygd/arbeid").glob("*")]
    return work + [path.name for path in out.glob(".*") if path.name != ".bygd"]

"""What a site depends on, told by a fingerprint: the files that all share, its own folder, and the
program.

A fingerprint tells what files say; a state tells, quicker, that nobody has written in them since.
"""

import hashlib
import os
import re
import sys
from collections.abc import Container, Iterable, Iterator
from datetime import date
from pathlib import Path

from kvalitetsplan.plan.file_names import KOMMUNE, SKOLE
from kvalitetsplan.plan.folder import files_of
from kvalitetsplan.plan.own_files import skolenavn
from kvalitetsplan.plan.project import PACKAGE, Project
from kvalitetsplan.plan.sted import Sted
from kvalitetsplan.reading.files import read_file
from kvalitetsplan.reading.git import GitError, cut_off, run_git

SHARED = ("mkdocs.yml", "docs", "overrides", "hooks", "data")
"""What every site depends on, besides the program itself."""
_NOT_SHARED = ("data/kommuner", "data/demo")
"""What stands among it and is one municipality's own."""


def fingerprint(project: Project, slug: str, shared: str, today: date | None = None) -> str:
    """Return a hash of everything a site depends on: what all share, and its own folder; and
    whether the time it was decided for is out on the day `today`.

    A municipality's depends on the names of its schools too, a school's on the municipality's
    folder. Raises OSError if a file cannot be read.
    """
    names = {} if Sted(slug).er_skole else skolenavn(project, slug)
    own = _own_files(project, slug)
    # What must not be read counts by its name: the site is tried again, and fails with a message.
    refused = [name for name, path in own.items() if not path]
    told = map(str.encode, (*names, *names.values(), *refused))
    contents = _contents(project.kommuner, filter(None, own.values()))
    besides = (_last_commit(project, slug), _days_out(project, slug, today or date.today()))
    return _hash([shared.encode(), *besides, *told, *contents])


def _last_commit(project: Project, slug: str) -> bytes:
    """Return what git calls the last change of a municipality's folder, and where its history is
    cut off, where the site shows who changed what: neither is seen in a file. Nothing elsewhere,
    and where git knows nothing.
    """
    folder = project.folder(Sted(slug).kommune)
    try:
        if b"hvem_endret" not in read_file(folder / KOMMUNE):
            return b""
        last = run_git(folder, "log", "-1", "--format=%H", "--", ".")
        return " ".join([last.decode(errors="replace").strip(), *sorted(cut_off(folder))]).encode()
    except (OSError, GitError):
        return b""


_DAY = re.compile(rb"\d{4}-\d\d-\d\d")


def _days_out(project: Project, slug: str, today: date) -> bytes:
    """Return the days a municipality's file names that are over: one of them may be the last that
    its plan holds. The plan is not read for a site that is made already, and which day it is cannot
    be told from the text, so a comment's counts as well.
    """
    try:
        days = _DAY.findall(read_file(project.folder(Sted(slug).kommune) / KOMMUNE))
    except OSError:
        return b""
    return b" ".join(day for day in days if day < today.isoformat().encode())


def fingerprint_of_shared(root: Path) -> str:
    """Return a hash of what every site depends on: shared files and the packages that are
    installed.
    """
    # The folder of an installed package's metadata is named for its version.
    packages = sorted(
        one.name for folder in map(Path, sys.path) for one in folder.glob("*.dist-info")
    )
    shared = _contents(root, _data_and_pages(root))
    return _hash([*map(str.encode, packages), *shared, *_contents(PACKAGE, _program())])


def shared_files(root: Path) -> list[Path]:
    """Return the files that every site depends on, and those of the program."""
    return [*_data_and_pages(root), *_program()]


def _data_and_pages(root: Path) -> list[Path]:
    own = {root / name for name in _NOT_SHARED}
    return [path for name in SHARED for path in _files(root / name, own)]


def _program() -> list[Path]:
    # In an installed package, what all share stands inside the program's folder.
    return _files(PACKAGE, {PACKAGE / "felles"})


def _own_files(project: Project, slug: str) -> dict[str, Path | None]:
    """Return what counts in a site's own folder, and in its municipality's; see `files_of`."""
    sted = Sted(slug)
    folders = [project.folder(one) for one in dict.fromkeys((sted.kommune, sted))]
    return {f"{one}/{name}": path for one in folders for name, path in files_of(one).items()}


def _files(folder: Path, but: Container[Path]) -> list[Path]:
    """Return the files in a folder, or the one file it is; links are followed, as whoever reads
    them does.
    """
    found, seen, waiting = [], set(), [folder]
    while waiting:
        path = waiting.pop()
        if path.is_file():
            if path.suffix != ".pyc":
                found.append(path)
        elif path.is_dir() and path not in but and (real := path.resolve()) not in seen:
            seen.add(real)
            waiting += path.iterdir()
    return sorted(found)


def own_state(project: Project, slug: str) -> str:
    """Return the state of a site's own files, and of those that say what its schools are called."""
    names = [project.folder(one) / SKOLE for one in project.skolene(slug)]
    files = filter(None, _own_files(project, slug).values())
    return state_of([*files, *(() if Sted(slug).er_skole else names)]) + (
        _last_commit(project, slug).decode()
    )


def state_of(files: Iterable[Path]) -> str:
    """Return a hash that is another if any file has been written since: also when it was written
    back.
    """
    told = []
    for path in files:
        stat = path.stat() if path.exists() else None
        told.append(
            f"{path} {stat and (stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)}"
        )
    return _hash(one.encode("utf-8", "surrogateescape") for one in told)


def _contents(root: Path, paths: Iterable[Path]) -> Iterator[bytes]:
    for path in paths:
        if path.exists():
            yield os.fsencode(path.relative_to(root).as_posix())
            yield path.read_bytes() if path.is_file() else b""


def _hash(parts: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8))
        digest.update(part)
    return digest.hexdigest()

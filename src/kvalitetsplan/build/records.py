"""What is remembered of each site that stands: what it was built from, and which files it has."""

import hashlib
import os
from collections.abc import Container, Iterator
from pathlib import Path
from typing import NamedTuple

from pydantic import TypeAdapter

from kvalitetsplan.plan.sted import Sted, is_sted
from kvalitetsplan.reading.files import write_whole
from kvalitetsplan.site.portal import Oppslag

_RECORDS = ".bygd"


class Fil(NamedTuple):
    """One file as it was written."""

    size: int
    mtime: int
    """When it was written, in nanoseconds."""
    hash: str
    """For when the time is another: a folder that is copied has the same files."""


class Merke(NamedTuple):
    """What is remembered of one site."""

    avtrykk: str
    """The fingerprint of what it was built from."""
    oppslag: Oppslag
    filer: dict[str, Fil]
    """Its files by path."""
    prosjekt: str
    """Which project built it; see `project_of`."""
    varsler: tuple[str, ...]
    """What its plan warned of: told each time, without reading the plan again."""


_MERKE = TypeAdapter(Merke)


def project_of(root: Path) -> str:
    """Return what tells one project's folder from another's, without saying where it lies."""
    return hashlib.sha256(os.fsencode(root.resolve())).hexdigest()[:16]


def files_of_site(site: Path) -> dict[str, Fil]:
    """Return the files of a finished site, by path."""
    return {
        name: Fil(stat.st_size, stat.st_mtime_ns, _hash(path)) for name, path, stat in _walk(site)
    }


def stands(out: Path, slug: str, merke: Merke, skoler: Container[str]) -> bool:
    """Tell whether the site has the files that were written, each of them as it was, and no other.

    `skoler` are those that may stand inside it.
    """
    found = 0
    for name, path, stat in _walk(out / slug):
        part = name.split("/", 2)
        if part[0] == "skoler" and not Sted(slug).er_skole:
            if part[1] not in skoler:
                return False
            continue
        if not _is_as_written(path, stat, merke.filer.get(name)):
            return False
        found += 1
    return 0 < found == len(merke.filer)


def read_record(out: Path, slug: str) -> Merke | None:
    """Return what is remembered of a site; None if that is nothing, or cannot be read."""
    return _read(_file(out, slug))


def read_records(out: Path) -> Iterator[Merke]:
    """Yield what is remembered of every site."""
    for path in sorted((out / _RECORDS).glob("*.json")):
        if merke := _read(path):
            yield merke


def write_record(out: Path, merke: Merke) -> None:
    """Remember what was built. Raises OSError."""
    file = _file(out, merke.oppslag.slug)
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, _MERKE.dump_json(merke))


def forget(out: Path, slug: str) -> None:
    """Remember a site no more."""
    _file(out, slug).unlink(missing_ok=True)


def _read(path: Path) -> Merke | None:
    try:
        merke = _MERKE.validate_json(path.read_bytes(), strict=True)
    except (OSError, ValueError, RecursionError):
        return None  # never built here, cut off, or written by something else
    slug = merke.oppslag.slug
    return merke if is_sted(slug) and path.name == _file(path, slug).name else None


def _file(out: Path, slug: str) -> Path:
    return out / _RECORDS / f"{slug.replace('/', '.')}.json"


def _is_as_written(path: str, stat: os.stat_result, known: Fil | None) -> bool:
    if known is None or known.size != stat.st_size:
        return False
    return known.mtime == stat.st_mtime_ns or known.hash == _hash(path)


def _walk(folder: Path) -> Iterator[tuple[str, str, os.stat_result]]:
    """Yield the path of everything in a folder that is not one: from the top, on the disk, and its
    state.
    """
    waiting = [("", os.fspath(folder))]
    while waiting:
        above, at = waiting.pop()
        try:
            entries = list(os.scandir(at))
        except (FileNotFoundError, NotADirectoryError):
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                waiting.append((f"{above}{entry.name}/", entry.path))
            else:
                yield above + entry.name, entry.path, entry.stat(follow_symlinks=False)


def _hash(path: str) -> str:
    with open(path, "rb") as file:  # whole: a digest in parts makes room for more each time
        return hashlib.sha256(file.read()).hexdigest()

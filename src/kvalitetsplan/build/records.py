"""What is remembered of each site that stands: what it was built from, and which files it has."""

import glob
import hashlib
import os
import posixpath
from collections.abc import Container, Iterator
from pathlib import Path
from stat import S_ISREG
from typing import NamedTuple

from pydantic import TypeAdapter

from kvalitetsplan.plan.folder import is_dropping
from kvalitetsplan.plan.sted import SKOLER, Sted, is_sted
from kvalitetsplan.reading.files import read_file, write_whole
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
_FILER = TypeAdapter(dict[str, Fil])
_PACKED = (".gz", ".br", ".zst")
"""What a server's owner may lay beside a file, made of it: it is worth nothing without it."""


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


def others_in(out: Path, slug: str, skoler: Container[str]) -> list[str]:
    """Return what stands in a site's folder that we never wrote, by path from there; none where
    nothing is remembered of the site. `skoler` are those whose sites inside it stay as they are.
    """
    merke = read_record(out, slug)
    if not merke:
        return []
    ours = {*merke.filer}
    for path in (out / _RECORDS).glob(f"{glob.escape(_file(out, slug).stem)}.{SKOLER}.*.json"):
        if inside := _read(path):
            below = inside.oppslag.slug.removeprefix(f"{slug}/")
            ours |= {f"{below}/{name}" for name in inside.filer}
    packed = {name + ending for name in ours for ending in _PACKED}
    return sorted(
        name
        for name, _, _ in _walk(out / slug)
        if name not in ours
        and name not in packed
        and not _is_litter(posixpath.basename(name))
        and not _is_inside(name, skoler)
    )


def _is_litter(name: str) -> bool:
    """Tell whether a system left a file there by itself. A hidden one may tell a server who is let
    in.
    """
    return name == ".DS_Store" or (not name.startswith(".") and is_dropping(name))


def _is_inside(name: str, skoler: Container[str]) -> bool:
    top, _, rest = name.partition("/")
    return top == SKOLER and rest.partition("/")[0] in skoler


def note_files(made: Path, folder: Path) -> None:
    """Remember beside `folder` which files there are in what is to stand there. Raises OSError."""
    write_whole(_note(folder), _FILER.dump_json(files_of_site(made)))


def is_as_noted(folder: Path) -> bool:
    """Tell whether a folder has the files that were noted, each of them as it was, and no other."""
    try:
        noted = _FILER.validate_json(read_file(_note(folder)), strict=True)
    except (OSError, ValueError, RecursionError):
        return False
    found = {
        name: _is_as_written(path, stat, noted.get(name)) for name, path, stat in _walk(folder)
    }
    return all(found.values()) and found.keys() == noted.keys()


def _note(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.json")


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


def expect(out: Path, merke: Merke) -> None:
    """Remember which files a site has, before it takes its place, with those it has now: a crash
    leaves none of ours that we do not know. It is built again after one. Raises OSError.
    """
    now = read_record(out, merke.oppslag.slug)
    if now and merke.filer.keys() - now.filer.keys():
        write_record(out, merke._replace(avtrykk="", filer={**now.filer, **merke.filer}))


def forget(out: Path, slug: str) -> None:
    """Remember a site no more."""
    _file(out, slug).unlink(missing_ok=True)


def _read(path: Path) -> Merke | None:
    try:
        merke = _MERKE.validate_json(read_file(path), strict=True)
    except (OSError, ValueError, RecursionError):
        return None  # never built here, cut off, or written by something else
    slug = merke.oppslag.slug
    return merke if is_sted(slug) and path.name == _file(path, slug).name else None


def _file(out: Path, slug: str) -> Path:
    return out / _RECORDS / f"{slug.replace('/', '.')}.json"


def _is_as_written(path: str, stat: os.stat_result, known: Fil | None) -> bool:
    if known is None or known.size != stat.st_size or not S_ISREG(stat.st_mode):
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

"""What a municipality's or a school's folder holds: every file is known, or it is a problem.

The files are looked through once, two levels down. Links are followed where they stay inside the
folder; what lies outside is never read.
"""

import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from kvalitetsplan.plan.file_names import (
    BILDER,
    KOMMUNE,
    LAGFIL,
    SIDER,
    SKOLE,
    TILPASNING,
    meant_among,
    meant_as,
    why_no_file,
    why_unknown,
)
from kvalitetsplan.plan.sted import SKOLER, Sted, why_no_name
from kvalitetsplan.reading.problems import Mark, Problem

_DROPPINGS = re.compile(
    r"\..*|.*~|~\$.*|#.*#|.*\.sw[opx]|thumbs\.db|ehthumbs\.db|desktop\.ini|__macosx|@eadir|icon\r",
    re.IGNORECASE,
)
"""What editors and operating systems leave behind, and everything hidden. Nobody wrote it."""
REPOSITORY = {
    "README.md", "LICENSE", "LICENSE.md", "LICENSE.txt", "CHANGELOG.md", "CONTRIBUTING.md",
    "CODE_OF_CONDUCT.md", "SECURITY.md", "SUPPORT.md", "CODEOWNERS", "Makefile", "Dockerfile",
    "requirements.txt", "pyproject.toml", "uv.lock", "package.json", "package-lock.json",
    "venv", "env", "node_modules", "site", "public", "filer",
}  # fmt: skip
"""What stands in a municipality's folder when it is a whole repository, and is no part of a
plan.
"""


class _Seen(NamedTuple):
    """Something that stands in the folder."""

    name: str
    """Its way from the folder, in one spelling: `sider/om-oss.md`."""
    path: Path | None
    """Where it stands; None if it must not be read."""
    problem: Problem | None = None


@dataclass(frozen=True)
class Mappe:
    """A municipality's or a school's folder."""

    name: str
    """What messages call it: `data/kommuner/fjordvik`; "" for the folder one stands in."""
    files: dict[str, Path]
    """Every known file by its way from the folder, such as `sider/om-oss.md`, and where it
    stands.
    """
    problems: tuple[Problem, ...]
    """Everything else that stands there."""

    def told(self, name: str) -> str:
        """Return what messages call one of its files."""
        return within(self.name, name)

    def layer(self) -> dict[str, Path]:
        """Return the files of the layer in the order they are read: `tilpasning.yaml`, and then
        those in `tilpasning/`.
        """
        first = [LAGFIL] if LAGFIL in self.files else []
        return {name: self.files[name] for name in (*first, *self.within(TILPASNING))}

    def within(self, folder: str) -> dict[str, Path]:
        """Return the files that stand in one of its folders, in order of name."""
        return {
            name: self.files[name] for name in sorted(self.files) if name.startswith(folder + "/")
        }


def within(folder: str, name: str) -> str:
    """Return what messages call a file in a folder that they call `folder`; "" is where one
    stands.
    """
    return f"{folder}/{name}" if folder else name


def read_folder(folder: Path, name: str, sted: Sted) -> Mappe:
    """Look through the folder of a municipality or a school, which messages call `name`."""
    name = printable(name)
    if reason := why_no_name(sted.id, "skole" if sted.er_skole else "kommune"):
        return Mappe(name, {}, (Problem(Mark(name), "", reason),))
    if folder.is_symlink():
        message = "mappa er en lenke til et annet sted; legg selve mappa her"
        return Mappe(name, {}, (Problem(Mark(name), "", message),))
    seen = list(_scan(folder, name, SKOLE if sted.er_skole else KOMMUNE))
    return Mappe(
        name,
        {one.name: one.path for one in seen if one.path and not one.problem},
        tuple(one.problem for one in seen if one.problem),
    )


def files_of(folder: Path) -> dict[str, Path | None]:
    """Return everything that counts in a municipality's or a school's folder, by its way from
    there.

    The value is where the file stands, or None for what may not be read: read it through that path,
    and links are followed no further than they may be. The schools' folders in a municipality's are
    theirs, and not part of it. This is the one list of what a site depends on; hidden files and
    what editors leave behind are not on it.
    """
    main = KOMMUNE if (folder / KOMMUNE).exists() else SKOLE
    return {one.name: one.path for one in _scan(folder, folder.name, main)}


def folders_in(folder: Path) -> list[str]:
    """Return the names of the folders in a folder, in order; what is hidden is left out."""
    try:
        found = [
            one.name for one in os.scandir(folder) if one.is_dir() and not is_dropping(one.name)
        ]
    except OSError:
        return []
    return sorted(found)


def loose_files(folder: Path, name: str, message: str) -> Iterator[Problem]:
    """Yield a problem for everything in a folder that is not a folder. `name` is what messages call
    it.
    """
    kept = {SKOLER, *folders_in(folder)}
    for one in sorted(os.listdir(folder)):
        if one not in kept and not is_dropping(one):
            yield Problem(Mark(within(name, printable(one))), "", message)


def is_alike(folder: Path, *parts: str) -> bool:
    """Tell whether a folder is a municipality's, or looks as if it was meant to be one: it has a
    file with such a name, or a copy of one, or one of the folders `parts`.
    """
    try:
        there = {one.name: one.is_dir() for one in os.scandir(folder)}
    except OSError:
        return False
    return any(
        name in parts if is_dir else meant_as(name) in (KOMMUNE, LAGFIL) or _COPY.match(name)
        for name, is_dir in there.items()
    )


_COPY = re.compile(r"(kommune|tilpasning)\b.*\.ya?ml\b", re.IGNORECASE)
"""What the one or the other is called when it has been copied or put aside."""


def is_empty(folder: Path) -> bool:
    """Tell whether a folder has nothing but what a new repository has, and what is hidden."""
    return all(map(is_no_part, os.listdir(folder)))


def is_no_part(name: str) -> bool:
    """Tell whether what has this name in a municipality's folder is no part of its plan."""
    return is_dropping(name) or name in REPOSITORY


def is_dropping(name: str) -> bool:
    """Tell whether a file or folder is hidden, or left behind by an editor or an operating
    system.
    """
    return _DROPPINGS.fullmatch(name) is not None


def printable(name: str) -> str:
    """Return a file's name as it can be shown on one line, whatever bytes it has."""
    text = os.fsencode(name).decode("utf-8", "replace")
    return "".join(one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in text)


def _scan(folder: Path, name: str, main: str) -> Iterator[_Seen]:
    """Yield everything in the folder. `main` is the file it must have."""
    files = (main, LAGFIL, "synonymer.yaml")
    folders = (SIDER, BILDER, TILPASNING, *((SKOLER,) if main == KOMMUNE else ()))
    top = list(_entries(folder, folder, name))
    names = {one.name for one in top}
    for one in top:
        if main == KOMMUNE and is_no_part(one.name):
            continue
        if one.problem or one.path is None:
            yield one
        elif one.path.is_dir() and one.name in folders:
            yield from _inside(folder, one, name)
        elif one.path.is_file() and one.name in files:
            yield one
        else:
            yield _wrong(one, name, why_unknown(one.path, one.name, files, folders, names))
    # What is there under another name has been told of already.
    if main not in names and not any(meant_among(one, files) == main for one in names):
        what = "kommune" if main == KOMMUNE else "skole"
        message = f"fila mangler, og uten den er mappa ingen {what}; lag den med «kvalitetsplan ny», eller slett mappa"
        yield _Seen(main, None, Problem(Mark(within(name, main)), "", message))


def _inside(root: Path, found: _Seen, name: str) -> Iterator[_Seen]:
    """Yield what stands in one of the folders."""
    assert found.path
    if found.name == SKOLER:
        message = "her kan det bare stå mapper, én for hver skole"
        yield from (
            _Seen(f"{SKOLER}/{one.mark.file.rpartition('/')[2]}", None, one)
            for one in loose_files(found.path, within(name, SKOLER), message)
        )
        return
    spellings: set[str] = set()
    for one in _entries(root, found.path, within(name, found.name)):
        inner = one._replace(name=f"{found.name}/{one.name}")
        reason = why_no_file(one.path, one.name, found.name, spellings) if one.path else ""
        spellings.add(one.name)
        yield _wrong(inner, name, reason) if reason else inner


def _entries(root: Path, folder: Path, name: str) -> Iterator[_Seen]:
    """Yield everything in a folder but droppings, with what is wrong with it as a file or folder at
    all.
    """
    try:
        entries = sorted(os.listdir(folder))
    except OSError:
        message = "mappa kan ikke leses; se hvem som har tilgang til den"
        yield _Seen("", None, Problem(Mark(name or "."), "", message))
        return
    for entry in entries:
        if not is_dropping(entry):
            shown = unicodedata.normalize("NFC", printable(entry))
            path, reason = _follow(folder / entry, root)
            problem = Problem(Mark(within(name, shown)), "", reason) if reason else None
            yield _Seen(shown, path, problem)


def _follow(path: Path, root: Path) -> tuple[Path | None, str]:
    """Return where a path leads when links are followed, or None and why it must not be read."""
    if "\N{REPLACEMENT CHARACTER}" in printable(path.name):
        return None, "navnet har tegn som ikke kan vises; gi fila et nytt navn"
    try:
        real = path.resolve(strict=True)
        mode = real.stat().st_mode
    except (OSError, RuntimeError):  # a link in a ring is a RuntimeError before Python 3.13
        return None, "lenken leder til noe som ikke finnes; legg selve fila her"
    if not real.is_relative_to(root.resolve()):
        return None, "dette er en lenke til noe utenfor mappa; legg selve fila her"
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        return None, "dette er ikke en vanlig fil; slett den"
    return path, ""


def _wrong(one: _Seen, folder: str, reason: str) -> _Seen:
    return one._replace(path=None, problem=Problem(Mark(within(folder, one.name)), "", reason))

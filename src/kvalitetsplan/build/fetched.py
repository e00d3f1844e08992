"""Municipalities that each have a repository of their own: fetched with git, to be built
together.
"""

import hashlib
import os
import re
import shutil
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from kvalitetsplan.plan.project import HENTET, NAMELESS, Project, project_at
from kvalitetsplan.reading.decoding import decode, read_bytes
from kvalitetsplan.reading.git import LONG, GitError, GitSilent, run_git
from kvalitetsplan.reading.problems import Mark, PlanError, Problem

_AT_ONCE = 8
_CONFIG, _ADDRESS = ".git/config", "kvalitetsplan.adresse"
"""Where git remembers for us what stood on the list."""


class Hentet(NamedTuple):
    """What came of one address."""

    adresse: str
    mappe: Path | None
    """Where the municipality's folder is now; None if there is none to be had."""
    melding: str = ""
    """Why it could not be fetched, or is not used."""


def read_list(path: Path) -> list[str]:
    """Return the addresses in a file, one a line; what comes after # is a comment.

    Raises PlanError with every line that is no address.
    """
    problems: list[Problem] = []
    found: list[str] = []
    lines = decode(read_bytes(path, path.name), path.name).splitlines()
    for number, line in enumerate(lines, 1):
        address = re.split(r"\s#", line)[0].strip()
        if not address or address.startswith("#"):
            continue
        if reason := _why_no_address(address, found):
            problems.append(Problem(Mark(path.name, number), "", reason))
        found.append(address)
    if not found:
        problems.append(
            Problem(Mark(path.name), "", "lista er tom; skriv én adresse på hver linje")
        )
    if problems:
        raise PlanError(problems)
    return found


def _why_no_address(address: str, before: list[str]) -> str:
    if address.startswith("-") or any(one.isspace() for one in address):
        return f"«{shown(address)}» er ingen adresse til git; skriv den som https://… eller git@…"
    is_there = any(one.rstrip("/") == address.rstrip("/") for one in before)
    return f"«{shown(address)}» står to ganger; behold én" if is_there else ""


def shown(address: str) -> str:
    """Return an address as anybody may see it, without what lets one in."""
    return re.sub(r"^(https?://|[a-z+]+://[^/@:]*(?=:))[^/]*@", r"\1…@", address)


def fetch_all(project: Project, addresses: Iterable[str]) -> tuple[Project, list[Hentet]]:
    """Fetch the repositories, and return the project that has their municipalities, and what came
    of each address.

    One that cannot be fetched stands as it was the last time. One that is no longer on the list,
    goes. What others have put there, stands.
    """
    root = project.here / HENTET
    root.mkdir(exist_ok=True)
    known = dict(_known(root))
    with ThreadPoolExecutor(_AT_ONCE) as executor:
        done = list(executor.map(lambda one: _fetch(root, one, known.get(one)), addresses))
    for address in known.keys() - {one.adresse for one in done}:
        _remove(known[address])
    there = replace(project, kommuner=root, eneste="")
    named = list(_named(root, done))
    return there, [*named, *_others(there, named)]


def _known(root: Path) -> Iterator[tuple[str, Path]]:
    """Yield the addresses that have been fetched before, and where each is."""
    for folder in (one for one in root.iterdir() if one.is_dir()):
        # Its file alone: git does not read a repository that another user owns.
        ask = ("config", "--file", str(folder / _CONFIG), _ADDRESS)
        try:
            yield run_git(root, *ask).decode(errors="replace").strip(), folder
        except GitSilent:
            continue
        except GitError as error:
            if _is_left(folder) and not error.reason:
                _remove(folder)


def _is_left(folder: Path) -> bool:
    """Tell whether a crash left a folder before git had fetched all of it."""
    return _FRESH.fullmatch(folder.name) is not None and (folder / _CONFIG).parent.is_dir()


def _fetch(root: Path, address: str, before: Path | None) -> Hentet:
    """Fetch one repository into a folder that need not have its right name yet."""
    try:
        if before:
            run_git(before, "fetch", "--quiet", _WHOLE, "--no-tags", "origin", "HEAD", **_FAR)
            run_git(before, "reset", "--quiet", "--hard", "FETCH_HEAD")
            return Hentet(address, before)
        fresh = _fresh(root, address)
        clone = ("clone", "--quiet", "--no-tags", "--", _absolute(root, address))
        run_git(root, *clone, str(fresh), **_FAR)
        run_git(fresh, "config", _ADDRESS, address)
        return Hentet(address, fresh)
    except GitError as error:
        last = " Den forrige utgaven brukes." if before else ""
        reason = error.reason or "git får ikke hentet den; se om adressen og tilgangen er riktig."
        return Hentet(address, before, f"{reason}{last}")


_WHOLE = "--depth=2147483647"
"""All the history, as git calls it, of a copy that had the last of it alone too: without it, nobody
can tell who changed what.
"""
_FAR: dict[str, Any] = {
    "env": {"GIT_SSH_COMMAND": os.environ.get("GIT_SSH_COMMAND", "ssh -oBatchMode=yes")},
    "patience": LONG,
}
"""Ask no password of anybody: there may be nobody there. And give the network its time."""


def _named(root: Path, done: list[Hentet]) -> Iterator[Hentet]:
    """Give each folder the name of its municipality, and yield what came of it."""
    names = {one.adresse: _name_of(one.mappe) for one in done if one.mappe}
    count = Counter(names.values())
    wrong = {
        address: _SEVERAL.format(name) if name else _NO_PLAN
        for address, name in names.items()
        if not name or count[name] > 1
    }
    for one in done:
        if one.mappe and one.adresse in wrong:
            _remove(one.mappe)
    ours = {one.mappe for one in done}
    # All let go of the names they had, for two may have changed places.
    moved = [
        one._replace(mappe=_set_aside(root, one.adresse, one.mappe, names[one.adresse], ours))
        if one.mappe and one.adresse not in wrong
        else one._replace(mappe=None, melding=wrong.get(one.adresse, one.melding))
        for one in done
    ]
    for one in moved:
        yield _placed(one, one.mappe, root / names[one.adresse]) if one.mappe else one


def _set_aside(
    root: Path, address: str, now: Path, name: str, ours: Container[Path | None]
) -> Path:
    """Return where a folder is that waits for another name; where it was, if it has its name, or
    what is not ours has that.
    """
    if now.name == name or (os.path.lexists(root / name) and root / name not in ours):
        return now
    return now.rename(_fresh(root, address))


def _placed(one: Hentet, now: Path, place: Path) -> Hentet:
    """Give one folder its name, unless something that is not ours has it."""
    if place == now or not os.path.lexists(place):
        now.rename(place)
        unread = _UNREAD.format(place.name) if _FRESH.fullmatch(place.name) else ""
        return one._replace(mappe=place, melding=one.melding or unread)
    if now == _fresh(place.parent, one.adresse):
        _remove(now)
    return one._replace(mappe=None, melding=_TAKEN.format(f"{HENTET}/{place.name}"))


def _others(project: Project, done: Iterable[Hentet]) -> Iterator[Hentet]:
    """Yield the municipalities that lie there and are none of those on the list."""
    ours = {one.mappe for one in done}
    for folder in map(project.folder, project.kommunene()):
        if folder not in ours:
            yield Hentet(project.told(folder), folder, _OTHER)


def _name_of(folder: Path) -> str:
    """Return the name of a fetched municipality; the folder's own where its file cannot be read:
    what it was called the last time, or what it was fetched as.
    """
    name = project_at(folder).eneste
    return folder.name if name == NAMELESS else name


def _fresh(root: Path, address: str) -> Path:
    return root / hashlib.sha256(address.encode()).hexdigest()[:16]


_FRESH = re.compile(r"[0-9a-f]{16}")
"""What a folder is called until its municipality's name is known."""
_UNREAD = "kommune.yaml kan ikke leses, så den heter {} her til den er rettet"
_TAKEN = "den skal ligge i {}, og der ligger noe annet; flytt det, og prøv igjen"
_OTHER = "git vet ikke hvor den er hentet; den blir bygd som den er, så flytt den om den ikke skal være med"
_SEVERAL = "flere på lista er {}; behold én"
_NO_PLAN = "der er ingen kommune.yaml øverst, så det er ingen kommunes plan"


def _remove(folder: Path) -> None:
    for path in folder.rglob("*"):
        if not path.is_dir() and not path.is_symlink():
            path.chmod(0o600)  # git's own files are write-protected, and Windows keeps those
    shutil.rmtree(folder)


def _absolute(root: Path, address: str) -> str:
    """Return an address as git is to have it: a folder's way is from the list, not from
    elsewhere.
    """
    folder = root.parent / address
    return str(folder.resolve()) if folder.is_dir() else address

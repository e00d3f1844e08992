"""Which edition a layer was written against, when nobody says: what its file notes, or else git."""

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from kvalitetsplan.editions.versions import (
    DamagedEdition,
    VersionError,
    kept_edition,
    read_version,
)
from kvalitetsplan.plan.addresses import addressed, owner_of
from kvalitetsplan.plan.model import Grunnplan, Tilpasning
from kvalitetsplan.plan.project import Project
from kvalitetsplan.reading.git import GitError, run_git
from kvalitetsplan.reading.problems import PlanError

_MOST = 12
"""How many editions are looked in before the best so far will do."""


def origin(project: Project, files: list[Path], layer: Tilpasning, new: Grunnplan) -> Grunnplan:
    """Return the edition that has what a layer names and `new` does not; `new` where it names
    nothing such, or git has no edition that is better.

    `files` are the layer's own. Raises DamagedEdition if the one that was kept cannot be read, and
    git has none that is as good.
    """
    missing = _named(layer) - set(addressed(new))
    best, most = new, 0
    if not missing:
        return new
    damage: list[DamagedEdition] = []
    for plan in _candidates(project, files, layer.skrevet_mot, missing, damage):
        count = len(missing & set(addressed(plan)))
        if count > most:
            best, most = plan, count
        if count == len(missing):
            return best
    if damage:
        raise damage[0]
    return best


def _candidates(
    project: Project,
    files: list[Path],
    noted: str | None,
    missing: set[str],
    damage: list[DamagedEdition],
) -> Iterator[Grunnplan]:
    """Yield the editions that may be the one: that which is noted and was kept, and then git's.
    Notes in `damage` if the one that was kept cannot be read.
    """
    root = project.here
    kept = [noted] if noted and kept_edition(project, noted) else []
    found = islice(_unique(root, _refs(root, files, noted, missing)), _MOST)
    for name in (*kept, *found):
        try:
            yield read_version(project, name)
        except DamagedEdition as error:
            damage.append(error)
        except (VersionError, PlanError):
            continue


def _named(layer: Tilpasning) -> set[str]:
    """Return the addresses that a layer names, or that something it adds may mean."""
    lists = {owner_of(one.liste) for one in layer.legg_til}
    lists |= {owner_of(one.liste) for one in layer.rekkefolge}
    ids = {one.id for one in layer.erstatt} | {one.id for one in layer.fjern}
    themes = {one.partition("/")[0] for one in (*lists, *ids) if "/" in one}
    inside = {
        f"{tema}/{word}" for one in layer.legg_til for word in _words(one.nytt) for tema in themes
    }
    order = {f"{owner_of(one.liste)}/{id}" for one in layer.rekkefolge for id in one.id}
    return {*lists, *ids, *inside, *order} - {""}


def _words(value: object) -> Iterator[str]:
    """Yield every text in something a layer adds that may be an id."""
    if isinstance(value, str) and re.fullmatch("[a-z0-9-]+(/[a-z0-9-]+)?", value):
        yield value.rpartition("/")[2]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for one in parts:
        yield from _words(one)


def _refs(root: Path, files: list[Path], noted: str | None, missing: set[str]) -> Iterator[str]:
    """Yield where the edition may be: the likeliest first."""
    if noted:
        yield from (f"v{noted}", noted)
    # The shared plan lay beside the layer when that was last changed.
    yield from _log(root, "-1", "--", *map(str, files))
    yield from ("ORIG_HEAD", "HEAD", "HEAD^1")
    if noted:
        yield from _log(root, f"-S{noted}", "--", "data/themes.yaml")
    for address in sorted(missing):
        id = f"id: {address.rpartition('/')[2]}"
        yield from (f"{one}^" for one in _log(root, "-2", f"-S{id}", "--", *_SHARED))


_SHARED = ("data", ":(exclude)data/kommuner", ":(exclude)data/demo", ":(exclude)data/utgaver")


def _log(root: Path, *arguments: str) -> list[str]:
    try:
        return run_git(root, "log", "--format=%H", *arguments).decode(errors="replace").split()
    except GitError:
        return []


def _unique(root: Path, refs: Iterator[str]) -> Iterator[str]:
    """Yield the commits that the names mean, each once."""
    seen: set[str] = set()
    for ref in refs:
        try:
            commit = run_git(root, "rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}")
        except GitError:
            continue
        name = commit.decode(errors="replace").strip()
        if name not in seen:
            seen.add(name)
            yield name

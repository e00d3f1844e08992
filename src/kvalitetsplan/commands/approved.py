"""What is found right is not looked for again until something is changed.

What all share is asked for by itself, its rules, its language and its spelling, in both forms:
those who write in a layer have touched none of it. And where nobody has touched anything, the same
is said as the last time. Each is kept under the fingerprint of all that it follows from.
"""

import hashlib
import json
import os
import pickle
from collections.abc import Iterable
from typing import NamedTuple

from kvalitetsplan.build.fingerprints import fingerprint, fingerprint_of_shared
from kvalitetsplan.plan.grunnplan import load_grunnplan
from kvalitetsplan.plan.model import Grunnplan
from kvalitetsplan.plan.project import Project
from kvalitetsplan.plan.spelling import told_by
from kvalitetsplan.reading.kept import Kept

_KEPT = Kept("rett", 100)
_PLANS = Kept("grunnplan", 4)


class Funnet(NamedTuple):
    """What is said of what all share, when nothing is wrong with it."""

    tabell: list[str]
    """How each theme reads, line by line."""
    venter: list[str]
    """What waits for somebody in the nynorsk."""


class Sagt(NamedTuple):
    """What is said of everything, line by line, when nothing is wrong."""

    linjer: list[str]
    varsler: list[str]
    """What is warned of, and stops nothing."""


class Approval:
    """What is known of a project, as it was when this was made: before any of it was read."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._keys = _keys(project)
        shared, everything = map(_kept, self._keys)
        self.found = Funnet(*shared) if shared else None
        """What was found in what all share, if all of that was right; None if it has to be looked
        for.
        """
        self.sagt = Sagt(*everything) if everything else None
        """What was said, if everything was right."""

    def grunnplan(self) -> Grunnplan:
        """Return the shared plan, understood once for all it says. Raises PlanError."""
        key, _ = self._keys
        if kept := _PLANS.read(key) if key else None:
            found: Grunnplan = pickle.loads(kept)
            return found
        read = load_grunnplan(self._project.data)
        if self._is_untouched():
            _PLANS.write(key, pickle.dumps(read))
        return read

    def keep(self, found: Funnet | None, sagt: Sagt) -> None:
        """Remember that all is right, and what was found and said, if nobody has changed anything
        meanwhile.
        """
        if self._is_untouched():
            for key, one in zip(self._keys, (found, sagt), strict=True):
                _KEPT.write(key, json.dumps(one).encode())

    def _is_untouched(self) -> bool:
        return all(self._keys) and _keys(self._project) == self._keys


def _kept(key: str) -> list[list[str]] | None:
    kept = _KEPT.read(key) if key else None
    return json.loads(kept) if kept else None


def _keys(project: Project) -> tuple[str, str]:
    """Return a hash of all that the answer for what all share follows from, and one of all that the
    answer for everything does; "" if some of it cannot be read.
    """
    try:
        shared = fingerprint_of_shared(project.felles)
        dictionaries = map(told_by, ("nb_NO", "nn_NO"))
        own = (fingerprint(project, sted, shared) for sted in project.stedene())
        beside = sorted(one.name for one in project.kommuner.iterdir())
        first = _hash([shared.encode(), *dictionaries])
        told = (first, str(project.here), str(project.kommuner), *own, *beside)
        return first, _hash(map(os.fsencode, told))
    except OSError:
        return "", ""


def _hash(parts: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8) + part)
    return digest.hexdigest()

"""What is found right in what all share, is not looked for again until something is changed.

In the shared plan: its rules and its language; in the nynorsk, both; the spelling, too, for which
another program reads its word lists. Those who write in a layer have touched none of it. What is said
of it is kept, under the fingerprint of all that it follows from.
"""

import hashlib
import json
from typing import NamedTuple

from kvalitetsplan.build.fingerprints import fingerprint_of_shared
from kvalitetsplan.plan.project import Project
from kvalitetsplan.plan.spelling import told_by
from kvalitetsplan.reading.kept import Kept

_KEPT = Kept("rett", 100)


class Funnet(NamedTuple):
    """What is said of what all share, when nothing is wrong with it."""

    tabell: list[str]
    """How each theme reads, line by line."""
    venter: list[str]
    """What waits for somebody in the nynorsk."""


class Approval:
    """What is known of what all share, as it was when this was made: before any of it was read."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._key = _key(project)
        kept = _KEPT.read(self._key) if self._key else None
        self.found = None if kept is None else Funnet(*json.loads(kept))
        """What was found, if all was right; None if it has to be looked for."""

    def keep(self, found: Funnet) -> None:
        """Remember that all is right, and what was found, if nobody has changed anything meanwhile."""
        if self._key and _key(self._project) == self._key:
            _KEPT.write(self._key, json.dumps(found).encode())


def _key(project: Project) -> str:
    """Return a hash of all that the answer follows from; "" if some of it cannot be read."""
    try:
        told = hashlib.sha256(fingerprint_of_shared(project.felles).encode())
        for dictionary in ("nb_NO", "nn_NO"):
            told.update(told_by(dictionary))
    except OSError:
        return ""
    return told.hexdigest()

"""What is found right in the language of what all share, is not read again until something is changed.

All is read and asked for in one run, the spelling of both forms too; those who write in a layer have
touched none of it. What is kept says what waits for somebody, under the fingerprint of all that it
follows from.
"""

import hashlib
import json

from kvalitetsplan.build.fingerprints import fingerprint_of_shared
from kvalitetsplan.plan.project import Project
from kvalitetsplan.plan.spelling import told_by
from kvalitetsplan.reading.kept import Kept

_KEPT = Kept("spraak", 100)


class Approval:
    """What is known of the language of what all share, as it was when this was made: before any of it
    was read.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._key = _key(project)
        kept = _KEPT.read(self._key) if self._key else None
        self.waiting: list[str] | None = None if kept is None else json.loads(kept)
        """What waits for somebody, if all was right; None if it has to be read."""

    def keep(self, waiting: list[str]) -> None:
        """Remember that all is right, and what waits, if nobody has changed anything meanwhile."""
        if self._key and _key(self._project) == self._key:
            _KEPT.write(self._key, json.dumps(waiting).encode())


def _key(project: Project) -> str:
    """Return a hash of all that the answer follows from; "" if some of it cannot be read."""
    try:
        told = hashlib.sha256(fingerprint_of_shared(project.felles).encode())
        for dictionary in ("nb_NO", "nn_NO"):
            told.update(told_by(dictionary))
    except OSError:
        return ""
    return told.hexdigest()

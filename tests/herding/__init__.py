"""Try to break what we promise: many inputs for each of the twelve promises in `KRAV`.

`make herding` runs the long form and prints a table; tests/test_herding.py runs the short form.
Each module here tries one way of breaking things; LES-MEG.md says how to write one.
"""

from collections.abc import Iterator
from random import Random
from typing import NamedTuple, Protocol

KRAV = {
    1: "Ord blir ikke borte",
    2: "Filer blir ikke borte",
    3: "Grønt er grønt",
    4: "Aldri traceback, heng eller engelsk",
    5: "Råd der feilen er",
    6: "Skjemaene sier det programmet sier",
    7: "Én endring rører én ting",
    8: "En oppdatering koster ikke et ord",
    9: "Ingen kommer inn",
    10: "Den publiserte mappa er aldri halv",
    11: "Målformen er den som er valgt",
    12: "Plass til å vokse",
}
"""What is promised, by number."""


class Utfall(NamedTuple):
    """What came of one input."""

    krav: int
    """The promise that was tried, a key of `KRAV`."""
    inndata: str
    """What was tried, so that it can be tried again: the text itself, or its number and seed."""
    feil: str = ""
    """How the promise was broken, in one line; empty where it held."""


class Omfang(NamedTuple):
    """How much is tried, and from which seed."""

    lang: bool
    """Whether this is the long form, `make herding`."""
    seed: int = 11

    def number(self, long: int, short: int) -> int:
        """Return how many inputs to try."""
        return long if self.lang else short

    def random(self, name: str) -> Random:
        """Return the same randomness every time for the same name."""
        return Random(f"{self.seed} {name}")


class Forsok(Protocol):
    """A module in this folder."""

    @staticmethod
    def run(omfang: Omfang) -> Iterator[Utfall]:
        """Try many inputs and yield what came of each, as it is done."""

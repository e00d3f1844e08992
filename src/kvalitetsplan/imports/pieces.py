"""A document in pieces: each is something a plan has a place for, or text."""

from dataclasses import dataclass

from kvalitetsplan.imports.document import Block, Table
from kvalitetsplan.imports.labels import Slag
from kvalitetsplan.imports.ladders import Steg
from kvalitetsplan.imports.measures import NOTHING, Tiltakstegn
from kvalitetsplan.imports.times import NEVER, Tid


@dataclass(frozen=True)
class Stykke:
    """One piece of a document."""

    block: Block
    """What it is made of, as it was read."""
    slag: Slag | None = None
    """What it is; None for text."""
    tekst: str = ""
    tema: int = -1
    """Which of the document's themes it stands in; -1 for none."""
    is_label: bool = False
    """It only says what stands below it."""
    rad: int = 0
    """What stands in the same row of a table has the same number; 0 outside tables."""
    til_rad: int = 0
    """The last row that its cell goes down to, where that is further."""
    tittel: str = ""
    deler: tuple[str, ...] = ()
    """What stands below it: the smaller questions of a task."""
    hvem: str = ""
    plikt: str = ""
    tid: Tid = NEVER
    telefon: str = ""
    epost: str = ""
    varighet: str = ""
    tegn: str = ""
    av: int = -1
    """The place of the practice that it shows; -1 where it stands for itself."""
    tiltak: Tiltakstegn = NOTHING
    """What more is told of a measure."""
    steg: tuple[Steg, ...] = ()
    """The steps of a ladder."""
    tabell: Table | None = None
    """The table it stands in, where that is no frame around running text."""

    @property
    def at(self) -> str:
        """Where it stands."""
        return self.block.at


@dataclass(frozen=True)
class Pieces:
    """All of a document."""

    temaer: tuple[str, ...]
    """The names of its themes, as it writes them."""
    stykker: tuple[Stykke, ...]

    def of(self, tema: int, *slag: Slag) -> list[Stykke]:
        """Return the pieces of some kinds in one theme."""
        return [one for one in self.stykker if one.tema == tema and one.slag in slag]


def said(one: Stykke) -> str:
    """Return all that a piece says, as one text."""
    steg = (step.text for step in one.steg)
    return " ".join(filter(None, [one.tittel, one.tekst, *one.deler, *steg]))

"""What the next line of a document stands under, and what that makes of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kvalitetsplan.imports.document import Block, Line
from kvalitetsplan.imports.labels import Label, Slag
from kvalitetsplan.imports.times import NEVER, Tid

_ONLY_NUMBER = re.compile(r"(?:nr\.?\s*)?(?:\d{1,3}(?:\.\d{1,2})*|[a-zæøå])[.):]?", re.IGNORECASE)


@dataclass(frozen=True)
class Under:
    """What the next line stands under."""

    label: Label | None = None
    level: int = 0
    """The level of the heading that the label is."""
    in_cell: bool = False
    is_list: bool = False
    """The items are in a list, so that what is not, is said about them."""
    hvem: str = ""
    plikt: str = ""
    tid: Tid = NEVER
    niva: str = ""
    """Whom measures here are aimed at."""

    @property
    def slag(self) -> Slag | None:
        """The kind of item that stands here; None where it is not told."""
        return self.label.slag if self.label else None


def is_number(cell: Sequence[Block]) -> bool:
    """Tell whether a cell only numbers what stands beside it."""
    first = cell[0] if len(cell) == 1 else None
    return isinstance(first, Line) and _ONLY_NUMBER.fullmatch(first.text) is not None


def begun(text: str, under: Under) -> str:
    """Return an item as a sentence, if its label begins it: «… at elevene» and «ber om hjelp»."""
    begins = under.label.begins if under.label else ""
    if not begins or text.casefold().startswith(("elev", "barn", "at ")) or text[:1].isupper():
        return text
    return f"{begins} {text}"

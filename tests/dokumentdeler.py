"""What a document is made of: headings, paragraphs, lists and tables; and what each piece is."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple


class H(NamedTuple):
    """A heading: `style`, `bold` or `caps`."""

    level: int
    text: str
    look: str = "style"


class P(NamedTuple):
    """A paragraph; `bold` is the words it begins with that are bold."""

    text: str
    bold: str = ""


class L(NamedTuple):
    """A list: `bullet`, `number`, or with marks that are typed by hand."""

    items: tuple[str, ...]
    look: str = "bullet"


class T(NamedTuple):
    """A table. A cell is a text, a list, or several of them; `across` are rows of one merged
    cell.
    """

    rows: tuple[tuple[object, ...], ...]
    across: tuple[int, ...] = ()


@dataclass
class Dokument:
    """A document, and what each piece of it is."""

    navn: str
    tittel: str
    topp: str
    innhold: list[object] = field(default_factory=list)
    fasit: list[tuple[str, str]] = field(default_factory=list)
    """Kind and text of each piece."""
    fotnote: str = ""

    def add(self, *nodes: object) -> None:
        """Put more last."""
        self.innhold += nodes


def lines_of(cell: object) -> Iterator[tuple[str, str]]:
    """Yield the mark and the text of each line in a cell."""
    if isinstance(cell, str):
        yield from [("", cell)] if cell else []
    elif isinstance(cell, L):
        for number, one in enumerate(cell.items, start=1):
            yield (
                {"number": f"{number}.", "1)": f"{number})", "paragraphs": "", "": ""}.get(
                    cell.look, cell.look
                ),
                one,
            )

"""What is read of a document, whatever program wrote it: lines, tables and pictures, in order."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Line:
    """A paragraph, a heading or an item of a list."""

    text: str
    at: str = ""
    """Where it stands, for people: «side 3», «tabell 2, rad 4»."""
    level: int = 0
    """1 and up for what the document says is a heading; 0 for all else."""
    bullet: int = 0
    """How deep in a list an item stands, from 1; 0 outside lists."""
    bold: bool = False
    """All of it is bold."""
    size: float = 0
    """The size of its letters in points; 0 where it is not told."""
    x: float = field(default=0, compare=False)
    """How far in its words begin, in points, where that is known."""
    recurs: bool = False
    """The same heading stands in many places, as one does over the lists of each theme."""
    holds: str = field(default="", compare=False)
    """What the items of the list below it are, by how they begin; "" where that is not told."""
    is_numbered: bool = field(default=False, compare=False)
    """Its list is numbered, as far as the document tells."""
    number: int = field(default=0, compare=False)
    """What it is counted as there, if that is a whole number; 0 if it is not."""
    mark: str = field(default="", compare=False)
    """What kind of sign is typed in front of it: a dot, a dash, a number; "" where none is."""
    apart: str = ""
    """What it is, if it stands beside the running text: «fotnote», «topptekst» …"""
    is_anew: bool = field(default=False, compare=False)
    """A new sheet begins with it: nothing that stood above, goes on."""

    @property
    def as_item(self) -> str:
        """The line as an item of a list in a text of the plan, with its number if it has one."""
        return f"{self.number}. {self.text}" if self.number else f"- {self.text}"


@dataclass(frozen=True)
class Picture:
    """A picture in a document."""

    at: str
    data: bytes = b""
    """The picture file; empty where it could not be taken out."""
    alt: str = ""
    """What the document says the picture shows."""


@dataclass(frozen=True)
class Table:
    """Rows of cells, as many in each. What a merged cell covers, is empty."""

    rows: tuple[tuple["Cell", ...], ...]
    at: str = ""
    edges: tuple[float, ...] = field(default=(), compare=False)
    """Where its columns begin and end on a page, in points, where that is known."""
    covered: frozenset[tuple[int, int]] = field(default=frozenset(), compare=False)
    """The rows and columns where the cell above goes on, as far as the document tells."""
    is_running: bool = False
    """It may be columns of running text, as in a newspaper, and no table."""
    is_anew: bool = field(default=False, compare=False)
    """A new sheet begins with it: nothing that stood above, goes on."""

    def __post_init__(self) -> None:
        """Let the rows that are shorter than others end in empty cells."""
        width = max(map(len, self.rows), default=0)
        if any(len(row) < width for row in self.rows):
            rows = tuple((*row, *[()] * (width - len(row))) for row in self.rows)
            object.__setattr__(self, "rows", rows)


Block = Line | Picture | Table
Cell = tuple[Block, ...]


@dataclass(frozen=True)
class Document:
    """A document as it was read."""

    title: str
    blocks: tuple[Block, ...]
    unseen: tuple[str, ...] = ()
    """What could not be read, one sentence for each."""


def words(cell: Cell) -> str:
    """Return what a cell says, on one line."""
    return " ".join(one.text for one in lines(cell))


def lines(blocks: Iterable[Block]) -> Iterator[Line]:
    """Yield every line, those in tables too, in order."""
    return (one for one in _in_order(blocks) if isinstance(one, Line))


def pictures(blocks: Iterable[Block]) -> Iterator[Picture]:
    """Yield every picture, those in tables too, in order."""
    return (one for one in _in_order(blocks) if isinstance(one, Picture))


def _in_order(blocks: Iterable[Block]) -> Iterator[Line | Picture]:
    """Yield what stands in some blocks and in the cells of their tables."""
    for one in blocks:
        if isinstance(one, Table):
            for row in one.rows:
                for cell in row:
                    yield from _in_order(cell)
        else:
            yield one

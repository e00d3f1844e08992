"""What a row of a table says of the columns below it."""

from collections.abc import Iterator, Sequence, Set
from itertools import pairwise
from typing import NamedTuple

from kvalitetsplan.imports import tables
from kvalitetsplan.imports.document import Block, Cell, Line, Table, lines, words
from kvalitetsplan.imports.glance import is_short
from kvalitetsplan.imports.guessing import guessed
from kvalitetsplan.imports.labels import Label, Slag
from kvalitetsplan.imports.outline import is_label_line
from kvalitetsplan.imports.roles import is_who, role
from kvalitetsplan.imports.times import is_duration_head


class Over(NamedTuple):
    """What stands over the columns of a table."""

    labels: dict[int, Label]
    durations: frozenset[int]
    """The columns that say how long something takes."""

    def named(self, number: int, cell: Cell) -> str:
        """Return who a cell says that its row is about; "" if it does not."""
        return "" if number in self.labels or not cell else role(words(cell))


NOTHING = Over({}, frozenset())
"""No row says anything of the columns."""


def over_columns(
    row: Sequence[Cell], heads: Sequence[tables.Head | None], below: Sequence[Sequence[Cell]]
) -> Over:
    """Return what a row says of the columns below; a head that goes over several, of each. A head
    that says nothing stands over what the cells below it are.
    """
    labels: dict[int, Label] = {}
    for number, one in enumerate(heads):
        if one and one.label:
            labels[number] = one.label
        elif not row[number] and number - 1 in labels:
            labels[number] = labels[number - 1]
    if not is_of_pairs(labels):
        told = told_by_cells(below).items()
        labels |= {n: one for n, one in told if n not in labels and not is_who(words(row[n]))}
    durations = (n for n, cell in enumerate(row) if is_duration_head(words(cell)))
    return Over(labels, frozenset(durations))


def told_by_cells(rows: Sequence[Sequence[Cell]]) -> dict[int, Label]:
    """Return what stands in each column by how its cells begin, where that is told."""
    width = max(map(len, rows), default=0)
    texts = {n: [line.text for row in rows for line in lines(row[n])] for n in range(width)}
    return {n: Label(slag) for n, some in texts.items() if (slag := guessed(some))}


def is_of_pairs(labels: dict[int, Label]) -> bool:
    """Tell whether columns are practices beside what comes of them."""
    return {Slag.KJENNETEGN, Slag.VIRKNING} <= {one.slag for one in labels.values()}


def repeats(heads: Sequence[tables.Head | None], row: Sequence[Cell]) -> bool:
    """Tell whether a row says once more what stands in the columns."""
    filled = [n for n, cell in enumerate(row) if cell]
    return len(filled) > 1 and all((one := heads[n]) and not one.rest for n in filled)


def is_across(row: Sequence[Cell], columns: dict[int, Label]) -> bool:
    """Tell whether a row is a heading over the columns, and not the rest of one of them."""
    cell = tables.only(row)
    if cell is None or not isinstance(cell[0], Line):
        return False
    line = cell[0]
    if not columns or is_label_line(line):
        return True
    return (
        len(cell) == 1 and is_short(line) and not line.bullet and (line.bold or line.text.isupper())
    )


def captioned(blocks: Sequence[Block], places: Set[int]) -> Iterator[int]:
    """Yield the tables, by identity, that only have a name over their columns: the one table of its
    theme that begins with a row of one cell, and has no more of them.
    """
    starts = sorted({0, *places})
    for start, end in pairwise([*starts, len(blocks)]) if len(places) > 1 else ():
        some = [one for one in blocks[start:end] if isinstance(one, Table)]
        named = [one for one in some if _rows_across(one)]
        if start in places and len(named) == 1 and _rows_across(named[0]) == [0]:
            yield id(named[0])


def _rows_across(table: Table) -> list[int]:
    """Return the rows of a table that have one short line alone, and are no part of a list."""
    rows = [row for row in table.rows if any(row)]
    alone = ((n, tables.only(row)) for n, row in enumerate(rows))
    return [n for n, cell in alone if cell and len(cell) == 1 and _may_name(cell[0])]


def _may_name(block: Block) -> bool:
    return isinstance(block, Line) and not block.bullet and is_short(block)

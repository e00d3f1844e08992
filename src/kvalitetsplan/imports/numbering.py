"""Columns that only number the rows of a table: they are no words, as the numbers of a list are
none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kvalitetsplan.imports.document import Block, Line, Table, lines, words

_OVER = re.compile(r"(?:nr|nummer|#|no)?[.:]?", re.IGNORECASE)
_COUNT = re.compile(r"(\d{1,3})[.):]?")
_FEWEST = 2


def unnumbered(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks without the numbers in front of the rows of their tables."""
    return [_without(one) if isinstance(one, Table) else one for one in blocks]


def numbers(blocks: Sequence[Block]) -> Iterator[Line]:
    """Yield the lines that are such numbers."""
    for table in (one for one in blocks if isinstance(one, Table)):
        for column in _columns(table):
            yield from (line for row in table.rows[1:] for line in lines(row[column]))


def _without(table: Table) -> Table:
    columns = set(_columns(table))
    rows = (
        tuple(() if n in columns else cell for n, cell in enumerate(row)) for row in table.rows[1:]
    )
    return replace(table, rows=(*table.rows[:1], *rows)) if columns else table


def _columns(table: Table) -> Iterator[int]:
    """Yield the columns of numbers: under «Nr», under nothing, or under what goes over the next
    column too.
    """
    head = table.rows[0] if len(table.rows) > _FEWEST else ()
    for column, cell in enumerate(head):
        said = [words(row[column]) for row in table.rows[1:] if row[column]]
        goes_over = column + 1 < len(head) and not head[column + 1]
        if (goes_over or _OVER.fullmatch(words(cell))) and _counts(said):
            yield column


def _counts(said: Sequence[str]) -> bool:
    """Tell whether some texts count from one, perhaps several times over."""
    hits = [_COUNT.fullmatch(one) for one in said]
    found = [int(hit[1]) for hit in hits if hit]
    if len(found) < max(_FEWEST, len(said)):
        return False
    before = [0, *found[:-1]]
    return all(now in (1, last + 1) for last, now in zip(before, found, strict=True))

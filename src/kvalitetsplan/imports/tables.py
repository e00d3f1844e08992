"""What a table is about: practices and effects, duties by role, the year, or nothing that we
know.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from kvalitetsplan.imports.document import Cell, Line, Table, lines, words
from kvalitetsplan.imports.duties import duties
from kvalitetsplan.imports.labels import Label, Slag, label
from kvalitetsplan.imports.outline import is_label_line
from kvalitetsplan.imports.roles import is_phone, is_who
from kvalitetsplan.imports.times import is_when, week, when

_HEAD_WORDS = 6
"""What stands over a column is no longer than this."""


class Form(StrEnum):
    """How a table is to be read."""

    FLOW = "flow"
    """One column: as running text."""
    LAYOUT = "layout"
    """Its cells only stand beside each other: each as running text."""
    COLUMNS = "columns"
    """What stands over a column says what is in it."""
    STACKED = "stacked"
    """What stands first in a row says what is in it."""
    KINDS = "kinds"
    """A column says what each row is."""
    DUTIES = "duties"
    MONTHS = "months"
    """A month over each column."""
    YEAR = "year"
    CONTACTS = "contacts"
    PLAIN = "plain"


class Head(NamedTuple):
    """What a cell says of the others in its column or row."""

    label: Label | None
    line: Line
    rest: Cell
    """What stands below it in the same cell."""


def form_of(table: Table) -> Form:
    """Return how a table is to be read."""
    rows = [row for row in table.rows if any(row)]
    if not rows or len(_used(rows)) <= 1:
        return Form.FLOW
    if duties(table):
        return Form.DUTIES
    if kinds(table):
        return Form.KINDS
    heads = [[head(cell) for cell in row] for row in rows]
    if any(is_head_row(row) for row in heads) or is_headed(rows):
        return Form.COLUMNS
    first = [row[0] for row in heads]
    if sum(one is not None and not one.rest for one in first) >= min(2, len(rows)):
        return Form.STACKED
    if any(is_phone(words(cell)) for cell in rows[0][1:]) and len(rows) > 1:
        return Form.CONTACTS
    if months(table):
        return Form.MONTHS
    if when_column(table) is not None:
        return Form.YEAR
    return Form.LAYOUT if _is_layout(rows, heads) else Form.PLAIN


def _is_layout(rows: Sequence[Sequence[Cell]], heads: Sequence[Sequence[Head | None]]) -> bool:
    """Tell whether cells hold parts of a document: tables, or lists with what they are over
    them.
    """
    if any(isinstance(one, Table) for row in rows for cell in row for one in cell):
        return True
    return any(one is not None and one.rest for row in heads for one in row)


def _used(rows: Sequence[tuple[Cell, ...]]) -> set[int]:
    return {column for row in rows for column, cell in enumerate(row) if cell}


def head(cell: Cell) -> Head | None:
    """Return the label a cell begins with; None if it begins with none."""
    first = cell[0] if cell else None
    if not isinstance(first, Line):
        return None
    found = label(first.text) if not first.bullet else None
    if found and (len(cell) == 1 or (found.is_sure and is_label_line(first))):
        return Head(found, first, cell[1:])
    return None


def is_head_row(heads: Sequence[Head | None]) -> bool:
    """Tell whether a row says what stands in its columns: one cell is sure, and another says
    something too.
    """
    known = [one for one in heads if one]
    sure = [one for one in known if one.label and one.label.is_sure]
    kinds = {one.label.slag for one in known if one.label}
    return bool(sure) and len(kinds) > 1


def is_headed(rows: Sequence[Sequence[Cell]]) -> bool:
    """Tell whether the first row says what stands in the columns, although it knows only one of
    them: its cells are short, and nothing is said in that column further down.
    """
    top, below = rows[0], rows[1:]
    sure = [
        n for n, cell in enumerate(top) if (one := head(cell)) and one.label and one.label.is_sure
    ]
    if not below or not sure or not all(_may_be_head(cell) for cell in top):
        return False
    others = [n for n, cell in enumerate(top) if cell and n not in sure]
    return bool(others or sure[0]) and not any(head(row[n]) for row in below for n in sure)


def _may_be_head(cell: Cell) -> bool:
    text = words(cell)
    short = len(text.split()) <= _HEAD_WORDS and text[-1:] not in ".,;!"
    return len(cell) <= 1 and short and not any(one.bullet for one in lines(cell))


def only(row: Sequence[Cell]) -> Cell | None:
    """Return the one cell in a row that has something in it; None if there are more."""
    filled = [cell for cell in row if cell]
    return filled[0] if len(filled) == 1 else None


class Kinds(NamedTuple):
    """A table where a column says what each row is."""

    kind: int
    tema: int | None
    """Which column says the theme of the row."""
    head: int
    """How many rows say what stands in the columns."""


def kinds(table: Table) -> Kinds | None:
    """Return the columns of a table of pieces, one in each row; None if it is another."""
    rows = [row for row in table.rows if any(row)]
    for column in sorted(_used(rows)):
        found = [head(row[column]) for row in rows]
        sure = [
            one.label.slag
            for one in found
            if one and one.label and one.label.is_sure and not one.rest
        ]
        if len(set(sure)) < 2 or len(sure) < max(4, 0.8 * len(rows)):
            continue
        tema = next(
            (n for n in range(len(rows[0])) if n != column and _says_theme(rows[0][n])), None
        )
        top = 0 if found[0] and found[0].label and found[0].label.slag in sure else 1
        if column or tema is not None:
            return Kinds(column, tema if top and tema is not None else column - 1, top)
    return None


def _says_theme(cell: Cell) -> bool:
    found = label(words(cell))
    return found is not None and found.slag == Slag.TEMA


def months(table: Table) -> dict[int, str]:
    """Return the columns of a table that has a month over each; empty if it is another."""
    filled = {n: words(cell) for n, cell in enumerate(table.rows[0]) if cell} if table.rows else {}
    found = {n: text for n, text in filled.items() if len(text.split()) <= 3 and any(when(text))}
    return found if len(found) > max(2, 0.7 * len(filled)) and len(table.rows) > 1 else {}


class Year(NamedTuple):
    """Which columns of a table say when, what and who; the rest say more."""

    when: int
    who: int | None
    head: int
    """How many rows say what stands in the columns."""


def when_column(table: Table) -> Year | None:
    """Return the columns of a table of the year; None if it is about something else."""
    first = [words(cell) for cell in table.rows[0]] if table.rows else []
    named = next((n for n, text in enumerate(first) if is_when(text)), None)
    who = next((n for n, text in enumerate(first) if is_who(text)), None)
    head = 1 if named is not None or who is not None else 0
    column = named if named is not None else 0
    rows = [week(words(row[column]), first[column]) for row in table.rows[head:] if row[column]]
    fits = sum(any(when(one)) and len(one.split()) <= 6 for one in rows)
    return Year(column, who, head) if rows and fits >= max(2, 0.5 * len(rows)) else None

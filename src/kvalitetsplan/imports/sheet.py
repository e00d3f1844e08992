"""Read a spreadsheet: each sheet is a chapter with a table in it."""

import csv
import io
import re
from collections.abc import Iterator, Set
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from kvalitetsplan.imports.document import Block, Cell, Document, Line, Picture, Table
from kvalitetsplan.imports.labels import label
from kvalitetsplan.imports.tidying import apart, clean
from kvalitetsplan.plan.words import MONTHS

_UNNAMED = ("ark", "sheet", "tabell", "table", "blad")
_LOWEST = 10_000
"""No plan has cells that go on below this row."""
_ERROR = re.compile(
    r"#(?:REF!|REFERANSE!|N/A|I/T|NAME\?|NAVN\?|VALUE!|VERDI!|DIV/0!|NUM!|TALL!|NULL!|SPILL!|OVERFLYT!|CALC!)"
)
"""What a spreadsheet shows for a formula that has no answer."""
_ENCODINGS = ("utf-8-sig", "cp1252", "latin-1")


def read_workbook(data: bytes, title: str) -> Document:
    """Read the bytes of an .xlsx. `title` is what the document is called if it does not say so."""
    shown = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    written = openpyxl.load_workbook(io.BytesIO(data))
    blocks: list[Block] = []
    unseen: list[str] = []
    for sheet in sorted(shown.worksheets, key=lambda one: one.sheet_state != "visible"):
        formulas = written[sheet.title]
        blocks += _with_name(sheet.title, list(_sheet(sheet, formulas, unseen)))
        if sheet.sheet_state != "visible":
            unseen.append(f"arket «{sheet.title}» er skjult, men er lest; se om det skal være med")
    if shown.chartsheets or any(getattr(one, "_charts", ()) for one in written.worksheets):
        unseen.append("diagrammene kan ikke leses; skriv det de viser, på siden")
    name = clean(shown.properties.title or "") or title
    return Document(name, tuple(blocks), tuple(dict.fromkeys(unseen)))


def _with_name(name: str, blocks: list[Block]) -> list[Block]:
    """Return what stands in a sheet below its name, or below its first line if that is the name."""
    first = blocks[0] if blocks else None
    if not blocks or name.lower().startswith(_UNNAMED):
        if isinstance(first, Line | Table):
            return [replace(first, is_anew=True), *blocks[1:]]
        return blocks
    if isinstance(first, Line) and first.text.casefold().startswith(clean(name).casefold()):
        return [replace(first, level=1, bullet=0, is_anew=True), *blocks[1:]]
    return [Line(clean(name), f"arket «{clean(name)}»", level=1, is_anew=True), *blocks]


def _sheet(sheet: Any, formulas: Any, unseen: list[str]) -> Iterator[Block]:
    where = f"arket «{clean(sheet.title)}»"
    rows: dict[int, dict[int, Cell]] = {}
    # Only the cells that are there: a sheet may say that it has a million rows.
    for (row, column), cell in sorted(sheet._cells.items()):
        name = f"{get_column_letter(column)}{row}"
        if _ERROR.fullmatch(str(cell.value)):
            unseen.append(f"{where}, celle {name}: «{cell.value}» er en feil; skriv inn svaret")
        elif words := _value(cell.value, cell.number_format):
            bold = bool(cell.font and cell.font.bold)
            size = float(cell.font.size or 0) if cell.font else 0
            line = Line(words, f"{where}, celle {name}", bold=bold, size=size)
            unseen += _hidden(sheet, row, column, where)
            rows.setdefault(row, {})[column] = tuple(apart(line))
        elif _value(formulas.cell(row, column).value, ""):
            unseen.append(f"{where}, celle {name}: en formel uten lagret svar; skriv inn svaret")
        if cell.comment:
            note = Line(clean(cell.comment.text), f"{where}, merknad i {name}", apart="merknad")
            rows.setdefault(row, {})[column] = (*rows.get(row, {}).get(column, ()), note)
    merged = {
        (row, one.min_col)
        for one in sheet.merged_cells.ranges
        for row in range(one.min_row + 1, min(one.max_row, _LOWEST) + 1)
    }
    yield from _parts(rows, where, merged)
    for picture in sheet._images:
        yield Picture(where, picture._data())


def _hidden(sheet: Any, row: int, column: int, where: str) -> Iterator[str]:
    """Yield what to say of a cell in a row or a column that is hidden."""
    letter = get_column_letter(column)
    # One entry may tell of several columns beside each other.
    hidden = (one for one in sheet.column_dimensions.values() if one.hidden)
    if sheet.row_dimensions[row].hidden if row in sheet.row_dimensions else False:
        yield f"{where}, rad {row} er skjult, men er lest; se om den skal være med"
    if any((one.min or 0) <= column <= (one.max or 0) for one in hidden):
        yield f"{where}, kolonne {letter} er skjult, men er lest; se om den skal være med"


def _parts(
    rows: dict[int, dict[int, Cell]], at: str, merged: Set[tuple[int, int]] = frozenset()
) -> Iterator[Block]:
    """Yield rows as running text where they have one cell alone, and as tables where they have
    more.

    What is alone in a row of a table is the rest of its column, unless it is a new heading.
    `merged` has the rows and columns where the cell above goes on.
    """
    part: dict[int, dict[int, Cell]] = {}
    for row, cells in rows.items():
        if len(cells) > 1 or (row - 1 in part and not _is_heading(next(iter(cells.values())))):
            if part and row - 1 not in part:
                yield _table(part, at, merged)
                part = {}
            part[row] = cells
            continue
        if part:
            yield _table(part, at, merged)
            part = {}
        yield from next(iter(cells.values()))
    if part:
        yield _table(part, at, merged)


def _is_heading(cell: Cell) -> bool:
    first = cell[0]
    return isinstance(first, Line) and (first.bold or label(first.text) is not None)


def _table(rows: dict[int, dict[int, Cell]], at: str, merged: Set[tuple[int, int]]) -> Table:
    columns = sorted({column for row in rows.values() for column in row})
    cells = (tuple(rows[row].get(column, ()) for column in columns) for row in sorted(rows))
    covered = {
        (r, c)
        for r, row in enumerate(sorted(rows))
        for c, column in enumerate(columns)
        if (row, column) in merged
    }
    return Table(tuple(cells), at, covered=frozenset(covered))


def _value(value: Any, form: str) -> str:
    """Return what a cell shows, as text."""
    if isinstance(value, datetime | date):
        return _day(value, form)
    if isinstance(value, bool):
        return "ja" if value else "nei"
    if isinstance(value, float):
        return f"{value:.0%}" if "%" in form else f"{value:g}".replace(".", ",")
    return clean(str(value)) if value is not None else ""


def _day(value: datetime | date, form: str) -> str:
    """Return a date as one says it; the month alone where that is all the cell shows."""
    month = MONTHS[value.month - 1]
    if "d" not in form.lower() and "m" in form.lower():
        return month.capitalize()
    return f"{value.day}. {month} {value.year}"


def read_csv(data: bytes, title: str) -> Document:
    """Read the bytes of a .csv: one table."""
    text = as_text(data)
    try:
        dialect: Any = csv.Sniffer().sniff(text[:5000], ";,\t|")
    except csv.Error:
        dialect = csv.excel
    rows: dict[int, dict[int, Cell]] = {}
    unseen: list[str] = []
    for number, row in enumerate(csv.reader(io.StringIO(text), dialect), start=1):
        for column, value in enumerate(row):
            if _ERROR.fullmatch(value.strip()):
                unseen.append(f"rad {number}: «{value.strip()}» er en feil; skriv inn svaret")
            elif words := clean(value):
                rows.setdefault(number, {})[column] = tuple(apart(Line(words, f"rad {number}")))
    return Document(title, tuple(_parts(rows, "tabellen")), tuple(unseen))


def as_text(data: bytes) -> str:
    """Return the text of a file in whatever encoding it was saved."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    for encoding in _ENCODINGS[:-1]:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode(_ENCODINGS[-1])

"""Tables of duties: who is to do what, across, down, or one duty and one role in each row."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kvalitetsplan.imports.document import Cell, Line, Table, lines, words
from kvalitetsplan.imports.roles import duty, duty_in, is_who, role, role_in
from kvalitetsplan.imports.tidying import bare
from kvalitetsplan.imports.times import is_when

_MOST_TOPS = 3
"""So many rows may stand over the first that says who does what."""
_ABOUT = re.compile(
    r"\b(?:lov\w*|§+|paragraf\w*|hjemmel|regelverk\w*|forklaring|definisjon|merknad\w*|kommentar\w*"
    r"|evaluering\w*|skjema\w*|vedlegg|mal|status|kilde\w*|kjelde\w*)\b"
)
"""What stands over a column that says something of a duty, and not who does what."""
_PLIKT = (
    r"(?:del|handlings?|aktivitets?|skolens |skulen sine |lovens |våre )?plikt(?:en|a|er|ene|ane)?"
)
_WHAT = re.compile(
    r"(?:hva|kva|slik|dette|det|hvordan|korleis|vi)\b.*|(?:be)?skriv(?:else|ing)\w*|handling\w*|tiltak\w*|innh[oa]ld"
    r"|oppg[aå]ver?|rutine\w*|framgangsmåte|fremgangsmåte|gjennomføring|konkretisering|(?:i )?praksis|aktivitet\w*|.*ansvar|"
)
"""What stands over what is to be done; a few words under anything else are said with its name."""
_FEW = 5
_NUMBER = r"(?:nr|nummer)"


class Duty(NamedTuple):
    """What one who has a duty is to do."""

    plikt: str
    hvem: str
    line: Line
    """Where it stands."""
    text: str


class Duties(NamedTuple):
    """A table of duties by role."""

    heads: tuple[Line, ...]
    """What stands over the columns and in front of the rows."""
    cells: tuple[Duty, ...]
    others: tuple[Cell, ...]
    """What has no duty or no role."""


def duties(table: Table) -> Duties | None:
    """Return a table as duties by role; None if it is about something else."""
    tops = [row for row in table.rows if any(row)][:_MOST_TOPS]
    for across, down in ((role, duty), (duty, role)):
        sides = [down(words(row[0])) if row else "" for row in table.rows]
        for top in tops:
            columns = {n: one for n, cell in enumerate(top) if (one := across(words(cell)))}
            if len(set(columns.values())) > 1 and any(sides):
                return _matrix(table, columns, sides, across is role)
    columns_ = _listed(table)
    return _Rows(table, columns_).read() if columns_ else None


def _matrix(table: Table, columns: dict[int, str], sides: list[str], by_role: bool) -> Duties:
    heads: list[Line] = []
    cells: list[Duty] = []
    others: list[Cell] = []
    side = ""
    for row, found in zip(table.rows, sides, strict=True):
        is_top = sum(bool(role(words(cell)) or duty(words(cell))) for cell in row) > 1
        side = found or (side if not row[0] else "")
        for number, cell in enumerate(row):
            if is_top or (number == 0 and side):
                heads += lines(cell)
            elif cell and number in columns and side:
                pair = (side, columns[number]) if by_role else (columns[number], side)
                said, rest = _parted(cell)
                cells += [Duty(*pair, line, line.text) for line in said]
                others += rest
            elif cell:
                others.append(cell)
    return Duties(tuple(heads), tuple(cells), tuple(others))


def _parted(cell: Cell) -> tuple[list[Line], list[Cell]]:
    """Return the lines of a cell that say what to do, and what only leads to them."""
    said = [one for one in cell if isinstance(one, Line) and not one.text.endswith(":")]
    return said, [(one,) for one in cell if one not in said]


class _Columns(NamedTuple):
    """What the columns of a table with one duty in each row say."""

    plikt: int
    hvem: int
    when: tuple[int, ...]
    about: tuple[int, ...]
    names: tuple[str, ...]
    """What stands over each; empty where the table has no head."""


def _listed(table: Table) -> _Columns | None:
    """Return the columns of a table that has a duty and a role in each row."""
    rows = [row for row in table.rows if any(row)]
    width = max(map(len, table.rows), default=0)
    if width < 3 or len(rows) < 2:
        return None
    names = [words(cell) for cell in rows[0]]
    plikt = next((n for n in range(width) if re.fullmatch(_PLIKT, bare(names[n]))), None)
    hvem = next((n for n in range(width) if is_who(names[n])), None)
    if plikt is None or hvem is None or not any(duty_in(words(row[plikt])) for row in rows[1:]):
        plikt, named = _told_by_cells(rows, width)
        hvem = hvem if hvem not in (None, plikt) else named
    if plikt is None or hvem is None:
        return None
    others = [n for n in range(width) if n not in (plikt, hvem)]
    when = tuple(n for n in others if is_when(names[n]))
    about = tuple(n for n in others if n not in when and _ABOUT.search(names[n].casefold()))
    return _Columns(plikt, hvem, when, about, tuple(names))


def _told_by_cells(rows: Sequence[Sequence[Cell]], width: int) -> tuple[int | None, int | None]:
    """Return the columns that name a duty and a role in row after row."""
    plikter = [{one for row in rows if (one := duty(words(row[n])))} for n in range(width)]
    plikt = next((n for n in range(width) if len(plikter[n]) > 2), None)
    named = [sum(bool(role(words(row[n]))) for row in rows) for n in range(width)]
    return plikt, next((n for n in range(width) if n != plikt and named[n] > 2), None)


class _Rows:
    """Reads a table that has a duty and a role in each row. An empty cell goes on from the row
    above.
    """

    def __init__(self, table: Table, columns: _Columns) -> None:
        self._table, self._columns = table, columns
        self._heads: list[Line] = []
        self._cells: list[Duty] = []
        self._others: list[Cell] = []

    def read(self) -> Duties:
        """Return all of it."""
        plikt, hvem = "", ""
        for row in self._table.rows:
            plikt = words(row[self._columns.plikt]) or plikt
            hvem = words(row[self._columns.hvem]) or hvem
            pair = duty_in(plikt), role_in(hvem)
            if self._is_head(row) or not any(row):
                plikt, hvem = "", ""
                self._heads += [line for cell in row for line in lines(cell)]
            elif all(pair):
                self._row(row, *pair)
            else:
                self._others.append((Table((row,), self._table.at),))
        return Duties(tuple(self._heads), tuple(self._cells), tuple(self._others))

    def _is_head(self, row: Sequence[Cell]) -> bool:
        """Tell whether a row says what stands in the columns."""
        names = [words(cell) for cell in row]
        is_told = is_who(names[self._columns.hvem]) and not duty(names[self._columns.plikt])
        return is_told or (row is self._table.rows[0] and not role_in(names[self._columns.hvem]))

    def _row(self, row: Sequence[Cell], plikt: str, hvem: str) -> None:
        told = list(self._told(row))
        main: list[Line] = []
        for number, cell in enumerate(row):
            if number in self._columns.about or not cell:
                self._others += [cell] if cell else []
            elif re.fullmatch(_NUMBER, bare(self._columns.names[number])):
                self._heads += lines(cell)
            elif number not in (self._columns.plikt, self._columns.hvem, *self._columns.when):
                said, rest = _parted(cell)
                name = self._columns.names[number]
                if _WHAT.fullmatch(bare(name)) or len(words(cell).split()) >= _FEW or rest:
                    main += said
                    self._others += rest
                else:
                    told.append(_sentence(name, cell))
        texts = [one.text for one in main] or [""]
        texts[-1] = " ".join([*([_ended(texts[-1])] if texts[-1] and told else texts[-1:]), *told])
        places = main or [next(line for cell in row for line in lines(cell))]
        self._cells += [
            Duty(plikt, hvem, line, text.strip())
            for line, text in zip(places, texts, strict=True)
            if text.strip()
        ]

    def _told(self, row: Sequence[Cell]) -> Iterator[str]:
        """Yield what a row says besides what is done: its duty and its role, where their names do
        not say all of it, and when.
        """
        columns = self._columns
        for number, is_plain in ((columns.plikt, duty), (columns.hvem, role)):
            cell = row[number]
            if cell and is_plain(words(cell)) and not re.search(r"[,/]|\bog\b", words(cell)):
                self._heads += lines(cell)
            elif cell:
                yield _sentence("" if number == columns.plikt else columns.names[number], cell)
        for number in columns.when:
            if row[number]:
                yield _sentence(columns.names[number], row[number])


def _sentence(name: str, cell: Cell) -> str:
    said, name = words(cell), name.strip(" :?")
    is_said = said.casefold().startswith(name.casefold())
    return _ended(said if is_said else f"{name}: {said}")


def _ended(text: str) -> str:
    return text if text[-1:] in ".!?" else f"{text}."

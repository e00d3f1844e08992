"""Take a document apart: what each piece of it is, by the headings and labels it stands under."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from kvalitetsplan.imports import tables
from kvalitetsplan.imports.document import Block, Cell, Document, Line, Table, lines
from kvalitetsplan.imports.labels import NEVER, Label, Slag, Tid, duty, role, run_in, when
from kvalitetsplan.imports.outline import is_label_line, outlined, themes
from kvalitetsplan.imports.pieces import Pieces, Stykke
from kvalitetsplan.imports.tidying import without_number
from kvalitetsplan.plan.model.addresses import why_no_mail
from kvalitetsplan.plan.words import MONTHS

_TASKS = (Slag.REFLEKSJON, Slag.TRENING)
_NUMBERED = re.compile(
    r"(?:øvelse|øving|oppgave|oppgåve|trening|spørsmål|eksempel|døme)\s*\d+\s*[:.–-]\s*", re.I
)
_FIELDS = (
    (
        "varighet",
        re.compile(r"(?:varighet|varigheit|tid(?:sbruk)?|hvor lenge|kor lenge)\s*:\s*", re.I),
    ),
    ("tegn", re.compile(r"(?:tegn|teikn|se etter|sjå etter|tegn på at det virker)\s*:\s*", re.I)),
)
_LONGEST_TITLE = 7


@dataclass(frozen=True)
class _Under:
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

    @property
    def slag(self) -> Slag | None:
        return self.label.slag if self.label else None


def recognise(document: Document) -> Pieces:
    """Return a document in pieces, in its own order."""
    blocks = outlined(document.blocks)
    reader = _Reader(themes(blocks))
    reader.read(blocks)
    return Pieces(tuple(reader.temaer), tuple(reader.out))


@dataclass
class _Reader:
    """Goes through a document from the top."""

    theme_places: set[int]
    temaer: list[str] = field(default_factory=list)
    out: list[Stykke] = field(default_factory=list)
    tema: int = -1
    tema_level: int = 0
    under: _Under = _Under()
    rad: int = 0
    rows: int = 0
    open: int = -1
    """The place of the task that more may be said about; -1 for none."""

    def read(self, blocks: Sequence[Block]) -> None:
        """Read the running text of the document."""
        for place, block in enumerate(blocks):
            after = blocks[place + 1 :]
            if isinstance(block, Table):
                self._table(block)
            elif not isinstance(block, Line) or block.apart:
                self._text(block)
            elif place in self.theme_places:
                self._theme(block.text, block)
                self.tema_level = block.level
            else:
                self._line(block, after)

    def _cell(self, cell: Sequence[Block], under: _Under) -> None:
        """Read a cell, or another part that has its own beginning and end."""
        before, self.under, self.open = self.under, replace(under, in_cell=True), -1
        for place, block in enumerate(cell):
            if isinstance(block, Table):
                self._table(block)
            elif isinstance(block, Line) and not block.apart:
                self._line(block, cell[place + 1 :])
            else:
                self._text(block)
        self.under, self.open = before, -1

    def _add(self, block: Block, slag: Slag | None = None, tekst: str = "", **more: object) -> None:
        self.out.append(Stykke(block, slag, tekst, self.tema, rad=self.rad, **more))  # type: ignore[arg-type]

    def _text(self, block: Block, is_label: bool = False) -> None:
        self._add(block, is_label=is_label)

    def _theme(self, name: str, block: Block) -> None:
        title = without_number(name).strip(" :")
        known = [one.casefold() for one in self.temaer]
        if title.casefold() not in known:
            self.temaer.append(title)
            known.append(title.casefold())
        self.tema = known.index(title.casefold())
        self.under, self.open = _Under(), -1
        self._add(block, Slag.TEMA, title)

    # --- Lines -------------------------------------------------------------------------------------

    def _line(self, line: Line, after: Sequence[Block]) -> None:
        if found := is_label_line(line):
            self._label(line, found, after)
        elif line.level or (self.under.in_cell and line.bold and _is_short(line)):
            self._heading(line, after)
        elif inside := run_in(line.text):
            self._run_in(line, *inside)
        elif self.under.slag == Slag.HENDELSE and any(when(line.text.partition(":")[0])):
            self._dated(line)
        else:
            self._item(line)

    def _label(self, line: Line, found: Label, after: Sequence[Block]) -> None:
        self.under = replace(
            _Under(in_cell=self.under.in_cell),
            label=found,
            level=line.level,
            is_list=_has_list(after) and not self.under.in_cell,
        )
        self.open = -1
        self._text(line, is_label=True)

    def _heading(self, line: Line, after: Sequence[Block]) -> None:
        """Read a heading that is neither a theme's nor a label."""
        one, other, tid = duty(line.text), role(line.text), when(line.text)
        if other and (self.under.plikt or self.under.slag):
            self.under = replace(self.under, hvem=other)
        elif any(tid) and self.under.slag == Slag.HENDELSE:
            self.under = replace(self.under, tid=tid)
        elif one:
            self.under, self.open = _Under(plikt=one, level=line.level), -1
        elif self._goes_on(line, after):
            if self.under.slag in _TASKS:
                self._titled(line)
                return
        else:
            self.under, self.open = _Under(in_cell=self.under.in_cell), -1
            if line.level and line.level <= self.tema_level:
                self.tema = -1
        self._text(line, is_label=bool(one or other))

    def _goes_on(self, line: Line, after: Sequence[Block]) -> bool:
        """Tell whether what stands below a heading is more of what stood above it."""
        if not self.under.slag or 0 < line.level < self.under.level:
            return False
        if line.level > self.under.level or self.under.in_cell:
            return True
        following = next((one for one in after if isinstance(one, Line)), None)
        return following is not None and bool(following.bullet or self.under.slag in _TASKS)

    def _run_in(self, line: Line, found: Label, head: str, rest: str) -> None:
        """Read a line that has its label in front."""
        self._text(replace(line, text=head, bullet=0), is_label=True)
        before, self.under = self.under, replace(self.under, label=found, is_list=False)
        self._item(replace(line, text=rest))
        self.under = before

    def _dated(self, line: Line) -> None:
        """Read a line that says when, and then what."""
        head, colon, what = line.text.partition(":")
        tid = when(head)
        if colon and what.strip():
            self._event(line, what.strip(), tid, _said_with(head, tid))
        elif not colon and len(head.split()) > 4:
            self._event(line, line.text, tid, ())
        else:
            self.under = replace(self.under, tid=tid)
            self._text(line)

    def _item(self, line: Line) -> None:
        """Read a line that says what there is to say."""
        slag, under = self.under.slag, self.under
        if under.plikt and under.hvem and not slag and line.bullet:
            self._add(line, Slag.REGEL, line.text, plikt=under.plikt, hvem=under.hvem)
        elif slag == Slag.HENDELSE and any(under.tid) and line.bullet:
            self._event(line, line.text, under.tid, ())
        elif slag in _TASKS:
            self._task(line)
        elif slag and slag != Slag.HENDELSE and not self._is_about(line):
            self._add(line, slag, _begun(line.text, under), hvem=under.hvem)
        else:
            self._led(line)
            self._text(line)

    def _is_about(self, line: Line) -> bool:
        """Tell whether a line is said about the items, and is none of them."""
        if line.text.endswith(":"):
            return True
        return self.under.is_list and not line.bullet

    def _led(self, line: Line) -> None:
        """Notice who the items below are about: «Ledelsen:»."""
        if line.text.endswith(":") and (found := role(line.text)):
            self.under = replace(self.under, hvem=found)

    def _event(self, line: Block, what: str, tid: Tid, more: Sequence[str], hvem: str = "") -> None:
        title, text = _title_and_rest(what)
        told = " ".join([*([text] if text else []), *more])
        self._add(line, Slag.HENDELSE, told, tittel=title, tid=tid, hvem=hvem)

    # --- Tasks -------------------------------------------------------------------------------------

    def _titled(self, line: Line) -> None:
        assert self.under.slag
        self._add(line, self.under.slag, "", tittel=_NUMBERED.sub("", line.text) or line.text)
        self.open = len(self.out) - 1

    def _task(self, line: Line) -> None:
        """Read a line where tasks stand: a new one, or more about the last."""
        last = self.out[self.open] if self.open >= 0 else None
        if last and self._is_more(line, last):
            self.out[self.open] = _with_more(last, line)
        elif self._begins_task(line):
            assert self.under.slag
            title, text = _title_in(line.text)
            self._add(line, self.under.slag, text, tittel=title)
            self.open = len(self.out) - 1
        else:
            self._text(line)

    def _is_more(self, line: Line, last: Stykke) -> bool:
        first = last.block
        assert isinstance(first, Line)
        if any(pattern.match(line.text) for _, pattern in _FIELDS):
            return True
        if line.bullet > first.bullet and (first.bullet or first.level or first.bold):
            return True
        has_title = bool(first.level) or (last.tittel and not last.tekst)
        return bool(has_title and not line.bullet)

    def _begins_task(self, line: Line) -> bool:
        if line.bullet or _NUMBERED.match(line.text):
            return True
        if self.under.slag == Slag.REFLEKSJON and line.text.endswith("?"):
            return True
        return not self._is_about(line)

    # --- Tables ------------------------------------------------------------------------------------

    def _table(self, table: Table) -> None:
        before, tema = self.under, self.tema
        match tables.form_of(table):
            case tables.Form.FLOW:
                blocks = [one for row in table.rows for cell in row for one in cell]
                self._cell(outlined(blocks), replace(before, is_list=False))
            case tables.Form.COLUMNS:
                self._columns(table)
                self.tema = tema if tema >= 0 else self.tema
            case tables.Form.STACKED:
                self._stacked(table)
            case tables.Form.DUTIES:
                self._duties(table)
            case tables.Form.YEAR:
                self._year(table)
            case tables.Form.CONTACTS:
                self._contacts(table)
            case _:
                self._plain(table)
        self.under, self.rad, self.open = before, 0, -1

    def _plain(self, table: Table) -> None:
        """Read a table that says nothing of what it is about: under a label, its cells are items."""
        if self.under.slag in (None, Slag.HENDELSE):
            self._text(table)
            return
        for row in table.rows:
            for cell in row:
                self._cell(cell, replace(self.under, is_list=False))

    def _columns(self, table: Table) -> None:
        columns: dict[int, Label] = {}
        for row in table.rows:
            heads = [tables.head(cell) for cell in row]
            if tables.is_head_row(heads) or (columns and _repeats(heads, row)):
                columns = {n: one.label for n, one in enumerate(heads) if one and one.label}
                self._head_row(row, heads, columns)
            elif _is_across(row, columns):
                self._across(row, columns)
            else:
                self._row(row, columns)

    def _head_row(
        self, row: Sequence[Cell], heads: Sequence[tables.Head | None], columns: dict[int, Label]
    ) -> None:
        for number, cell in enumerate(row):
            one = heads[number]
            for block in [one.line] if one else cell:
                self._text(block, is_label=True)
        rests = [one.rest if one else () for one in heads]
        if any(rests):
            self._row(rests, columns)

    def _across(self, row: Sequence[Cell], columns: dict[int, Label]) -> None:
        """Read a row that is one cell over all the columns: a theme, a label or a text."""
        cell = tables.only(row) or ()
        self.rad = 0
        if len(cell) == 1 and isinstance(cell[0], Line) and not is_label_line(cell[0]):
            self._theme(cell[0].text, cell[0])
        else:
            self._cell(cell, _Under())

    def _row(self, row: Sequence[Cell], columns: dict[int, Label]) -> None:
        self.rows += 1
        self.rad = self.rows
        for number, cell in enumerate(row):
            found = columns.get(number)
            if not cell:
                continue
            if found and found.slag == Slag.TEMA:
                self._theme(tables.words(cell), cell[0])
            elif found:
                self._cell(cell, _Under(found, in_cell=True))
            else:
                self._cell(cell, _Under())
        self.rad = 0

    def _stacked(self, table: Table) -> None:
        under = self.under
        for row in table.rows:
            one = tables.head(row[0])
            if one and one.label:
                self._text(one.line, is_label=True)
                under = _Under(one.label)
                rest = [one.rest, *row[1:]]
            elif tables.only(row) == row[0] and len(row[0]) == 1 and isinstance(row[0][0], Line):
                self._theme(row[0][0].text, row[0][0])
                continue
            else:
                rest = list(row)
            for cell in rest:
                self._cell(cell, under)

    def _duties(self, table: Table) -> None:
        found = tables.duties(table)
        assert found
        for line in found.heads:
            self._text(line, is_label=True)
        for plikt, hvem, cell in found.cells:
            for block in cell:
                if isinstance(block, Line) and not block.text.endswith(":"):
                    self._add(block, Slag.REGEL, block.text, plikt=plikt, hvem=hvem)
                else:
                    self._text(block)
        for cell in found.others:
            self._cell(cell, _Under())

    def _year(self, table: Table) -> None:
        year = tables.when_column(table)
        assert year
        heads = [tables.words(cell) for cell in table.rows[0]] if year.head else []
        for cell in table.rows[0] if year.head else ():
            for line in lines(cell):
                self._text(line, is_label=True)
        said = ""
        for row in table.rows[year.head :]:
            said = tables.words(row[year.when]) or said
            others = [n for n, cell in enumerate(row) if cell and n not in (year.when, year.who)]
            if not any(when(said)) or not others:
                self._text(Table((row,), table.at))
                continue
            who = tables.words(row[year.who]) if year.who is not None else ""
            more = [_told(heads, n, row[n]) for n in others[1:]]
            more += [_told(heads, year.who, row[year.who])] if year.who and who else []
            for block in row[others[0]]:
                if isinstance(block, Line):
                    told = [*_said_with(said, when(said)), *more]
                    self._event(block, block.text, when(said), told, role(who))
                else:
                    self._text(block)

    def _contacts(self, table: Table) -> None:
        head, *rows = table.rows
        for cell in head:
            for line in lines(cell):
                self._text(line, is_label=True)
        for row in rows:
            first = next(lines(next((cell for cell in row if cell), ())), None)
            words = [tables.words(cell) for cell in row]
            told = [one for one in words[1:] if one]
            epost = next((one for one in told if not why_no_mail(one)), "")
            telefon = next((one for one in told if _PHONE.fullmatch(one)), "")
            rest = [one for one in told if one not in (epost, telefon)]
            if first and words[0] and (epost or telefon):
                fields = {"tittel": words[0], "telefon": telefon, "epost": epost}
                self._add(first, Slag.KONTAKT, ". ".join(rest), **fields)
            else:
                self._text(Table((row,), table.at))


_PHONE = re.compile(r"\+?[\d ]{3,17}")


def _said_with(text: str, tid: Tid) -> list[str]:
    """Return when something is, in the document's words, unless it is said by the month alone."""
    return (
        [] if tid.maneder and text.strip(" .:").casefold() in MONTHS else [f"{text.strip(' .:')}."]
    )


def _is_short(line: Line) -> bool:
    return len(line.text.split()) <= 8 and line.text[-1:] not in ".?;,"


def _has_list(after: Sequence[Block]) -> bool:
    """Tell whether what stands below a label, until the next heading, has items in a list."""
    for one in after:
        if isinstance(one, Table):
            return True
        if isinstance(one, Line) and one.level:
            return False
        if isinstance(one, Line) and one.bullet:
            return True
    return False


def _begun(text: str, under: _Under) -> str:
    """Return an item as a sentence, if its label begins it: «… at elevene» and «ber om hjelp»."""
    begins = under.label.begins if under.label else ""
    if not begins or text.casefold().startswith(("elev", "barn", "at ")) or text[:1].isupper():
        return text
    return f"{begins} {text}"


def _title_in(text: str) -> tuple[str, str]:
    """Return the title that a task begins with, and the task: «Kontaktbarometer: Skriv …»."""
    text = _NUMBERED.sub("", text) or text
    head, colon, rest = text.partition(":")
    if colon and rest.strip() and len(head.split()) <= _LONGEST_TITLE and "?" not in head:
        return head.strip(), rest.strip()
    return "", text


def _title_and_rest(text: str) -> tuple[str, str]:
    """Return what an event is called, and what more is said of it."""
    first, dot, rest = text.partition(". ")
    if len(first) > 90 or not dot:
        first, dot, rest = text.partition(": ") if len(text) > 90 else (text, "", "")
    if len(first) <= 90:
        return first.rstrip("."), rest
    words = text[:80].rpartition(" ")[0]
    return f"{words} …", text


def _with_more(task: Stykke, line: Line) -> Stykke:
    """Return a task with one more line that is said about it."""
    for name, pattern in _FIELDS:
        if hit := pattern.match(line.text):
            more: dict[str, Any] = {name: line.text[hit.end() :]}
            return replace(task, **more)
    if task.slag == Slag.REFLEKSJON and task.tekst:
        return replace(task, deler=(*task.deler, line.text))
    new = f"- {line.text}" if line.bullet and task.tekst else line.text
    return replace(task, tekst=f"{task.tekst}\n\n{new}".strip())


def _repeats(heads: Sequence[tables.Head | None], row: Sequence[Cell]) -> bool:
    """Tell whether a row says once more what stands in the columns."""
    filled = [n for n, cell in enumerate(row) if cell]
    return len(filled) > 1 and all((one := heads[n]) and not one.rest for n in filled)


def _is_across(row: Sequence[Cell], columns: dict[int, Label]) -> bool:
    """Tell whether a row is a heading over the columns, and not the rest of one of them."""
    cell = tables.only(row)
    if cell is None or not isinstance(cell[0], Line):
        return False
    line = cell[0]
    if not columns or is_label_line(line):
        return True
    return (
        len(cell) == 1
        and _is_short(line)
        and not line.bullet
        and (line.bold or line.text.isupper())
    )


def _told(heads: Sequence[str], number: int, cell: Cell) -> str:
    """Return what a cell says, with what stands over its column."""
    said = tables.words(cell)
    name = heads[number] if number < len(heads) else ""
    return f"{name.strip(' :')}: {said.rstrip('.')}." if name else f"{said.rstrip('.')}."


def placed(pieces: Pieces) -> Iterator[Stykke]:
    """Yield the pieces that a plan has a place for."""
    return (one for one in pieces.stykker if one.slag and one.slag != Slag.TEMA)

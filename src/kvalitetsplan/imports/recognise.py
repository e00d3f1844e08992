"""Take a document apart: what each piece of it is."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from kvalitetsplan.imports import ladders, measures, tables, tasktables
from kvalitetsplan.imports.columns import (
    NOTHING,
    Over,
    captioned,
    is_across,
    is_of_pairs,
    over_columns,
    repeats,
    told_by_cells,
)
from kvalitetsplan.imports.depths import nested
from kvalitetsplan.imports.document import (
    Cell,
    Document,
    Line,
    Table,
    lines,
    pictures,
    words,
)
from kvalitetsplan.imports.labels import Slag, label
from kvalitetsplan.imports.listing import Listing
from kvalitetsplan.imports.numbering import unnumbered
from kvalitetsplan.imports.outline import is_label_line, outlined
from kvalitetsplan.imports.pieces import Pieces, Stykke
from kvalitetsplan.imports.putting import TASKS
from kvalitetsplan.imports.themes import themes
from kvalitetsplan.imports.times import is_duration, is_duration_head
from kvalitetsplan.imports.under import Under, is_number


def recognise(document: Document) -> Pieces:
    """Return a document in pieces, in its own order."""
    blocks = outlined(nested(unnumbered(document.blocks)))
    places = themes(blocks)
    reader = _Reader(places)
    reader.captioned = frozenset(captioned(blocks, places))
    reader.read(blocks)
    return Pieces(tuple(reader.temaer), tuple(_practised(reader.out)))


def _practised(pieces: Sequence[Stykke]) -> Iterator[Stykke]:
    """Yield the pieces; what a theme calls measures are its practices, where it has effects and
    calls nothing else so.
    """
    kinds = {(one.tema, one.slag) for one in pieces}
    effects = {tema for tema, slag in kinds if slag == Slag.VIRKNING and tema >= 0}
    alone = {tema for tema in effects if (tema, Slag.KJENNETEGN) not in kinds}
    for one in pieces:
        is_bare = one.slag == Slag.TILTAK and one.tiltak == measures.NOTHING
        yield replace(one, slag=Slag.KJENNETEGN) if is_bare and one.tema in alone else one


class _Reader(Listing):
    """Reads the tables of a document too."""

    captioned: frozenset[int] = frozenset()
    """The tables, by identity, that begin with a name over their columns."""

    def table(self, table: Table) -> None:
        before, tema, first = self.under, self.tema, len(self.out)
        if self._is_of_rows(table):
            self._held(table, first)
            self.tema = tema
        else:
            form = tables.form_of(table)
            self._formed(table, form)
            if form == tables.Form.COLUMNS and tema >= 0:
                self.tema = tema
            if form not in (tables.Form.FLOW, tables.Form.LAYOUT):
                self._held(table, first)
        self.under, self.rad, self.open = before, 0, -1

    def _held(self, table: Table, first: int) -> None:
        """Let the pieces of a table tell that they stand in it."""
        for place in range(first, len(self.out)):
            if self.out[place].tabell is None:
                self.out[place] = replace(self.out[place], tabell=table)

    def _is_of_rows(self, table: Table) -> bool:
        """Read a table where each row is a step, a task or a measure; tell whether it is one."""
        slag = self.under.slag
        if slag == Slag.HENDELSE:
            return False
        if steps := ladders.ladder(table, self.over):
            self.read_ladder(table, steps)
        elif tasks := tasktables.tasks(table, slag):
            self.read_tasks(table, tasks)
        elif found := measures.measures(table, slag == Slag.TILTAK):
            self.read_measures(table, found)
        else:
            return False
        return True

    def _formed(self, table: Table, form: tables.Form) -> None:
        """Read a table by its form."""
        match form:
            case tables.Form.FLOW:
                blocks = [one for row in table.rows for cell in row for one in cell]
                self.cell(outlined(blocks), replace(self.under, is_list=False))
            case tables.Form.COLUMNS if self._is_of_tasks(table):
                self._plain(table)
            case tables.Form.COLUMNS:
                self._columns(table)
            case tables.Form.STACKED:
                self._stacked(table)
            case tables.Form.KINDS:
                self.read_kinds(table)
            case tables.Form.DUTIES:
                self.read_duties(table)
            case tables.Form.YEAR:
                self.read_year(table)
            case tables.Form.MONTHS:
                self.read_months(table)
            case tables.Form.CONTACTS:
                self.read_contacts(table)
            case tables.Form.LAYOUT:
                for row in table.rows:
                    for cell in row:
                        self.cell(outlined(cell), Under())
            case _:
                self._plain(table)

    def _is_of_tasks(self, table: Table) -> bool:
        """Tell whether a table under a label for tasks has one in each row, and how long it
        takes.
        """
        heads = table.rows[0] if self.under.slag in TASKS else ()
        return any(is_duration_head(words(cell)) for cell in heads)

    def _plain(self, table: Table) -> None:
        """Read a table that says nothing of what it is about: under a label, its cells are
        items.
        """
        labels = told_by_cells(table.rows) if self.tema >= 0 else {}
        if is_of_pairs(labels):
            self._columns(table, Over(labels, frozenset()))
            return
        if self.under.slag == Slag.HENDELSE:
            for row in table.rows:
                self.read_dated_row(row, table.at)
            return
        if self.under.slag is None:
            self.text(table)
            for picture in pictures([table]):
                self.text(picture)
            return
        for row in table.rows:
            if self.under.slag in TASKS and len([cell for cell in row if cell]) > 1:
                self._task_row(row)
                continue
            for cell in row:
                self.cell(cell, replace(self.under, is_list=False))

    def _task_row(self, row: Sequence[Cell]) -> None:
        """Read a row that is one task: perhaps its title, what one does, and how long it takes."""
        assert self.under.slag
        filled = [cell for cell in row if cell]
        is_counted = is_number(filled[0])
        said = [words(cell) for cell in filled[is_counted:]]
        if is_counted:
            self.text(next(lines(filled[0])), is_label=True)
        if any(is_duration_head(one) for one in said):
            for cell in row:
                for line in lines(cell):
                    self.text(line, is_label=True)
            return
        varighet = next((one for one in said if is_duration(one) or one.isdigit()), "")
        texts = [one for one in said if one != varighet]
        has_title = len(texts) > 1 and len(texts[0].split()) <= 7 and texts[0][-1:] not in ".?!"
        title = texts.pop(0) if has_title else ""
        first = next(lines(filled[is_counted]))
        self.add(first, self.under.slag, "\n\n".join(texts), tittel=title, varighet=varighet)

    def _columns(self, table: Table, over: Over = NOTHING) -> None:
        """Read a table by what stands over its columns. `over` is what is known before its head."""
        filled = [number for number, row in enumerate(table.rows) if any(row)]
        rows = [table.rows[number] for number in filled]
        headed = tables.is_headed(rows)
        reach: dict[int, list[int]] = {}
        for number, row in enumerate(rows):
            heads = [tables.head(cell) for cell in row]
            is_first = tables.is_head_row(heads) and not over.labels
            is_head = is_first or (headed and number == 0)
            if is_head or (over.labels and repeats(heads, row)):
                over = over_columns(row, heads, rows[number + 1 :])
                self._head_row(row, heads, over)
            elif is_across(row, over.labels) and id(table) in self.captioned:
                self.text(next(one for cell in row for one in cell), is_label=True)
            elif is_across(row, over.labels):
                self._across(row, over)
            else:
                first = len(self.out)
                self._row(row, over)
                self._reach(
                    reach, first, over, {c for r, c in table.covered if r == filled[number]}
                )

    def _reach(
        self, reach: dict[int, list[int]], first: int, over: Over, covered: Set[int]
    ) -> None:
        """Let what stands in a cell that goes down over this row, belong to this row too. `reach`
        has the places of the effects that each column last had.
        """
        effects = [n for n, one in over.labels.items() if one.slag == Slag.VIRKNING]
        new = [n for n in range(first, len(self.out)) if self.out[n].slag == Slag.VIRKNING]
        for column in effects:
            if column not in covered:
                reach[column] = new if len(effects) == 1 else []
            for place in reach.get(column, ()) if column in covered else ():
                self.out[place] = replace(self.out[place], til_rad=self.rows)

    def _head_row(
        self, row: Sequence[Cell], heads: Sequence[tables.Head | None], over: Over
    ) -> None:
        for number, cell in enumerate(row):
            one = heads[number]
            for block in [one.line] if one else cell:
                self.text(block, is_label=True)
        rests = [one.rest if one else () for one in heads]
        if any(rests):
            self._row(rests, over)

    def _across(self, row: Sequence[Cell], over: Over) -> None:
        """Read a row that is one cell over all the columns: a theme, a label or a text."""
        cell = tables.only(row) or ()
        self.rad = 0
        first = cell[0] if len(cell) == 1 else None
        if isinstance(first, Line) and not is_label_line(first) and not self._is_named_in(first):
            self.theme(first.text, first)
        else:
            self.cell(cell, Under())

    def _is_named_in(self, line: Line) -> bool:
        """Tell whether a label names the theme we are in: «Standard for lek» in the theme «Lek»."""
        name = self.temaer[self.tema].casefold() if self.tema >= 0 else ""
        return bool(name and label(line.text)) and name in line.text.casefold()

    def _row(self, row: Sequence[Cell], over: Over) -> None:
        self.rows += 1
        self.rad = self.rows
        first = len(self.out)
        for number in (n for n, one in over.labels.items() if one.slag == Slag.TEMA):
            self.row_theme(row[number])
        hvem = next((one for n, cell in enumerate(row) if (one := over.named(n, cell))), "")
        for number, cell in enumerate(row):
            found = over.labels.get(number)
            if not cell or (found and found.slag == Slag.TEMA):
                continue
            if found:
                self.cell(cell, Under(found, in_cell=True, hvem=hvem))
            elif number in over.durations and self._lasts(cell, first):
                continue
            elif over.named(number, cell):
                for line in lines(cell):
                    self.text(line, is_label=True)
            elif is_number(cell) and any(row[:number]):
                self.text(cell[0])
            else:
                self.cell(cell, Under())
        self.rad = 0

    def _lasts(self, cell: Cell, first: int) -> bool:
        """Say how long the one task of a row takes; tell whether there is one."""
        tasks = [n for n in range(first, len(self.out)) if self.out[n].slag in TASKS]
        if len(tasks) == 1:
            self.out[tasks[0]] = replace(self.out[tasks[0]], varighet=words(cell))
        return len(tasks) == 1

    def _stacked(self, table: Table) -> None:
        under = self.under
        for row in table.rows:
            one = tables.head(row[0])
            if one and one.label:
                self.text(one.line, is_label=True)
                under = Under(one.label)
                rest = [one.rest, *row[1:]]
            elif tables.only(row) == row[0] and len(row[0]) == 1 and isinstance(row[0][0], Line):
                self.theme(row[0][0].text, row[0][0])
                continue
            else:
                rest = list(row)
            for cell in rest:
                self.cell(cell, under)

"""Read the tables where each row is one thing: the year, measures, and whom to call."""

import re
from collections.abc import Sequence

from kvalitetsplan.imports import ladders, measures, tables, tasktables
from kvalitetsplan.imports.document import Cell, Line, Table, lines, pictures, words
from kvalitetsplan.imports.duties import duties
from kvalitetsplan.imports.flow import Flow
from kvalitetsplan.imports.glance import said_with
from kvalitetsplan.imports.labels import Slag
from kvalitetsplan.imports.roles import role
from kvalitetsplan.imports.tidying import without_number
from kvalitetsplan.imports.times import week, when
from kvalitetsplan.imports.under import Under
from kvalitetsplan.plan.model.addresses import why_no_mail

_PHONE = re.compile(r"\+?[\d ]{3,17}")


class Listing(Flow):
    """Reads the running text of a document, and what is listed in tables."""

    def read_measures(self, table: Table, found: measures.Measures) -> None:
        """Read a table of measures; a row without one is text."""
        for row in table.rows[: found.head + 1]:
            for cell in row:
                for line in lines(cell):
                    self.text(line, is_label=True)
        own = measures.Tiltakstegn(niva=(self.under.niva,) if self.under.niva else ())
        for line, text, more in measures.measured(table, found):
            self.add(line, Slag.TILTAK, text, tiltak=more.with_more(own))
        for row in table.rows[found.head + 1 :]:
            if any(row) and not measures.has_measures(row, found):
                self.text(Table((row,), table.at))

    def read_ladder(self, table: Table, found: ladders.Ladder) -> None:
        """Read a table of steps."""
        steps = ladders.steps(table, found)
        first = next((words(cell) for row in table.rows[: found.head] for cell in row if cell), "")
        title = without_number(self.over or first or found.names[0]).strip(" :")
        for line in (
            line for row in table.rows[: found.head + 1] for cell in row for line in lines(cell)
        ):
            self.text(line, is_label=True)
        self.add(table, Slag.TRAPP, tittel=title, steg=steps)

    def read_tasks(self, table: Table, found: tasktables.Tasks) -> None:
        """Read a table with a task in each row."""
        for row in table.rows[: found.head + 1]:
            for line in (line for cell in row for line in lines(cell)):
                self.text(line, is_label=True)
        for one in tasktables.each_task(table, found):
            if not isinstance(one, tasktables.Task):
                for line in (line for cell in one for line in lines(cell)):
                    self.text(line)
                continue
            self.row_theme(one.tema)
            fields = {"tittel": one.tittel, "varighet": one.varighet, "tegn": one.tegn}
            self.add(one.first, found.slag, one.tekst, **fields)

    def read_duties(self, table: Table) -> None:
        """Read a table of duties by role."""
        found = duties(table)
        assert found
        for line in found.heads:
            self.text(line, is_label=True)
        for one in found.cells:
            self.add(one.line, Slag.REGEL, one.text, plikt=one.plikt, hvem=one.hvem)
        for cell in found.others:
            for block in cell:
                self.text(block)

    def read_kinds(self, table: Table) -> None:
        """Read rows that each say what they are."""
        found = tables.kinds(table)
        assert found
        rows = [row for row in table.rows if any(row)]
        for row in rows[: found.head]:
            for cell in row:
                for line in lines(cell):
                    self.text(line, is_label=True)
        for row in rows[found.head :]:
            one = tables.head(row[found.kind])
            self.row_theme(row[found.tema] if found.tema is not None and found.tema >= 0 else ())
            for line in lines(row[found.kind]):
                self.text(line, is_label=True)
            under = Under(one.label if one else None, in_cell=True)
            for number, cell in enumerate(row):
                if cell and number not in (found.kind, found.tema):
                    self.cell(cell, under)
                    under = Under()

    def read_dated_row(self, row: Sequence[Cell], at: str) -> None:
        """Read a row of a table of the year: when, and what, if it says so."""
        first, *rest = [cell for cell in row if cell] or [()]
        said = words(first)
        if rest and any(when(said)):
            what = " ".join(map(words, rest))
            self._dated(Line(f"{said.rstrip(' :')}: {what}", at))
        elif any(row):
            self.text(Table((tuple(row),), at))
            for picture in pictures([Table((tuple(row),), at)]):
                self.text(picture)

    def read_year(self, table: Table) -> None:
        """Read a table that says when each thing happens in the year."""
        year = tables.when_column(table)
        assert year
        heads = [words(cell) for cell in table.rows[0]] if year.head else []
        for cell in table.rows[0] if year.head else ():
            for line in lines(cell):
                self.text(line, is_label=True)
        said = ""
        for row in table.rows[year.head :]:
            said = week(words(row[year.when]), heads[year.when] if heads else "") or said
            others = [n for n, cell in enumerate(row) if cell and n not in (year.when, year.who)]
            if not any(when(said)) or not others:
                self.text(Table((row,), table.at))
                continue
            who = words(row[year.who]) if year.who is not None else ""
            more = [_told(heads, n, row[n]) for n in others[1:]]
            more += [_told(heads, year.who, row[year.who])] if year.who and who else []
            for block in row[others[0]]:
                if isinstance(block, Line):
                    told = [*said_with(said, when(said)), *more]
                    self.event(block, block.text, when(said), told, role(who))
                else:
                    self.text(block)

    def read_months(self, table: Table) -> None:
        """Read a table that has a month over each column."""
        months = tables.months(table)
        for cell in table.rows[0]:
            for line in lines(cell):
                self.text(line, is_label=True)
        for row in table.rows[1:]:
            for number, cell in enumerate(row):
                for block in cell:
                    if number in months and isinstance(block, Line):
                        tid = when(months[number])
                        self.event(block, block.text, tid, said_with(months[number], tid))
                    else:
                        self.text(block)

    def read_contacts(self, table: Table) -> None:
        """Read a table of whom to call."""
        head, *rows = table.rows
        for cell in head:
            for line in lines(cell):
                self.text(line, is_label=True)
        for row in rows:
            first = next(lines(next((cell for cell in row if cell), ())), None)
            said = [words(cell) for cell in row]
            told = [one for one in said[1:] if one]
            epost = next((one for one in told if not why_no_mail(one)), "")
            telefon = next((one for one in told if _PHONE.fullmatch(one)), "")
            rest = [one for one in told if one not in (epost, telefon)]
            if first and said[0] and (epost or telefon):
                fields = {"tittel": said[0], "telefon": telefon, "epost": epost}
                self.add(first, Slag.KONTAKT, ". ".join(rest), **fields)
            else:
                self.text(Table((row,), table.at))


def _told(heads: Sequence[str], number: int, cell: Cell) -> str:
    """Return what a cell says, with what stands over its column."""
    said = words(cell)
    name = heads[number] if number < len(heads) else ""
    return f"{name.strip(' :')}: {said.rstrip('.')}." if name else f"{said.rstrip('.')}."

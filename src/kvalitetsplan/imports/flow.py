"""Read the running text of a document: what each line is, by the headings and labels it stands
under.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import replace

from kvalitetsplan.imports import measures
from kvalitetsplan.imports.document import Block, Line, Table, lines
from kvalitetsplan.imports.glance import has_list, is_over_measures, is_said, is_short, said_with
from kvalitetsplan.imports.labels import Label, Slag, run_in
from kvalitetsplan.imports.outline import is_label_line, told_below
from kvalitetsplan.imports.putting import TASKS, Putting
from kvalitetsplan.imports.roles import duty, role
from kvalitetsplan.imports.times import when
from kvalitetsplan.imports.under import Under, begun, is_number


class Flow(Putting, ABC):
    """Goes through a document from the top."""

    def read(self, blocks: Sequence[Block]) -> None:
        """Read the running text of the document."""
        for place, block in enumerate(blocks):
            after = blocks[place + 1 :]
            if isinstance(block, Line | Table) and block.is_anew:
                self.anew()
            if isinstance(block, Line) and block.level:
                self.over = block.text
            if isinstance(block, Table):
                self.table(block)
            elif not isinstance(block, Line) or block.apart:
                self.text(block)
            elif place in self.theme_places:
                self.theme(block.text, block)
                self.tema_level = block.level
            else:
                self._line(block, after)

    def cell(self, cell: Sequence[Block], under: Under) -> None:
        """Read a cell, or another part that has its own beginning and end."""
        if is_number(cell):
            for line in lines(cell):
                self.text(line, is_label=True)
            return
        before, self.under, self.open = self.under, replace(under, in_cell=True), -1
        for place, block in enumerate(cell):
            if isinstance(block, Table):
                self.table(block)
            elif isinstance(block, Line) and len(cell) == 1 and is_said(block, under):
                self._item(block)
            elif isinstance(block, Line) and not block.apart:
                self._line(block, cell[place + 1 :])
            else:
                self.text(block)
        self.under, self.open = before, -1

    @abstractmethod
    def table(self, table: Table) -> None:
        """Read a table."""

    # --- Lines
    # -------------------------------------------------------------------------------------

    def _line(self, line: Line, after: Sequence[Block]) -> None:
        if is_over_measures(line, after):
            self._label(line, measures.LABEL, after)
        elif (found := is_label_line(line)) and not self._is_title(line, found):
            self._label(line, found, after)
        elif line.level or (self.under.in_cell and line.bold and is_short(line)):
            self._heading(line, after)
        elif (inside := run_in(line.text)) and not self._says_what_to_do(inside[0]):
            self._run_in(line, *inside)
        elif self.under.slag == Slag.HENDELSE and any(when(line.text.partition(":")[0])):
            self._dated(line)
        else:
            self._item(line)

    def _is_title(self, line: Line, found: Label) -> bool:
        """Tell whether what may be a label is what one task is called: «Oppgave 2»."""
        is_below = line.level > self.under.level or line.text[-1:].isdigit()
        return not found.is_sure and self.under.slag in TASKS and is_below

    def _label(self, line: Line, found: Label, after: Sequence[Block]) -> None:
        self.under = replace(
            Under(in_cell=self.under.in_cell),
            label=found,
            level=line.level,
            is_list=has_list(after) and not self.under.in_cell,
        )
        self.open = -1
        self.text(line, is_label=True)

    def _heading(self, line: Line, after: Sequence[Block]) -> None:
        """Read a heading that is neither a theme's nor a label."""
        one, other, tid = duty(line.text), role(line.text), when(line.text)
        if other and (self.under.plikt or self.under.slag):
            self.under = replace(self.under, hvem=other)
        elif any(tid) and self.under.slag == Slag.HENDELSE:
            self.under = replace(self.under, tid=tid)
        elif self.under.slag == Slag.TILTAK and (niva := measures.level_in(line.text)):
            self.under, self.open = replace(self.under, niva=niva), -1
        elif one:
            self.under, self.open = Under(plikt=one, level=line.level), -1
        elif told := self._told(line):
            self._label(line, told, after)
            return
        elif self._goes_on(line, after):
            if self.under.slag in TASKS:
                self.titled(line)
                return
        else:
            self.under, self.open = Under(in_cell=self.under.in_cell), -1
            if 0 < line.level <= self.tema_level and not self.under.in_cell:
                self.tema = -1
        self.text(line, is_label=bool(one or other))

    def _told(self, line: Line) -> Label | None:
        """Return what an unknown heading in a theme stands over."""
        told = told_below(line) if self.tema >= 0 else None
        return None if told and self._is_title(line, told) else told

    def _goes_on(self, line: Line, after: Sequence[Block]) -> bool:
        """Tell whether what stands below a heading is more of what stood above it."""
        if not self.under.slag or 0 < line.level < self.under.level:
            return False
        if line.level > self.under.level or self.under.in_cell:
            return True
        following = next(iter(after), None)
        return isinstance(following, Line) and bool(
            following.bullet or (self.under.slag in TASKS and not following.level)
        )

    def _run_in(self, line: Line, found: Label, head: str, rest: str) -> None:
        """Read a line that has its label in front."""
        self.text(replace(line, text=head, bullet=0), is_label=True)
        before, self.under = self.under, replace(self.under, label=found, is_list=False)
        self._item(replace(line, text=rest))
        self.under = before

    def _says_what_to_do(self, found: Label) -> bool:
        """Tell whether a word in front is the task's own, as in «Diskuter: …» among questions."""
        return self.under.slag in TASKS and found.slag == self.under.slag

    def _dated(self, line: Line) -> None:
        """Read a line that says when, and then what."""
        head, colon, what = line.text.partition(":")
        tid = when(head)
        if colon and what.strip():
            self.event(line, what.strip(), tid, said_with(head, tid))
        elif not colon and len(head.split()) > 4:
            self.event(line, line.text, tid, ())
        else:
            self.under = replace(self.under, tid=tid)
            self.text(line)

    def _item(self, line: Line) -> None:
        """Read a line that says what there is to say."""
        slag, under = self.under.slag, self.under
        if slag in TASKS:
            self.task(line)
        elif (last := self.above(line)) and (slag != Slag.TILTAK or line.bullet):
            self.detail(line, last)
        elif under.plikt and not slag and (rule := self._rule(line)):
            self.opened(line, Slag.REGEL, rule[1], plikt=under.plikt, hvem=rule[0])
        elif slag == Slag.HENDELSE and any(under.tid) and line.bullet:
            self.event(line, line.text, under.tid, ())
            self.open = len(self.out) - 1
        elif slag == Slag.TILTAK and line.bullet and not self.is_about(line):
            text, more = measures.signed(line.text)
            own = measures.Tiltakstegn(niva=(under.niva,) if under.niva else ())
            self.opened(line, slag, text, tiltak=more.with_more(own))
        elif slag and slag not in (Slag.HENDELSE, Slag.TILTAK) and not self.is_about(line):
            self.opened(line, slag, begun(line.text, under), hvem=under.hvem)
        else:
            self._led(line)
            self.text(line)

    def _rule(self, line: Line) -> tuple[str, str] | None:
        """Return who a line under a duty is for, and what it says: a point, or «Rektor: …»."""
        head, colon, rest = line.text.partition(":")
        hvem = role(head) if colon and rest.strip() else ""
        if hvem:
            return hvem, rest.strip()
        return (self.under.hvem, line.text) if self.under.hvem and line.bullet else None

    def _led(self, line: Line) -> None:
        """Notice who the items below are about: «Ledelsen:»."""
        if line.text.endswith(":") and (found := role(line.text)):
            self.under = replace(self.under, hvem=found)

"""Read the running text of a document: what each line is, by the headings and labels it stands under."""

import re
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from kvalitetsplan.imports import measures
from kvalitetsplan.imports.document import Block, Line, Table, lines
from kvalitetsplan.imports.labels import Label, Slag, run_in
from kvalitetsplan.imports.outline import is_label_line, told_below
from kvalitetsplan.imports.pieces import Stykke
from kvalitetsplan.imports.roles import duty, role
from kvalitetsplan.imports.tidying import without_number
from kvalitetsplan.imports.times import Tid, when
from kvalitetsplan.imports.titles import FIELDS, NUMBERED, title_and_rest, title_in, with_more
from kvalitetsplan.imports.under import Under, begun, is_number
from kvalitetsplan.plan.words import MONTHS

TASKS = (Slag.REFLEKSJON, Slag.TRENING)
"""The kinds that may have a title, a duration and more said below them."""


_SHORT, _MOST_WORDS = (Slag.KJENNETEGN, Slag.VIRKNING), 70
"""The kinds that are a sentence or a few; a long paragraph is said about them."""


_LEADS = 3
"""A point of no more words than this is a heading over those below it."""
_UNENDED = {
    "at",
    "å",
    "som",
    "når",
    "er",
    "for",
    "og",
    "ved",
    "av",
    "med",
    "vi",
    "de",
    "dei",
    "jeg",
    "eg",
    "skal",
    "vil",
    "kan",
}
"""A point that ends so, goes on in those below it."""
_SAYS_HOW = re.compile(
    r"(?:slik|sånn|dette|det|hva|kva|hvordan|korleis) (?:skal |vil )?\w+ (?:vi|skolen|skulen)", re.I
)
"""What may stand over practices, and over measures."""


@dataclass
class Flow(ABC):
    """Goes through a document from the top."""

    theme_places: set[int]
    temaer: list[str] = field(default_factory=list)
    out: list[Stykke] = field(default_factory=list)
    tema: int = -1
    tema_level: int = 0
    under: Under = field(default_factory=Under)
    rad: int = 0
    rows: int = 0
    open: int = -1
    """The place of the task that more may be said about; -1 for none."""

    def read(self, blocks: Sequence[Block]) -> None:
        """Read the running text of the document."""
        for place, block in enumerate(blocks):
            after = blocks[place + 1 :]
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
            elif isinstance(block, Line) and len(cell) == 1 and _is_said(block, under):
                self._item(block)
            elif isinstance(block, Line) and not block.apart:
                self._line(block, cell[place + 1 :])
            else:
                self.text(block)
        self.under, self.open = before, -1

    def add(self, block: Block, slag: Slag | None = None, tekst: str = "", **more: object) -> None:
        """Put a piece last, in the theme and the row we are in."""
        self.out.append(Stykke(block, slag, tekst, self.tema, rad=self.rad, **more))  # type: ignore[arg-type]

    def text(self, block: Block, is_label: bool = False) -> None:
        """Put what no place in a plan is known for last."""
        self.add(block, is_label=is_label)

    def theme(self, name: str, block: Block) -> None:
        """Begin a theme, or go on with one that has been before."""
        title = without_number(name).strip(" :")
        known = [one.casefold() for one in self.temaer]
        if title.casefold() not in known:
            self.temaer.append(title)
            known.append(title.casefold())
        self.tema = known.index(title.casefold())
        self.under, self.open = Under(), -1
        self.add(block, Slag.TEMA, title)

    @abstractmethod
    def table(self, table: Table) -> None:
        """Read a table."""

    # --- Lines -------------------------------------------------------------------------------------

    def _line(self, line: Line, after: Sequence[Block]) -> None:
        if self._is_over_measures(line, after):
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

    def _is_over_measures(self, line: Line, after: Sequence[Block]) -> bool:
        """Tell whether a heading says that measures stand below it; of one that could stand over
        practices, its items tell.
        """
        found = is_label_line(line)
        if measures.is_of_measures(line.text):
            return bool(line.level or line.bold or found) and _has_list(after)
        if not found or found.slag != Slag.KJENNETEGN or not _SAYS_HOW.match(line.text):
            return False
        items = [one for one in takewhile(is_below, after) if isinstance(one, Line) and one.bullet]
        return bool(items) and 2 * sum(measures.is_signed(one.text) for one in items) >= len(items)

    def _is_title(self, line: Line, found: Label) -> bool:
        """Tell whether what may be a label is what one task is called: «Oppgave 2»."""
        is_below = line.level > self.under.level or line.text[-1:].isdigit()
        return not found.is_sure and self.under.slag in TASKS and is_below

    def _label(self, line: Line, found: Label, after: Sequence[Block]) -> None:
        self.under = replace(
            Under(in_cell=self.under.in_cell),
            label=found,
            level=line.level,
            is_list=_has_list(after) and not self.under.in_cell,
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
                self._titled(line)
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
        following = next((one for one in after if isinstance(one, Line)), None)
        return following is not None and bool(following.bullet or self.under.slag in TASKS)

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
            self._task(line)
        elif (last := self._above(line)) and (slag != Slag.TILTAK or line.bullet):
            self._detail(line, last)
        elif under.plikt and not slag and (rule := self._rule(line)):
            self._opened(line, Slag.REGEL, rule[1], plikt=under.plikt, hvem=rule[0])
        elif slag == Slag.HENDELSE and any(under.tid) and line.bullet:
            self.event(line, line.text, under.tid, ())
            self.open = len(self.out) - 1
        elif slag == Slag.TILTAK and line.bullet and not self._is_about(line):
            text, more = measures.signed(line.text)
            own = measures.Tiltakstegn(niva=(under.niva,) if under.niva else ())
            self._opened(line, slag, text, tiltak=more.with_more(own))
        elif slag and slag not in (Slag.HENDELSE, Slag.TILTAK) and not self._is_about(line):
            self._opened(line, slag, begun(line.text, under), hvem=under.hvem)
        else:
            self._led(line)
            self.text(line)

    def _opened(self, line: Line, slag: Slag, text: str, **more: object) -> None:
        """Put a piece last that points below it may be a part of."""
        self.add(line, slag, text, **more)
        self.open = len(self.out) - 1

    def _rule(self, line: Line) -> tuple[str, str] | None:
        """Return who a line under a duty is for, and what it says: a point, or «Rektor: …»."""
        head, colon, rest = line.text.partition(":")
        hvem = role(head) if colon and rest.strip() else ""
        if hvem:
            return hvem, rest.strip()
        return (self.under.hvem, line.text) if self.under.hvem and line.bullet else None

    def _above(self, line: Line) -> Stykke | None:
        """Return the piece that a point is a part of, as it stands deeper; None if there is none."""
        last = self.out[self.open] if self.open >= 0 else None
        first = last.block if last else None
        if not last or not isinstance(first, Line) or last.slag in (*TASKS, Slag.VIRKNING):
            return None
        is_deeper = line.bullet > first.bullet and (first.bullet > 0 or self.under.in_cell)
        return last if is_deeper and not leads(first.text) else None

    def _detail(self, line: Line, last: Stykke) -> None:
        """Put a point with the piece it is a part of: what shows a practice, is its example."""
        if last.slag == Slag.TILTAK and (more := measures.sign(line.text)) != measures.NOTHING:
            self.out[self.open] = replace(last, tiltak=last.tiltak.with_more(more))
        elif last.slag != Slag.KJENNETEGN:
            self.out[self.open] = replace(last, tekst=f"{last.tekst}\n\n- {line.text}".strip())
        elif self.out[-1].av == self.open:
            before = self.out[-1]
            self.out[-1] = replace(before, tekst=f"{before.tekst}\n\n- {line.text}")
        else:
            self.add(line, Slag.EKSEMPEL, f"- {line.text}", av=self.open)

    def _is_about(self, line: Line) -> bool:
        """Tell whether a line is said about the items, and is none of them."""
        if line.text.endswith(":"):
            return True
        if line.bullet:
            return False
        is_long = self.under.slag in _SHORT and len(line.text.split()) > _MOST_WORDS
        return self.under.is_list or (is_long and not self.under.in_cell)

    def _led(self, line: Line) -> None:
        """Notice who the items below are about: «Ledelsen:»."""
        if line.text.endswith(":") and (found := role(line.text)):
            self.under = replace(self.under, hvem=found)

    def event(self, line: Block, what: str, tid: Tid, more: Sequence[str], hvem: str = "") -> None:
        """Put something that happens in the year last. `more` is what else is said of it."""
        title, text = title_and_rest(what)
        told = " ".join([*([text] if text else []), *more])
        self.add(line, Slag.HENDELSE, told, tittel=title, tid=tid, hvem=hvem)

    # --- Tasks -------------------------------------------------------------------------------------

    def _titled(self, line: Line) -> None:
        assert self.under.slag
        self.add(line, self.under.slag, "", tittel=NUMBERED.sub("", line.text) or line.text)
        self.open = len(self.out) - 1

    def _task(self, line: Line) -> None:
        """Read a line where tasks stand: a new one, or more about the last."""
        last = self.out[self.open] if self.open >= 0 else None
        if last and self._is_more(line, last):
            self.out[self.open] = with_more(last, line)
        elif self._begins_task(line):
            assert self.under.slag
            title, text = title_in(line.text)
            self.add(line, self.under.slag, text, tittel=title)
            self.open = len(self.out) - 1
        else:
            self.text(line)

    def _is_more(self, line: Line, last: Stykke) -> bool:
        first = last.block
        assert isinstance(first, Line)
        if any(pattern.match(line.text) for _, pattern in FIELDS):
            return True
        if line.bullet > first.bullet and (first.bullet or first.level or first.bold):
            return True
        if line.bullet == first.bullet and first.is_numbered and not line.is_numbered:
            return True  # points below «1. …»
        has_title = bool(first.level) or (last.tittel and not last.tekst)
        return bool(has_title and not line.bullet)

    def _begins_task(self, line: Line) -> bool:
        if line.bullet or NUMBERED.match(line.text):
            return True
        if self.under.slag == Slag.REFLEKSJON and line.text.endswith("?"):
            return True
        return not self._is_about(line)


def leads(text: str) -> bool:
    """Tell whether a point only leads to those below it, which are what there is to say."""
    words = text.casefold().split()
    return text.endswith(":") or len(words) <= _LEADS or bool(role(text)) or words[-1] in _UNENDED


def is_below(block: Block) -> bool:
    """Tell whether a block still stands below the heading before it."""
    return not (isinstance(block, Line) and block.level)


def _is_said(line: Line, under: Under) -> bool:
    """Tell whether the one line of a cell is what its column is of, also where it could be a label."""
    plain = not (line.bold or line.level or line.apart or ":" in line.text)
    return plain and under.slag not in (None, Slag.HENDELSE)


def said_with(text: str, tid: Tid) -> list[str]:
    """Return when something is, in the document's words, unless it is said by the month alone."""
    return (
        [] if tid.maneder and text.strip(" .:").casefold() in MONTHS else [f"{text.strip(' .:')}."]
    )


def is_short(line: Line) -> bool:
    """Tell whether a line may be a heading by its length and its end."""
    return len(line.text.split()) <= 8 and line.text[-1:] not in ".?;,"


def _begins_anew(table: Table) -> bool:
    """Tell whether a table is a frame with a label of its own in it."""
    first = next(lines([table]), None)
    is_frame = all(sum(map(bool, row)) <= 1 for row in table.rows)
    return is_frame and first is not None and is_label_line(first) is not None


def _has_list(after: Sequence[Block]) -> bool:
    """Tell whether what stands below a label, until the next heading, has items in a list."""
    for one in after:
        if isinstance(one, Table):
            return not _begins_anew(one)
        if isinstance(one, Line) and one.level:
            return False
        if isinstance(one, Line) and one.bullet:
            return True
    return False

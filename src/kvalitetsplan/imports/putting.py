"""Put what is read in its place: a piece of its own, or more of the piece above it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kvalitetsplan.imports import measures
from kvalitetsplan.imports.document import Block, Line, words
from kvalitetsplan.imports.glance import leads
from kvalitetsplan.imports.labels import Slag
from kvalitetsplan.imports.pieces import Stykke
from kvalitetsplan.imports.tidying import without_number
from kvalitetsplan.imports.times import Tid
from kvalitetsplan.imports.titles import (
    FIELDS,
    NUMBERED,
    timed,
    title_and_rest,
    title_in,
    with_more,
)
from kvalitetsplan.imports.under import Under

TASKS = (Slag.REFLEKSJON, Slag.TRENING)
"""The kinds that may have a title, a duration and more said below them."""
_SHORT, _MOST_WORDS = (Slag.KJENNETEGN, Slag.VIRKNING), 70
"""The kinds that are a sentence or a few; a long paragraph is said about them."""


@dataclass
class Putting:
    """Where in a document we are, and the pieces so far."""

    theme_places: set[int]
    temaer: list[str] = field(default_factory=list)
    out: list[Stykke] = field(default_factory=list)
    tema: int = -1
    tema_level: int = 0
    under: Under = field(default_factory=Under)
    rad: int = 0
    rows: int = 0
    over: str = ""
    """The heading that stands last above."""
    open: int = -1
    """The place of the piece that more may be said about; -1 for none."""

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

    def anew(self) -> None:
        """Leave the theme and the kind we are in."""
        self.tema, self.tema_level, self.under, self.open, self.over = -1, 0, Under(), -1, ""

    def row_theme(self, cell: Sequence[Block]) -> None:
        """Go to the theme that a cell in front of a row names; an empty one goes on from above."""
        said = without_number(words(tuple(cell))).strip(" :")
        now = self.temaer[self.tema] if self.tema >= 0 else ""
        if said and said.casefold() != now.casefold():
            self.theme(said, cell[0])

    def event(self, line: Block, what: str, tid: Tid, more: Sequence[str], hvem: str = "") -> None:
        """Put something that happens in the year last. `more` is what else is said of it."""
        title, text = title_and_rest(what)
        told = " ".join([*([text] if text else []), *more])
        self.add(line, Slag.HENDELSE, told, tittel=title, tid=tid, hvem=hvem)

    def opened(self, line: Line, slag: Slag, text: str, **more: object) -> None:
        """Put a piece last that points below it may be a part of."""
        self.add(line, slag, text, **more)
        self.open = len(self.out) - 1

    def above(self, line: Line) -> Stykke | None:
        """Return the piece that a point is a part of, as it stands deeper; None if there is none.
        What only leads to the points below it, is text.
        """
        last = self.out[self.open] if self.open >= 0 else None
        first = last.block if last else None
        if not last or not isinstance(first, Line) or last.slag in (*TASKS, Slag.VIRKNING):
            return None
        if line.bullet <= first.bullet or not (first.bullet or self.under.in_cell):
            return None
        if last.slag == Slag.KJENNETEGN and leads(first.text):
            self.out[self.open] = replace(last, slag=None, tekst="")
            return None
        return last

    def detail(self, line: Line, last: Stykke) -> None:
        """Put a point with the piece it is a part of: what shows a practice, is its example."""
        if last.slag == Slag.TILTAK and (more := measures.sign(line.text)) != measures.NOTHING:
            self.out[self.open] = replace(last, tiltak=last.tiltak.with_more(more))
        elif last.slag != Slag.KJENNETEGN:
            self.out[self.open] = replace(last, tekst=f"{last.tekst}\n\n{line.as_item}".strip())
        elif self.out[-1].av == self.open:
            before = self.out[-1]
            self.out[-1] = replace(before, tekst=f"{before.tekst}\n\n{line.as_item}")
        else:
            self.add(line, Slag.EKSEMPEL, line.as_item, av=self.open)

    def is_about(self, line: Line) -> bool:
        """Tell whether a line is said about the items, and is none of them."""
        if line.text.endswith(":"):
            return True
        if line.bullet:
            return False
        is_long = self.under.slag in _SHORT and len(line.text.split()) > _MOST_WORDS
        return self.under.is_list or (is_long and not self.under.in_cell)

    def titled(self, line: Line) -> None:
        """Begin a task that a heading names."""
        assert self.under.slag
        said = NUMBERED.sub("", line.text) or line.text
        title, varighet, rest = timed(said)
        fields = {"tittel": title, "varighet": varighet} if title and not rest else {"tittel": said}
        self.add(line, self.under.slag, "", **fields)
        self.open = len(self.out) - 1

    def task(self, line: Line) -> None:
        """Read a line where tasks stand: a new one, or more about the last."""
        last = self.out[self.open] if self.open >= 0 else None
        if last and self._is_more(line, last):
            self.out[self.open] = with_more(last, line)
        elif self._begins_task(line):
            assert self.under.slag
            title, varighet, text = timed(NUMBERED.sub("", line.text) or line.text)
            title, text = (title, text) if title else title_in(line.text)
            self.add(line, self.under.slag, text, tittel=title, varighet=varighet)
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
        return not self.is_about(line)

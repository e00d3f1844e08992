"""Words with places on a page become lines."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from kvalitetsplan.imports.tidying import without_mark

_MARK = re.compile(
    r"(?:\(cid:\d+\)|[^\w\s«\"'(§]|[\uf000-\uf0ff]|o|\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-zæøå])[.)]|\d{1,2}(?:\.\d{1,2})+)"
)
_NOTE_MARK = re.compile(r"[\d,*†‡()\[\]]{1,5}")


@dataclass(frozen=True)
class Word:
    """One word on a page; the places are in points from its top left corner."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool


@dataclass(frozen=True)
class Row:
    """Words that stand beside each other, from left to right."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """What they say."""
        return " ".join(one.text for one in self.words)

    @property
    def x0(self) -> float:
        """Where the first begins."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Where the last ends."""
        return self.words[-1].x1

    @property
    def top(self) -> float:
        """Where the highest begins."""
        return min(one.top for one in self.words)

    @property
    def bottom(self) -> float:
        """Where the lowest ends."""
        return max(one.bottom for one in self.words)

    @property
    def size(self) -> float:
        """The size of most of its letters."""
        return max(self.words, key=lambda one: len(one.text)).size

    @property
    def bold(self) -> bool:
        """Tell whether everything in it is bold."""
        words = self.words[1:] if self.is_marked and len(self.words) > 1 else self.words
        return all(one.bold for one in words if one.size > 0.8 * self.size)

    @property
    def is_marked(self) -> bool:
        """Tell whether it begins with a bullet or a number."""
        if len(self.words) < 2 or not _MARK.fullmatch(self.words[0].text):
            return False
        is_number = self.words[0].text.strip("(")[0].isdigit()
        return not is_number or bool(without_mark(self.text)[1])  # «4. trinn» is said

    @property
    def text_x(self) -> float:
        """Where its text begins, after a bullet."""
        return self.words[1].x0 if self.is_marked else self.x0

    def gaps(self) -> Iterator[tuple[float, float]]:
        """Yield the spaces in it that are so wide that they may part two columns."""
        for one, other in pairwise(self.words):
            wide = max(11.0, 1.1 * one.size)
            if other.x0 - one.x1 > wide and not _MARK.fullmatch(one.text):
                yield one.x1, other.x0


def rows(words: Iterable[Word]) -> list[Row]:
    """Return words as the lines they stand in, from the top."""
    found: list[list[Word]] = []
    for word in sorted(words, key=lambda one: (one.bottom, one.x0)):
        same = found[-1] if found else []
        if same and abs(word.bottom - same[0].bottom) <= max(2.0, 0.35 * word.size):
            same.append(word)
        else:
            found.append([word])
    return _with_marks([Row(tuple(sorted(one, key=lambda word: word.x0))) for one in found])


def _with_marks(some: list[Row]) -> list[Row]:
    """Return lines with the small marks that are raised above them, as those of foot notes, in
    place.
    """
    whole: list[Row] = []
    for row in some:
        above = whole[-1] if whole else None
        if above and _is_mark_in(above, row):
            whole[-1] = _together(above, row)
        elif above and _is_mark_in(row, above):
            whole[-1] = _together(row, above)
        else:
            whole.append(row)
    return whole


def _is_mark_in(line: Row, mark: Row) -> bool:
    """Tell whether some words are nothing but marks in a line of larger letters."""
    overlaps = min(line.bottom, mark.bottom) - max(line.top, mark.top)
    raised = mark.size < 0.8 * line.size and overlaps > 0.3 * mark.size
    return raised and all(_NOTE_MARK.fullmatch(word.text) for word in mark.words)


def _together(one: Row, other: Row) -> Row:
    return Row(tuple(sorted((*one.words, *other.words), key=lambda word: word.x0)))

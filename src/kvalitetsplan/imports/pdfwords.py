"""Words with places on a page become lines, paragraphs and columns."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from kvalitetsplan.imports.document import Line
from kvalitetsplan.imports.tidying import apart, clean, without_mark

_MARK = re.compile(r"(?:\(cid:\d+\)|[^\w\s«\"'(§]|[\uf000-\uf0ff]|o|\(?(?:\d{1,2}|[a-zæøå])[.)])")
_NOTE_MARK = re.compile(r"[\d,*†‡()\[\]]{1,5}")
_MIDDLE = re.compile(r"[.!?] [A-ZÆØÅ]")
_HYPHEN = re.compile(r"[^\W\d_][-\u2010\u00ad]$")
"""How a line ends where a word is divided."""
Known = Counter[str]
"""The words of a document in small letters, and how many times each stands there."""
_LONG = 6
"""A word of fewer letters than this is not cut by a column."""
_ROOM = 2.0
"""How many points may be left on a line for a word that did not fit there."""


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
        return len(self.words) > 1 and _MARK.fullmatch(self.words[0].text) is not None

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
    """Return lines with the small marks that are raised above them, as those of foot notes, in place."""
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


def paragraphs(some: Sequence[Row], at: str, right: float, known: Known) -> Iterator[Line]:
    """Yield the paragraphs and items that lines above each other make.

    `right` is how far a line may go, and `known` the words of the document, in small letters.
    """
    column = _Column(
        right,
        _usual_gap(some),
        _is_one_each(some, right),
        frozenset(row.text_x for row in some if row.is_marked),
    )
    depths: list[float] = []
    for group in _groups(some, column):
        first = group[0]
        bullet = 0
        if first.is_marked:
            depths = [one for one in depths if one < first.x0 - 4] + [first.x0]
            bullet = len(depths)
        elif not _is_under(first, depths):
            depths = []
        text = clean(_joined(group, right, known))
        size = max((row.size for row in group), default=0)
        bold = all(row.bold for row in group)
        line = Line(_without_cid(text), at, 0, bullet, bold, size, first.text_x)
        yield from _marked(line) if bullet else apart(line)


def _is_one_each(some: Sequence[Row], right: float) -> bool:
    """Tell whether each paragraph has one sentence: none ends in the middle of a line, and where one
    ends, there was mostly room for more.
    """
    if any(_MIDDLE.search(row.text) for row in some):
        return False
    ends = [pair for pair in pairwise(some) if _ends(*pair)]
    with_room = sum(not _is_full(*pair, right) for pair in ends)
    return with_room >= 0.6 * len(ends)


def _ends(above: Row, below: Row) -> bool:
    """Tell whether a sentence ends with a line."""
    return above.text[-1] in ".!?" and below.text[:1].isupper()


def _is_under(row: Row, depths: list[float]) -> bool:
    return bool(depths) and row.x0 > depths[0] + 4


def _marked(line: Line) -> Iterator[Line]:
    """Yield an item without its mark; a number in front of a heading may be the chapter's."""
    rest, marked = without_mark(line.text)
    is_number = line.text[:1].isdigit() and line.bold
    text = rest if marked and not is_number else line.text
    yield from apart(replace(line, text=text, bullet=0 if is_number else line.bullet))


def _without_cid(text: str) -> str:
    return re.sub(r"\(cid:\d+\)\s*", "• ", text, count=1) if text.startswith("(cid:") else text


def _usual_gap(some: Sequence[Row]) -> float:
    """Return the space there usually is between two lines of one paragraph: among the smallest,
    since on many pages most lines are a paragraph alone.
    """
    gaps = sorted(below.top - above.bottom for above, below in pairwise(some))
    return gaps[len(gaps) // 10] if gaps else 0


class _Column(NamedTuple):
    """How the lines above each other in one place are set."""

    right: float
    """How far a line may go."""
    gap: float
    """The space there usually is between two lines."""
    is_one_each: bool
    """No sentence ends in the middle of a line: each paragraph has one."""
    hanging: frozenset[float]
    """Where the words of items begin. What begins there without a mark, goes on with one."""


def _groups(some: Sequence[Row], column: _Column) -> Iterator[list[Row]]:
    """Yield lines that make one paragraph or item together."""
    group: list[Row] = []
    for row in some:
        if group and _begins(group, row, column):
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _begins(group: list[Row], row: Row, column: _Column) -> bool:
    """Tell whether a line begins something new, and does not go on with the lines before it."""
    last = group[-1]
    if abs(row.size - last.size) > 0.9 or (row.is_marked and not _is_dash_in(last, row, column)):
        return True
    if row.bold != last.bold:
        return not row.text[:1].islower()
    if row.top - last.bottom > column.gap + 0.45 * row.size:
        return True
    hangs = group[0].is_marked and group[0].x0 + 5 < row.x0 < group[0].text_x + 4
    if hangs or any(abs(row.x0 - x) < 2 and abs(group[0].x0 - x) < 2 for x in column.hanging):
        return False
    ended = _ends(last, row)
    if ended and column.is_one_each:
        return True
    outside = group[0].is_marked and row.x0 < group[0].text_x - 3
    return outside and (ended or not _is_full(last, row, column.right))


def _is_dash_in(last: Row, row: Row, column: _Column) -> bool:
    """Tell whether a line begins with a dash in the middle of a sentence: «… – også på tur»."""
    inside = row.words[0].text in "-–—" and row.words[1].text[:1].islower()
    return inside and last.text[-1] not in ".!?:;" and _is_full(last, row, column.right)


def _joined(group: list[Row], right: float, known: Known) -> str:
    text = group[0].text
    for above, below in pairwise(group):
        if _is_full(above, below, right):
            text = _hyphenated(text, below.text, known)
        else:
            text = f"{text}\n{below.text}"
    return text


def _is_full(above: Row, below: Row, right: float) -> bool:
    """Tell whether the first word of the next line would not have fitted on this one."""
    first = below.words[0]
    return above.x1 + 0.2 * above.size + (first.x1 - first.x0) > right - _ROOM


def _hyphenated(before: str, after: str, known: Known) -> str:
    """Return two lines as one; a word that is divided between them is made whole."""
    start, end = before.split()[-1].lower(), after.split()[0].lower().rstrip(".,;:?!»)")
    if not _HYPHEN.search(before):
        return before + after if _is_cut(start, end, known) else f"{before} {after}"
    if not after[:1].islower() or end in ("og", "eller"):
        return f"{before} {after}"
    return before + after if start + end in known else before[:-1] + after


def _is_cut(start: str, end: str, known: Known) -> bool:
    """Tell whether a word is cut where its column ends, with no hyphen: whole, it is a word of the
    document, and it stands there oftener than its parts.
    """
    whole = known[start + end] if len(start + end) >= _LONG else 0
    return whole > 0 and max(known[start], known[end]) <= whole

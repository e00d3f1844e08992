"""Running text in columns on a page of a PDF, as in a newspaper: where they part, and which lines
stand in them.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from kvalitetsplan.imports.pdfrows import Row, Word, rows

_FEWEST = 5
"""Each column has at least so many lines."""
_WORDS = 3
"""… and so many words in each, on the average; what has fewer, is a table."""
_NARROWEST = 90
"""A column is at least so many points wide."""
_APART = 9
"""How many points there are at least between two columns."""


class Columns(NamedTuple):
    """Lines under each other, and the columns they make; none if they go all the way over."""

    rows: list[Row]
    columns: tuple[list[Row], ...] = ()


class _Block(NamedTuple):
    """Which lines stand in two columns, and where the columns part."""

    first: int
    end: int
    gutter: float
    words: int


def newspaper(some: list[Row], usual: float) -> Iterator[Columns]:
    """Yield lines in parts, from the top: those that stand in columns, and those between.

    `usual` is the size of most letters: what is larger, is a heading over all the columns.
    """
    found = max(_blocks(some, usual), key=lambda one: one.words, default=None)
    if found is None:
        if some:
            yield Columns(some)
        return
    yield from newspaper(some[: found.first], usual)
    block = some[found.first : found.end]
    left, right = _sides(block, found.gutter)
    more = list(newspaper(right, usual))
    yield Columns(
        block, (left, *(more[0].columns if len(more) == 1 and more[0].columns else (right,)))
    )
    yield from newspaper(some[found.end :], usual)


def _blocks(some: Sequence[Row], usual: float) -> Iterator[_Block]:
    """Yield every part of the lines that may be two columns."""
    begin = {round(x) for row in some for x in _beginnings(row)}
    left, right = min(begin, default=0), max((row.x1 for row in some), default=0)
    for x in sorted(begin):
        if left + _NARROWEST < x < right - _NARROWEST:
            yield from _parted_at(some, x - 1.5, usual)


def _beginnings(row: Row) -> Iterator[float]:
    yield row.x0
    for _, x in row.gaps():
        yield x


def _parted_at(some: Sequence[Row], gutter: float, usual: float) -> Iterator[_Block]:
    first = 0
    for place in range(len(some) + 1):
        if place < len(some) and not _goes_over(some[place], gutter, usual):
            continue
        if found := _whole(some, first, place, gutter, usual):
            yield found
        first = place + 1


def _goes_over(row: Row, gutter: float, usual: float) -> bool:
    """Tell whether a line is set over the place where two columns would part."""
    if row.size > usual + 1 and not list(row.gaps()):
        return True
    if any(word.x0 < gutter < word.x1 for word in row.words):
        return True
    return any(
        one.x1 <= gutter <= other.x0 and other.x0 - one.x1 < _APART
        for one, other in pairwise(row.words)
    )


def _whole(some: Sequence[Row], first: int, end: int, gutter: float, usual: float) -> _Block | None:
    """Return the lines that stand in two columns, without those above and below that do not."""
    beside = [n for n in range(first, end) if some[n].x1 > gutter]
    if not beside:
        return None
    top, bottom = some[beside[0]].top, some[beside[-1]].bottom
    while first < end and some[first].bottom < top - 1.5 * some[first].size:
        first += 1
    goes_on = end < len(some) and some[end].size <= usual + 1
    while goes_on and end > first and some[end - 1].top > bottom and _is_head(some[end - 1]):
        end -= 1
    left, right = _sides(some[first:end], gutter)
    if not (_is_column(left) and _is_column(right)):
        return None
    overlap = min(left[-1].bottom, right[-1].bottom) - max(left[0].top, right[0].top)
    if overlap < _FEWEST * left[0].size:
        return None
    return _Block(first, end, gutter, sum(len(row.words) for row in some[first:end]))


def _is_head(row: Row) -> bool:
    return row.bold and not row.is_marked


def _is_column(column: list[Row]) -> bool:
    words = sum(len(row.words) for row in column)
    return len(column) >= _FEWEST and words >= _WORDS * len(column)


def _sides(some: Sequence[Row], gutter: float) -> tuple[list[Row], list[Row]]:
    """Return the lines of each column: those of two columns need not stand beside each other."""
    left: list[Word] = []
    right: list[Word] = []
    for row in some:
        for word in row.words:
            (right if word.x0 > gutter else left).append(word)
    return rows(left), rows(right)

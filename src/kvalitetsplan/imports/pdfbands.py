"""Tables in a PDF of which every other row is shaded: only the shaded rows are drawn."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kvalitetsplan.imports.pdfgrid import Box, Grid, is_within
from kvalitetsplan.imports.pdfrows import Row, Word, rows

_NEAR = 2.0
"""How far from each other the edges of two rows of one table may be, in points."""


def whole_tables(drawn: Sequence[Grid], words: Sequence[Word]) -> list[Grid]:
    """Return the tables of a page; where shaded rows have others between, above and below them that
    stand in the same columns, all of them are one.
    """
    bands = sorted(filter(_is_band, drawn), key=lambda one: one.box[1])
    group: list[Grid] = []
    found: list[Grid] = [one for one in drawn if not _is_band(one)]
    words = [word for word in words if not any(is_within(word, one.box) for one in found)]
    for one in bands:
        if group and not _is_same(group[-1], one, words):
            found.append(_joined(group, words))
            group = []
        group.append(one)
    if group:
        found.append(_joined(group, words))
    return found


def _is_band(grid: Grid) -> bool:
    return grid.holder is None and len(grid.rows) == 1 and len(_lefts(grid)) > 1


def _lefts(grid: Grid) -> list[float]:
    return [box[0] for box in grid.rows[0] if box]


def _is_same(above: Grid, below: Grid, words: Sequence[Word]) -> bool:
    """Tell whether two shaded rows are of one table: what is between them stands in its columns."""
    lefts, others = _lefts(above), _lefts(below)
    alike = len(lefts) == len(others) and all(
        abs(one - other) <= _NEAR for one, other in zip(lefts, others, strict=True)
    )
    between = _within(words, (above.box[0], above.box[3], above.box[2], below.box[1]))
    return alike and bool(between) and all(_fits(row, lefts) for row in between)


def _within(words: Sequence[Word], box: Box) -> list[Row]:
    return rows(
        word
        for word in words
        if box[1] - 1 <= (word.top + word.bottom) / 2 <= box[3] + 1 and word.x0 < box[2]
    )


def _fits(row: Row, lefts: Sequence[float]) -> bool:
    """Tell whether no word of a line goes over from one column to the next."""
    inside = row.x0 >= lefts[0] - _NEAR
    return inside and not any(
        word.x0 < left - 1 and word.x1 > left + 1 for word in row.words for left in lefts[1:]
    )


def _is_parted(row: Row, lefts: Sequence[float]) -> bool:
    """Tell whether a line has words in more than one column."""
    return len({sum(word.x0 >= left - _NEAR for left in lefts) for word in row.words}) > 1


def _joined(group: Sequence[Grid], words: Sequence[Word]) -> Grid:
    """Return one table of shaded rows and those between, above and below them."""
    if len(group) == 1:
        return group[0]
    lefts, (left, top, right, _) = _lefts(group[0]), group[0].box
    bottom = group[-1].box[3]
    above = _near(_within(words, (left, 0, right, top))[::-1], top, lefts, -1)
    below = _near(_within(words, (left, bottom, right, 10_000)), bottom, lefts, 1)
    edges = [min((row.top - 1 for row in above), default=top)]
    edges += [edge for one in group for edge in (one.box[1], one.box[3])]
    edges.append(max((row.bottom + 1 for row in below), default=bottom))
    made = tuple(
        tuple((x, y, end, down) for x, end in pairwise([*lefts, right]))
        for y, down in pairwise(edges)
        if down - y > _NEAR
    )
    return Grid((left, edges[0], right, edges[-1]), made)


def _near(some: Sequence[Row], edge: float, lefts: Sequence[float], way: int) -> list[Row]:
    """Return the lines next to an edge of a table that make one more row of it."""
    found = list(_next_to(some, edge, lefts, way))
    return found if any(_is_parted(row, lefts) for row in found) else []


def _next_to(some: Sequence[Row], edge: float, lefts: Sequence[float], way: int) -> Iterator[Row]:
    for row in some:
        space = row.top - edge if way > 0 else edge - row.bottom
        if space > 0.9 * row.size or not _fits(row, lefts):
            return
        yield row
        edge = row.bottom if way > 0 else row.top

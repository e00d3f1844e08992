"""Tables in a PDF that are drawn without lines: a row of known words over columns that hold."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from kvalitetsplan.imports.labels import label
from kvalitetsplan.imports.pdfrows import Row, Word
from kvalitetsplan.imports.roles import duty, is_phone, is_who, role
from kvalitetsplan.imports.times import is_duration_head, is_when

_HEAD_WORDS = 6
_APART = 6.0
"""How many points there are at least between the words of two columns."""
_NEAR = 4.0
"""How far from where its column begins a word may stand."""
_LEVEL = 0.8
"""How many of the items must begin on the same line before they are rows of a table."""
Starts = tuple[float, ...]
"""Where the columns of a table begin, from the left."""


class Part(NamedTuple):
    """Lines under each other on a page, and where the columns begin if they are a table."""

    rows: list[Row]
    starts: Starts = ()


def open_tables(some: Sequence[Row], usual: float, carried: Starts) -> Iterator[Part]:
    """Yield lines in parts: the tables among them that have no lines, and what is between.

    `usual` is the size of most letters; `carried` are the columns of a table that the page before
    ended with, for it may go on.
    """
    free: list[Row] = []
    place = 0
    while place < len(some):
        starts = carried if not place else ()
        end = _end(some, place, starts, usual) if starts and _goes_on(some, starts) else place
        if end == place and (heads := _heads(some[place])):
            starts = _all_starts(some, place, heads, usual)
            end = _end(some, place + 1, starts, usual)
            end = end if end > place + 1 else place
        if end == place:
            free.append(some[place])
            place += 1
            continue
        if free:
            yield Part(free)
            free = []
        yield Part(list(some[place:end]), starts)
        place = end
    if free:
        yield Part(free)


def _heads(row: Row) -> list[Row]:
    """Return the heads of the columns below, if that is what a line is."""
    heads = segments(row)
    texts = [one.text for one in heads]
    if len(heads) < 2 or not all(map(_may_be_head, heads)):
        return []
    sure = sum(bool((one := label(text)) and one.is_sure) for text in texts)
    known = sum(map(_is_known, texts))
    return heads if (sure and sure + known >= 1) or known > 1 else []


def _may_be_head(part: Row) -> bool:
    """Tell whether a part of a line may stand over a column, and is not in the middle of a text."""
    short = len(part.words) <= _HEAD_WORDS and part.text[-1] not in ".,;"
    return short and not part.is_marked and not part.text[0].islower()


def _is_known(text: str) -> bool:
    said = (role, duty, is_when, is_who, is_phone, is_duration_head)
    return any(one(text) for one in said)


def segments(row: Row) -> list[Row]:
    """Return a line in the parts that wide spaces make of it."""
    cuts = [start for _, start in row.gaps()]
    found: list[list[Word]] = [[]]
    for word in row.words:
        if word.x0 in cuts:
            found.append([])
        found[-1].append(word)
    return [Row(tuple(one)) for one in found if one]


def _goes_on(some: Sequence[Row], starts: Starts) -> bool:
    """Tell whether a page begins with the rest of a table that has these columns."""
    first = some[:3]
    return _fits(first[0], starts) and any(
        _fits(row, starts) and len(columns_of(row, starts)) > 1 for row in first
    )


def _all_starts(some: Sequence[Row], place: int, heads: list[Row], usual: float) -> Starts:
    """Return where the columns begin, the one in front of the heads with them, if there is one."""
    starts = tuple(one.x0 for one in heads)
    below = some[place + 1 : _end(some, place + 1, (0.0, *starts), usual)]
    before = [row.x0 for row in below if row.x0 < starts[0] - _APART]
    return (min(before), *starts) if before else starts


def _end(some: Sequence[Row], place: int, starts: Starts, usual: float) -> int:
    """Return the place of the first line, from `place`, that is not in a table."""
    while place < len(some):
        row, above = some[place], some[place - 1] if place else None
        if not _fits(row, starts) or row.size > usual + 1:
            return place
        if above and row.top - above.bottom > 3 * row.size:
            return place
        if _is_after(row, above, starts):
            return place
        place += 1
    return place


def _is_after(row: Row, above: Row | None, starts: Starts) -> bool:
    """Tell whether a line is a heading that comes after a table, and not in its first column."""
    if columns_of(row, starts).keys() != {0}:
        return False
    found = label(row.text)
    is_label = found is not None and found.is_sure
    apart = above is None or row.top - above.bottom > 0.6 * row.size
    first = columns_of(above, starts).get(0) if above else None
    is_new = apart and not (first and first.bold)  # what is bold all the way down, is no heading
    return (row.bold and (is_label or is_new)) or (is_label and apart)


def _fits(row: Row, starts: Starts) -> bool:
    """Tell whether the words of a line stand in columns, and none goes over from one to the
    next.
    """
    for start in starts[1:]:
        before = [word for word in row.words if word.x0 < start - _NEAR]
        after = [word for word in row.words if word.x0 >= start - _NEAR]
        end = max((word.x1 for word in before), default=0.0)
        if before and (end > start - 1 or (after and after[0].x0 - end < _APART)):
            return False
    return row.x0 >= starts[0] - _NEAR


def columns_of(row: Row, starts: Starts) -> dict[int, Row]:
    """Return the part of a line that stands in each column, by the number of the column."""
    found: dict[int, list[Word]] = {}
    for word in row.words:
        column = max((n for n, start in enumerate(starts) if word.x0 >= start - _NEAR), default=0)
        found.setdefault(column, []).append(word)
    return {column: Row(tuple(words)) for column, words in found.items()}


def table_rows(part: Part) -> list[dict[int, list[Row]]]:
    """Return the rows of a table, each with the lines of its columns. Lists that only stand beside
    each other are one row.
    """
    first = _lists_from(part)
    rows = _rows(part._replace(rows=part.rows[:first]))
    if first == len(part.rows):
        return rows
    lists: dict[int, list[Row]] = {}
    for line in part.rows[first:]:
        for column, row in columns_of(line, part.starts).items():
            lists.setdefault(column, []).append(row)
    return [*rows, lists]


def _lists_from(part: Part) -> int:
    """Return the place of the first line of lists that stand beside each other, an item here and
    one there; how many lines there are if it is no such table.
    """
    columns = [columns_of(line, part.starts) for line in part.rows]
    marked = [{n for n, row in one.items() if row.is_marked} for one in columns]
    first = next((place for place, one in enumerate(marked) if one), len(columns))
    begins = {n: row for one in reversed(columns[first:]) for n, row in one.items()}
    all_are_lists = len(begins) == len(part.starts) and all(
        row.is_marked for row in begins.values()
    )
    items = [one for one in marked if one]
    together = sum(len(one) == len(part.starts) for one in items)
    return first if all_are_lists and together < _LEVEL * len(items) else len(columns)


def _rows(part: Part) -> list[dict[int, list[Row]]]:
    gaps = sorted(below.top - above.bottom for above, below in pairwise(part.rows))
    usual = gaps[len(gaps) // 4] if gaps else 0
    found: list[dict[int, list[Row]]] = []
    above: Row | None = None
    before: dict[int, Row] = {}
    for line in part.rows:
        here = columns_of(line, part.starts)
        apart = above is not None and line.top - above.bottom > usual + 0.45 * line.size
        if not found or apart or _begins(here, before, found[-1]):
            found.append({})
        for column, row in here.items():
            found[-1].setdefault(column, []).append(row)
        above, before = line, here
    return found


def _begins(here: dict[int, Row], before: dict[int, Row], current: dict[int, list[Row]]) -> bool:
    """Tell whether a line begins a new row: a column speaks again after a pause, or all begin
    anew.
    """
    if all(row.bold for row in before.values()) and not any(row.bold for row in here.values()):
        return True
    if not all(row.is_marked or row.text[:1].isupper() for row in here.values()):
        return False
    if any(row.is_marked for row in here.values()):
        return 0 in here and 0 in current and 0 not in before and not here[0].is_marked
    resumed = any(column in current and column not in before for column in here)
    ended = all(column in current and current[column][-1].text[-1] in ".!?" for column in here)
    return resumed or (len(here) > 1 and ended)

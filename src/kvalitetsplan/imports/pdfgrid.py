"""What is drawn on a page of a PDF: its words, the lines of its tables, and where its notes
begin.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from kvalitetsplan.imports.pdfrows import Word, rows

Box = tuple[float, float, float, float]
_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_SHORT = 12
"""A line that is no longer than this, in points, parts no columns."""
_GLUED = re.compile(r"\d{1,2}[.)](?=[A-ZÆØÅ«])")
_NOTE = re.compile(r"\d{1,3}\s?\D")
_NOTES_BELOW = 0.3
"""Foot notes are never higher up on a page than this."""


class Grid(NamedTuple):
    """A table that is drawn with lines: for each row the boxes of its cells."""

    box: Box
    rows: tuple[tuple[Box | None, ...], ...]
    holder: Box | None = None
    """The cell of another table that it stands in."""


def page_words(page: Any) -> list[Word]:
    """Return the words of a page."""
    found = page.extract_words(extra_attrs=["fontname", "size"], x_tolerance_ratio=0.15)
    return [part for one in found for part in _parted(_word(one))]


def _word(one: dict[str, Any]) -> Word:
    bold = _BOLD.search(one["fontname"]) is not None
    size = round(one["size"] * 2) / 2
    return Word(one["text"], one["x0"], one["x1"], one["top"], one["bottom"], size, bold)


def _parted(word: Word) -> list[Word]:
    """Return a word without the number that is set close in front of it: «10.Hva»."""
    hit = _GLUED.match(word.text)
    if not hit:
        return [word]
    middle = word.x0 + (word.x1 - word.x0) * hit.end() / len(word.text)
    return [
        replace(word, text=hit[0], x1=middle),
        replace(word, text=word.text[hit.end() :], x0=middle + 1),
    ]


def grids(page: Any) -> list[Grid]:
    """Return the tables that are drawn on a page; a box around a text is none."""
    tables = page.find_tables({"explicit_horizontal_lines": _open_ends(page)})
    found = [grid for table in tables for grid in _apart(table.cells)]
    cells = [box for grid in found for row in grid.rows for box in row if box]
    return [grid._replace(holder=_holder(grid, cells)) for grid in found]


def _apart(cells: Sequence[Box]) -> Iterator[Grid]:
    """Yield the table that some cells make, and the tables in them: whose lines touch."""
    outer = [one for one in cells if not any(_holds(other, one) for other in cells)]
    if len(outer) > 1:
        yield _grid(outer)
    for one in outer:
        if inner := [other for other in cells if _holds(one, other)]:
            yield from _apart(inner)


def _grid(cells: Sequence[Box]) -> Grid:
    lefts = sorted({box[0] for box in cells})
    tops = sorted({box[1] for box in cells})
    by_corner = {box[:2]: box for box in cells}
    rows_ = tuple(tuple(by_corner.get((left, top)) for left in lefts) for top in tops)
    right, bottom = (max(box[side] for box in cells) for side in (2, 3))
    return Grid((lefts[0], tops[0], right, bottom), rows_)


def _holds(outer: Box, inner: Box) -> bool:
    """Tell whether a box stands in another that is larger."""
    larger = _size(outer) > 1.02 * _size(inner)
    near = outer[0] - 1 <= inner[0] and outer[1] - 1 <= inner[1]
    return larger and near and inner[2] <= outer[2] + 1 and inner[3] <= outer[3] + 1


def _size(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _holder(grid: Grid, cells: Sequence[Box]) -> Box | None:
    """Return the smallest cell that a table stands in."""
    return min((box for box in cells if _holds(box, grid.box)), key=_size, default=None)


def _open_ends(page: Any) -> list[float]:
    """Return where a table is cut off by the edge of the page: its columns end there, with no
    line.
    """
    upright = [one for one in page.edges if one["orientation"] == "v" and one["height"] > _SHORT]
    across = [one["top"] for one in page.edges if one["orientation"] == "h"]
    ends = [f(one[key] for one in upright) for key, f in (("top", min), ("bottom", max)) if upright]
    return [end for end in ends if not any(abs(end - one) < 3 for one in across)]


def notes_top(page: Any, words: Sequence[Word], drawn: Sequence[Grid]) -> float:
    """Return where the foot notes of a page begin: below a short line, or in smaller letters, with
    a number; below the page if it has none.
    """
    below = [row for row in rows(words) if row.top > _NOTES_BELOW * page.height]
    numbered = [row for row in below if _NOTE.match(row.text)]
    tops = [
        edge["top"]
        for edge in page.edges
        if edge["orientation"] == "h"
        and _SHORT < edge["x1"] - edge["x0"] < 0.5 * page.width
        and not any(grid.box[1] - 2 <= edge["top"] <= grid.box[3] + 2 for grid in drawn)
    ]
    for row in numbered:
        if any(-3 <= row.top - top < 1.5 * row.size for top in tops):
            return row.top - 1
    usual = Counter(row.size for row in rows(words)).most_common(1)[0][0] if words else 0
    for row in numbered:
        rest = [one for one in below if one.top >= row.top]
        if all(one.size < usual - 0.9 for one in rest):
            return row.top - 1
    return float(page.height)


def is_within(word: Word, box: Box) -> bool:
    """Tell whether the middle of a word is in a box, or close to it."""
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return box[0] - 1 <= x <= box[2] + 1 and box[1] - 1 <= y <= box[3] + 1


def covered(grid: Grid) -> Iterator[tuple[int, int]]:
    """Yield the rows and columns of a table where the cell above goes on."""
    last: dict[int, Box] = {}
    for number, row in enumerate(grid.rows):
        middle = max((box[1] for box in row if box), default=grid.box[3]) + 2
        for column, box in enumerate(row):
            if box:
                last[column] = box
            elif column in last and last[column][3] > middle:
                yield number, column

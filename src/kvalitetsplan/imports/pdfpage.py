"""One page of a PDF: its tables, its columns and its running text, from the top."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from kvalitetsplan.imports.document import Block, Cell, Table
from kvalitetsplan.imports.labels import label
from kvalitetsplan.imports.pdfbands import whole_tables
from kvalitetsplan.imports.pdfcolumns import Columns, newspaper
from kvalitetsplan.imports.pdfgrid import Box, Grid, covered, is_within
from kvalitetsplan.imports.pdfrows import Row, Word, rows
from kvalitetsplan.imports.pdftable import Part, Starts, columns_of, open_tables, table_rows
from kvalitetsplan.imports.pdfwords import Known, paragraphs
from kvalitetsplan.imports.times import when

_MOST_OF_TIME = 3
"""A time that begins a row is said in no more words than this."""
_FEWEST = 3
"""How many lines must have a space in the same place before it parts two columns."""


class Placed(NamedTuple):
    """Something on a page, and where it begins and ends."""

    top: float
    bottom: float
    block: Block


def placed(
    words: Sequence[Word],
    drawn: Sequence[Grid],
    width: float,
    at: str,
    known: Known,
    carried: Starts,
) -> list[Placed]:
    """Return what stands on a page, from the top. `words` are those that count, and `carried` where
    the columns begin of a table that may go on from the page before.
    """
    drawn = whole_tables(drawn, words)
    free = [word for word in words if not any(is_within(word, grid.box) for grid in drawn)]
    outer = [grid for grid in drawn if grid.holder is None]
    found = [_table(grid, words, at, known, drawn) for grid in outer]
    edges = sorted(grid.box[1] for grid in outer)
    for number, part in enumerate(_between(rows(free), edges)):
        found += _running(part, width, at, known, () if number else carried)
    return sorted((one for one in found if one), key=lambda one: one.top)


def _between(some: list[Row], edges: list[float]) -> Iterator[list[Row]]:
    """Yield the lines above each table, and those below the last."""
    for edge in edges:
        yield [row for row in some if row.bottom <= edge + 2]
        some = [row for row in some if row.bottom > edge + 2]
    yield some


def _table(
    grid: Grid, words: Sequence[Word], at: str, known: Known, drawn: Sequence[Grid]
) -> Placed:
    cells = []
    for row in grid.rows:
        cells.append(tuple(_cell(box, words, at, known, drawn) for box in row))
    edges = tuple(sorted({round(box[0]) for row in grid.rows for box in row if box}))
    table = Table(tuple(cells), at, edges, frozenset(covered(grid)))
    return Placed(grid.box[1], grid.box[3], table)


def _cell(
    box: Box | None,
    words: Sequence[Word],
    at: str,
    known: Known,
    drawn: Sequence[Grid],
) -> Cell:
    if box is None:
        return ()
    inner = sorted((grid for grid in drawn if grid.holder == box), key=lambda one: one.box[1])
    inside = [word for word in words if _within_cell(word, box)]
    free = [word for word in inside if not any(is_within(word, grid.box) for grid in inner)]
    padding = min((word.x0 for word in inside), default=box[0]) - box[0]
    right = box[2] - max(0.0, min(padding, 12))
    parts = list(_between(rows(free), [grid.box[1] for grid in inner]))
    blocks: list[Block] = list(paragraphs(parts[0], at, right, known))
    for grid, part in zip(inner, parts[1:], strict=True):
        blocks += [_table(grid, words, at, known, drawn).block, *paragraphs(part, at, right, known)]
    return tuple(blocks)


def _within_cell(word: Word, box: Box) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return box[0] <= x < box[2] and box[1] <= y < box[3]


def _running(
    some: list[Row], width: float, at: str, known: Known, carried: Starts
) -> Iterator[Placed]:
    """Yield running text, and columns where it has them."""
    usual = Counter(row.size for row in some).most_common(1)[0][0] if some else 0
    for part in open_tables(some, usual, carried):
        if part.starts:
            yield _open_table(part, width, at, known)
            continue
        for piece in newspaper(part.rows, usual):
            if piece.columns:
                yield _columns(piece, at, known)
                continue
            for section in _sections(piece.rows):
                yield from _section(section, width, at, known)


def _columns(piece: Columns, at: str, known: Known) -> Placed:
    """Return running text in columns."""
    cells = (
        tuple(paragraphs(column, at, max(row.x1 for row in column), known))
        for column in piece.columns
    )
    edges = tuple(round(min(row.x0 for row in column)) for column in piece.columns)
    table = Table((tuple(cells),), at, edges, is_running=True)
    return Placed(piece.rows[0].top, piece.rows[-1].bottom, table)


def _open_table(part: Part, width: float, at: str, known: Known) -> Placed:
    """Return a table that is drawn without lines."""
    columns = range(len(part.starts))
    rights = [
        max(
            (one.x1 for row in part.rows if (one := columns_of(row, part.starts).get(n))),
            default=width,
        )
        for n in columns
    ]
    cells = [
        tuple(tuple(paragraphs(row.get(n, []), at, rights[n], known)) for n in columns)
        for row in table_rows(part)
    ]
    edges = tuple(map(round, part.starts))
    return Placed(part.rows[0].top, part.rows[-1].bottom, Table(tuple(cells), at, edges))


def _sections(some: list[Row]) -> Iterator[list[Row]]:
    """Yield the lines under each heading: what stands below one has columns of its own."""
    usual = Counter(row.size for row in some).most_common(1)[0][0] if some else 0
    part: list[Row] = []
    for row in some:
        alone = not list(row.gaps()) and not row.is_marked
        if part and alone and (row.bold or row.size > usual + 1):
            yield part
            part = []
        part.append(row)
    if part:
        yield part


def _section(some: list[Row], width: float, at: str, known: Known) -> Iterator[Placed]:
    gutters = _gutters(some)
    part: list[Row] = []
    columns = False
    for row, apart in zip(some, _in_columns(some, gutters), strict=True):
        if part and apart != columns:
            yield from _flow(part, gutters if columns else [], width, at, known)
            part = []
        columns = apart
        part.append(row)
    if part:
        yield from _flow(part, gutters if columns else [], width, at, known)


def _in_columns(some: Sequence[Row], gutters: list[float]) -> list[bool]:
    """Tell which lines stand in columns: those with a space where the columns part, what is between
    such lines without going over, and what goes on close below them.
    """
    inside = [False] * len(some)
    free = [bool(gutters) and not _crosses(row, gutters) for row in some]
    for number, row in enumerate(some):
        if free[number] and any(a <= place <= b for a, b in row.gaps() for place in gutters):
            inside[number] = True
        elif free[number] and number and inside[number - 1]:
            inside[number] = _is_close(some[number - 1], row) or _comes_again(
                some, free, gutters, number
            )
    return inside


def _is_close(above: Row, below: Row) -> bool:
    near = below.top - above.bottom < 0.75 * below.size
    return near and abs(above.size - below.size) < 1 and (above.bold or not below.bold)


def _comes_again(some: Sequence[Row], free: list[bool], gutters: list[float], number: int) -> bool:
    """Tell whether columns go on below a line, with nothing going over them on the way."""
    row = some[number]
    if row.bold and not row.is_marked:
        return False
    for other in range(number, len(some)):
        if not free[other]:
            return False
        if any(a <= place <= b for a, b in some[other].gaps() for place in gutters):
            return True
    return False


def _gutters(some: Sequence[Row]) -> list[float]:
    """Return where the columns part, from the left."""
    gaps = [gap for row in some for gap in row.gaps()]
    found: list[float] = []
    while gaps:
        count = Counter({end - 1: sum(a <= end - 1 <= b for a, b in gaps) for _, end in gaps})
        place, many = count.most_common(1)[0]
        if many < _FEWEST:
            break
        found.append(place)
        gaps = [(a, b) for a, b in gaps if not a <= place <= b]
    return sorted(found)


def _crosses(row: Row, gutters: list[float]) -> bool:
    """Tell whether a line goes on over a place where the columns would part."""
    spaces = list(row.gaps())
    for place in gutters:
        beside = row.x1 <= place or row.x0 >= place
        if not beside and not any(a <= place <= b for a, b in spaces):
            return True
    return False


def _flow(
    part: list[Row], gutters: list[float], width: float, at: str, known: Known
) -> Iterator[Placed]:
    right = max(row.x1 for row in part)
    if not gutters or not any(list(row.gaps()) for row in part):
        yield from _lines(part, right, at, known)
        return
    bounds = [0.0, *gutters, width]
    columns = [[_cut(row, *pair) for row in part] for pair in pairwise(bounds)]
    filled = [[row for row in column if row] for column in columns]
    edges = tuple(map(round, bounds[:-1]))
    is_running = not _is_table(filled)
    bands = [(part[0].top, part[-1].bottom)] if is_running else _bands(part)
    table = [tuple(_band_cell(column, band, at, known) for column in filled) for band in bands]
    yield Placed(
        part[0].top, part[-1].bottom, Table(tuple(table), at, edges, is_running=is_running)
    )


def _lines(part: list[Row], right: float, at: str, known: Known) -> Iterator[Placed]:
    """Yield paragraphs, each where its first words stand."""
    top = part[0].top
    for number, line in enumerate(paragraphs(part, at, right, known)):
        yield Placed(top + number * 0.001, part[-1].bottom, line)


def _cut(row: Row, left: float, right: float) -> Row | None:
    words = tuple(word for word in row.words if left <= (word.x0 + word.x1) / 2 < right)
    return Row(words) if words else None


def _is_table(columns: list[list[Row]]) -> bool:
    """Tell whether columns are those of a table without lines, and not of a newspaper."""
    if any(column and label(column[0].text) for column in columns):
        return True
    first = columns[0]
    return bool(first) and sum(len(row.words) for row in first) / len(first) <= 2.5


def _bands(part: list[Row]) -> list[tuple[float, float]]:
    """Return the rows of a table without lines: they are further apart than the lines in them."""
    gaps = sorted(below.top - above.bottom for above, below in pairwise(part))
    usual = gaps[len(gaps) // 4] if gaps else 0
    bands: list[tuple[float, float]] = []
    for row in part:
        is_close = bands and row.top - bands[-1][1] <= usual + 0.45 * row.size
        if is_close and not _begins_with_time(row):
            bands[-1] = (bands[-1][0], max(bands[-1][1], row.bottom))
        else:
            bands.append((row.top, row.bottom))
    return bands


def _begins_with_time(row: Row) -> bool:
    """Tell whether a line begins a row of the year: «August:», and beside it what happens."""
    head, colon, _ = row.text.partition(":")
    return bool(colon and any(when(head)) and len(head.split()) <= _MOST_OF_TIME)


def _band_cell(column: list[Row], band: tuple[float, float], at: str, known: Known) -> Cell:
    inside = [row for row in column if band[0] - 1 <= row.top and row.bottom <= band[1] + 1]
    right = max((row.x1 for row in column), default=0)
    return tuple(paragraphs(inside, at, right, known))

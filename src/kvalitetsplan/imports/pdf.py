"""Read the text of a PDF: pages become one document, without what is repeated on each of them."""

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import pdfplumber

from kvalitetsplan.imports.document import Block, Cell, Document, Line, Picture, Table, lines
from kvalitetsplan.imports.pdfgrid import Grid, grids, notes_top, page_words
from kvalitetsplan.imports.pdfpage import placed
from kvalitetsplan.imports.pdfrows import Row, Word, rows
from kvalitetsplan.imports.pdfwords import Known
from kvalitetsplan.imports.tidying import clean

MOST_PAGES = 600
_EDGE = 0.09
"""How much of a page, at the top and at the foot, may be repeated on others."""
_NUMBER = re.compile(r"\W*(?:side|s\.)?\s*\d+(?:\s*(?:av|of|/|\|)\s*\d+)?\W*", re.IGNORECASE)
_LEADER = re.compile(r"(?:\.\s?){4,}\s*\d+\W*$|…+\s*\d+\W*$")
_NOTE = re.compile(r"\d{1,3}\b")
_SMALLEST = 40
"""A picture that is not at least so many points wide and high, is a mark or a line."""
_HEADING = 1.12
"""How much larger than the rest the letters of a heading are."""
_SHARP = 110


class TooManyPages(Exception):
    """The file has more pages than any plan."""


class _Page(NamedTuple):
    """One page, its foot notes apart."""

    at: str
    width: float
    height: float
    words: list[Word]
    notes: list[Word]
    grids: list[Grid]
    pictures: list[tuple[float, Picture]]
    is_picture: bool


def read_pdf(data: bytes, title: str) -> Document:
    """Read the bytes of a PDF. `title` is what the document is called if it does not say so.

    Raises TooManyPages, and whatever the library raises of a file that is damaged or locked.
    """
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        if len(pdf.pages) > MOST_PAGES:
            raise TooManyPages
        pages = [_read(page) for page in pdf.pages]
        name = clean(str((pdf.metadata or {}).get("Title") or ""))
    repeated = _repeated(pages)
    blocks: list[Block] = []
    known = Known(word.text.lower().strip(".,;:?!()«»") for page in pages for word in page.words)
    for page in pages:
        kept = [word for word in page.words if id(word) not in repeated.words]
        last = blocks[-1] if blocks else None
        carried = last.edges if isinstance(last, Table) else ()
        _join(blocks, list(_blocks(page, kept, known, carried)))
    leveled = list(_leveled(blocks))
    beside = [Line(text, where, apart=where) for text, where in repeated.texts.items()]
    notes = [note for page in pages for note in _notes(page, repeated)]
    return Document(name or title, (*leveled, *beside, *notes), tuple(_unseen(pages)))


def _read(page: Any) -> _Page:
    at = f"side {page.page_number}"
    words = page_words(page)
    pictures = list(_pictures(page, at))
    tables = grids(page) if words else []
    below = notes_top(page, words, tables)
    found = _Page(
        at,
        float(page.width),
        float(page.height),
        [word for word in words if word.top < below],
        [word for word in words if word.top >= below],
        tables,
        pictures,
        not words and bool(page.images),
    )
    page.close()
    return found


def _pictures(page: Any, at: str) -> Iterator[tuple[float, Picture]]:
    for image in page.images:
        box = (
            max(image["x0"], page.bbox[0]),
            max(image["top"], page.bbox[1]),
            min(image["x1"], page.bbox[2]),
            min(image["bottom"], page.bbox[3]),
        )
        in_margin = box[3] < _EDGE * page.height or box[1] > (1 - _EDGE) * page.height
        if min(box[2] - box[0], box[3] - box[1]) >= _SMALLEST and not in_margin:
            out = io.BytesIO()
            page.crop(box).to_image(resolution=_SHARP).original.convert("RGB").save(out, "PNG")
            yield box[1], Picture(at, out.getvalue())


def _notes(page: _Page, repeated: "_Repeated") -> Iterator[Line]:
    """Yield the foot notes of a page, each whole."""
    note: list[str] = []
    for row in rows(word for word in page.notes if id(word) not in repeated.words):
        if note and _NOTE.match(row.text):
            yield Line(clean(" ".join(note)), page.at, apart="fotnote")
            note = []
        note.append(row.text)
    if note:
        yield Line(clean(" ".join(note)), page.at, apart="fotnote")


class _Repeated(NamedTuple):
    words: set[int]
    """The words, by identity, that only stand at the edge of page after page."""
    texts: dict[str, str]
    """What they say, once, and where: «topptekst» or «bunntekst»."""


def _repeated(pages: Sequence[_Page]) -> _Repeated:
    """Return what is at the top or the foot of several pages, and the numbers of the pages."""
    edges = [(page, row, where) for page in pages for row, where in _edge(page)]
    count = Counter(_shape(row.text) for _, row, _ in edges)
    words: set[int] = set()
    texts: dict[str, str] = {}
    for _, row, where in edges:
        is_number = _NUMBER.fullmatch(row.text) is not None
        if is_number or count[_shape(row.text)] >= max(2, min(3, len(pages))):
            words |= {id(word) for word in row.words}
            if not is_number and _shape(row.text) not in map(_shape, texts):
                texts[clean(row.text)] = where
    return _Repeated(words, texts)


def _edge(page: _Page) -> Iterator[tuple[Row, str]]:
    for row in rows([*page.words, *page.notes]):
        if row.bottom < _EDGE * page.height:
            yield row, "topptekst"
        elif row.top > (1 - _EDGE) * page.height:
            yield row, "bunntekst"


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", text.casefold())


def _blocks(
    page: _Page, words: list[Word], known: Known, carried: tuple[float, ...]
) -> Iterator[Block]:
    found = placed(words, page.grids, page.width, page.at, known, carried)
    pictures = sorted(page.pictures, key=lambda one: one[0])
    for one in found:
        while pictures and pictures[0][0] < one.top:
            yield pictures.pop(0)[1]
        if not (isinstance(one.block, Line) and _LEADER.search(one.block.text)):
            yield one.block
    yield from (picture for _, picture in pictures)


def _join(blocks: list[Block], page: list[Block]) -> None:
    """Put a page after the others, columns of running text one after the other; a table or a
    sentence that goes on, is made whole.
    """
    for number, block in enumerate(page):
        last = blocks[-1] if blocks and not number else None
        if isinstance(block, Table) and block.is_running and not _continues(last, block):
            for column in zip(*block.rows, strict=True):
                for cell in column:
                    _put(blocks, list(cell))
        elif number:
            blocks.append(block)
        else:
            _put(blocks, [block])


def _continues(last: Block | None, first: Table) -> bool:
    """Tell whether what a page begins with is the rest of a table on the page before."""
    return isinstance(last, Table) and _same_columns(last, first)


def _put(blocks: list[Block], page: list[Block]) -> None:
    """Put what stands together after the rest; what is parted is made whole."""
    if blocks and page:
        last, first = blocks[-1], page[0]
        if isinstance(last, Table) and isinstance(first, Table) and _continues(last, first):
            rows = _joined_rows(last.rows, first.rows)
            blocks[-1] = replace(last, rows=rows)
            page = page[1:]
        elif isinstance(last, Line) and isinstance(first, Line) and _goes_on(last, first):
            blocks[-1] = replace(last, text=f"{last.text} {first.text}")
            page = page[1:]
    blocks += page


def _same_columns(one: Table, other: Table) -> bool:
    return len(one.edges) == len(other.edges) and all(
        abs(a - b) <= 4 for a, b in zip(one.edges, other.edges, strict=True)
    )


def _joined_rows(before: Sequence[tuple[Cell, ...]], after: Sequence[tuple[Cell, ...]]) -> Any:
    """Return the rows of a table that goes over two pages; one that is parted is made whole."""
    if before and after and _words(before[0]) == _words(after[0]):
        after = after[1:]  # what stands over the columns is said once more
    if before and after and _is_parted(before[-1], after[0]):
        whole = tuple(map(_joined_cell, before[-1], after[0]))
        return (*before[:-1], whole, *after[1:])
    return (*before, *after)


def _words(row: tuple[Cell, ...]) -> list[str]:
    return [one.text for cell in row for one in lines(cell)]


def _is_parted(above: tuple[Cell, ...], below: tuple[Cell, ...]) -> bool:
    return len(above) == len(below) and any(
        isinstance(one[-1], Line) and isinstance(other[0], Line) and _goes_on(one[-1], other[0])
        for one, other in zip(above, below, strict=True)
        if one and other
    )


def _joined_cell(one: Cell, other: Cell) -> Cell:
    last, first = (one or (None,))[-1], (other or (None,))[0]
    if isinstance(last, Line) and isinstance(first, Line) and _goes_on(last, first):
        return (*one[:-1], replace(last, text=f"{last.text} {first.text}"), *other[1:])
    return (*one, *other)


def _goes_on(last: Line, first: Line) -> bool:
    """Tell whether a sentence goes on on the next page."""
    if first.bullet or abs(first.size - last.size) >= 1:
        return False
    hangs = last.bullet > 0 and abs(first.x - last.x) < 2
    return hangs or (first.text[:1].islower() and last.text[-1:] not in ".!?:")


def _leveled(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks, with levels on the lines that are set larger than the rest."""
    count: Counter[float] = Counter()
    for one in lines(blocks):
        count[one.size] += len(one.text)
    usual = count.most_common(1)[0][0] if count else 0
    larger = sorted({one.size for one in _all_lines(blocks) if one.size > usual * _HEADING})[::-1]
    for block in blocks:
        yield _with_level(block, larger)


def _all_lines(blocks: Sequence[Block]) -> Iterator[Line]:
    return (one for one in blocks if isinstance(one, Line))


def _with_level(block: Block, larger: list[float]) -> Block:
    if isinstance(block, Line) and block.size in larger and len(block.text.split()) <= 20:
        return replace(block, level=larger.index(block.size) + 1, bullet=0)
    return block


def _unseen(pages: Sequence[_Page]) -> Iterator[str]:
    for page in pages:
        if page.is_picture:
            yield f"{page.at} er et bilde; teksten i det kan ikke leses"
        if any("(cid:" in word.text[1:] for word in page.words):
            yield f"{page.at} har tegn som ikke kan leses; se etter hull i teksten"
    yield "fotnoter og tekstbokser i PDF står der de lå på siden; se at de ble riktige"

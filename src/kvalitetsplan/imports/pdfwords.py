"""Lines on a page become paragraphs and the items of lists."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from kvalitetsplan.imports.document import Line
from kvalitetsplan.imports.pdfrows import Row
from kvalitetsplan.imports.roles import role
from kvalitetsplan.imports.tidying import apart, clean, number_in, without_mark
from kvalitetsplan.imports.times import when

_MIDDLE = re.compile(r"[.!?] [A-ZÆØÅ]")
_HYPHEN = re.compile(r"[^\W\d_][-\u2010\u00ad]$")
"""How a line ends where a word is divided."""
_NO_WORD = re.compile(r"(?!(?:kl|nr|jf|st|tlf|pkt)\.)[bcdfghjklmnpqrstvwxz]{1,3}[.,;:]?")
"""What begins a line and is no word, is the end of one that its column has cut."""
Known = Counter[str]
"""The words of a document in small letters, and how many times each stands there."""
_ADDRESS = re.compile(r"@|://|^www\.")
_STOPS = ".,;:?!»)"
_SMALL = frozenset(
    [
        "og",
        "eller",
        "i",
        "på",
        "av",
        "til",
        "med",
        "for",
        "som",
        "er",
        "å",
        "at",
        "en",
        "et",
        "den",
        "det",
        "de",
        "vi",
        "ved",
        "fra",
        "om",
    ]
)
"""What a line begins with that is a word of its own."""
_CHAR = 0.62
"""How wide a letter is, of the size of its line."""
_FEWEST = 4
"""What fills a line and is shorter than this, is a word."""
_LONG = 6
"""A word of fewer letters than this is not cut by a column."""
_MOST_NAMED = 3
"""Who or when is said in no more words than this."""
_ROOM = 2.0
"""How many points may be left on a line for a word that did not fit there."""


def paragraphs(some: Sequence[Row], at: str, right: float, known: Known) -> Iterator[Line]:
    """Yield the paragraphs and items that lines above each other make.

    `right` is how far a line may go, and `known` the words of the document, in small letters.
    """
    column = _Column(
        right,
        _usual_gap(some),
        _is_one_each(some, right),
        frozenset(row.text_x for row in some if row.is_marked),
        _is_flush(some),
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
    """Tell whether each paragraph has one sentence: none ends in the middle of a line, and where
    one ends, there was mostly room for more.
    """
    if any(_MIDDLE.search(row.text) for row in some):
        return False
    ends = [pair for pair in pairwise(some) if _ends(*pair)]
    with_room = sum(not _is_full(*pair, right) for pair in ends)
    return with_room >= 0.6 * len(ends)


def _is_flush(some: Sequence[Row]) -> bool:
    """Tell whether an item goes on in the middle of a sentence below its mark."""
    return any(
        above.is_marked and below.text[:1].islower() and abs(below.x0 - above.x0) < 2
        for above, below in pairwise(some)
    )


def _ends(above: Row, below: Row) -> bool:
    """Tell whether a sentence ends with a line."""
    return above.text[-1] in ".!?" and below.text[:1].isupper()


def _is_under(row: Row, depths: list[float]) -> bool:
    return bool(depths) and row.x0 > depths[0] + 4


def _marked(line: Line) -> Iterator[Line]:
    """Yield an item without its mark; a number in front of a heading may be the chapter's."""
    rest, mark = without_mark(line.text)
    is_number = line.text[:1].isdigit()
    if is_number and line.bold:
        yield from apart(replace(line, bullet=0))
        return
    number = number_in(line.text)
    yield from apart(replace(line, text=rest, is_numbered=is_number, number=number, mark=mark))


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
    is_flush: bool
    """Items go on below their marks, and not below their words."""


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
    if _is_named(row) and not last.text.endswith((",", "-")):
        return True
    gap = row.top - last.bottom
    is_full = _is_full(last, row, column.right)
    if gap > column.gap + 0.45 * row.size or (gap > 0.9 * row.size and not is_full):
        return True
    if row.bold != last.bold:
        return not row.text[:1].islower()
    hangs = group[0].is_marked and group[0].x0 + 5 < row.x0 < group[0].text_x + 4
    if hangs or any(abs(row.x0 - x) < 2 and abs(group[0].x0 - x) < 2 for x in column.hanging):
        return False
    ended = _ends(last, row)
    if ended and column.is_one_each:
        return True
    outside = group[0].is_marked and row.x0 < group[0].text_x - 3
    return outside and (not is_full or (ended and not column.is_flush))


def _is_named(row: Row) -> bool:
    """Tell whether a line begins with who or when, and then says what: «Rektor: …», «August: …»."""
    head, colon, rest = row.text.partition(":")
    if not colon or not rest.strip() or len(head.split()) > _MOST_NAMED or not head[:1].isupper():
        return False
    return bool(role(head) or any(when(head)))


def _is_dash_in(last: Row, row: Row, column: _Column) -> bool:
    """Tell whether a line begins with a dash in the middle of a sentence: «… – også på tur»."""
    inside = row.words[0].text in "-–—" and row.words[1].text[:1].islower()
    return inside and last.text[-1] not in ".!?:;" and _is_full(last, row, column.right)


def _joined(group: list[Row], right: float, known: Known) -> str:
    text = group[0].text
    for above, below in pairwise(group):
        if _is_full(above, below, right):
            is_filled = len(above.words) == 1 and right - above.x1 < _CHAR * above.size
            text = _hyphenated(text, below.text, known, is_filled)
        else:
            text = f"{text}\n{below.text}"
    return text


def _is_full(above: Row, below: Row, right: float) -> bool:
    """Tell whether the first word of the next line would not have fitted on this one."""
    first = below.words[0]
    return above.x1 + 0.2 * above.size + (first.x1 - first.x0) > right - _ROOM


def _hyphenated(before: str, after: str, known: Known, is_filled: bool) -> str:
    """Return two lines as one; a word that is divided between them is made whole. `is_filled`: the
    first is one word that leaves no room for another letter.
    """
    start, end = before.split()[-1].lower(), after.split()[0].lower().rstrip(".,;:?!»)")
    if not _HYPHEN.search(before):
        parts = before.split()[-1], after.split()[0]
        is_cut = _is_cut(start, end, known) or _NO_WORD.fullmatch(parts[1]) is not None
        is_cut = is_cut or (is_filled and _may_be_cut(*parts, known))
        return before + after if is_cut else f"{before} {after}"
    if _ADDRESS.search(start):
        return before + after  # the hyphen is its own
    if not after[:1].islower() or end in ("og", "eller"):
        return f"{before} {after}"
    return before + after if start + end in known else before[:-1] + after


def _may_be_cut(start: str, end: str, known: Known) -> bool:
    """Tell whether what fills a line, and what the next begins with, may be one word or one
    address: the whole stands elsewhere, or neither part stands without the other.
    """
    if known[f"{start}{end}".lower().strip(_STOPS)] and len(start) >= _FEWEST:
        return True
    if _ADDRESS.search(start):
        return _ADDRESS.search(end) is None and end[:1].islower()
    if start[-1] in _STOPS or not end[:1].islower() or end.lower() in _SMALL:
        return False
    before, after = known[start.lower()], known[end.lower().strip(_STOPS)]
    return before <= max(1, after) and after <= max(1, before)


def _is_cut(start: str, end: str, known: Known) -> bool:
    """Tell whether a word is cut where its column ends, with no hyphen: whole, it is a word of the
    document, and it stands there oftener than its parts.
    """
    whole = known[start + end] if len(start + end) >= _LONG else 0
    return whole > 0 and max(known[start], known[end]) <= whole

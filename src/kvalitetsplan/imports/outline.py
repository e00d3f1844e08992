"""Find the headings of a document, also those that are only bold or in capitals."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from kvalitetsplan.imports.document import Block, Line, Table, lines
from kvalitetsplan.imports.guessing import guessed
from kvalitetsplan.imports.labels import Label, Slag, label
from kvalitetsplan.imports.roles import duty, role
from kvalitetsplan.imports.tidying import MOST_WORDS, bare, depth, without_number

_CONTENTS = re.compile(r"inn?h[oa]ld(?:sfortegnelse|sliste|et)?|innhaldsliste", re.IGNORECASE)
_ENTRY = re.compile(r"[\s.…_]*\d{1,3}$")
_OFTEN = 3
"""A heading that stands in so many places, stands over the same kind of thing in each."""


def outlined(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with a level on every line that is a heading, and without the list of
    contents.
    """
    blocks = [_unframed(one) for one in blocks]
    usual = _usual_size(blocks)
    base = max((one.level for one in blocks if isinstance(one, Line)), default=0)
    looks = sorted({look for one in blocks if (look := _look(one, usual))}, reverse=True)
    found = [
        replace(one, level=base + 1 + looks.index(look), bullet=0)
        if isinstance(one, Line) and (look := _look(one, usual))
        else one
        for one in blocks
    ]
    return list(_without_contents(_recurring(found)))


def _unframed(block: Block) -> Block:
    """Return the one line that a table is a frame around, as around a heading; any other as it
    is.
    """
    if not isinstance(block, Table):
        return block
    inside = [one for row in block.rows for cell in row for one in cell]
    return inside[0] if len(inside) == 1 and isinstance(inside[0], Line) else block


def _recurring(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with a mark on the headings that come again and again: what says too little
    once, says what stands below it when it does so in theme after theme.
    """
    count = Counter(bare(one.text) for one in blocks if isinstance(one, Line) and one.level)
    return [
        replace(
            one,
            recurs=count[bare(one.text)] >= _OFTEN and not role(one.text),
            holds=guessed(_items(blocks[place + 1 :])) or "",
        )
        if isinstance(one, Line) and one.level
        else one
        for place, one in enumerate(blocks)
    ]


def _items(after: Sequence[Block]) -> list[str]:
    """Return the items of the list that a heading stands over; none if it is over something
    else.
    """
    found = list(takewhile(lambda one: isinstance(one, Line) and not one.level, after))
    items = [one.text for one in lines(found) if one.bullet == 1]
    return items if 2 * len(items) > len([one for one in lines(found) if one.bullet < 2]) else []


def told_below(line: Line) -> Label | None:
    """Return what a heading that says nothing itself stands over, by what is below it."""
    return Label(Slag(line.holds), is_sure=False) if line.holds and not role(line.text) else None


def is_label_line(line: Line) -> Label | None:
    """Return what a line that may be no heading says stands below it."""
    if line.bullet and not line.bold:
        return None
    found = label(line.text)
    if not found or not (found.is_sure or line.recurs):
        return told_below(line) if line.recurs and not duty(line.text) else None
    short = len(line.text.split()) <= 5 and line.text[-1:] not in ".,;?"
    return found if line.level or line.bold or short or line.text.endswith(":") else None


def _usual_size(blocks: Sequence[Block]) -> float:
    count: Counter[float] = Counter()
    for one in lines(blocks):
        count[one.size] += len(one.text)
    return count.most_common(1)[0][0] if count else 0


def _look(block: Block, usual: float) -> tuple[float, int, bool] | None:
    """Return how much a line looks like a heading, or None: its size, its numbering, its
    capitals.
    """
    if not isinstance(block, Line) or block.level or block.apart:
        return None
    text = block.text
    if len(text.split()) > MOST_WORDS or not re.search(r"[^\W\d_]{2}", text):
        return None
    capitals = text.isupper() and len(text) > 3
    larger = usual > 0 and block.size > usual * 1.1
    if block.bullet and not (block.bold and label(text)):
        return None
    named = is_label_line(block) is not None
    if text[-1:] in ".,;" or not (capitals or larger or block.bold or named):
        return None
    if text[-1:] == "?" and not larger and not named:
        return None
    plain = named and not (capitals or larger or block.bold)
    size = block.size if larger else 0
    return (size, -depth(text), capitals) if not plain else (-1, 0, False)


def _without_contents(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks but those of a list of contents: its words stand in the document already."""
    entries = _in_contents(blocks)
    return (one for place, one in enumerate(blocks) if place not in entries)


def without_contents(blocks: Sequence[Block]) -> tuple[list[Line], list[str]]:
    """Return every line of a document, those of its list of contents as the headings say them; and
    what that list says.
    """
    entries = _in_contents(blocks)
    found: list[Line] = []
    told: list[str] = []
    for place, one in enumerate(blocks):
        for line in lines([one]):
            if place in entries:
                line = replace(line, text=without_number(_ENTRY.sub("", line.text)))
                told.append(line.text)
            found.append(line)
    return found, told


def _in_contents(blocks: Sequence[Block]) -> set[int]:
    """Return the places of the lines in a list of contents."""
    headings = Counter(key(one.text) for one in blocks if isinstance(one, Line))
    found: set[int] = set()
    inside = False
    for place, one in enumerate(blocks):
        text = one.text if isinstance(one, Line) else ""
        is_short = headings[key(text)] > 1 or len(text.split()) < MOST_WORDS
        if inside and text and _ENTRY.search(text) and is_short:
            found.add(place)
            continue
        inside = bool(text and _CONTENTS.fullmatch(text.strip(" :"))) or (inside and not text)
    return found


def key(text: str) -> str:
    """Return a heading as it is known again: without its number and the page it stands on."""
    return _ENTRY.sub("", without_number(text)).casefold()

"""Find the headings of a document, also those that are only bold or in capitals, and its themes."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from kvalitetsplan.imports.document import Block, Line, Table, lines
from kvalitetsplan.imports.labels import Label, Slag, label
from kvalitetsplan.imports.roles import duty, role
from kvalitetsplan.imports.tidying import MOST_WORDS, bare, depth, without_number

_PAIRED = (Slag.KJENNETEGN, Slag.VIRKNING)
_CONTENTS = re.compile(r"inn?h[oa]ld(?:sfortegnelse|sliste|et)?|innhaldsliste", re.IGNORECASE)
_ENTRY = re.compile(r"[\s.…_]*\d{1,3}$")
_GENERAL = re.compile(
    r"(?:innledning|innleiing|forord|bakgrunn|formål|føremål|mål|visjon|teori|lovverk|definisjon(?:er)?"
    r"|om|hva er|kva er|hvorfor|kvifor|hva sier|kva seier|slik bruker|slik brukar|kort om|fakta|ingress"
    r"|beskrivelse|hva vi vet|kva vi veit|forskning|forsking|generelt|overordnet|del \d+)\b.*",
    re.IGNORECASE,
)
"""Headings over what is said about a theme, or about the plan; none of them names a theme."""
_NONE, _OFTEN = 99, 3


class Heading(NamedTuple):
    """A heading, or a label over the columns of a table."""

    place: int
    """Which of the document's blocks it is, or is in."""
    level: int
    text: str
    label: Label | None


def outlined(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with a level on every line that is a heading, and without the list of
    contents.
    """
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


def _recurring(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with a mark on the headings that come again and again: what says too little
    once, says what stands below it when it does so in theme after theme.
    """
    count = Counter(bare(one.text) for one in blocks if isinstance(one, Line) and one.level)
    return [
        replace(one, recurs=count[bare(one.text)] >= _OFTEN and not role(one.text))
        if isinstance(one, Line) and one.level
        else one
        for one in blocks
    ]


def is_label_line(line: Line) -> Label | None:
    """Return what a line that may be no heading says stands below it."""
    if line.bullet and not line.bold:
        return None
    found = label(line.text)
    if not found or not (found.is_sure or line.recurs):
        return None
    short = len(line.text.split()) <= 5 and line.text[-1:] not in ".,;?"
    return found if line.level or line.bold or short or line.text.endswith(":") else None


def _usual_size(blocks: Sequence[Block]) -> float:
    count: Counter[float] = Counter()
    for one in lines(blocks):
        count[one.size] += len(one.text)
    return count.most_common(1)[0][0] if count else 0


def _look(block: Block, usual: float) -> tuple[float, int, bool] | None:
    """Return how much a line looks like a heading, or None: its size, its numbering, its capitals."""
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


def without_pages(blocks: Sequence[Block]) -> Iterator[Line]:
    """Yield every line of a document; those of its list of contents without the numbers of pages."""
    entries = _in_contents(blocks)
    for place, one in enumerate(blocks):
        for line in lines([one]):
            yield replace(line, text=_ENTRY.sub("", line.text)) if place in entries else line


def _in_contents(blocks: Sequence[Block]) -> set[int]:
    """Return the places of the lines in a list of contents."""
    headings = Counter(_key(one.text) for one in blocks if isinstance(one, Line))
    found: set[int] = set()
    inside = False
    for place, one in enumerate(blocks):
        text = one.text if isinstance(one, Line) else ""
        is_short = headings[_key(text)] > 1 or len(text.split()) < MOST_WORDS
        if inside and text and _ENTRY.search(text) and is_short:
            found.add(place)
            continue
        inside = bool(text and _CONTENTS.fullmatch(text.strip(" :"))) or (inside and not text)
    return found


def _key(text: str) -> str:
    return _ENTRY.sub("", without_number(text)).casefold()


def themes(blocks: Sequence[Block]) -> set[int]:
    """Return the places of the headings that name a theme: what is practised, and what it leads to,
    stands below them.
    """
    headings = list(_headings(blocks))
    named = [one for one in headings if not one.label and not _is_part(one, headings)]
    marks = [one for one in headings if one.label and one.label.slag in _PAIRED]
    near = _nearest(marks, named)
    names = {_key(one.text) for mark in marks if (one := _chosen(mark, near, named))}
    return {one.place for one in named if _key(one.text) in names}


def _nearest(marks: list[Heading], named: list[Heading]) -> dict[Heading, Heading | None]:
    """Return the heading that each label most likely stands under: the nearest that is not below the
    label itself, unless that would be one heading over the practices of several themes.
    """
    not_below = {mark: _before(mark, named, mark.level) for mark in marks}
    count = Counter(
        not_below[mark] for mark in marks if mark.label and mark.label.slag == Slag.KJENNETEGN
    )
    return {
        mark: one if count[one] <= 1 and one else _before(mark, named, _NONE)
        for mark, one in not_below.items()
    }


def _before(mark: Heading, named: list[Heading], level: int) -> Heading | None:
    for one in reversed([one for one in named if one.place < mark.place]):
        if one.level <= level and not _is_general(one.text):
            return one
    return None


def _is_part(heading: Heading, headings: list[Heading]) -> bool:
    """Tell whether a heading says who does what stands under a label, as «Ledelsen» under
    «Kjennetegn», and is no theme.
    """
    if not role(heading.text):
        return False
    before = [one for one in headings if one.place < heading.place and not role(one.text)]
    return bool(before) and before[-1].label is not None and before[-1].level <= heading.level


def _headings(blocks: Sequence[Block]) -> Iterator[Heading]:
    for place, one in enumerate(blocks):
        if isinstance(one, Line) and one.level:
            found = label(one.text)
            is_label = found and found.slag != Slag.TEMA and (found.is_sure or one.recurs)
            yield Heading(place, one.level, one.text, found if is_label else None)
        elif isinstance(one, Table) and (found := _table_label(one)):
            yield Heading(place, _NONE, "", found)


def _table_label(table: Table) -> Label | None:
    """Return the first label in a table that says that it holds practices or effects."""
    for row in table.rows:
        names = [(first, len(cell) == 1) for cell in row if (first := next(lines(cell), None))]
        if any((one := label(name.text)) and one.slag == Slag.TEMA for name, _ in names):
            return None  # its themes stand in a column
        for name, is_alone in names:
            found = label(name.text) if is_alone and not name.bullet else is_label_line(name)
            if found and found.is_sure and found.slag in _PAIRED:
                return found
    return None


def _chosen(
    mark: Heading, near: dict[Heading, Heading | None], named: list[Heading]
) -> Heading | None:
    """Return the theme a label belongs to: the nearest heading, or the one over it, if nothing else
    that stands under that one has practices of its own.
    """
    one = near[mark]
    if one is None:
        return None
    above = _above(one, named)
    while above and not _is_general(above.text):
        end = next(
            (n.place for n in named if n.place > above.place and n.level <= above.level),
            _NONE * 10**6,
        )
        inside = {near[m] for m in near if above.place < m.place < end}
        is_title = named[0] == above and above.level < min((n.level for n in named[1:]), default=0)
        if len(inside) > 1 or is_title:
            break
        one, above = above, _above(above, named)
    return one


def _above(heading: Heading, named: list[Heading]) -> Heading | None:
    before = (one for one in reversed(named) if one.place < heading.place)
    return next((one for one in before if one.level < heading.level), None)


def _is_general(text: str) -> bool:
    bare = without_number(text)
    return bool(bare.endswith("?") or _GENERAL.fullmatch(bare) or duty(bare))

"""Find the headings of a document that name its themes: what is practised, and what it leads to,
stands below them.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kvalitetsplan.imports.document import Block, Line, Table, lines
from kvalitetsplan.imports.duties import duties
from kvalitetsplan.imports.labels import Label, Slag, label
from kvalitetsplan.imports.ladders import ladder
from kvalitetsplan.imports.outline import is_label_line, key, outlined
from kvalitetsplan.imports.roles import duty, role
from kvalitetsplan.imports.tasktables import tasks
from kvalitetsplan.imports.tidying import without_number

_PAIRED = (Slag.KJENNETEGN, Slag.VIRKNING)
_TASKS = (Slag.REFLEKSJON, Slag.TRENING)
_GENERAL = re.compile(
    r"(?:innledning|innleiing|forord|bakgrunn|formål|føremål|mål|visjon|teori|lovverk|definisjon(?:er)?"
    r"|om|hva er|kva er|hvorfor|kvifor|hva sier|kva seier|slik bruker|slik brukar|kort om|fakta|ingress"
    r"|beskrivelse|hva vi vet|kva vi veit|forskning|forsking|generelt|overordnet|del \d+)\b.*",
    re.IGNORECASE,
)
"""Headings over what is said about a theme, or about the plan; none of them names a theme."""
_NONE, _MANY = 99, 3


class Heading(NamedTuple):
    """A heading, or a label over the columns of a table."""

    place: int
    """Which of the document's blocks it is, or is in."""
    level: int
    text: str
    label: Label | None
    holds: str = ""
    """What the items of the list below it are, where they tell it."""


def themes(blocks: Sequence[Block]) -> set[int]:
    """Return the places of the headings that name a theme: what is practised, and what it leads to,
    stands below them.
    """
    headings = list(_headings(blocks))
    named = [one for one in headings if not one.label and not _is_part(one, headings)]
    marks = [one for one in headings if one.label and one.label.slag in _PAIRED]
    near = _nearest(marks, named)
    found = [one for mark in marks if (one := _chosen(mark, near, named))]
    chosen = [_over_it(one, found, named) for one in found]
    names = {key(one.text) for one in (*chosen, *_alike(chosen, named, headings))}
    return {one.place for one in named if key(one.text) in names}


def _over_it(one: Heading, found: list[Heading], named: list[Heading]) -> Heading:
    """Return a theme, or the one over it if it only stands over a list and most themes are
    higher.
    """
    usual = Counter(other.level for other in found).most_common(1)[0][0]
    if not one.holds or one.level <= usual:
        return one
    before = (other for other in reversed(named) if other.place < one.place)
    return next((other for other in before if other.level <= usual), one)


def _alike(
    chosen: list[Heading], named: list[Heading], headings: list[Heading]
) -> Iterator[Heading]:
    """Yield the headings that are built as the themes are: of their level, with tasks below
    them.
    """
    count = Counter(one.level for one in chosen)
    usual, many = count.most_common(1)[0] if count else (0, 0)
    for one in named if many >= _MANY else ():
        end = next(
            (n.place for n in named if n.place > one.place and n.level <= one.level), math.inf
        )
        inside = [n for n in headings if one.place < n.place < end]
        if one.level == usual and any(n.label and n.label.slag in _TASKS for n in inside):
            yield one


def _nearest(marks: list[Heading], named: list[Heading]) -> dict[Heading, Heading | None]:
    """Return the heading that each label most likely stands under: the nearest that is not below
    the label itself, unless that would be one heading over the practices of several themes.
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
    over = ""
    for place, one in enumerate(blocks):
        if isinstance(one, Line) and one.level:
            over = one.text
            yield Heading(place, one.level, one.text, is_label_line(one), one.holds)
        elif isinstance(one, Table) and not is_of_rows(one, over) and (found := _table_label(one)):
            yield Heading(place, _NONE, "", found)


def is_of_rows(table: Table, over: str) -> bool:
    """Tell whether a table has a duty, a task or a step in each row, and no practices."""
    return bool(ladder(table, over) or tasks(table) or duties(table))


def _table_label(table: Table) -> Label | None:
    """Return the first label in a table that says that it holds practices or effects."""
    if len({n for row in table.rows for n, cell in enumerate(row) if cell}) == 1:
        return _label_inside([one for row in table.rows for cell in row for one in cell])
    for row in table.rows:
        firsts = [(first, len(cell) == 1) for cell in row if (first := next(lines(cell), None))]
        sure = next((one for name in firsts if (one := _over_cell(*name))), None)
        if sure and any((one := label(name.text)) and one.slag == Slag.TEMA for name, _ in firsts):
            return None  # its themes stand in a column
        if sure:
            return sure
    return None


def _label_inside(blocks: Sequence[Block]) -> Label | None:
    """Return the first label in a frame that running text stands in."""
    for one in outlined(blocks):
        found = _table_label(one) if isinstance(one, Table) else None
        if isinstance(one, Line):
            found = is_label_line(one)
        if found and found.slag in _PAIRED:
            return found
    return None


def _over_cell(first: Line, is_alone: bool) -> Label | None:
    """Return what the first line of a cell says of practices or effects."""
    found = label(first.text) if is_alone and not first.bullet else is_label_line(first)
    return found if found and found.is_sure and found.slag in _PAIRED else None


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

"""What a line or what stands below it says at a glance, before it is read."""

import re
from collections.abc import Sequence
from itertools import takewhile

from kvalitetsplan.imports import measures
from kvalitetsplan.imports.document import Block, Line, Table, lines
from kvalitetsplan.imports.labels import Slag
from kvalitetsplan.imports.outline import is_label_line
from kvalitetsplan.imports.roles import role
from kvalitetsplan.imports.times import Tid
from kvalitetsplan.imports.under import Under
from kvalitetsplan.plan.words import MONTHS

_LEADS = 3
"""A point of no more words than this is a heading over those below it."""
_UNENDED = re.compile(
    r"\b(?:at|å|som|når|er|for|og|ved|av|med|vi|de|dei|jeg|eg|skal|vil|kan|hun|ho|han)$", re.I
)
"""A point that ends so, goes on in those below it."""
_SAYS_HOW = re.compile(
    r"(?:slik|sånn|dette|det|hva|kva|hvordan|korleis) (?:skal |vil )?\w+ (?:vi|skolen|skulen)", re.I
)
"""What may stand over practices, and over measures."""


def is_over_measures(line: Line, after: Sequence[Block]) -> bool:
    """Tell whether a heading says that measures stand below it; of one that could stand over
    practices, its items tell.
    """
    found = is_label_line(line)
    if measures.is_of_measures(line.text):
        return bool(line.level or line.bold or found) and has_list(after)
    if not found or found.slag != Slag.KJENNETEGN or not _SAYS_HOW.match(line.text):
        return False
    items = [one for one in takewhile(is_below, after) if isinstance(one, Line) and one.bullet]
    return bool(items) and 2 * sum(measures.is_signed(one.text) for one in items) >= len(items)


def leads(text: str) -> bool:
    """Tell whether a point only leads to those below it, which are what there is to say."""
    if text.endswith(":") or len(text.split()) <= _LEADS or role(text):
        return True
    return _UNENDED.search(text) is not None


def is_below(block: Block) -> bool:
    """Tell whether a block still stands below the heading before it."""
    return not (isinstance(block, Line) and block.level)


def is_said(line: Line, under: Under) -> bool:
    """Tell whether the one line of a cell is what its column is of, also where it could be a
    label.
    """
    plain = not (line.bold or line.level or line.apart or ":" in line.text)
    return plain and under.slag not in (None, Slag.HENDELSE)


def said_with(text: str, tid: Tid) -> list[str]:
    """Return when something is, in the document's words, unless it is said by the month alone."""
    return (
        [] if tid.maneder and text.strip(" .:").casefold() in MONTHS else [f"{text.strip(' .:')}."]
    )


def is_short(line: Line) -> bool:
    """Tell whether a line may be a heading by its length and its end."""
    return len(line.text.split()) <= 8 and line.text[-1:] not in ".?;,"


def _begins_anew(table: Table) -> bool:
    """Tell whether a table is a frame with a label of its own in it."""
    first = next(lines([table]), None)
    is_frame = all(sum(map(bool, row)) <= 1 for row in table.rows)
    return is_frame and first is not None and is_label_line(first) is not None


def has_list(after: Sequence[Block]) -> bool:
    """Tell whether what stands below a label, until the next heading, has items in a list."""
    for one in after:
        if isinstance(one, Table):
            return not _begins_anew(one)
        if isinstance(one, Line) and one.level:
            return False
        if isinstance(one, Line) and one.bullet:
            return True
    return False

"""A line that begins further in, or further out, than what it belongs with."""

import re
from collections.abc import Iterator

from kvalitetsplan.reading.colons import text_before
from kvalitetsplan.reading.fault import Advice, Fault
from kvalitetsplan.reading.keys import KEYS
from kvalitetsplan.reading.lines import COLON, ITEM, above, indent
from kvalitetsplan.reading.pasted import NO_SPACE
from kvalitetsplan.reading.pasted import item_too_far_in as said_too_far_in


def stray(fault: Fault) -> bool:
    """Tell whether the parser wanted another line of what it was in, and this is none."""
    return "expected key" in fault.kind or "expected '-'" in fault.kind


def item_too_far_in(fault: Fault) -> Advice | None:
    """Say where an item stands further in than the one above it in the same list."""
    line = fault.line(fault.at.line)
    hit, column = ITEM.match(line), len(indent(line))
    if not hit and stray(fault):
        return _value_too_far_in(fault)
    if not hit or not hit["dash"].strip() or text_before(fault):
        return None
    at_key = "mapping values" in fault.kind and hit.end("key") == fault.at.column
    if not at_key and not stray(fault):
        return None
    for number in range(fault.at.line - 1, -1, -1):
        other = ITEM.match(fault.lines[number])
        if other and other["dash"].strip() and other["key"] == hit["key"]:
            further_in = len(indent(fault.lines[number])) < column
            message = said_too_far_in("-", number + 1, 0)
            return Advice(fault.at.line, column, message) if further_in else None
    return None


def _value_too_far_in(fault: Fault) -> Advice | None:
    """Say the same of an item without fields, where the one above it is no plain text."""
    last, column = fault.last, len(indent(fault.line(fault.at.line)))
    if (
        not last
        or last.quote in ("|", ">")
        or not fault.line(fault.at.line).startswith("- ", column)
    ):
        return None
    above_it = fault.line(last.start.line)[: last.start.column]
    if above_it.strip() != "-" or above_it.index("-") >= column:
        return None
    message = said_too_far_in("-", last.start.line + 1, 0)
    return Advice(fault.at.line, column, message)


def too_far_in(fault: Fault) -> Advice | None:
    """Say where a key stands further in than the one above it, which has a text of its own."""
    hit = ITEM.match(fault.line(fault.at.line))
    if "mapping values" not in fault.kind or not hit or hit.end("key") != fault.at.column:
        return None
    found = above(fault, fault.at.line)
    if not found:
        return None
    number, before = found
    if before["key"].startswith("-"):
        return Advice(number, before.start("key"), NO_SPACE)
    steps = hit.start("key") - before.start("key")
    if steps <= 0 or not before["value"]:
        return None
    if hit["key"] not in KEYS and steps > 1:
        return Advice(fault.at.line, fault.at.column, COLON)
    message = (
        f"«{hit['key']}» står {_spaces(steps)} for langt inn; "
        f"la den begynne rett under «{before['key']}» i linje {number + 1}"
    )
    if steps > 1:
        message += f", eller ta bort teksten etter «{before['key']}:»"
    return Advice(fault.at.line, hit.start("key"), message)


def one_off(fault: Fault) -> Advice | None:
    """Say where a key stands one space from one of those above it that may have more beside them.
    Where it could be two of them, nobody knows.
    """
    hit = ITEM.match(fault.line(fault.at.line))
    if not hit or hit["dash"].strip() or hit["key"] not in KEYS or not stray(fault):
        return None
    column = hit.start("key")
    near = [one for one in _open_keys(fault) if abs(one[1].start("key") - column) == 1]
    if len(near) != 1:
        return None
    number, beside = near[0]
    way = "inn" if beside.start("key") < column else "ut"
    message = (
        f"«{hit['key']}» står ett mellomrom for langt {way}; "
        f"la den begynne rett under «{beside['key']}» i linje {number + 1}"
    )
    return Advice(fault.at.line, column, message)


def _open_keys(fault: Fault) -> Iterator[tuple[int, re.Match[str]]]:
    """Yield the last key of each mapping that the line may go on in, innermost first."""
    outermost = None
    for number in range(fault.at.line - 1, -1, -1):
        hit = ITEM.match(fault.lines[number])
        if hit and hit["key"] in KEYS and (outermost is None or hit.start("key") < outermost):
            outermost = hit.start("key")
            yield number, hit


def _spaces(count: int) -> str:
    return "ett mellomrom" if count == 1 else f"{count} mellomrom"

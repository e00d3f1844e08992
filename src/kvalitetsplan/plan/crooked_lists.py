"""Where a list on an own page is written so that Markdown would make another list of it.

Markdown wants four spaces in front of what stands under an item, counts for itself, and lets one
sort of list go on into another.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kvalitetsplan.reading.problems import Mark, Problem

_ITEM = re.compile(r"(?P<indent> *)(?:[-*+]|(?P<number>\d{1,9})\.)[ \t]+\S")
_STEP = 4
"""How far in what stands under an item begins."""


class _Item(NamedTuple):
    indent: int
    number: int | None
    """None where it has a bullet."""
    line: int


def crooked_lists(source: str, file: str) -> Iterator[Problem]:
    """Yield each item that would not be shown as it is written. `source` is a page with spaces for
    its code, `file` what problems call it.
    """
    above: list[_Item] = []
    was_empty = True
    for line, text in enumerate(source.expandtabs(_STEP).split("\n"), 1):
        hit = _ITEM.match(text)
        if not hit:
            if was_empty and text[:1].strip():  # a paragraph ends every list
                above = []
            was_empty = not text.strip()
            continue
        number = int(hit["number"]) if hit["number"] else None
        one = _Item(len(hit["indent"]), number, line)
        while above and above[-1].indent > one.indent:
            above.pop()
        if above and (reason := _why_crooked(above[-1], one, was_empty)):
            yield Problem(Mark(file, line, one.indent + 1), "", reason)
        if above and above[-1].indent == one.indent:
            above.pop()
        above.append(one)
        was_empty = False


def _why_crooked(before: _Item, one: _Item, was_empty: bool) -> str:
    """Say why an item does not stand as it is written, after or under another; "" if it does."""
    deeper = one.indent - before.indent
    if 0 < deeper < _STEP:
        return (
            f"punktet er rykket inn {deeper} mellomrom; rykk det inn {_STEP} hvis det hører under "
            f"linje {before.line}, og ellers ingen"
        )
    if deeper:
        return ""
    if (before.number is None) != (one.number is None):
        kinds = "fra punkter til tall" if before.number is None else "fra tall til punkter"
        return "" if was_empty else f"lista går over {kinds}; sett en tom linje foran"
    if before.number is None or one.number is None or before.number == one.number == 1:
        return ""
    if one.number == before.number + 1:
        return ""
    return (
        f"nummeret er {one.number}, men siden vil vise {before.number + 1}, for lista fortsetter "
        f"fra linje {before.line}; rett tallet, eller skriv noe mellom"
    )

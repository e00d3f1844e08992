"""Where a list on an own page is written so that Markdown would make another list of it, or none.

Markdown wants four spaces in front of what stands under an item, and an empty line in front of a
list; it counts for itself, and lets one sort of list go on into another.
"""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from kvalitetsplan.reading.problems import Mark, Problem

ITEM = re.compile(r"(?P<indent> *)(?:[-*+]|(?P<number>\d{1,9})\.)[ \t]+\S")
_STEP = 4
"""How far in what stands under an item begins."""
_QUOTED = re.compile(r" *> ?")
_ALONE = re.compile(r" {0,3}(?:#|[-=]+ *$|\* *\* *\*|\[[^\]]+\]:|!!!)")
"""A line that a list may follow at once: a heading, a rule, an address, the top of a box."""
_TAG = re.compile(r"</?(?:div|details|summary|figure|table|blockquote|dl|ol|ul|p|pre|h[1-6])\b")
"""What begins a block of HTML, which is shown as it stands."""


class _Line(NamedTuple):
    number: int
    before: int
    """How many characters of the line stand in front of the text: the marks of a quote."""
    text: str


class _Item(NamedTuple):
    indent: int
    number: int | None
    """None where it has a bullet."""
    line: int


def crooked_lists(source: str, file: str) -> Iterator[Problem]:
    """Yield each item that would not be shown as it is written. `source` is a page with spaces for
    its code, `file` what problems call it.
    """
    lines = [_Line(*one) for one in _numbered(source.expandtabs(_STEP).split("\n"))]
    yield from _crooked(lines, file)


def _numbered(lines: list[str]) -> Iterator[tuple[int, int, str]]:
    return ((number, 0, text) for number, text in enumerate(lines, 1))


def _crooked(lines: list[_Line], file: str) -> Iterator[Problem]:
    """Yield what is crooked in some lines, and in the quotes among them."""
    for is_quote, some in groupby(lines, key=lambda one: _QUOTED.match(one.text) is not None):
        if is_quote:
            yield from _crooked([_unquoted(one) for one in some], file)
    above: list[_Item] = []
    in_box = False
    for block in _blocks(lines):
        if block[0].text[:1].strip():
            in_box = block[0].text.startswith("!!!")
            if not ITEM.match(block[0].text):  # a paragraph ends every list
                above.clear()
        yield from _in_block(block, above, in_box, file)


def _unquoted(line: _Line) -> _Line:
    text = _QUOTED.sub("", line.text, count=1)
    return _Line(line.number, line.before + len(line.text) - len(text), text)


def _blocks(lines: list[_Line]) -> Iterator[list[_Line]]:
    """Yield the lines that Markdown sees together: those between two empty ones, or between lines
    that stand for themselves.
    """
    block: list[_Line] = []
    for line in lines:
        is_alone = _ALONE.match(line.text) is not None
        if block and (is_alone or not line.text.strip()):
            yield block
            block = []
        if is_alone:
            yield [line]
        elif line.text.strip():
            block.append(line)
    if block:
        yield block


def _in_block(block: list[_Line], above: list[_Item], in_box: bool, file: str) -> Iterator[Problem]:
    """Yield what is crooked in one block. `above` is the items that are open, the outermost first;
    it goes on to the next.
    """
    swallowed = _swallowed(block, above, in_box)
    for place, line in enumerate(block):
        one = _item(line)
        if not one:
            continue
        while above and above[-1].indent > one.indent:
            above.pop()
        reason = swallowed.get(place, "")
        if above and not reason:
            reason = _why_crooked(above[-1], one, was_empty=not place)
        if reason:
            yield Problem(Mark(file, line.number, line.before + one.indent + 1), "", reason)
        if above and above[-1].indent == one.indent:
            above.pop()
        above.append(one)


def _item(line: _Line) -> _Item | None:
    hit = ITEM.match(line.text)
    number = int(hit["number"]) if hit and hit["number"] else None
    return _Item(len(hit["indent"]), number, line.number) if hit else None


def _swallowed(block: list[_Line], above: list[_Item], in_box: bool) -> dict[int, str]:
    """Return the place in a block of the first item that is read as more of what the block begins
    with, and what to say of it.
    """
    head, outermost = _item(block[0]), 0
    indent = len(block[0].text) - len(block[0].text.lstrip())
    if indent >= _STEP and not above:
        if not in_box or head:
            return {}  # it is shown as code
        outermost = _STEP
    if _TAG.match(block[0].text):
        return {}
    items = {place: one for place, line in enumerate(block) if place and (one := _item(line))}
    numbers = {one.number for one in (*items.values(), *above) if one.number is not None}
    for place, one in items.items():
        if head and indent >= _STEP and one.indent < indent:
            return {place: f"punktet blir stående under linje {head.line}; {_EMPTY}"}
        counts = one.number is None or numbers & {one.number - 1, one.number + 1}
        if not head and counts and one.indent >= outermost:
            is_dash = block[place].text.lstrip().startswith("-") and len(items) == 1 and not above
            dash = " (er det en tankestrek, skriv «–»)" if is_dash else ""
            return {place: f"punktet blir en del av linja over; {_EMPTY}{dash}"}
    return {}


_EMPTY = "sett en tom linje foran"


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

"""The numbered lists of a Word document: which there are, and what each item is counted as. Word
keeps how a list counts, and not the numbers.
"""

from collections.abc import Iterator
from typing import Any

from kvalitetsplan.imports.wordtext import Element, Style, W

_UNNUMBERED = ("bullet", "none")
_COUNTED = ("decimal", "decimalZero")
_List = tuple[str, str]
"""A list and a level in it."""


def numbering_of(element: Element) -> _List | None:
    """Return the list that a paragraph, or a style, says itself that it stands in, and the level
    there; None for none.
    """
    numbered = element.find(f"{W}pPr/{W}numPr")
    if numbered is None:
        return None
    id, level = (_value(numbered, name) for name in ("numId", "ilvl"))
    return id, level or "0"


def _value(element: Element, name: str) -> str:
    found = element.find(f"{W}{name}")
    return str(found.get(f"{W}val") or "") if found is not None else ""


class Numbering:
    """Counts the items of the lists as Word does, from the top."""

    def __init__(self, root: Element | None) -> None:
        """`root` has the definitions of the lists."""
        definitions = list(root) if root is not None else []
        self._kinds = {
            str(one.get(f"{W}numId")): _value(one, "abstractNumId")
            for one in definitions
            if one.tag == f"{W}num"
        }
        self._levels = dict(_levels(definitions))
        self._anew = dict(_overrides(definitions))
        self._count: dict[_List, int] = {}

    def of(self, paragraph: Element, style: Style) -> tuple[bool, int]:
        """Return whether a paragraph stands in a numbered list, and what it is counted as; 0 if
        that is no number. Each paragraph is asked about once, in order.
        """
        id, level = numbering_of(paragraph) or style.numbering or ("", "0")
        id = id or (style.numbering or ("",))[0]
        at = self._kinds.get(id, ""), level
        form, start = self._levels.get(at, ("none", 1))
        if form in _UNNUMBERED:
            return False, 0
        self._count = {
            one: count for one, count in self._count.items() if one[0] != at[0] or one[1] <= level
        }
        first = self._anew.pop((id, level), None)
        now = self._count.get(at, start - 1) + 1 if first is None else first
        self._count[at] = now
        return True, now if form in _COUNTED else 0


def _levels(definitions: list[Element]) -> Iterator[tuple[_List, tuple[str, int]]]:
    """Yield how each level of each list counts, and from which number."""
    for one in definitions:
        for level in one.iterfind(f"{W}lvl") if one.tag == f"{W}abstractNum" else ():
            at = str(one.get(f"{W}abstractNumId")), str(level.get(f"{W}ilvl"))
            yield at, (_value(level, "numFmt") or "decimal", _number(_value(level, "start")))


def _overrides(definitions: list[Any]) -> Iterator[tuple[_List, int]]:
    """Yield the lists that begin to count anew, where they do, and from which number."""
    for one in definitions:
        for level in one.iterfind(f"{W}lvlOverride"):
            if start := _value(level, "startOverride"):
                at = str(one.get(f"{W}numId")), str(level.get(f"{W}ilvl"))
                yield at, _number(start)


def _number(text: str) -> int:
    return int(text) if text.isdigit() else 1

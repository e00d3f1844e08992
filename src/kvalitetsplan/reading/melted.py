"""Lines that begin as an item of a list, and that are read as more of the text above them."""

import re
from collections.abc import Callable, Iterator

from kvalitetsplan.reading.fault import Advice
from kvalitetsplan.reading.keys import KEYS
from kvalitetsplan.reading.lines import indent
from kvalitetsplan.reading.pasted import item_too_far_in
from kvalitetsplan.reading.problems import Mark

ITEM = re.compile(r"\s*(?P<mark>[-*•·●○◦▪■‣∙]|(?P<number>\d{1,3})[.)])[ \t]+\S")
"""A line that begins as an item of a list, as people write it and as Word does."""
_OURS = re.compile(r"[-*]|\d+\.")
"""What an item begins with in a text of ours, where its lines stay apart."""
_FIELDS = re.compile(r"\s*- +(?P<key>\w+): +(?P<value>\S.*)$")
_ADDRESS = re.compile(r"[a-z0-9-]+(?:/[a-z0-9-]+)*")
_KEY = re.compile(r"\s*(?P<key>[^\W\d]\w*):(?:\s|$)")


def taken_in(
    lines: list[str], mark: Mark, end: int, style: str, key: str, dash_of: Callable[[str], int]
) -> Advice | None:
    """Say where a value has taken in an item that was meant to stand for itself.

    The value stands under `key`, begins at `mark`, and the parser was done with it in line `end`,
    from 0; `style` is how YAML has it written. `dash_of` tells in which line the item around it
    begins that has a key.
    """
    first, text = _lines_of(lines, mark, end, style)
    at, name = _swallowed(text) or (0, "")
    if name and style in ("'", '"'):
        return None  # the mark that ends it was forgotten, and the parser will say so
    dash = dash_of(name) if name else 0
    message = item_too_far_in("-", dash, 0) if dash else ""
    if not dash and (found := melted(text, style)):
        at, sign = found
        is_all = ITEM.match(text[0]) is not None
        message = _why_melted(sign, key, style, mark.line, is_all=is_all)
    return Advice(first + at, len(indent(lines[first + at])), message) if message else None


def _lines_of(lines: list[str], mark: Mark, end: int, style: str) -> tuple[int, list[str]]:
    """Return the number of the first line of a value, from 0, and its lines; see `taken_in`."""
    if style not in ("|", ">"):
        head = lines[mark.line - 1][mark.column - 1 + len(style) :]
        return mark.line - 1, [head, *lines[mark.line : end + 1]]
    found: list[str] = []
    for line in lines[mark.line : end]:  # until something stands further out
        if line.strip() and len(indent(line)) < len(indent(next(filter(str.strip, found), ""))):
            break
        found.append(line)
    return mark.line, found


def melted(lines: list[str], style: str) -> tuple[int, str] | None:
    """Return the first line that begins as an item and becomes one text with the line above it, and
    what it begins with. `lines` are those of one value, written in a style of YAML's.
    """
    numbers = {int(hit["number"]) for _, hit in _items(lines) if hit["number"]}
    for at, hit in _items(lines):
        counts = not hit["number"] or {1, 2} <= numbers
        if at and counts and lines[at - 1].strip() and _is_joined(lines, at, hit["mark"], style):
            return at, hit["mark"]
    return None


def _items(lines: list[str]) -> Iterator[tuple[int, re.Match[str]]]:
    return ((at, hit) for at, line in enumerate(lines) if (hit := ITEM.match(line)))


def _is_joined(lines: list[str], at: int, mark: str, style: str) -> bool:
    """Tell whether a line becomes one text with the line above it."""
    if style not in ("|", ">"):
        return True
    if not _OURS.fullmatch(mark):
        return True
    # What stands further in than the rest of a folded text keeps its line.
    outermost = min(len(indent(line)) for line in lines if line.strip())
    return style == ">" and {len(indent(lines[at])), len(indent(lines[at - 1]))} == {outermost}


def _swallowed(lines: list[str]) -> tuple[int, str] | None:
    """Return the first line of a text that was meant as the next item of the list around it, and
    its key: «- id: ro/venter», or fields of ours under one another.
    """
    for at, line in enumerate(lines):
        hit = _FIELDS.match(line)
        if hit and hit["key"] in KEYS:
            below = _KEY.match(lines[at + 1]) if at + 1 < len(lines) else None
            is_one = hit["key"] in ("id", "liste") and _ADDRESS.fullmatch(hit["value"].rstrip())
            if is_one or (below and below["key"] in KEYS):
                return at, hit["key"]
    return None


def _why_melted(mark: str, key: str, style: str, line: int, *, is_all: bool) -> str:
    """Return what to say of such an item. `key` is that of the text, if it has one, in `line`.
    `is_all` says that the text begins with an item, too.
    """
    said = "punktet blir lest som en del av teksten over"
    if style == "|":
        return f"{said}; {_other_mark(mark)}"
    if style == ">":
        right = f"skriv «|» i stedet for «>» i linje {line}"
    elif is_all and key:
        right = f"er «{key}» en liste, skriv «- » foran hvert punkt; er det en tekst, skriv «{key}: |», og hele teksten på linjene under"
    else:
        right = f"skriv «{f'{key}:' if key else '-'} |», og hele teksten på linjene under"
    other = "" if _OURS.fullmatch(mark) else f", og {_other_mark(mark)}"
    return f"{said}; {right}{other}{_no_item(mark, is_all=is_all)}"


def _no_item(mark: str, *, is_all: bool) -> str:
    """Return what to do where a mark is not that of an item, if it may be another."""
    if mark == "-":
        return " (er det en tankestrek, skriv «–»)"
    is_number = mark[0].isdigit() and not is_all
    return " (er det ikke et punkt, flytt tallet opp på linja over)" if is_number else ""


def _other_mark(mark: str) -> str:
    right = "1." if mark.endswith(")") else "-"
    return f"begynn det med «{right} » i stedet for «{mark}»"

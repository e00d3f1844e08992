"""Lines that begin as an item of a list, and that are read as more of the text above them."""

import re
from collections.abc import Callable

from kvalitetsplan.reading.fault import Advice
from kvalitetsplan.reading.keys import KEYS
from kvalitetsplan.reading.lines import indent
from kvalitetsplan.reading.pasted import item_too_far_in
from kvalitetsplan.reading.problems import Mark

_MARK = r"(?P<mark>[-*](?=[ \t])|[•·●○◦▪■‣∙]|(?P<number>\d{1,3})[.)](?=[ \t]))[ \t]*\S"
_LOOSE_MARK = r"(?P<mark>[–—−+→➢►✓✔☐]|[a-h]\))[ \t]+\S"
_ITEM = re.compile(rf"\s*{_MARK}")
"""A line that begins as an item of a list, as people write it and as Word does."""
_LOOSE = re.compile(rf"\s*{_LOOSE_MARK}")
"""A line that may begin so, and may go on from the line above: it is an item if it follows a colon,
or a line that begins so too.
"""
_WITHIN = re.compile(rf"(?<=\s){_MARK}")
_ANY_WITHIN = re.compile(r"\s+(?=[^\w\s«\"]|\w{1,3}[.)])")
_OURS = re.compile(r"\s*(?:[-*]|\d+\.)\s")
"""How an item begins in a text of ours, where its lines stay apart."""
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
    # Where lines are kept, the law's words have such signs too.
    if not dash and (found := melted(text, style, sure=style == "|")):
        at, sign = found
        is_all = _begins(text[0]) is not None
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


def melted(lines: list[str], style: str, *, sure: bool = False) -> tuple[int, str] | None:
    """Return the first line that begins as an item and becomes one text with the line above it, and
    what it begins with. `lines` are those of one value, written in a style of YAML's. `sure` leaves
    out what may be something else.
    """
    hits = {at: hit for at, line in enumerate(lines) if (hit := _begins(line, sure=sure))}
    numbers = {int(hit["number"]) for hit in hits.values() if hit.re is _ITEM and hit["number"]}
    for at, hit in hits.items():
        above = lines[at - 1].strip() if at else ""
        beside = [_kind(hits[one]) for one in (at - 1, at + 1) if one in hits]
        is_item = _counts(hit, beside, above, numbers)
        if above and is_item and _is_joined(lines, at, style):
            return at, f"{hit['mark']} "
    return None


def may_melt(text: str) -> bool:
    """Tell whether a text could have such a line if it was folded, wherever that was done."""
    return bool(_WITHIN.search(text)) or melted(_ANY_WITHIN.split(text), ">") is not None


def _begins(line: str, *, sure: bool = False) -> re.Match[str] | None:
    return _ITEM.match(line) or (None if sure else _LOOSE.match(line))


def _counts(hit: re.Match[str], beside: list[str], above: str, numbers: set[int]) -> bool:
    """Tell whether what begins as an item is one, and not more of the line `above`. `beside` is how
    the lines next to it begin, `numbers` all that lines begin with.
    """
    if hit.re is _LOOSE:
        return _kind(hit) in beside or above.endswith(":")
    return not hit["number"] or {1, 2} <= numbers or _kind(hit) in beside


def _kind(hit: re.Match[str]) -> str:
    return re.sub("^[a-z]", "a", hit["mark"])


def _is_joined(lines: list[str], at: int, style: str) -> bool:
    """Tell whether a line becomes one text with the line above it."""
    if style not in ("|", ">") or not _OURS.match(lines[at]):
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
    other = _other_mark(mark)
    if style == "|":
        return f"{said}; {other}"
    if style == ">":
        right = f"skriv «|» i stedet for «>» i linje {line}"
    elif is_all and key:
        right = f"er «{key}» en liste, skriv «- » foran hvert punkt; er det en tekst, skriv «{key}: |», og hele teksten på linjene under"
    else:
        right = f"skriv «{f'{key}:' if key else '-'} |», og hele teksten på linjene under"
    return f"{said}; {right}{other and f', og {other}'}{_no_item(mark, is_all=is_all)}"


def _no_item(mark: str, *, is_all: bool) -> str:
    """Return what to do where a mark is not that of an item, if it may be another."""
    if mark == "- ":
        return " (er det en tankestrek, skriv «–»)"
    if mark in _DASHES:
        return " (er det en tankestrek, flytt den opp på linja over)"
    is_number = mark[0].isdigit() and not is_all
    return " (er det ikke et punkt, flytt tallet opp på linja over)" if is_number else ""


_DASHES = tuple(f"{one} " for one in "–—−")


def _other_mark(mark: str) -> str:
    """Return how an item begins that begins with a mark which is none of ours; "" if it is."""
    if _OURS.match(mark):
        return ""
    bare = mark.strip()
    right = f"- {bare}" if bare[0].isalpha() else "1." if bare[0].isdigit() else "-"
    return f"begynn det med «{right} » i stedet for «{bare}»"

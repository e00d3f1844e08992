"""Lines and items of lists on an own page that Markdown would show as another thing than they look
like where they are written.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from markdown_it.token import Token

from kvalitetsplan.plan.on_the_page import set_aside
from kvalitetsplan.plan.own_markdown import DATE, Converted
from kvalitetsplan.reading.pasted import ODD_SPACE, ORDINARY, bullet, named

BEFORE = re.compile(r"[\s>]*")
"""What may stand in front of a line: that it is moved in, or quoted."""
_ITEM = re.compile(r"[\s>]*(?:[-*+]|\d{1,9}[.)])[ \t]+")
ENDS_A_LINE = ("  ", "\\", "<br>", "<br/>", "<br />")
"""What keeps the next line apart: it is shown as it stands."""
START = re.compile(rf"(?:{_ITEM.pattern})?{BEFORE.pattern}")
"""The same in front of the first line of a paragraph, which may be an item."""
_FOOTNOTE = "fotnoter som «{}» virker ikke på egne sider; skriv forklaringen i teksten"
_NOTE = re.compile(r"\[\^[^\]\s]+\]")
_DOTS = "•·●○◦▪■‣∙"
_MARK = re.compile(
    rf"(?:[-*+]|#{{1,6}}|\d{{1,9}}[.)]|\[[ xX]?\])(?={ODD_SPACE.pattern})|\[(?={ODD_SPACE.pattern}\])"
)
"""What begins something, with another space after it than the one it takes."""
_AFTER_ODD = re.compile(
    rf"[ \t>]*(?P<odd>{ODD_SPACE.pattern})\s*(?P<mark>(?:[-*+]|#{{1,6}}|\d{{1,9}}[.)])(?=\s)|>)"
)
"""The same with such a space in front of it."""
_GONE = set_aside("\\")
"""A backslash that Markdown does not show, and that makes a sign of the one after it."""
_BOTH = 2 * _GONE
"""Two, of which it shows the last."""
_PATH = re.compile(
    rf"(?<![^\s(«\"])(?<!\]\()(?P<start>(?:{_BOTH}){{1,2}}(?=\w)|[A-Za-z]:(?:{_BOTH}|[\\{_GONE}]))"
    r"(?P<rest>[^\s`)]*)"
)
"""A way to a file in Windows."""
_NO_LINK = re.compile(r"\]\((?!\))|\] \((?=https?:|mailto:|\.\./)|\)\[(?=https?:|mailto:)")


class Loss(NamedTuple):
    """What a page would lose, and where."""

    line: int
    """From 0."""
    message: str
    sign: str = ""
    """What to look for in the line; its beginning without."""


class Written(NamedTuple):
    """A page line by line, as it is written."""

    lines: Sequence[str]
    shown: Sequence[str]
    """The same, with spaces for the code, and other signs for those that are escaped."""


def line_of(token: Token) -> int:
    """Return the line that a block begins in, from 0."""
    assert token.map, "a block knows its lines"
    return token.map[0]


def paragraphs(page: Converted, lines: Sequence[str]) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield the first line and the lines of each paragraph, as they are written."""
    for before, token in pairwise(page.tokens):
        if before.type == "paragraph_open" and token.map:
            yield token.map[0], lines[slice(*token.map)]


def bare(start: int, lines: Sequence[str]) -> list[tuple[int, str]]:
    """Return the lines of a paragraph without what stands in front of them, and their numbers."""
    first, *others = lines
    texts = [START.sub("", first, count=1), *(BEFORE.sub("", one, count=1) for one in others)]
    return list(enumerate(texts, start))


def numbers(page: Converted, written: Written) -> Iterator[Loss]:
    """Yield each item that would get another number than it has. «1.» all the way is a habit."""
    shown: list[int] = []
    only_ones: list[bool] = []
    for token in page.tokens:
        if token.type.endswith("list_open"):
            shown.append(int(token.attrs.get("start", 1)))
            only_ones.append(True)
        elif token.type.endswith("list_close"):
            shown.pop()
            only_ones.pop()
        elif token.type == "list_item_open" and token.info:
            only_ones[-1] = only_ones[-1] and token.info == "1"
            if int(token.info) != shown[-1] and not only_ones[-1]:
                message = f"nummeret er {token.info}, men siden vil vise {shown[-1]}; rett tallet, eller skriv «{token.info}\\.» hvis det ikke er et punkt"
                yield Loss(line_of(token), message, token.info)
                shown[-1] = int(token.info)
            shown[-1] += 1


def beside(page: Converted, written: Written) -> Iterator[Loss]:
    """Yield each item that is moved in under the one above it, but not far enough to be part of
    it.
    """
    above: dict[int, Token] = {}
    before = ""
    for token in page.tokens:
        if token.type.endswith("list_open") and not before.endswith("list_close"):
            above.pop(token.level + 1, None)
        before = token.type
        if token.type != "list_item_open":
            continue
        if over := above.get(token.level):
            item, line = written.lines[line_of(over)], line_of(token)
            deeper = _indent(BEFORE, written.lines[line]) - _indent(BEFORE, item)
            if deeper > 0:
                need = _indent(_ITEM, item) - _indent(BEFORE, item)
                message = f"punktet er rykket inn {deeper} mellomrom; rykk det inn {need} hvis det hører under linje {line_of(over) + 1}, og ellers ingen"
                yield Loss(line, message)
                continue
        above[token.level] = token


def _indent(pattern: re.Pattern[str], line: str) -> int:
    hit = pattern.match(line.expandtabs(4))
    return hit.end() if hit else 0


def footnotes(page: Converted, written: Written) -> Iterator[Loss]:
    """Yield each mark of a footnote."""
    for number, line in enumerate(written.shown):
        for note in _NOTE.findall(line):
            yield Loss(number, _FOOTNOTE.format(note), note)


def links(page: Converted, written: Written) -> Iterator[Loss]:
    """Yield each link that is shown as it is written, because it is not written as one."""
    for token in page.tokens:
        if token.map and _NO_LINK.search(token.meta.get("typed", "")):
            for number in range(*token.map):
                if hit := _NO_LINK.search(written.shown[number]):
                    message = "lenken er ikke skrevet riktig; skriv [teksten](adressen), uten mellomrom i adressen og foran parentesen"
                    yield Loss(number, message, hit[0])


def lines(page: Converted, written: Written) -> Iterator[Loss]:
    """Yield each line that looks as the beginning of something, and is none."""
    for start, paragraph in paragraphs(page, written.shown):
        for number, line in enumerate(paragraph, start):
            hit = (BEFORE if number > start else START).match(line)
            text = line[hit.end() :] if hit else line
            if reason := _why_no_beginning(text):
                yield Loss(number, reason, text)
            elif (odd := _AFTER_ODD.match(line)) and not DATE.match(text):
                message = f"{named(odd['odd'])} foran «{odd['mark']}»; slett det"
                yield Loss(number, message, odd["odd"])
            elif (path := _PATH.search(line)) and _loses_backslashes(path):
                message = f"her blir omvendte skråstreker borte; sett «{path[0]}» mellom to `"
                yield Loss(number, message, path[0])


def _loses_backslashes(path: re.Match[str]) -> bool:
    """Tell whether a way to a file is shown as another. It is not where every backslash of it is
    escaped, or none of them needs to be.
    """
    start, rest = path["start"], path["rest"].replace(_BOTH, "/")
    is_mixed = "\\" in rest and _GONE in rest
    if start == _BOTH:  # one of the two that it begins with
        return "\\" in rest or "/" in rest
    if start.endswith(_BOTH):
        return is_mixed
    return start.endswith(_GONE) or _GONE in path["rest"]


def _why_no_beginning(text: str) -> str:
    """Say what is wrong with a line that looks as a heading or an item of a list; "" if nothing
    is.
    """
    if text[:1] in _DOTS and text[1:2].isspace():
        return bullet(text[0])
    if hit := _MARK.match(text):
        return f"{named(text[hit.end()])} etter «{hit[0]}»; {ORDINARY}"
    if hit := re.match(r"#{2,6}(?=[^#\s])", text):
        return f"en overskrift har et mellomrom etter {hit[0]}"
    if hit := re.match(r"\?\?\?\+?(?= [a-z]+ \")", text):
        return f"«{hit[0]}» virker ikke på egne sider; skriv «!!!» i stedet"
    return ""

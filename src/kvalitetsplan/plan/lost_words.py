"""What Markdown would leave out of a page without a word, or show as another thing than it looks
like where it is written.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from markdown_it.token import Token

from kvalitetsplan.plan.allowed_html import short
from kvalitetsplan.plan.on_the_page import without_code
from kvalitetsplan.plan.own_markdown import BOXES, MAX_DEPTH, Converted
from kvalitetsplan.reading.pasted import ODD_SPACE, ORDINARY, bullet, named
from kvalitetsplan.reading.problems import Mark, Problem, listed

_BEFORE = re.compile(r"[\s>]*")
"""What may stand in front of a line: that it is moved in, or quoted."""
_ITEM = re.compile(r"[\s>]*(?:[-*+]|\d{1,9}[.)])[ \t]+")
_START = re.compile(rf"(?:{_ITEM.pattern})?{_BEFORE.pattern}")
_CELL = re.compile(r"(?<!\\)\|")
_DIVIDER = re.compile(r"[\s>]*\|?[\s:|-]*-[\s:|-]*")
"""The line under the heads of a table."""
_BOX = re.compile(r'\s*(?P<kind>[\w-]+)(?P<title>\s+".*")?\s*')
"""What stands after the marks of a box: what kind it is, and its title."""
_FOOTNOTE = "fotnoter som «{}» virker ikke på egne sider; skriv forklaringen i teksten"
_NOTE = re.compile(r"\[\^[^\]\s]+\]")
_DOTS = "•·●○◦▪■‣∙"
_DASHES = "–—−"
_MARK = re.compile(rf"(?:[-*+]|\d{{1,9}}[.)])(?={ODD_SPACE.pattern})")
_PATH = re.compile(r"(?<![^\s(«\"])(?:\\\\\w|[A-Za-z]:\\)[^\s`]*")
"""A way to a file in Windows."""


class _Loss(NamedTuple):
    line: int
    """From 0."""
    message: str
    sign: str = ""
    """What to look for in the line; its beginning without."""


Lines = Sequence[str]
"""A page line by line, with spaces for its code."""


def lost_words(page: Converted, body: str, file: str) -> Iterator[Problem]:
    """Yield what a page would lose. `body` is what it was converted from, `file` what problems call
    it.
    """
    written, lines = body.split("\n"), without_code(body).split("\n")
    for look in _LOOKS:
        for loss in look(page, lines):
            line = written[loss.line]
            hit = _BEFORE.match(line)
            column = line.find(loss.sign) if loss.sign else hit.end() if hit else 0
            yield Problem(Mark(file, loss.line + 1, max(column, 0) + 1), "", loss.message)


def _line_of(token: Token) -> int:
    assert token.map, "a block knows its lines"
    return token.map[0]


def _too_deep(page: Converted, lines: Lines) -> Iterator[_Loss]:
    for token in page.tokens:
        if token.map and token.level > MAX_DEPTH:
            message = f"innholdet ligger i mer enn {MAX_DEPTH} nivåer; gjør det flatere"
            yield _Loss(token.map[0], message)
            return


def _numbers(page: Converted, lines: Lines) -> Iterator[_Loss]:
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
                message = f"nummeret er {token.info}, men siden vil vise {shown[-1]}; rett tallet, eller sett en linje med tekst foran"
                yield _Loss(_line_of(token), message, token.info)
                shown[-1] = int(token.info)
            shown[-1] += 1


def _beside(page: Converted, lines: Lines) -> Iterator[_Loss]:
    """Yield each list that is moved in under an item, but not far enough to be part of it."""
    above = None
    for before, token in pairwise(page.tokens):
        if before.type == "list_item_open":
            above = before
        if not (before.type.endswith("list_close") and token.type.endswith("list_open") and above):
            continue
        item, line = lines[_line_of(above)], _line_of(token)
        deeper = _indent(_BEFORE, lines[line]) - _indent(_BEFORE, item)
        if deeper > 0:
            need = _indent(_ITEM, item) - _indent(_BEFORE, item)
            message = f"punktet er rykket inn {deeper} mellomrom; rykk det inn {need} hvis det hører under linje {_line_of(above) + 1}, og ellers ingen"
            yield _Loss(line, message)


def _indent(pattern: re.Pattern[str], line: str) -> int:
    hit = pattern.match(line.expandtabs(4))
    return hit.end() if hit else 0


def _rows(page: Converted, lines: Lines) -> Iterator[_Loss]:
    """Yield each row of a table that has more cells than there are columns."""
    columns = 0
    for token in page.tokens:
        if token.type == "thead_open":
            columns = 0
        elif token.type == "th_open":
            columns += 1
        elif token.type == "tr_open" and token.level and (line := _line_of(token)):
            cells = _cells(lines[line])
            if columns and cells > columns:
                message = f"raden har {cells} ruter, men tabellen har {columns} kolonner; skriv en overskrift til, eller ta bort en strek"
                yield _Loss(line, message)


def _cells(line: str) -> int:
    parts = _CELL.split(line.strip(" >\t"))
    return len(parts) - (not parts[0].strip()) - (len(parts) > 1 and not parts[-1].strip())


def _no_tables(page: Converted, lines: Lines) -> Iterator[_Loss]:
    """Yield each table that would come out as text."""
    for start, paragraph in _paragraphs(page, lines):
        for number, (heads, line) in enumerate(pairwise(paragraph), start):
            if "|" in heads and "|" in line and _DIVIDER.fullmatch(line):
                message = f"tabellen har {_cells(heads)} overskrifter, men linja under har {_cells(line)} ruter; gjør dem like mange"
                yield _Loss(number + 1, message)
                break
            if all(one.strip(" >\t")[:1] == one.strip()[-1:] == "|" for one in (heads, line)):
                divider = "|" + "---|" * _cells(heads)
                yield _Loss(number, f"tabellen mangler linja «{divider}» under overskriftene")
                break


def _paragraphs(page: Converted, lines: Lines) -> Iterator[tuple[int, Lines]]:
    """Yield the first line and the lines of each paragraph, as they are written."""
    for before, token in pairwise(page.tokens):
        if before.type == "paragraph_open" and token.map:
            yield token.map[0], lines[slice(*token.map)]


def _boxes(page: Converted, lines: Lines) -> Iterator[_Loss]:
    for at, token in enumerate(page.tokens):
        if token.type == "admonition_open":
            inside = page.tokens[at + (4 if token.content else 1)]  # its title is three
            is_empty = inside.type == "admonition_close"
            if reason := _why_no_box(token.info, is_empty=is_empty):
                yield _Loss(_line_of(token), reason)


def _why_no_box(info: str, *, is_empty: bool) -> str:
    """Say what is wrong with a box, from what stands after its marks; "" if nothing is."""
    hit = _BOX.fullmatch(info)
    if not hit:
        return 'boksen er ikke skrevet riktig; skriv sorten og så tittelen i rette anførselstegn, som «!!! note "Husk dette"»'
    kind = hit["kind"].lower()
    if kind not in BOXES:
        right = f'bruk {listed(BOXES)}, som «!!! note "{kind.capitalize()}"»'
        return f"«{kind}» er ingen sort boks; {right}"
    if not hit["title"]:
        ways = f'skriv «!!! {kind} "Tittelen"», eller «!!! {kind} ""» når den ikke skal ha noen'
        return f"boksen mangler tittel, og da står det «{kind.capitalize()}» på siden; {ways}"
    return "boksen er tom; rykk teksten under den inn fire mellomrom" if is_empty else ""


def _code(page: Converted, lines: Lines) -> Iterator[_Loss]:
    """Yield what takes all that stands below it, and code that is said to be more than code."""
    for token in page.tokens:
        if token.meta.get("info"):
            message = f"skriv bare hva slags kode det er, etter {short(token.markup)}"
            yield _Loss(_line_of(token), message)
        if token.type == "fence" and not _is_ended(token):
            message = (
                f"koden blir aldri avsluttet; skriv en linje med {short(token.markup)} under den"
            )
            yield _Loss(_line_of(token), message)
        if token.type == "html_block" and "<!--" in token.content.rpartition("-->")[2]:
            yield _Loss(_line_of(token), "kommentaren blir aldri avsluttet; skriv --> etter den")


def _is_ended(fence: Token) -> bool:
    assert fence.map, "a block knows its lines"
    return fence.map[1] - fence.map[0] == fence.content.count("\n") + 2


def _references(page: Converted, lines: Lines) -> Iterator[_Loss]:
    found = page.references
    for label, one in found.items():
        if not label.startswith("^") and label not in found.used:
            message = f"en linje som begynner med «[{label.lower()}]:», blir ikke vist; skriv den på en annen måte, eller ta den bort"
            yield _Loss(one["map"][0], message)
    for label, line in page.twice:
        message = (
            f"«[{label.lower()}]:» står to ganger, og bare den første gjelder; ta bort en av dem"
        )
        yield _Loss(line, message)


def _footnotes(page: Converted, lines: Lines) -> Iterator[_Loss]:
    for number, line in enumerate(lines):
        for note in _NOTE.findall(line):
            yield _Loss(number, _FOOTNOTE.format(note), note)


def _lines(page: Converted, lines: Lines) -> Iterator[_Loss]:
    """Yield each line that looks as the beginning of something, and is none."""
    for start, paragraph in _paragraphs(page, lines):
        for number, line in enumerate(paragraph, start):
            hit = (_BEFORE if number > start else _START).match(line)
            text = line[hit.end() :] if hit else line
            if reason := _why_no_beginning(text, is_first=number == start):
                yield _Loss(number, reason, text)
            elif path := _PATH.search(line):
                message = f"her blir omvendte skråstreker borte; sett «{path[0]}» mellom to `"
                yield _Loss(number, message, path[0])


def _why_no_beginning(text: str, *, is_first: bool) -> str:
    """Say what is wrong with a line that looks as a heading or an item of a list; "" if nothing
    is.
    """
    if text[:1] in _DOTS and text[1:2].isspace():
        return bullet(text[0])
    if text[:1] in _DASHES and text[1:2].isspace() and not is_first:
        return bullet(text[0])
    if hit := _MARK.match(text):
        return f"{named(text[hit.end()])} etter «{hit[0]}»; {ORDINARY}"
    if hit := re.match(r"#{2,6}(?=[^#\s])", text):
        return f"en overskrift har et mellomrom etter {hit[0]}"
    if hit := re.match(r"\?\?\?\+?(?= [a-z]+ \")", text):
        return f"«{hit[0]}» virker ikke på egne sider; skriv «!!!» i stedet"
    return ""


_LOOKS: tuple[Callable[[Converted, Lines], Iterator[_Loss]], ...] = (
    _too_deep, _numbers, _beside, _rows, _no_tables, _boxes, _code, _references, _footnotes, _lines,
)  # fmt: skip

"""What Markdown would leave out of a page without a word, or show as another thing than it looks
like where it is written.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from markdown_it.token import Token

from kvalitetsplan.plan.allowed_html import BOXES, short
from kvalitetsplan.plan.lost_lines import (
    BEFORE,
    ENDS_A_LINE,
    Loss,
    Written,
    beside,
    footnotes,
    line_of,
    lines,
    links,
    numbers,
    paragraphs,
)
from kvalitetsplan.plan.on_the_page import put_back, without_code, without_escaped
from kvalitetsplan.plan.other_marks import other_marks
from kvalitetsplan.plan.own_markdown import MAX_DEPTH, Converted
from kvalitetsplan.plan.run_together import run_together
from kvalitetsplan.reading.problems import Mark, Problem, listed

_CELL = re.compile(r"(?<!\\)\|")
_DIVIDER = re.compile(r"[\s>]*\|?[\s:|-]*-[\s:|-]*")
"""The line under the heads of a table."""
_NO_DIVIDER = re.compile(r"\|?(?:\s*[-=–—:]+\s*[|+])+\s*[-=–—:]+\s*\|?")
"""One as others draw it, or with the marks of a list."""
_MANY = 3
"""How many lines with strokes between words are a table, and no menu or signature."""
_BOX = re.compile(r'\s*(?P<kind>[\w-]+)(?P<title>\s+".*")?\s*')
"""What stands after the marks of a box: what kind it is, and its title."""


def lost_words(page: Converted, body: str, file: str) -> Iterator[Problem]:
    """Yield what a page would lose. `body` is what it was converted from, `file` what problems call
    it.
    """
    written = Written(body.split("\n"), without_escaped(without_code(body)).split("\n"))
    told: set[int] = set()
    for look in _LOOKS:
        losses = [loss for loss in look(page, written) if loss.line not in told]
        told |= {loss.line for loss in losses}  # what else there is to say of it, follows
        for loss in losses:
            line = written.lines[loss.line]
            hit = BEFORE.match(line)
            column = line.find(put_back(loss.sign)) if loss.sign else hit.end() if hit else 0
            message = put_back(loss.message)
            yield Problem(Mark(file, loss.line + 1, max(column, 0) + 1), "", message)


def _too_deep(page: Converted, written: Written) -> Iterator[Loss]:
    for token in page.tokens:
        if token.map and token.level > MAX_DEPTH:
            message = f"innholdet ligger i mer enn {MAX_DEPTH} nivåer; gjør det flatere"
            yield Loss(token.map[0], message)
            return


def _rows(page: Converted, written: Written) -> Iterator[Loss]:
    """Yield each row of a table that has more cells than there are columns."""
    columns = 0
    for token in page.tokens:
        if token.type == "thead_open":
            columns = 0
        elif token.type == "th_open":
            columns += 1
        elif token.type == "tr_open" and token.level and (line := line_of(token)):
            cells = _cells(written.lines[line])
            if columns and cells > columns:
                message = f"raden har {cells} ruter, men tabellen har {columns} kolonner; skriv en overskrift til, eller ta bort en strek (er den en del av teksten, skriv «\\|»)"
                yield Loss(line, message)


def _cells(line: str) -> int:
    parts = _CELL.split(line.strip(" >\t"))
    return len(parts) - (not parts[0].strip()) - (len(parts) > 1 and not parts[-1].strip())


def _no_tables(page: Converted, written: Written) -> Iterator[Loss]:
    """Yield each table that would come out as text."""
    for start, paragraph in paragraphs(page, written.lines):
        after = start + len(paragraph)
        below = written.lines[after : after + 1]  # «- | -» begins a list
        for number, (heads, line) in enumerate(pairwise([*paragraph, *below]), start):
            if loss := _no_table(number, heads, line, is_inside=number + 1 < after):
                yield loss
                break
        else:
            columns = {_cells(line) for line in paragraph}
            ends = any(line.endswith(ENDS_A_LINE) for line in paragraph)
            if len(paragraph) >= _MANY and len(columns) == 1 and columns != {1} and not ends:
                no_table = "er det ingen tabell, skriv «\\|» for hver strek"
                yield Loss(start, f"{_without_divider(paragraph[0])}; {no_table}")


def _no_table(number: int, heads: str, line: str, *, is_inside: bool) -> Loss | None:
    """Say why two lines are no table, if they were meant as the beginning of one. `is_inside`: they
    are of one paragraph.
    """
    if "|" not in heads:
        return None
    drawn = _NO_DIVIDER.fullmatch(line.strip(" >\t"))
    if drawn and not (is_inside and _DIVIDER.fullmatch(line)):
        return Loss(
            number + 1, f"linja under overskriftene i en tabell skrives «{_divider(heads)}»"
        )
    if not is_inside:
        return None
    if "|" in line and _DIVIDER.fullmatch(line):
        if _cells(heads) == _cells(line):
            return Loss(number, "tabellen er rykket inn for langt; begynn den helt til venstre")
        message = f"tabellen har {_cells(heads)} overskrifter, men linja under har {_cells(line)} ruter; gjør dem like mange"
        return Loss(number + 1, message)
    if _is_row(heads) and _is_row(line) and _cells(heads) == _cells(line) > 1:
        return Loss(number, _without_divider(heads))
    return None


def _without_divider(heads: str) -> str:
    return f"tabellen mangler linja «{_divider(heads)}» under overskriftene"


def _divider(heads: str) -> str:
    return "|" + "---|" * _cells(heads)


def _is_row(line: str) -> bool:
    bare = line.strip(" >\t")
    return bare[:1] == bare[-1:] == "|"


def _boxes(page: Converted, written: Written) -> Iterator[Loss]:
    for at, token in enumerate(page.tokens):
        if token.type == "admonition_open":
            inside = page.tokens[at + (4 if token.content else 1)]  # its title is three
            is_empty = inside.type == "admonition_close"
            if reason := _why_no_box(token.info, is_empty=is_empty):
                yield Loss(line_of(token), reason)


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


def _cut_boxes(page: Converted, written: Written) -> Iterator[tuple[int, int, int]]:
    """Yield where each box begins that two empty lines have ended before its time, the first of
    them, and the line that was to go on.
    """
    for token in page.tokens:
        if token.type != "admonition_open" or not token.map:
            continue
        start, after = token.map
        while after > start and not written.lines[after - 1].strip(" >\t"):
            after -= 1
        below = range(after, len(written.lines))
        more = next((at for at in below if written.lines[at].strip(" >\t")), after)
        deeper = _indent(written.lines[more : more + 1]) - _indent(written.lines[start : start + 1])
        if more - after >= _ENDS_A_BOX and deeper >= _INSIDE:
            yield start, after, more


_ENDS_A_BOX, _INSIDE = 2, 4
"""How many empty lines end a box, and how far in its content begins."""


def _indent(line: Sequence[str]) -> int:
    hit = BEFORE.match("".join(line).expandtabs(4))
    return hit.end() if hit else 0


def _cut(page: Converted, written: Written) -> Iterator[Loss]:
    for _, line, _ in _cut_boxes(page, written):
        message = "to tomme linjer avslutter boksen, og det som står under, blir ikke med i den; ta bort den ene"
        yield Loss(line, message)


def _code(page: Converted, written: Written) -> Iterator[Loss]:
    """Yield what takes all that stands below it, and code that is said to be more than code."""
    cut = [range(start, more + 1) for start, _, more in _cut_boxes(page, written)]
    for token in page.tokens:
        if token.map and any(token.map[0] in lines for lines in cut):
            continue  # it follows from the box that is cut in two
        if token.meta.get("info"):
            message = f"skriv bare hva slags kode det er, etter {short(token.markup)}"
            yield Loss(line_of(token), message)
        if token.type == "code_block":
            message = "linja er rykket inn fire mellomrom eller mer, og blir vist som kode; ta dem bort, eller sett koden mellom to linjer med ```"
            yield Loss(line_of(token), message)
        if token.type == "fence" and not _is_ended(token, written.lines):
            message = (
                f"koden blir aldri avsluttet; skriv en linje med {short(token.markup)} under den"
            )
            yield Loss(line_of(token), message)
        if token.type == "html_block" and "<!--" in token.content.rpartition("-->")[2]:
            yield Loss(line_of(token), "kommentaren blir aldri avsluttet; skriv --> etter den")


def _is_ended(fence: Token, lines: Sequence[str]) -> bool:
    assert fence.map, "a block knows its lines"
    first, after = fence.map
    last = lines[after - 1].strip(" >\t")
    return after - first > 1 and last.startswith(fence.markup) and not last.strip(fence.markup[0])


def _headings(page: Converted, written: Written) -> Iterator[Loss]:
    """Yield each heading with no words, and each paragraph that a line below makes a heading of."""
    for heading, inline in pairwise(page.tokens):
        if heading.type != "heading_open":
            continue
        line = line_of(heading)
        if not inline.content.strip():
            message = "overskriften er tom; skriv hva avsnittet handler om, eller ta bort linja"
            yield Loss(line, message)
        elif heading.markup in "-=" and ("\n" in inline.content or inline.content[-1] in ".,:;!?"):
            below = line + inline.content.count("\n") + 1
            message = "linja gjør avsnittet over til en overskrift; sett en tom linje foran den"
            yield Loss(below, message)


def _references(page: Converted, written: Written) -> Iterator[Loss]:
    found = page.references
    for label, one in found.items():
        if not label.startswith("^") and label not in found.used:
            message = f"en linje som begynner med «[{label.lower()}]:», blir ikke vist; skriv den på en annen måte, eller ta den bort"
            yield Loss(one["map"][0], message)
    for label, line in page.twice:
        message = (
            f"«[{label.lower()}]:» står to ganger, og bare den første gjelder; ta bort en av dem"
        )
        yield Loss(line, message)


_LOOKS: tuple[Callable[[Converted, Written], Iterator[Loss]], ...] = (
    _too_deep, beside, numbers, _rows, _no_tables, _boxes, _cut, _code, _headings, _references, footnotes, links, run_together, lines,
    other_marks,
)  # fmt: skip

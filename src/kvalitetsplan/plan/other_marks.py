"""Marks of other programs on an own page: they are shown as they are typed, and were meant as
something else.
"""

import re
from collections.abc import Callable, Iterator

from kvalitetsplan.plan.allowed_html import short
from kvalitetsplan.plan.lost_lines import Loss, Written, bare, paragraphs
from kvalitetsplan.plan.own_markdown import Converted

_TABBED = re.compile(r"\S *\t\s*\S")
_LABEL = re.compile(r"[^\t]*:[*_ ]*\t")
"""A label with a tab before what it is a label for, as in a signature: one sees what it is."""
_KINDS = {
    "note": ("note", "Merk"), "info": ("info", "Merk"), "tip": ("tip", "Tips"),
    "important": ("info", "Viktig"), "warning": ("warning", "Advarsel"),
    "caution": ("danger", "Forsiktig"), "danger": ("danger", "Forsiktig"),
}  # fmt: skip
"""What GitHub and others call their boxes, what ours is called, and a title for it."""
_BOX = re.compile(
    r"(?P<mark>\[!(?P<github>\w+)\][+-]?|:{3,}\s*\{?(?P<colons>\w+)\}?)\s*(?P<title>.*)"
)


def other_marks(page: Converted, written: Written) -> Iterator[Loss]:
    """Yield each line that has such a mark, and each table with tabs between its columns."""
    found = [bare(start, lines) for start, lines in paragraphs(page, written.shown)]
    yield from _tabbed({number: text for lines in found for number, text in lines})
    for lines in found:
        told: set[re.Pattern[str]] = set()  # what follows in the paragraph is of the same fault
        for number, text in lines:
            if hit := _BOX.match(text):
                yield Loss(number, _box(hit), hit["mark"])
                continue
            for pattern, say in _SAYS:
                if pattern not in told and (hit := pattern.search(text)):
                    told.add(pattern)
                    yield Loss(number, say(hit), hit[0])
                    break


def _tabbed(lines: dict[int, str]) -> Iterator[Loss]:
    """Yield the first line of each table that is pasted from Word or a spreadsheet: it may have an
    empty line between its rows.
    """
    tabbed = {number: text for number, text in lines.items() if _TABBED.search(text)}
    rows = {number for number, text in tabbed.items() if not _LABEL.match(text)}
    for number in sorted(rows):
        if {number + 1, number + 2} & rows and not {number - 1, number - 2} & rows:
            cells = re.split(r" *\t\s*", lines[number].strip())
            heads, divider = f"| {' | '.join(cells)} |", "|" + "---|" * len(cells)
            message = (
                "kolonnene er skilt med tabulatorer, og blir vist som vanlig tekst; skriv strek mellom "
                f"rutene, som «{short(heads)}», og «{divider}» på linja under overskriftene"
            )
            yield Loss(number, message)


def _box(hit: re.Match[str]) -> str:
    kind, title = _KINDS.get((hit["github"] or hit["colons"]).lower(), ("note", "Merk"))
    said = hit["title"].strip() or title
    end = ", uten «>» foran" if hit["github"] else ", og ta bort linja med ::: under"
    return (
        f'«{hit["mark"]}» virker ikke på egne sider; skriv «!!! {kind} "{said}"» og teksten på '
        f"linjene under, rykket inn fire mellomrom{end}"
    )


def _as_typed(right: str) -> Callable[[re.Match[str]], str]:
    return lambda hit: f"«{short(hit[0])}» blir vist som det står; {right.format(*hit.groups(''))}"


_SAYS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"^\[\[?_?TOC_?\]\]?$|^\{:toc\}$", re.IGNORECASE), _as_typed("ta det bort, for siden får innholdet sitt av seg selv")),
    (re.compile(r"^: +\S.*"), _as_typed("skriv forklaringen i en setning, eller i en liste med «- » foran")),
    (re.compile(r"^-\[[ xX]?\] *"), _as_typed("skriv «- [ ] » foran det som skal krysses av")),
    (re.compile(r"^\[[ xX]\](?=[^\W_])"), _as_typed("skriv «- [ ] » foran det som skal krysses av")),
    (re.compile(r"^\[\] +"), _as_typed("skriv «- [ ] » foran det som skal krysses av")),
)  # fmt: skip

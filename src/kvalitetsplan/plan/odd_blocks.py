"""Boxes, code and footnotes on an own page that Markdown would show as something else."""

import re
from collections.abc import Iterator

from kvalitetsplan.plan.crooked_lists import ITEM
from kvalitetsplan.plan.on_the_page import without_code
from kvalitetsplan.reading.decoding import mark_at
from kvalitetsplan.reading.problems import Mark, Problem, listed

BOXES = (
    "note", "abstract", "info", "tip", "success", "question", "warning", "failure", "danger", "bug",
    "example", "quote",
)  # fmt: skip
"""The kinds of box that have a colour and a sign of their own."""
_BOX = re.compile(r"(?P<indent> *)(?P<mark>!!!|\?\?\?\+?)(?P<rest>.*)")
_TOP = re.compile(r' ?(?P<kind>[\w-]+)(?P<title> +".*?")? *')
_NOTE = re.compile(r"\[\^[^\]\s]+\]")
_FENCE = re.compile(r"(?P<before>[ >]*)(?P<fence>```+|~~~+)")
_STEP = 4


def odd_blocks(body: str, file: str) -> Iterator[Problem]:
    """Yield what would not be shown as it is written."""
    shown = without_code(body)
    for note in _NOTE.finditer(shown):
        message = (
            f"fotnoter som «{note[0]}» virker ikke på egne sider; skriv forklaringen i teksten"
        )
        yield Problem(mark_at(body[: note.start()], file), "", message)
    lines = shown.expandtabs(_STEP).split("\n")
    for number, line in enumerate(lines):
        hit = _BOX.match(line)
        if hit and (reason := _why_no_box(hit, lines[number + 1 :])):
            yield Problem(Mark(file, number + 1, len(hit["indent"]) + 1), "", reason)
    yield from _shifted(without_code(body, only_blocks=True).expandtabs(_STEP).split("\n"), file)


def _why_no_box(box: re.Match[str], below: list[str]) -> str:
    """Say why a line is not the top of a box as it is written; "" if it is."""
    top = _TOP.fullmatch(box["rest"])
    if box["mark"] != "!!!":
        return (
            f"«{box['mark']}» virker ikke på egne sider; skriv «!!!» i stedet"
            if top and top["kind"].lower() in BOXES
            else ""
        )
    if not box["rest"].strip():
        return ""
    if not top:
        return f"{_RIGHT}, med rette anførselstegn"
    kind = top["kind"].lower()
    if kind not in BOXES:
        return (
            f"«{kind}» er ingen sort boks; bruk {listed(BOXES)}, "
            f'som «!!! note "{kind.capitalize()}"»'
        )
    if not top["title"]:
        return (
            f"boksen mangler tittel, og da står det «{kind.capitalize()}» på siden; "
            f'skriv «!!! {kind} "Tittelen"», eller «!!! {kind} ""» når den ikke skal ha noen'
        )
    inside = " " * (len(box["indent"]) + _STEP)
    if not next(filter(str.strip, below), "").startswith(inside):
        return "boksen er tom; rykk teksten under inn fire mellomrom"
    return ""


_RIGHT = 'boksen er ikke skrevet riktig; skriv sorten og så tittelen, som «!!! note "Husk dette"»'


def _shifted(lines: list[str], file: str) -> Iterator[Problem]:
    """Yield where a block of code does not begin at the edge, so that its lines become one."""
    item: int | None = None
    is_open = False
    for number, line in enumerate(lines, 1):
        hit, listed_as = _FENCE.match(line), ITEM.match(line)
        if listed_as:
            item = len(listed_as["indent"])
        elif line[:1].strip() and not line.startswith(">"):
            item = None
        if not hit or not hit["before"]:
            continue
        quoted, indent = ">" in hit["before"], len(hit["before"])
        # What stands further in than that is code already, and shown as it is.
        if quoted or indent < _STEP or (item is not None and indent < item + 2 * _STEP):
            if not is_open:
                yield Problem(Mark(file, number, indent + 1), "", _SHIFTED.format(hit["fence"]))
            is_open = not is_open


_SHIFTED = (
    "«{}» virker bare helt til venstre på linja; ta bort linjene med dem, sett en tom linje foran "
    "koden, og rykk den inn fire mellomrom mer enn teksten rundt"
)

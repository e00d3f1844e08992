"""Brackets around a list or fields on one line: what is wrong with them, and what to type."""

import re

from kvalitetsplan.reading.fault import Advice, Fault, Place
from kvalitetsplan.reading.indented import stray

_TOO_MANY = re.compile(r"[]}]+\s*(#.*)?")
_MORE = re.compile(r"[,\[{]\s*$")
"""After this comes something more, and no comma."""
_BRACKETED = re.compile(r"\s*(?:- +)*(?:(?<=- )|[^\s:\[{]+: +)(?P<value>[\[{].*)")
"""A field or an item whose value begins with a bracket."""
_BOX = re.compile(r"\[[ xX]?\](?=\s)")
_NO_BOX = "«{}» kan ikke stå foran teksten; ta det bort, for en sjekkliste får ruter av seg selv"
_CLOSE = {"[": "]", "{": "}"}
_LONG = 60
"""How much of a line a message shows."""


def cannot_begin(character: str) -> str:
    """Return what to say of a text that begins with a character YAML has taken."""
    return f"teksten kan ikke begynne med «{character}»; sett den i anførselstegn"


def bracket(fault: Fault) -> Advice | None:
    """A bracket too many or too few, or another sign that is wrong between brackets."""
    if "flow" in fault.within:
        line = fault.line(fault.at.line)
        if line.startswith(",", fault.at.column) and _MORE.search(line[: fault.at.column]):
            return Advice(*fault.at, "her er et komma for mye; slett det")
        return _within(fault, _opened(fault))
    line = fault.line(fault.at.line)
    hit = _BRACKETED.match(line)
    # Before the bracket, it is the line that the parser could not place.
    if not hit or not stray(fault) or fault.at.column < hit.start("value"):
        return None
    if _TOO_MANY.fullmatch(line[fault.at.column :]):
        return Advice(*fault.at, "her er en klamme for mye; slett den")
    box = _BOX.match(hit["value"])
    message = _NO_BOX.format(box[0]) if box else cannot_begin(hit["value"][0])
    return Advice(fault.at.line, hit.start("value"), message)


def _opened(fault: Fault) -> Place:
    """Return where the bracket opens that the parser was in. In an empty one, it says another
    place.
    """
    for number in range(fault.opened.line, -1, -1):
        end = fault.opened.column + 1 if number == fault.opened.line else None
        before = fault.line(number)[:end]
        if at := max(before.rfind("["), before.rfind("{")) + 1:
            return Place(number, at - 1)
    return fault.opened


def _within(fault: Fault, opened: Place) -> Advice:
    line = fault.line(opened.line)
    mark, found = line[opened.column], fault.line(fault.at.line)[fault.at.column :]
    close = _CLOSE.get(mark, "]")
    if fault.at.line != opened.line or not found:
        return Advice(*opened, _never_closed(line[opened.column :], mark, close))
    if found[0] in "]}":
        outside = {"]": "[", "}": "{"}[found[0]] in line[: opened.column]
        where = f"foran «{found[0]}»" if outside else f"i stedet for «{found[0]}»"
        return Advice(*fault.at, f"her mangler klammen som avslutter; skriv «{close}» {where}")
    before = re.search(r"\S+\s*$", line[: fault.at.column])
    word = before[0].strip() if before and found[0] == ":" else found.split()[0].rstrip("]},")
    return Advice(*fault.at, f"det mangler et komma i klammen; skriv «, {word}»")


def _never_closed(rest: str, mark: str, close: str) -> str:
    said = "klammen som åpner her, blir aldri avsluttet"
    written = re.sub(r"\s+#.*", "", rest).rstrip()
    if written == mark or written.endswith(","):
        return f"{said}; skriv «{close}» på en egen linje, etter det siste som hører til"
    shown = f", så det står «{written}{close}»" if len(written) < _LONG else ""
    return f"{said}; skriv «{close}» sist på linja{shown}"

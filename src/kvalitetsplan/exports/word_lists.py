"""Which style a paragraph has in Word, and how each list counts from its own first number."""

from typing import Any

from docx.document import Document as WordDocument

from kvalitetsplan.exports.runs import Avsnitt
from kvalitetsplan.exports.word_styles import BOX, DEEPEST, QUOTE

_FRAMES = {"sitat": QUOTE, "boks": BOX}
_STYLES = {
    "ul": "List Bullet",
    "ol": "List Number",
    "rute": "List Continue",
    "fortsatt": "List Continue",
}


def style_of(one: Avsnitt, usual: str) -> str:
    """Return the style of an item in a list, and of what is set off; `usual` for the rest."""
    if not one.liste:
        return _FRAMES.get(one.ramme, usual)
    depth = min(one.dybde or 1, DEEPEST)
    return f"{_STYLES[one.liste]}{f' {depth}' if depth > 1 else ''}"


class Counting:
    """The numbers of the lists in a document: Word would go on from the last list."""

    def __init__(self, word: WordDocument) -> None:
        self._word = word
        self._running: dict[int, tuple[int, int]] = {}
        """The list that is open on each depth, and the last number in it."""

    def number_of(self, one: Avsnitt) -> int | None:
        """Return the number of the list that an item belongs to; None if it is not numbered."""
        if one.liste == "fortsatt":
            return None
        self._running = {at: list_ for at, list_ in self._running.items() if at <= one.dybde}
        if one.liste != "ol":
            self._running.pop(one.dybde, None)
            return None
        number, last = self._running.get(one.dybde, (0, 0))
        if not number or one.nummer != last + 1:
            number = self._new(style_of(one, ""), one.nummer)
        self._running[one.dybde] = number, one.nummer
        return number

    def _new(self, style: str, start: int) -> int:
        numbering: Any = self._word.part.numbering_part.element
        styles: Any = self._word.styles
        of_style = styles[style].element.pPr.numPr.numId.val
        abstract = numbering.num_having_numId(of_style).abstractNumId.val
        added = numbering.add_num(abstract)
        added.add_lvlOverride(ilvl=0).add_startOverride(start)
        return int(added.numId)

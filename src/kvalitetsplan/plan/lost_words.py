"""What Markdown would leave out of a page without a word: a cell too many, and a line that it takes
for the address of a link that nobody has written.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.tables import TableProcessor
from markdown.inlinepatterns import SimpleTextInlineProcessor

from kvalitetsplan.reading.decoding import mark_at
from kvalitetsplan.reading.problems import Mark, Problem

# A # that closes a heading has a space in front of it: «C#» keeps its own.
_HEADING = re.compile(r"(?:^|\n)(?P<level>#{1,6})(?P<header>(?:\\.|[^\\\n])*?)(?: +#+ *)?(?:\n|$)")

# «2*3*4» is no word that leans.
_INSIDE_A_WORD = r"((?<=\w)\*{1,3}(?=\w))"
# A word alone in braces, as {pu-tid}, is filled in, and says nothing of a heading.
_ATTRIBUTES = r"(?!\{[\w-]+\})\{"


class Lost:
    """Listens while a page is converted, and lets its numbers and headings stay as they are
    written.
    """

    def __init__(self, markdown: Markdown, body: str, file: str) -> None:
        self._body, self._file = body, file
        self._rows: list[tuple[str, int, int]] = []
        self._references = _References()
        markdown.references = self._references  # type: ignore[assignment]  # a title may be None
        blocks: Any = markdown.parser.blockprocessors
        blocks["hashheader"].RE = _HEADING
        blocks.register(_Tables(markdown, self._rows), "table", 75)
        inline: Any = markdown.inlinePatterns
        inline.register(SimpleTextInlineProcessor(_INSIDE_A_WORD), "stjerne_i_ord", 72)
        attributes: Any = markdown.treeprocessors["attr_list"]
        for place in ("HEADER_RE", "BLOCK_RE", "INLINE_RE"):
            pattern = getattr(attributes, place).pattern
            setattr(attributes, place, re.compile(pattern.replace(r"\{", _ATTRIBUTES, 1)))

    def problems(self) -> Iterator[Problem]:
        """Yield what was left out, when the page has been converted."""
        for row, cells, columns in self._rows:
            message = f"raden har {cells} ruter, men tabellen har {columns} kolonner; skriv en overskrift til, eller ta bort en strek"
            yield Problem(
                mark_at(self._body[: max(self._body.find(row), 0)], self._file), "", message
            )
        notes = {id for id in self._references if id.startswith("^")}  # see `odd_blocks`
        for id in self._references.keys() - self._references.used - notes:
            message = f"en linje som begynner med «[{id}]:», blir ikke vist; skriv den på en annen måte, eller ta den bort"
            yield Problem(self._mark_of(id, 0), "", message)
        for id in self._references.twice & self._references.used:
            message = f"«[{id}]:» står to ganger, og bare den siste gjelder; ta bort en av dem"
            yield Problem(self._mark_of(id, 1), "", message)

    def _mark_of(self, id: str, place: int) -> Mark:
        """Return where the address of a link stands for the first or second time."""
        written = rf"^[ >*+\d.)-]*\[\s*{re.escape(id)}\s*\]:"
        hits = list(re.finditer(written, self._body, re.MULTILINE | re.IGNORECASE))
        return mark_at(self._body[: hits[place].start() if hits[place:] else 0], self._file)


class _References(dict[str, tuple[str, str | None]]):
    """The addresses that stand apart from their links, and which of them some link has asked
    for.
    """

    def __init__(self) -> None:
        super().__init__()
        self.used: set[str] = set()
        self.twice: set[str] = set()

    def __setitem__(self, id: str, value: tuple[str, str | None]) -> None:
        if id in self:
            self.twice.add(id)
        super().__setitem__(id, value)

    def __getitem__(self, id: str) -> tuple[str, str | None]:
        self.used.add(id)
        return super().__getitem__(id)


class _Tables(TableProcessor):
    """Makes tables, and notes the rows that have more cells than there are columns."""

    def __init__(self, markdown: Markdown, rows: list[tuple[str, int, int]]) -> None:
        super().__init__(markdown.parser, {"use_align_attribute": True})
        self._wide = rows

    def _build_row(self, row: str, parent: Element, align: Sequence[str | None]) -> None:
        cells = len(self._split_row(row))  # type: ignore[attr-defined]  # it has one
        if cells > len(align):
            self._wide.append((row, cells, len(align)))
        super()._build_row(row, parent, align)  # type: ignore[misc]  # it has one

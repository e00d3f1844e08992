"""A Word document in the house's style, by python-docx: what it lacks is added here.

Every document is equal byte for byte when it is made of the same: no clock, no random ids.
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_SECTION
from docx.image.exceptions import (
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
)
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Inches, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph

from kvalitetsplan.exports.runs import Avsnitt, Run, one_line, paragraphs
from kvalitetsplan.exports.word_lists import Counting, style_of
from kvalitetsplan.exports.word_picture import in_word
from kvalitetsplan.exports.word_styles import (
    CONTENTS,
    DENSE,
    DENSE_BULLET,
    FOOT,
    place_item,
    set_styles,
)
from kvalitetsplan.exports.word_xml import (
    add_footnotes,
    add_run,
    bookmark,
    field_mark,
    instruction,
    link_to,
    plain,
    refer,
    valid,
    without_clock,
)

_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_NOTE_SIGN = "\x10"
"""What begins the run that leads to a footnote. No text of the plan has it."""
_SHADE = '<w:shd {ns} w:val="clear" w:color="auto" w:fill="E7E7E7"/>'
_NO_PICTURE = (
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
    ZeroDivisionError,
)
"""What python-docx raises for a file that is not what its name says, or is no wider than
nothing.
"""
WIDTH = 17
"""How many centimetres there are between the margins."""


class Ark:
    """A document being written, from the top."""

    def __init__(self, tittel: str, av: str, hoved: str, lang: str) -> None:
        """Begin a document. `av` says whose it is; `hoved` is their colour, as `#rrggbb`; `lang` is
        nb or nn.
        """
        self.word: WordDocument = Document()
        self._notes: list[tuple[Run, ...]] = []
        self._anchors: dict[str, str] = {}
        self._dense = False
        self._counting = Counting(self.word)
        self._about(tittel, av, f"{lang}-NO")
        set_styles(self.word.styles, RGBColor.from_string(hoved.removeprefix("#").upper()))
        self._styles = {one.name: one.style_id for one in self.word.styles}

    def _about(self, title: str, author: str, lang: str) -> None:
        about = self.word.core_properties
        about.title, about.author, about.language = title, author, lang
        about.created = about.modified = _EPOCH
        about.comments, about.last_modified_by = "", author
        section = self.word.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2)
        section.top_margin = section.bottom_margin = Cm(1.8)
        styles: Any = self.word.styles
        for one in styles.element.iter(qn("w:lang")):
            one.set(qn("w:val"), lang)

    def heading(self, text: str, level: int, anchor: str = "", on_new_page: bool = False) -> None:
        """Write a heading, level 1 to 4. The list of contents leads to its `anchor`."""
        paragraph = self._paragraph(f"Heading {level}")
        paragraph.add_run(plain(text))
        paragraph.paragraph_format.page_break_before = on_new_page or None
        if anchor:
            bookmark(paragraph, self._name(anchor))

    def _paragraph(self, style: str = "Normal") -> Paragraph:
        """Begin a paragraph. Word's name of a style is looked up here: python-docx reads through
        all the styles for each.
        """
        paragraph = self.word.add_paragraph()
        paragraph._p.style = self._styles[style]
        return paragraph

    def _name(self, anchor: str) -> str:
        """Return what Word can call a place: a letter and digits."""
        return self._anchors.setdefault(anchor, f"kapittel{len(self._anchors) + 1}")

    def prose(self, text: str, style: str = "") -> None:
        """Write a text as its paragraphs and lists."""
        for one in paragraphs(text):
            self.paragraph(one, style)

    def paragraph(self, one: Avsnitt, style: str = "") -> Paragraph:
        """Write a paragraph, an item in a list, or a heading, and return it."""
        heading = f"Heading {one.overskrift}" if one.overskrift else ""
        paragraph = self._paragraph(style or heading or self._style_of(one))
        if number := self._counting.number_of(one):
            paragraph._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = number
        if one.liste:
            place_item(paragraph, one)
        self._write(paragraph, one.runs)
        return paragraph

    def bullets(self, texts: Iterable[str]) -> None:
        """Write some texts as a list."""
        for text in texts:
            one = Avsnitt(one_line(text), "ul")
            self._write(self._paragraph(self._style_of(one)), one.runs)

    def line(self, text: str, style: str = "") -> None:
        """Write a text as one paragraph."""
        one = Avsnitt(one_line(text))
        self._write(self._paragraph(style or self._style_of(one)), one.runs)

    def labelled(
        self, *pairs: tuple[str, str | None], ends: str = ":", with_next: bool = False
    ) -> None:
        """Write a paragraph of texts, each with a word in bold in front of it; those there are.

        `with_next` keeps it on the page of what follows.
        """
        told = [(label, text) for label, text in pairs if text]
        if not told:
            return
        paragraph = self._paragraph(self._style_of(Avsnitt(())))
        paragraph.paragraph_format.keep_with_next = with_next or None
        for place, (label, text) in enumerate(told):
            before = Run(f"{' ' if place else ''}{label}{ends} ", fet=True)
            self._write(paragraph, (before, *one_line(text)))

    def _style_of(self, one: Avsnitt) -> str:
        if self._dense and one.liste == "ul":
            return DENSE_BULLET
        return style_of(one, DENSE if self._dense else "Normal")

    @contextmanager
    def columns(self) -> Iterator[None]:
        """Write what follows smaller, in two columns."""
        self._divide(2)
        self._dense = True
        yield
        self._divide(1)
        self._dense = False

    def _divide(self, count: int) -> None:
        section = self.word.add_section(WD_SECTION.CONTINUOUS)._sectPr
        for old in section.findall(qn("w:cols")):
            section.remove(old)
        section.append(parse_xml(f'<w:cols {nsdecls("w")} w:num="{count}" w:space="400"/>'))

    def table(
        self,
        head: Sequence[str | Sequence[Run]],
        widths: Sequence[float],
        rows: Iterable[Sequence[Sequence[Avsnitt]]],
        whole: bool = True,
    ) -> Table:
        """Write a table whose head is repeated on each page, and return it.

        `widths` are the columns' in centimetres. A cell is a list of paragraphs. `whole` keeps each
        row on one page.
        """
        table = self.word.add_table(rows=1, cols=len(head), style="Table Grid")
        table.autofit = False
        for cell, text in zip(table.rows[0].cells, head, strict=True):
            paragraph = cell.paragraphs[0]
            paragraph._p.style = self._styles[DENSE]
            paragraph.paragraph_format.keep_with_next = True
            self._write(paragraph, (Run(text, fet=True),) if isinstance(text, str) else text)
            cell._tc.get_or_add_tcPr().append(parse_xml(_SHADE.format(ns=nsdecls("w"))))
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for row in rows:
            added = table.add_row()
            if whole:
                added._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
            for cell, content in zip(added.cells, row, strict=True):
                self._fill(cell, content)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        for added in table.rows:
            for cell, width in zip(added.cells, widths, strict=True):
                cell.width = Cm(width)
        self._paragraph(DENSE)
        return table

    def _fill(self, cell: Any, content: Sequence[Avsnitt]) -> None:
        for place, one in enumerate(content):
            paragraph = cell.add_paragraph() if place else cell.paragraphs[0]
            style = DENSE_BULLET if one.liste == "ul" else style_of(one, DENSE)
            paragraph._p.style = self._styles[style]
            self._write(paragraph, one.runs)

    def picture(self, path: Path | None, alt: str, high: float) -> bool:
        """Put a picture in, at most so many centimetres high; tell whether it is one that Word
        takes.
        """
        found = path and in_word(path)
        if not found:
            return False
        try:
            across = Inches(found.across) if found.across else None
            picture: Any = self.word.add_picture(io.BytesIO(found.data), across)
        except _NO_PICTURE:
            return False
        smaller = min(1, Cm(high) / picture.height, Cm(WIDTH) / picture.width)
        picture.height, picture.width = int(picture.height * smaller), int(picture.width * smaller)
        picture._inline.docPr.set("descr", valid(alt))
        return True

    def contents(self, title: str, entries: Iterable[tuple[str, str]], how: str) -> None:
        """Write a list of contents on a page of its own. An entry is an anchor and a title.

        Word knows the page numbers only when it has set the document: `how` tells how one gets
        them, and is gone once one has.
        """
        self.line(title, CONTENTS)
        first = self._paragraph()
        field_mark(first, "begin")
        instruction(first, ' TOC \\o "1-1" \\h \\z \\u ')
        field_mark(first, "separate")
        self._write(first, (Run(how, kursiv=True),))
        for anchor, entry in entries:
            last = self._paragraph()
            link = OxmlElement("w:hyperlink")
            link.set(qn("w:anchor"), self._name(anchor))
            link.append(last.add_run(plain(entry))._r)
            last._p.append(link)
        field_mark(last, "end")
        self.new_page()

    def new_page(self) -> None:
        """Go on at the top of a page."""
        self.word.add_page_break()

    def foot(self, text: str) -> None:
        """Write a line at the foot of every page, with the page's number."""
        paragraph = self.word.sections[0].footer.paragraphs[0]
        paragraph.style = FOOT
        paragraph.add_run(valid(f"{text}  ·  "))
        field_mark(paragraph, "begin")
        instruction(paragraph, " PAGE ")
        field_mark(paragraph, "separate")
        paragraph.add_run("1")
        field_mark(paragraph, "end")

    def footnote(self, text: str) -> Run:
        """Return the run that leads to a new footnote."""
        self._notes.append(one_line(text))
        return Run(_NOTE_SIGN + str(len(self._notes)))

    def _write(self, paragraph: Paragraph, runs: Iterable[Run]) -> None:
        for run in runs:
            if run.tekst.startswith(_NOTE_SIGN):
                refer(paragraph, run.tekst[1:])
            elif run.adresse:
                link_to(paragraph, run)
            else:
                add_run(paragraph, run)

    def bytes(self) -> bytes:
        """Return the finished document."""
        if self._notes:
            add_footnotes(self.word, self._notes)
        made = io.BytesIO()
        self.word.save(made)
        return without_clock(made.getvalue())

"""A Word document in the house's style, by python-docx: what it lacks is added here.

Every document is equal byte for byte when it is made of the same: no clock, no random ids.
"""

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph

from kvalitetsplan.exports.runs import Avsnitt, Run, one_line, paragraphs

_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_FONT = "Calibri"
_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_NOTE_SIGN = "\x10"
"""What begins the run that leads to a footnote. No text of the plan has it."""
_PICTURES = (".png", ".jpg")
"""The kinds of picture that Word takes."""


class Ark:
    """A document being written, from the top."""

    def __init__(self, tittel: str, av: str, hoved: str, lang: str) -> None:
        """Begin a document. `av` says whose it is; `hoved` is their colour, as `#rrggbb`; `lang` is
        nb or nn.
        """
        self.word: WordDocument = Document()
        self._colour = RGBColor.from_string(hoved.removeprefix("#").upper())
        self._notes: list[tuple[Run, ...]] = []
        self._style(tittel, av, f"{lang}-NO")

    def _style(self, title: str, author: str, lang: str) -> None:
        about = self.word.core_properties
        about.title, about.author, about.language = title, author, lang
        about.created = about.modified = _EPOCH
        about.comments, about.last_modified_by = "", author
        section = self.word.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.2)
        section.top_margin = section.bottom_margin = Cm(2)
        styles: Any = self.word.styles
        for one in styles.element.iter(qn("w:lang")):
            one.set(qn("w:val"), lang)
        for name, size in (("Normal", 10.5), ("Title", 30), ("Subtitle", 15)):
            _set_font(styles[name], size)
        for level, size in ((1, 20), (2, 14), (3, 11.5)):
            style = styles[f"Heading {level}"]
            _set_font(style, size)
            style.font.bold, style.font.color.rgb = True, self._colour
            style.paragraph_format.keep_with_next = True

    def heading(self, text: str, level: int) -> None:
        """Write a heading, level 1 to 3."""
        self.word.add_heading(_plain(text), level)

    def prose(self, text: str, style: str = "") -> None:
        """Write a text as its paragraphs and lists."""
        for one in paragraphs(text):
            self._write(self.word.add_paragraph(style=_style_of(one, style)), one.runs)

    def bullets(self, texts: Iterable[str]) -> None:
        """Write some texts as a list."""
        for text in texts:
            self._write(self.word.add_paragraph(style="List Bullet"), one_line(text))

    def labelled(self, label: str, text: str) -> None:
        """Write a text with a word in bold in front of it."""
        runs = (Run(f"{label}: ", fet=True), *one_line(text))
        self._write(self.word.add_paragraph(), runs)

    def table(
        self,
        head: Sequence[str],
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
            self._write(cell.paragraphs[0], (Run(text, fet=True),))
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
        self.word.add_paragraph()
        return table

    def _fill(self, cell: Any, content: Sequence[Avsnitt]) -> None:
        for place, one in enumerate(content):
            paragraph = cell.add_paragraph() if place else cell.paragraphs[0]
            paragraph.style = _style_of(one)
            paragraph.paragraph_format.space_after = Pt(2)
            self._write(paragraph, one.runs)

    def picture(self, path: Path | None) -> None:
        """Put a picture in, if it is of a kind that Word takes."""
        if path and path.suffix in _PICTURES:
            self.word.add_picture(str(path), height=Cm(3))

    def contents(self, title: str, entries: Iterable[str]) -> None:
        """Write a list of contents that Word fills with page numbers when it is updated."""
        self.heading(title, 1)
        lines = list(entries)
        for place, entry in enumerate(lines):
            paragraph = self.word.add_paragraph()
            if not place:
                _field(paragraph, "begin")
                _instruction(paragraph, ' TOC \\o "1-2" \\h \\z \\u ')
                _field(paragraph, "separate")
            self._write(paragraph, one_line(entry))
            if place == len(lines) - 1:
                _field(paragraph, "end")
        self.new_page()

    def new_page(self) -> None:
        """Go on at the top of a page."""
        self.word.add_page_break()

    def foot(self, text: str) -> None:
        """Write a line at the foot of every page, with the page's number."""
        paragraph = self.word.sections[0].footer.paragraphs[0]
        paragraph.add_run(f"{text}  ·  ")
        _field(paragraph, "begin")
        _instruction(paragraph, " PAGE ")
        _field(paragraph, "separate")
        paragraph.add_run("1")
        _field(paragraph, "end")

    def footnote(self, text: str) -> Run:
        """Return the run that leads to a new footnote."""
        self._notes.append(one_line(text))
        return Run(_NOTE_SIGN + str(len(self._notes)))

    def _write(self, paragraph: Paragraph, runs: Iterable[Run]) -> None:
        for run in runs:
            if run.tekst.startswith(_NOTE_SIGN):
                paragraph._p.append(parse_xml(_REFERENCE.format(ns=nsdecls("w"), id=run.tekst[1:])))
            elif run.adresse:
                _link(paragraph, run)
            else:
                written = paragraph.add_run(_valid(run.tekst))
                written.bold, written.italic = run.fet or None, run.kursiv or None

    def bytes(self) -> bytes:
        """Return the finished document."""
        if self._notes:
            self._add_footnotes()
        made = io.BytesIO()
        self.word.save(made)
        return _without_clock(made.getvalue())

    def _add_footnotes(self) -> None:
        notes = "".join(
            _NOTE.format(id=number, text="".join(_run_xml(run) for run in runs))
            for number, runs in enumerate(self._notes, start=1)
        )
        xml = _NOTES.format(ns=nsdecls("w"), notes=notes)
        part = Part(
            PackURI("/word/footnotes.xml"), _FOOTNOTES, xml.encode(), self.word.part.package
        )
        self.word.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


_REFERENCE = (
    '<w:r {ns}><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    '<w:footnoteReference w:id="{id}"/></w:r>'
)
_NOTES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes {ns}>'
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/>'
    "</w:r></w:p></w:footnote>{notes}</w:footnotes>"
)
_NOTE = (
    '<w:footnote w:id="{id}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    '<w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> </w:t></w:r>{text}</w:p></w:footnote>'
)


def _set_font(style: Any, size: float) -> None:
    style.font.name, style.font.size = _FONT, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(key), None)
    fonts.set(qn("w:ascii"), _FONT)
    fonts.set(qn("w:hAnsi"), _FONT)


def _style_of(one: Avsnitt, style: str = "") -> str:
    return {"ul": "List Bullet", "ol": "List Number"}.get(one.liste, style or "Normal")


def _plain(text: str) -> str:
    return _valid("".join(run.tekst for run in one_line(text)))


def _valid(text: str) -> str:
    """Return the text without what XML cannot hold."""
    return "".join(sign for sign in text if sign >= " " or sign in "\t\n")


def _run_xml(run: Run) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(_valid(run.tekst))}</w:t></w:r>'


def _link(paragraph: Paragraph, run: Run) -> None:
    link = OxmlElement("w:hyperlink")
    target = paragraph.part.relate_to(run.adresse, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link.set(qn("r:id"), target)
    written = paragraph.add_run(_valid(run.tekst))
    written.font.underline = True
    link.append(written._r)
    paragraph._p.append(link)


def _field(paragraph: Paragraph, kind: str) -> None:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(mark)


def _instruction(paragraph: Paragraph, text: str) -> None:
    instruction = OxmlElement("w:instrText")
    instruction.set(qn("xml:space"), "preserve")
    instruction.text = text
    paragraph.add_run()._r.append(instruction)


def _without_clock(data: bytes) -> bytes:
    """Return a zip file with no hint of when it was made."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return made.getvalue()

"""A Word document in the making, with what Word does by itself: its own numbering, text boxes,
foot notes, tables without lines, in each other and over several pages.
"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.shared import Pt

NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
NOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
MARKS = {"bullet": "•", "decimal": "%1."}


@dataclass
class Worddok:
    """A Word document in the making, and what each piece of it is."""

    navn: str
    fasit: list[tuple[str, str]] = field(default_factory=list)
    """Kind and text of each piece."""
    word: Any = field(default_factory=docx.Document)
    notes: list[str] = field(default_factory=list)
    running: list[str] = field(default_factory=list)
    """The paragraphs of running text, and the foot notes."""
    lists: int = 900
    """The number of the last list: each begins anew, as Word's own do."""

    def told(self, kind: str, texts: Iterable[str]) -> list[str]:
        """Note what some texts are, and return them."""
        texts = list(texts)
        self.fasit += [(kind, text) for text in texts]
        return texts

    def heading(self, text: str, level: int = 0, size: float = 0, place: Any = None) -> None:
        """A heading: of a style, or only bold and perhaps larger."""
        if level:
            self.word.add_heading(text, level)
            return
        run = (place or self.word).add_paragraph().add_run(text)
        run.bold, run.font.size = True, Pt(size) if size else None

    def prose(self, text: str, note: str = "") -> None:
        """A paragraph of running text."""
        self.running += [text, *([note] if note else [])]
        self.text(text, note=note)

    def text(self, text: str, place: Any = None, bold: str = "", note: str = "") -> Any:
        """A paragraph; `bold` are the words it begins with, `note` a foot note at its end."""
        paragraph = (place or self.word).add_paragraph()
        if bold:
            paragraph.add_run(bold).bold = True
        paragraph.add_run(text)
        if note:
            self.notes.append(note)
            mark = f'<w:r {NS}><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{len(self.notes)}"/></w:r>'
            paragraph._p.append(parse_xml(mark))
        return paragraph

    def list(self, texts: Sequence[str], form: str = "bullet", place: Any = None) -> None:
        """A list in Word's own numbering, without a style of its own."""
        number = self._numbering(form)
        for text in texts:
            paragraph = self.text(text, place)
            paragraph._p.get_or_add_pPr().append(
                parse_xml(f'<w:numPr {NS}><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>')
            )

    def _numbering(self, form: str) -> int:
        self.lists += 1
        root = self.word.part.numbering_part.element
        level = (
            f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
            f'<w:lvlText w:val="{MARKS[form]}"/><w:lvlJc w:val="left"/>'
            '<w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr></w:lvl>'
        )
        abstract = parse_xml(
            f'<w:abstractNum {NS} w:abstractNumId="{self.lists}"><w:multiLevelType w:val="hybridMultilevel"/>{level}</w:abstractNum>'
        )
        root.insert(0, abstract)
        root.append(
            parse_xml(
                f'<w:num {NS} w:numId="{self.lists}"><w:abstractNumId w:val="{self.lists}"/></w:num>'
            )
        )
        return self.lists

    def table(
        self,
        rows: Sequence[Sequence[Any]],
        lines: bool = True,
        head: bool = True,
        place: Any = None,
    ) -> Any:
        """A table. A cell is a text, a list of texts, or what puts something in it; None goes on
        with the cell above, and «<» with the one before.
        """
        width = max(map(len, rows))
        table = (
            place.add_table(len(rows), width)
            if place is not None
            else self.word.add_table(len(rows), width)
        )
        if lines:
            table.style = "Table Grid"
        for number, row in enumerate(rows):
            for column, content in enumerate(row):
                self._cell(table, number, column, content, head and number == 0)
        return table

    def _cell(self, table: Any, row: int, column: int, content: Any, bold: bool) -> None:
        cell = table.cell(row, column)
        if content is None:
            table.cell(row - 1, column).merge(cell)
        elif content == "<":
            table.cell(row, column - 1).merge(cell)
        elif callable(content):
            content(cell)
        elif isinstance(content, str):
            cell.paragraphs[0].add_run(content).bold = bold or None
        else:
            self.list(content, place=cell)
            cell._tc.remove(cell.paragraphs[0]._p)

    def box(self, head: str, texts: Sequence[str]) -> None:
        """A text box at the side."""
        inside = f"<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{head}</w:t></w:r></w:p>" + "".join(
            f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts
        )
        self.word.add_paragraph()._p.append(parse_xml(BOX.format(ns=NS, inside=inside)))

    def bytes(self) -> bytes:
        """Return the file."""
        if self.notes:
            self._put_notes()
        out = io.BytesIO()
        self.word.save(out)
        return out.getvalue()

    def _put_notes(self) -> None:
        notes = "".join(
            f'<w:footnote w:id="{n}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
            f'<w:r><w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:footnote>'
            for n, text in enumerate(self.notes, start=1)
        )
        apart = "".join(
            f'<w:footnote w:id="{n}" w:type="{kind}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
            for n, kind in ((-1, "separator"), (0, "continuationSeparator"))
        )
        xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes {NS}>{apart}{notes}</w:footnotes>'
        part = Part(PackURI("/word/footnotes.xml"), NOTES, xml.encode(), self.word.part.package)
        self.word.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


BOX = (
    '<w:r {ns}><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
    '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" behindDoc="0" '
    'locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
    '<wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
    '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
    '<wp:extent cx="5400000" cy="1900000"/><wp:wrapTopAndBottom/><wp:docPr id="1" name="Boks"/>'
    '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
    '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="5400000" cy="1900000"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
    "<wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>"
    "</wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r>"
)

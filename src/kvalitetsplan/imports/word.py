"""Read a Word file: what is in the text, in tables in tables, in text boxes, notes, heads and
feet.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import docx
from docx.styles.style import ParagraphStyle

from kvalitetsplan.imports.document import Block, Cell, Document, Line, Picture, Table, lines
from kvalitetsplan.imports.tidying import apart, clean
from kvalitetsplan.imports.wordhidden import Hidden
from kvalitetsplan.imports.wordlists import Numbering, numbering_of
from kvalitetsplan.imports.wordtext import (
    MC,
    NOTES,
    Behind,
    Element,
    R,
    Style,
    W,
    indent,
    is_bold,
    list_depth,
    note_marks,
    notes_in,
    outline_level,
    size_of,
    text_of,
)

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_VML = "{urn:schemas-microsoft-com:vml}imagedata"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_HEADING = re.compile(r"(?:heading|overskrift)\s*(\d)", re.IGNORECASE)
_TITLE = re.compile(r"(?:title|tittel)", re.IGNORECASE)
_SKIPPED = re.compile(r"(?:toc|inn?hold)\w*\s*\d", re.IGNORECASE)
"""The styles of a list of contents: its words stand in the document already."""
_LIST_LEVEL = re.compile(r"[1-9]$")


def read_word(data: bytes, title: str) -> Document:
    """Read the bytes of a .docx. `title` is what the document is called if it does not say so."""
    word = docx.Document(io.BytesIO(data))
    reader = _Reader(word)
    blocks = [*reader.blocks(word.element.body), *reader.beside(), *reader.notes()]
    name = clean(word.core_properties.title or "") or title
    return Document(name, tuple(blocks), tuple(reader.unseen()))


class _Reader:
    def __init__(self, word: Any) -> None:
        self._word = word
        usual = _usual_size(word)
        self._styles = {
            one.style_id: _style(one, usual) for one in word.styles if _is_paragraph(one)
        }
        self._plain = next(
            (one.style_id for one in word.styles if _is_paragraph(one) and _is_default(one)), ""
        )
        self._contents = {
            one.style_id for one in word.styles if _SKIPPED.fullmatch(str(one.name or ""))
        }
        self._behind = Behind(_links(word.part), note_marks(word.part))
        self._numbering = Numbering(_lists(word.part))
        self._paragraphs = self._tables = self._charts = 0
        self._unseen = Hidden(word.styles.element)
        self._hidden: list[str] = []

    def blocks(self, parent: Element, at: str = "", part: Any = None) -> Iterator[Block]:
        """Yield what stands in an element: the body, a cell, a text box, a note."""
        for child in parent:
            if child.tag == f"{W}p":
                yield from self._paragraph(child, at, part or self._word.part)
            elif child.tag == f"{W}tbl":
                self._tables += 1
                yield self._table(child, at or f"tabell {self._tables}", part)
            elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
                yield from self.blocks(child, at, part)

    def _paragraph(self, paragraph: Element, at: str, part: Any) -> Iterator[Block]:
        self._paragraphs += not at
        place = at or f"avsnitt {self._paragraphs}"
        id = paragraph.find(f"{W}pPr/{W}pStyle")
        name = id.get(f"{W}val") if id is not None else self._plain
        style = self._styles.get(name, Style())
        if name not in self._contents:
            level = outline_level(paragraph) or style.level
            bullet = 0 if level else list_depth(paragraph, style)
            look = is_bold(paragraph, style), size_of(paragraph, style)
            behind = self._behind._replace(notes={}) if level else self._behind
            words = text_of(paragraph, behind)
            self._hidden += [place] if self._unseen.has(paragraph) else []
            is_number, number = self._numbering.of(paragraph, Style() if level else style)
            own = indent(paragraph)
            x = style.indent if own is None else own
            line = Line(words, place, level, bullet, *look, x, is_numbered=is_number)
            yield from apart(replace(line, number=number if bullet else 0))
        yield from self._around(paragraph, place, part)

    def _around(self, paragraph: Element, at: str, part: Any) -> Iterator[Block]:
        """Yield the text boxes, pictures and drawings that hang in a paragraph."""
        for box in paragraph.iter(f"{W}txbxContent"):
            if not _in_fallback(box) and not _in_box(box, paragraph):
                yield from self.blocks(box, f"tekstboks ved {at}", part)
        for picture in paragraph.iter(f"{_A}blip", _VML):
            if not _in_fallback(picture) and not _in_box(picture, paragraph):
                yield _picture(picture, paragraph, at, part)
        for drawing in paragraph.iter(f"{_DGM}relIds"):
            yield from _drawing(drawing, at, part)
        self._charts += len(list(paragraph.iter(_CHART)))

    def _table(self, table: Element, at: str, part: Any) -> Table:
        rows = []
        covered = set()
        for number, row in enumerate(_rows(table), start=1):
            place = f"{at}, rad {number}"
            cells: list[Cell] = [()] * _before(row)
            for cell in row.iter(f"{W}tc"):
                if next(cell.iterancestors(f"{W}tr")) is not row:
                    continue  # it stands in a table in the cell
                if _continues(cell):
                    covered.add((number - 1, len(cells)))
                inside = () if _continues(cell) else tuple(self.blocks(cell, place, part))
                cells += [inside, *[()] * (_span(cell) - 1)]
            rows.append(tuple(cells))
        return Table(tuple(rows), at, covered=frozenset(covered))

    def beside(self) -> Iterator[Block]:
        """Yield what stands at the top and the foot of the pages, each text once."""
        seen = set()
        for section in self._word.sections:
            for name, where in (("header", "topptekst"), ("footer", "bunntekst")):
                for kind in ("", "first_page_", "even_page_"):
                    one = getattr(section, f"{kind}{name}")
                    for block in () if one.is_linked_to_previous else self._apart(one, where):
                        if block.text not in seen:
                            seen.add(block.text)
                            yield block

    def _apart(self, holder: Any, where: str) -> Iterator[Line]:
        for block in self.blocks(holder._element, where, holder.part):
            yield from (Line(one.text, where, apart=where) for one in lines([block]))

    def notes(self) -> Iterator[Line]:
        """Yield the foot notes and end notes."""
        for relation in self._word.part.rels.values():
            where = NOTES.get(relation.reltype.rpartition("/")[2])
            if not where:
                continue
            for number, (_, words) in enumerate(notes_in(relation), start=1):
                yield Line(f"{number}. {words}", f"{where} {number}", apart=where)

    def unseen(self) -> Iterator[str]:
        """Yield what the file holds that is not text or pictures, or that nobody sees in Word."""
        for at in dict.fromkeys(self._hidden):
            yield f"{at} har tekst som er skjult i Word, men den er lest; se om den skal være med"
        if self._charts:
            yield f"{self._charts} diagram kan ikke leses; skriv det de viser, på siden"
        kinds = [one.reltype.rpartition("/")[2] for one in self._word.part.rels.values()]
        if "comments" in kinds:
            yield "kommentarene i margen er ikke en del av teksten og er ikke tatt med"
        if next(self._word.element.body.iter(f"{W}del", f"{W}moveFrom"), None) is not None:
            yield "det som er strøket med «Spor endringer», er ikke tatt med"


def _is_paragraph(style: Any) -> bool:
    return isinstance(style, ParagraphStyle)


def _is_default(style: Any) -> bool:
    """Tell whether a paragraph that names no style has this one."""
    return style.element.get(f"{W}default") in ("1", "true")


def _usual_size(word: Any) -> float:
    """Return the size of letters in points where no style tells it; 0 if the file does not
    either.
    """
    size = word.styles.element.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}sz")
    value = size.get(f"{W}val") if size is not None else ""
    return float(value) / 2 if str(value).isdecimal() else 0


def _style(style: Any, usual: float) -> Style:
    """Return what a style says, or the ones it is based on."""
    chain: list[Any] = []
    while style is not None and style not in chain and len(chain) < 20:
        chain.append(style)
        style = style.base_style
    names = [str(one.name or "") for one in chain]
    level = next((int(hit[1]) for name in names if (hit := _HEADING.match(name))), 0)
    level = level or next((found for one in chain if (found := outline_level(one.element))), 0)
    if not level and any(_TITLE.fullmatch(name) for name in names):
        level = 1
    bold = next((one.font.bold for one in chain if one.font.bold is not None), False)
    size = next((one.font.size.pt for one in chain if one.font.size), usual)
    depth = 0 if level else _depth_of(chain, names)
    far_in = next((x for one in chain if (x := indent(one.element)) is not None), 0.0)
    lists = (numbering_of(one.element) for one in chain)
    numbering = next((one for one in lists if one), None)
    return Style(level, bool(bold), size, depth, far_in, numbering)


def _depth_of(chain: list[Any], names: list[str]) -> int:
    """Return how deep in a list a style stands, by its numbering or its name: «List Bullet 2»."""
    told = [one.element.find(f"{W}pPr/{W}numPr/{W}ilvl") for one in chain]
    level = next((one.get(f"{W}val") for one in told if one is not None), "0")
    listed = [one for one in names if "list" in one.lower() and "paragraph" not in one.lower()]
    if not listed:
        is_numbered = any(one.element.find(f"{W}pPr/{W}numPr") is not None for one in chain)
        return int(level) + 1 if is_numbered and level.isdecimal() else 0
    hit = _LIST_LEVEL.search(listed[0])
    return int(hit[0]) if hit else int(level) + 1 if level.isdecimal() else 1


def _lists(part: Any) -> Element | None:
    """Return the definitions of the lists of a document; None if it has none."""
    found = (one for one in part.rels.values() if one.reltype.endswith("/numbering"))
    return next((one.target_part.element for one in found if not one.is_external), None)


def _links(part: Any) -> dict[str, str]:
    return {
        id: one.target_ref
        for id, one in part.rels.items()
        if one.is_external and one.reltype.endswith("/hyperlink")
    }


def _rows(table: Element) -> Iterator[Element]:
    """Yield the rows of a table, and not those of the tables in it."""
    for row in table.iter(f"{W}tr"):
        if next(row.iterancestors(f"{W}tbl")) is table:
            yield row


def _before(row: Element) -> int:
    found = row.find(f"{W}trPr/{W}gridBefore")
    return min(int(found.get(f"{W}val", "0")), 50) if found is not None else 0


def _span(cell: Element) -> int:
    found = cell.find(f"{W}tcPr/{W}gridSpan")
    return max(1, min(int(found.get(f"{W}val", "1")), 50)) if found is not None else 1


def _continues(cell: Element) -> bool:
    """Tell whether a cell is the rest of one above that goes over several rows."""
    found = cell.find(f"{W}tcPr/{W}vMerge")
    return found is not None and found.get(f"{W}val") != "restart"


def _in_fallback(element: Element) -> bool:
    """Tell whether an element only repeats another, for older programs."""
    return next(element.iterancestors(f"{MC}Fallback"), None) is not None


def _in_box(element: Element, paragraph: Element) -> bool:
    """Tell whether an element stands in a text box in the paragraph, which has its own."""
    for one in element.iterancestors():
        if one is paragraph:
            return False
        if one.tag == f"{W}txbxContent":
            return True
    return False


def _picture(element: Element, paragraph: Element, at: str, part: Any) -> Picture:
    id = element.get(f"{R}embed") or element.get(f"{R}id") or ""
    described = next(element.iterancestors(f"{_WP}inline", f"{_WP}anchor"), None)
    words = described.find(f"{_WP}docPr") if described is not None else None
    alt = clean(words.get("descr") or "") if words is not None else ""
    relation = part.rels.get(id)
    data = b"" if relation is None or relation.is_external else relation.target_part.blob
    return Picture(at, data, alt)


def _drawing(element: Element, at: str, part: Any) -> Iterator[Line]:
    """Yield the texts of a drawing that Word has made of a list (SmartArt)."""
    relation = part.rels.get(element.get(f"{R}dm") or "")
    if relation is not None and not relation.is_external:
        root = docx.oxml.parser.parse_xml(relation.target_part.blob)
        for paragraph in root.iter(f"{_A}p"):
            if words := clean("".join(one.text or "" for one in paragraph.iter(f"{_A}t"))):
                yield Line(words, f"figur ved {at}", bullet=1)

"""What a Word document has, and python-docx does not know: footnotes, links, fields and
bookmarks.
"""

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run as WordRun

from kvalitetsplan.exports.runs import Run, one_line
from kvalitetsplan.exports.word_styles import NOTE

_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
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
    '<w:footnote w:id="{id}"><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    '<w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> </w:t></w:r>{text}</w:p></w:footnote>'
)


def add_footnotes(word: WordDocument, texts: Sequence[Sequence[Run]]) -> None:
    """Put the footnotes of a document in it, in the order they are referred to."""
    notes = "".join(
        _NOTE.format(style=NOTE, id=number, text="".join(_run_xml(run) for run in runs))
        for number, runs in enumerate(texts, start=1)
    )
    xml = _NOTES.format(ns=nsdecls("w"), notes=notes)
    part = Part(PackURI("/word/footnotes.xml"), _FOOTNOTES, xml.encode(), word.part.package)
    word.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def refer(paragraph: Paragraph, number: str) -> None:
    """Write the sign that leads to a footnote."""
    paragraph._p.append(parse_xml(_REFERENCE.format(ns=nsdecls("w"), id=number)))


def plain(text: str) -> str:
    """Return a text as it is read, without its marks."""
    return valid("".join(run.tekst for run in one_line(text)))


def valid(text: str) -> str:
    """Return the text without what XML cannot hold."""
    return "".join(
        sign for sign in text if (sign >= " " or sign in "\t\n") and sign not in "\ufffe\uffff"
    )


def _run_xml(run: Run) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(valid(run.tekst))}</w:t></w:r>'


def add_run(paragraph: Paragraph, run: Run) -> WordRun:
    """Write a run the way it is set."""
    written = paragraph.add_run(valid(run.tekst))
    font = written.font
    font.bold, font.italic, font.strike = run.fet or None, run.kursiv or None, run.strek or None
    font.superscript, font.subscript = run.hevet, run.senket
    return written


def link_to(paragraph: Paragraph, run: Run) -> None:
    """Write a run that leads somewhere."""
    link = OxmlElement("w:hyperlink")
    target = paragraph.part.relate_to(run.adresse, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link.set(qn("r:id"), target)
    written = add_run(paragraph, run)
    written.font.underline = True
    link.append(written._r)
    paragraph._p.append(link)


def bookmark(paragraph: Paragraph, name: str) -> None:
    """Give a paragraph a name that links lead to."""
    number = name.removeprefix("kapittel")
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    start.set(qn("w:id"), number)
    start.set(qn("w:name"), name)
    end.set(qn("w:id"), number)
    paragraph._p.insert(1, start)
    paragraph._p.append(end)


def field_mark(paragraph: Paragraph, kind: str) -> None:
    """Write one of the marks of a field that Word fills in: `begin`, `separate` or `end`."""
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(mark)


def instruction(paragraph: Paragraph, text: str) -> None:
    """Write what Word is to fill a field with."""
    instruction = OxmlElement("w:instrText")
    instruction.set(qn("xml:space"), "preserve")
    instruction.text = text
    paragraph.add_run()._r.append(instruction)


def without_clock(data: bytes) -> bytes:
    """Return a zip file with no hint of when it was made."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return made.getvalue()

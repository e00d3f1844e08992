"""The empty forms and the checklists as Word documents with fields to fill in and boxes to tick."""

from collections.abc import Callable
from itertools import groupby
from typing import Any
from xml.sax.saxutils import quoteattr

from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph

from kvalitetsplan.exports.ark import WIDTH, Ark
from kvalitetsplan.exports.runs import Avsnitt, Run, one_line, paragraphs
from kvalitetsplan.exports.word_styles import FOOT
from kvalitetsplan.exports.word_xml import plain
from kvalitetsplan.plan.model import Mal, Malfelt, Sjekkliste
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.site.status import status

_FIELD = (
    "<w:sdt {ns}><w:sdtPr><w:alias w:val={name}/><w:tag w:val={tag}/><w:showingPlcHdr/>"
    '<w:text w:multiLine="1"/></w:sdtPr><w:sdtContent><w:p><w:r><w:rPr>'
    '<w:rStyle w:val="PlaceholderText"/></w:rPr><w:t>{here}</w:t></w:r></w:p></w:sdtContent></w:sdt>'
)
"""A content control: what Word calls a field to write in, with a name that programs can read."""
_CELL = (
    "<w:sdt {ns}><w:sdtPr><w:alias w:val={name}/><w:tag w:val={tag}/><w:showingPlcHdr/></w:sdtPr>"
    '<w:sdtContent><w:r><w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr>'
    '<w:t xml:space="preserve">\u00a0\u00a0\u00a0</w:t></w:r></w:sdtContent></w:sdt>'
)
"""One in a row of a table: it says nothing while it is empty, since the row is written on by hand
too.
"""
_BOX = (
    '<w:sdt {ns} xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w:sdtPr>'
    "<w:alias w:val={name}/><w:tag w:val={tag}/><w14:checkbox>"
    '<w14:checked w14:val="0"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
    '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr>'
    "<w:sdtContent><w:r><w:t>\u2610</w:t></w:r></w:sdtContent></w:sdt>"
)
"""A box that is ticked with a click, or with a pen."""
_LINE = 0.6
"""How many centimetres a line takes that is written on by hand."""
_ROW = 1.4
"""How many lines high a row of a table is."""
_NAME = 60
"""The most signs Word takes in the name of a field."""


def form(plan: Plan, tekst: dict[str, Any], mal: Mal) -> bytes:
    """Return one empty form as a document. `tekst` holds the interface's own words."""
    ark = _begun(plan, tekst, mal)
    for has_rows, fields in groupby(mal.felter, key=lambda felt: bool(felt.kolonner)):
        if not has_rows:
            _answers(ark, plan, tekst, tuple(fields))
            continue
        for felt in fields:
            _rows(ark, plan, tekst, felt)
    return _ended(ark)


def _answers(ark: Ark, plan: Plan, tekst: dict[str, Any], fields: tuple[Malfelt, ...]) -> None:
    """Write fields one below the other: what each is for, and a place to answer."""
    words = tekst["filer"]
    rows = [[_about(plan, tekst, felt), []] for felt in fields]
    table = ark.table([words["felt"], words["svar"]], (6.4, 10.6), rows)
    for row, felt in zip(table.rows[1:], fields, strict=True):
        _make_high(row, felt.linjer + 1)
        last = row.cells[1].paragraphs[-1]
        _boxes(plan, felt, last.insert_paragraph_before)
        name, tag = quoteattr(plan.fill(felt.navn)[:_NAME]), quoteattr(felt.id)
        here = words["skriv_her"]
        last._p.addprevious(
            parse_xml(_FIELD.format(ns=nsdecls("w"), name=name, tag=tag, here=here))
        )
    _keep_the_last(table)


def _rows(ark: Ark, plan: Plan, tekst: dict[str, Any], felt: Malfelt) -> None:
    """Write a field that is a table with empty rows, under what it is for."""
    for one in _about(plan, tekst, felt):
        ark.paragraph(one).paragraph_format.keep_with_next = True
    _boxes(plan, felt, lambda: ark.paragraph(Avsnitt(())))
    head = [plan.fill(one) for one in felt.kolonner]
    empty: list[list[Avsnitt]] = [[] for _ in head]
    table = ark.table(head, [WIDTH / len(head)] * len(head), [empty] * felt.linjer)
    for number, row in enumerate(table.rows[1:], start=1):
        _make_high(row, _ROW)
        for place, (cell, column) in enumerate(zip(row.cells, head, strict=True), start=1):
            name = quoteattr(tekst["mal"]["celle"].format(column[: _NAME - 10], number))
            xml = _CELL.format(
                ns=nsdecls("w"), name=name, tag=quoteattr(f"{felt.id}-{number}-{place}")
            )
            cell.paragraphs[0]._p.append(parse_xml(xml))
    _keep_the_last(table)


def _make_high(row: Any, lines: float) -> None:
    row.height = Cm(_LINE * lines)
    row.height_rule = WD_ROW_HEIGHT_RULE.AT_LEAST


def _keep_the_last(table: Table) -> None:
    """Let the last three rows of a table stand on one page: one alone there is easily lost."""
    for row in table.rows[-3:-1]:
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.keep_with_next = True


def _boxes(plan: Plan, felt: Malfelt, begin: Callable[[], Paragraph]) -> None:
    """Write the boxes of a field, each in a paragraph of its own, with what it is for after it."""
    for number, text in enumerate(map(plan.fill, felt.ruter), start=1):
        paragraph = begin()
        _add_box(paragraph, plain(text), f"{felt.id}-{number}")
        paragraph.add_run(f" {plain(text)}")


def _add_box(paragraph: Paragraph, name: str, tag: str) -> None:
    names = {"name": quoteattr(name[:_NAME]), "tag": quoteattr(tag)}
    paragraph._p.append(parse_xml(_BOX.format(ns=nsdecls("w"), **names)))


def checklist(plan: Plan, tekst: dict[str, Any], liste: Sjekkliste) -> bytes:
    """Return one checklist as a document. `tekst` holds the interface's own words."""
    ark = _begun(plan, tekst, liste)
    rows = [[[], [Avsnitt(one_line(plan.fill(punkt)))]] for punkt in liste.punkter]
    table = ark.table([tekst["filer"]["gjort"], tekst["filer"]["punkt"]], (1.6, 15.4), rows)
    for number, row in enumerate(table.rows[1:], start=1):
        _add_box(row.cells[0].paragraphs[0], row.cells[1].text, f"punkt-{number}")
    _keep_the_last(table)
    return _ended(ark)


def _begun(plan: Plan, tekst: dict[str, Any], item: Mal | Sjekkliste) -> Ark:
    """Return a document that says whose it is, what it is, and from which edition of the plan."""
    title = plan.fill(item.tittel)
    ark = Ark(title, plan.fullt_navn, plan.kommune.farger.hoved, plan.lang)
    ark.line(plan.fullt_navn, FOOT)
    ark.heading(title, 1)
    if item.ingress:
        ark.prose(plan.fill(item.ingress))
    edition = tekst["bunn"]["utgave"].format(plan.utgave.versjon, plan.utgave.dato)
    ark.foot(" · ".join((plan.fullt_navn, title, edition, status(plan, tekst))))
    return ark


def _ended(ark: Ark) -> bytes:
    """Return the finished document. Word wants a paragraph after the last table: here so low that
    it gives no empty page.
    """
    last = ark.word.paragraphs[-1].paragraph_format
    last.space_before, last.space_after, last.line_spacing = Pt(0), Pt(0), Pt(1)
    return ark.bytes()


def _about(plan: Plan, tekst: dict[str, Any], felt: Malfelt) -> list[Avsnitt]:
    """Return what a field is for: its name, help, and the section of law that demands it."""
    name = tuple(run._replace(fet=True) for run in one_line(plan.fill(felt.navn)))
    told = [Avsnitt(name), *paragraphs(plan.fill(felt.hjelp or ""))]
    if felt.lovkrav:
        demanded = tekst["mal"]["lovkrav"].format(plan.paragrafnavn((felt.lovkrav,)))
        told.append(Avsnitt((Run(demanded, fet=True, kursiv=True),)))
    return told

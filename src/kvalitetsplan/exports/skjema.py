"""The empty forms and the checklists as Word documents with fields to fill in and boxes to tick."""

from typing import Any
from xml.sax.saxutils import quoteattr

from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm

from kvalitetsplan.exports.ark import Ark
from kvalitetsplan.exports.runs import Avsnitt, Run, one_line, paragraphs
from kvalitetsplan.exports.word_styles import FOOT
from kvalitetsplan.plan.model import Mal, Malfelt, Sjekkliste
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.site.status import status

_FIELD = (
    "<w:sdt {ns}><w:sdtPr><w:alias w:val={name}/><w:tag w:val={tag}/><w:showingPlcHdr/>"
    '<w:text w:multiLine="1"/></w:sdtPr><w:sdtContent><w:p><w:r><w:rPr>'
    '<w:rStyle w:val="PlaceholderText"/></w:rPr><w:t>{here}</w:t></w:r></w:p></w:sdtContent></w:sdt>'
)
"""A content control: what Word calls a field to write in, with a name that programs can read."""
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
_NAME = 60
"""The most signs Word takes in the name of a field."""


def form(plan: Plan, tekst: dict[str, Any], mal: Mal) -> bytes:
    """Return one empty form as a document. `tekst` holds the interface's own words."""
    words, ark = tekst["filer"], _begun(plan, tekst, mal)
    rows = [[_about(plan, tekst, felt), []] for felt in mal.felter]
    table = ark.table([words["felt"], words["svar"]], (6.4, 10.6), rows)
    for row, felt in zip(table.rows[1:], mal.felter, strict=True):
        row.height = Cm(_LINE * (felt.linjer + 1))
        row.height_rule = WD_ROW_HEIGHT_RULE.AT_LEAST
        _make_field(row.cells[1], plan.fill(felt.navn), felt.id, words["skriv_her"])
    return ark.bytes()


def checklist(plan: Plan, tekst: dict[str, Any], liste: Sjekkliste) -> bytes:
    """Return one checklist as a document. `tekst` holds the interface's own words."""
    ark = _begun(plan, tekst, liste)
    rows = [[[], [Avsnitt(one_line(plan.fill(punkt)))]] for punkt in liste.punkter]
    table = ark.table([tekst["filer"]["gjort"], tekst["filer"]["punkt"]], (1.6, 15.4), rows)
    for number, row in enumerate(table.rows[1:], start=1):
        name, tag = quoteattr(row.cells[1].text[:_NAME]), quoteattr(f"punkt-{number}")
        box = _BOX.format(ns=nsdecls("w"), name=name, tag=tag)
        row.cells[0].paragraphs[0]._p.append(parse_xml(box))
    return ark.bytes()


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


def _about(plan: Plan, tekst: dict[str, Any], felt: Malfelt) -> list[Avsnitt]:
    """Return what a field is for: its name, help, and the section of law that demands it."""
    name = tuple(run._replace(fet=True) for run in one_line(plan.fill(felt.navn)))
    told = [Avsnitt(name), *paragraphs(plan.fill(felt.hjelp or ""))]
    if felt.lovkrav:
        number = getattr(plan.punkt(f"paragrafer/{felt.lovkrav}"), "nummer", "")
        told.append(Avsnitt((Run(tekst["mal"]["lovkrav"].format(number), fet=True, kursiv=True),)))
    return told


def _make_field(cell: Any, name: str, tag: str, here: str) -> None:
    name, tag = quoteattr(name[:_NAME]), quoteattr(tag)
    xml = _FIELD.format(ns=nsdecls("w"), name=name, tag=tag, here=here)
    cell._tc.insert(list(cell._tc).index(cell.paragraphs[0]._p), parse_xml(xml))

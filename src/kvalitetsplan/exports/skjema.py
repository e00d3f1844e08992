"""The empty forms as Word documents with fields to fill in."""

from typing import Any
from xml.sax.saxutils import quoteattr

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from kvalitetsplan.exports.ark import Ark
from kvalitetsplan.exports.runs import Avsnitt, Run, one_line, paragraphs
from kvalitetsplan.plan.model import Mal, Malfelt
from kvalitetsplan.plan.plan import Plan

_FIELD = (
    "<w:sdt {ns}><w:sdtPr><w:alias w:val={name}/><w:tag w:val={tag}/><w:showingPlcHdr/>"
    '<w:text w:multiLine="1"/></w:sdtPr><w:sdtContent><w:p><w:r><w:rPr><w:color w:val="595959"/>'
    "</w:rPr><w:t>{here}</w:t></w:r></w:p></w:sdtContent></w:sdt>"
)
"""A content control: what Word calls a field to write in, with a name that programs can read."""


def form(plan: Plan, tekst: dict[str, Any], mal: Mal) -> bytes:
    """Return one empty form as a document. `tekst` holds the interface's own words."""
    words = tekst["filer"]
    ark = Ark(plan.fill(mal.tittel), plan.fullt_navn, plan.kommune.farger.hoved, plan.lang)
    ark.heading(plan.fill(mal.tittel), 1)
    if mal.ingress:
        ark.prose(plan.fill(mal.ingress))
    rows = [[_about(plan, tekst, felt), []] for felt in mal.felter]
    table = ark.table([words["felt"], words["svar"]], (6.2, 10.4), rows)
    cells = [row.cells[1] for row in table.rows[1:]]
    for cell, felt in zip(cells, mal.felter, strict=True):
        _make_field(cell, plan.fill(felt.navn), felt.id, words["skriv_her"])
    edition = tekst["bunn"]["utgave"].format(plan.utgave.versjon, plan.utgave.dato)
    ark.foot(f"{plan.fullt_navn} · {plan.fill(mal.tittel)} · {edition}")
    return ark.bytes()


def _about(plan: Plan, tekst: dict[str, Any], felt: Malfelt) -> list[Avsnitt]:
    """Return what a field is for: its name, help, and the section of law that demands it."""
    name = tuple(run._replace(fet=True) for run in one_line(plan.fill(felt.navn)))
    told = [Avsnitt(name), *paragraphs(plan.fill(felt.hjelp or ""))]
    if felt.lovkrav:
        number = getattr(plan.punkt(f"paragrafer/{felt.lovkrav}"), "nummer", "")
        told.append(Avsnitt((Run(tekst["mal"]["lovkrav"].format(number), kursiv=True),)))
    return told


def _make_field(cell: Any, name: str, tag: str, here: str) -> None:
    xml = _FIELD.format(ns=nsdecls("w"), name=quoteattr(name[:60]), tag=quoteattr(tag), here=here)
    cell._tc.insert(list(cell._tc).index(cell.paragraphs[0]._p), parse_xml(xml))

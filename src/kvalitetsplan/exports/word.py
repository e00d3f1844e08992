"""The whole plan as a Word document: for the council's papers, and for those who work in Word."""

from collections.abc import Callable

from kvalitetsplan.exports import word_appendices, word_pages, word_plan
from kvalitetsplan.exports.ark import Ark
from kvalitetsplan.exports.runs import Avsnitt, Run
from kvalitetsplan.exports.word_parts import Writer
from kvalitetsplan.site.chapters import Kapittel, chapters
from kvalitetsplan.site.components import Components
from kvalitetsplan.site.status import status

_CHAPTERS: dict[str, Callable[[Writer, Kapittel], None]] = {
    "forord": word_plan.foreword,
    "plikten": word_plan.duties,
    "tema": word_plan.theme,
    "roller": word_plan.roles,
    "trapper": word_plan.ladders,
    "tiltak": word_plan.measures,
    "aret": word_plan.year,
    "del": word_pages.part,
    "side": word_pages.page,
    "vart-eget": word_appendices.own,
    "oppgaver": word_appendices.tasks,
    "situasjoner": word_appendices.situations,
    "sjekklister": word_appendices.checklists,
    "telefonliste": word_appendices.contacts,
    "lovverket": word_appendices.law,
    "kildene": word_appendices.sources,
}
"""How each kind of chapter is written."""


def whole_plan(components: Components) -> bytes:
    """Return the plan as a document. Raises ComponentError if a template is wrong."""
    plan, tekst = components.plan, components.tekst
    title = f"{tekst['filer']['plan']} {plan.fullt_navn}"
    ark = Ark(title, plan.fullt_navn, plan.kommune.farger.hoved, plan.lang)
    writer = Writer(ark, components)
    parts = [(_title(writer, one), one) for one in chapters(plan, tekst, components.title)]
    _cover(writer)
    entries = ((one.anker, title) for title, one in parts)
    writer.ark.contents(tekst["filer"]["innhold"], entries, tekst["filer"]["sidetall"])
    for title, one in parts:
        writer.ark.heading(title, 1, one.anker, on_new_page=one.er_vedlegg)
        _CHAPTERS[one.slag](writer, one)
    return writer.ark.bytes()


def _title(writer: Writer, one: Kapittel) -> str:
    title = writer.fill(one.tittel)
    number = writer.tekst["filer"]["vedlegg"].format(one.vedlegg)
    return f"{number}: {title}" if one.er_vedlegg else title


def _cover(writer: Writer) -> None:
    ark, plan, words = writer.ark, writer.plan, writer.tekst["bunn"]
    logo = plan.kommune.logo
    ark.picture((logo and plan.egne_filer[logo]) or None, plan.fullt_navn, high=3)
    ark.line(writer.tekst["filer"]["kvalitetsplan"], "Title")
    ark.line(plan.fullt_navn, "Subtitle")
    if plan.visjon:
        ark.line(writer.fill(plan.visjon), "Subtitle")
    edition = words["utgave"].format(plan.utgave.versjon, plan.utgave.dato)
    standing = status(plan, writer.tekst)
    ark.line(edition)
    ark.line(words["grunnplan"].format(plan.grunnplan.utgave.versjon))
    ark.line(words["lovverk"].format(plan.grunnplan.kontrollert))
    ark.line(f"**{standing}**")
    if protocol := plan.kommune.vedtak and plan.kommune.vedtak.protokoll:
        label = Run(f"{writer.tekst['vedtak']['protokoll']}: ")
        ark.paragraph(Avsnitt((label, Run(protocol, adresse=protocol))))
    ark.foot(f"{plan.fullt_navn} · {edition} · {standing}")
    ark.new_page()

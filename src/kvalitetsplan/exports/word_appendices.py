"""What is attached to the plan, in Word: smaller, in two columns, each on pages of its own."""

from textwrap import shorten

from kvalitetsplan.exports.runs import Avsnitt, Run, one_line
from kvalitetsplan.exports.word_parts import Writer
from kvalitetsplan.plan.model import Kilde, Tema
from kvalitetsplan.plan.words import alphabetical
from kvalitetsplan.site.chapters import Kapittel
from kvalitetsplan.site.history import since_decision
from kvalitetsplan.site.readable import readable
from kvalitetsplan.site.text import signs

_BOX = "\u2610 "
_TITLE = 100
"""How much of a text stands in a heading: what has no title is named by all of it."""


def own(writer: Writer, _: Kapittel) -> None:
    """Write what the municipality, and the school, have changed, chosen and left out."""
    words, plan = writer.tekst["endringer"], writer.plan
    if plan.utelatte:
        titles = ", ".join(sorted((one.tittel for one in plan.utelatte), key=alphabetical))
        writer.prose(f"{words['utelatt']} {titles}.")
    if not plan.endringer:
        writer.prose(words["lag"]["kommunen"]["ingen"])
    for one in plan.endringer:
        name = one.navn or one.adresse
        title = shorten(name, _TITLE, placeholder=" …")
        writer.heading(f"{words[one.operasjon]}: {title}", 2)
        if len(name) > _TITLE:
            writer.prose(name)
        writer.labelled((words["hvorfor"], one.begrunnelse))
        for key in ("fra", "til"):
            if one.operasjon != "rekkefølge":
                told = readable(plan, writer.tekst, one.adresse, one.felt, getattr(one, key))
                shown = told if isinstance(told, str) else " · ".join(told)
                writer.labelled((words["lag"][one.lag][key], shown))
    if since := since_decision(plan, writer.tekst):
        writer.heading(writer.tekst["vedtak"]["siden"], 2)
        writer.bullets(" ".join((one.tekst, *one.mer)) for one in since)


def tasks(writer: Writer, _: Kapittel) -> None:
    """Write what the staff work with: examples, tasks and exercises, theme by theme."""
    with writer.ark.columns():
        for tema in writer.plan.temaer:
            if tema.eksempler or tema.refleksjonsoppgaver or tema.treningsforslag:
                writer.heading(tema.tittel, 2)
                _of_theme(writer, tema)


def _of_theme(writer: Writer, tema: Tema) -> None:
    words = writer.tekst
    if tema.eksempler:
        writer.heading(words["tema"]["eksempler"], 3)
        writer.bullets(one.tekst for one in tema.eksempler)
    if tema.refleksjonsoppgaver:
        writer.heading(words["tema"]["refleksjonsoppgaver"], 3)
    for oppgave in tema.refleksjonsoppgaver:
        writer.heading(oppgave.tittel, 4)
        writer.under_title(oppgave)
        writer.prose(" ".join(oppgave.sporsmal))
        writer.labelled((words["oppgave"]["mal"], oppgave.mal))
    if tema.treningsforslag:
        writer.heading(words["tema"]["treningsforslag"], 3)
    for forslag in tema.treningsforslag:
        writer.heading(forslag.tittel, 4)
        writer.under_title(forslag)
        labels = words["trening"]
        writer.labelled((labels["varighet"], forslag.varighet), (labels["tegn"], forslag.tegn))


def situations(writer: Writer, _: Kapittel) -> None:
    """Write what one does when something happens: now, and this week."""
    words = writer.tekst["situasjon"]
    with writer.ark.columns():
        for one in writer.plan.grunnplan.situasjoner:
            writer.heading(f"… {one.tittel}", 2)
            writer.prose(one.gjelder)
            for key in ("na", "ring", "ikke", "uka"):
                if texts := getattr(one, key):
                    writer.heading(words[key], 3)
                    writer.bullets(texts)
            writer.labelled((words["plikt"], one.om_plikten), ends="")


def checklists(writer: Writer, _: Kapittel) -> None:
    """Write the lists one ticks off."""
    with writer.ark.columns():
        for one in writer.plan.grunnplan.sjekklister:
            writer.heading(one.tittel, 2)
            writer.prose(one.ingress)
            for text in one.punkter:
                writer.ark.line(_BOX + writer.fill(text))


def contacts(writer: Writer, _: Kapittel) -> None:
    """Write whom to call, for what. A number that is missing is a cell to write in."""
    words, contact = writer.tekst["kontakt"], writer.plan.kontakt
    rows = [
        _contact(writer, one.tittel, one.gjelder, one.telefon, one.epost, one.adresse, one.sted)
        for one in writer.plan.grunnplan.kontakter
    ]
    about_plan = (contact.rolle, words["om_planen"], contact.telefon, contact.epost)
    rows.append(_contact(writer, *about_plan))
    writer.ark.table([words[key] for key in ("hvem", "gjelder", "nummer")], (5.2, 7, 4.8), rows)


def _contact(writer: Writer, who: str, what: str | None, *ways: str | None) -> list[list[Avsnitt]]:
    told = writer.cell(", ".join(filter(None, ways)))
    return [writer.cell(who, bold=True), writer.cell(what), told]


def law(writer: Writer, _: Kapittel) -> None:
    """Write what the law says about this, law by law."""
    shared = writer.plan.grunnplan
    with writer.ark.columns():
        for lov in shared.lover:
            writer.heading(lov.navn[0].upper() + lov.navn[1:], 2)
            for one in shared.paragrafer:
                if one.lov == lov.id:
                    writer.heading(one.overskrift, 3)
                    writer.prose(one.innhold)


def sources(writer: Writer, _: Kapittel) -> None:
    """Write where what is known comes from."""
    with writer.ark.columns():
        for kilde in sorted(writer.plan.grunnplan.kilder, key=lambda one: alphabetical(one.hvem)):
            evidence = f"{signs(kilde.grunnlag)} {writer.tekst['grunnlag'][kilde.grunnlag]}"
            told = (_reference(kilde), f"{evidence}{writer.unread(kilde)}.", kilde.merknad)
            known = writer.fill(" ".join(filter(None, told)))
            way = (Run(" "), Run(kilde.adresse, adresse=kilde.adresse)) if kilde.adresse else ()
            writer.ark.paragraph(Avsnitt((*one_line(known), *way)))


def _reference(kilde: Kilde) -> str:
    parts = (f"{kilde.hvem} ({kilde.ar})", kilde.tittel, kilde.utgiver)
    return ". ".join(part.rstrip(".") for part in parts if part) + "."

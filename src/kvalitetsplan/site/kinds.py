"""The kinds of items there are on a site: one table, with where each is shown, what of it can be
searched, and how much a hit in it is worth.

A new kind is a line in KINDS, a function above it that says what can be searched, a component in
`overrides/components` on the page, and its word under `sok.slag` in the interface's words.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from kvalitetsplan.plan.model import (
    Aktor,
    Begrep,
    Eksempel,
    Hendelse,
    Indikator,
    Inngrep,
    Kilde,
    Kontaktpunkt,
    Mal,
    Manedstema,
    Motepunkt,
    Okt,
    Par,
    Paragraf,
    Plikt,
    Program,
    Punkt,
    Refleksjonsoppgave,
    Rolle,
    Semester,
    Serie,
    Situasjon,
    Sjekkliste,
    Tema,
    Tiltak,
    Trapp,
    Trappesteg,
    Treningsforslag,
    Virkning,
)
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.plan.responsibilities import has_work, roles_with_duties


class Felt(NamedTuple):
    """The searchable parts of an item. The first text is the first line of a result."""

    tittel: str
    tekst: Iterable[str | None]
    sokeord: tuple[str, ...] = ()


class Kind(NamedTuple):
    """What a site knows of a kind of item."""

    slag: str
    """What it is called in a result, as a key of `sok.slag` in the interface's words."""
    adresse: str
    """Where it is shown, from the top of the site: `{id}` is its own, `{tema}` that of its theme,
    `{eier}` that of what it stands in, `{adresse}` all of its address.
    """
    felt: Callable[[Plan, dict[str, Any], Any], Felt | None] | None
    """What of it can be searched, if anything; None where that is a part of another's."""


IN_THEME = "tema/{tema}.html#{id}"


def _attached(item: Any) -> Iterator[str]:
    """Yield what is said of each file that is attached to an item."""
    return (one.tekst for one in item.vedlegg)


def _tema(plan: Plan, tekst: dict[str, Any], item: Tema) -> Felt:
    return Felt(
        item.tittel, (item.kort, item.ingress, item.hva_vi_ikke_vet, *_attached(item)), item.sokeord
    )


def _par(plan: Plan, tekst: dict[str, Any], item: Par) -> Felt:
    return Felt(item.kjennetegn, ())


def _virkning(plan: Plan, tekst: dict[str, Any], item: Virkning) -> Felt:
    return Felt(item.tekst, ())


def _eksempel(plan: Plan, tekst: dict[str, Any], item: Eksempel) -> Felt:
    first, dot, rest = item.tekst.partition(". ")
    return Felt(first + dot.strip(), (rest,))


def _refleksjonsoppgave(plan: Plan, tekst: dict[str, Any], item: Refleksjonsoppgave) -> Felt:
    return Felt(item.tittel, (item.tekst, *item.sporsmal, item.mal))


def _treningsforslag(plan: Plan, tekst: dict[str, Any], item: Treningsforslag) -> Felt:
    return Felt(item.tittel, (item.tekst, item.varighet, item.tegn))


def _kilde(plan: Plan, tekst: dict[str, Any], item: Kilde) -> Felt:
    return Felt(f"{item.hvem} ({item.ar})", (item.tittel, item.utgiver, item.stotter, item.merknad))


def _paragraf(plan: Plan, tekst: dict[str, Any], item: Paragraf) -> Felt:
    law = plan.by_address[f"lover/{item.lov}"]
    return Felt(item.overskrift, (item.innhold,), (law.label,))


def _begrep(plan: Plan, tekst: dict[str, Any], item: Begrep) -> Felt:
    here, other = plan.ord(item)
    return Felt(here, (item.forklaring,), (other,) if other else ())


def _situasjon(plan: Plan, tekst: dict[str, Any], item: Situasjon) -> Felt:
    steps = (item.gjelder, *item.na, *item.ring, *item.ikke, *item.uka, item.om_plikten)
    return Felt(f"… {item.tittel}", steps, item.sokeord)


def _plikt(plan: Plan, tekst: dict[str, Any], item: Plikt) -> Felt:
    roles = []
    for rolle in roles_with_duties(plan):
        krav, regler = plan.celle(item, rolle.id)
        told = [
            *(one.tekst for one in krav),
            *(text for one in regler for text in (one.tekst, *_attached(one))),
        ]
        roles += [f"{rolle.tittel}:", *told] if told else []
    return Felt(item.tittel, (item.kort, item.nar, *roles))


def _inngrep(plan: Plan, tekst: dict[str, Any], item: Inngrep) -> Felt:
    return Felt(item.tittel, (item.tekst,))


def _hendelse(plan: Plan, tekst: dict[str, Any], item: Hendelse) -> Felt:
    months = tuple(tekst["ar"]["maneder"][number - 1] for number in item.i_maneder)
    return Felt(item.tittel, (item.tekst, *_attached(item)), months if len(months) < 4 else ())


def _mal(plan: Plan, tekst: dict[str, Any], item: Mal) -> Felt:
    fields = (
        text
        for one in item.felter
        for text in (f"{one.navn}.", one.hjelp, one.hvorfor, ", ".join((*one.ruter, *one.kolonner)))
    )
    return Felt(item.tittel, (item.ingress, *fields, *_attached(item)))


def _okt(plan: Plan, tekst: dict[str, Any], item: Okt) -> Felt:
    length = f"{tekst['okt']['minutter'].format(item.minutter)}."
    return Felt(
        item.tittel,
        (length, item.mal, item.til_lederen, item.forarbeid),
        (plan.tema(item.tema).tittel,),
    )


def _serie(plan: Plan, tekst: dict[str, Any], item: Serie) -> Felt:
    return Felt(item.tittel, (item.ingress,))


def _semester(plan: Plan, tekst: dict[str, Any], item: Semester) -> Felt:
    return Felt(
        tekst["lop"]["semester"].format(item.nummer, item.tittel),
        (*item.vekt, item.pu_okter),
    )


def _motepunkt(plan: Plan, tekst: dict[str, Any], item: Motepunkt) -> Felt:
    return Felt(item.tittel, (item.tekst, item.hvor_ofte, item.hvem))


def _aktor(plan: Plan, tekst: dict[str, Any], item: Aktor) -> Felt:
    return Felt(item.tittel, item.oppgaver)


def _rolle(plan: Plan, tekst: dict[str, Any], item: Rolle) -> Felt | None:
    # What names a role is found by itself; the role is an entry where its page says what it does.
    has_section = bool(item.oppgaver) or has_work(plan, item)
    return Felt(item.overskrift, item.oppgaver, (item.tittel,)) if has_section else None


def _trapp(plan: Plan, tekst: dict[str, Any], item: Trapp) -> Felt:
    steps = (
        text for one in item.steg for text in (f"{one.nar}.", *one.gjor, one.frist, *_attached(one))
    )
    return Felt(item.tittel, (item.ingress, item.utloser, *steps), item.sokeord)


def _kontaktpunkt(plan: Plan, tekst: dict[str, Any], item: Kontaktpunkt) -> Felt | None:
    if not (item.telefon or item.epost or item.adresse or item.sted):
        return None  # an empty line to write on is no answer
    return Felt(item.tittel, (item.gjelder, item.telefon, item.epost, item.sted))


def _tiltak(plan: Plan, tekst: dict[str, Any], item: Tiltak) -> Felt:
    levels = tuple(tekst["tiltak"]["niva"][one] for one in item.niva)
    who = (one.tittel for one in plan.roller(item.hvem))
    return Felt(item.tittel, (item.tekst, item.mal, item.frist, *who, *_attached(item)), levels)


def _program(plan: Plan, tekst: dict[str, Any], item: Program) -> Felt:
    return Felt(item.tittel, (item.tekst, *item.rutiner, *_attached(item)))


def _indikator(plan: Plan, tekst: dict[str, Any], item: Indikator) -> Felt:
    return Felt(item.tittel, (item.males_med, item.mal, item.nar, item.tekst))


def _sjekkliste(plan: Plan, tekst: dict[str, Any], item: Sjekkliste) -> Felt:
    return Felt(item.tittel, (item.ingress, *item.punkter))


def _manedstema(plan: Plan, tekst: dict[str, Any], item: Manedstema) -> Felt:
    month = tekst["ar"]["maneder"][item.maned - 1]
    return Felt(tekst["ar"]["manedstema"].format(month, item.tittel), (item.tekst,))


KINDS: dict[type[Punkt], Kind] = {
    Tema: Kind("tema", "tema/{tema}.html", _tema),
    Par: Kind("par", IN_THEME, _par),
    Virkning: Kind("virkning", "virkninger.html#{adresse}", _virkning),
    Eksempel: Kind("eksempel", IN_THEME, _eksempel),
    Refleksjonsoppgave: Kind("refleksjonsoppgave", IN_THEME, _refleksjonsoppgave),
    Treningsforslag: Kind("treningsforslag", IN_THEME, _treningsforslag),
    Kilde: Kind("kilde", "kilder.html#{id}", _kilde),
    Paragraf: Kind("paragraf", "lovverk.html#{id}", _paragraf),
    Begrep: Kind("begrep", "begreper.html#{id}", _begrep),
    Situasjon: Kind("situasjon", "situasjon/{id}.html", _situasjon),
    Plikt: Kind("plikt", "handlingsplikten.html#{id}", _plikt),
    Inngrep: Kind("inngrep", "fysiske-inngrep.html#{id}", _inngrep),
    Trapp: Kind("trapp", "trapper.html#{id}", _trapp),
    Trappesteg: Kind("trapp", "trapper.html#{eier}.{id}", None),
    Rolle: Kind("rolle", "roller.html#{id}", _rolle),
    Kontaktpunkt: Kind("kontakt", "telefonliste.html#{id}", _kontaktpunkt),
    Tiltak: Kind("tiltak", "tiltak.html#{id}", _tiltak),
    Program: Kind("program", "tiltak.html#program-{id}", _program),
    Indikator: Kind("indikator", "tiltak.html#indikator-{id}", _indikator),
    Hendelse: Kind("hendelse", "arshjul.html#{id}", _hendelse),
    Manedstema: Kind("hendelse", "arshjul.html#manedstema-{id}", _manedstema),
    Mal: Kind("mal", "maler.html#{id}", _mal),
    Sjekkliste: Kind("sjekkliste", "maler.html#sjekkliste-{id}", _sjekkliste),
    Okt: Kind("okt", "okter.html#{id}", _okt),
    Serie: Kind("okt", "okter.html#{id}", _serie),
    Semester: Kind("lop", "utviklingslop.html#{id}", _semester),
    Motepunkt: Kind("lop", "utviklingslop.html#{id}", _motepunkt),
    Aktor: Kind("lop", "utviklingslop.html#{id}", _aktor),
}

WEIGHTS = {
    "tema": 1.3,
    "situasjon": 1.25,
    "plikt": 1.3,
    "trapp": 1.05,
    "kontakt": 0.95,
    "rolle": 0.8,
    "tiltak": 0.95,
    "program": 1.0,
    "indikator": 0.7,
    "sjekkliste": 0.9,
    "melding": 0.95,
    "paragraf": 0.8,
    "begrep": 1.0,
    "side": 0.95,
    "par": 1.05,
    "refleksjonsoppgave": 0.9,
    "treningsforslag": 0.9,
    "eksempel": 0.8,
    "virkning": 0.85,
    "okt": 0.7,
    "mal": 0.9,
    "hendelse": 0.85,
    "lop": 0.7,
    "inngrep": 0.95,
    "kilde": 0.5,
    "elev": 1.5,
    "forelder": 1.5,
}
"""How much a hit is worth by what it is: what a reader in a hurry needs first, comes first."""

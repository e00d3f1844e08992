"""What a municipality or a school does: measures at three levels, and the programmes it uses."""

from typing import Annotated, Literal

from pydantic import Field

from kvalitetsplan.plan.model.addresses import Adresse
from kvalitetsplan.plan.model.base import Linje, Onsket, Punkt, Slug, Tekst, begun
from kvalitetsplan.plan.model.forms import ATTACHMENTS, STAGES, Vedlegg
from kvalitetsplan.plan.model.pointers import (
    Kilder,
    ParAdresser,
    Peker,
    Roller,
    Sjekklister,
    Skjema,
    Temaer,
)
from kvalitetsplan.plan.model.stages import Trinn
from kvalitetsplan.plan.model.year import Tidfestet

Niva = Literal["individ", "gruppe", "skole"]
"""Whom a measure is aimed at: one pupil, a group or class, all of the school."""


class Tiltak(Tidfestet):
    """Something that is done, for whom, and what is to come of it."""

    tekst: Tekst = Field(description="Det som gjøres.")
    tittel: Linje = Field(
        default_factory=begun("tekst"), description="Kort tittel. Uten: begynnelsen av teksten."
    )
    mal: Tekst | None = Field(None, description="Det elevene skal kunne, oppleve eller merke.")
    niva: tuple[Niva, ...] = Field(
        (), description="Hvem det retter seg mot: individ, gruppe eller skole."
    )
    trinn: tuple[Trinn, ...] = Field((), description=STAGES)
    hvem: Roller = Field((), description="Id-er fra lista «roller»: hvem som gjør det.")
    frist: Linje | None = Field(None, description="Hvor fort, eller hvor ofte.")
    temaer: Temaer = Field((), description="Id-er til temaene tiltaket hører til.")
    praksis: ParAdresser = Field((), description="Par det bygger på, som tema/id.")
    skjema: Skjema = Field(None, description="Malen som brukes, fra lista «maler».")
    sjekklister: Sjekklister = Field((), description="Id-er fra lista «sjekklister».")
    vedlegg: tuple[Vedlegg, ...] = Field((), description=ATTACHMENTS)


class Program(Punkt):
    """A programme that the schools use, and what in the plan it touches."""

    tittel: Linje = Field(description="Navnet på programmet.")
    tekst: Annotated[Tekst | None, Onsket()] = Field(
        None, description="Hva det er, og hvordan dere bruker det."
    )
    rutiner: tuple[Tekst, ...] = Field((), description="Det dere gjør fast, ett punkt om gangen.")
    hvem: Roller = Field((), description="Id-er fra lista «roller»: hvem som har ansvar for det.")
    trinn: tuple[Trinn, ...] = Field((), description=STAGES)
    temaer: Temaer = Field((), description="Id-er til temaene det hører til.")
    praksis: ParAdresser = Field((), description="Par det styrker, som tema/id.")
    tiltak: Annotated[tuple[Slug, ...], Peker(("Tiltak",), "tiltak/")] = Field(
        (), description="Id-er fra lista «tiltak»: det som er en del av programmet."
    )
    trapper: Annotated[tuple[Slug, ...], Peker(("Trapp",), "trapper/")] = Field(
        (), description="Id-er fra lista «trapper»: trappene det bruker."
    )
    adresse: Adresse | None = Field(None, description="Nettsiden til programmet.")
    kilder: Kilder = Field((), description="Nøkler fra kilder.yaml.")
    vedlegg: tuple[Vedlegg, ...] = Field((), description=ATTACHMENTS)


class Indikator(Punkt):
    """What one looks at to see whether it becomes better: a figure or a sign, and what one aims
    for.
    """

    tittel: Linje = Field(
        description="Det dere ser på, som «Elever som sier de har noen å være med»."
    )
    males_med: Annotated[Linje | None, Onsket()] = Field(
        None, description="Hvor tallet eller svaret kommer fra, som «Elevundersøkelsen»."
    )
    mal: Linje | None = Field(None, description="Det dere sikter mot, som «minst 95 prosent».")
    nar: Linje | None = Field(None, description="Når dere ser på det, og hvor ofte.")
    hvem: Roller = Field((), description="Id-er fra lista «roller»: hvem som ser på det sammen.")
    tekst: Tekst | None = Field(None, description="Hva dere gjør med det dere ser.")
    trinn: tuple[Trinn, ...] = Field((), description=STAGES)
    temaer: Temaer = Field((), description="Id-er til temaene den hører til.")

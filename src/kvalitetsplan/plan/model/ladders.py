"""Ladders: what sets off what, step by step."""

from typing import Annotated

from pydantic import Field

from kvalitetsplan.plan.model.base import Linje, Onsket, Punkt, Tekst
from kvalitetsplan.plan.model.forms import ATTACHMENTS, STAGES, Vedlegg
from kvalitetsplan.plan.model.pointers import (
    Paragrafer,
    Plikter,
    Roller,
    Sjekklister,
    Skjema,
    Temaer,
)
from kvalitetsplan.plan.model.stages import Trinn


class Trappesteg(Punkt):
    """One step: when it is taken, what is done, by whom, how soon, with which form."""

    nar: Tekst = Field(
        description="Det som utløser steget, som «Tre dager borte på en måned» eller "
        "«Tiltakene virker ikke»."
    )
    gjor: tuple[Tekst, ...] = Field(
        min_length=1, description="Det som gjøres, ett punkt om gangen."
    )
    hvem: Annotated[Roller, Onsket()] = Field(
        (), description="Id-er fra lista «roller»: hvem som gjør det."
    )
    frist: Linje | None = Field(None, description="Hvor fort, som «innen en uke».")
    skjema: Skjema = Field(None, description="Malen som brukes, fra lista «maler».")
    sjekklister: Sjekklister = Field((), description="Id-er fra lista «sjekklister».")
    lov: Paragrafer = Field((), description="Id-er fra lovverk.yaml, bare der loven krever det.")
    vedlegg: tuple[Vedlegg, ...] = Field((), description=ATTACHMENTS)


class Trapp(Punkt):
    """A way through something that grows: steps, each set off by what happens."""

    tittel: Linje = Field(description="Hva trappa gjelder, som «Fravær».")
    ingress: Annotated[Tekst | None, Onsket()] = Field(None, description="Hva trappa er til.")
    utloser: Annotated[Tekst | None, Onsket()] = Field(
        None, description="Det som gjør at noen går inn i trappa."
    )
    steg: tuple[Trappesteg, ...] = Field(
        min_length=1, description="Stegene, det første nederst i trappa og først i lista."
    )
    trinn: tuple[Trinn, ...] = Field((), description=STAGES)
    temaer: Temaer = Field((), description="Id-er til temaene den hører til.")
    plikt: Plikter = Field((), description="Pliktene som kan gjelde.")
    lov: Paragrafer = Field((), description="Id-er fra lovverk.yaml: det trappa bygger på.")
    sokeord: tuple[Linje, ...] = Field((), description="Ord folk ville søkt etter.")

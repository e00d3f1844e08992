"""Whom to call and turn to: the telephone list."""

from typing import Annotated

from pydantic import Field

from kvalitetsplan.plan.model.addresses import Adresse, Epost
from kvalitetsplan.plan.model.base import Linje, Onsket, Punkt
from kvalitetsplan.plan.model.forms import STAGES
from kvalitetsplan.plan.model.stages import Trinn


class Kontaktpunkt(Punkt):
    """Someone one turns to, and for what. A role, not a person, lasts longer."""

    tittel: Linje = Field(
        description="Hvem det er, som «Mobbeombudet» eller «Klassekontakten på 4. trinn»."
    )
    gjelder: Annotated[Linje | None, Onsket()] = Field(
        None, description="Hva man ringer om, som «Skade og sykdom»."
    )
    telefon: Linje | None = Field(
        None, description="Telefonnummeret. Uten: en tom linje å skrive på."
    )
    epost: Epost | None = Field(None, description="E-postadressen.")
    adresse: Adresse | None = Field(None, description="Nettsiden.")
    sted: Linje | None = Field(None, description="Hvor man går, som «Rådhuset, 2. etasje».")
    trinn: tuple[Trinn, ...] = Field((), description=STAGES)

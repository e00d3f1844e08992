"""«Hva gjør jeg når …»."""

from typing import Annotated, Literal

from pydantic import Field

from kvalitetsplan.plan.model.base import Linje, Onsket, Punkt, Tekst
from kvalitetsplan.plan.model.pointers import Oppgaver, ParAdresser, Paragrafer, Plikter

Situasjonsgruppe = Literal[
    "fare", "krenkelser", "vanskelig", "timen", "ute", "borte", "hjem", "voksne", "skolen", "andre"
]


class Situasjon(Punkt):
    """An everyday situation and the way on from it."""

    tittel: Linje = Field(description="Fortsetter «Hva gjør jeg når …».")
    gruppe: Situasjonsgruppe = Field("andre", description="Hva den handler om. Ordner lista.")
    na: tuple[Tekst, ...] = Field(min_length=1, description="Gjør nå.")
    ring: tuple[Tekst, ...] = Field((), description="Hvem du ringer eller går til.")
    ikke: tuple[Tekst, ...] = Field((), description="Hva du lar være.")
    uka: Annotated[tuple[Tekst, ...], Onsket()] = Field((), description="Gjør denne uka.")
    plikt: Plikter = Field((), description="Pliktene som kan gjelde.")
    om_plikten: Tekst | None = Field(None, description="Når plikten gjelder, i én setning.")
    lov: Paragrafer = Field((), description="Id-er fra lovverk.yaml: det teksten bygger på.")
    praksis: Annotated[ParAdresser, Onsket()] = Field(
        (), description="Par som hjelper, som tema/id."
    )
    oppgaver: Annotated[Oppgaver, Onsket()] = Field(
        (), description="Refleksjonsoppgaver og treningsforslag, som tema/id."
    )
    sokeord: tuple[Linje, ...] = Field((), description="Ord folk ville søkt etter.")

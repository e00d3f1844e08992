"""«Hva gjør jeg når …»."""

from pydantic import Field

from kvalitetsplan.plan.model.base import Linje, Oppgaver, ParAdresser, Plikter, Punkt, Tekst


class Situasjon(Punkt):
    """An everyday situation and the way on from it."""

    tittel: Linje = Field(description="Fortsetter «Hva gjør jeg når …».")
    na: tuple[Tekst, ...] = Field(min_length=1, description="Gjør nå.")
    uka: tuple[Tekst, ...] = Field(min_length=1, description="Gjør denne uka.")
    plikt: Plikter = Field((), description="Pliktene som kan gjelde.")
    om_plikten: Tekst | None = Field(None, description="Når plikten gjelder, i én setning.")
    praksis: ParAdresser = Field(min_length=1, description="Par som hjelper, som tema/id.")
    oppgaver: Oppgaver = Field(
        min_length=1, description="Refleksjonsoppgaver og treningsforslag, som tema/id."
    )
    sokeord: tuple[Linje, ...] = Field((), description="Ord en lærer ville søkt etter.")

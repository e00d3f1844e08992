"""Sessions for staff time."""

from typing import Annotated, Literal

from pydantic import Field

from kvalitetsplan.plan.model.base import Form, Lengde, Linje, Minutter, Punkt, Slug, Tekst
from kvalitetsplan.plan.model.pointers import Ovelser, ParAdresser, Peker, Refleksjonsoppgaver


class Oktfase(Punkt):
    """A phase of a session, with its minutes by the session's length."""

    tittel: Linje = Field(description="Navnet på fasen.")
    form: Form = Field(description="Arbeidsform.")
    viser: Literal["sist", "par", "oppgave", "oppgaver", "titler", "øvelser", "avtale"] = Field(
        description="Det som står på storskjermen: avtalen fra sist, parene, den første oppgaven, alle oppgavene, "
        "bare titlene deres, øvelsene, eller skjemaet for avtalen."
    )
    instruks: Tekst = Field(description="Det lederen sier.")
    til_lederen: Tekst = Field(description="Det lederen passer på. Vises aldri på storskjermen.")
    minutter: dict[Lengde, Minutter] = Field(
        description="Minutter for økter på 10, 45, 60 og 90. 0: når lederen velger den."
    )
    minst: Minutter = Field(
        description="Færre minutter enn dette er for lite. I gruppa gjelder det hver oppgave."
    )


class Grupperolle(Punkt):
    """What one member of a group takes care of."""

    tittel: Linje = Field(description="Navnet på rollen.")
    tekst: Linje = Field(
        description="Det den som har rollen, gjør. Fortsetter setningen etter navnet."
    )


class Okt(Punkt):
    """A ready session for a staff."""

    tittel: Linje = Field(description="Navnet på økta.")
    tema: Annotated[Slug, Peker(("Tema",))] = Field(description="Temaet.")
    minutter: Lengde = Field(description="Hvor lenge.")
    mal: Tekst = Field(description="Hva gruppa skal sitte igjen med.")
    forarbeid: Tekst = Field(description="Hva deltakerne gjør før.")
    les: ParAdresser = Field(min_length=1, description="Parene man leser sammen, som tema/id.")
    oppgaver: Refleksjonsoppgaver = Field(
        min_length=1, description="Refleksjonsoppgavene, som tema/id."
    )
    trening: Ovelser = Field(
        min_length=1, description="Treningsforslag å velge mellom, som tema/id."
    )
    til_lederen: Tekst = Field(description="Hva lederen passer på.")


class Serie(Punkt):
    """Sessions that build on one another."""

    tittel: Linje = Field(description="Navnet på serien.")
    ingress: Tekst = Field(description="Hvordan øktene bygger på hverandre.")
    okter: Annotated[tuple[Slug, ...], Peker(("Okt",), "økter/")] = Field(
        min_length=1, description="Id-er til økter, i rekkefølge."
    )

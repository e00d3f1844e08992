"""The school year, and a course of development through two of them."""

from typing import Annotated, Literal

from pydantic import Field

from kvalitetsplan.plan.model.base import Linje, Paragrafer, Punkt, Tekst, Temaer
from kvalitetsplan.plan.words import MONTHS
from kvalitetsplan.reading.values import Says, digits


def _month(word: str) -> str:
    found = [name for name in MONTHS if word.strip(" .").lower() in (name, name[:3])]
    return str(MONTHS.index(found[0]) + 1) if found else digits(word)


Maned = Annotated[int, Field(ge=1, le=12), Says("må være et tall fra 1 til 12", _month)]


class Hendelse(Punkt):
    """Something that happens in the school year."""

    maneder: tuple[Maned, ...] = Field(min_length=1, description="Måneder, 1–12.")
    tittel: Linje = Field(description="Hva som skjer.")
    tekst: Tekst = Field(description="Hva som gjøres, og hva planen trenger.")
    hvem: tuple[Literal["ansatte", "ledelse", "skoleeier", "elever", "foreldre"], ...] = Field(
        description="Hvem det gjelder."
    )
    lov: Paragrafer = Field((), description="Id-er fra lovverk.yaml, bare der loven krever det.")
    lokalt: Literal["ja", "nei"] = Field(description="ja når kommunen bestemmer datoen.")


class Semester(Punkt):
    """One of the four semesters of a development course."""

    nummer: Linje = Field(description="1–4.")
    tittel: Linje = Field(description="Temaet for semesteret.")
    vekt: tuple[Tekst, ...] = Field(min_length=1, description="Det vi legger vekt på.")
    temaer: Temaer = Field((), description="Temaene i planen som hører til.")
    lov: Paragrafer = Field((), description="Id-er fra lovverk.yaml.")
    pu_okter: Tekst = Field(description="Hva som tas i PU-tid.")


class Motepunkt(Punkt):
    """A recurring meeting in a development course."""

    tittel: Linje = Field(description="Navnet på møtet.")
    hvor_ofte: Linje = Field(description="Hvor ofte.")
    hvem: Linje = Field(description="Hvem som er med.")
    tekst: Tekst = Field(description="Hva det er til.")


class Aktor(Punkt):
    """Somebody who takes part in a development course."""

    tittel: Linje = Field(description="Rollen.")
    oppgaver: tuple[Tekst, ...] = Field(min_length=1, description="Det rollen gjør.")

"""What a newer plan below asks about a layer: questions, and the ways to answer each."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from kvalitetsplan.editing.edits import Edit
from kvalitetsplan.editions.following import Loc
from kvalitetsplan.plan.addresses import address_in
from kvalitetsplan.plan.model import (
    Erstatt,
    Fjern,
    Grunnplan,
    Lag,
    LeggTil,
    Rekkefolge,
    Verdi,
)
from kvalitetsplan.reading.problems import Mark
from kvalitetsplan.reading.tree import Map, Seq
from kvalitetsplan.reading.values import Modell

BEHOLD, TA_NY, SKRIV, FOLG, SLETT = "behold vår", "ta den nye", "skriv ny", "følg etter", "slett"
EGET, BEGGE, PEK = "behold som eget", "behold begge", "pek på"
ASIDE = "legg til side"
KEEPS, LETS_GO = (EGET, FOLG, BEHOLD, BEGGE, ASIDE), (SLETT, TA_NY)
"""The choices by which the words of a change stay, and those by which they go."""

Entry = dict[str, Any]


@dataclass(frozen=True)
class Valg:
    """One way to answer a question."""

    navn: str
    forklaring: str
    edits: tuple[Edit, ...] = ()
    legg_til: tuple[Entry, ...] = ()
    """New items, written last."""
    skrives: Loc | None = None
    """Where a text goes that whoever answers must write."""
    er_liste: bool = False
    """What must be written is a list of texts."""

    def with_text(self, text: Verdi) -> "Valg":
        """Return the choice with its text written."""
        value = (text,) if self.er_liste and isinstance(text, str) else text
        return replace(self, edits=(*self.edits, Edit(self.skrives or (), value)), skrives=None)


def set_aside(
    loc: Loc,
    what: str = "endringen blir en kommentar nederst i fila",
    also: tuple[Edit, ...] = (),
) -> Valg:
    """Return the choice to keep the words at `loc` where the plan has no place for them."""
    return Valg(ASIDE, what, (Edit(loc, None, aside=True), *also))


@dataclass(frozen=True)
class Sporsmal:
    """One thing in a layer that somebody must decide, or may tidy."""

    navn: str
    """What it is called in a file of answers, such as `erstatt relasjon/hilser-ved-
    navn.kjennetegn`.
    """
    mark: Mark | str
    """Where what it concerns stands: in a file of ours, or in a document, for people."""
    hva: str
    tekster: tuple[tuple[str, Any], ...]
    """Texts to see side by side, each with its heading."""
    valg: tuple[Valg, ...]
    venter: bool = True
    """The plan cannot be built before it is decided. False: it is an offer."""


def may_be_own(questions: Iterable[Sporsmal]) -> frozenset[str]:
    """Return the themes that the layer has if some questions are answered with what is kept."""
    added = (one for asked in questions for valg in asked.valg for one in valg.legg_til)
    return frozenset(str(one["nytt"]["id"]) for one in added if one["liste"] == "temaer")


@dataclass(frozen=True)
class Ground:
    """What a layer is to lie over, and whose it is."""

    plan: Grunnplan
    lag: Lag
    eier: str
    """The folder of the municipality or the school: what it adds has an id that begins so."""
    old: Grunnplan
    """Where to take the rest of an item from, if the layer has changed one that is gone."""
    kommune: str = ""
    """The municipality over a school: what is gone may live on as its own."""


def added(change: LeggTil) -> list[str]:
    """Return the addresses a new item brings: its own, and those of what stands in it."""
    if not isinstance(change.nytt, Map) or not isinstance(change.nytt.get("id"), str):
        return []
    address = address_in(change.liste, str(change.nytt["id"]))
    inner = (one for value in change.nytt.values() if isinstance(value, Seq) for one in value)
    return [
        address,
        *(f"{address}/{one['id']}" for one in inner if isinstance(one, Map) and "id" in one),
    ]


def name_of(change: Modell) -> str:
    """Return what a change is called in a file of answers."""
    match change:
        case Erstatt():
            return f"erstatt {change.id}.{change.felt}"
        case Fjern():
            return f"fjern {change.id}"
        case Rekkefolge():
            return f"rekkefølge {change.liste}"
        case LeggTil():
            return f"legg_til {added(change)[0]}"
    raise TypeError(change)

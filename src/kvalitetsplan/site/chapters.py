"""The chapters of the whole plan in one piece: what is decided on, then what is attached to it.

The page, the PDF and the Word document all follow this list, so that they say the same in the same
order.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from kvalitetsplan.plan.model import Tema
from kvalitetsplan.plan.plan import Plan


class Kapittel(NamedTuple):
    """A chapter of the plan, or an appendix to it."""

    slag: str
    """What writes it: a template in `overrides/components/kapittel/`, and a method in Word."""
    tittel: str
    tema: Tema | None = None
    """The theme, where the chapter is one."""
    vedlegg: int = 0
    """Its number among the appendices; 0 in the plan itself."""

    @property
    def er_vedlegg(self) -> bool:
        """Whether it is attached to the plan, and no part of it."""
        return self.vedlegg > 0

    @property
    def anker(self) -> str:
        """Its address on the page."""
        return self.tema.id if self.tema else self.slag


def chapters(plan: Plan, tekst: dict[str, Any]) -> list[Kapittel]:
    """Return the chapters of a plan, those with nothing in them left out.

    `tekst` holds the interface's own words.
    """
    appendices = enumerate(_appendices(plan, tekst), start=1)
    return [
        *_plan_itself(plan, tekst),
        *(Kapittel(slag, tittel, vedlegg=number) for number, (slag, tittel) in appendices),
    ]


def _plan_itself(plan: Plan, tekst: dict[str, Any]) -> Iterator[Kapittel]:
    shared = plan.grunnplan
    if plan.forord:
        yield Kapittel("forord", tekst["forside"]["forord"][plan.forord[0]])
    yield Kapittel("plikten", tekst["meny"]["plikten"])
    yield from (Kapittel("tema", tema.tittel, tema) for tema in plan.temaer)
    if shared.trapper:
        yield Kapittel("trapper", tekst["trapp"]["trapper"])
    if shared.tiltak or shared.programmer or shared.indikatorer:
        yield Kapittel("tiltak", tekst["tiltak"]["tiltak"])
    yield Kapittel("aret", tekst["meny"]["aret"])


def _appendices(plan: Plan, tekst: dict[str, Any]) -> Iterator[tuple[str, str]]:
    words, shared = tekst["filer"], plan.grunnplan
    yield "vart-eget", words["endringer"]
    yield "oppgaver", words["oppgaver"]
    if shared.situasjoner:
        yield "situasjoner", words["situasjoner"]
    if shared.sjekklister:
        yield "sjekklister", tekst["sjekkliste"]["sjekklister"]
    yield "telefonliste", tekst["kontakt"]["telefonliste"]
    yield "lovverket", words["lovverk"]
    yield "kildene", words["kilder"]

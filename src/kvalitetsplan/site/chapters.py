"""The chapters of the whole plan in one piece: what is decided on, then what is attached to it.

The page, the PDF and the Word document all follow this list, so that they say the same in the same
order.
"""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from kvalitetsplan.plan.model import Del, Tema
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.site import pages


class Kapittel(NamedTuple):
    """A chapter of the plan, or an appendix to it."""

    slag: str
    """What writes it: a template in `overrides/components/kapittel/`, and a method in Word."""
    tittel: str
    tema: Tema | None = None
    """The theme, where the chapter is one."""
    vedlegg: int = 0
    """Its number among the appendices; 0 in the plan itself."""
    side: str = ""
    """The page, such as `sider/om-oss.md`, where the chapter is one."""
    delen: Del | None = None
    """The part of the municipality's own that begins here."""
    nummer: int = 0
    """The number of that part."""

    @property
    def er_vedlegg(self) -> bool:
        """Whether it is attached to the plan, and no part of it."""
        return self.vedlegg > 0

    @property
    def anker(self) -> str:
        """Its address on the page."""
        if self.tema:
            return self.tema.id
        page = self.side.removesuffix(".md").replace("/", "-")
        return "-".join(filter(None, (self.slag, page, str(self.nummer or ""))))


Title = Callable[[str], str]
"""Gives the title of a page with a file of its own, such as `grunnlag/ledelse.md`."""

_WRITTEN = {
    *(page for key in ("hjemmet", "grunnlaget") for page in pages.MENU[key]),
    "for-skoleeier.md",
    "samtaler.md",
    "fysiske-inngrep.md",
}
"""The shared pages that are text to read. The others are tools, or lists of what stands in the plan
or its appendices anyway.
"""
_FIRST = ("forord", "plikten")
"""What stands before all else, unless it is placed."""
_PLACED = {
    "handlingsplikten.md": "plikten",
    "roller.md": "roller",
    "trapper.md": "trapper",
    "tiltak.md": "tiltak",
    "arshjul.md": "aret",
}
"""The shared pages that have a chapter, which follows them to where a municipality has placed
them.
"""


def chapters(plan: Plan, tekst: dict[str, Any], title: Title) -> list[Kapittel]:
    """Return the chapters of a plan, those with nothing in them left out.

    `tekst` holds the interface's own words.
    """
    appendices = enumerate(_appendices(plan, tekst), start=1)
    return [
        *_plan_itself(plan, tekst, title),
        *(Kapittel(slag, tittel, vedlegg=number) for number, (slag, tittel) in appendices),
    ]


def _plan_itself(plan: Plan, tekst: dict[str, Any], title: Title) -> Iterator[Kapittel]:
    """Yield what is decided on: what the municipality has placed in parts of its own stands there,
    in its order; the rest around them.
    """
    always = {one.slag: one for one in _always(plan, tekst)}
    parts = enumerate(plan.kommune.deler, start=1)
    placed = [one for numbered in parts for one in _part(plan, title, always, *numbered)]
    first = [always[slag] for slag in _FIRST if slag in always and always[slag] not in placed]
    rest = [
        *map(_theme, plan.temaer),
        *(one for slag, one in always.items() if slag not in _FIRST),
        *_own(plan, tekst, title),
    ]
    yield from {one.anker: one for one in (*first, *placed, *rest)}.values()


def _always(plan: Plan, tekst: dict[str, Any]) -> Iterator[Kapittel]:
    """Yield the chapters that every plan has, if there is something in them."""
    shared = plan.grunnplan
    if plan.forord:
        yield Kapittel("forord", tekst["forside"]["forord"][plan.forord[0]])
    yield Kapittel("plikten", tekst["meny"]["plikten"])
    if any(rolle.oppgaver for rolle in shared.roller):
        yield Kapittel("roller", tekst["filer"]["roller"])
    if shared.trapper:
        yield Kapittel("trapper", tekst["trapp"]["trapper"])
    if shared.tiltak or shared.programmer or shared.indikatorer:
        yield Kapittel("tiltak", tekst["tiltak"]["tiltak"])
    yield Kapittel("aret", tekst["meny"]["aret"])


def _part(
    plan: Plan, title: Title, always: dict[str, Kapittel], number: int, part: Del
) -> Iterator[Kapittel]:
    """Yield a part of the municipality's own: its heading, and what it has placed there."""
    yield Kapittel("del", part.tittel, delen=part, nummer=number)
    for name in part.innhold:
        if plan.has(name):
            yield _theme(plan.tema(name))
        elif name in plan.egne_sider or name in _WRITTEN:
            yield Kapittel("side", title(name), side=name)
        elif chapter := always.get(_PLACED.get(name, "")):
            yield chapter


def _own(plan: Plan, tekst: dict[str, Any], title: Title) -> Iterator[Kapittel]:
    """Yield the own pages that stand in no part, below a heading of their own."""
    named = {name for part in plan.kommune.deler for name in part.innhold}
    if own := [name for name in plan.sider if name not in named]:
        yield Kapittel("del", tekst["meny"]["hos_oss"])
        yield from (Kapittel("side", title(name), side=name) for name in own)


def _theme(tema: Tema) -> Kapittel:
    return Kapittel("tema", tema.tittel, tema)


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

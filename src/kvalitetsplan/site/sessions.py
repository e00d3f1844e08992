"""Sessions for staff time: their pages and their addresses.

A session that someone has put together lives in its address alone. `assets/js/okt/adresse.js`
reads and writes the same form:

    okt.html?okt=relasjon-60&tid=60&oppgaver=relasjon/uten-oss&faser=individuelt:5,gruppe:15
"""

from collections.abc import Iterator
from urllib.parse import urlencode

from kvalitetsplan.plan.model import Okt, Refleksjonsoppgave, Tema
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.site import pages
from kvalitetsplan.site.text import plain

SESSION = "okt.html"
"""The page that puts a session together from its address."""
PAGE = "okt/{id}.html"
"""The page of a ready session."""
PLANNER = "planlegg.html"


def ready(plan: Plan) -> Iterator[Okt]:
    """Yield the ready sessions of the chosen themes, theme by theme."""
    for tema in plan.temaer:
        yield from plan.okter(tema)


def page(okt: Okt) -> str:
    """Return the address of a ready session's own page, from the top of the site."""
    return PAGE.format(id=okt.id)


def session_of(plan: Plan, tema: Tema, oppgave: Refleksjonsoppgave) -> str:
    """Return the address of a session with this one task in it, which ends by choosing something to
    try.
    """
    phases = [f"{fase.form}:{fase.minutter}" for fase in plan.faser(oppgave)]
    return _address(
        SESSION,
        oppgaver=[f"{tema.id}/{oppgave.id}"],
        trening=[f"{tema.id}/{forslag.id}" for forslag in plan.ovelser_til(tema, oppgave)],
        faser=[*phases, "avtale:0"],
    )


def planner_for(okt: Okt) -> str:
    """Return the address of the planner with a ready session in it, to be changed."""
    return _address(
        PLANNER,
        okt=[okt.id],
        tid=[okt.minutter],
        les=okt.les,
        oppgaver=okt.oppgaver,
        trening=okt.trening,
    )


def planner_with(plan: Plan, addresses: tuple[str, ...]) -> str:
    """Return the address of the planner with these tasks and training suggestions in it; those not
    shown are left out.
    """
    found = shown(plan, addresses)
    tasks = [
        address for address in found if isinstance(plan.by_address[address], Refleksjonsoppgave)
    ]
    return _address(
        PLANNER, oppgaver=tasks, trening=[address for address in found if address not in tasks]
    )


def planner_data(plan: Plan) -> dict[str, object]:
    """Return what the planner's script needs of the ready sessions and the series, as JSON can say
    it.
    """
    sessions = {
        okt.id: {
            "tittel": plain(plan.fill(okt.tittel)),
            "side": page(okt),
            "tid": int(okt.minutter),
            "forarbeid": plain(plan.fill(okt.forarbeid)),
            "les": shown(plan, okt.les),
            "oppgaver": shown(plan, okt.oppgaver),
            "trening": shown(plan, okt.trening),
        }
        for okt in ready(plan)
    }
    series = {
        serie.id: [id for id in serie.okter if id in sessions] for serie in plan.grunnplan.serier
    }
    return {
        "okter": sessions,
        "serier": series,
        "forslag": _suggestions(plan),
        "arvinger": plan.arvinger,
    }


def planner_texts(plan: Plan) -> dict[str, str]:
    """Return all that is written in each task and training suggestion beside its title, by its
    address.
    """
    tasks = {
        f"{tema.id}/{one.id}": (one.tekst, *one.sporsmal, one.mal)
        for tema in plan.temaer
        for one in tema.refleksjonsoppgaver
    }
    training = {
        f"{tema.id}/{one.id}": (one.tekst, one.tegn)
        for tema in plan.temaer
        for one in tema.treningsforslag
    }
    return {
        address: plain(plan.fill(" ".join(filter(None, texts))))
        for address, texts in (tasks | training).items()
    }


def _suggestions(plan: Plan) -> dict[str, dict[str, list[str]]]:
    """Return, by task, what goes with it: its pairs to read, and one thing to practise."""
    return {
        f"{tema.id}/{oppgave.id}": {
            "les": [f"{tema.id}/{par}" for par in oppgave.par[:2]],
            "trening": [f"{tema.id}/{one.id}" for one in plan.ovelser_til(tema, oppgave)[:1]],
        }
        for tema in plan.temaer
        for oppgave in tema.refleksjonsoppgaver
    }


def shown(plan: Plan, addresses: tuple[str, ...]) -> list[str]:
    """Return those of some addresses that a page of this plan shows."""
    return [address for address in addresses if pages.is_shown(plan, address)]


def _address(page: str, **lists: tuple[str, ...] | list[str]) -> str:
    return f"{page}?{urlencode({name: ','.join(values) for name, values in lists.items() if values}, safe='/,:')}"

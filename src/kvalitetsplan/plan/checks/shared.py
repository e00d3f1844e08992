"""What is demanded of the shared plan alone, and would be no fault in what others write
themselves.
"""

from collections.abc import Iterator

from kvalitetsplan.plan.addresses import addressed
from kvalitetsplan.plan.checks.pointing import used
from kvalitetsplan.plan.model import (
    TRINN,
    Grunnplan,
    Treningsforslag,
    wanted_fields,
)
from kvalitetsplan.reading.problems import Problem, nearest
from kvalitetsplan.reading.values import alias

MOST_TASKS = 2
"""A group of adults has time for no more tasks than this in one session, however long."""


def check_shared(plan: Grunnplan) -> Iterator[Problem]:
    """Yield what is wrong with the shared plan alone, and would be no fault under a layer that
    leaves something out.
    """
    yield from _moved(plan)
    yield from _wanted(plan)
    yield from _unlawful(plan)
    yield from _situations(plan)
    yield from _sessions(plan)
    count = used(plan)
    for kilde in plan.kilder:
        if not count[f"kilder/{kilde.id}"]:
            message = "ingen par eller temaer viser til kilden; bruk den, eller fjern den"
            yield Problem(kilde.mark("id"), f"kilder/{kilde.id}", message)


MOST_EFFECTS = 4
"""A pair that makes more than this likely, says nothing of any of it."""


def _wanted(plan: Grunnplan) -> Iterator[Problem]:
    """Yield the fields that the shared plan does not have, and that others may do without."""
    for address, item in addressed(plan).items():
        for name in wanted_fields(type(item)):
            key = alias(name)
            empty = name not in item.model_fields_set or getattr(item, name) in ((), None)
            if empty and key not in _ANSWERS:
                yield Problem(item.mark("id"), f"{address}.{key}", f"mangler «{key}»")
    for tema in plan.temaer:
        for par in tema.par:
            if len(par.sannsynliggjor) > MOST_EFFECTS:
                message = f"kan ha høyst {MOST_EFFECTS}; del paret i to, eller velg de viktigste"
                place = f"{tema.id}/{par.id}.sannsynliggjør"
                yield Problem(par.mark("sannsynliggjør"), place, message)


DUTY_BOUND = ("ansatte", "ledelse", "skoleeier")
"""The roles that the law demands something of under every duty."""


def _moved(plan: Grunnplan) -> Iterator[Problem]:
    known = addressed(plan)
    for old, new in plan.flyttet.items():
        if new not in known and new not in plan.flyttet:
            yield Problem(
                plan.mark("flyttet", old),
                f"flyttet.{old}",
                f"ukjent adresse «{new}»{nearest(new, known)}",
            )
    for key, addresses in (("flyttet", plan.flyttet), ("utgått", plan.utgatt)):
        for old in addresses:
            if old in known:
                message = f"«{old}» finnes fortsatt; fjern linja, eller gi punktet en ny id"
                yield Problem(plan.mark(key, old), f"{key}.{old}", message)


def _sessions(plan: Grunnplan) -> Iterator[Problem]:
    """Do the times hold: is there room for each exercise, and for each task?"""
    known = addressed(plan)
    for okt in plan.okter:
        place = f"økter/{okt.id}"
        time = sum(
            fase.minutter.get(okt.minutter, 0) for fase in plan.oktfaser if fase.viser == "øvelser"
        )
        if len(okt.oppgaver) > MOST_TASKS:
            message = f"{len(okt.oppgaver)} oppgaver er for mye; velg {MOST_TASKS}"
            yield Problem(okt.mark("oppgaver"), f"{place}.oppgaver", message)
        for index, address in enumerate(okt.trening):
            item = known.get(address)
            if isinstance(item, Treningsforslag) and item.ovetid > time:
                message = (
                    f"øvelsen «{address}» tar {item.ovetid} minutter, og økta har {time} til å øve; "
                    "velg en kortere øvelse, eller en lengre økt"
                )
                yield Problem(okt.mark("trening", index), f"{place}.trening", message)


def _unlawful(plan: Grunnplan) -> Iterator[Problem]:
    """Yield the duties that do not say what the law demands of every role, apart from what is
    local.
    """
    demanded = {(krav.plikt, krav.hvem) for krav in plan.krav}
    if not {plikt for plikt, _ in demanded} <= {plikt.id for plikt in plan.plikter}:
        return  # a misspelt duty is another rule's to say
    for plikt in plan.plikter:
        for hvem in DUTY_BOUND:
            if (plikt.id, hvem) not in demanded:
                message = f"mangler det loven krever av {hvem}; skriv minst ett punkt under «krav»"
                yield Problem(plikt.mark("id"), f"plikter/{plikt.id}", message)


_ANSWERS = {
    "gjelder": "si hva folk ellers kaller det, så den som leter, kjenner det igjen",
    "ring": "si hvem man ringer eller går til",
    "ikke": "si hva man lar være",
    "om_plikten": "si når plikten gjelder, eller hvorfor den ikke gjør det",
}
"""What everyone in a hurry asks for, and what to write where a situation does not answer."""


def _situations(plan: Grunnplan) -> Iterator[Problem]:
    for item in plan.situasjoner:
        for key, remedy in _ANSWERS.items():
            if not getattr(item, key):
                message = f"mangler «{key}»; {remedy}"
                yield Problem(item.mark("id"), f"situasjoner/{item.id}.{key}", message)
        if item.gruppe == "andre":
            message = "mangler «gruppe»; si hva situasjonen handler om"
            yield Problem(item.mark("id"), f"situasjoner/{item.id}.gruppe", message)


def check_stages(plan: Grunnplan) -> Iterator[Problem]:
    """Yield the themes where one of the stages has nothing made for it.

    `valider` asks this of the shared plan alone: a plan can be built without it.
    """
    for tema in plan.temaer:
        shown = set(tema.stages())
        for trinn in TRINN:
            if trinn not in shown:
                message = (
                    f"ingenting er laget for «{trinn}»; "
                    "skriv et eksempel, en oppgave eller en øvelse med det under «trinn»"
                )
                yield Problem(tema.mark("id"), tema.id, message)

"""What a layer has changed in a theme that nobody has chosen, so that no reader sees it."""

from collections.abc import Iterator
from dataclasses import replace

from kvalitetsplan.plan.addresses import find, tema_of
from kvalitetsplan.plan.model import Endring, Lag, Okt, Tema, Virkning
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.reading.problems import Alvor, Problem


def with_unseen(plan: Plan, lag: Lag) -> Plan:
    """Return a plan that warns of what the layer on top of it has changed to no avail."""
    return replace(plan, varsler=(*plan.varsler, *_unseen(plan, lag)))


def _unseen(plan: Plan, lag: Lag) -> Iterator[Problem]:
    for endring in plan.endringer if plan.utelatte else ():
        tema = _theme(plan, endring)
        if endring.lag == lag and tema and not plan.has(tema) and not _is_felt(plan, endring):
            remedy = (
                f"skriv «{tema}» der, eller slett endringen"
                if lag == Lag.KOMMUNEN
                else "slett endringen, eller be kommunen ta temaet med"
            )
            message = (
                f"temaet «{tema}» står ikke under «temaer:» i kommune.yaml, "
                f"så ingen lesere ser dette; {remedy}"
            )
            yield Problem(
                endring.mark, f"{endring.operasjon}.{endring.adresse}", message, Alvor.VARSEL
            )


def _theme(plan: Plan, endring: Endring) -> str:
    """Return the id of the theme that a change is seen with; "" if it is seen without any."""
    item = plan.by_address.get(endring.adresse)
    return item.tema if isinstance(item, Okt) else tema_of(endring.adresse)


def _is_felt(plan: Plan, endring: Endring) -> bool:
    """Tell whether a change in a theme that is not chosen is noticed all the same: it takes the
    theme away, or concerns an effect that a chosen theme leads to.
    """
    if endring.operasjon == "fjern":
        below = find(plan.lagene[-1], endring.adresse)
        return below is not None and isinstance(below[1], Tema | Virkning)
    item = plan.by_address.get(endring.adresse)
    return any(resultat.virkning is item for resultat in plan.resultater)

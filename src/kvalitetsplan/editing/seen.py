"""What somebody saw when they began, held against what stands now: nobody's words are lost because
two wrote at once.
"""

from collections.abc import Callable
from typing import Any

from kvalitetsplan.editing.tailoring import Refused
from kvalitetsplan.plan.addresses import find, list_at
from kvalitetsplan.plan.fieldvalues import stands
from kvalitetsplan.plan.model import Grunnplan, Punkt, item_lists
from kvalitetsplan.plan.reasons import why_irreplaceable
from kvalitetsplan.reading.values import alias


def refuse_changed(step: Any, plan: Grunnplan, published: Callable[[], Grunnplan]) -> None:
    """Refuse a step from somebody who saw something else than what the plan says now of what the
    step concerns. `published` has the lists in the order that readers see. Raises Refused.

    A step that does not tell what was seen, and one that means nothing, are not ours to refuse.
    """
    if not isinstance(step, dict) or "fra" not in step:
        return
    fra, op, address = step["fra"], step.get("op"), step.get("id")
    if op == "rekkefølge" and isinstance(step.get("liste"), str):
        now = list_at(published(), step["liste"])
        if now is not None and [one.id for one in now] != fra:
            raise Refused(f"lista {step['liste']} {_MEANWHILE} {_MOVE}")
        return
    found = find(plan, address) if isinstance(address, str) else None
    if op == "erstatt" and found and not _saw(found[1], str(step.get("felt")), fra):
        raise Refused(f"{address}.{step['felt']} {_MEANWHILE} {_WRITE}")
    if op == "fjern" and found and not _saw_all(found[1], fra):
        raise Refused(f"{address} {_MEANWHILE} {_REMOVE}")


_MEANWHILE = "er endret av noe annet siden du åpnet siden;"
_WRITE = "ta vare på det du har skrevet, last siden på nytt, og skriv det inn der"
_REMOVE = "last siden på nytt, se hva som står der nå, og ta det bort om det fortsatt skal bort"
_MOVE = "last siden på nytt, og gi den rekkefølgen der"


def _saw_all(item: Punkt, fra: Any) -> bool:
    """Tell whether what somebody saw of an item, with all that stands in it, is what it says."""
    if not isinstance(fra, dict):
        return False
    lists = {alias(name): held for name, held in item_lists(item).items()}
    fields = [alias(name) for name in type(item).model_fields if alias(name) not in lists]
    return all(_saw(item, felt, fra.get(felt, [])) for felt in fields) and all(
        _saw_each(held, fra.get(name, [])) for name, held in lists.items()
    )


def _saw_each(items: tuple[Punkt, ...], fra: Any) -> bool:
    return (
        isinstance(fra, list)
        and len(fra) == len(items)
        and all(
            isinstance(one, dict) and one.get("id") == item.id and _saw_all(item, one)
            for item, one in zip(items, fra, strict=True)
        )
    )


def _saw(item: Punkt, felt: str, fra: Any) -> bool:
    """Tell whether what somebody saw in a field when they began is what it says."""
    if why_irreplaceable(item, felt):
        return True  # that is told
    return is_value(fra) and stands(item, felt, tuple(fra) if isinstance(fra, list) else fra)


def is_value(value: Any) -> bool:
    """Tell whether something from outside is what a field can say."""
    if isinstance(value, list):
        return all(is_value(one) for one in value)
    if isinstance(value, dict):
        return all(isinstance(key, str) and is_value(one) for key, one in value.items())
    return isinstance(value, str | int) and not isinstance(value, bool)

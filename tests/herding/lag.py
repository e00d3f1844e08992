"""One change touches one thing: after it, everything else in the plan is as it was, but for what
led to something that is taken out.
"""

from collections.abc import Iterator
from random import Random
from typing import Any

from conftest import ROOT

from herding import Omfang, Utfall
from kvalitetsplan.plan.addresses import addressed, references, tema_of
from kvalitetsplan.plan.grunnplan import load_grunnplan
from kvalitetsplan.plan.layers import apply
from kvalitetsplan.plan.model import Grunnplan, Lag, Punkt, Tilpasning, item_lists
from kvalitetsplan.reading.values import alias


def run(omfang: Omfang) -> Iterator[Utfall]:
    """Make one random change at a time to the shipped plan."""
    draw = omfang.random("lag")
    plan = load_grunnplan(ROOT / "data")
    before = _own(plan)
    items = addressed(plan)
    open_ones = [address for address, item in items.items() if not item.LOCKED]
    for number in range(omfang.number(long=600, short=25)):
        address = draw.choice(open_ones)
        change = _change(items[address], address, draw)
        yield Utfall(7, f"nr. {number}: {change}", _touches(plan, before, change, address))


def _change(item: Punkt, address: str, draw: Random) -> dict[str, Any]:
    """Return a layer with one change to an item: one of its texts, or the whole of it."""
    values = {
        alias(name): value
        for name in type(item).model_fields
        if isinstance(value := getattr(item, name), str) and alias(name) != "id"
    }
    if not values or draw.random() < 0.3:
        return {"fjern": [{"id": address, "begrunnelse": "Det passer ikke her."}]}
    felt = draw.choice(sorted(values))
    other = {"id": address, "felt": felt, "fra": values[felt], "til": f"{values[felt]} Også her."}
    return {"erstatt": [other]}


def _touches(
    plan: Grunnplan, before: dict[str, object], change: dict[str, Any], address: str
) -> str:
    """Return what a change touches besides what it names; "" if it is nothing."""
    laid = apply(plan, Tilpasning.model_validate(change), Lag.KOMMUNEN)
    after = _own(laid.grunnplan)
    different = {one for one in before | after if before.get(one) != after.get(one)}
    if laid.problems:
        return f"rører {sorted(different)[:3]}, enda den ikke kan gjøres" if different else ""
    if address not in different:
        return "rører ingenting"
    gone = {one for one in different if one not in after}
    items = addressed(plan)
    extra = {one for one in different - {address} if not _follows(items, one, gone, address)}
    return f"rører også {sorted(extra)[:3]}" if extra else ""


def _follows(items: dict[str, Punkt], one: str, gone: set[str], address: str) -> bool:
    """Tell whether a change to one item follows from the one that goes: it stood in it, or led to
    it.
    """
    if one in gone:
        return one.startswith(f"{address}/")
    led = references(items[one], tema_of(one))
    return any(ref.address in gone for ref in led)


def _own(plan: Grunnplan) -> dict[str, object]:
    """Return what each item says itself, without the items that stand in it."""
    return {
        address: item.model_dump(mode="json", exclude={*_names(item), "endringer", "lag"})
        for address, item in addressed(plan).items()
    }


def _names(item: Punkt) -> set[str]:
    inner = {alias(name) for name in item_lists(item)}
    return {name for name in type(item).model_fields if alias(name) in inner}

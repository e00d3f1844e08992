"""What somebody does in the browser, as edits in the files of a layer.

`tailoring` writes an entry last. Here what stands already is changed where it stands: a text that
the layer has rewritten, an item it has added, an order it has given. A step is JSON, and nothing of
it is trusted: it says what is meant, and the plan that comes of it is checked as any other.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kvalitetsplan.editing.edits import Edit
from kvalitetsplan.editing.seen import is_value
from kvalitetsplan.editing.tailoring import Refused
from kvalitetsplan.plan.addresses import address_in, field_name, find, list_at
from kvalitetsplan.plan.continued import WORD
from kvalitetsplan.plan.fieldvalues import as_written
from kvalitetsplan.plan.model import Erstatt, Grunnplan, LeggTil, Tilpasning
from kvalitetsplan.plan.reasons import why_irreplaceable, why_no_list, why_untouchable
from kvalitetsplan.reading.tree import Map, Seq

Loc = tuple[str | int, ...]
Step = Mapping[str, Any]


@dataclass(frozen=True)
class LayerInPlan:
    """A layer, and the plan with it in it."""

    layer: Tilpasning
    """What the layer's files say, one after the other."""
    plan: Grunnplan


def edits_of(step: Any, layered: LayerInPlan) -> list[Edit]:
    """Return the edits that carry out a step. Raises Refused if it means nothing, or cannot be
    done.
    """
    if not isinstance(step, dict) or not isinstance(step.get("op"), str):
        raise Refused("endringen kan ikke leses")
    make = {
        "erstatt": _replace,
        "legg_til": _add,
        "fjern": _remove,
        "rekkefølge": _order,
    }.get(step["op"])
    if not make:
        raise Refused(f"ukjent endring «{step['op']}»")
    return make(step, layered)


def steps_of(step: Any) -> list[Any]:
    """Return the steps that one is made of: several that belong together, or itself."""
    if isinstance(step, dict) and step.get("op") == "flere" and isinstance(step.get("steg"), list):
        return [inner for one in step["steg"] for inner in steps_of(one)]
    return [step]


def _text(step: Step, key: str) -> str:
    if not isinstance(step.get(key), str):
        raise Refused(f"endringen mangler «{key}»")
    return str(step[key])


def _replace(step: Step, layered: LayerInPlan) -> list[Edit]:
    address, felt, til = _text(step, "id"), _text(step, "felt"), step.get("til")
    if not is_value(til):
        raise Refused("endringen mangler «til»")
    found = find(layered.plan, address)
    if own := _own(layered.layer, address):
        return _in_own(layered.layer, own, felt, til)
    if reason := why_untouchable(layered.plan, address):
        raise Refused(reason)
    assert found, "why_untouchable says so where there is none"
    if reason := why_irreplaceable(found[1], felt):
        raise Refused(reason)
    if address.startswith(WORD) and felt == "standard":
        return [_own_word(layered.layer, address.removeprefix(WORD), str(til))]
    now = as_written(getattr(found[1], field_name(type(found[1]), felt)))
    return _on_below(layered.layer, address, felt, now, til)


def _own_word(layer: Tilpasning, name: str, til: str) -> Edit:
    if name in layer.sett:
        return Edit(("sett", name), til)
    return Edit(("sett",), {name: til}, append=True)


def _on_below(layer: Tilpasning, address: str, felt: str, now: Any, til: Any) -> list[Edit]:
    """Return the edits for a field of what lies below: in the entry there is, or a new one."""
    there = [
        (index, one)
        for index, one in enumerate(layer.erstatt)
        if (one.id, one.felt) == (address, felt)
    ]
    if not there:
        entry = {"id": address, "felt": felt, "fra": now, "til": til}
        return [Edit(("erstatt",), [entry], append=True)]
    index, _ = _last(there)
    first = next((one for one in there if one[0] != index), there[0])
    if len(there) == 1 and as_written(first[1].fra) == til:
        return [Edit(("erstatt", index), None)]
    return [Edit(("erstatt", index, "til"), til)]


def _last(there: list[tuple[int, Erstatt]]) -> tuple[int, Erstatt]:
    """Return the one that no other goes on from: what it says is what is published."""
    fra = [one.fra for _, one in there]
    return next((pair for pair in there if pair[1].til not in fra), there[-1])


def _in_own(layer: Tilpasning, own: Loc, felt: str, til: Any) -> list[Edit]:
    """Return the edits for a field of what the layer has added itself."""
    item = _at(layer, own)
    if felt == "id":
        raise Refused("id kan ikke endres: adresser og tilpasninger henger på den")
    if felt in item:
        return [Edit((*own, felt), None if til == [] else til)]
    if til == []:
        return []
    # A field more has no place to be put in the text; the item is written anew.
    return [Edit(own, {**_plain(item), felt: til})]


def _add(step: Step, layered: LayerInPlan) -> list[Edit]:
    liste, nytt = _text(step, "liste"), step.get("nytt")
    if not isinstance(nytt, dict) or not is_value(nytt) or not isinstance(nytt.get("id"), str):
        raise Refused("endringen mangler «nytt»")
    if list_at(layered.plan, liste) is None:
        raise Refused(why_no_list(layered.plan, liste))
    place = step.get("plassering", "sist")
    if not (isinstance(place, str) or (isinstance(place, dict) and is_value(place))):
        raise Refused("endringen har en ukjent «plassering»")
    where = {} if place == "sist" else {"plassering": place}
    return [Edit(("legg_til",), [{"liste": liste, **where, "nytt": nytt}], append=True)]


def _remove(step: Step, layered: LayerInPlan) -> list[Edit]:
    address, why, layer = _text(step, "id"), _text(step, "begrunnelse"), layered.layer
    own = _own(layer, address)
    if not own and (reason := why_untouchable(layered.plan, address)):
        raise Refused(reason)
    texts = [
        ("erstatt", index) for index, one in enumerate(layer.erstatt) if _inside(one.id, address)
    ]
    parts = [
        ("legg_til", index)
        for index, one in enumerate(layer.legg_til)
        if _inside(one.liste, address)
    ]
    gone = {*texts, *parts, *([own[:2] if own[-1] == "nytt" else own] if own else [])}
    away = [Edit(loc, None) for loc in sorted(gone, key=str)]
    entry = {"id": address, "begrunnelse": why}
    said = [] if own else [Edit(("fjern",), [entry], append=True)]
    return [*away, *_out_of_orders(layer, address), *said]


def _inside(target: str, address: str) -> bool:
    return target == address or target.startswith(f"{address}/")


def _out_of_orders(layer: Tilpasning, address: str) -> Iterator[Edit]:
    for index, one in enumerate(layer.rekkefolge):
        left = [id for id in one.id if address_in(one.liste, id) != address]
        if len(left) < len(one.id):
            loc: Loc = ("rekkefølge", index)
            yield Edit((*loc, "id"), left) if left else Edit(loc, None)


def _order(step: Step, layered: LayerInPlan) -> list[Edit]:
    liste, ids = _text(step, "liste"), step.get("id")
    if not isinstance(ids, list) or not all(isinstance(one, str) for one in ids):
        raise Refused("endringen mangler «id»")
    if list_at(layered.plan, liste) is None:
        raise Refused(why_no_list(layered.plan, liste))
    there = [index for index, one in enumerate(layered.layer.rekkefolge) if one.liste == liste]
    if not there:
        return [Edit(("rekkefølge",), [{"liste": liste, "id": ids}], append=True)]
    first, *others = there
    away = [Edit(("rekkefølge", index), None) for index in others]
    return [Edit(("rekkefølge", first, "id"), ids), *away]


def _own(layer: Tilpasning, address: str) -> Loc:
    """Return where an item stands in what the layer adds; () if it does not."""
    for index, one in enumerate(layer.legg_til):
        if inside := _place_in(one, address):
            return ("legg_til", index, *inside)
    return ()


def _place_in(change: LeggTil, address: str) -> Loc:
    if not isinstance(change.nytt, Map) or "id" not in change.nytt:
        return ()
    own = address_in(change.liste, str(change.nytt["id"]))
    if own == address:
        return ("nytt",)
    owner, _, id = address.rpartition("/")
    for key, value in change.nytt.items() if owner == own else ():
        for index, one in enumerate(value if isinstance(value, Seq) else ()):
            if isinstance(one, Map) and one.get("id") == id:
                return ("nytt", key, index)
    return ()


def _at(layer: Tilpasning, loc: Loc) -> Any:
    _, index, _, *rest = loc
    node: Any = layer.legg_til[int(index)].nytt
    for step in rest:
        node = node[step]
    return node


def _plain(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: _plain(one) for key, one in node.items()}
    return [_plain(one) for one in node] if isinstance(node, list) else node

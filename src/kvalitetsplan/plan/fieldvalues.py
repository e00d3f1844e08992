"""What a layer writes in a field, and what the field then says."""

from typing import Any

from pydantic import BaseModel

from kvalitetsplan.plan.addresses import field_name
from kvalitetsplan.plan.model import Erstatt, Lag, Punkt, item_types
from kvalitetsplan.plan.words import shown
from kvalitetsplan.reading.problems import Mark, PlanError, Problem
from kvalitetsplan.reading.tree import Map
from kvalitetsplan.reading.validation import build


def value_in(item: Punkt, felt: str, verdi: Any, tree: Map | None = None) -> Any:
    """Return what a field of an item becomes when `verdi` is written in it; `[]` means nothing.

    `tree` says where it is written. Raises PlanError if the field cannot have it.
    """
    fields: Any = Map(Mark("?")) if tree is None else tree
    fields.update(item.model_dump(by_alias=True, exclude_none=True, mode="json"))
    name = field_name(type(item), felt)
    is_list = isinstance(getattr(item, name), tuple)
    if verdi == () and not is_list:
        info = type(item).model_fields[name]
        if info.is_required() or info.default_factory or info.default is not None:
            mark = fields.values_at.get(felt, fields.mark)
            raise PlanError([Problem(mark, f"erstatt.{felt}", f"«{felt}» kan ikke være tomt")])
        fields.pop(felt, None)
    else:
        fields[felt] = list(verdi) if isinstance(verdi, tuple) else verdi
    return getattr(build(type(item), fields, "erstatt"), name)


def same_value(item: Punkt, felt: str, verdi: Any, now: Any) -> bool:
    """Tell whether what is written of a field means what stands there: «"8"» is the number 8, one
    alone is a list of one, and `[]` is nothing.
    """
    if verdi == now or (verdi == () and now is None):
        return True
    if isinstance(now, tuple) and not isinstance(verdi, tuple):
        verdi = (verdi,)
    try:
        # Written: models are equal only where they were written in the same place.
        return bool(as_written(value_in(item, felt, verdi)) == as_written(now))
    except PlanError:
        return False


def stands(item: Punkt, felt: str, verdi: Any) -> bool:
    """Tell whether what is written of a field is what stands there, in either form of Norwegian."""
    return any(same_value(item, felt, verdi, now) for now in item.says(felt))


def as_written(value: Any) -> Any:
    """Return a field's value as a layer writes it: texts and numbers, and nothing is `[]`."""
    if isinstance(value, BaseModel):
        value = value.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    if isinstance(value, dict):
        return {key: as_written(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [as_written(one) for one in value]
    if isinstance(value, int):
        return value
    return [] if value is None else str(value)


def written_at(change: Erstatt) -> Map:
    """Return a tree for the item that is changed, where the new value stands in the layer's
    file.
    """
    tree = Map(change.mark())
    tree.values_at = {change.felt: change.mark("til")}
    return tree


def quoted(value: Any) -> str:
    """Return a field's value as it stands in a sentence."""
    if value in (None, ()):
        return "ingenting, som skrives «[]»"
    if isinstance(value, tuple):
        return " og ".join(
            filter(
                None, [", ".join(f"«{shown(one)}»" for one in value[:-1]), f"«{shown(value[-1])}»"]
            )
        )
    return f"«{shown(value)}»"


def stamped(item: Punkt, lag: Lag) -> Punkt:
    """Return the item, and everything in it, as added by `lag`."""
    inner = {
        name: tuple(stamped(one, lag) for one in getattr(item, name))
        for name in item_types(type(item))
    }
    return item.model_copy(update=inner).with_origin(lag)

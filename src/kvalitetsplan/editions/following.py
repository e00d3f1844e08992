"""References that follow what they mean: what has moved, become one's own, or got another id.

Where something is now is said by a function from address to address, which returns None for what is
gone.
"""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from pydantic import ValidationError

from kvalitetsplan.editing.edits import Edit
from kvalitetsplan.plan.addresses import (
    NEEDED,
    address_in,
    find,
    item_type,
    pointers,
    references,
    tema_of,
)
from kvalitetsplan.plan.model import (
    Grunnplan,
    LeggTil,
    Plassering,
    Punkt,
    Rekkefolge,
    Tilpasning,
    Verdi,
    item_types,
    wanted_fields,
)
from kvalitetsplan.reading.problems import PlanError
from kvalitetsplan.reading.tree import Map
from kvalitetsplan.reading.validation import build
from kvalitetsplan.reading.values import alias

Loc = tuple[str | int, ...]
Where = Callable[[str], str | None]


def followed(item: Punkt, name: str, value: Verdi, tema: str, where: Where) -> Verdi | None:
    """Return a field's references as they are written now, without those to what is gone; None if
    it held only one.
    """
    home, peker = (where(tema) if tema else None) or tema, pointers(type(item))[name]
    kept = []
    for ref in references(item.model_copy(update={name: value}), tema):
        if ref.field == name and (there := where(ref.address)):
            same = peker.address(ref.text, home) == there
            kept.append(
                ref.text if same else there.removeprefix(ref.address.removesuffix(ref.text))
            )
    if isinstance(value, str):
        return kept[0] if kept else None
    return tuple(dict.fromkeys(kept))


def fits(item: Punkt, name: str, value: Any) -> bool:
    """Tell whether a field of an item may have a value. One that is wanted should not be
    emptied.
    """
    kind = type(item)
    if value == () and (name in wanted_fields(kind) or name in NEEDED.get(kind.__name__, ())):
        return False
    fields = item.model_dump(mode="json", by_alias=True, exclude_none=True)
    try:
        kind.model_validate({**fields, alias(name): value})
    except ValidationError:
        return False
    return True


class Mending(NamedTuple):
    """A field that refers to something that is elsewhere, or gone."""

    loc: Loc
    """Where the field stands."""
    edit: Edit | None
    """What mends it; None where it cannot, or should not, be without what is gone."""
    moved: tuple[str, ...]
    """The addresses it names that are elsewhere now."""
    gone: tuple[str, ...]
    """The addresses it names that are nowhere."""
    is_list: bool


def mended(item: Punkt, address: str, loc: Loc, where: Where) -> Iterator[Mending]:
    """Yield each field of an item, and of what stands in it, that must be mended."""
    for name in pointers(type(item)):
        value = getattr(item, name)
        new = followed(item, name, value, tema_of(address), where) if value else value
        if new != value:
            named = [one.address for one in references(item, tema_of(address)) if one.field == name]
            gone = tuple(one for one in named if where(one) is None)
            moved = tuple(one for one in named if where(one) not in (one, None))
            fitting = new is not None and fits(item, name, new)
            here = (*loc, alias(name))
            edit = Edit(here, new) if fitting else None
            yield Mending(here, edit, moved, gone, isinstance(value, tuple))
    for name in item_types(type(item)):
        for index, inner in enumerate(getattr(item, name)):
            yield from mended(inner, f"{address}/{inner.id}", (*loc, alias(name), index), where)


def added_item(change: LeggTil) -> Punkt | None:
    """Return the item that a layer adds; None if it, or its list, is wrong in itself: `valider`
    says how.
    """
    try:
        return (
            build(item_type(change.liste), change.nytt, "legg_til")
            if isinstance(change.nytt, Map)
            else None
        )
    except (PlanError, LookupError, StopIteration):  # the last two: there is no list of that name
        return None


def renamed(plan: Grunnplan, layer: Tilpasning, old: str, new: str) -> tuple[Edit, ...]:
    """Return what gives a layer's own item another address, there and wherever the layer refers to
    it.
    """
    return tuple(_Renaming(plan, layer, old, new).edits())


class _Renaming:
    def __init__(self, plan: Grunnplan, layer: Tilpasning, old: str, new: str) -> None:
        self.plan, self.layer, self.old, self.new = plan, layer, old, new

    def edits(self) -> Iterator[Edit]:
        for index, added in enumerate(self.layer.legg_til):
            yield from self._liste(added, ("legg_til", index))
            yield from self._added(added, ("legg_til", index))
        for index, replaced in enumerate(self.layer.erstatt):
            found = find(self.plan, replaced.id)
            name = found and next(
                (name for name in pointers(type(found[1])) if alias(name) == replaced.felt), None
            )
            if found and name:
                til = followed(found[1], name, replaced.til, tema_of(replaced.id), self._where)
                yield from [Edit(("erstatt", index, "til"), til)] if til != replaced.til else []
        for index, order in enumerate(self.layer.rekkefolge):
            yield from self._liste(order, ("rekkefølge", index))
            ids = tuple(self._id(order.liste, id) for id in order.id)
            yield from [Edit(("rekkefølge", index, "id"), ids)] if ids != order.id else []

    def _where(self, address: str) -> str:
        inside = address == self.old or address.startswith(f"{self.old}/")
        return self.new + address.removeprefix(self.old) if inside else address

    def _id(self, liste: str, id: str) -> str:
        return self.new.rpartition("/")[2] if address_in(liste, id) == self.old else id

    def _liste(self, change: LeggTil | Rekkefolge, loc: Loc) -> Iterator[Edit]:
        if change.liste.startswith(f"{self.old}/"):
            yield Edit((*loc, "liste"), self._where(change.liste))

    def _added(self, change: LeggTil, loc: Loc) -> Iterator[Edit]:
        place = change.plassering
        for key, id in (
            (("før", place.for_), ("etter", place.etter)) if isinstance(place, Plassering) else ()
        ):
            if id and self._id(change.liste, id) != id:
                yield Edit((*loc, "plassering", key), self._id(change.liste, id))
        item = added_item(change)
        if not item:
            return
        if self._id(change.liste, item.id) != item.id:
            yield Edit((*loc, "nytt", "id"), self._id(change.liste, item.id))
        address = address_in(change.liste, item.id)
        fields = mended(item, address, (*loc, "nytt"), self._where)
        yield from (one.edit for one in fields if one.edit)

"""What other files of a layer go on to say of what one of them says: it goes where that goes."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kvalitetsplan.editing.edits import Edit
from kvalitetsplan.editions.following import Loc, added_item
from kvalitetsplan.plan.addresses import field_name, pointers
from kvalitetsplan.plan.continued import WORD, continues, goes_on, within
from kvalitetsplan.plan.fieldvalues import stands
from kvalitetsplan.plan.model import (
    Erstatt,
    Fjern,
    LeggTil,
    Punkt,
    Tilpasning,
    Verdi,
    item_lists,
)
from kvalitetsplan.reading.values import alias


@dataclass(frozen=True)
class Further:
    """The changes that go on from one, in the order they do, each with where it stands."""

    ones: tuple[tuple[Loc, Erstatt | Fjern], ...] = ()

    def away(self) -> tuple[Edit, ...]:
        """Return what takes them away."""
        return tuple(Edit(loc, None) for loc, _ in self.ones)

    def aside(self) -> tuple[Edit, ...]:
        """Return what keeps them as comments."""
        return tuple(Edit(loc, None, aside=True) for loc, _ in self.ones)

    def moved(self, old: str, new: str) -> tuple[Edit, ...]:
        """Return what lets them concern the item at `new`, or what stands in it."""
        return tuple(
            Edit((*loc, "id"), new + one.id.removeprefix(old))
            for loc, one in self.ones
            if old != new
        )

    def last(self, loc: Loc, first: Erstatt) -> tuple[Loc, Erstatt]:
        """Return the one whose text is published, with where it stands: `first` if none goes on."""
        texts = [(at, one) for at, one in self.ones if isinstance(one, Erstatt)]
        return texts[-1] if texts else (loc, first)

    def references(self, own: Punkt) -> Iterator[tuple[Loc, str, Punkt, list[tuple[str, Verdi]]]]:
        """Yield what they write in each field of an item of the layer's own that holds references:
        where, the field, the item or the part, and the texts.
        """
        for loc, one in self.ones:
            part = _part(own, one.id)
            if isinstance(one, Erstatt) and one.felt in map(alias, pointers(type(part))):
                name = field_name(type(part), one.felt)
                yield loc, name, part, [("fra", one.fra), ("til", one.til)]

    def texts(self) -> tuple[tuple[str, Any], ...]:
        """Return their words, each under the name of its file."""
        return tuple(
            (
                f"Deretter, i {Path(str(one.mark().file)).name}",
                one.til if isinstance(one, Erstatt) else one.begrunnelse,
            )
            for _, one in self.ones
        )


def on_text(layer: Tilpasning, first: Erstatt) -> Further:
    """Return the replacements that go on from another, and from each other."""
    return Further(tuple(_chain(layer, first))[1:])


def on_item(layer: Tilpasning, own: LeggTil) -> Further:
    """Return what other files say of an item that one of them adds, and of what stands in it."""
    return Further(
        tuple(
            (loc, one)
            for loc, one in _changes(layer)
            if within(own, one.id) and one.mark().file != own.mark().file
        )
    )


def own_of(layer: Tilpasning, change: Erstatt) -> tuple[LeggTil, Punkt] | None:
    """Return the item of another file that a replacement concerns, after what adds it or what it
    stands in.
    """
    for own in layer.legg_til:
        if within(own, change.id) and own.mark().file != change.mark().file:
            item = added_item(own)
            part = _part(item, change.id) if item else None
            return (own, part) if part and change.felt in fields_of(part) else None
    return None


def _part(item: Punkt, address: str) -> Punkt:
    """Return what has an address in an item: something that stands in it, or itself."""
    inner = (one for ones in item_lists(item).values() for one in ones)
    return next((one for one in inner if one.id == address.rpartition("/")[2]), item)


def fields_of(item: Punkt) -> list[str]:
    """Return what YAML calls the fields of an item."""
    return [alias(name) for name in type(item).model_fields]


def on_word(layer: Tilpasning, name: str) -> Further:
    """Return what other files say of a word of the layer's own."""
    return Further(
        tuple(
            (loc, one)
            for loc, one in _changes(layer)
            if one.id == f"{WORD}{name}" and continues(layer, one)
        )
    )


def is_first(layer: Tilpasning, change: Erstatt, item: Punkt | None) -> bool:
    """Tell whether a replacement is one that others go on from, and goes on from none itself.

    In a ring, where a text is put back, it is the one that was written against what `item` says.
    """
    if not continues(layer, change):
        return True
    ring = [one for _, one in _chain(layer, change)]
    if not goes_on(change, ring[-1]):
        return False
    firsts = [one for one in ring if item and stands(item, one.felt, one.fra)]
    firsts = firsts or [one for one in layer.erstatt if any(one is other for other in ring)]
    return firsts[0] is change


def _chain(layer: Tilpasning, first: Erstatt) -> Iterator[tuple[Loc, Erstatt]]:
    left: list[tuple[Loc, Erstatt]] = [
        (("erstatt", index), one) for index, one in enumerate(layer.erstatt)
    ]
    now = next((one for one in left if one[1] is first), None)
    while now:
        yield now
        left.remove(now)
        now = next((one for one in left if goes_on(one[1], now[1])), None)


def _changes(layer: Tilpasning) -> Iterator[tuple[Loc, Erstatt | Fjern]]:
    yield from ((("erstatt", index), one) for index, one in enumerate(layer.erstatt))
    yield from ((("fjern", index), one) for index, one in enumerate(layer.fjern))

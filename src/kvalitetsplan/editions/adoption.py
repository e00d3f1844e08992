"""What is gone below, made into items of the layer's own, so that its words stay."""

from itertools import takewhile
from typing import Any

from kvalitetsplan.editing.edits import Edit
from kvalitetsplan.editions.around import Around
from kvalitetsplan.editions.choices import EGET, Entry, Valg, added
from kvalitetsplan.editions.following import Loc, added_item, fits, followed
from kvalitetsplan.editions.further import Further, fields_of
from kvalitetsplan.plan.addresses import (
    address_in,
    field_name,
    find,
    list_at,
    owner_of,
    pointers,
    tema_of,
)
from kvalitetsplan.plan.fieldvalues import as_written, value_in
from kvalitetsplan.plan.model import Erstatt, Punkt, Verdi, item_lists, item_types
from kvalitetsplan.reading.problems import PlanError
from kvalitetsplan.reading.tree import Map, Seq


def kept_as_own(around: Around, change: Erstatt, loc: Loc, further: Further) -> tuple[Valg, ...]:
    """Return the choice to keep an item that is gone as one's own, with the local text; none if it
    cannot be. A text that others go on from is kept with theirs.
    """
    found, change = find(around.ground.old, change.id), further.last(loc, change)[1]
    if not found or change.felt not in fields_of(found[1]):
        return ()
    away, own = (Edit(loc, None, noted=True), *further.aside()), around.own_address(change.id)
    along = "; det som er skrevet om siden, blir en kommentar" if further.ones else ""
    copy = _copy_edits(around, change, found[1])
    if copy is not None:
        return (Valg(EGET, f"teksten går inn i «{own}»{along}", (*copy, *away)),)
    if own in around.own and item_types(type(found[1])):
        return ()  # never a second of what has parts
    if not _can_say(found[1], change.felt, change.til):
        return ()
    name = field_name(type(found[1]), change.felt)
    value = value_in(found[1], change.felt, change.til)
    adoption = Adoption(around)
    address = adoption.add_with(change.id, {name: value})
    if not address:
        return ()
    hva = f"punktet blir deres, som «{address}»{adoption.along(address)}{along}"
    return (Valg(EGET, hva, away, tuple(adoption.entries)),)


def _copy_edits(around: Around, change: Erstatt, item: Punkt) -> tuple[Edit, ...] | None:
    """Return what puts a local text into a copy that is one's own already, where the copy says what
    `item` said; None where there is none.
    """
    name, own = field_name(type(item), change.felt), around.own_address(change.id)
    til = followed_text(around, item, change)
    then = followed_text(around, item, change.model_copy(update={"til": getattr(item, name)}))
    for index, one in enumerate(around.layer.legg_til):
        place = _place_of(one.nytt, own, added(one)[:1])
        copy = added_item(one) if place is not None else None
        if copy is None or place is None:
            continue
        inner = next((part for part in _items(copy) if part.id == own.rpartition("/")[2]), copy)
        same = type(inner) is type(item) and getattr(inner, name) == then
        if same and til is not None and _can_say(inner, change.felt, til):
            return _written(("legg_til", index, "nytt", *place), one.nytt, place, change.felt, til)
    return None


def _can_say(item: Punkt, felt: str, til: Verdi) -> bool:
    try:
        value_in(item, felt, til)
    except PlanError:
        return False
    return True


def _written(loc: Loc, nytt: Any, place: Loc, felt: str, til: Verdi) -> tuple[Edit, ...]:
    """Return the edits that write a field, which may not stand in the file; `()` is nothing."""
    for step in place:
        nytt = nytt[step]
    if til == ():
        return (Edit((*loc, felt), None, noted=True),) if felt in nytt else ()
    return (Edit((*loc, felt), as_written(til), append=felt not in nytt),)


def _place_of(nytt: Any, own: str, first: list[str]) -> Loc | None:
    """Return where an item stands in what a layer adds: () for the added item itself."""
    if first == [own]:
        return ()
    if not first or not own.startswith(f"{first[0]}/") or not isinstance(nytt, Map):
        return None
    id = own.rpartition("/")[2]
    for key, value in nytt.items():
        for index, part in enumerate(value if isinstance(value, Seq) else ()):
            if isinstance(part, Map) and part.get("id") == id:
                return (key, index)
    return None


def _items(item: Punkt) -> list[Punkt]:
    return [one for ones in item_lists(item).values() for one in ones]


def followed_text(around: Around, item: Punkt, change: Erstatt) -> Verdi | None:
    """Return the local text with its references followed to what is there now; None if they cannot
    be.
    """
    name = field_name(type(item), change.felt)
    if name not in pointers(type(item)):
        return change.til
    if change.til == ():
        return ()
    new = followed(item, name, change.til, tema_of(change.id), around.where)
    return new if new and fits(item, name, new) else None


class Adoption:
    """Items that are gone below, and what they cannot be without, as entries of the layer's own."""

    def __init__(self, around: Around) -> None:
        self.around, self.old = around, around.ground.old
        self.entries: list[Entry] = []
        self._made: dict[str, str] = {}

    def add_with(self, address: str, values: dict[str, Any]) -> str | None:
        """Add an item with other values in some fields; what stands in something that is gone
        brings that with it.

        Returns its new address; None if it cannot be one's own.
        """
        found = find(self.old, address)
        if found and self.around.liste(found[0]) is None and owner_of(found[0]):
            owner = self.add(owner_of(address), {address: values})
            return owner and f"{owner}/{found[1].id}"
        return self.add(address, {address: values})

    def add(self, address: str, values: dict[str, dict[str, Any]] | None = None) -> str | None:
        """Add an item from the old edition, with all that stands in it.

        `values` are other values, by address. Returns the new address; None if the law says it, or
        its list is gone. References are kept where they still hold; where none does, what they mean
        is added too. What the layer has taken out of it, is left out.
        """
        found = find(self.old, address)
        liste = self.around.liste(found[0]) if found else None
        if address in self._made or not found or liste is None or found[1].LOCKED:
            return self._made.get(address)
        new = self.around.free(address_in(liste, found[1].id), self._made.values())
        self._made[address] = new
        inside = {f"{address}/{one.id}": f"{new}/{one.id}" for one in _items(found[1])}
        self._made |= inside
        whole = self._with_values(found[1], address, values or {})
        tema = found[1].id if liste == "temaer" else tema_of(address_in(liste, "x"))
        item = self._referring(whole, tema)
        if not item:
            return None
        nytt = {**as_written(item), "id": new.rpartition("/")[2]}
        self.entries.append({"liste": liste, "plassering": self._place(found, liste), "nytt": nytt})
        return new

    def along(self, address: str) -> str:
        """Return words for what comes with an item."""
        made = (address_in(one["liste"], one["nytt"]["id"]) for one in self.entries)
        more = [one for one in made if one != address]
        return f", og tar med {' og '.join(f'«{one}»' for one in more)}" if more else ""

    def _with_values(self, item: Punkt, address: str, values: dict[str, dict[str, Any]]) -> Punkt:
        """Return an item with other values, without the parts that the layer has taken out."""
        out = {one.id for one in self.around.layer.fjern}
        update: dict[str, Any] = {
            name: tuple(
                self._with_values(one, f"{address}/{one.id}", values)
                for one in getattr(item, name)
                if f"{address}/{one.id}" not in out
            )
            for name in item_types(type(item))
        }
        return item.model_copy(update=update | values.get(address, {}))

    def _referring(self, item: Punkt, tema: str) -> Punkt | None:
        """Return an item with references that hold, or None if it cannot have them."""
        update: dict[str, Any] = {}
        for name in pointers(type(item)):
            value = getattr(item, name)
            fitting = [
                new
                for where in (self.there, self._along)
                if value
                and (new := followed(item, name, value, tema, where)) is not None
                and fits(item, name, new)
            ][:1]
            if value and not fitting:
                return None
            update[name] = fitting[0] if fitting else value
        for name in item_types(type(item)):
            parts = [self._referring(one, tema) for one in getattr(item, name)]
            update[name] = tuple(one for one in parts if one)
        return item.model_copy(update=update)

    def there(self, address: str) -> str | None:
        """Return where an item is when the entries are in the layer; None if it is gone."""
        return self._made.get(address) or self.around.where(address)

    def _along(self, address: str) -> str | None:
        return self.there(address) or self.add_with(address, {})

    def _place(self, found: tuple[str, Punkt], liste: str) -> str | Entry:
        """Return where the item goes: after what stood before it and still is there."""
        old, item = found
        all_ids = [one.id for one in list_at(self.old, old) or ()]
        before = takewhile(lambda id: id != item.id, all_ids)
        ids = {one.id for one in list_at(self.around.left, liste) or ()}
        kept = [id for id in before if id in ids and address_in(liste, id) not in self.around.out]
        return {"etter": kept[-1]} if kept else "først"

"""What stands around a layer that is looked over: the plan below, what it adds, what is gone."""

from collections.abc import Iterable
from itertools import chain, count

from kvalitetsplan.editions.choices import Ground, added, name_of
from kvalitetsplan.plan.addresses import (
    address_in,
    addressed,
    find,
    heir,
    list_at,
    own_id,
    owner_of,
    why_gone,
)
from kvalitetsplan.plan.layers import apply
from kvalitetsplan.plan.model import Lag, LeggTil, Tilpasning
from kvalitetsplan.reading.problems import nearest


class Around:
    """A layer, and the plan it is to lie over."""

    def __init__(self, ground: Ground, layer: Tilpasning) -> None:
        self.ground, self.plan, self.layer = ground, ground.plan, layer
        self.under = ground.lag.under
        # The plan as replacements meet it.
        self.left = apply(self.plan, Tilpasning(fjern=layer.fjern), ground.lag).grunnplan
        self.out = {heir(self.plan, one.id) for one in layer.fjern}
        """What the layer takes out, where it stands now."""
        self.own = {address for one in layer.legg_til for address in added(one)}
        self.known = {*addressed(self.plan), *self.own}
        self.names = {name_of(one) for ones in (layer.erstatt, layer.fjern) for one in ones}

    def own_address(self, address: str) -> str:
        """Return what an item is called when it is the layer's own: what stands in one that has
        parts keeps its id.
        """
        owner, _, id = address.rpartition("/")
        if self.is_adopted(owner):
            return f"{self.own_address(owner)}/{id}"
        return own_id(address, self.ground.eier)

    def is_adopted(self, address: str) -> bool:
        """Tell whether an item with parts is gone from below, and stands in the layer as its
        own.
        """
        return address != "" and address not in self.known and self.where(address) in self.own

    def free(self, address: str, taken: Iterable[str] = ()) -> str:
        """Return an address that nothing has, beginning with the layer's own name."""
        own, used = self.own_address(address), {*self.known, *taken}
        numbered = (f"{own}-{number}" for number in count(2))
        return next(one for one in chain([own], numbered) if one not in used)

    def heir(self, address: str) -> str:
        """Return what has taken the place of an item; what the municipality over a school has kept
        as its own, too.
        """
        new, kommune = heir(self.plan, address), self.ground.kommune
        if not kommune or find(self.plan, new):
            return new
        owner, _, id = address.rpartition("/")
        kept = [own_id(address, kommune), f"{own_id(owner, kommune)}/{id}"]
        return next((one for one in kept if self._is_kept(one)), new)

    def _is_kept(self, address: str) -> bool:
        found = find(self.plan, address)
        return found is not None and found[1].lag == Lag.KOMMUNEN

    def where(self, address: str) -> str | None:
        """Return where an item is now: where it was, with its heir, or as one's own; None if it is
        gone.
        """
        places = (address, self.heir(address), self.own_address(address))
        return next((one for one in places if one in self.known), None)

    def below(self, address: str) -> str | None:
        """Return where an item is if the layer has made nothing that is gone its own."""
        return next((one for one in (address, self.heir(address)) if one in self.known), None)

    def liste(self, liste: str) -> str | None:
        """Return where a list stands now; None if it is gone."""
        if list_at(self.plan, liste) is not None or owner_of(liste) in self.own:
            return liste
        owner, _, key = liste.rpartition("/")
        now = self.where(owner) if owner else None
        here = f"{now}/{key}"
        return here if now and (now in self.own or list_at(self.plan, here) is not None) else None

    def ids(self, *lists: str, ours: Iterable[LeggTil]) -> set[str]:
        """Return the ids in a list, with those that the layer's `ours` add."""
        shared = {item.id for liste in lists for item in list_at(self.plan, liste) or ()}
        new = {
            added(one)[0].rpartition("/")[2] for one in ours if one.liste in lists and added(one)
        }
        adopted = {owner_of(one) for one in lists} & self.own
        parts = {one.rpartition("/")[2] for one in self.own if owner_of(one) in adopted}
        return shared | new | parts

    def id_now(self, before: str, liste: str, id: str) -> str:
        """Return the id in `liste` of what was called `id` in the same list `before`; "" if it is
        not there.
        """
        new = self.where(address_in(before, id)) or ""
        last = new.rpartition("/")[2]
        return last if new == address_in(liste, last) else ""

    def gone(self, address: str) -> str:
        """Return a sentence that says what has become of an item or a list that is not there."""
        if find(self.plan, new := self.heir(address)):
            return f"«{address}» er flyttet til «{new}»."
        if reason := why_gone(self.plan, address):
            return f"«{address}» er tatt ut av {self.under}: {reason}"
        near = nearest(address, addressed(self.plan))
        return f"«{address}» finnes ikke i {self.under}{near or '.'}"

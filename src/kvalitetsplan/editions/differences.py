"""What changed from one version of the shared plan to another, in kinds that people recognise.

`compare` knows no list and no field by name but one: `grunnlag`, which can grow
stronger and weaker. All else is read from the model.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from kvalitetsplan.plan.addresses import (
    address_in,
    addressed,
    all_lists,
    heir,
    list_at,
    pointers,
    references,
    tema_of,
)
from kvalitetsplan.plan.checks import STRENGTH
from kvalitetsplan.plan.model import Forskjell, Forskjellsslag, Grunnplan, Punkt, item_types
from kvalitetsplan.plan.words import shown
from kvalitetsplan.reading.values import alias

_NOT_THE_PLAN = {"utgave", "utgaver", "flyttet", "utgatt", "lovtekst"}
"""Fields that say something about the version and not about school; of the law's words `lov`
tells.
"""


def compare(old: Grunnplan, new: Grunnplan) -> tuple[Forskjell, ...]:
    """Return every difference between two versions of the shared plan, the moved and the gone last.

    What stands in a new item is not listed by itself, nor what stood in one that is
    gone. A reference that only follows something that moved is no difference.
    """
    return tuple(_Comparison(old, new).differences())


class _Comparison:
    """Two versions, and which items in them are the same."""

    def __init__(self, old: Grunnplan, new: Grunnplan) -> None:
        self.old, self.new = old, new
        # The last of the plan comes first in `addressed`; people read it from the top.
        self.before, self.after = (dict(reversed(addressed(plan).items())) for plan in (old, new))
        self.heirs = {one: self._now(one) for one in self.before}
        # An item that stood there before is itself; what is new there is the first that moved to
        # it.
        moved = [
            one for one in self.before if self.heirs[one] != one and self.heirs[one] in self.after
        ]
        same = {self.heirs[one]: one for one in reversed(moved)}
        self.was = same | {one: one for one in self.before if one in self.after}
        self.moved = [one for one in moved if not self._follows(one)]

    def differences(self) -> Iterator[Forskjell]:
        yield from self._outside_lists()
        for address, item in self.after.items():
            if address in self.was:
                yield from self._in_item(address, item)
            elif _owner(address) not in self.after or _owner(address) in self.was:
                yield _difference(Forskjellsslag.NY, address, item)
        yield from (one for liste in all_lists(self.new) for one in self._order(liste))
        for address in self.moved:
            yield _difference(
                Forskjellsslag.FLYTTET, address, self.before[address], til=self.heirs[address]
            )
        for address in self.before:
            if self.heirs[address] not in self.after and self._is_topmost(address):
                yield self._gone(address)

    def _now(self, address: str) -> str:
        """Return where an item of the old version stands in the new, if it does."""
        return address if address in self.after else heir(self.new, address)

    def _is_topmost(self, address: str) -> bool:
        owner = _owner(address)
        return owner not in self.before or self.heirs[owner] in self.after

    def _outside_lists(self) -> Iterator[Forskjell]:
        for name in Grunnplan.model_fields:
            if name not in item_types(Grunnplan) and name not in _NOT_THE_PLAN:
                fra, til = (_value(plan, name) for plan in (self.old, self.new))
                if isinstance(fra, dict) and isinstance(til, dict):
                    changed = [key for key in fra | til if fra.get(key) != til.get(key)]
                    parts = [(key, fra.get(key), til.get(key)) for key in changed]
                else:
                    parts = [(alias(name), fra, til)] if fra != til else []
                for felt, old, new in parts:
                    yield Forskjell(
                        slag=Forskjellsslag.SKREVET_OM,
                        adresse=alias(name),
                        felt=felt,
                        fra=old,
                        til=new,
                    )

    def _in_item(self, address: str, item: Punkt) -> Iterator[Forskjell]:
        before = self.before[self.was[address]]
        if type(before) is not type(item):
            yield from (
                self._gone(self.was[address]),
                _difference(Forskjellsslag.NY, address, item),
            )
            return
        for name in type(item).model_fields:
            if name != "id" and name not in item_types(type(item)):
                yield from self._in_field(address, name, before, item)

    def _gone(self, address: str) -> Forskjell:
        reason = self.new.utgatt.get(address, "")
        return _difference(Forskjellsslag.BORTE, address, self.before[address], begrunnelse=reason)

    def _is_same(self, address: str) -> bool:
        """Tell whether the item lives on as its heir, rather than having been taken up in
        another.
        """
        return self.was[self.heirs[address]] == address

    def _follows(self, address: str) -> bool:
        """Tell whether an item moved only because what it stands in did."""
        owner = _owner(address)
        return (
            address not in self.new.flyttet and owner in self.before and self.heirs[owner] != owner
        )

    def _in_field(self, address: str, name: str, before: Punkt, item: Punkt) -> Iterator[Forskjell]:
        fra, til = _value(before, name), _value(item, name)
        make = partial(_difference, address=address, item=item, felt=alias(name))
        if name in pointers(type(item)):
            yield from self._in_references(address, name, make)
        elif fra == til:
            return
        elif name == "grunnlag" and {fra, til} <= set(STRENGTH):
            stronger = STRENGTH.index(til) > STRENGTH.index(fra)
            yield make(
                Forskjellsslag.STERKERE if stronger else Forskjellsslag.SVAKERE, fra=fra, til=til
            )
        else:
            yield make(Forskjellsslag.SKREVET_OM, fra=fra, til=til)

    def _in_references(
        self, address: str, name: str, make: Callable[..., Forskjell]
    ) -> Iterator[Forskjell]:
        # Two that were joined are one, and one that is named twice is one too.
        fra = list(
            dict.fromkeys(
                self.heirs.get(one, one) for one in _targets(self.before, self.was[address], name)
            )
        )
        til = list(dict.fromkeys(_targets(self.after, address, name)))
        # The order of sources says nothing: they are shown by author.
        if "Kilde" in pointers(type(self.after[address]))[name].til:
            yield from (make(Forskjellsslag.NY_KILDE, til=one) for one in til if one not in fra)
            yield from (make(Forskjellsslag.KILDE_BORTE, fra=one) for one in fra if one not in til)
        elif fra != til and sorted(fra) == sorted(til):
            yield make(Forskjellsslag.REKKEFOLGE, fra=fra, til=til)
        elif fra != til:
            yield make(Forskjellsslag.SKREVET_OM, fra=fra, til=til)

    def _order(self, liste: str) -> Iterator[Forskjell]:
        """Yield the list if what stood in it before stands there in another order."""
        owner, _, key = liste.rpartition("/")
        if owner and owner not in self.was:
            return
        origin = f"{self.was[owner]}/{key}" if owner else liste
        til = [address for address in _members(self.new, liste) if address in self.was]
        fra = [
            self.heirs[one]
            for one in _members(self.old, origin)
            if self.heirs[one] in til and self._is_same(one)
        ]
        if fra != (kept := [address for address in til if address in fra]):
            yield Forskjell(slag=Forskjellsslag.REKKEFOLGE, adresse=liste, fra=fra, til=kept)


def _difference(slag: Forskjellsslag, address: str, item: Punkt, **fields: Any) -> Forskjell:
    return Forskjell(slag=slag, adresse=address, navn=item.label, **fields)


def _owner(address: str) -> str:
    return address.rpartition("/")[0]


def _members(plan: Grunnplan, liste: str) -> list[str]:
    return [address_in(liste, item.id) for item in list_at(plan, liste) or ()]


def _targets(items: dict[str, Punkt], address: str, name: str) -> list[str]:
    return [
        ref.address for ref in references(items[address], tema_of(address)) if ref.field == name
    ]


def _value(owner: Any, name: str) -> Any:
    """Return a field as it stands in JSON."""
    return owner.model_dump(mode="json", include={name})[name]


def report(differences: Iterable[Forskjell], headings: Mapping[str, str]) -> Iterator[str]:
    """Yield the differences as lines for people, kind by kind. `headings` is what each kind is
    called.
    """
    differences = list(differences)
    for slag in Forskjellsslag:
        if of_kind := [one for one in differences if one.slag == slag]:
            yield f"{headings[slag]} ({len(of_kind)})"
            for one in of_kind:
                yield from (f"  {line}" for line in _reported(one))
            yield ""


def _reported(one: Forskjell) -> Iterator[str]:
    place = f"{one.adresse}.{one.felt}" if one.felt and one.felt != one.adresse else one.adresse
    match one.slag:
        case Forskjellsslag.NY:
            yield f"{place}  {one.navn}"
        case Forskjellsslag.BORTE:
            yield f"{place}  {one.navn}" + (
                f" Hvorfor: {one.begrunnelse}" if one.begrunnelse else ""
            )
        case Forskjellsslag.FLYTTET:
            yield f"{place} → {one.til}  {one.navn}"
        case Forskjellsslag.NY_KILDE | Forskjellsslag.KILDE_BORTE:
            yield f"{one.adresse}  {one.til or one.fra}"
        case Forskjellsslag.STERKERE | Forskjellsslag.SVAKERE:
            yield f"{one.adresse}  fra {one.fra} til {one.til}"
        case _:
            yield place
            yield f"  før: {shown(one.fra)}"
            yield f"  nå:  {shown(one.til)}"

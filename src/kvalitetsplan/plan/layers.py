"""Lay one layer of changes over the shared plan, or over what an earlier layer made of it.

The five operations work by id on items, in a fixed order: fjern, erstatt,
legg_til, rekkefølge, sett. Everything is checked; nothing that hits nothing, or
hits the same thing twice, passes in silence. A layer never changes what lies
below it: `apply` returns a new plan.
"""

from dataclasses import dataclass
from typing import Any, TypeVar

from kvalitetsplan.plan.addresses import (
    address_in,
    addressed,
    all_lists,
    field_name,
    find,
    heir,
    item_type,
    list_at,
    references,
    with_list,
)
from kvalitetsplan.plan.model import (
    Endring,
    Erstatt,
    Fjern,
    Grunnplan,
    Lag,
    LeggTil,
    Plassering,
    Punkt,
    Rekkefolge,
    Tilpasning,
    item_types,
)
from kvalitetsplan.reading.problems import PlanError, Problem, Slag, listed, nearest
from kvalitetsplan.reading.source import Map
from kvalitetsplan.reading.validation import build
from kvalitetsplan.reading.values import Modell, alias

M = TypeVar("M", bound=Modell)


@dataclass(frozen=True)
class Lagt:
    """What came of laying a layer: the plan, what was changed, and what was wrong."""

    grunnplan: Grunnplan
    endringer: tuple[Endring, ...]
    problems: tuple[Problem, ...]


def apply(grunnplan: Grunnplan, tilpasning: Tilpasning, lag: Lag) -> Lagt:
    """Lay `tilpasning` over `grunnplan` on behalf of `lag`.

    Never raises for bad data: what could not be done is among the problems, and
    the rest is done.
    """
    work = _Work(grunnplan, lag)
    removed = [work.remove(change) for change in tilpasning.fjern]
    work.plan = _without_references(work.plan, {address for address in removed if address})
    for erstatt in tilpasning.erstatt:
        work.replace(erstatt)
    for legg_til in tilpasning.legg_til:
        work.add(legg_til)
    for rekkefolge in tilpasning.rekkefolge:
        work.reorder(rekkefolge)
    for name, value in tilpasning.sett.items():
        work.set(tilpasning, name, value)
    return Lagt(work.plan, tuple(work.endringer), tuple(work.problems))


def why_untouchable(plan: Grunnplan, address: str) -> str:
    """Return why a layer may not change the item with this address, or an empty string if it may."""
    if found := find(plan, address):
        return (
            f"«{address}» er låst, fordi det gjengir loven; legg til noe eget i stedet"
            if found[1].LOCKED
            else ""
        )
    if find(plan, new := heir(plan, address)):
        return f"«{address}» er flyttet; skriv «{new}»"
    if reason := plan.utgatt.get(address):
        return f"«{address}» er tatt ut: {reason}"
    near = (
        nearest(address, addressed(plan))
        or "; adressen er temaet og id-en, som «relasjon/hilser-ved-navn»"
    )
    return f"ukjent punkt «{address}»{near}"


def why_irreplaceable(item: Punkt, felt: str) -> str:
    """Return why a layer may not put another value in a field of an item, or an empty string if it
    may.
    """
    fields = [
        alias(name)
        for name in type(item).model_fields
        if name != "id" and name not in item_types(type(item))
    ]
    if felt == "id":
        return "id kan ikke endres: adresser og tilpasninger henger på den"
    if felt not in fields:
        hint = nearest(felt, fields) or f"; dette punktet har {listed(fields)}"
        return f"ukjent felt «{felt}»{hint}"
    return ""


class _Work:
    """One layer in the making: the plan so far, and what has been said and done."""

    def __init__(self, plan: Grunnplan, lag: Lag) -> None:
        self.plan, self.lag = plan, lag
        self.endringer: list[Endring] = []
        self.problems: list[Problem] = []
        self._hit: set[tuple[str, ...]] = set()

    def remove(self, change: Fjern) -> str | None:
        """Leave an item out. Returns its address if that could be done."""
        found = self._target(change, change.id, "fjern")
        if not found:
            return None
        liste, item = found
        self.plan = with_list(
            self.plan,
            liste,
            (other for other in list_at(self.plan, liste) or () if other.id != item.id),
        )
        self._done("fjern", change, change.id, navn=item.label, begrunnelse=change.begrunnelse)
        return change.id

    def replace(self, change: Erstatt) -> None:
        """Put another text in one field, if it still says what the layer was written against."""
        found = self._target(change, change.id, "erstatt", change.felt)
        if not found or not self._replaceable(change, found[1]):
            return
        liste, item = found
        now = getattr(item, field_name(type(item), change.felt))
        if now != change.fra:
            return self._drift(change, now)
        value = self._checked(item, change)
        if value is not None:
            endring = self._done(
                "erstatt", change, change.id, navn=item.label, felt=change.felt, fra=now, til=value
            )
            self._swap(liste, item.with_change(endring, value))

    def add(self, change: LeggTil) -> None:
        """Put a new item in a list."""
        items = list_at(self.plan, change.liste)
        if items is None:
            return self._say(
                change,
                "liste",
                f"ukjent liste «{change.liste}»{nearest(change.liste, all_lists(self.plan))}",
            )
        if not isinstance(change.nytt, Map):
            return self._say(change, "nytt", "må være felt med navn, som «id: …»")
        try:
            item = _stamped(build(item_type(change.liste), change.nytt, "legg_til"), self.lag)
        except PlanError as error:
            self.problems += error.problems
            return
        address = address_in(change.liste, item.id)
        if find(self.plan, address):
            return self._say(
                change,
                "nytt",
                f"id-en «{address}» er i bruk; gi punktet en annen, gjerne med {self.lag}s navn først",
            )
        place = self._place(change, items)
        if place is not None:
            self.plan = with_list(self.plan, change.liste, (*items[:place], item, *items[place:]))
            self._done("legg_til", change, address, navn=item.label)

    def reorder(self, change: Rekkefolge) -> None:
        """Put some items first, in the order given; the rest follow as they were."""
        items = list_at(self.plan, change.liste)
        if items is None:
            return self._say(
                change,
                "liste",
                f"ukjent liste «{change.liste}»{nearest(change.liste, all_lists(self.plan))}",
            )
        by_id = {item.id: item for item in items}
        for index, id in enumerate(change.id):
            if id not in by_id:
                self._say(
                    change, "id", f"ukjent id «{id}» i «{change.liste}»{nearest(id, by_id)}", index
                )
            elif id in change.id[:index]:
                self._say(change, "id", f"«{id}» står to ganger; behold én", index)
        if not self._twice(change, "rekkefølge", change.liste) and set(change.id) <= set(by_id):
            rest = [item for item in items if item.id not in change.id]
            self.plan = with_list(
                self.plan, change.liste, [*(by_id[id] for id in dict.fromkeys(change.id)), *rest]
            )
            self._done("rekkefølge", change, change.liste, til=change.id)

    def set(self, tilpasning: Tilpasning, name: str, value: str) -> None:
        """Give a parameter its local value."""
        parameter = next((one for one in self.plan.parametre if one.id == name), None)
        mark = tilpasning.mark("sett", name)
        if parameter is None:
            known = [one.id for one in self.plan.parametre]
            message = (
                f"ukjent parameter «{name}»{nearest(name, known) or f'; kjente er {listed(known)}'}"
            )
            self.problems.append(Problem(mark, f"sett.{name}", message))
            return
        endring = Endring(
            "sett", f"parametre/{name}", self.lag, mark, name, "standard", parameter.standard, value
        )
        self.endringer.append(endring)
        self._swap("parametre", parameter.with_change(endring, value))

    def _target(
        self, change: Modell, address: str, operation: str, felt: str = ""
    ) -> tuple[str, Punkt] | None:
        if reason := why_untouchable(self.plan, address):
            self._say(change, "id", reason)
        elif not self._twice(change, operation, address, felt):
            return find(self.plan, address)
        return None

    def _twice(self, change: Modell, *what: str) -> bool:
        seen = what in self._hit
        self._hit.add(what)
        if seen:
            key = "liste" if what[0] == "rekkefølge" else "id"
            self._say(
                change,
                key,
                f"«{'.'.join(filter(None, what[1:]))}» står to ganger under {what[0]}; behold én",
            )
        return seen

    def _replaceable(self, change: Erstatt, item: Punkt) -> bool:
        reason = why_irreplaceable(item, change.felt)
        if reason:
            self._say(change, "felt", reason)
        return not reason

    def _drift(self, change: Erstatt, now: Any) -> None:
        message = f"{self.lag.under} sier nå {_quote(now)}; se om teksten deres fortsatt passer, og oppdater «fra»"
        mark = change.mark("fra")
        self.problems.append(
            Problem(mark, f"erstatt.{change.id}.{change.felt}", message, Slag.DRIFT)
        )

    def _checked(self, item: Punkt, change: Erstatt) -> Any:
        """Return the new value if the item may have it; else note why not."""
        tree = Map(change.mark())
        tree.update(item.model_dump(by_alias=True, exclude_none=True, mode="json"))
        tree[change.felt] = change.til if isinstance(change.til, str) else list(change.til)  # type: ignore[assignment]
        tree.values_at = {change.felt: change.mark("til")}
        try:
            return getattr(build(type(item), tree, "erstatt"), field_name(type(item), change.felt))
        except PlanError as error:
            self.problems += error.problems
            return None

    def _place(self, change: LeggTil, items: tuple[Punkt, ...]) -> int | None:
        """Return the index a new item goes in at; note if its neighbour is unknown."""
        if not isinstance(change.plassering, Plassering):
            return 0 if change.plassering == "først" else len(items)
        ids = [item.id for item in items]
        before, after = change.plassering.for_, change.plassering.etter
        if (before is None) == (after is None):
            self._say(change, "plassering", "skriv enten «før: id» eller «etter: id»")
            return None
        id = before or after or ""
        if id not in ids:
            self._say(
                change, "plassering", f"ukjent id «{id}» i «{change.liste}»{nearest(id, ids)}"
            )
            return None
        return ids.index(id) + (after is not None)

    def _swap(self, liste: str, new: Punkt) -> None:
        items = list_at(self.plan, liste) or ()
        self.plan = with_list(
            self.plan, liste, (new if item.id == new.id else item for item in items)
        )

    def _done(self, operation: Any, change: Modell, address: str, **rest: Any) -> Endring:
        endring = Endring(operation, address, self.lag, change.mark(), **rest)
        self.endringer.append(endring)
        return endring

    def _say(self, change: Modell, key: str, message: str, *deeper: int) -> None:
        operation = {
            Fjern: "fjern",
            Erstatt: "erstatt",
            LeggTil: "legg_til",
            Rekkefolge: "rekkefølge",
        }[type(change)]
        self.problems.append(Problem(change.mark(key, *deeper), f"{operation}.{key}", message))


def _quote(value: Any) -> str:
    return listed(value) if isinstance(value, tuple) else f"«{value}»"


def _stamped(item: Punkt, lag: Lag) -> Punkt:
    """Return the item, and everything in it, as added by `lag`."""
    inner = {
        name: tuple(_stamped(one, lag) for one in getattr(item, name))
        for name in item_types(type(item))
    }
    return item.model_copy(update=inner).with_origin(lag)


def _without_references(plan: Grunnplan, removed: set[str]) -> Grunnplan:
    """Return the plan without references to what was removed. What is left empty is for the checks
    to see.
    """
    return _cleaned(plan, "", removed) if removed else plan


def _cleaned(owner: M, tema: str, removed: set[str]) -> M:
    update: dict[str, Any] = {
        name: tuple(
            _cleaned(one, tema or (one.id if name == "temaer" else ""), removed)
            for one in getattr(owner, name)
        )
        for name in item_types(type(owner))
    }
    if isinstance(owner, Punkt):
        for ref in references(owner, tema):
            if isinstance(getattr(owner, ref.field), tuple):
                update[ref.field] = (
                    *update.get(ref.field, ()),
                    *([] if ref.address in removed else [ref.text]),
                )
    return owner.model_copy(update=update)

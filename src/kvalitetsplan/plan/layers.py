"""Lay one layer of changes over the shared plan, or over what an earlier layer made of it.

The five operations work by id on items, in a fixed order: fjern, erstatt,
legg_til, rekkefølge, sett. Everything is checked; nothing that hits nothing, or
hits the same thing twice, passes in silence. A layer never changes what lies
below it: `apply` returns a new plan.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from kvalitetsplan.plan.addresses import (
    address_in,
    field_name,
    find,
    is_outdated,
    item_type,
    list_at,
    owner_of,
    with_list,
    without_references,
)
from kvalitetsplan.plan.fieldvalues import quoted, stamped, stands, value_in, written_at
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
    item_lists,
)
from kvalitetsplan.plan.reasons import (
    unbearable,
    why_irreplaceable,
    why_no_list,
    why_no_word,
    why_untouchable,
)
from kvalitetsplan.reading.problems import Alvor, Mark, PlanError, Problem, nearest
from kvalitetsplan.reading.tree import Map
from kvalitetsplan.reading.validation import build
from kvalitetsplan.reading.values import Modell

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
    the rest is done. What others cannot be without, stays as it was.
    """
    laid = _laid(grunnplan, tilpasning, lag)
    wrong = unbearable(grunnplan, laid.grunnplan, tilpasning, lag)
    if not wrong:
        return laid
    refused = {one.mark for one in wrong}
    left = {
        "fjern": tuple(one for one in tilpasning.fjern if one.mark("id") not in refused),
        "erstatt": tuple(one for one in tilpasning.erstatt if one.mark("til") not in refused),
    }
    again = _laid(grunnplan, tilpasning.model_copy(update=left), lag)
    return replace(again, problems=(*again.problems, *wrong))


def _laid(grunnplan: Grunnplan, tilpasning: Tilpasning, lag: Lag) -> Lagt:
    work = _Work(grunnplan, lag)
    for fjern in tilpasning.fjern:
        work.remove(fjern)
    work.plan = without_references(work.plan, set(work.removed))
    for erstatt in tilpasning.erstatt:
        work.replace(erstatt)
    # What has parts comes first: more parts may be added to it.
    for legg_til in sorted(tilpasning.legg_til, key=lambda one: "/" in one.liste):
        work.add(legg_til)
    for rekkefolge in tilpasning.rekkefolge:
        work.reorder(rekkefolge)
    for name, value in tilpasning.sett.items():
        work.set(tilpasning, name, value)
    return Lagt(work.plan, tuple(work.endringer), tuple(work.problems))


class _Work:
    """One layer in the making: the plan so far, and what has been said and done."""

    def __init__(self, plan: Grunnplan, lag: Lag) -> None:
        self.plan, self.lag = plan, lag
        self.endringer: list[Endring] = []
        self.problems: list[Problem] = []
        self._hit: dict[tuple[str, ...], Mark] = {}
        self.removed: dict[str, Mark] = {}
        """Where everything that is left out is said to be, by address."""

    def remove(self, change: Fjern) -> None:
        """Leave an item out, with all that stands in it."""
        found = self._target(change, change.id, "fjern")
        if not found:
            return
        liste, item = found
        self.plan = with_list(
            self.plan,
            liste,
            (other for other in list_at(self.plan, liste) or () if other.id != item.id),
        )
        self._done("fjern", change, change.id, navn=item.label, begrunnelse=change.begrunnelse)
        inner = (one for ones in item_lists(item).values() for one in ones)
        for address in (change.id, *(f"{change.id}/{one.id}" for one in inner)):
            self.removed[address] = change.mark()

    def replace(self, change: Erstatt) -> None:
        """Put another text in one field, if it still says what the layer was written against."""
        found = self._target(change, change.id, "erstatt", change.felt)
        if not found or not self._replaceable(change, found[1]):
            return
        liste, item = found
        now = getattr(item, field_name(type(item), change.felt))
        if not stands(item, change.felt, change.fra):
            return self._drift(change, now)
        try:
            value = value_in(item, change.felt, change.til, written_at(change))
        except PlanError as error:
            self.problems += error.problems
        else:
            what = {"navn": item.label, "felt": change.felt, "fra": now, "til": value}
            endring = self._done("erstatt", change, change.id, **what, skrevet=change)
            self._swap(liste, item.with_change(endring, value))

    def add(self, change: LeggTil) -> None:
        """Put a new item in a list."""
        items = list_at(self.plan, change.liste)
        if items is None:
            return self._no_list(change)
        if not isinstance(change.nytt, Map):
            more = (
                "; hvert nye punkt har sin egen «- liste:»" if isinstance(change.nytt, list) else ""
            )
            return self._say(change, "nytt", f"må være felt med navn, som «id: …»{more}")
        try:
            item = stamped(build(item_type(change.liste), change.nytt, "legg_til"), self.lag)
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
            return self._no_list(change)
        by_id = {item.id: item for item in items}
        for index, id in enumerate(change.id):
            if id not in by_id:
                self._no_id(change, "id", id, by_id, index)
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
            alvor = Alvor.DRIFT if is_outdated(self.plan, f"parametre/{name}") else Alvor.FEIL
            message = why_no_word(self.plan, name)
            self.problems.append(Problem(mark, f"sett.{name}", message, alvor))
            return
        endring = Endring(
            "sett", f"parametre/{name}", self.lag, mark, name, "standard", parameter.standard, value
        )
        self.endringer.append(endring)
        self._swap("parametre", parameter.with_change(endring, value))

    def _no_list(self, change: LeggTil | Rekkefolge) -> None:
        taken = self._taken_out(owner_of(change.liste))
        outdated = is_outdated(self.plan, owner_of(change.liste))
        self._say(change, "liste", taken or why_no_list(self.plan, change.liste), drift=outdated)

    def _no_id(
        self, change: LeggTil | Rekkefolge, key: str, id: str, ids: Iterable[str], *deeper: int
    ) -> None:
        """Note that an id is not in the list of a change."""
        address = address_in(change.liste, id)
        taken, outdated = self._taken_out(address), is_outdated(self.plan, address)
        gone = why_untouchable(self.plan, address) if outdated else ""
        unknown = f"ukjent id «{id}» i «{change.liste}»{nearest(id, ids)}"
        drift = outdated and not taken
        self._say(change, key, taken or gone or unknown, *deeper, drift=drift)

    def _taken_out(self, address: str) -> str:
        """Return what to say of something that this layer leaves out itself."""
        by = next((one for one in (address, owner_of(address)) if one in self.removed), "")
        line = self.removed[by].line if by else 0
        return f"«{by}» har dere tatt ut i linje {line}; behold bare én av endringene" if by else ""

    def _target(
        self, change: Erstatt | Fjern, address: str, operation: str, felt: str = ""
    ) -> tuple[str, Punkt] | None:
        if taken := self._taken_out(address):
            self._say(change, "id", taken)
        elif reason := why_untouchable(self.plan, address):
            self._say(change, "id", reason, drift=is_outdated(self.plan, address))
        elif not self._twice(change, operation, address, felt):
            return find(self.plan, address)
        return None

    def _twice(self, change: Modell, *what: str) -> bool:
        first = self._hit.get(what)
        if not first:
            self._hit[what] = change.mark()
            return False
        key = "liste" if what[0] == "rekkefølge" else "id"
        name = ".".join(filter(None, what[1:]))
        where = f" (også i {first.file}:{first.line})" if first.file != change.mark().file else ""
        self._say(change, key, f"«{name}» står to ganger under {what[0]}{where}; behold én")
        return True

    def _replaceable(self, change: Erstatt, item: Punkt) -> bool:
        reason = why_irreplaceable(item, change.felt)
        if reason:
            self._say(change, "felt", reason)
        return not reason

    def _drift(self, change: Erstatt, now: Any) -> None:
        message = f"{self.lag.under} sier nå {quoted(now)}; se om teksten deres fortsatt passer, og oppdater «fra»"
        mark = change.mark("fra")
        self.problems.append(
            Problem(mark, f"erstatt.{change.id}.{change.felt}", message, Alvor.DRIFT)
        )

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
            self._no_id(change, "plassering", id, ids)
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

    def _say(
        self, change: Modell, key: str, message: str, *deeper: int, drift: bool = False
    ) -> None:
        operation = {
            Fjern: "fjern",
            Erstatt: "erstatt",
            LeggTil: "legg_til",
            Rekkefolge: "rekkefølge",
        }[type(change)]
        alvor = Alvor.DRIFT if drift else Alvor.FEIL
        place = f"{operation}.{key}"
        self.problems.append(Problem(change.mark(key, *deeper), place, message, alvor))

"""Lay one layer of changes over the shared plan, or over what an earlier layer made of it.

The five operations work by id on items, in a fixed order: fjern, erstatt,
legg_til, rekkefølge, sett. Everything is checked; nothing that hits nothing, or
hits the same thing twice, passes in silence. A layer never changes what lies
below it: `apply` returns a new plan.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from kvalitetsplan.plan.addresses import (
    address_in,
    addressed,
    all_lists,
    field_name,
    find,
    heir,
    is_outdated,
    item_type,
    list_at,
    owner_of,
    references,
    tema_of,
    why_gone,
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
    Tema,
    Tilpasning,
    item_lists,
    item_types,
)
from kvalitetsplan.plan.words import shown, slug
from kvalitetsplan.reading.problems import Mark, PlanError, Problem, Slag, listed, nearest
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
    the rest is done. What others cannot be without, is not removed.
    """
    laid = _laid(grunnplan, tilpasning, lag)
    needed = list(_needed(grunnplan, laid.grunnplan, tilpasning, lag))
    if not needed:
        return laid
    refused = {one.mark for one in needed}
    fjern = tuple(one for one in tilpasning.fjern if one.mark("id") not in refused)
    again = _laid(grunnplan, tilpasning.model_copy(update={"fjern": fjern}), lag)
    return Lagt(again.grunnplan, again.endringer, (*again.problems, *needed))


def _laid(grunnplan: Grunnplan, tilpasning: Tilpasning, lag: Lag) -> Lagt:
    work = _Work(grunnplan, lag)
    for fjern in tilpasning.fjern:
        work.remove(fjern)
    work.plan = _without_references(work.plan, set(work.removed))
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


def _needed(
    before: Grunnplan, after: Grunnplan, tilpasning: Tilpasning, lag: Lag
) -> Iterator[Problem]:
    """Yield the removals that leave something below without what it cannot be without."""
    if not tilpasning.fjern:
        return
    left = addressed(after)
    users: dict[str, list[str]] = {}
    for address, item in addressed(before).items():
        now = left.get(address)
        for ref in references(item, tema_of(address)) if now else ():
            value = getattr(now, ref.field)
            stands = value == ref.text if isinstance(value, str) else value == () and ref.is_needed
            if ref.address not in left and stands:
                users.setdefault(ref.address, []).append(address)
    for change in tilpasning.fjern:
        inside = f"{change.id}/"
        found = [
            one
            for address, those in users.items()
            if address == change.id or address.startswith(inside)
            for one in those
        ]
        if found:
            is_theme = isinstance(addressed(before)[change.id], Tema)
            message = _THEME_NEEDED[lag] if is_theme else _needed_by(found)
            yield Problem(change.mark("id"), "fjern.id", message.format(change.id, len(set(found))))


_THEME_NEEDED = {
    Lag.KOMMUNEN: "temaet «{}» brukes andre steder i planen ({}); slett denne endringen, og ta temaet "
    "ut med «temaer:» i kommune.yaml, der dere skriver de temaene dere vil ha",
    Lag.SKOLEN: "temaet «{}» brukes andre steder i planen ({}), og en skole kan ikke ta det ut; slett "
    "denne endringen",
}


def _needed_by(users: list[str]) -> str:
    first, *more = dict.fromkeys(users)
    others = f" og {len(more)} til" if more else ""
    return f"«{{}}» trengs av «{first}»{others}; fjern det også, eller erstatt det som viser hit"


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
    if reason := why_gone(plan, address):
        return f"«{address}» er tatt ut: {reason}"
    near = (
        nearest(address, addressed(plan))
        or "; adressen er temaet og id-en, som «relasjon/hilser-ved-navn»"
    )
    return f"ukjent punkt «{address}»{near}"


_LISTS_OF = {
    "arshjul": "hendelser",
    "aret": "hendelser",
    "handlingsplikten": "lokale_regler",
    "plikten": "lokale_regler",
    "regler": "lokale_regler",
    "lovverk": "paragrafer",
    "utviklingslop": "semestre",
    "ordliste": "begreper",
    "spor-og-svar": "situasjoner",
    "skjemaer": "maler",
    "tema": "temaer",
}
"""The list that is meant by the name of a page, or by what people call it."""


def why_no_list(plan: Grunnplan, liste: str) -> str:
    """Return why there is no list with this address, and what to write instead."""
    owner = owner_of(liste)
    if owner and (new := heir(plan, owner)) != owner and find(plan, new):
        return f"«{owner}» er flyttet; skriv «{new}/{liste.rpartition('/')[2]}»"
    if owner and (reason := why_gone(plan, owner)):
        return f"«{owner}» er tatt ut: {reason}"
    said = slug(liste.removesuffix(".html"))
    if _LISTS_OF.get(said) in item_lists(plan):
        return f"ukjent liste «{liste}»; lista heter «{_LISTS_OF[said]}»"
    hint = nearest(liste, all_lists(plan))
    return f"ukjent liste «{liste}»{hint or '; se listene med «kvalitetsplan skjema --lister»'}"


def value_in(item: Punkt, felt: str, verdi: Any, tree: Map | None = None) -> Any:
    """Return what a field of an item becomes when `verdi` is written in it; `[]` means nothing.

    `tree` says where it is written. Raises PlanError if the field cannot have it.
    """
    fields: Any = Map(Mark("?")) if tree is None else tree
    fields.update(item.model_dump(by_alias=True, exclude_none=True, mode="json"))
    name = field_name(type(item), felt)
    is_list = isinstance(getattr(item, name), tuple)
    if verdi == () and not is_list:
        if type(item).model_fields[name].is_required():
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
        return bool(value_in(item, felt, verdi) == now)
    except PlanError:
        return False


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
        if not same_value(item, change.felt, change.fra, now):
            return self._drift(change, now)
        try:
            value = value_in(item, change.felt, change.til, _written_at(change))
        except PlanError as error:
            self.problems += error.problems
        else:
            endring = self._done(
                "erstatt", change, change.id, navn=item.label, felt=change.felt, fra=now, til=value
            )
            self._swap(liste, item.with_change(endring, value))

    def add(self, change: LeggTil) -> None:
        """Put a new item in a list."""
        items = list_at(self.plan, change.liste)
        if items is None:
            return self._no_list(change)
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
            return self._no_list(change)
        by_id = {item.id: item for item in items}
        for index, id in enumerate(change.id):
            if id not in by_id:
                self._say(change, "id", self._no_id(change.liste, id, by_id), index)
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

    def _no_list(self, change: LeggTil | Rekkefolge) -> None:
        taken = self._taken_out(owner_of(change.liste))
        outdated = is_outdated(self.plan, owner_of(change.liste))
        self._say(change, "liste", taken or why_no_list(self.plan, change.liste), drift=outdated)

    def _no_id(self, liste: str, id: str, ids: Iterable[str]) -> str:
        """Return what to say of an id that is not in a list."""
        address = address_in(liste, id)
        if taken := self._taken_out(address):
            return taken
        if is_outdated(self.plan, address):
            return why_untouchable(self.plan, address)
        return f"ukjent id «{id}» i «{liste}»{nearest(id, ids)}"

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
            self._say(change, "plassering", self._no_id(change.liste, id, ids))
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
        slag = Slag.DRIFT if drift else Slag.FEIL
        place = f"{operation}.{key}"
        self.problems.append(Problem(change.mark(key, *deeper), place, message, slag))


def _written_at(change: Erstatt) -> Map:
    """Return a tree for the item that is changed, where the new value stands in the layer's file."""
    tree = Map(change.mark())
    tree.values_at = {change.felt: change.mark("til")}
    return tree


def _quote(value: Any) -> str:
    if value in (None, ()):
        return "ingenting, som skrives «[]»"
    return listed(value) if isinstance(value, tuple) else f"«{shown(value)}»"


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

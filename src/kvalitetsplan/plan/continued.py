"""What one file of a layer says of what another file of the same layer says.

A file in `tilpasning/` is often a proposal, written against the plan as it was published: with the
layer's other files in it. So it may go on from them: replace a text that they have written, where
`fra` is that text; take out what they have added or rewritten; order again a list that they have
ordered. What is said of it stands in the warnings, for then the older lines can be tidied away.
Within one file, the same thing twice is still a fault.
"""

from collections.abc import Iterator
from typing import Any

from kvalitetsplan.plan.addresses import address_in
from kvalitetsplan.plan.copied import as_node, map_with, seq_with
from kvalitetsplan.plan.model import Erstatt, Fjern, LeggTil, Plassering, Rekkefolge, Tilpasning
from kvalitetsplan.reading.problems import Alvor, Mark, Problem
from kvalitetsplan.reading.tree import Map, Seq
from kvalitetsplan.reading.values import Modell, tidy

WORD = "parametre/"
"""How the address of a word of one's own begins."""


def continued(layer: Tilpasning) -> tuple[Tilpasning, list[Problem]]:
    """Return what the files of a layer say when each may go on from the others, and what is worth
    tidying. `layer` is all of them joined.
    """
    work = _Work(layer)
    work.remove()
    work.replace()
    work.reorder()
    return work.result(), [*_unchanged(layer), *work.said]


def _unchanged(layer: Tilpasning) -> Iterator[Problem]:
    """Yield what is said to be replaced with what it says."""
    for one in layer.erstatt:
        if _said(one.fra) == _said(one.til):
            yield Problem(one.mark("til"), "erstatt.til", _UNCHANGED, Alvor.VARSEL)


_UNCHANGED = (
    "«fra» og «til» er like, så ingenting blir annerledes, men leserne ser «Tilpasset»; skriv det dere "
    "vil ha, eller ta bort punktet"
)


def continues(layer: Tilpasning, change: Erstatt | Fjern) -> bool:
    """Tell whether a change concerns what another file of the layer says, and not what lies
    below.
    """
    if any(_file(one) != _file(change) and within(one, change.id) for one in layer.legg_til):
        return True
    if isinstance(change, Fjern):
        return False
    before = [
        _said(one.til)
        for one in layer.erstatt
        if _key(one) == _key(change) and _file(one) != _file(change)
    ]
    word = _word(change)
    if word in layer.sett and layer.mark("sett", word).file != _file(change):
        before.append(_said(layer.sett[word]))
    return _said(change.fra) in before


class _Work:
    """The files of one layer, on their way to be one."""

    def __init__(self, layer: Tilpasning) -> None:
        self.layer = layer
        self.fjern, self.erstatt = list(layer.fjern), list(layer.erstatt)
        self.legg_til, self.rekkefolge = list(layer.legg_til), list(layer.rekkefolge)
        self.sett = dict(layer.sett)
        self.said: list[Problem] = []

    def result(self) -> Tilpasning:
        """Return the layer as it has become."""
        update = {name: getattr(self, name) for name in ("fjern", "erstatt", "legg_til")}
        update |= {"rekkefolge": self.rekkefolge}
        lists: dict[str, Any] = {name: tuple(ones) for name, ones in update.items()}
        return self.layer.model_copy(update={**lists, "sett": self.sett})

    def remove(self) -> None:
        """Let what one file takes out, go out of what the others say."""
        for change in tuple(self.fjern):
            own = self._own(change)
            texts = [one for one in self.erstatt if _concerns(change, one.id, one)]
            parts = [one for one in self.legg_til if _concerns(change, one.liste, one)]
            self.erstatt = [one for one in self.erstatt if one not in texts]
            self.legg_til = [one for one in self.legg_til if one not in parts]
            if own:
                self._take_out(own, change)
                self.fjern.remove(change)
            for old in filter(None, (own, *texts, *parts)):
                self._tell(change, "fjern.id", f"«{change.id}» tas ut her", old.mark())
            self._unlist(change)

    def _own(self, change: Erstatt | Fjern) -> LeggTil | None:
        """Return what another file adds, if that is or holds what a change concerns."""
        return next(
            (
                one
                for one in self.legg_til
                if within(one, change.id) and _file(one) != _file(change)
            ),
            None,
        )

    def _take_out(self, own: LeggTil, change: Fjern) -> None:
        """Take an item out of what a file adds: all of it, or a part."""
        place = self.legg_til.index(own)
        if _address(own) == change.id:
            del self.legg_til[place]
        else:
            self.legg_til[place] = own.model_copy(update={"nytt": _without(own.nytt, _id(change))})
        for index, one in enumerate(self.legg_til):
            if _neighbour(one) == change.id:
                self.legg_til[index] = one.model_copy(update={"plassering": "sist"})

    def _unlist(self, change: Fjern) -> None:
        """Leave what is taken out, out of the orders in other files."""
        for index, one in enumerate(self.rekkefolge):
            named = any(address_in(one.liste, id) == change.id for id in one.id)
            if named and _file(one) != _file(change):
                ids = tuple(id for id in one.id if address_in(one.liste, id) != change.id)
                self.rekkefolge[index] = one.model_copy(update={"id": ids})
        self.rekkefolge = [one for one in self.rekkefolge if one.id]

    def replace(self) -> None:
        """Let a text that goes on from another file's, take its place."""
        waiting = True
        while waiting:
            waiting = any(self._one_replaced(one) for one in tuple(self.erstatt))

    def _one_replaced(self, change: Erstatt) -> bool:
        word = _word(change)
        before = next((one for one in self.erstatt if goes_on(change, one)), None)
        own = self._own(change)
        if before and _said(before.fra) == _said(change.til):
            self._tell(change, "erstatt.til", "teksten er som før igjen her", before.mark())
            self.erstatt.remove(before)
        elif before:
            self.erstatt[self.erstatt.index(before)] = _chained(before, change)
        elif own and (nytt := _with_field(own, change)) is not None:
            self.legg_til[self.legg_til.index(own)] = own.model_copy(update={"nytt": nytt})
        elif (
            word in self.sett
            and _said(self.sett[word]) == _said(change.fra)
            and isinstance(change.til, str)
            and self.layer.mark("sett", word).file != _file(change)
        ):
            self.sett[word] = change.til
        else:
            return False
        self.erstatt.remove(change)
        return True

    def reorder(self) -> None:
        """Let the order in a later file come first in that of an earlier one."""
        first: dict[str, int] = {}
        kept: list[Rekkefolge] = []
        for one in self.rekkefolge:
            place = first.setdefault(one.liste, len(kept))
            if place < len(kept) and _file(kept[place]) != _file(one):
                old = kept[place]
                self._tell(one, "rekkefølge.liste", f"«{one.liste}» ordnes her", old.mark())
                rest = tuple(id for id in old.id if id not in one.id)
                kept[place] = one.model_copy(update={"id": (*one.id, *rest)})
            else:
                kept.append(one)
        self.rekkefolge = kept

    def _tell(self, change: Modell, place: str, what: str, old: Mark) -> None:
        message = f"{what}, så det som står i {old.file}:{old.line}, gjelder ikke; slett det der når dette er godtatt"
        self.said.append(Problem(change.mark(), place, message, Alvor.VARSEL))


def _concerns(change: Fjern, target: str, one: Modell) -> bool:
    """Tell whether what another file says of `target` concerns what `change` takes out, or what
    stands in it.
    """
    inside = target == change.id or target.startswith(f"{change.id}/")
    return inside and _file(one) != _file(change)


def _file(change: Modell) -> str:
    return str(change.mark().file)


def _key(change: Erstatt) -> tuple[str, str]:
    return change.id, change.felt


def _id(change: Erstatt | Fjern) -> str:
    return change.id.rpartition("/")[2]


def _word(change: Erstatt | Fjern) -> str:
    """Return the word of one's own that a change concerns; "" if it is none."""
    is_word = isinstance(change, Erstatt) and change.felt == "standard"
    return change.id.removeprefix(WORD) if is_word and change.id.startswith(WORD) else ""


def goes_on(change: Erstatt, before: Erstatt) -> bool:
    """Tell whether a change is written against what another file has put in the same field."""
    return (
        _key(change) == _key(before)
        and _file(change) != _file(before)
        and _said(change.fra) == _said(before.til)
    )


def _said(value: Any) -> Any:
    """Return a value as it can be compared: how it is wrapped, and whether a number is quoted,
    makes no difference.
    """
    if isinstance(value, dict):
        return {key: _said(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return tuple(_said(one) for one in value)
    return tidy(str(value)) if value is not None else ()


def _chained(before: Erstatt, change: Erstatt) -> Erstatt:
    """Return one change for two, each with the place where its part of it is written."""
    tree = Map(change.mark())
    tree.update({"id": change.id, "felt": change.felt})
    for key, from_ in {"id": change, "felt": change, "til": change, "fra": before}.items():
        tree[key], tree.values_at[key] = str(getattr(from_, key)), from_.mark(key)
    return before.model_copy(update={"til": change.til}).written_in(tree)


def _address(change: LeggTil) -> str:
    nytt = change.nytt
    return (
        address_in(change.liste, str(nytt["id"])) if isinstance(nytt, Map) and "id" in nytt else ""
    )


def within(change: LeggTil, address: str) -> bool:
    """Tell whether an address is that of an added item, or of something that stands in it."""
    own = _address(change)
    if not own or not (address == own or address.startswith(f"{own}/")):
        return False
    return address == own or any(True for _ in _parts(change.nytt, address.rpartition("/")[2]))


def _parts(nytt: Any, id: str) -> Iterator[tuple[str, int]]:
    """Yield where in an added item a part with this id stands."""
    for key, value in nytt.items():
        for index, one in enumerate(value if isinstance(value, Seq) else ()):
            if isinstance(one, Map) and one.get("id") == id:
                yield key, index


def _neighbour(change: LeggTil) -> str:
    """Return the address of what an item is placed beside; "" if nothing."""
    if not isinstance(change.plassering, Plassering):
        return ""
    return address_in(change.liste, change.plassering.for_ or change.plassering.etter or "")


def _with_field(own: LeggTil, change: Erstatt) -> Map | None:
    """Return what is added, with another value in the field that a change concerns; None if `fra`
    is not what stands there.
    """
    if _address(own) == change.id:
        return _changed(own.nytt, change)
    for key, index in _parts(own.nytt, _id(change)):
        part = _changed(own.nytt[key][index], change)
        if part is not None:
            return map_with(own.nytt, {key: seq_with(own.nytt[key], {index: part})})
    return None


def _changed(item: Map, change: Erstatt) -> Map | None:
    if _said(item.get(change.felt)) != _said(change.fra):
        return None
    if change.til == ():
        return map_with(item, {}, without=change.felt)
    new = map_with(item, {change.felt: as_node(change.til, change.mark("til"))})
    new.values_at[change.felt] = change.mark("til")
    return new


def _without(nytt: Map, id: str) -> Map:
    key, index = next(_parts(nytt, id))
    return map_with(nytt, {key: seq_with(nytt[key], {}, without=index)})

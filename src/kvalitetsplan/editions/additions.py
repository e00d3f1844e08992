"""What a newer plan below asks about the items that a layer has added."""

from typing import Any

from kvalitetsplan.editing.edits import Edit
from kvalitetsplan.editions.adoption import Adoption
from kvalitetsplan.editions.around import Around
from kvalitetsplan.editions.choices import (
    BEGGE,
    EGET,
    FOLG,
    PEK,
    SLETT,
    TA_NY,
    Sporsmal,
    Valg,
    added,
    name_of,
    set_aside,
)
from kvalitetsplan.editions.following import (
    Loc,
    Mending,
    Where,
    added_item,
    fits,
    followed,
    mended,
    renamed,
)
from kvalitetsplan.editions.further import on_item
from kvalitetsplan.plan.addresses import address_in, find, list_at, owner_of, tema_of
from kvalitetsplan.plan.model import LeggTil, Plassering, Punkt
from kvalitetsplan.reading.tree import Map


class Addition:
    """An item that the layer adds."""

    def __init__(self, around: Around, change: LeggTil, loc: Loc) -> None:
        self.around, self.change, self.loc = around, change, loc
        self.further = on_item(around.layer, change)
        self.away = (Edit(loc, None), *self.further.away())
        self.remove = Valg(SLETT, "punktet deres slettes", self.away)

    def question(self) -> Sporsmal | None:
        """Return what must be decided where its list, its id or what it points to is not free."""
        if not isinstance(self.change.nytt, Map) or "id" not in self.change.nytt:
            return None
        around, change = self.around, self.change
        liste = around.liste(change.liste)
        if liste is None:
            return self._homeless()
        item = added_item(change.model_copy(update={"liste": liste}))
        if not item:
            return None
        taken = find(around.left, address_in(liste, item.id)) if liste == change.liste else None
        return self._same_id(item, taken[1]) if taken else self._following(item, liste)

    def _homeless(self) -> Sporsmal | None:
        """Ask about an item whose list is gone, with what the list stood in."""
        owner = owner_of(self.change.liste)
        if not owner:
            return None  # no such list has ever been: `valider` says so
        adoption = Adoption(self.around)
        new = adoption.add(owner)
        own: tuple[Valg, ...] = ()
        if new:
            liste = f"{new}/{self.change.liste.rpartition('/')[2]}"
            hva = f"«{new}» blir deres, og punktet blir stående der{adoption.along(new)}"
            edits = (Edit((*self.loc, "liste"), liste), *self._along(liste))
            own = (Valg(EGET, hva, edits, tuple(adoption.entries)),)
        choices = (*(own or (self._aside(),)), self.remove)
        return self._ask(self.around.gone(owner), choices)

    def _following(self, item: Punkt, liste: str) -> Sporsmal | None:
        """Ask about an item that stands, or points, where something has moved or is gone."""
        change, around = self.change, self.around
        address = address_in(liste, item.id)
        found = self._mended(item, address, around.where)
        stays = liste == change.liste
        moved = () if stays else (Edit((*self.loc, "liste"), liste), *self._along(liste))
        place = self._placed(liste)
        reasons = [f"«{change.liste}» er flyttet til «{liste}»."] if moved else []
        reasons += ["Punktet det skal stå ved, er flyttet eller borte."] if place else []
        reasons += [f"Det viser til noe annet: {around.gone(one)}" for one in _gone(found)]
        if not reasons:
            return None
        base, after = (*moved, *place), self._referring(item, address, around.where)
        edits = (*base, *(one.edit for one in found if one.edit), *after)
        if any(one.edit is None for one in found):
            choices = self._stuck(found, base, edits, item, address)
        else:
            # What stood in something that has become the layer's own, is kept as that is. So is
            # what cannot be without something that has.
            needs = any(one.edit is None for one in self._mended(item, address, around.below))
            is_kept = needs or (moved and owner_of(liste) in around.own)
            point = [self._point(found[0], base)] if needs and len(found) == 1 else []
            choices = (self._follow(edits, EGET if is_kept else FOLG), *point)
        return self._ask(" ".join(reasons), (*choices, self.remove))

    def _mended(self, item: Punkt, address: str, where: Where) -> list[Mending]:
        return list(mended(item, address, (*self.loc, "nytt"), where))

    def _referring(self, item: Punkt, address: str, where: Where) -> tuple[Edit, ...]:
        """Return what lets what other files write in the item follow what it refers to."""
        return tuple(
            Edit((*loc, key), new)
            for loc, felt, part, texts in self.further.references(item)
            for key, text in texts
            if (new := followed(part, felt, text, tema_of(address), where)) not in (None, text)
            and fits(part, felt, new)
        )

    def _along(self, liste: str) -> tuple[Edit, ...]:
        """Return what lets the other files follow the item to another list."""
        id = str(self.change.nytt["id"])
        return self.further.moved(address_in(self.change.liste, id), address_in(liste, id))

    def _follow(self, edits: tuple[Edit, ...], name: str) -> Valg:
        return Valg(name, "punktet blir med, og viser til det som finnes nå", edits)

    def _point(self, one: Mending, edits: tuple[Edit, ...]) -> Valg:
        hva = f"skriv hva «{one.loc[-1]}» skal vise til i stedet"
        return Valg(PEK, hva, edits, skrives=one.loc, er_liste=one.is_list)

    def _stuck(
        self,
        found: list[Mending],
        base: tuple[Edit, ...],
        edits: tuple[Edit, ...],
        item: Punkt,
        address: str,
    ) -> tuple[Valg, ...]:
        """Return the choices where a field cannot be without what is gone: take that along, or
        point at another.
        """
        stuck = [one for one in found if one.edit is None]
        adoption = Adoption(self.around)
        for gone in (address for one in stuck for address in one.gone):
            adoption.add_with(gone, {})
        along = [one.edit for one in self._mended(item, address, adoption.there)]
        own: tuple[Valg, ...] = ()
        if all(along):
            hva = f"det punktet viser til, blir deres{adoption.along('').replace(', og tar med', ':')}"
            after = self._referring(item, address, adoption.there)
            own = (Valg(EGET, hva, (*base, *filter(None, along), *after), tuple(adoption.entries)),)
        point = self._point(stuck[0], edits if len(stuck) == 1 else ())
        return (*own, point) if own else (point, self._aside())

    def _aside(self) -> Valg:
        what = "punktet deres blir en kommentar nederst i fila"
        return set_aside(self.loc, what, self.further.aside())

    def _same_id(self, item: Punkt, theirs: Punkt) -> Sporsmal:
        """Ask about an item that has the id of one that stands below."""
        around, old = self.around, address_in(self.change.liste, item.id)
        new = around.free(old)
        edits = (
            *renamed(around.plan, around.layer, old, new),
            *self.further.moved(old, new),
        )
        both = Valg(BEGGE, f"punktet deres blir «{new}», overalt i tilpasning.yaml", edits)
        hva = f"punktet i {around.under} gjelder; punktet deres slettes"
        take = Valg(TA_NY, hva, self.away)
        below = around.under.capitalize()
        texts = ((below, theirs.label), ("Deres punkt", item.label), *self.further.texts())
        what = f"{below} har fått et punkt med samme id."
        return Sporsmal(name_of(self.change), self.change.mark(), what, texts, (both, take))

    def _placed(self, liste: str) -> tuple[Edit, ...]:
        """Return what to do about a neighbour that is not in the list any more."""
        change, around = self.change, self.around
        if not isinstance(change.plassering, Plassering):
            return ()
        key = "før" if change.plassering.for_ else "etter"
        id = change.plassering.for_ or change.plassering.etter or ""
        every = around.layer.legg_til
        if id in around.ids(change.liste, liste, ours=every):
            return ()
        new = around.id_now(change.liste, liste, id)
        if new in self._before(liste):
            return (Edit((*self.loc, "plassering", key), new),)
        return self._beside_later(key, liste, new) or self._where_it_was(key, liste, id)

    def _before(self, liste: str) -> set[str]:
        """Return the ids that are in the list when the item is added."""
        every = self.around.layer.legg_til
        earlier = every[: every.index(self.change)]
        return self.around.ids(self.change.liste, liste, ours=earlier)

    def _beside_later(self, key: str, liste: str, id: str) -> tuple[Edit, ...]:
        """Return what lets the item stand beside one of the layer's own that is added after it: it
        goes where that one was to go, and that one beside it.
        """
        every = self.around.layer.legg_til
        same = (one for one in every if one.liste in (self.change.liste, liste) and added(one))
        later = next((one for one in same if added(one)[0].rpartition("/")[2] == id), None)
        if not later:
            return ()
        place: Any = later.plassering
        if isinstance(place, Plassering):
            if not {place.for_, place.etter} & self._before(liste):
                return ()
            place = {"før": place.for_} if place.for_ else {"etter": place.etter}
        beside = {"etter" if key == "før" else "før": str(self.change.nytt["id"])}
        is_new = "plassering" not in later.model_fields_set
        theirs = Edit(("legg_til", every.index(later), "plassering"), beside, append=is_new)
        return (Edit((*self.loc, "plassering"), place), theirs)

    def _where_it_was(self, key: str, liste: str, id: str) -> tuple[Edit, ...]:
        """Return what lets the item stand beside what was next to the neighbour that is gone; last
        where nobody knows.
        """
        where = (*self.loc, "plassering")
        ids = [one.id for one in list_at(self.around.ground.old, self.change.liste) or ()]
        if id not in ids:
            return (Edit(where, None),)
        at = ids.index(id)
        beside = ids[at + 1 :] if key == "før" else ids[:at][::-1]
        there = {one.id for one in list_at(self.around.left, liste) or ()}
        kept = (one for one in beside if one in there and not self._is_out(liste, one))
        if near := next(kept, ""):
            return (Edit((*where, key), near),)
        return (Edit(where, "først" if key == "etter" else None),)

    def _is_out(self, liste: str, id: str) -> bool:
        return address_in(liste, id) in self.around.out

    def _ask(self, what: str, choices: tuple[Valg, ...]) -> Sporsmal:
        texts = (("Deres punkt", str(self.change.nytt["id"])), *self.further.texts())
        return Sporsmal(name_of(self.change), self.change.mark(), what, texts, choices)


def _gone(found: list[Mending]) -> list[str]:
    return list(dict.fromkeys(address for one in found for address in (*one.moved, *one.gone)))

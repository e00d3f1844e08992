"""What a newer plan below asks about the items that a layer has added."""

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
    name_of,
    set_aside,
)
from kvalitetsplan.editions.following import Loc, Mending, added_item, mended, renamed
from kvalitetsplan.plan.addresses import address_in, find, owner_of
from kvalitetsplan.plan.model import LeggTil, Plassering, Punkt
from kvalitetsplan.reading.tree import Map


class Addition:
    """An item that the layer adds."""

    def __init__(self, around: Around, change: LeggTil, loc: Loc) -> None:
        self.around, self.change, self.loc = around, change, loc
        self.remove = Valg(SLETT, "punktet deres slettes", (Edit(loc, None),))

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
            edits = (Edit((*self.loc, "liste"), liste),)
            own = (Valg(EGET, hva, edits, tuple(adoption.entries)),)
        choices = (*(own or (self._aside(),)), self.remove)
        return self._ask(self.around.gone(owner), choices)

    def _following(self, item: Punkt, liste: str) -> Sporsmal | None:
        """Ask about an item that stands, or points, where something has moved or is gone."""
        change, around = self.change, self.around
        address = address_in(liste, item.id)
        found = list(mended(item, address, (*self.loc, "nytt"), around.where))
        moved = () if liste == change.liste else (Edit((*self.loc, "liste"), liste),)
        place = self._placed(liste)
        reasons = [f"«{change.liste}» er flyttet til «{liste}»."] if moved else []
        reasons += ["Punktet det skal stå ved, er flyttet eller borte."] if place else []
        reasons += [f"Det viser til noe annet: {around.gone(one)}" for one in _gone(found)]
        if not reasons:
            return None
        edits = (*moved, *place, *(one.edit for one in found if one.edit))
        choices: tuple[Valg, ...] = (self._follow(edits),)
        if any(one.edit is None for one in found):
            choices = self._stuck(found, edits, item, address)
        return self._ask(" ".join(reasons), (*choices, self.remove))

    def _follow(self, edits: tuple[Edit, ...]) -> Valg:
        return Valg(FOLG, "punktet blir med, og viser til det som finnes nå", edits)

    def _stuck(
        self, found: list[Mending], edits: tuple[Edit, ...], item: Punkt, address: str
    ) -> tuple[Valg, ...]:
        """Return the choices where a field cannot be without what is gone: take that along, or
        point at another.
        """
        stuck = [one for one in found if one.edit is None]
        adoption = Adoption(self.around)
        for gone in (address for one in stuck for address in one.gone):
            adoption.add_with(gone, {})
        along = [one.edit for one in mended(item, address, (*self.loc, "nytt"), adoption.there)]
        own: tuple[Valg, ...] = ()
        if all(along):
            hva = f"det punktet viser til, blir deres{adoption.along('').replace(', og tar med', ':')}"
            mending = {id(one.edit) for one in found}
            others = (one for one in edits if id(one) not in mending)
            own = (Valg(EGET, hva, (*others, *filter(None, along)), tuple(adoption.entries)),)
        first, alone = stuck[0], len(stuck) == 1
        hva = f"skriv hva «{first.loc[-1]}» skal vise til i stedet"
        point = Valg(PEK, hva, edits if alone else (), skrives=first.loc, er_liste=first.is_list)
        return (*own, point) if own else (point, self._aside())

    def _aside(self) -> Valg:
        return set_aside(self.loc, "punktet deres blir en kommentar nederst i fila")

    def _same_id(self, item: Punkt, theirs: Punkt) -> Sporsmal:
        """Ask about an item that has the id of one that stands below."""
        around, old = self.around, address_in(self.change.liste, item.id)
        new = around.free(old)
        edits = renamed(around.plan, around.layer, old, new)
        both = Valg(BEGGE, f"punktet deres blir «{new}», overalt i tilpasning.yaml", edits)
        hva = f"punktet i {around.under} gjelder; punktet deres slettes"
        take = Valg(TA_NY, hva, (Edit(self.loc, None),))
        below = around.under.capitalize()
        texts = ((below, theirs.label), ("Deres punkt", item.label))
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
        earlier = every[: every.index(change)]
        if new in around.ids(change.liste, liste, ours=earlier):
            return (Edit((*self.loc, "plassering", key), new),)
        return (Edit((*self.loc, "plassering"), None),)

    def _ask(self, what: str, choices: tuple[Valg, ...]) -> Sporsmal:
        texts = (("Deres punkt", str(self.change.nytt["id"])),)
        return Sporsmal(name_of(self.change), self.change.mark(), what, texts, choices)


def _gone(found: list[Mending]) -> list[str]:
    return list(dict.fromkeys(address for one in found for address in (*one.moved, *one.gone)))

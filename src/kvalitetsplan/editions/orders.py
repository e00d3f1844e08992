"""What a newer plan below asks about the lists that a layer has put in another order."""

from kvalitetsplan.editing.edits import Edit
from kvalitetsplan.editions.adoption import Adoption
from kvalitetsplan.editions.around import Around
from kvalitetsplan.editions.choices import (
    EGET,
    FOLG,
    SLETT,
    Sporsmal,
    Valg,
    name_of,
    set_aside,
)
from kvalitetsplan.editions.following import Loc
from kvalitetsplan.plan.addresses import address_in, list_at, owner_of
from kvalitetsplan.plan.model import Rekkefolge


class Order:
    """A list that the layer puts in another order."""

    def __init__(self, around: Around, change: Rekkefolge, loc: Loc) -> None:
        self.around, self.change, self.loc = around, change, loc

    def question(self) -> Sporsmal | None:
        """Return what must be decided where the list, or something in it, is not there."""
        around, change = self.around, self.change
        liste = around.liste(change.liste)
        if liste is None:
            return self._ask(around.gone(change.liste), (self._homeless(), self._remove()))
        ids = around.ids(change.liste, liste, ours=around.layer.legg_til)
        now = [id if id in ids else around.id_now(change.liste, liste, id) for id in change.id]
        kept = tuple(dict.fromkeys(id for id in now if id in ids))
        if liste == change.liste and kept == change.id:
            return None
        moved = () if liste == change.liste else (Edit((*self.loc, "liste"), liste),)
        edits = (*moved, *([] if kept == change.id else [Edit((*self.loc, "id"), kept)]))
        file = change.mark().file  # an order in another file goes on from this
        beside = [one for one in around.layer.rekkefolge if one.mark().file == file]
        free = kept and (not moved or all(one.liste != liste for one in beside))
        # What has become the layer's own is kept, in the words that were offered before it had.
        name = EGET if moved and owner_of(liste) in around.own else FOLG
        follow = Valg(name, f"rekkefølgen blir {', '.join(kept)}", edits)
        what = "Noe i lista er flyttet eller borte."
        first = follow if free else set_aside(self.loc)
        return self._ask(what, (first, self._remove()))

    def _homeless(self) -> Valg:
        """Return how the words are kept where what the list stood in is gone."""
        around, change = self.around, self.change
        owner, _, key = change.liste.rpartition("/")
        adoption = Adoption(around)
        new = adoption.add(owner) if owner else None
        ours = {one for one in around.own if owner_of(one) == owner}
        there = {
            address_in(change.liste, one.id)
            for one in list_at(around.ground.old, change.liste) or ()
        }
        kept = [
            id for id in change.id if address_in(change.liste, id) in (there | ours) - around.out
        ]
        if not new or not kept:
            return set_aside(self.loc)
        edits = (Edit((*self.loc, "liste"), f"{new}/{key}"), Edit((*self.loc, "id"), tuple(kept)))
        hva = f"«{new}» blir deres, og rekkefølgen gjelder der{adoption.along(new)}"
        return Valg(EGET, hva, edits, tuple(adoption.entries))

    def _remove(self) -> Valg:
        under = self.around.under
        return Valg(SLETT, f"rekkefølgen i {under} gjelder", (Edit(self.loc, None),))

    def _ask(self, what: str, choices: tuple[Valg, ...]) -> Sporsmal:
        texts = (("Deres rekkefølge", self.change.id),)
        return Sporsmal(name_of(self.change), self.change.mark(), what, texts, choices)

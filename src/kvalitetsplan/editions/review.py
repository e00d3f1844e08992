"""What a newer plan below asks a municipality, or a school, to decide about its own changes.

`review` finds the questions, each with its choices, and each choice with the edits it
makes in `tilpasning.yaml`. What asks nothing arrives by itself.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kvalitetsplan.editing.edits import Edit
from kvalitetsplan.editions.additions import Addition
from kvalitetsplan.editions.adoption import followed_text, kept_as_own
from kvalitetsplan.editions.around import Around
from kvalitetsplan.editions.choices import (
    BEHOLD,
    FOLG,
    PEK,
    SKRIV,
    SLETT,
    TA_NY,
    Ground,
    Sporsmal,
    Valg,
    name_of,
    set_aside,
)
from kvalitetsplan.editions.following import Loc
from kvalitetsplan.editions.further import (
    Further,
    fields_of,
    is_first,
    on_text,
    on_word,
    own_of,
)
from kvalitetsplan.editions.orders import Order
from kvalitetsplan.plan.addresses import (
    field_name,
    find,
    pointers,
    references,
    tema_of,
)
from kvalitetsplan.plan.continued import WORD, continues
from kvalitetsplan.plan.fieldvalues import as_written, same_value, stands
from kvalitetsplan.plan.model import Erstatt, Fjern, Punkt, Tilpasning
from kvalitetsplan.plan.reasons import why_irreplaceable


def review(ground: Ground, layer: Tilpasning) -> tuple[Sporsmal, ...]:
    """Return what a layer asks when it is to lie over `ground`, operation by operation."""
    around = Around(ground, layer)
    return tuple(filter(None, _questions(around)))


def _questions(around: Around) -> Iterator[Sporsmal | None]:
    layer = around.layer
    for index, replaced in enumerate(layer.erstatt):
        one = _Replacement(around, replaced, ("erstatt", index))
        # What goes on from another is asked about with that.
        if is_first(layer, replaced, one.item):
            yield one.question()
        elif own := own_of(layer, replaced):
            yield one.referring(own[1], Path(str(own[0].mark().file)).name)
    for index, added in enumerate(layer.legg_til):
        yield Addition(around, added, ("legg_til", index)).question()
    for index, order in enumerate(layer.rekkefolge):
        yield Order(around, order, ("rekkefølge", index)).question()
    for name in layer.sett:
        yield _own_word(around, name)
    # Last: what is kept as one's own is kept without what the layer has taken out of it.
    for index, removed in enumerate(layer.fjern):
        if continues(layer, removed):
            continue
        yield _Removal(around, removed, ("fjern", index)).question()


class _Removal:
    """Something that the layer leaves out."""

    def __init__(self, around: Around, change: Fjern, loc: Loc) -> None:
        self.around, self.change, self.loc = around, change, loc

    def question(self) -> Sporsmal | None:
        """Return what must be decided, if what is left out is not there."""
        if find(self.around.plan, self.change.id):
            return None
        texts = (("Dere tok det ut fordi", self.change.begrunnelse),)
        return _lost(self.around, self.change, self.loc, texts, (), Further())


class _Replacement:
    """A field that the layer puts something else in."""

    def __init__(self, around: Around, change: Erstatt, loc: Loc) -> None:
        self.around, self.change, self.loc = around, change, loc
        self.further = on_text(around.layer, change)
        # What is published, and where that is written.
        self.last_loc, self.last = self.further.last(loc, change)
        self.ours = (("Deres tekst", change.til), *self.further.texts())
        self.below = around.under.capitalize()
        found = find(around.left, change.id)
        self.item = found[1] if found and change.felt in fields_of(found[1]) else None
        self.take = Valg(
            TA_NY, f"teksten i {around.under} gjelder; endringen deres slettes", self._away()
        )

    def question(self) -> Sporsmal | None:
        """Return what must be decided where the plan below has changed, or what may be tidied."""
        if not find(self.around.plan, self.change.id):
            texts = (("Dere skrev mot", self.change.fra), *self.ours)
            own = kept_as_own(self.around, self.change, self.loc, self.further)
            return _lost(self.around, self.change, self.loc, texts, own, self.further)
        found = find(self.around.left, self.change.id)
        if not found or found[1].LOCKED or why_irreplaceable(found[1], self.change.felt):
            return None  # not a matter of versions: the layer is wrong, and `valider` says how
        item = found[1]
        now = getattr(item, field_name(type(item), self.change.felt))
        if same_value(item, self.change.felt, self.change.til, now):
            return self._equal(item, now)
        if not stands(item, self.change.felt, self.change.fra):
            return self._drift(item, now)
        return self.referring(item, self.around.under)

    def referring(self, item: Punkt, under: str) -> Sporsmal | None:
        """Return what must be decided where the text refers to what is elsewhere, or gone, in an
        item that stands in `under`.
        """
        followed = followed_text(self.around, item, self.last)
        if followed == self.last.til:
            return None
        away = Valg(SLETT, f"teksten i {under} gjelder", self._away())
        if followed is None:
            return self._stranded(item, away)
        edit = Edit((*self.last_loc, "til"), followed)
        follow = Valg(FOLG, "viser til det som finnes nå", (edit,))
        choices = (follow, self._point(), away)
        texts = (*self.ours, ("Uten det som er borte", followed))
        return self._ask("Deres tekst viser til noe som er flyttet eller borte.", texts, choices)

    def _stranded(self, item: Punkt, away: Valg) -> Sporsmal | None:
        """Ask about references that are all gone, or of which one must be there."""
        name = field_name(type(item), self.change.felt)
        meant = item.model_copy(update={name: self.last.til})
        gone = [
            one.address
            for one in references(meant, tema_of(self.change.id))
            if one.field == name and self.around.where(one.address) is None
        ]
        if not gone:
            return None  # wrong in another way: `valider` says how
        what = " ".join(self.around.gone(one) for one in gone)
        return self._ask(what, self.ours, (self._point(), away))

    def _point(self) -> Valg:
        is_list = isinstance(self.last.til, tuple)
        write = (*self.last_loc, "til")
        return Valg(PEK, "vis til noe annet", skrives=write, er_liste=is_list)

    def _drift(self, item: Punkt, now: Any) -> Sporsmal:
        texts = (
            ("Dere skrev mot", self.change.fra),
            (f"{self.below} nå", now),
            *self.ours,
        )
        seen = Edit((*self.loc, "fra"), as_written(now))
        followed, text = followed_text(self.around, item, self.last), (*self.last_loc, "til")
        also = () if followed in (None, self.last.til) else (Edit(text, followed),)
        keep = Valg(BEHOLD, "deres tekst står som før", (seen, *also))
        is_list = isinstance(now, tuple)
        points = field_name(type(item), self.change.felt) in pointers(type(item))
        navn, hva = (PEK, "vis til noe annet") if points else (SKRIV, "skriv en ny tekst")
        write = Valg(navn, hva, (seen,), skrives=text, er_liste=is_list)
        what = f"{self.below} er endret der dere har skrevet deres egen tekst."
        if now in (None, ()):
            what = f"{self.below} har ikke lenger noe i dette feltet."
        return self._ask(what, texts, (keep, self.take, write))

    def _equal(self, item: Punkt, now: Any) -> Sporsmal:
        settled = stands(item, self.change.felt, self.change.fra)
        keep = () if settled else (Edit((*self.loc, "fra"), as_written(now)),)
        same = f"teksten blir den samme, og følger {self.around.under} videre"
        choices = (
            Valg(SLETT, same, (Edit(self.loc, None),)),
            Valg(BEHOLD, "endringen blir stående", keep),
        )
        what = f"Deres tekst er nå den samme som i {self.around.under}."
        return self._ask(what, (("Teksten", now),), choices, waits=not settled)

    def _away(self) -> tuple[Edit, ...]:
        return (Edit(self.loc, None), *self.further.away())

    def _ask(
        self,
        what: str,
        texts: tuple[tuple[str, Any], ...],
        choices: tuple[Valg, ...],
        waits: bool = True,
    ) -> Sporsmal:
        return Sporsmal(name_of(self.change), self.change.mark(), what, texts, choices, waits)


def _lost(
    around: Around,
    change: Erstatt | Fjern,
    loc: Loc,
    texts: tuple[tuple[str, Any], ...],
    own: tuple[Valg, ...],
    further: Further,
) -> Sporsmal:
    """Ask about a change to something that is not there any more."""
    new = around.heir(change.id)
    remove = Valg(SLETT, "endringen deres slettes", (Edit(loc, None), *further.away()))
    kept = own or (set_aside(loc, also=further.aside()),)
    if not (found := find(around.plan, new)):
        hint = "" if own or isinstance(change, Fjern) else _how_own(around, change)
        what = f"{around.gone(change.id)}{hint}"
        return Sporsmal(name_of(change), change.mark(), what, texts, (*kept, remove))
    moved = change.model_copy(update={"id": new})
    fits = not isinstance(change, Erstatt) or change.felt in fields_of(found[1])
    edits = (Edit((*loc, "id"), new), *further.moved(change.id, new))
    follow = Valg(FOLG, f"endringen gjelder «{new}»", edits)
    free = fits and not found[1].LOCKED and name_of(moved) not in around.names
    # Where there is a change already, the words can only stay in an item of one's own.
    choices = (follow, remove) if free else (*kept, remove)
    return Sporsmal(name_of(change), change.mark(), around.gone(change.id), texts, choices)


def _how_own(around: Around, change: Erstatt) -> str:
    """Return how an item that is gone can be kept, if what is missing is an edition that has it."""
    if find(around.ground.old, change.id):
        return ""
    return " Det kan bli deres eget: Bruk --fra og en utgave som har det."


def _own_word(around: Around, name: str) -> Sporsmal | None:
    """Return what must be decided about a word of the layer's own that is not used any more."""
    layer, known = around.layer, {parameter.id for parameter in around.plan.parametre}
    if name in known:
        return None
    new, further = around.heir(f"{WORD}{name}").removeprefix(WORD), on_word(layer, name)
    edits = (Edit(("sett", name), new, key=True), *further.moved(f"{WORD}{name}", f"{WORD}{new}"))
    follow = Valg(FOLG, f"ordet heter nå «{new}»", edits)
    remove = Valg(SLETT, "ordet deres slettes", (Edit(("sett", name), None), *further.away()))
    free = new in known and new not in layer.sett
    choices = (follow if free else set_aside(("sett", name), also=further.aside()), remove)
    what = f"Ordet «{name}» brukes ikke lenger i {around.under}."
    texts = (("Deres ord", layer.sett[name]), *further.texts())
    return Sporsmal(f"sett {name}", layer.mark("sett", name), what, texts, choices)

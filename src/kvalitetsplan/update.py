"""What a newer plan below asks a municipality, or a school, to decide about its own changes.

`review` finds the questions, each with its choices, and each choice with the edits it
makes in `tilpasning.yaml`. What asks nothing arrives by itself. A `Draft` is the file
with the answers given so far.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from kvalitetsplan.addresses import (
    address_in,
    addressed,
    field_name,
    find,
    heir,
    item_type,
    list_at,
    pointers,
    references,
    tema_of,
)
from kvalitetsplan.edit import Edit, edited
from kvalitetsplan.layers import apply
from kvalitetsplan.model import (
    Erstatt,
    Fjern,
    Forskjell,
    Grunnplan,
    Lag,
    LeggTil,
    Modell,
    Plassering,
    Punkt,
    Rekkefolge,
    Tilpasning,
    Verdi,
    alias,
    item_types,
)
from kvalitetsplan.problems import Mark, PlanError, nearest
from kvalitetsplan.source import Map, Seq, parse, read
from kvalitetsplan.validation import build
from kvalitetsplan.writing import write_whole

BEHOLD, TA_NY, SKRIV, FOLG, SLETT = "behold vår", "ta den nye", "skriv ny", "følg etter", "slett"

Loc = tuple[str | int, ...]


@dataclass(frozen=True)
class Valg:
    """One way to answer a question."""

    navn: str
    forklaring: str
    edits: tuple[Edit, ...] = ()
    skrives: Loc | None = None
    """Where a text goes that whoever answers must write."""

    def with_text(self, text: Verdi) -> "Valg":
        """Return the choice with its text written."""
        return replace(self, edits=(*self.edits, Edit(self.skrives or (), text)), skrives=None)


@dataclass(frozen=True)
class Sporsmal:
    """One thing in a layer that somebody must decide, or may tidy."""

    navn: str
    """What it is called in a file of answers, such as `erstatt relasjon/hilser-ved-navn.kjennetegn`."""
    mark: Mark
    hva: str
    tekster: tuple[tuple[str, Verdi | None], ...]
    """Texts to see side by side, each with its heading."""
    valg: tuple[Valg, ...]
    venter: bool = True
    """The plan cannot be built before it is decided. False: it is an offer."""

    @property
    def er_liste(self) -> bool:
        """Tell whether a text of one's own is a list of texts."""
        return bool(self.tekster) and isinstance(self.tekster[-1][1], tuple)


@dataclass(frozen=True)
class Draft:
    """A `tilpasning.yaml` as it is so far."""

    text: str
    file: str
    grunnplan: Grunnplan
    """The plan it is to lie over."""
    lag: Lag
    layer: Tilpasning
    questions: tuple[Sporsmal, ...]

    def answered(self, valg: Valg) -> "Draft":
        """Return the draft with a choice carried out.

        Raises EditError if the file is laid out so that it cannot be changed safely, and
        PlanError if a text that was written cannot stand where it is put.
        """
        new = draft(edited(self.text, valg.edits), self.file, self.grunnplan, self.lag)
        known = {(one.place, one.message) for one in apply(self.grunnplan, self.layer, self.lag).problems}
        problems = apply(self.grunnplan, new.layer, self.lag).problems
        if valg.navn == SKRIV and (wrong := [one for one in problems if (one.place, one.message) not in known]):
            raise PlanError(wrong)
        return new


def draft(text: str, file: str, grunnplan: Grunnplan, lag: Lag) -> Draft:
    """Return a layer's text as a draft; `file` is what problems call it. Raises PlanError if it cannot be read."""
    layer = build(Tilpasning, parse(text.encode(), file, may_be_empty=True))
    return Draft(text, file, grunnplan, lag, layer, review(grunnplan, layer, lag))


def read_draft(path: Path, file: str, grunnplan: Grunnplan, lag: Lag) -> Draft:
    """Return the layer in a file as a draft; an empty one if there is no file. Raises PlanError if it cannot be read."""
    if not path.exists():
        return Draft("", file, grunnplan, lag, Tilpasning(), ())
    read(path, file, may_be_empty=True)  # says what is wrong with a file that is not text
    return draft(path.read_bytes().decode(), file, grunnplan, lag)


def write_draft(path: Path, draft: Draft) -> None:
    """Write a draft to its file, whole or not at all; nothing is touched if nothing has changed."""
    if path.exists() and path.read_bytes() != draft.text.encode():
        write_whole(path, draft.text.encode())


def review(grunnplan: Grunnplan, layer: Tilpasning, lag: Lag) -> tuple[Sporsmal, ...]:
    """Return what a layer asks when it is to lie over `grunnplan`, operation by operation."""
    return tuple(_Review(grunnplan, layer, lag).questions())


def by_itself(differences: Iterable[Forskjell], layer: Tilpasning) -> Iterator[Forskjell]:
    """Yield the differences that come through a layer, since it does not stand in the way."""
    replaced = {(one.id, one.felt) for one in layer.erstatt}
    removed = {one.id for one in layer.fjern}
    for one in differences:
        around = {one.adresse, one.adresse.rpartition("/")[0]}
        if (one.adresse, one.felt) not in replaced and not around & removed:
            yield one


class _Review:
    """A layer and the plan it is to lie over."""

    def __init__(self, plan: Grunnplan, layer: Tilpasning, lag: Lag) -> None:
        self.plan, self.layer, self.under = plan, layer, lag.under
        self.left = apply(plan, Tilpasning(fjern=layer.fjern), lag).grunnplan  # as replacements meet it
        self.known = {*addressed(plan), *(address for one in layer.legg_til for address in _added(one))}
        self.names = {_name(one) for ones in (layer.erstatt, layer.fjern, layer.rekkefolge) for one in ones}

    def questions(self) -> Iterator[Sporsmal]:
        kinds = (("fjern", self._fjern), ("erstatt", self._erstatt), ("legg_til", self._legg_til))
        for operation, ask in (*kinds, ("rekkefølge", self._rekkefolge)):
            for index, change in enumerate(getattr(self.layer, field_name(Tilpasning, operation))):
                if question := ask(change, (operation, index)):
                    yield question
        yield from filter(None, map(self._sett, self.layer.sett))

    def _fjern(self, change: Fjern, loc: Loc) -> Sporsmal | None:
        return (
            None
            if find(self.plan, change.id)
            else self._lost(change, loc, (("Dere tok det ut fordi", change.begrunnelse),))
        )

    def _erstatt(self, change: Erstatt, loc: Loc) -> Sporsmal | None:
        if not find(self.plan, change.id):
            return self._lost(change, loc, (("Dere skrev mot", change.fra), ("Deres tekst", change.til)))
        found = find(self.left, change.id)
        if not found or found[1].LOCKED or change.felt not in map(alias, type(found[1]).model_fields):
            return None  # not a matter of versions: the layer is wrong, and `valider` says how
        item = found[1]
        now = getattr(item, field_name(type(item), change.felt))
        if now == change.til:
            return self._equal(change, loc, now)
        if now != change.fra:
            return self._drift(change, loc, item, now)
        followed = self._followed(item, change)
        if followed in (None, change.til):
            return None
        choices = (
            Valg(FOLG, "viser til det som finnes nå", (Edit((*loc, "til"), followed),)),
            Valg(SLETT, f"teksten i {self.under} gjelder", (Edit(loc, None),)),
        )
        texts = (("Deres tekst", change.til), ("Uten det som er borte", followed))
        return Sporsmal(
            _name(change), change.mark(), "Deres tekst viser til noe som er flyttet eller borte.", texts, choices
        )

    def _drift(self, change: Erstatt, loc: Loc, item: Punkt, now: Any) -> Sporsmal | None:
        below = self.under.capitalize()
        what = f"{below} er endret der dere har skrevet deres egen tekst."
        take = Valg(TA_NY, f"teksten i {self.under} gjelder; endringen deres slettes", (Edit(loc, None),))
        texts = (("Dere skrev mot", change.fra), (f"{below} nå", now), ("Deres tekst", change.til))
        if now is None:
            return Sporsmal(_name(change), change.mark(), f"{below} har ikke lenger noe i dette feltet.", texts, (take,))
        if not isinstance(now, str) and not all(isinstance(one, str) for one in now):
            return None  # numbers and phases cannot be replaced, and `valider` says so
        seen = Edit((*loc, "fra"), now)
        followed = self._followed(item, change)
        kept = (seen,) if followed in (None, change.til) else (seen, Edit((*loc, "til"), followed))
        keep = Valg(BEHOLD, "deres tekst står som før", kept)
        write = Valg(SKRIV, "skriv en ny tekst", (seen,), (*loc, "til"))
        return Sporsmal(_name(change), change.mark(), what, texts, (keep, take, write))

    def _equal(self, change: Erstatt, loc: Loc, now: Any) -> Sporsmal:
        keep = () if now == change.fra else (Edit((*loc, "fra"), now),)
        choices = (
            Valg(SLETT, f"teksten blir den samme, og følger {self.under} videre", (Edit(loc, None),)),
            Valg(BEHOLD, "endringen blir stående", keep),
        )
        what = f"Deres tekst er nå den samme som i {self.under}."
        return Sporsmal(_name(change), change.mark(), what, (("Teksten", now),), choices, venter=now != change.fra)

    def _lost(self, change: Erstatt | Fjern, loc: Loc, texts: tuple[tuple[str, Verdi | None], ...]) -> Sporsmal:
        """Ask about a change to something that is not there any more."""
        new = heir(self.plan, change.id)
        remove = Valg(SLETT, "endringen deres slettes", (Edit(loc, None),))
        if found := find(self.plan, new):
            moved = change.model_copy(update={"id": new})
            fits = not isinstance(change, Erstatt) or change.felt in map(alias, type(found[1]).model_fields)
            follow = Valg(FOLG, f"endringen gjelder «{new}»", (Edit((*loc, "id"), new),))
            free = fits and not found[1].LOCKED and _name(moved) not in self.names
            choices = (follow, remove) if free else (remove,)
            return Sporsmal(_name(change), change.mark(), f"«{change.id}» er flyttet til «{new}».", texts, choices)
        reason = self.plan.utgatt.get(change.id)
        gone = f"er tatt ut av {self.under}: {reason}" if reason else f"finnes ikke i {self.under}{self._near(change.id)}."
        return Sporsmal(_name(change), change.mark(), f"«{change.id}» {gone}", texts, (remove,))

    def _near(self, address: str) -> str:
        return nearest(address, addressed(self.plan)).rstrip("?")

    def _legg_til(self, change: LeggTil, loc: Loc) -> Sporsmal | None:
        if not isinstance(change.nytt, Map):
            return None
        texts = (("Deres punkt", str(change.nytt.get("id", ""))),)
        remove = Valg(SLETT, "punktet deres slettes", (Edit(loc, None),))
        liste = self._list(change.liste)
        if liste is None:
            return Sporsmal(
                _name(change), change.mark(), f"«{change.liste}» er ikke lenger i {self.under}.", texts, (remove,)
            )
        try:
            item = build(item_type(liste), change.nytt, "legg_til")
        except PlanError:
            return None  # the item is wrong in itself, and `valider` says how
        mended = list(self._in_item(item, address_in(liste, item.id), (*loc, "nytt")))
        moved = () if liste == change.liste else (Edit((*loc, "liste"), liste),)
        place = self._placed(change, liste, loc)
        edits = (*moved, *place, *(edit for edit in mended if edit))
        reasons = [f"«{change.liste}» er flyttet til «{liste}»."] if moved else []
        reasons += ["Punktet det skal stå ved, er flyttet eller borte."] if place else []
        reasons += ["Det viser til noe som er flyttet eller borte."] if mended else []
        follow = Valg(FOLG, "punktet blir med, og viser til det som finnes nå", edits)
        choices = (remove,) if None in mended else (follow, remove)
        return Sporsmal(_name(change), change.mark(), " ".join(reasons), texts, choices) if reasons else None

    def _list(self, liste: str) -> str | None:
        """Return where a list stands now; None if it is gone."""
        owner, _, key = liste.rpartition("/")
        here = liste if list_at(self.plan, liste) is not None else f"{heir(self.plan, owner)}/{key}"
        added = owner in self.known and find(self.plan, owner) is None
        return here if added or list_at(self.plan, here) is not None else None

    def _placed(self, change: LeggTil, liste: str, loc: Loc) -> tuple[Edit, ...]:
        """Return what to do about a neighbour that is not in the list any more."""
        if not isinstance(change.plassering, Plassering):
            return ()
        key, id = ("før", change.plassering.for_) if change.plassering.for_ else ("etter", change.plassering.etter or "")
        ids = self._ids(change.liste, liste)
        if id in ids:
            return ()
        new = self._id_now(change.liste, liste, str(id))
        return (Edit((*loc, "plassering", key), new) if new in ids else Edit((*loc, "plassering"), None),)

    def _ids(self, *lists: str) -> set[str]:
        shared = {item.id for liste in lists for item in list_at(self.plan, liste) or ()}
        own = {_added(one)[0].rpartition("/")[2] for one in self.layer.legg_til if one.liste in lists and _added(one)}
        return shared | own

    def _id_now(self, before: str, liste: str, id: str) -> str:
        """Return the id in `liste` of what was called `id` in the same list `before`; "" if it is not there."""
        new = heir(self.plan, address_in(before, id))
        last = new.rpartition("/")[2]
        return last if new == address_in(liste, last) else ""

    def _rekkefolge(self, change: Rekkefolge, loc: Loc) -> Sporsmal | None:
        remove = Valg(SLETT, f"rekkefølgen i {self.under} gjelder", (Edit(loc, None),))
        texts = (("Deres rekkefølge", change.id),)
        liste = self._list(change.liste)
        if liste is None:
            return Sporsmal(
                _name(change), change.mark(), f"«{change.liste}» er ikke lenger i {self.under}.", texts, (remove,)
            )
        ids = self._ids(change.liste, liste)
        now = [id if id in ids else self._id_now(change.liste, liste, id) for id in change.id]
        kept = tuple(dict.fromkeys(id for id in now if id in ids))
        if liste == change.liste and kept == change.id:
            return None
        moved = () if liste == change.liste else (Edit((*loc, "liste"), liste),)
        edits = (*moved, *([] if kept == change.id else [Edit((*loc, "id"), kept)]))
        free = kept and (not moved or f"rekkefølge {liste}" not in self.names)
        choices = (Valg(FOLG, f"rekkefølgen blir {', '.join(kept)}", edits), remove) if free else (remove,)
        return Sporsmal(_name(change), change.mark(), "Noe i lista er flyttet eller borte.", texts, choices)

    def _sett(self, name: str) -> Sporsmal | None:
        known = {parameter.id for parameter in self.plan.parametre}
        if name in known:
            return None
        new = heir(self.plan, f"parametre/{name}").removeprefix("parametre/")
        follow = Valg(FOLG, f"ordet heter nå «{new}»", (Edit(("sett", name), new, key=True),))
        remove = Valg(SLETT, "ordet deres slettes", (Edit(("sett", name), None),))
        choices = (follow, remove) if new in known and new not in self.layer.sett else (remove,)
        what = f"Ordet «{name}» brukes ikke lenger i {self.under}."
        return Sporsmal(
            f"sett {name}", self.layer.mark("sett", name), what, (("Deres ord", self.layer.sett[name]),), choices
        )

    def _in_item(self, item: Punkt, address: str, loc: Loc) -> Iterator[Edit | None]:
        """Yield how each field that refers to something moved or gone can be mended; None where it cannot."""
        for name in pointers(type(item)):
            value = getattr(item, name)
            new = self._now(item, name, value, tema_of(address)) if value else value
            if new != value:
                fits = new is not None and _fits(item, name, new)
                yield Edit((*loc, alias(name)), new) if fits else None
        for name in item_types(type(item)):
            for index, inner in enumerate(getattr(item, name)):
                yield from self._in_item(inner, f"{address}/{inner.id}", (*loc, alias(name), index))

    def _followed(self, item: Punkt, change: Erstatt) -> Verdi | None:
        """Return the local text with its references followed to what is there now; None if they cannot be."""
        name = field_name(type(item), change.felt)
        if name not in pointers(type(item)):
            return change.til
        new = self._now(item, name, change.til, tema_of(change.id))
        return new if new and _fits(item, name, new) else None

    def _now(self, item: Punkt, name: str, value: Verdi, tema: str) -> Verdi | None:
        """Return references that follow what has moved, without those to what is gone."""
        pointing = item.model_copy(update={name: value})
        refs = [ref for ref in references(pointing, tema) if ref.field == name]
        now = [(ref, ref.address if ref.address in self.known else heir(self.plan, ref.address)) for ref in refs]
        kept = [there.removeprefix(ref.address.removesuffix(ref.text)) for ref, there in now if there in self.known]
        if isinstance(value, str):
            return kept[0] if kept else None
        return tuple(dict.fromkeys(kept))


def _fits(item: Punkt, name: str, value: Any) -> bool:
    """Tell whether a field of an item may have a value."""
    fields = item.model_dump(mode="json", by_alias=True, exclude_none=True)
    try:
        type(item).model_validate({**fields, alias(name): value})
    except ValidationError:
        return False
    return True


def _added(change: LeggTil) -> list[str]:
    """Return the addresses a new item brings: its own, and those of what stands in it."""
    if not isinstance(change.nytt, Map) or not isinstance(change.nytt.get("id"), str):
        return []
    address = address_in(change.liste, str(change.nytt["id"]))
    inner = (one for value in change.nytt.values() if isinstance(value, Seq) for one in value)
    return [address, *(f"{address}/{one['id']}" for one in inner if isinstance(one, Map) and "id" in one)]


def _name(change: Modell) -> str:
    """Return what a change is called in a file of answers."""
    match change:
        case Erstatt():
            return f"erstatt {change.id}.{change.felt}"
        case Fjern():
            return f"fjern {change.id}"
        case Rekkefolge():
            return f"rekkefølge {change.liste}"
        case LeggTil():
            return f"legg_til {_added(change)[0]}"
    raise TypeError(change)

"""What a newer plan below asks a municipality, or a school, to decide about its own changes.

`review` finds the questions, each with its choices, and each choice with the edits it
makes in `tilpasning.yaml`. What asks nothing arrives by itself. A `Draft` is the file
with the answers given so far, and `Ground` what it is to lie over.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, count, takewhile
from pathlib import Path
from typing import Any

from kvalitetsplan.editing.edit import Edit, edited
from kvalitetsplan.editing.writing import with_more
from kvalitetsplan.editions.following import Loc, added_item, fits, followed, mended, renamed
from kvalitetsplan.plan.addresses import (
    address_in,
    addressed,
    field_name,
    find,
    heir,
    list_at,
    pointers,
    tema_of,
)
from kvalitetsplan.plan.layers import apply
from kvalitetsplan.plan.model import (
    Erstatt,
    Fjern,
    Forskjell,
    Grunnplan,
    Lag,
    LeggTil,
    Plassering,
    Punkt,
    Rekkefolge,
    Tilpasning,
    Verdi,
    item_lists,
)
from kvalitetsplan.reading.files import write_whole
from kvalitetsplan.reading.problems import Mark, PlanError, nearest
from kvalitetsplan.reading.source import Map, Seq, parse, read
from kvalitetsplan.reading.validation import build
from kvalitetsplan.reading.values import Modell, alias

BEHOLD, TA_NY, SKRIV, FOLG, SLETT = "behold vår", "ta den nye", "skriv ny", "følg etter", "slett"
EGET, BEGGE = "behold som eget", "behold begge"

LONGEST = 56
"""An id has at most 60 signs; these leave room for a number."""

Entry = dict[str, Any]


@dataclass(frozen=True)
class Valg:
    """One way to answer a question."""

    navn: str
    forklaring: str
    edits: tuple[Edit, ...] = ()
    legg_til: tuple[Entry, ...] = ()
    """New items, written last."""
    skrives: Loc | None = None
    """Where a text goes that whoever answers must write."""

    def with_text(self, text: Verdi) -> "Valg":
        """Return the choice with its text written."""
        return replace(self, edits=(*self.edits, Edit(self.skrives or (), text)), skrives=None)


@dataclass(frozen=True)
class Sporsmal:
    """One thing in a layer that somebody must decide, or may tidy."""

    navn: str
    """What it is called in a file of answers, such as `erstatt relasjon/hilser-ved-
    navn.kjennetegn`.
    """
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
class Ground:
    """What a layer is to lie over, and whose it is."""

    plan: Grunnplan
    lag: Lag
    eier: str
    """The folder of the municipality or the school: what it adds has an id that begins so."""
    old: Grunnplan
    """Where to take the rest of an item from, if the layer has changed one that is gone."""


@dataclass(frozen=True)
class Draft:
    """A `tilpasning.yaml` as it is so far."""

    text: str
    file: str
    ground: Ground
    layer: Tilpasning
    questions: tuple[Sporsmal, ...]

    def answered(self, valg: Valg) -> "Draft":
        """Return the draft with a choice carried out.

        Raises EditError if the file is laid out so that it cannot be changed safely, and
        PlanError if a text that was written cannot stand where it is put, or there is no
        safe place for a new item.
        """
        text = edited(self.text, valg.edits)
        text = with_more(text, self.file, "legg_til", valg.legg_til) if valg.legg_til else text
        new = draft(text, self.file, self.ground)
        plan, lag = self.ground.plan, self.ground.lag
        known = {(one.place, one.message) for one in apply(plan, self.layer, lag).problems}
        problems = apply(plan, new.layer, lag).problems
        if valg.navn == SKRIV and (
            wrong := [one for one in problems if (one.place, one.message) not in known]
        ):
            raise PlanError(wrong)
        return new


def draft(text: str, file: str, ground: Ground) -> Draft:
    """Return a layer's text as a draft; `file` is what problems call it. Raises PlanError if it
    cannot be read.
    """
    layer = build(Tilpasning, parse(text.encode(), file, may_be_empty=True))
    return Draft(text, file, ground, layer, review(ground, layer))


def read_draft(path: Path, file: str, ground: Ground) -> Draft:
    """Return the layer in a file as a draft; an empty one if there is no file. Raises PlanError if
    it cannot be read.
    """
    if not path.exists():
        return Draft("", file, ground, Tilpasning(), ())
    read(path, file, may_be_empty=True)  # says what is wrong with a file that is not text
    return draft(path.read_bytes().decode(), file, ground)


def write_draft(path: Path, draft: Draft) -> None:
    """Write a draft to its file, whole or not at all; nothing is touched if nothing has changed."""
    if path.exists() and path.read_bytes() != draft.text.encode():
        write_whole(path, draft.text.encode())


def review(ground: Ground, layer: Tilpasning) -> tuple[Sporsmal, ...]:
    """Return what a layer asks when it is to lie over `ground`, operation by operation."""
    return tuple(_Review(ground, layer).questions())


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

    def __init__(self, ground: Ground, layer: Tilpasning) -> None:
        self.ground, self.plan, self.layer, self.under = (
            ground,
            ground.plan,
            layer,
            ground.lag.under,
        )
        self.left = apply(
            self.plan, Tilpasning(fjern=layer.fjern), ground.lag
        ).grunnplan  # as replacements meet it
        self.known = {
            *addressed(self.plan),
            *(address for one in layer.legg_til for address in _added(one)),
        }
        self.names = {
            _name(one) for ones in (layer.erstatt, layer.fjern, layer.rekkefolge) for one in ones
        }

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
            return self._lost(
                change, loc, (("Dere skrev mot", change.fra), ("Deres tekst", change.til))
            )
        found = find(self.left, change.id)
        if (
            not found
            or found[1].LOCKED
            or change.felt not in map(alias, type(found[1]).model_fields)
        ):
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
            _name(change),
            change.mark(),
            "Deres tekst viser til noe som er flyttet eller borte.",
            texts,
            choices,
        )

    def _drift(self, change: Erstatt, loc: Loc, item: Punkt, now: Any) -> Sporsmal | None:
        below = self.under.capitalize()
        what = f"{below} er endret der dere har skrevet deres egen tekst."
        take = Valg(
            TA_NY, f"teksten i {self.under} gjelder; endringen deres slettes", (Edit(loc, None),)
        )
        texts = (("Dere skrev mot", change.fra), (f"{below} nå", now), ("Deres tekst", change.til))
        if now is None:
            return Sporsmal(
                _name(change),
                change.mark(),
                f"{below} har ikke lenger noe i dette feltet.",
                texts,
                (take,),
            )
        if not isinstance(now, str) and not all(isinstance(one, str) for one in now):
            return None  # numbers and phases cannot be replaced, and `valider` says so
        seen = Edit((*loc, "fra"), now)
        followed = self._followed(item, change)
        kept = (seen,) if followed in (None, change.til) else (seen, Edit((*loc, "til"), followed))
        keep = Valg(BEHOLD, "deres tekst står som før", kept)
        write = Valg(SKRIV, "skriv en ny tekst", (seen,), skrives=(*loc, "til"))
        return Sporsmal(_name(change), change.mark(), what, texts, (keep, take, write))

    def _equal(self, change: Erstatt, loc: Loc, now: Any) -> Sporsmal:
        keep = () if now == change.fra else (Edit((*loc, "fra"), now),)
        choices = (
            Valg(
                SLETT, f"teksten blir den samme, og følger {self.under} videre", (Edit(loc, None),)
            ),
            Valg(BEHOLD, "endringen blir stående", keep),
        )
        what = f"Deres tekst er nå den samme som i {self.under}."
        return Sporsmal(
            _name(change),
            change.mark(),
            what,
            (("Teksten", now),),
            choices,
            venter=now != change.fra,
        )

    def _lost(
        self, change: Erstatt | Fjern, loc: Loc, texts: tuple[tuple[str, Verdi | None], ...]
    ) -> Sporsmal:
        """Ask about a change to something that is not there any more."""
        new = heir(self.plan, change.id)
        remove = Valg(SLETT, "endringen deres slettes", (Edit(loc, None),))
        if found := find(self.plan, new):
            moved = change.model_copy(update={"id": new})
            fits = not isinstance(change, Erstatt) or change.felt in map(
                alias, type(found[1]).model_fields
            )
            follow = Valg(FOLG, f"endringen gjelder «{new}»", (Edit((*loc, "id"), new),))
            free = fits and not found[1].LOCKED and _name(moved) not in self.names
            choices = (follow, remove) if free else (remove,)
            return Sporsmal(
                _name(change),
                change.mark(),
                f"«{change.id}» er flyttet til «{new}».",
                texts,
                choices,
            )
        reason = self.plan.utgatt.get(change.id)
        gone = (
            f"er tatt ut av {self.under}: {reason}"
            if reason
            else f"finnes ikke i {self.under}{self._near(change.id)}."
        )
        own = self._as_own(change, loc) if isinstance(change, Erstatt) else ()
        hint = self._how_own(change) if isinstance(change, Erstatt) else ""
        return Sporsmal(
            _name(change), change.mark(), f"«{change.id}» {gone}{hint}", texts, (*own, remove)
        )

    def _as_own(self, change: Erstatt, loc: Loc) -> tuple[Valg, ...]:
        """Return the choice to keep an item that is gone as one's own, with the local text; none if
        it cannot be.
        """
        found = find(self.ground.old, change.id)
        if not found or change.felt not in map(alias, type(found[1]).model_fields):
            return ()
        if copy := self._copy_edit(change, found[1]):
            return (
                Valg(EGET, f"teksten går inn i «{self._own(change.id)}»", (copy, Edit(loc, None))),
            )
        adoption = _Adoption(self)
        address = adoption.add(change.id, {field_name(type(found[1]), change.felt): change.til})
        if not address:
            return ()
        *more, _ = (address_in(one["liste"], one["nytt"]["id"]) for one in adoption.entries)
        along = f", og tar med {' og '.join(f'«{one}»' for one in more)}" if more else ""
        return (
            Valg(
                EGET,
                f"punktet blir deres, som «{address}»{along}",
                (Edit(loc, None),),
                tuple(adoption.entries),
            ),
        )

    def _copy_edit(self, change: Erstatt, item: Punkt) -> Edit | None:
        """Return what puts a local text into a copy that is one's own already, where the copy says
        what `item` said.
        """
        name, til = field_name(type(item), change.felt), self._followed(item, change)
        then = self._followed(item, change.model_copy(update={"til": getattr(item, name)}))
        for index, one in enumerate(self.layer.legg_til):
            copy = added_item(one) if _added(one)[:1] == [self._own(change.id)] else None
            if type(copy) is type(item) and isinstance(one.nytt, Map) and change.felt in one.nytt:
                same = getattr(copy, name) == then
                return Edit(("legg_til", index, "nytt", change.felt), til) if til and same else None
        return None

    def _how_own(self, change: Erstatt) -> str:
        """Return how an item that is gone can be kept, if all that is missing is an edition that
        has it.
        """
        owner = change.id.rpartition("/")[0]
        has_list = owner and (
            list_at(self.plan, owner) is not None or find(self.plan, heir(self.plan, owner))
        )
        if not has_list or find(self.ground.old, change.id):
            return ""
        return " Det kan bli deres eget: Bruk --fra og en utgave som har det."

    def _own(self, address: str) -> str:
        """Return what an item is called when it is the layer's own."""
        owner, slash, id = address.rpartition("/")
        own = id if id.startswith(f"{self.ground.eier}-") else f"{self.ground.eier}-{id}"
        return f"{owner}{slash}{own[:LONGEST].rstrip('-')}"

    def free(self, address: str, taken: Iterable[str] = ()) -> str:
        """Return an address that nothing has, beginning with the layer's own name."""
        own, used = self._own(address), {*self.known, *taken}
        return next(
            one
            for one in chain([own], (f"{own}-{number}" for number in count(2)))
            if one not in used
        )

    def where(self, address: str) -> str | None:
        """Return where an item is now: where it was, with its heir, or as one's own; None if it is
        gone.
        """
        return next(
            (
                one
                for one in (address, heir(self.plan, address), self._own(address))
                if one in self.known
            ),
            None,
        )

    def _near(self, address: str) -> str:
        return nearest(address, addressed(self.plan)).rstrip("?")

    def _legg_til(self, change: LeggTil, loc: Loc) -> Sporsmal | None:
        if not isinstance(change.nytt, Map):
            return None
        texts = (("Deres punkt", str(change.nytt.get("id", ""))),)
        remove = Valg(SLETT, "punktet deres slettes", (Edit(loc, None),))
        liste = self.liste(change.liste)
        if liste is None:
            return Sporsmal(
                _name(change),
                change.mark(),
                f"«{change.liste}» er ikke lenger i {self.under}.",
                texts,
                (remove,),
            )
        item = added_item(change.model_copy(update={"liste": liste}))
        if not item:
            return None
        if liste == change.liste and (taken := find(self.left, address_in(liste, item.id))):
            return self._same_id(change, loc, item, taken[1])
        edits_in = list(mended(item, address_in(liste, item.id), (*loc, "nytt"), self.where))
        moved = () if liste == change.liste else (Edit((*loc, "liste"), liste),)
        place = self._placed(change, liste, loc)
        edits = (*moved, *place, *(edit for edit in edits_in if edit))
        reasons = [f"«{change.liste}» er flyttet til «{liste}»."] if moved else []
        reasons += ["Punktet det skal stå ved, er flyttet eller borte."] if place else []
        reasons += ["Det viser til noe som er flyttet eller borte."] if edits_in else []
        follow = Valg(FOLG, "punktet blir med, og viser til det som finnes nå", edits)
        choices = (remove,) if None in edits_in else (follow, remove)
        return (
            Sporsmal(_name(change), change.mark(), " ".join(reasons), texts, choices)
            if reasons
            else None
        )

    def _same_id(self, change: LeggTil, loc: Loc, item: Punkt, theirs: Punkt) -> Sporsmal:
        """Ask about an item that has the id of one that stands below."""
        old = address_in(change.liste, item.id)
        new = self.free(old)
        edits = renamed(self.plan, self.layer, old, new)
        both = Valg(BEGGE, f"punktet deres blir «{new}», overalt i tilpasning.yaml", edits)
        take = Valg(
            TA_NY, f"punktet i {self.under} gjelder; punktet deres slettes", (Edit(loc, None),)
        )
        below = self.under.capitalize()
        texts = ((below, theirs.label), ("Deres punkt", item.label))
        return Sporsmal(
            _name(change),
            change.mark(),
            f"{below} har fått et punkt med samme id.",
            texts,
            (both, take),
        )

    def liste(self, liste: str) -> str | None:
        """Return where a list stands now; None if it is gone."""
        owner, _, key = liste.rpartition("/")
        here = liste if list_at(self.plan, liste) is not None else f"{heir(self.plan, owner)}/{key}"
        added = owner in self.known and find(self.plan, owner) is None
        return here if added or list_at(self.plan, here) is not None else None

    def _placed(self, change: LeggTil, liste: str, loc: Loc) -> tuple[Edit, ...]:
        """Return what to do about a neighbour that is not in the list any more."""
        if not isinstance(change.plassering, Plassering):
            return ()
        key, id = (
            ("før", change.plassering.for_)
            if change.plassering.for_
            else ("etter", change.plassering.etter or "")
        )
        ids = self._ids(change.liste, liste)
        if id in ids:
            return ()
        new = self._id_now(change.liste, liste, str(id))
        ids = self._ids(
            change.liste, liste, added=self.layer.legg_til[: self.layer.legg_til.index(change)]
        )
        return (
            Edit((*loc, "plassering", key), new)
            if new in ids
            else Edit((*loc, "plassering"), None),
        )

    def _ids(self, *lists: str, added: tuple[LeggTil, ...] | None = None) -> set[str]:
        """Return the ids in a list, with those the layer adds; of these only `added` if that is
        given.
        """
        shared = {item.id for liste in lists for item in list_at(self.plan, liste) or ()}
        ours = self.layer.legg_til if added is None else added
        return shared | {
            _added(one)[0].rpartition("/")[2] for one in ours if one.liste in lists and _added(one)
        }

    def _id_now(self, before: str, liste: str, id: str) -> str:
        """Return the id in `liste` of what was called `id` in the same list `before`; "" if it is
        not there.
        """
        new = self.where(address_in(before, id)) or ""
        last = new.rpartition("/")[2]
        return last if new == address_in(liste, last) else ""

    def _rekkefolge(self, change: Rekkefolge, loc: Loc) -> Sporsmal | None:
        remove = Valg(SLETT, f"rekkefølgen i {self.under} gjelder", (Edit(loc, None),))
        texts = (("Deres rekkefølge", change.id),)
        liste = self.liste(change.liste)
        if liste is None:
            return Sporsmal(
                _name(change),
                change.mark(),
                f"«{change.liste}» er ikke lenger i {self.under}.",
                texts,
                (remove,),
            )
        ids = self._ids(change.liste, liste)
        now = [id if id in ids else self._id_now(change.liste, liste, id) for id in change.id]
        kept = tuple(dict.fromkeys(id for id in now if id in ids))
        if liste == change.liste and kept == change.id:
            return None
        moved = () if liste == change.liste else (Edit((*loc, "liste"), liste),)
        edits = (*moved, *([] if kept == change.id else [Edit((*loc, "id"), kept)]))
        free = kept and (not moved or f"rekkefølge {liste}" not in self.names)
        choices = (
            (Valg(FOLG, f"rekkefølgen blir {', '.join(kept)}", edits), remove)
            if free
            else (remove,)
        )
        return Sporsmal(
            _name(change), change.mark(), "Noe i lista er flyttet eller borte.", texts, choices
        )

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
            f"sett {name}",
            self.layer.mark("sett", name),
            what,
            (("Deres ord", self.layer.sett[name]),),
            choices,
        )

    def _followed(self, item: Punkt, change: Erstatt) -> Verdi | None:
        """Return the local text with its references followed to what is there now; None if they
        cannot be.
        """
        name = field_name(type(item), change.felt)
        if name not in pointers(type(item)):
            return change.til
        new = followed(item, name, change.til, tema_of(change.id), self.where)
        return new if new and fits(item, name, new) else None


class _Adoption:
    """What is gone below made into items of the layer's own, with what they cannot be without."""

    def __init__(self, review: _Review) -> None:
        self.review, self.old = review, review.ground.old
        self.entries: list[Entry] = []
        self._made: dict[str, str] = {}

    def add(self, address: str, values: dict[str, Verdi] | None = None) -> str | None:
        """Add an item from the old edition, with other values in some fields.

        Returns its new address, or None if it cannot be one's own: the law says it, it has
        parts, or its list is gone. References are kept where they still hold; where none does,
        what they mean is added too.
        """
        found = find(self.old, address)
        liste = self.review.liste(found[0]) if found else None
        if (
            address in self._made
            or not found
            or liste is None
            or found[1].LOCKED
            or any(item_lists(found[1]).values())
        ):
            return self._made.get(address)
        self._made[address] = self.review.free(address_in(liste, found[1].id), self._made.values())
        item = self._referring(
            found[1].model_copy(update=values or {}), tema_of(address_in(liste, "x"))
        )
        if not item:
            return None
        id = self._made[address].rpartition("/")[2]
        nytt = {
            **_plain(item.model_dump(mode="json", by_alias=True, exclude_defaults=True)),
            "id": id,
        }
        self.entries.append({"liste": liste, "plassering": self._place(found, liste), "nytt": nytt})
        return self._made[address]

    def _referring(self, item: Punkt, tema: str) -> Punkt | None:
        """Return an item with references that hold, or None if it cannot have them."""
        for name in pointers(type(item)):
            value = getattr(item, name)
            for where in (self.review.where, self._along) if value else ():
                new = followed(item, name, value, tema, where)
                if fitting := new is not None and fits(item, name, new):
                    break
            if value and not fitting:
                return None
            item = item.model_copy(update={name: new if value else value})
        return item

    def _along(self, address: str) -> str | None:
        return self.review.where(address) or self.add(address)

    def _place(self, found: tuple[str, Punkt], liste: str) -> str | Entry:
        """Return where the item goes: after what stood before it and still is there."""
        old, item = found
        before = takewhile(
            lambda id: id != item.id, (one.id for one in list_at(self.old, old) or ())
        )
        ids = {one.id for one in list_at(self.review.left, liste) or ()}
        kept = [id for id in before if id in ids]
        return {"etter": kept[-1]} if kept else "først"


def _plain(value: Any) -> Any:
    """Return a value as it is written: numbers too are text."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list) else str(value)


def _added(change: LeggTil) -> list[str]:
    """Return the addresses a new item brings: its own, and those of what stands in it."""
    if not isinstance(change.nytt, Map) or not isinstance(change.nytt.get("id"), str):
        return []
    address = address_in(change.liste, str(change.nytt["id"]))
    inner = (one for value in change.nytt.values() if isinstance(value, Seq) for one in value)
    return [
        address,
        *(f"{address}/{one['id']}" for one in inner if isinstance(one, Map) and "id" in one),
    ]


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

"""The pieces of a document as entries in a layer."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kvalitetsplan.imports.answers import (
    EGEN_SIDE,
    ERSTATT,
    LEGG_TIL,
    SAMME,
    Plass,
    Svarte,
    theme_at,
)
from kvalitetsplan.imports.fitting import can_say, fitted, free_id, is_text, not_shouted
from kvalitetsplan.imports.labels import Slag
from kvalitetsplan.imports.likeness import plain
from kvalitetsplan.imports.measures import fields as measure_fields
from kvalitetsplan.imports.pairing import Entry, alone, has_unpaired, pair
from kvalitetsplan.imports.pieces import Stykke, said
from kvalitetsplan.imports.shared import IN_THEME, OUTSIDE
from kvalitetsplan.plan.checks.rules import FRAME, SECTIONS
from kvalitetsplan.plan.fieldvalues import as_written
from kvalitetsplan.plan.model import Grunnplan, Punkt, Tema, item_lists, item_types
from kvalitetsplan.plan.words import slug

_LONGEST, _LONGEST_LINE = 4000, 400
_PAGES = {
    Slag.REGEL: "handlingsplikten",
    Slag.HENDELSE: "arshjul",
    Slag.KONTAKT: "telefonliste",
    Slag.TILTAK: "tiltak",
    Slag.TRAPP: "trapper",
}


@dataclass
class Outcome:
    """What a document has become."""

    entries: list[tuple[str, Entry, str]] = field(default_factory=list)
    """Each operation, its entry, and where in the document it comes from."""
    pages: dict[int, str] = field(default_factory=dict)
    """On which page each piece that is placed is shown, by the number of the piece."""
    themes: dict[int, str] = field(default_factory=dict)
    """The id of each of the document's themes."""
    same: dict[int, str] = field(default_factory=dict)
    """The pieces that the plan says in other words: where. Their own stand on an own page."""
    kept: list[int] = field(default_factory=list)
    """The pieces that the plan says already, in the same words."""
    not_fitting: list[int] = field(default_factory=list)
    """The pieces that are too long for their place, and so stand on an own page."""
    not_said: list[int] = field(default_factory=list)
    """The pieces with signs that no text in a plan may have; they stand on an own page too."""


def laid(svarte: Svarte, eier: str) -> Outcome:
    """Return what the pieces become when everything is answered. `eier` begins every new id."""
    return _Writer(svarte, eier).written()


class _Writer:
    def __init__(self, svarte: Svarte, eier: str) -> None:
        self._svarte, self._eier = svarte, eier
        self._pieces = svarte.pieces.stykker
        self._outcome = Outcome()
        self._ids: dict[str, set[str]] = {}
        self._replaced: set[str] = set()

    def written(self) -> Outcome:
        """Return all of it, themes first."""
        for tema in range(len(self._svarte.pieces.temaer)):
            self._theme(tema)
        for number, one in enumerate(self._pieces):
            place = self._svarte.places.get(number)
            if one.slag in OUTSIDE and place and place.navn == LEGG_TIL:
                self._outside(number, one)
            elif one.slag in OUTSIDE and place and place.navn == SAMME:
                self._outcome.same[number] = _PAGES[one.slag]
        return self._outcome

    # --- Themes
    # ------------------------------------------------------------------------------------

    def _theme(self, tema: int) -> None:
        place = self._svarte.theme_of(tema)
        if place is None or place.navn == EGEN_SIDE:
            return
        inside = [
            n for n, one in enumerate(self._pieces) if one.tema == tema and one.slag in IN_THEME
        ]
        if place.adresse:
            self._outcome.themes[tema] = place.adresse
            self._in_shared(place.adresse, inside)
        else:
            self._new(tema, inside)

    def _new(self, tema: int, inside: Sequence[int]) -> None:
        title = not_shouted(self._svarte.pieces.temaer[tema])[:_LONGEST_LINE]
        if not is_text(title):
            return
        plan = self._svarte.below.whole
        taken = {one.id for one in plan.temaer} | self._ids.setdefault("temaer", set())
        id = free_id(f"{self._eier}-{slug(title)}", taken)
        self._ids["temaer"].add(id)
        lists = self._lists(id, inside)
        if not lists:
            return
        self._outcome.themes[tema] = id
        number = next(
            n for n, one in enumerate(self._pieces) if one.slag == Slag.TEMA and one.tema == tema
        )
        nytt: Entry = {"id": id, "tittel": title}
        if ingress := self._ingress(tema, id):
            nytt["ingress"] = ingress
        for name in ("virkninger", "par", "eksempler", "refleksjonsoppgaver", "treningsforslag"):
            if lists.get(name):
                nytt[name] = [entry for entry, _ in lists[name]]
        if not has_unpaired(lists) and (by_itself := alone(lists)):
            nytt["sannsynliggjør"] = by_itself
        self._add("legg_til", {"liste": "temaer", "nytt": nytt}, self._pieces[number].at)

    def _ingress(self, tema: int, id: str) -> str:
        """Return the first paragraph of running text in a theme, if it can stand on top of it."""
        for number, one in enumerate(self._pieces):
            if one.tema != tema or one.slag == Slag.TEMA:
                continue
            if one.slag or one.is_label:
                return ""
            text = getattr(one.block, "text", "")
            if text and not getattr(one.block, "level", 0) and not getattr(one.block, "bullet", 0):
                fits = 40 < len(text) <= _LONGEST and not text.endswith(":") and is_text(text)
                if fits:
                    self._outcome.pages[number] = f"tema/{id}"
                return text if fits else ""
        return ""

    def _in_shared(self, id: str, inside: Sequence[int]) -> None:
        lists = self._lists(id, inside)
        for name, entries in lists.items():
            for entry, at in entries:
                self._add("legg_til", {"liste": f"{id}/{name}", "nytt": entry}, at)
        tema = theme_at(self._svarte.below.grunnplan, id)
        if tema and not has_unpaired(lists) and (by_itself := alone(lists)):
            now = as_written(tema.sannsynliggjor)
            entry = {"id": id, "felt": "sannsynliggjør", "fra": now, "til": [*now, *by_itself]}
            self._add("erstatt", entry, "")

    def _lists(self, id: str, inside: Sequence[int]) -> dict[str, list[tuple[Entry, str]]]:
        """Return a theme's new items, list by list; what replaces something is written apart."""
        lists: dict[str, list[tuple[Entry, str]]] = {"virkninger": [], "par": []}
        rows: dict[int, dict[str, list[str]]] = {}
        ids: dict[int, str] = {}
        for number in inside:
            one = self._pieces[number]
            place = self._svarte.places[number]
            if place.navn in (ERSTATT, SAMME):
                self._replace(number, one, place, id)
                ids[number] = place.adresse.rpartition("/")[2]
            elif place.navn == LEGG_TIL and (entry := self._item(number, one, id)):
                name = IN_THEME[one.slag][0]  # type: ignore[index]  # only these are asked for
                entry |= {"par": [ids[one.av]]} if one.av in ids else {}
                lists.setdefault(name, []).append((entry, one.at))
                ids[number] = entry["id"]
            if number in ids:
                for rad in range(one.rad, max(one.rad, one.til_rad) + 1):
                    rows.setdefault(rad, {}).setdefault(str(one.slag), []).append(ids[number])
        pair(lists, rows, {self._row_of(number) for number in inside})
        return {name: entries for name, entries in lists.items() if entries}

    def _row_of(self, number: int) -> int:
        return self._pieces[number].rad

    def _replace(self, number: int, one: Stykke, place: Plass, id: str) -> None:
        if place.navn == SAMME:
            now = self._svarte.text_at(place.adresse)
            is_same = plain(now) == plain(said(one))
            told = self._outcome.pages if is_same else self._outcome.same
            told[number] = f"tema/{id}"
            self._outcome.kept += [number] if is_same else []
            return
        text = fitted(one.tekst)
        if text is None or place.adresse in self._replaced:
            self._outcome.not_fitting.append(number)
            return
        if not is_text(text):
            self._outcome.not_said.append(number)
            return
        self._replaced.add(place.adresse)
        felt = IN_THEME[one.slag][1]  # type: ignore[index]  # only these are asked for
        now = getattr(self._svarte.item_at(place.adresse), felt)
        self._outcome.pages[number] = f"tema/{id}"
        if now != text:
            entry = {"id": place.adresse, "felt": felt, "fra": now, "til": text}
            self._add("erstatt", entry, one.at)
        else:
            self._outcome.kept.append(number)

    # --- Items
    # -------------------------------------------------------------------------------------

    def _item(self, number: int, one: Stykke, tema: str) -> Entry | None:
        """Return a piece as a new item in a theme; None if it does not fit there."""
        text = fitted(one.tekst or one.tittel)
        too_long = any(len(part) > _LONGEST_LINE for part in (one.tittel, one.varighet))
        deler = [fitted(part) for part in one.deler]
        if text is None or too_long or None in deler:
            self._outcome.not_fitting.append(number)
            return None
        entry: Entry = {"id": self._id(tema, one)}
        match one.slag:
            case Slag.KJENNETEGN:
                entry |= {"kjennetegn": text, "hvem": _who(one), "grunnlag": "vedtatt"}
            case Slag.VIRKNING | Slag.EKSEMPEL:
                entry |= {"tekst": text}
            case _:
                title = {"tittel": one.tittel} if one.tittel and one.tekst else {}
                entry |= {**title, "tekst": text}
        more = {"spørsmål": deler, "varighet": one.varighet, "tegn": one.tegn}
        entry |= {key: value for key, value in more.items() if value}
        name = IN_THEME[one.slag][0]  # type: ignore[index]  # only these are asked for
        return self._placed(number, item_types(Tema)[name], entry, f"tema/{tema}")

    def _placed(self, number: int, kind: type[Punkt], entry: Entry, page: str) -> Entry | None:
        """Return an entry, with its piece told to be on a page; None if it cannot be an item."""
        if not can_say(kind, entry):
            self._outcome.not_said.append(number)
            return None
        self._outcome.pages[number] = page
        return entry

    def _outside(self, number: int, one: Stykke) -> None:
        assert one.slag
        liste = OUTSIDE[one.slag][0]
        text = fitted(one.tekst) if one.tekst else ""
        if text is None or len(one.tittel) > _LONGEST_LINE:
            self._outcome.not_fitting.append(number)
            return
        entry: Entry = {"id": self._id(liste, one)}
        if one.slag == Slag.REGEL:
            entry |= {"plikt": one.plikt, "hvem": one.hvem, "tekst": text}
        elif one.slag == Slag.KONTAKT:
            fields = {"gjelder": text, "telefon": one.telefon, "epost": one.epost}
            entry |= {
                "tittel": one.tittel,
                **{key: value for key, value in fields.items() if value},
            }
        elif one.slag == Slag.TRAPP:
            entry |= {"tittel": one.tittel, "steg": list(self._steps(one))}
        elif one.slag == Slag.TILTAK:
            entry |= measure_fields(text, one.tiltak, self._outcome.themes.get(one.tema, ""))
        else:
            times = zip(("måneder", "uker", "datoer"), one.tid, strict=True)
            entry |= {key: list(value) for key, value in times if value}
            entry |= {"tittel": one.tittel, **({"tekst": text} if text else {})}
            entry |= {"hvem": [one.hvem]} if one.hvem else {}
        if self._placed(number, item_types(Grunnplan)[liste], entry, _PAGES[one.slag]):
            self._add("legg_til", {"liste": liste, "nytt": entry}, one.at)

    def _steps(self, one: Stykke) -> Iterator[Entry]:
        """Yield the steps of a ladder."""
        taken: set[str] = set()
        for steg in one.steg:
            words = slug(steg.nar).split("-")[:6]
            id = free_id("-".join([self._eier, *words]), taken)
            taken.add(id)
            entry = {
                "id": id,
                "når": fitted(steg.nar),
                "gjør": [fitted(text) for text in steg.gjor],
            }
            more = {"hvem": list(steg.hvem), "frist": steg.frist}
            yield entry | {key: value for key, value in more.items() if value}

    def _id(self, where: str, one: Stykke) -> str:
        """Return a free id, of the first words of a piece."""
        if where not in self._ids:
            whole = self._svarte.below.whole
            tema = theme_at(whole, where)
            there = tema.items() if tema else item_lists(whole).get(where, ())
            self._ids[where] = {*(item.id for item in there), *FRAME, *SECTIONS}
        words = slug(one.tittel or one.tekst).split("-")[:6]
        id = free_id("-".join([self._eier, *words]), self._ids[where])
        self._ids[where].add(id)
        return id

    def _add(self, operation: str, entry: Entry, at: str) -> None:
        self._outcome.entries.append((operation, entry, at))


def _who(one: Stykke) -> str:
    """Return who does something: as its heading says, or as it begins."""
    if one.hvem:
        return one.hvem
    first = one.tekst.split(maxsplit=1)[0].casefold() if one.tekst else ""
    if re.fullmatch(r"(?:skole)?(?:ledelsen|leiinga)|skuleleiinga|rektor", first):
        return "ledelse"
    return "skole" if first in ("skolen", "skulen") else "ansatte"

"""What each piece of a document is proposed to become, and what somebody has answered."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from kvalitetsplan.editions.choices import Sporsmal, Valg
from kvalitetsplan.imports.labels import Slag
from kvalitetsplan.imports.likeness import LIKE, NEAR, SAME, Likeness, Near
from kvalitetsplan.imports.norwegian import Norsk
from kvalitetsplan.imports.pieces import Pieces, Stykke, said
from kvalitetsplan.imports.shared import IN_THEME, OUTSIDE, Shared
from kvalitetsplan.plan.model import Grunnplan, Punkt, Tema

SAMME, ERSTATT, LEGG_TIL, EGEN_SIDE = "er det samme som", "erstatt", "legg til", "egen side"

_ENOUGH = 12
"""How many pieces of a theme are looked at to see what it is about."""


@dataclass(frozen=True)
class Plass(Valg):
    """One place that a piece can get."""

    nummer: int = 0
    """Which of the document's pieces."""
    adresse: str = ""
    """The shared item it is the same as, or takes the place of."""


class Below(NamedTuple):
    """What a document is laid over."""

    grunnplan: Grunnplan
    """What the layer lies on."""
    whole: Grunnplan
    """The plan with the layer as it is now."""
    taken: frozenset[str]
    """The addresses the layer changes already, and those it has itself."""
    norsk: Norsk


@dataclass(frozen=True)
class Svarte:
    """A document with the answers given so far. It is asked as a draft of a layer is."""

    file: str
    pieces: Pieces
    below: Below
    given: Mapping[int, Plass] = field(default_factory=dict)
    """What somebody has answered, by the number of the piece."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """Nothing is written before all is answered."""

    @cached_property
    def questions(self) -> tuple[Sporsmal, ...]:
        """One question for each piece that a plan has a place for, themes first."""
        return tuple(self._questions())

    def answered(self, valg: Valg) -> "Svarte":
        """Return the document with one piece's place chosen."""
        assert isinstance(valg, Plass)
        return replace(self, given={**self.given, valg.nummer: valg})

    @cached_property
    def places(self) -> dict[int, Plass]:
        """The place of each piece: as answered, or else as proposed."""
        return {**self._proposed, **self.given}

    @cached_property
    def _shared(self) -> Shared:
        return Shared(self.below.grunnplan, self.below.norsk)

    def theme_of(self, tema: int) -> Plass | None:
        """Return the place of one of the document's themes; None where there is none."""
        number = self._theme_numbers.get(tema)
        return self.places[number] if number is not None else None

    # --- What is proposed
    # --------------------------------------------------------------------------

    @cached_property
    def _theme_numbers(self) -> dict[int, int]:
        """The first piece that names each theme."""
        found: dict[int, int] = {}
        for number, one in enumerate(self.pieces.stykker):
            if one.slag == Slag.TEMA:
                found.setdefault(one.tema, number)
        return found

    @cached_property
    def _asked(self) -> list[int]:
        themes = list(self._theme_numbers.values())
        others = [
            n for n, one in enumerate(self.pieces.stykker) if one.slag in (*IN_THEME, *OUTSIDE)
        ]
        return [*themes, *others]

    @cached_property
    def _proposed(self) -> dict[int, Plass]:
        return {number: choices[0] for number, choices in self._choices.items()}

    @cached_property
    def _choices(self) -> dict[int, tuple[Plass, ...]]:
        """The places each piece can get, the proposed one first."""
        found: dict[int, tuple[Plass, ...]] = {}
        used: set[str] = set()
        for number in self._asked:
            one = self.pieces.stykker[number]
            near = self._theme_near[one.tema] if one.slag == Slag.TEMA else self._near(one, found)
            near = [hit for hit in near if hit.address not in used]
            choices = tuple(self._placed(number, one, near, found))
            found[number] = choices
            if choices[0].adresse and one.slag != Slag.TEMA:
                used.add(choices[0].adresse)
        return found

    @cached_property
    def _theme_near(self) -> dict[int, list[Near]]:
        """The shared themes that each of the document's is like, the most alike first."""
        pieces = self.pieces.stykker
        return {tema: self._near_theme(pieces[n]) for tema, n in self._theme_numbers.items()}

    @cached_property
    def _taken_by(self) -> dict[str, int]:
        """Which of the document's themes each shared theme is most like. Two chapters do not become
        one unless somebody says so.
        """
        found: dict[str, tuple[float, int]] = {}
        for tema, near in self._theme_near.items():
            score = near[0].score + self._content(tema, near[0].address) if near else 0.0
            if near and score > found.get(near[0].address, (0.0, -1))[0]:
                found[near[0].address] = score, tema
        return {address: tema for address, (_, tema) in found.items()}

    def _near_theme(self, one: Stykke) -> list[Near]:
        there = {tema.id for tema in self.below.whole.temaer}
        titles = {tema.id: tema.tittel for tema in self.below.grunnplan.temaer if tema.id in there}
        near = Likeness(titles, self.below.norsk).titles(one.tekst)
        return sorted(near, key=lambda hit: -(hit.score + self._content(one.tema, hit.address)))

    def _content(self, tema: int, id: str) -> float:
        """Return how much of a theme a shared one says: so two of like titles are told apart."""
        pieces = self.pieces.of(tema, Slag.KJENNETEGN, Slag.VIRKNING)[:_ENOUGH]
        lists = [self._shared.likeness[f"{id}/{name}"] for name in ("par", "virkninger")]
        best = [
            max((hit.score for one in lists for hit in one.near(said(p))), default=0)
            for p in pieces
        ]
        return sum(best) / len(best) if best else 0

    def _near(self, one: Stykke, found: Mapping[int, tuple[Plass, ...]]) -> list[Near]:
        address = self._list_of(one, found)
        if address not in self._shared.likeness:
            return []
        free = [
            hit for hit in self._shared.likeness[address].near(said(one)) if self._may_change(hit)
        ]
        if one.slag == Slag.REGEL:
            return [hit for hit in free if self._same_cell(hit.address, one)]
        return free

    def _may_change(self, hit: Near) -> bool:
        return hit.address not in self.below.taken

    def _same_cell(self, address: str, one: Stykke) -> bool:
        rule = self._shared.by_address[address]
        return (getattr(rule, "plikt", ""), getattr(rule, "hvem", "")) == (one.plikt, one.hvem)

    def _list_of(self, one: Stykke, found: Mapping[int, tuple[Plass, ...]]) -> str:
        """Return the shared list a piece would stand in; "" where its theme is not shared."""
        assert one.slag
        if one.slag in OUTSIDE:
            return OUTSIDE[one.slag][0]
        number = self._theme_numbers.get(one.tema)
        place = self.given.get(number) or found[number][0] if number is not None else None
        return f"{place.adresse}/{IN_THEME[one.slag][0]}" if place and place.adresse else ""

    def _placed(
        self, number: int, one: Stykke, near: list[Near], found: Mapping[int, tuple[Plass, ...]]
    ) -> Iterator[Plass]:
        """Yield the places a piece can get, the proposed one first."""
        first = near[0] if near and near[0].score >= NEAR else None
        same = Plass(
            SAMME, _explained(SAMME, one), nummer=number, adresse=first.address if first else ""
        )
        other = replace(same, navn=ERSTATT, forklaring=_explained(ERSTATT, one))
        own = Plass(LEGG_TIL, _explained(LEGG_TIL, one), nummer=number)
        page = Plass(EGEN_SIDE, "det blir stående på en egen side", nummer=number)
        is_left = one.av >= 0 and self._place_of(one.av, found).navn == EGEN_SIDE
        if is_left or (one.slag in IN_THEME and not self._has_theme(one, found)):
            yield page
            return
        whole = first is not None and _is_whole(one) and one.slag in IN_THEME
        is_theirs = one.slag != Slag.TEMA or (
            first is not None and self._taken_by.get(first.address, one.tema) == one.tema
        )
        is_like = first is not None and first.score >= (LIKE if one.slag == Slag.TEMA else SAME)
        if first and is_like and is_theirs and not self._has_other_number(one, first):
            choices = [same, *([other] if whole else []), own, page]
        elif first and whole and first.score >= LIKE:
            choices = [other, same, own, page]
        else:
            choices = [own, *([same] if first else []), *([other] if whole else []), page]
        yield from choices

    def _has_other_number(self, one: Stykke, first: Near) -> bool:
        """Tell whether somebody to call has another number here than in the shared plan."""
        if one.slag != Slag.KONTAKT:
            return False
        there = self._shared.by_address[first.address]
        told = ((one.telefon, "telefon"), (one.epost, "epost"))
        return any(text and getattr(there, felt, "") != text for text, felt in told)

    def _has_theme(self, one: Stykke, found: Mapping[int, tuple[Plass, ...]]) -> bool:
        number = self._theme_numbers.get(one.tema)
        if number is None:
            return False
        return self._place_of(number, found).navn != EGEN_SIDE

    def _place_of(self, number: int, found: Mapping[int, tuple[Plass, ...]]) -> Plass:
        """Return the place of a piece that is asked about earlier."""
        return self.given.get(number) or found[number][0]

    # --- How it is asked
    # ---------------------------------------------------------------------------

    def _questions(self) -> Iterator[Sporsmal]:
        count: Counter[Slag] = Counter()
        for number in self._asked:
            one = self.pieces.stykker[number]
            assert one.slag
            count[one.slag] += 1
            choices = self._choices[number]
            if len(choices) > 1:
                yield self._question(f"{one.slag} {count[one.slag]}", one, choices)

    def _question(self, navn: str, one: Stykke, choices: tuple[Plass, ...]) -> Sporsmal:
        near = next((valg.adresse for valg in choices if valg.adresse), "")
        shown = [("dokumentet", said(one))]
        if near:
            shown.append((near, self.text_at(near)))
        mark = f"{self.file}, {one.at}"
        hva = f"{self._where(one)}Forslag: {choices[0].navn}."
        return Sporsmal(
            navn, mark, hva, tuple(shown), choices, venter=bool(near) or one.slag == Slag.TEMA
        )

    def _where(self, one: Stykke) -> str:
        return (
            f"{self.pieces.temaer[one.tema]}. " if one.tema >= 0 and one.slag != Slag.TEMA else ""
        )

    def item_at(self, address: str) -> Punkt:
        """Return a shared item."""
        return self._shared.by_address[address]

    def text_at(self, address: str) -> str:
        """Return the text of a shared item, or a theme's title."""
        temaer = {tema.id: tema for tema in self.below.grunnplan.temaer}
        return (
            temaer[address].tittel if address in temaer else self._shared.by_address[address].label
        )


def theme_at(grunnplan: Grunnplan, id: str) -> Tema | None:
    """Return a shared theme."""
    return next((tema for tema in grunnplan.temaer if tema.id == id), None)


def _is_whole(one: Stykke) -> bool:
    """Tell whether a piece is nothing but a text, so that one field can hold all of it."""
    return not (one.tittel or one.deler or one.varighet or one.tegn or one.av >= 0)


def _explained(navn: str, one: Stykke) -> str:
    if one.slag == Slag.TEMA:
        return {
            SAMME: "det dere har skrevet, kommer i dette temaet",
            ERSTATT: "",
            LEGG_TIL: "temaet blir nytt, og deres",
        }[navn]
    return {
        SAMME: "grunnplanens ord blir stående, og deres ord på en egen side",
        ERSTATT: "deres ord står i stedet for grunnplanens",
        LEGG_TIL: "det kommer i tillegg",
    }[navn]

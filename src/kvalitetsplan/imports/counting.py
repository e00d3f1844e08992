"""Whether every word of a document has come along: each line must stand in one place, and a place
has room for no more than it says. A «15» in a telephone number is not the 15 minutes of a task.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kvalitetsplan.imports.document import Line
from kvalitetsplan.imports.measures import level_in, roles_in, stages
from kvalitetsplan.imports.roles import role
from kvalitetsplan.imports.tidying import without_number
from kvalitetsplan.imports.titles import NUMBERED
from kvalitetsplan.plan.words import MONTHS

_WORD = re.compile(r"\w+")
_NAMES = frozenset(
    [
        "ansvar",
        "ansvarlig",
        "ansvarleg",
        "hvem",
        "kven",
        "frist",
        "tidspunkt",
        "tid",
        "når",
        "mål",
        "nivå",
        "målgruppe",
        "varighet",
        "varigheit",
        "tidsbruk",
        "hvor",
        "kor",
        "lenge",
        "tegn",
        "teikn",
        "se",
        "sjå",
        "etter",
        "på",
        "at",
        "det",
        "virker",
    ]
)
"""What is typed in front of something that has a field of its own: the site names the field."""
_BETWEEN = frozenset(("og", "eller"))
"""What stands between roles: the site shows them as a list."""
_CODES = ("hvem", "nivå", "trinn", "måneder")
"""The fields that say something in a plan's own way, and not in the document's words."""
_MOST_NEAR = 40
_UNREAD = ("fra", "id", "liste", "felt", "plikt", "grunnlag", "temaer", "par", "sannsynliggjør")
"""The fields that say nothing that stands in the document."""


class Shown(NamedTuple):
    """One place that readers see, with what it says."""

    text: str
    codes: frozenset[str] = frozenset()
    """What it says in a plan's own way: ids of roles, stages, names of months."""


def said_in(entry: object) -> Shown:
    """Return the place that an entry of a layer becomes."""
    texts: list[str] = []
    codes: list[str] = []
    _collect(entry, "", texts, codes)
    return Shown(" | ".join(texts), frozenset(codes))


def _collect(value: object, key: str, texts: list[str], codes: list[str]) -> None:
    if key in _UNREAD and not isinstance(value, list | tuple):
        return
    if isinstance(value, dict):
        for name, one in value.items():
            _collect(one, str(name), texts, codes)
    elif isinstance(value, list | tuple):
        is_ids = key in _UNREAD and all(isinstance(one, str) for one in value)
        for one in () if is_ids else value:
            _collect(one, key if key in _CODES else "", texts, codes)
    elif key == "måneder":
        codes.append(MONTHS[int(str(value)) - 1])
    elif key in _CODES:
        codes.append(str(value))
    else:
        texts.append(str(value))


def places_in(entry: dict[str, object]) -> Iterator[Shown]:
    """Yield the places an entry becomes: a whole theme has one for each of its items."""
    new = entry.get("nytt")
    lists = new if isinstance(new, dict) else {}
    items = [one for value in lists.values() if _is_items(value) for one in value]
    yield said_in({**entry, "nytt": {k: v for k, v in lists.items() if not _is_items(v)}})
    for number, one in enumerate(items, start=1):
        place = said_in(one)
        yield place._replace(text=f"{number} {place.text}") if "steg" in lists else place


def _is_items(value: object) -> bool:
    return isinstance(value, list) and any(isinstance(one, dict) for one in value)


def left_out(
    some: Sequence[Line], repeated: Iterable[str], places: Iterable[Shown]
) -> Iterator[Line]:
    """Yield the lines that stand in no place, in order. `repeated` are the texts that are said once
    for all that stands below them: labels, and the names of themes.
    """
    room = _Room(places, repeated)
    order = sorted(range(len(some)), key=lambda n: -len(words_of(some[n].text)))
    loose = [n for n in order if not room.has_whole(some[n].text)]
    missing = {n for n in loose if not room.has(some[n].text)}
    yield from (some[n] for n in sorted(missing))


def words_of(text: str) -> list[str]:
    """Return the words of a text in small letters."""
    return _WORD.findall(text.casefold())


class _Room:
    """What there is room for yet, place by place."""

    def __init__(self, places: Iterable[Shown], repeated: Iterable[str]) -> None:
        self._places = list(places)
        self._phrases = [f" {' '.join(words_of(one.text))} " for one in self._places]
        self._left = [Counter(phrase.split()) for phrase in self._phrases]
        self._index: dict[str, dict[int, None]] = defaultdict(dict)
        for number, left in enumerate(self._left):
            for word in left:
                self._index[word][number] = None
        whole = " | ".join(self._phrases)
        told = {" ".join(words_of(one)) for one in repeated}
        self._repeated = {one for one in told if re.search(r"[^\W\d]", one) and f" {one} " in whole}

    def has_whole(self, text: str) -> bool:
        """Tell whether a line stands as it is in a place, and use up the room for it there."""
        words = words_of(text)
        if not words or " ".join(words) in self._repeated:
            return True
        phrase, wanted = f" {' '.join(words)} ", Counter(words)
        fits = (n for n in self._fits(wanted) if phrase in self._phrases[n])
        return self._used(next(fits, None), wanted)

    def has(self, text: str) -> bool:
        """Tell whether all that a line says, stands in a place, and use up the room for it."""
        for said in dict.fromkeys((text, NUMBERED.sub("", text), without_number(text))):
            if self._placed(words_of(said)):
                return True
        return self._is_code(text) or self._begins_repeated(words_of(text))

    def _begins_repeated(self, words: list[str]) -> bool:
        """Tell whether a line begins with a label, and the rest of it has a place."""
        ends = (n for n in range(1, min(len(words), 12)) if " ".join(words[:n]) in self._repeated)
        return any(self._placed(words[end:]) for end in ends)

    def _placed(self, words: list[str]) -> bool:
        wanted = Counter(words)
        place = next(self._fits(wanted), None)
        return self._used(self._nearly(wanted) if place is None else place, wanted)

    def _fits(self, wanted: Counter[str]) -> Iterator[int]:
        """Yield the places with room for some words, by the rarest of them."""
        rarest = min((self._index.get(word, {}) for word in wanted), key=len, default={})
        return (n for n in rarest if wanted <= self._left[n])

    def _used(self, place: int | None, wanted: Counter[str]) -> bool:
        if place is None:
            return False
        left = self._left[place]
        for word in wanted & left:
            left[word] -= wanted[word]
            if left[word] <= 0:
                del left[word], self._index[word][place]
        return True

    def _nearly(self, wanted: Counter[str]) -> int | None:
        """Return a place that says all of a line, some of it in a plan's own way."""
        near = Counter(n for word in wanted for n in self._index.get(word, ()))
        for number, _ in near.most_common(_MOST_NEAR):
            missing = wanted - self._left[number]
            if all(_is_told(word, self._places[number].codes) for word in missing):
                return number
        return None

    def _is_code(self, text: str) -> bool:
        """Tell whether a whole line is said in a plan's own way: roles, stages, a month."""
        roller, is_whole = roles_in(text)
        wanted = set(roller) if is_whole else {*stages(text)} or {text.casefold().strip(" .:")}
        return any(wanted <= one.codes for one in self._places if one.codes)


def _is_told(word: str, codes: frozenset[str]) -> bool:
    """Tell whether a word is said in a plan's own way, or is the name of a field."""
    if word in _NAMES or word in codes or (word in _BETWEEN and codes):
        return True
    return role(word) in codes or (level_in(word) or None) in codes

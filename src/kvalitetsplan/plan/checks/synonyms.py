"""That what people search with, leads to something."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from kvalitetsplan.plan.addresses import addressed
from kvalitetsplan.plan.checks.texts import texts
from kvalitetsplan.plan.model import Grunnplan, Punkt, Synonymfil
from kvalitetsplan.reading.problems import Problem, nearest

_WORD = re.compile(r"\w+")


def check_synonymer(
    file: Synonymfil, plan: Grunnplan, headings: Iterable[str]
) -> Iterator[Problem]:
    """Yield the synonyms that cannot be searched for, or that lead to nothing.

    A meaning leads somewhere when all its words begin a word in one and the same item,
    or in one of `headings`, those of the pages.
    """
    if not file.synonymer:
        return
    written = _Written([*headings, *map(_said, addressed(plan).values())])
    seen: set[tuple[str, ...]] = set()
    for phrase, meanings in file.synonymer.items():
        words = tuple(_WORD.findall(phrase.lower()))
        if not words or words in seen:
            what = "et synonym må ha minst ett ord til venstre for kolonet"
            twice = f"«{phrase}» står to ganger, skrevet på hver sin måte; behold én av dem"
            yield Problem(file.mark("synonymer", phrase), "synonymer", twice if words else what)
        seen.add(words)
        for index, meaning in enumerate(meanings):
            if not written.has(meaning):
                near = nearest(meaning.lower(), written.words) or "; skriv et ord som står i planen"
                message = f"«{meaning}» gir ikke treff i planen{near}"
                yield Problem(file.mark("synonymer", phrase, index), f"synonymer.{phrase}", message)


def _said(item: Punkt) -> str:
    """Return the texts of an item, also in the other form of Norwegian: the search finds either."""
    said = [text for _, text in texts(item)]
    for value in item.andre.values():
        said += value if isinstance(value, tuple) else (value,)
    return " ".join(said)


_SEEN: dict[str, str] = {}
"""A text that each meaning was found in last: most plans have the most texts in common."""


class _Written:
    """The words of some texts, and which texts each stands in."""

    def __init__(self, written: Iterable[str]) -> None:
        self._texts = tuple(written)
        self._there = frozenset(self._texts)

    def has(self, meaning: str) -> bool:
        """Tell whether the words of a meaning begin words in one and the same text."""
        if _SEEN.get(meaning) in self._there:
            return True
        found = [self._beginning(word) for word in _WORD.findall(meaning.lower())]
        place = next(iter(set.intersection(*found)), None) if found else None
        if place is None:
            return False
        _SEEN[meaning] = self._texts[place]
        return True

    @cached_property
    def words(self) -> list[str]:
        """All the words, in order."""
        return sorted(self._places)

    @cached_property
    def _places(self) -> dict[str, set[int]]:
        places: defaultdict[str, set[int]] = defaultdict(set)
        for place, text in enumerate(self._texts):
            for word in _WORD.findall(text.lower()):
                places[word].add(place)
        return places

    def _beginning(self, start: str) -> set[int]:
        """Return the texts where a word begins with `start`."""
        found: set[int] = set()
        for at in range(bisect_left(self.words, start), len(self.words)):
            if not self.words[at].startswith(start):
                break
            found |= self._places[self.words[at]]
        return found

"""Which of several texts says most nearly the same as another."""

import math
import re
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from kvalitetsplan.imports.norwegian import Norsk, are_forms, root_of

SAME = 1.0
"""How alike two texts are that differ in nothing but signs and capitals."""
LIKE = 0.55
"""From how alike two texts say the same in other words, as far as one can tell."""
NEAR = 0.3
"""From how alike two texts are worth showing beside each other."""


class Near(NamedTuple):
    """A text that is like another, and how much: from 0 to `SAME`."""

    address: str
    score: float


class Likeness:
    """Texts by address, to be found by what they say."""

    def __init__(self, texts: Mapping[str, str], norsk: Norsk) -> None:
        self._norsk = norsk
        self._plain = {address: plain(text) for address, text in texts.items()}
        self._roots = {address: frozenset(norsk.roots(text)) for address, text in texts.items()}
        self._words = {address: norsk.words(text) for address, text in texts.items()}
        self._count = Counter(root for roots in self._roots.values() for root in roots)

    def near(self, text: str) -> list[Near]:
        """Return the texts that are like this one, the most alike first."""
        same, roots = plain(text), frozenset(self._norsk.roots(text))
        found = [
            Near(address, SAME if self._plain[address] == same else self._score(roots, other))
            for address, other in self._roots.items()
        ]
        return sorted((one for one in found if one.score >= NEAR), key=lambda one: -one.score)

    def _score(self, one: frozenset[str], other: frozenset[str]) -> float:
        """Return how much of what two texts say together, they both say; rare words say more."""
        return self._share(one & other, one | other)

    def titles(self, text: str) -> list[Near]:
        """Return the texts that are like a title: one may say less than the other."""
        said = self._norsk.words(text)
        roots = frozenset(map(root_of, said))
        found = []
        for address, other in self._roots.items():
            shorter = min((roots, other), key=len)
            pairs = ((a, b) for a in said for b in self._words[address] if are_forms(a, b))
            shared = frozenset(root_of(one) for pair in pairs for one in pair) & shorter
            both = (self._share(shared, roots | other) + self._share(shared, shorter)) / 2
            found.append(Near(address, SAME if self._plain[address] == plain(text) else both))
        return sorted((one for one in found if one.score >= NEAR), key=lambda one: -one.score)

    def _share(self, part: frozenset[str], whole: frozenset[str]) -> float:
        weight = sum(map(self._weight, whole))
        return min(0.99, sum(map(self._weight, part)) / weight) if weight else 0

    def _weight(self, root: str) -> float:
        return math.log(2 + len(self._roots) / (1 + self._count[root]))


def plain(text: str) -> str:
    """Return the words of a text alone, in small letters."""
    return " ".join(re.findall(r"\w+", text.casefold()))

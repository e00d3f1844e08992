"""Norwegian words brought to what they have in common, as the search does it.

The words that say nothing, and the nynorsk in words, are read from the search's own tables in
`overrides/assets/js/ordtabeller.js`: there is one list of them.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

TABLES = Path("overrides/assets/js/ordtabeller.js")
"""Where the search has its tables, from the project's folder."""
_ROOT = 5
"""Words that begin with the same letters, so many of them, are bent forms of one word, or near
enough.
"""
_BENT = re.compile(
    r"(?:e|a|en|et|er|ar|ene|ane|s|r|n|t|ing|inga|ingen|ende|ande|else|elsen|elser|ig|lig|leg|het|heit)?"
)
"""What a word ends with where it is bent, or made an action or a quality."""
_WORD = re.compile(r"[^\W\d_]+")
_STOP = re.compile(r"const STOP = new Set\(\s*\[(.*?)\]", re.DOTALL)
_IRREGULAR = re.compile(r"Object\.entries\(\{(.*?)\}\)", re.DOTALL)
_REWRITES = re.compile(r"const REWRITES = \[(.*?)\n  \];", re.DOTALL)
_QUOTED = re.compile(r'"([^"]*)"')
_FORM = re.compile(r'(\w+):\s+((?:"[^"]*"[\s+]*)+)')
_REWRITE = re.compile(r'\[/(.+)/g, "([^"]*)"\]')


class Norsk(NamedTuple):
    """What the search knows of Norwegian words."""

    stop: frozenset[str]
    irregular: dict[str, str]
    rewrites: tuple[tuple[re.Pattern[str], str], ...]
    known: dict[str, str]
    """The words that have been written so far."""

    def roots(self, text: str) -> list[str]:
        """Return what the words of a text have in common with their other forms, in order; words
        that say nothing are left out.
        """
        return [root_of(word) for word in self.words(text)]

    def words(self, text: str) -> list[str]:
        """Return the words of a text that say something, as the search writes them."""
        words = (word for word in _WORD.findall(text.casefold()) if word not in self.stop)
        return [self._written(word) for word in words]

    def _written(self, word: str) -> str:
        if word not in self.known:
            form = word
            for pattern, to in self.rewrites:
                form = pattern.sub(to, form)
            self.known[word] = self.irregular.get(form, form)
        return self.known[word]


def root_of(word: str) -> str:
    """Return what a word has in common with its other forms."""
    return word[:_ROOT]


def are_forms(one: str, other: str) -> bool:
    """Tell whether two words are forms of one, or one is made of the other: «klasseledelse» and
    «klassefellesskap» only begin alike.
    """
    pairs = zip(one, other, strict=False)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    shorter = min((one, other), key=len)
    return same >= min(_ROOT, len(shorter)) and _BENT.fullmatch(shorter[same:]) is not None


def read_norsk(root: Path) -> Norsk:
    """Read the search's tables in the project's folder."""
    return _norsk((root / TABLES).read_text(encoding="utf-8"))


@lru_cache(maxsize=2)
def _norsk(script: str) -> Norsk:
    stop = " ".join(_QUOTED.findall(_inside(_STOP, script))).split()
    forms = _FORM.findall(_inside(_IRREGULAR, script))
    return Norsk(
        frozenset(stop),
        {
            word: form
            for form, written in forms
            for word in " ".join(_QUOTED.findall(written)).split()
        },
        tuple(_rewrites(_REWRITE.findall(_inside(_REWRITES, script)))),
        {},
    )


def _inside(pattern: re.Pattern[str], script: str) -> str:
    hit = pattern.search(script)
    assert hit, "the search has its tables where they have always been"
    return hit[1]


def _rewrites(written: Iterable[tuple[str, str]]) -> Iterable[tuple[re.Pattern[str], str]]:
    for pattern, to in written:
        yield re.compile(pattern), re.sub(r"\$(\d)", r"\\\1", to)

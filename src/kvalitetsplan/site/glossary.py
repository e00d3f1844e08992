"""Words from the glossary, explained where they are first used on a page."""

import re
from collections.abc import Callable
from functools import cached_property, lru_cache

from markupsafe import Markup

from kvalitetsplan.plan.model import Begrep

_SHORTEST = 6
"""Shorter words are too common to mark, abbreviations apart."""
_TAG = re.compile(r"(<[^>]+>)")


class Glossary:
    """The glossary as it stands on one page: which words have been explained so far."""

    def __init__(
        self,
        begreper: Callable[[], tuple[Begrep, ...]],
        name: Callable[[Begrep], str],
        button: Callable[[Begrep, Markup], str],
    ) -> None:
        """Take what gives the terms, what gives a term's name in the form of the page, and what
        draws a button for one of them; nothing is explained yet.

        Few pages explain anything, so the terms are not asked for before they are needed.
        """
        self.seen: list[Begrep] = []
        self._begreper, self._name = begreper, name
        self._draw_button = button

    @cached_property
    def _by_word(self) -> dict[str, Begrep]:
        return {
            word.lower(): begrep
            for begrep in self._begreper()
            for word in self._name(begrep).split(" / ")
            if len(word) >= _SHORTEST or word.isupper()
        }

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        words = sorted(self._by_word, key=len, reverse=True)
        if not words:
            return re.compile(r"(?!)")  # matches nothing
        # A term may be bent: «krenkelser», «profesjonsfellesskapet».
        return re.compile(rf"\b({'|'.join(map(re.escape, words))})(\w{{0,3}})\b", re.IGNORECASE)

    def mark(self, html: Markup) -> Markup:
        """Return clean HTML with each term's first use on the page made into a button that explains
        it.
        """
        if not _has_term(self._pattern, html):
            return html
        inside_link = False
        parts = []
        for part in _TAG.split(html):
            inside_link = part.startswith("<a ") or (inside_link and part != "</a>")
            parts.append(
                part
                if inside_link or part.startswith("<")
                else self._pattern.sub(self._button, part)
            )
        return Markup("".join(parts))

    def _button(self, hit: re.Match[str]) -> str:
        begrep = self._by_word[hit[1].lower()]
        if begrep in self.seen:
            return hit[0]
        self.seen.append(begrep)
        return self._draw_button(begrep, Markup(hit[0]))  # a piece of HTML that is clean already


@lru_cache(maxsize=1 << 12)
def _has_term(pattern: re.Pattern[str], html: str) -> bool:
    """Tell if a text may have a term in it: most have none, and are the same on many sites."""
    return pattern.search(html) is not None

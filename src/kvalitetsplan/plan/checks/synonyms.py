"""That what people search with, leads to something."""

import re
from collections.abc import Iterable, Iterator

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
    written = [
        *headings,
        *(" ".join((*_said(item), *_said_otherwise(item))) for item in addressed(plan).values()),
    ]
    everything = "\n".join(" ".join(["", *_WORD.findall(one.lower())]) for one in written)
    leads = {
        one: _stands(one, everything) for meanings in file.synonymer.values() for one in meanings
    }
    for phrase, meanings in file.synonymer.items():
        if not _WORD.search(phrase):
            yield Problem(
                file.mark("synonymer", phrase),
                "synonymer",
                "et synonym må ha minst ett ord til venstre for kolonet",
            )
        for index, meaning in enumerate(meanings):
            if not leads[meaning]:
                near = (
                    nearest(meaning.lower(), set(everything.split()))
                    or "; skriv et ord som står i planen"
                )
                message = f"«{meaning}» gir ikke treff i planen{near}"
                yield Problem(file.mark("synonymer", phrase, index), f"synonymer.{phrase}", message)


def _said(item: Punkt) -> Iterator[str]:
    return (text for _, text in texts(item))


def _said_otherwise(item: Punkt) -> Iterator[str]:
    """Yield the texts of an item in the other form of Norwegian: the search finds either."""
    for value in item.andre.values():
        yield from value if isinstance(value, tuple) else (value,)


def _stands(meaning: str, everything: str) -> bool:
    """Tell whether the words of a meaning begin words in one and the same item. Each item is a line
    in `everything`.
    """
    words = sorted((f" {word}" for word in _WORD.findall(meaning.lower())), key=len, reverse=True)
    # The longest is the rarest: there are few lines to look at.
    return bool(words) and any(
        all(word in line for word in words[1:]) for line in _lines_with(words[0], everything)
    )


def _lines_with(word: str, text: str) -> Iterator[str]:
    at = text.find(word)
    while at >= 0:
        end = text.find("\n", at)
        yield text[text.rfind("\n", 0, at) + 1 : end if end >= 0 else len(text)]
        at = text.find(word, end) if end >= 0 else -1

"""What can be wrong with the data, and how we say it.

A problem is a value. It is collected, sorted and shown together with all the
others, so that the reader can mend everything in one go.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, TypeVar

T = TypeVar("T")


class Alvor(StrEnum):
    """What sort of problem it is."""

    FEIL = "feil"
    """Something is written wrong."""
    DRIFT = "drift"
    """The shared text has changed under a local change; somebody must choose."""
    VARSEL = "varsel"
    """Worth mending, but it stops nothing."""


class Mark(NamedTuple):
    """A place in a file. Line and column count from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend: where it stands, what it is about, what to write instead."""

    mark: Mark
    place: str
    message: str
    alvor: Alvor = field(default=Alvor.FEIL, compare=False)

    def __str__(self) -> str:
        return (
            f"{self.mark}  {self.place}  {self.message}"
            if self.place
            else f"{self.mark}  {self.message}"
        )


class PlanError(Exception):
    """The data cannot become a plan. Carries every problem that was found, sorted by place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type["PlanError"], tuple[list[Problem]]]:
        """Let the problems come whole from another process."""
        return PlanError, (self.problems,)


def attempt(problems: list[Problem], make: Callable[[], T]) -> T | None:
    """Return what `make` makes; where it raises PlanError, None, and its problems are noted."""
    try:
        return make()
    except PlanError as error:
        problems += error.problems
        return None


def closest(word: str, choices: Iterable[str]) -> str:
    """Return the choice most like `word`, or an empty string if none is like it.

    Capitals, accents and æ, ø and å written otherwise make no difference, nor do `-` and `_`.
    """
    folded = _by_form(choices)
    if found := _same(word, folded):
        return found
    from difflib import get_close_matches  # slow to load; most files have no such fault

    near = get_close_matches(_folded(word)[0], list(folded), n=1, cutoff=0.6)
    return folded[near[0]] if near else ""


def same(word: str, choices: Iterable[str]) -> str:
    """Return the choice that is this very word, however it is spelt; see `closest`."""
    return _same(word, _by_form(choices))


def _same(word: str, folded: dict[str, str]) -> str:
    return next((folded[form] for form in _folded(word) if form in folded), "")


def _by_form(choices: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for choice in choices:
        for form in _folded(choice):
            found.setdefault(form, choice)
    return found


_ASCII = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "-": "_", " ": "_", "\u00a0": "_"})
_DOUBLE = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "-": "_", " ": "_", "\u00a0": "_"})


def _folded(word: str) -> tuple[str, str]:
    """Return the two ways people write a word without æ, ø and å."""
    lower = word.strip().lower()
    return lower.translate(_ASCII), lower.translate(_DOUBLE)


def nearest(word: str, choices: Iterable[str]) -> str:
    """Return « – mente du «x»?» for the choice most like `word`, or an empty string."""
    found = closest(word, choices)
    return f" – mente du «{found}»?" if found else ""


def listed(words: Iterable[str]) -> str:
    """Return the words as a Norwegian list: «a», «b» eller «c»."""
    quoted = [f"«{word}»" for word in words]
    return " eller ".join(filter(None, [", ".join(quoted[:-1]), *quoted[-1:]]))

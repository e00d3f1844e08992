"""What was made for one plan is used again for the next, where it would come out the same.

Whoever makes something asks questions of what it is made from, and the answers are
kept beside the result. Where another source gives the same answers, the same would
come of it. So nothing has to be told what it depends on, and nothing can be forgotten.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable
from contextvars import ContextVar
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel

from kvalitetsplan.plan.model import Endring

T = TypeVar("T")

_KEPT = 3
"""How many results are kept for each key: the one most share, and some that few do, so that memory
is bounded.
"""
_LARGE = (BaseModel, dict, Endring)


class _Answer(NamedTuple):
    function: Callable[..., Any]
    args: tuple[Any, ...]
    value: Any


_Answers = dict[Hashable, _Answer]


class Source:
    """What things are made from. It must not change, so each question is answered once."""

    def __init__(self, value: Any) -> None:
        self._value = value
        self._answers: _Answers = {}

    def answer(self, key: Hashable, function: Callable[..., Any], args: tuple[Any, ...]) -> _Answer:
        """Return what `function(value, *args)` does, a question whose key this is."""
        if (known := self._answers.get(key)) is None:
            known = self._answers[key] = _Answer(function, args, function(self._value, *args))
        return known


class _Making(NamedTuple):
    """What is being made: from what, and what that has answered."""

    source: Source
    answers: _Answers


_MAKING: ContextVar[_Making] = ContextVar("making")


def ask(function: Callable[..., Any], *args: Any) -> Any:
    """Put a question to the source of what is being made: return `function(source, *args)`, which
    must be a value and not an iterator.
    """
    source, answers = _MAKING.get()
    # Items, changes and tables are known by identity: to hash one takes longer than most answers,
    # if it can be done. The answer keeps them alive.
    key = (function, *(id(arg) if isinstance(arg, _LARGE) else arg for arg in args))
    return answers.setdefault(key, source.answer(key, function, args)).value


class _Result(NamedTuple):
    given: Any
    answers: _Answers
    value: Any


class Memory:
    """What has been made, for as long as what all plans share is the same."""

    def __init__(self) -> None:
        self._results: dict[Hashable, list[_Result]] = defaultdict(list)

    def recall(
        self, key: Hashable, given: Any, make: Callable[[], T], source: Source | None = None
    ) -> T:
        """Return what `make()` returns, or returned before.

        `key` names what is made, `given` is what it is made with besides what it asks `source`.
        What is recalled within `make` is part of it, and must be made from the same source.
        The result must depend on nothing else, and must not be changed afterwards.
        Raises what `make` raises; nothing is then kept.
        """
        source = source or Source(None)
        results = self._results[key]
        for place, result in enumerate(results):
            if _is_same(result, given, source):
                results.insert(0, results.pop(place))
                break
        else:
            result = _made(given, make, source)
            self._results[key] = [result, *results[: _KEPT - 1]]
        if outer := _MAKING.get(None):  # which depends on all that its parts do
            outer.answers.update(result.answers)
        return result.value  # type: ignore[no-any-return]  # what `make` returned


def _made(given: Any, make: Callable[[], Any], source: Source) -> _Result:
    making = _Making(source, {})
    before = _MAKING.set(making)
    try:
        return _Result(given, making.answers, make())
    finally:
        _MAKING.reset(before)


def _is_same(result: _Result, given: Any, source: Source) -> bool:
    if result.given != given:
        return False
    for key, (function, args, value) in result.answers.items():
        # Most answers are the very same thing; to compare two items takes a hundred times as long
        # as to see that.
        now = source.answer(key, function, args).value
        if now is not value and now != value:
            return False
    return True

"""What was made for one plan is used again for the next, where it would come out the same.

Whoever makes something asks questions of what it is made from, and the answers are
kept beside the result. Where another source gives the same answers, the same would
come of it. So nothing has to be told what it depends on, and nothing can be forgotten.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel

T = TypeVar("T")

_KEPT = 3
"""How many results are kept for each key: the one most share, and some that few do, so that memory
is bounded.
"""

Ask = Callable[..., Any]
"""Put a question: `ask(function, *args)` returns `function(source, *args)`, which must be a value
and not an iterator.
"""
ASKING: ContextVar[Ask] = ContextVar("asking")
"""How what is being made now puts its questions."""


_LARGE = (BaseModel, dict)


class _Question(NamedTuple):
    function: Callable[..., Any]
    args: tuple[Any, ...]

    @property
    def key(self) -> Hashable:
        # Items and tables are known by identity: to hash one takes longer than most answers, if it
        # can be done. The question keeps them alive.
        return self.function, *(id(arg) if isinstance(arg, _LARGE) else arg for arg in self.args)


class _Answer(NamedTuple):
    question: _Question
    value: Any


class Source:
    """What things are made from. It must not change, so each question is answered once."""

    def __init__(self, value: Any) -> None:
        self.value = value
        self._answers: dict[Hashable, _Answer] = {}

    def answer(self, key: Hashable, question: _Question) -> _Answer:
        """Return the answer to a question, whose key this is."""
        if (known := self._answers.get(key)) is None:
            function, args = question
            known = self._answers[key] = _Answer(question, function(self.value, *args))
        return known


class _Asking:
    """Puts questions to a source, and keeps what it answered."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.answers: dict[Hashable, _Answer] = {}

    def __call__(self, function: Callable[..., Any], *args: Any) -> Any:
        question = _Question(function, args)
        key = question.key
        return self.answers.setdefault(key, self.source.answer(key, question)).value


class _Result(NamedTuple):
    given: Any
    answers: dict[Hashable, _Answer]
    value: Any


class Memory:
    """What has been made, for as long as what all plans share is the same."""

    def __init__(self) -> None:
        self._results: dict[Hashable, list[_Result]] = defaultdict(list)

    def recall(
        self, key: Hashable, given: Any, make: Callable[[Ask], T], source: Source | None = None
    ) -> T:
        """Return what `make(ask)` returns, or returned before.

        `key` names what is made, `given` is what it is made with besides the answers of `source`.
        What is recalled within `make` is part of it, and must be made from the same source.
        The result must depend on nothing else, and must not be changed afterwards.
        Raises what `make` raises; nothing is then kept.
        """
        asking = _Asking(source or Source(None))
        results = self._results[key]
        for place, result in enumerate(results):
            if _is_same(result, given, asking.source):
                results.insert(0, results.pop(place))
                break
        else:
            with _asked_by(asking):
                result = _Result(given, asking.answers, make(asking))
            self._results[key] = [result, *results[: _KEPT - 1]]
        _tell_outer(result.answers)
        return result.value  # type: ignore[no-any-return]  # what `make` returned

    def forget(self) -> None:
        """Begin again with nothing."""
        self._results.clear()


class NoMemory(Memory):
    """For one site alone: nothing will be asked for again, and to keep it all takes time."""

    def recall(
        self, key: Hashable, given: Any, make: Callable[[Ask], T], source: Source | None = None
    ) -> T:
        """Return what `make(ask)` returns."""
        value = source and source.value

        def ask(function: Callable[..., Any], *args: Any) -> Any:
            return function(value, *args)

        with _asked_by(ask):
            return make(ask)


@contextmanager
def _asked_by(ask: Ask) -> Iterator[None]:
    """Let this be how questions are put meanwhile."""
    before = ASKING.set(ask)
    try:
        yield
    finally:
        ASKING.reset(before)


def _tell_outer(answers: dict[Hashable, _Answer]) -> None:
    """Let what is being made depend on all that its parts do."""
    outer = ASKING.get(None)
    if isinstance(outer, _Asking):
        for key, answer in answers.items():
            outer.answers.setdefault(key, answer)


def _is_same(result: _Result, given: Any, source: Source) -> bool:
    if result.given != given:
        return False
    answer = source.answer
    for key, (question, value) in result.answers.items():
        # Most answers are the very same thing; to compare two items takes a hundred times as long
        # as to see that.
        now = answer(key, question).value
        if now is not value and now != value:
            return False
    return True

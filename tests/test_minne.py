"""What is remembered: the same answers give the same thing back, and nothing else does."""

from operator import attrgetter, getitem
from types import SimpleNamespace

import pytest

from kvalitetsplan.plan.model import Endring, Lag
from kvalitetsplan.reading.problems import Mark
from kvalitetsplan.site.reuse.memory import Memory, Source, ask


class Maker:
    """Makes a text of what it is told to ask for, and counts how often."""

    def __init__(self, *names: str) -> None:
        self.names, self.times = names, 0

    def __call__(self) -> str:
        self.times += 1
        return " ".join(str(ask(getitem, name)) for name in self.names)


def test_a_thing_is_made_once_for_all_sources_that_answer_the_same() -> None:
    memory, make = Memory(), Maker("a")
    made = [memory.recall("x", 1, make, Source({"a": "ja", "b": other})) for other in range(5)]
    assert made == ["ja"] * 5
    assert make.times == 1


@pytest.mark.parametrize(
    ("key", "given", "source"),
    [("y", 1, {"a": "ja"}), ("x", 2, {"a": "ja"}), ("x", 1, {"a": "nei"})],
)
def test_another_key_another_given_or_another_answer_makes_it_anew(
    key: str, given: int, source: dict[str, str]
) -> None:
    memory, make = Memory(), Maker("a")
    memory.recall("x", 1, make, Source({"a": "ja"}))
    assert memory.recall(key, given, make, Source(source)) == source["a"]
    assert make.times == 2


def test_a_later_question_is_not_put_where_an_earlier_answer_differs() -> None:
    memory = Memory()
    memory.recall(
        "x", None, Maker("finnes", "bare her"), Source({"finnes": "ja", "bare her": "ja"})
    )
    assert memory.recall("x", None, Maker("finnes"), Source({"finnes": "nei"})) == "nei"


def test_what_most_share_is_kept_though_a_few_are_different() -> None:
    memory, make = Memory(), Maker("a")
    for answer in ("felles", "egen", "felles", "annen", "felles", "tredje", "felles"):
        assert memory.recall("x", None, make, Source({"a": answer})) == answer
    assert make.times == 4


def test_what_fails_is_made_anew() -> None:
    memory, make = Memory(), Maker("a")
    with pytest.raises(KeyError):
        memory.recall("x", None, make, Source({}))
    assert memory.recall("x", None, make, Source({"a": "ja"})) == "ja"
    assert make.times == 2


def test_a_thing_depends_on_what_its_parts_were_made_from() -> None:
    memory, part, whole = Memory(), Maker("a"), Maker("b")

    def make(source: Source) -> str:
        def both() -> str:
            return f"{memory.recall('del', None, part, source)} {whole()}"

        return memory.recall("hel", None, both, source)

    answers = [{"a": a, "b": "ja"} for a in ("ja", "nei", "ja", "nei")]
    assert [make(Source(one)) for one in answers] == ["ja ja", "nei ja", "ja ja", "nei ja"]
    assert (part.times, whole.times) == (2, 2)


def test_what_cannot_be_hashed_can_be_asked_about() -> None:
    change = Endring("erstatt", "arshjul/mai", Lag.KOMMUNEN, Mark("a"), til={"uke": 3})
    source = Source({"x": change})
    asked = Memory().recall("x", None, lambda: ask(lambda _, one: one.til, change), source)
    assert asked == {"uke": 3}


def test_a_source_answers_each_question_once() -> None:
    asked = []

    def look(source: SimpleNamespace, name: str) -> str:
        asked.append(name)
        return str(attrgetter(name)(source))

    source = Source(SimpleNamespace(a=1, b=2))
    Memory().recall("x", None, lambda: [ask(look, name) for name in "aabab"], source)
    assert asked == ["a", "b"]

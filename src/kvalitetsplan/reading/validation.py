"""From a tree of text to a model, with Norwegian problems instead of pydantic's."""

from collections.abc import Iterable
from typing import TypeVar

from pydantic import ValidationError

from kvalitetsplan.reading.apart import apart
from kvalitetsplan.reading.misfit import Misfit, misfit
from kvalitetsplan.reading.misfit_said import what_to_say
from kvalitetsplan.reading.outdented import FOLLOWS, outdented
from kvalitetsplan.reading.problems import PlanError, Problem
from kvalitetsplan.reading.tree import Map, Node, describe, find_mark
from kvalitetsplan.reading.values import Modell

M = TypeVar("M", bound=Modell)


def build(kind: type[M], tree: Node, place: str = "") -> M:
    """Return `tree` as a value of type `kind`.

    `place` is put in front of what the problems are about.
    Raises PlanError with every way in which the tree does not fit.
    """
    try:
        return kind.model_validate(tree, by_name=False)
    except ValidationError as error:
        assert isinstance(tree, Map), "a reader returns a Map at the top"
        # A value that follows from others has nothing of its own to say when they are wrong.
        own = (one for one in error.errors() if one["type"] != "default_factory_not_called")
        faults = list(_to_the_point([misfit(kind, details) for details in own]))
        together = {**dict(apart(tree, faults)), **dict(outdented(tree, faults))}
        raise PlanError(
            _problem(tree, fault, place, together.get(fault.way, ""))
            for fault in faults
            if together.get(fault.way) != FOLLOWS
        ) from error


def _to_the_point(faults: list[Misfit]) -> Iterable[Misfit]:
    """Leave out what follows from another fault: a field that is missing because its key is
    misspelt, and a list that is too short because what is in it is wrong.
    """
    misspelt = {(*fault.way[:-1], fault.meant) for fault in faults if fault.meant}
    for fault in faults:
        kind, value = fault.details["type"], fault.details["input"]
        short = kind == "too_short" and len(value) >= fault.details["ctx"]["min_length"]
        if not short and not (kind == "missing" and fault.way in misspelt):
            yield fault


def _problem(tree: Map, fault: Misfit, place: str, said: str) -> Problem:
    mark = find_mark(tree, fault.way, key=fault.on_key)
    # What is said of a key that is missing, in other words than that, is said of what it lacks in.
    way = fault.way[:-1] if said and fault.details["type"] == "missing" else fault.way
    about = ".".join(filter(None, [place, describe(tree, way)]))
    return Problem(mark, about, said or what_to_say(fault))

"""The plan as the templates see it: what they read of it is a question that is put.

So it is known what each drawing depends on, and it can be used for another plan that
gives the same answers (see `memory`).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from kvalitetsplan.plan.model import Tema
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.site.reuse.memory import ask


@dataclass(frozen=True)
class Asked:
    """A part of a plan that is read piece by piece: what shows the title of a theme does not depend
    on its examples.
    """

    part: str
    """The `plan` itself, its `grunnplan` or its `kommune`; else the id of a theme."""

    def __getattr__(self, name: str) -> Any:
        if self.part == "plan" and name in ("grunnplan", "kommune"):
            return Asked(name)
        method = getattr(Plan, name, None) if self.part == "plan" else None
        return partial(put, method) if callable(method) else put(_piece, self.part, name)


def put(function: Callable[..., Any], *args: Any) -> Any:
    """Return `function(plan, *args)`, as an answer to what is being made now. A theme in it is
    `Asked` in turn.
    """
    return ask(_answer, function, *args)


def filled(text: str) -> Any:
    """Return a text with its parameters filled in, for what is being drawn now."""
    return put(Plan.fill, text) if "{" in text else text


def seen(values: dict[str, Any]) -> dict[str, Any]:
    """Return some named values with every theme in them as `Asked`."""
    return {name: asked(value) for name, value in values.items()}


def asked(value: Any) -> Any:
    """Return a value with every theme in it as `Asked`."""
    match value:
        case None | str() | int():
            return value
        case Tema():
            return Asked(value.id)
        case tuple() if hasattr(value, "_fields"):
            return type(value)(*map(asked, value))
        case tuple() if not any(isinstance(one, Tema | tuple) for one in value):
            return value
        case tuple() | list() | Iterator():
            return tuple(map(asked, value))
    return value


def _answer(plan: Plan, function: Callable[..., Any], *args: Any) -> Any:
    given = (plan.punkt(arg.part) if isinstance(arg, Asked) else arg for arg in args)
    return asked(function(plan, *given))


def _piece(plan: Plan, part: str, name: str) -> Any:
    match part:
        case "plan":
            return getattr(plan, name)
        case "grunnplan" | "kommune":
            return getattr(getattr(plan, part), name)
    return getattr(plan.punkt(part), name)

"""One way in which a value does not fit its model, and what the model says of that place."""

from collections.abc import Iterator
from types import NoneType, UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from pydantic import Tag
from pydantic_core import ErrorDetails

from kvalitetsplan.reading.problems import closest
from kvalitetsplan.reading.values import Modell, Says, alias

Way = tuple[str | int, ...]
"""The keys and indexes that lead to a value."""


class Misfit(NamedTuple):
    """One way in which a value does not fit, and the place in the model that it does not fit."""

    details: ErrorDetails
    way: Way
    """The keys and indexes that lead to the value."""
    owner: Any
    """The type of what it stands in."""
    type: Any
    """What it should have been."""
    says: Says | None
    on_key: bool
    """True if it is the key that is wrong, and not the value."""

    @property
    def unknown(self) -> bool:
        """Tell whether it is a key that the model does not have."""
        return self.details["type"] == "extra_forbidden"

    @property
    def meant(self) -> str:
        """The field an unknown key was meant to be, or an empty string."""
        return closest(str(self.way[-1]), fields_of(self.owner)) if self.unknown else ""


def misfit(kind: type[Modell], details: ErrorDetails) -> Misfit:
    """Follow pydantic's way through the model: a step may be a field, an index, a key in a dict, or
    the tag of the member of a union that was meant.
    """
    way: list[str | int] = []
    owner: Any = None
    at: Any = kind
    union: Says | None = None
    for step in details["loc"]:
        bare, union = bare_type(at), None
        if step in (kinds := members(bare)):
            union, at = _says(at), kinds[str(step)]
        elif step == "[key]":
            key_type = get_args(bare_type(owner))[0]
            return Misfit(details, tuple(way), owner, bare_type(key_type), _says(key_type), True)
        else:
            way.append(step)
            owner, at = bare, inside(bare, step)
    unknown = details["type"] == "extra_forbidden"
    return Misfit(details, tuple(way), owner, bare_type(at), _says(at) or union, unknown)


def bare_type(annotation: Any) -> Any:
    """Return a type without what is said about it, and without the None of what may be left out."""
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if get_origin(annotation) in (Union, UnionType):
        rest = [one for one in get_args(annotation) if one is not NoneType]
        return bare_type(rest[0]) if len(rest) == 1 else annotation
    return annotation


def _said(annotation: Any) -> Iterator[Any]:
    """Yield what is said about a type in its `Annotated`, also where it may be left out."""
    if get_origin(annotation) is Annotated:
        yield from get_args(annotation)[1:]
        yield from _said(get_args(annotation)[0])
    elif get_origin(annotation) in (Union, UnionType) and NoneType in get_args(annotation):
        for one in get_args(annotation):
            yield from _said(one)


def _says(annotation: Any) -> Says | None:
    return next((one for one in _said(annotation) if isinstance(one, Says)), None)


def members(bare: Any) -> dict[str, Any]:
    """Return the members of a union by their tags; nothing if it is no union."""
    members = get_args(bare) if get_origin(bare) in (Union, UnionType) else ()
    return {one.tag: member for member in members for one in _said(member) if isinstance(one, Tag)}


def inside(bare: Any, step: str | int) -> Any:
    """Return the type of what stands at a step inside a value of type `bare`."""
    if _is_model(bare):
        fields = (info for name, info in bare.model_fields.items() if alias_of(bare, name) == step)
        return next((Annotated[info.annotation, *info.metadata, None] for info in fields), Any)
    inner = get_args(bare)
    return (inner[1] if get_origin(bare) is dict else inner[0]) if inner else Any


def alias_of(kind: type[Modell], name: str) -> str:
    """Return the YAML key of one of a model's fields."""
    return kind.model_fields[name].alias or alias(name)


def _is_model(bare: Any) -> bool:
    return isinstance(bare, type) and issubclass(bare, Modell)


def fields_of(owner: Any) -> list[str]:
    """Return the YAML keys of a model's fields; nothing if it is no model."""
    return [alias_of(owner, name) for name in owner.model_fields] if _is_model(owner) else []

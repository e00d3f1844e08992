"""From a tree of text to a model, with Norwegian problems instead of pydantic's."""

import re
from collections.abc import Iterable, Iterator
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, TypeVar, Union, get_args, get_origin

from pydantic import Tag, ValidationError
from pydantic_core import ErrorDetails

from kvalitetsplan.reading.advice import CUT
from kvalitetsplan.reading.pasted import ODD_SPACE, SLANTED, list_mark, why_no_item
from kvalitetsplan.reading.problems import PlanError, Problem, closest, listed, nearest, same
from kvalitetsplan.reading.tree import Cut, Map, Node, Seq, describe, find_mark
from kvalitetsplan.reading.values import CUT_AWAY, SAID, Modell, Says, alias, told

M = TypeVar("M", bound=Modell)
Way = tuple[str | int, ...]


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
        faults = list(_to_the_point([_fault(kind, details) for details in own]))
        outdented = dict(_outdented(tree, faults))
        raise PlanError(
            _problem(tree, fault, place, outdented.get(fault.way, ""))
            for fault in faults
            if outdented.get(fault.way) != _FOLLOWS
        ) from error


class _Fault(NamedTuple):
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
        return closest(str(self.way[-1]), _fields(self.owner)) if self.unknown else ""


def _fault(kind: type[Modell], details: ErrorDetails) -> _Fault:
    """Follow pydantic's way through the model: a step may be a field, an index, a key in a dict, or
    the tag of the member of a union that was meant.
    """
    way: list[str | int] = []
    owner: Any = None
    at: Any = kind
    union: Says | None = None
    for step in details["loc"]:
        bare, union = _bare(at), None
        if step in (members := _members(bare)):
            union, at = _says(at), members[str(step)]
        elif step == "[key]":
            key_type = get_args(_bare(owner))[0]
            return _Fault(details, tuple(way), owner, _bare(key_type), _says(key_type), True)
        else:
            way.append(step)
            owner, at = bare, _inside(bare, step)
    unknown = details["type"] == "extra_forbidden"
    return _Fault(details, tuple(way), owner, _bare(at), _says(at) or union, unknown)


def _bare(annotation: Any) -> Any:
    """Return a type without what is said about it, and without the None of what may be left out."""
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if get_origin(annotation) in (Union, UnionType):
        rest = [one for one in get_args(annotation) if one is not NoneType]
        return _bare(rest[0]) if len(rest) == 1 else annotation
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


def _members(bare: Any) -> dict[str, Any]:
    """Return the members of a union by their tags; nothing if it is no union."""
    members = get_args(bare) if get_origin(bare) in (Union, UnionType) else ()
    return {one.tag: member for member in members for one in _said(member) if isinstance(one, Tag)}


def _inside(bare: Any, step: str | int) -> Any:
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


def _fields(owner: Any) -> list[str]:
    return [alias_of(owner, name) for name in owner.model_fields] if _is_model(owner) else []


def _to_the_point(faults: list[_Fault]) -> Iterable[_Fault]:
    """Leave out what follows from another fault: a field that is missing because its key is
    misspelt, and a list that is too short because what is in it is wrong.
    """
    misspelt = {(*fault.way[:-1], fault.meant) for fault in faults if fault.meant}
    for fault in faults:
        kind, value = fault.details["type"], fault.details["input"]
        short = kind == "too_short" and len(value) >= fault.details["ctx"]["min_length"]
        if not short and not (kind == "missing" and fault.way in misspelt):
            yield fault


_FOLLOWS = "følger"
"""What stands for a fault that follows from another."""


def _outdented(tree: Map, faults: list[_Fault]) -> Iterator[tuple[Way, str]]:
    """Yield where lines stand as far out as the key they belong under, so that this is empty and they
    are not known: what to say of the first line, and that the rest follows.
    """
    unknown = {fault.way: fault for fault in faults if fault.unknown}
    found: set[Way] = set()
    for way in sorted(unknown, key=lambda one: find_mark(tree, one, key=True)):
        above = _above(tree, way)
        if above in found:
            found.add(way)
            yield way, _FOLLOWS
        elif above and above not in unknown and _is_empty(unknown[way].owner, tree, above, way):
            found.add(way)
            yield above, _FOLLOWS
            yield way, _too_far_out(unknown[way].owner, tree, above, way)


def _above(tree: Map, way: Way) -> Way:
    """Return the way to the key before another in the same mapping; () if it is the first."""
    node: Any = tree
    for step in way[:-1]:
        node = node[step]
    keys = list(node)
    place = keys.index(way[-1])
    return (*way[:-1], keys[place - 1]) if place else ()


def _is_empty(owner: Any, tree: Map, above: Way, way: Way) -> bool:
    """Tell whether nothing stands under the key above, where this one could."""
    node: Any = tree
    for step in above:
        node = node[step]
    return node == "" and _may_have(_bare(_inside(owner, above[-1])), str(way[-1]))


def _may_have(bare: Any, key: str) -> bool:
    """Tell whether a key can stand in a value of a type, or in an item of it."""
    inner = _bare(get_args(bare)[0]) if get_origin(bare) is tuple else bare
    kinds = [_bare(one) for one in _members(inner).values()] or [inner]
    return any(one is Any or get_origin(one) is dict or key in _fields(one) for one in kinds)


def _too_far_out(owner: Any, tree: Map, above: Way, way: Way) -> str:
    is_list = get_origin(_bare(_inside(owner, above[-1]))) is tuple
    line = find_mark(tree, above, key=True).line
    return (
        f"«{way[-1]}» står for langt ut; sett {'«- » og ' if is_list else 'to '}mellomrom foran, "
        f"så linja hører til «{above[-1]}» i linje {line}"
    )


def _problem(tree: Map, fault: _Fault, place: str, said: str) -> Problem:
    mark = find_mark(tree, fault.way, key=fault.on_key)
    about = ".".join(filter(None, [place, describe(tree, fault.way)]))
    return Problem(mark, about, said or (_unknown_key(fault) if fault.unknown else _say(fault)))


def _unknown_key(fault: _Fault) -> str:
    word, fields = str(fault.way[-1]), _fields(fault.owner)
    return f"ukjent nøkkel «{told(word)}»{nearest(word, fields) or f' – her kan det stå {listed(fields)}'}"


def _say(fault: _Fault) -> str:
    kind, value = fault.details["type"], fault.details["input"]
    if kind == "missing":
        return f"mangler «{fault.way[-1]}»"
    if kind == "adresse":
        return f"«{told(value)}» {fault.details['msg']}" if value else "er tom"
    if kind == SAID:
        return fault.details["msg"]
    if kind in ("literal_error", "enum"):
        return _no_choice(fault, value)
    if kind == "string_pattern_mismatch":
        return _no_match(fault, value)
    if kind == "int_parsing":
        return fault.says.of(value) if fault.says and value else "må være et helt tall"
    if kind in _SHAPES:
        return CUT if isinstance(value, Cut) and value else _SHAPES[kind](fault, value)
    return _MESSAGES[kind].format(**fault.details.get("ctx", {}))


def _no_choice(fault: _Fault, value: Any) -> str:
    choices = [str(one) for one in _choices(fault.type)]
    if not isinstance(value, str):
        return f"dette kan ikke stå her; bruk {listed(choices)}"
    if not value:
        return f"er tom; bruk {listed(choices)}"
    near = same(_clean(value), choices)
    otherwise = fault.says.message if fault.says else f"bruk {listed(choices)}"
    return f"«{told(value)}» kan ikke stå her; {f'skriv «{near}»' if near else otherwise}"


def _choices(bare: Any) -> Iterable[Any]:
    if get_origin(bare) is Literal:
        return get_args(bare)
    return [one.value for one in bare] if isinstance(bare, type) and issubclass(bare, Enum) else ()


def _clean(value: str) -> str:
    """Return a value without what Word puts around it and in it."""
    return ODD_SPACE.sub(" ", value).strip(f" {SLANTED}")


def _no_match(fault: _Fault, value: str) -> str:
    assert fault.says, f"{fault.way} has a pattern, and must say what it means"
    if not value:
        return CUT_AWAY if isinstance(value, Cut) else "er tom"
    if value.startswith(tuple(SLANTED)):
        return f'«{told(value)}» har skrå anførselstegn fra Word; bruk rette (")'
    if odd := ODD_SPACE.search(value):
        return f"«{told(value)}» har et hardt mellomrom (U+{ord(odd[0]):04X}); slett det"
    if len(several := _several(fault, value)) > 1:
        return f"«{told(value)}» er flere på én gang; skriv komma mellom dem: {', '.join(several)}"
    return f"«{told(value)}» {fault.says.of(value)}"


def _several(fault: _Fault, value: str) -> list[str]:
    """Return the items of a list that are written as one: «[ro lek]»."""
    if not isinstance(fault.way[-1], int) or not _SEVERAL.fullmatch(value):
        return []
    return re.split(r"[\s;,]+(?:og\s+)?", value)


_SEVERAL = re.compile(r"[a-z0-9/-]+(?:[\s;,]+(?:og\s+)?[a-z0-9/-]+)*")


def _not_text(fault: _Fault, value: Any) -> str:
    if isinstance(value, (Map, Seq)) and value.flow and value:
        mark = "[" if isinstance(value, Seq) else "{"
        if not fault.says:
            return f"teksten kan ikke begynne med «{mark}»; sett den i anførselstegn"
        inside = list(value.values()) if isinstance(value, Map) else value
        one = isinstance(inside[0], str) and len(inside) == 1 and inside[0]
        right = f"skriv bare «{told(one)}»" if one else "skriv én verdi"
        return f"kan ikke begynne med «{mark}»; {right}"
    if isinstance(value, Seq):
        return "må være én tekst, ikke en liste; ta bort «- »"
    return "må være tekst, ikke en liste eller flere felt"


def _not_list(fault: _Fault, value: Any) -> str:
    if isinstance(value, dict):
        return "må være en liste: sett «- » foran den første linja i hvert punkt"
    if value == "":
        return f"{_A_LIST}, eller slett «{fault.way[-1]}:»"
    if isinstance(value, str) and (mark := list_mark(value)):
        return f"må være en liste: hvert punkt begynner med «- » på en egen linje, ikke «{mark}»"
    if isinstance(value, str) and (reason := why_no_item(value)):
        return f"må være en liste: {reason}"
    return _A_LIST


_A_LIST = "må være en liste: skriv hvert punkt på en egen linje med «- » foran"


def _not_fields(fault: _Fault, value: Any) -> str:
    fields = _fields(fault.type)
    first = next(iter(fields), "navn")
    if isinstance(value, (list, tuple)):
        marks = "«[» og «]»" if isinstance(value, Seq) and value.flow else "«- »"
        return f"må være felt med navn, som «{first}: …», og ikke en liste; ta bort {marks}"
    hit = _NO_SPACE.match(value) if isinstance(value, str) else None
    if not value and not fields:
        return f"er tom; skriv noe under, eller slett «{fault.way[-1]}:»"
    if hit and (not fields or hit[1] in fields):
        return f"det mangler et mellomrom etter kolonet; skriv «{hit[1]}: {hit[2]}»"
    if isinstance(value, str) and why_no_item(value):
        return f"et punkt begynner med «- », og så felt med navn, som «{first}: …»"
    return f"må være felt med navn, som «{first}: …»"


def _not_number(fault: _Fault, value: Any) -> str:
    return (
        "må være et helt tall, ikke en liste" if isinstance(value, list) else "må være et helt tall"
    )


def _no_member(fault: _Fault, value: Any) -> str:
    if fault.says:
        return fault.says.message
    return f"må være en {' eller en '.join(_members(fault.type))}"


_NO_SPACE = re.compile(r"([\w-]+):(\S.*)")

_SHAPES = {
    "string_type": _not_text,
    "tuple_type": _not_list,
    "list_type": _not_list,
    "model_type": _not_fields,
    "model_attributes_type": _not_fields,
    "dict_type": _not_fields,
    "int_type": _not_number,
    "union_tag_invalid": _no_member,
}
"""What to say of a value of the wrong shape."""

_MESSAGES = {
    "string_too_short": "er tom",
    "string_too_long": "er for lang (høyst {max_length} tegn)",
    "too_short": "må ha minst {min_length}",
    "too_long": "kan ha høyst {max_length}",
    "int_from_float": "må være et helt tall",
    "int_parsing_size": "er et for stort tall",
    "greater_than_equal": "må være minst {ge}",
    "less_than_equal": "kan være høyst {le}",
}

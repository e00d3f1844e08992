"""A skeleton for each list: a new item with every field explained, ready to be laid in a layer.

It is made from the model, so it says what the model takes. What must be there, and what is wanted,
stands as it is; the rest stands behind a `#`, as in the templates for a new municipality.
"""

import textwrap
from collections.abc import Callable, Iterator
from functools import cache
from types import NoneType
from typing import Annotated, Any, Literal, NamedTuple, get_args, get_origin

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from kvalitetsplan.plan.addresses import address_in, addressed, pointers
from kvalitetsplan.plan.model import (
    FILES,
    Grunnplan,
    Punkt,
    item_lists,
    item_types,
    wanted_fields,
)
from kvalitetsplan.reading.values import Modell, alias

OWN = "kommunen"
"""What the ids of the items in a skeleton begin with."""
_WIDTH = 96
_ONE_OF = {"Hendelse": ("maneder",), "Parameter": ("standard",)}
"""Fields that one can do without, when something else is written in their place."""
_TEXTS = (
    "Skriv her.",
    "5-7",
    "12. mars",
    "2027-08-01",
    "https://www.kommunen.no",
    "post@kommunen.no",
    "bilder/skjema.pdf",
)
"""What may stand in a field, until something else is written there: the first that it takes."""


class Skjelett(NamedTuple):
    """A list, what it holds, and a new item for it."""

    slag: str
    """What it holds, as one says it: `tema`."""
    liste: str
    """The address of the list, or of one such list: `temaer`, `relasjon/par`."""
    forklaring: str
    tekst: str
    """What one puts in tilpasning.yaml."""


def skeletons(plan: Grunnplan) -> list[Skjelett]:
    """Return a skeleton for each list that a layer may add to. `plan` is what they refer to."""
    made = []
    every = [(type(item).__name__, address) for address, item in addressed(plan).items()]

    @cache
    def by_kind(tema: str) -> dict[str, str]:
        # The last of each kind is the first that the plan has.
        here = {kind: one for kind, one in every if tema and one.startswith(f"{tema}/")}
        return dict(every) | here

    roots = (one for file in FILES.values() for one in item_types(file).items())
    for name, kind in roots:
        if kind.LOCKED:
            continue
        liste, info = alias(name), Grunnplan.model_fields[name]
        made.append(_skeleton(by_kind, liste, kind, info))
        owner = next(iter(item_lists(plan)[liste]), None)
        for inner, held in item_types(kind).items() if owner else ():
            place = f"{address_in(liste, owner.id)}/{alias(inner)}" if owner else ""
            made.append(_skeleton(by_kind, place, held, kind.model_fields[inner]))
    return made


def _skeleton(
    by_kind: Callable[[str], dict[str, str]], liste: str, kind: type[Punkt], info: FieldInfo
) -> Skjelett:
    tema = liste.partition("/")[0] if liste.count("/") == 1 else ""
    lines = [
        "legg_til:",
        f"  - liste: {liste}",
        "    nytt:",
        *_Item(by_kind(tema), tema).lines(kind, " " * 6),
    ]
    return Skjelett(kind.__name__.lower(), liste, str(info.description), "\n".join(lines) + "\n")


class _Item:
    """An item being written, and where its references may lead."""

    def __init__(self, by_kind: dict[str, str], tema: str) -> None:
        self._by_kind, self.tema = by_kind, tema
        """The theme it stands in, if any."""
        self._inside: set[str] = set()

    def lines(self, kind: type[Modell], indent: str, hidden: bool = False) -> Iterator[str]:
        """Yield the lines of an item, each field under its explanation."""
        if issubclass(kind, Punkt):
            self._inside |= {one.__name__ for one in item_types(kind).values()}
        for name, info in kind.model_fields.items():
            shown = (*wanted_fields(kind), *_ONE_OF.get(kind.__name__, ()))
            must, wanted = info.is_required(), name in shown
            note = " Må være med." if must else " Ønskes." if wanted else ""
            said = _wrapped(f"{info.description}{note}", _WIDTH - len(indent))
            yield from (f"{indent}# {line}" for line in said)
            yield from self._field(kind, name, indent, hidden or not (must or wanted))

    def _field(self, kind: type[Modell], name: str, indent: str, hidden: bool) -> Iterator[str]:
        mark, key, info = "#" if hidden else "", alias(name), kind.model_fields[name]
        held = _held(info)
        if held and get_origin(_bare(info.annotation)) is tuple:
            inner = list(self.lines(held, f"{indent}    ", hidden))
            first = next(place for place, one in enumerate(inner) if not _explains(one))
            yield f"{mark}{indent}{key}:"
            yield from inner[:first]
            yield _as_first(inner[first], len(indent))
            yield from inner[first + 1 :]
        elif held:
            yield f"{mark}{indent}{key}:"
            yield from self.lines(held, f"{indent}  ", hidden)
        else:
            yield f"{mark}{indent}{key}: {_written(self._value(kind, name))}"

    def _value(self, kind: type[Modell], name: str) -> Any:
        """Return what stands in a field."""
        info = kind.model_fields[name]
        if name == "id":
            return f"{OWN}-{kind.__name__.lower()}"
        is_list = get_origin(_bare(info.annotation)) is tuple
        if info.default and isinstance(info.default, str):
            return info.default
        if issubclass(kind, Punkt) and (peker := pointers(kind).get(name)):
            til = peker.til[0]
            own = f"{OWN}-{til.lower()}" if til in self._inside and "{" in peker.foran else ""
            address = own or self._by_kind.get(til, f"{OWN}-{til.lower()}")
            short = address.removeprefix(peker.foran.format(tema=self.tema) or "\n")
            return [short] if is_list else short
        return _example(Annotated[info.annotation, *info.metadata, None])


@cache
def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width)


def _as_first(line: str, indent: int) -> str:
    """Return the first line of an item of a list, with the mark of a list in front of it."""
    place = indent + 2 + line.startswith("#")
    return f"{line[:place]}- {line[place + 2 :]}"


def _explains(line: str) -> bool:
    """Tell whether a line explains a field: what is behind a # from the first column on, is a field
    that may be taken into use.
    """
    return line.startswith(" ") and line.lstrip().startswith("#")


def _held(info: FieldInfo) -> type[Modell] | None:
    """Return the model that a field holds, or a list of; None if it holds words and numbers."""
    bare = _bare(info.annotation)
    inner = _bare(get_args(bare)[0]) if get_origin(bare) is tuple else bare
    return inner if isinstance(inner, type) and issubclass(inner, Modell) else None


def _bare(annotation: Any) -> Any:
    """Return a type without what is said about it, and without the None of what may be left out."""
    if get_origin(annotation) is Annotated:
        return _bare(get_args(annotation)[0])
    rest = [one for one in get_args(annotation) if one is not NoneType]
    return _bare(rest[0]) if NoneType in get_args(annotation) and len(rest) == 1 else annotation


def _example(annotation: Any) -> Any:
    """Return something that a type takes."""
    bare = _bare(annotation)
    if get_origin(bare) is tuple:
        return [_example(get_args(bare)[0])]
    if get_origin(bare) is dict:
        keys, values = get_args(bare)
        return {key: _example(values) for key in get_args(_bare(keys)) or ("nøkkel",)}
    if get_origin(bare) is Literal:
        return get_args(bare)[0]
    return next(one for one in (*_TEXTS, "1") if _takes(annotation, one))


@cache
def _takes(annotation: Any, value: str) -> bool:
    try:
        TypeAdapter(annotation).validate_python(value)
    except ValidationError:
        return False
    return True


def _written(value: Any) -> str:
    """Return a value as YAML, on one line."""
    if isinstance(value, list):
        return f"[{', '.join(map(_written, value))}]"
    if isinstance(value, dict):
        inner = ", ".join(f'"{key}": {_written(one)}' for key, one in value.items())
        return f"{{ {inner} }}"
    return str(value)

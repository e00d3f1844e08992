"""What a form must know of each kind of item: which fields, what may stand in them, what they are
for.

The same as the JSON Schema says to an editor, in the few words a form in a browser needs.
"""

from collections.abc import Iterator
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import AfterValidator

from kvalitetsplan.plan.addresses import pointers
from kvalitetsplan.plan.model import Grunnplan, Punkt, item_types
from kvalitetsplan.reading.values import Modell, Says, alias, one_line

Form = dict[str, Any]


@cache
def kinds() -> dict[str, Form]:
    """Return every kind of item by its class' name: its fields, its lists, and if it is locked."""
    found: dict[str, Form] = {}
    waiting = list(item_types(Grunnplan).values())
    while waiting:
        kind = waiting.pop(0)
        if kind.__name__ not in found:
            lists = item_types(kind)
            found[kind.__name__] = {
                "last": kind.LOCKED,
                "felter": fields(kind),
                "lister": {alias(name): held.__name__ for name, held in lists.items()},
            }
            waiting += lists.values()
    return found


def root_lists() -> dict[str, str]:
    """Return what each list of the plan holds, by its key."""
    return {alias(name): kind.__name__ for name, kind in item_types(Grunnplan).items()}


def open_kinds() -> dict[str, Form]:
    """Return the kinds of which something may be written."""
    return {name: one for name, one in kinds().items() if not one["last"]}


def field_names() -> list[str]:
    """Return the keys of all fields that may be written, also those that stand in fields; a number
    says its own name.
    """
    found: set[str] = set()
    waiting = [one["felter"] for one in open_kinds().values()]
    while waiting:
        some = waiting.pop()
        found |= {key for key in some if not key.isdigit()}
        for one in some.values():
            waiting += [
                inner["felter"] for inner in (one, one.get("liste", {})) if "felter" in inner
            ]
    return sorted(found - {"id"})


def value_kinds() -> dict[str, dict[str, Form]]:
    """Return what stands in a field without being an item, as a step of group work does: its
    fields, by the name of its class.
    """
    found: dict[str, dict[str, Form]] = {}
    for one in open_kinds().values():
        for form in one["felter"].values():
            inner = form.get("liste", form)
            if "slag" in inner and "punkter" not in form:
                found[inner["slag"]] = inner["felter"]
    return found


def fields(kind: type[Modell]) -> dict[str, Form]:
    """Return the fields of a model by their YAML key, in the order people write them."""
    schema = kind.model_json_schema()
    inner = item_types(kind) if issubclass(kind, Punkt) else {}
    found = {
        alias(name): _field(kind, name, schema)
        | ({"punkter": inner[name].__name__} if name in inner else {})
        for name in kind.model_fields
    }
    return {key: form for key, form in found.items() if not _is_other(form)}


def _is_other(form: Form) -> bool:
    """Tell whether a field can hold what no form can ask for."""
    inner = [form.get("liste", {}), *form.get("felter", {}).values()]
    return "annet" in form or any(_is_other(one) for one in inner if one)


def _field(kind: type[Modell], name: str, schema: dict[str, Any]) -> Form:
    info = kind.model_fields[name]
    form = _form(schema["properties"][alias(name)], schema.get("$defs", {}))
    said = list(_metadata(Annotated[info.annotation, *info.metadata, None]))
    says = next((one.message for one in said if isinstance(one, Says)), "")
    is_line = any(isinstance(one, AfterValidator) and one.func is one_line for one in said)
    peker = pointers(kind).get(name)
    return {
        "hjelp": info.description or "",
        **({"krav": True} if info.is_required() else {}),
        **({"sier": says} if says else {}),
        **({"linje": True} if is_line else {}),
        **({"til": peker.til, "foran": peker.foran} if peker else {}),
        **form,
    }


def _form(node: dict[str, Any], defs: dict[str, Any]) -> Form:
    """Return what may stand where a schema has `node`."""
    if "$ref" in node:
        name = node["$ref"].rpartition("/")[2]
        form = _form(defs[name], defs)
        return form | {"slag": name} if "felter" in form else form
    if choices := node.get("anyOf", node.get("oneOf")):
        real = [one for one in choices if one.get("type") != "null"]
        # What may be a text or a list or fields is for those who write the file.
        return _form(real[0], defs) if len(real) == 1 else {"annet": True}
    match node.get("type"):
        case "array":
            lengths = {"minst": node.get("minItems"), "mest": node.get("maxItems")}
            return {"liste": _form(node["items"], defs), **_given(lengths)}
        case "object" if "properties" in node:
            needed = node.get("required", ())
            parts = {
                key: _form(one, defs) | ({"krav": True} if key in needed else {})
                for key, one in node["properties"].items()
            }
            return {"felter": parts}
        case "object":
            keys = node.get("propertyNames", {}).get("enum", ())
            inner = _form(node.get("additionalProperties") or {}, defs) if keys else {}
            return {"felter": dict.fromkeys(keys, inner)} if keys else {"annet": True}
        case "integer":
            return {"tall": [node.get("minimum", 0), node.get("maximum", 999)]}
    limits = {"lengde": node.get("maxLength"), "monster": node.get("pattern")}
    choices = node.get("enum", [node["const"]] if "const" in node else None)
    return {"valg": choices} if choices else _given(limits)


def _given(values: Form) -> Form:
    return {key: one for key, one in values.items() if one is not None}


def _metadata(annotation: Any) -> Iterator[Any]:
    """Yield all that is said about a type and about what it holds."""
    if get_origin(annotation) is Annotated:
        yield from get_args(annotation)[1:]
        yield from _metadata(get_args(annotation)[0])
    elif get_origin(annotation) in (Union, UnionType, tuple):
        for one in get_args(annotation):
            yield from _metadata(one)

"""JSON Schema for the data files, so that an editor completes and explains while one types."""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pydantic.json_schema import models_json_schema

from kvalitetsplan.plan.language import Sprak
from kvalitetsplan.plan.model import (
    FILES,
    Grunnplan,
    Kommune,
    Lovtekst,
    Punkt,
    Skole,
    Temaerfil,
    Tilpasning,
    Utgavefil,
    item_types,
)
from kvalitetsplan.plan.nynorsk import Nynorskfil
from kvalitetsplan.reading.files import write_whole
from kvalitetsplan.reading.values import Modell, alias

SCHEMAS: dict[str, type[Modell]] = {
    **{name.removesuffix(".yaml"): kind for name, kind in FILES.items()},
    "temaer": Temaerfil,
    "utgaver": Utgavefil,
    "lovtekst": Lovtekst,
    "sprak": Sprak,
    "kommune": Kommune,
    "skole": Skole,
    "tilpasning": Tilpasning,
    "nynorsk": Nynorskfil,
}


def schema(kind: type[Modell]) -> str:
    """Return the JSON Schema of a data file as text."""
    made = kind.model_json_schema()
    if kind is Tilpasning:
        _type_new_items(made)
    return json.dumps(_plain(made), ensure_ascii=False, indent=1) + "\n"


def write_schemas(folder: Path, names: Iterable[str] = SCHEMAS) -> list[Path]:
    """Write schemas into `folder`, every one unless told, and return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name in names:
        path = folder / f"{name}.schema.json"
        write_whole(path, schema(SCHEMAS[name]).encode())
        written.append(path)
    return written


OWN = ("kommune", "tilpasning", "synonymer", "skole")
"""The schemas of what stands in a municipality's own folder."""


def own_schemas() -> dict[str, bytes]:
    """Return those, by the names of their files."""
    return {f"{name}.schema.json": schema(SCHEMAS[name]).encode() for name in OWN}


def _lists() -> Iterator[tuple[str, type[Punkt]]]:
    """Yield the address of every sort of list as a pattern, and what such a list holds."""
    for root, kind in item_types(Grunnplan).items():
        head = "" if root == "temaer" else f"{alias(root)}/"
        yield alias(root), kind
        for inner, held in item_types(kind).items():
            yield f"{head}[a-z0-9-]+/{alias(inner)}", held


def _type_new_items(made: dict[str, Any]) -> None:
    """Let what a new item must have, depend on the list it goes into."""
    lists = list(_lists())
    kinds = list(dict.fromkeys(kind for _, kind in lists))
    refs, shared = models_json_schema([(kind, "validation") for kind in kinds])
    made["$defs"] |= shared["$defs"]
    new = made["$defs"]["LeggTil"]
    new["properties"]["liste"]["pattern"] = f"^({'|'.join(pattern for pattern, _ in lists)})$"
    new["allOf"] = [
        {
            "if": {"properties": {"liste": {"pattern": f"^{pattern}$"}}, "required": ["liste"]},
            "then": {"properties": {"nytt": refs[kind, "validation"]}},
        }
        for pattern, kind in lists
    ]


_NOTHING = {"type": "null"}


def _plain(value: Any) -> Any:
    """Return the schema without what is meant for programmers, class names and English docstrings,
    and as an editor must see it: what it takes for a number is text to the program.
    """
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if not isinstance(value, dict):
        return value
    is_model = value.get("type") == "object" and "properties" in value
    dropped = {"title", "description"} if is_model else {"title"}
    plain = {
        key: {name: _plain(one) for name, one in inner.items()}
        if key in ("properties", "$defs")
        else _plain(inner)
        for key, inner in value.items()
        if key not in dropped or not isinstance(inner, str)
    }
    return _as_typed(plain)


def _as_typed(node: dict[str, Any]) -> dict[str, Any]:
    """Return what a value may be when YAML has guessed what it is: `2027` is a number to an editor,
    and a text to the program; `"5"` is the other way round.
    """
    if _NOTHING in node.get("anyOf", ()):  # a field that may be left out may not be empty
        forms = [one for one in node["anyOf"] if one != _NOTHING]
        outer = {key: one for key, one in node.items() if key not in ("anyOf", "default")}
        return {**outer, **(forms[0] if len(forms) == 1 else {"anyOf": forms})}
    if "enum" in node or "const" in node:
        choices = node.get("enum", [node.get("const")])
        numbers = [int(one) for one in choices if str(one).isdigit()]
        rest = {key: one for key, one in node.items() if key not in ("const", "type")}
        return {**rest, "enum": [*choices, *numbers]}
    if node.get("type") == "integer":
        return {**node, "type": ["integer", "string"], "pattern": r"^\s*[0-9]+\s*$"}
    if node.get("type") != "string":
        return node
    if "pattern" not in node:
        said = {"pattern": r"\S"} if node.get("minLength") else {}
        empty = ["null"] if node.get("default") == "" and not said else []
        return {**node, **said, "type": ["string", "number", "boolean", *empty]}
    takes_numbers = any(re.search(node["pattern"], one) for one in ("2027", "5"))
    return {**node, "type": ["string", "number"]} if takes_numbers else node

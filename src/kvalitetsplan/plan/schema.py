"""JSON Schema for the data files, so that an editor completes and explains while one types."""

import json
from pathlib import Path
from typing import Any

from kvalitetsplan.plan.language import Sprak
from kvalitetsplan.plan.model import FILES, Kommune, Lovtekst, Skole, Tilpasning
from kvalitetsplan.reading.files import write_whole
from kvalitetsplan.reading.values import Modell

SCHEMAS: dict[str, type[Modell]] = {
    **{name.removesuffix(".yaml"): kind for name, kind in FILES.items()},
    "lovtekst": Lovtekst,
    "sprak": Sprak,
    "kommune": Kommune,
    "skole": Skole,
    "tilpasning": Tilpasning,
}


def schema(kind: type[Modell]) -> str:
    """Return the JSON Schema of a data file as text."""
    return json.dumps(_plain(kind.model_json_schema()), ensure_ascii=False, indent=1) + "\n"


def write_schemas(folder: Path) -> list[Path]:
    """Write every schema into `folder` and return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, kind in SCHEMAS.items():
        path = folder / f"{name}.schema.json"
        write_whole(path, schema(kind).encode())
        written.append(path)
    return written


def _plain(value: Any) -> Any:
    """Return the schema without what is meant for programmers: class names and English docstrings."""
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if not isinstance(value, dict):
        return value
    is_model = value.get("type") == "object" and "properties" in value
    dropped = {"title", "description"} if is_model else {"title"}
    return {
        key: {name: _plain(one) for name, one in inner.items()}
        if key in ("properties", "$defs")
        else _plain(inner)
        for key, inner in value.items()
        if key not in dropped or not isinstance(inner, str)
    }

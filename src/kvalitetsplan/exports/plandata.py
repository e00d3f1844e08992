"""The plan as JSON, with its schema: for other programs."""

import json
from typing import Any

from pydantic import BaseModel

from kvalitetsplan.plan.model import LANG, Grunnplan, Kommune, Skole, Tema
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.site.status import status

VERSJON = "1"
"""The version of the shape of plan.json. It grows when something in it changes its meaning."""
_LEFT_OUT = {"utgaver", "flyttet", "utgatt", "synonymer", "parametre", "temaer"}


def plan_json(plan: Plan, tekst: dict[str, Any]) -> bytes:
    """Return everything the plan says, with parameters filled in, as JSON. `tekst` holds the
    interface's own words.
    """
    about = {
        "skjema": VERSJON,
        "språk": plan.lang,
        "kommune": _dumped(plan.kommune),
        "skole": plan.skole and _dumped(plan.skole),
        "grunnplan": plan.grunnplan.utgave.versjon,
        "status": status(plan, tekst),
    }
    rest = plan.grunnplan.model_dump(by_alias=True, mode="json", exclude=_LEFT_OUT)
    themes = [_dumped(tema) for tema in plan.temaer]
    return _json(_filled(plan, {**about, **rest, "temaer": themes}))


def plan_schema() -> bytes:
    """Return the JSON Schema that `plan_json` follows."""
    whole = Grunnplan.model_json_schema(by_alias=True, mode="serialization")
    left_out = {*_LEFT_OUT, "utgått"} - {"temaer"}
    properties = {k: v for k, v in whole["properties"].items() if k not in left_out}
    defs = dict(whole.get("$defs", {}))
    for kind in (Kommune, Skole, Tema):
        own = kind.model_json_schema(by_alias=True, mode="serialization")
        defs |= own.pop("$defs", {})
        defs[kind.__name__] = own
    for field in (one for kind in defs.values() for one in kind.get("properties", {}).values()):
        if field.get("default") == []:  # nobody may write an empty list, but to leave it out is one
            field.pop("minItems", None)
    properties |= {
        "skjema": {"const": VERSJON},
        "språk": {"enum": list(LANG.values())},
        "grunnplan": {"type": "string"},
        "status": {
            "type": "string",
            "description": "Hvem som vedtok planen, eller at den er et utkast.",
        },
        "kommune": {"$ref": "#/$defs/Kommune"},
        "skole": {"anyOf": [{"$ref": "#/$defs/Skole"}, {"type": "null"}]},
    }
    return _json(
        {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": "Kvalitetsplan",
            "type": "object",
            "properties": properties,
            "required": ["skjema", "status", "kommune", "temaer"],
            "$defs": defs,
        }
    )


def _dumped(value: BaseModel) -> dict[str, Any]:
    return value.model_dump(by_alias=True, mode="json", exclude_none=True)


def _filled(plan: Plan, value: Any) -> Any:
    match value:
        case str():
            return plan.fill(value)
        case dict():
            return {key: _filled(plan, one) for key, one in value.items()}
        case list():
            return [_filled(plan, one) for one in value]
    return value


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()

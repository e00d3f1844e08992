"""The plan as JSON, with its schema, and an Atom feed of what is new: for other programs."""

import json
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from pydantic import BaseModel

from kvalitetsplan.plan.model import LANG, Grunnplan, Kommune, Skole, Tema, Utgavefil
from kvalitetsplan.plan.plan import Plan

VERSJON = "1"
"""The version of the shape of plan.json. It grows when something in it changes its meaning."""
_LEFT_OUT = {"utgaver", "flyttet", "utgatt", "synonymer", "parametre", "temaer"}
_ATOM = "http://www.w3.org/2005/Atom"


def plan_json(plan: Plan) -> bytes:
    """Return everything the plan says, with parameters filled in, as JSON."""
    about = {
        "skjema": VERSJON,
        "språk": plan.lang,
        "kommune": _dumped(plan.kommune),
        "skole": plan.skole and _dumped(plan.skole),
        "grunnplan": plan.grunnplan.utgave.versjon,
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
    properties |= {
        "skjema": {"const": VERSJON},
        "språk": {"enum": list(LANG.values())},
        "grunnplan": {"type": "string"},
        "kommune": {"$ref": "#/$defs/Kommune"},
        "skole": {"anyOf": [{"$ref": "#/$defs/Skole"}, {"type": "null"}]},
    }
    return _json(
        {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": "Kvalitetsplan",
            "type": "object",
            "properties": properties,
            "required": ["skjema", "kommune", "temaer"],
            "$defs": defs,
        }
    )


def feed(plan: Plan, tekst: dict[str, Any]) -> bytes:
    """Return an Atom feed: an entry for each edition of the shared plan, and for the decision."""
    root = ElementTree.Element("feed", {"xmlns": _ATOM, "xml:lang": plan.lang})
    title = f"{tekst['filer']['plan']} {plan.fullt_navn}"
    entries = [
        *(_edition(plan, tekst, one) for one in plan.grunnplan.utgaver),
        *_decision(plan, tekst),
    ]
    entries.sort(key=lambda entry: entry["updated"], reverse=True)
    updated = entries[0]["updated"] if entries else _day("2026-01-01")
    _add(root, id=_urn(plan, "feed"), title=title, updated=updated)
    if plan.nettadresse:
        ElementTree.SubElement(root, "link", href=plan.nettadresse)
    _add(ElementTree.SubElement(root, "author"), name=plan.fullt_navn)
    for entry in entries:
        _add(ElementTree.SubElement(root, "entry"), **entry)
    ElementTree.indent(root)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _edition(plan: Plan, tekst: dict[str, Any], one: Utgavefil) -> dict[str, str]:
    return {
        "id": _urn(plan, f"utgave/{one.versjon}"),
        "title": tekst["nytt"]["utgave"].format(one.versjon, one.dato),
        "updated": _day(one.dato),
        "summary": " ".join(one.nytt) or tekst["nytt"]["tittel"],
    }


def _decision(plan: Plan, tekst: dict[str, Any]) -> list[dict[str, str]]:
    vedtak = plan.kommune.vedtak
    if vedtak is None:
        return []
    told = tekst["vedtak"]["vedtatt"].format(vedtak.organ, vedtak.dato)
    urn = _urn(plan, f"vedtak/{vedtak.dato}")
    return [{"id": urn, "title": told, "updated": _day(vedtak.dato), "summary": told}]


def _add(parent: ElementTree.Element, **texts: str) -> None:
    for name, text in texts.items():
        ElementTree.SubElement(parent, name).text = text


def _urn(plan: Plan, what: str) -> str:
    return uuid5(NAMESPACE_URL, f"kvalitetsplan:{plan.sted}/{what}").urn


def _day(iso: str) -> str:
    return f"{iso}T00:00:00Z"


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

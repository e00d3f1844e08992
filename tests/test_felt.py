"""Whatever field a layer gives another value, everything that shows the plan can be drawn."""

import json
from collections.abc import Iterator
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from conftest import HERE, ROOT, build_site

from kvalitetsplan.exports import feed, plandata, word
from kvalitetsplan.plan.addresses import field_name
from kvalitetsplan.plan.fields import open_kinds
from kvalitetsplan.plan.fieldvalues import as_written
from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.plan.project import project_at
from kvalitetsplan.reading.problems import PlanError
from kvalitetsplan.site.components import Components
from kvalitetsplan.site.interface import interface_texts
from kvalitetsplan.site.readable import readable

FILE = f"data/kommuner/{HERE}/tilpasning.yaml"


def _changes(plan: Plan) -> Iterator[dict[str, Any]]:
    """A change of each field of each kind of item there are two of: it gets what the other says."""
    for kind, form in open_kinds().items():
        items = [(at, one) for at, one in plan.by_address.items() if type(one).__name__ == kind]
        for felt in form["felter"]:
            said: dict[str, tuple[str, Any]] = {}
            for address, item in items:
                value = as_written(getattr(item, field_name(type(item), felt)))
                said.setdefault(json.dumps(value), (address, value))
            if len(said) > 1 and felt != "id":
                (address, before), (_, after) = list(said.values())[:2]
                yield {"id": address, "felt": felt, "fra": before, "til": after}
                yield {"id": said[json.dumps(after)][0], "felt": felt, "fra": after, "til": before}


def _layered(project: Path) -> tuple[list[dict[str, Any]], Plan]:
    """The changes that can be made together, and the plan with them."""
    path = project / FILE
    path.write_text("{}\n", encoding="utf-8")
    changes = list(_changes(load_plan(project_at(project), HERE)))
    while True:
        lines = (f"  - {json.dumps(one, ensure_ascii=False)}\n" for one in changes)
        path.write_text(f"erstatt:\n{''.join(lines)}", encoding="utf-8")
        try:
            return changes, load_plan(project_at(project), HERE)
        except PlanError as error:
            places = [one.mark for one in error.problems if one.mark.file == FILE]
            if not places:
                raise
            wrong = {one.line - 2 for one in places}
            changes = [one for place, one in enumerate(changes) if place not in wrong]


@pytest.fixture
def changed(project: Path) -> tuple[list[dict[str, Any]], Plan]:
    return _layered(project)


def test_every_field_that_can_be_replaced_can_be_shown(
    changed: tuple[list[dict[str, Any]], Plan], tmp_path: Path
) -> None:
    changes, plan = changed
    kinds = {(type(plan.by_address[one["id"]]).__name__, one["felt"]) for one in changes}
    assert {("Hendelse", "måneder"), ("Par", "kjennetegn"), ("Situasjon", "nå")} <= kinds
    assert len(kinds) >= 60
    site = build_site(ROOT, plan, tmp_path / "ut")
    told = (site / "endringer.html").read_text(encoding="utf-8")
    assert all(escape(one["til"][:20]) in told for one in changes if one["felt"] == "ingress")
    components = Components(ROOT, plan)
    written = docx.Document(BytesIO(word.whole_plan(components)))
    assert len(written.paragraphs) > 1000
    assert feed.feed(plan, components.tekst)
    assert plandata.plan_json(plan, components.tekst)


@pytest.mark.parametrize(
    ("felt", "value", "shown"),
    [
        ("måneder", (8, 9), ["August", "September"]),
        ("uker", (34,), ["Uke 34"]),
        ("hvem", ("ledelse",), ["Ledelsen"]),
        ("trinn", ("1-4",), ["1.–4. trinn"]),
        ("tekst", "Vi øver **sammen**.", "Vi øver **sammen**."),
        ("uker", (), []),
        ("lov", None, ""),
    ],
)
def test_a_value_is_told_as_people_read_it(
    plans: dict[str, Plan], felt: str, value: Any, shown: Any
) -> None:
    plan = plans["eksempel"]
    address = next(at for at in plan.by_address if at.startswith("hendelser/"))
    assert readable(plan, interface_texts(ROOT), address, felt, value) == shown

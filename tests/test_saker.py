"""The cases in tests/saker: what is written, and exactly what comes of it."""

import shutil
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from kvalitetsplan.plan.addresses import find, list_at
from kvalitetsplan.plan.load import load_all
from kvalitetsplan.plan.project import project_at
from kvalitetsplan.reading.problems import PlanError
from kvalitetsplan.reading.values import alias

SAKER = Path(__file__).parent / "saker"


@cache
def all_cases() -> list[tuple[str, dict[str, Any]]]:
    """Every case, with its name."""
    return [
        (f"{path.stem}: {case['sak']}", case)
        for path in sorted(SAKER.glob("*.yaml"))
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


def _cases() -> list[Any]:
    return [pytest.param(case, id=name) for name, case in all_cases()]


@pytest.mark.parametrize("case", _cases())
def test_case(case: dict[str, Any], tmp_path: Path) -> None:
    said, plan = answered(case, tmp_path / "data")
    assert said == case.get("feil", [])
    for place, expected in case.get("resultat", {}).items():
        assert _look_up(plan, place) == expected, place


def answered(case: dict[str, Any], data: Path) -> tuple[list[str], Any]:
    """Write a case in a new data folder, and return what is said of it, and the plan: the school's,
    if there is one.
    """
    shutil.copytree(SAKER / "plan/data", data)
    _write(case, data)
    try:
        return [], load_all(project_at(data.parent))[-1].grunnplan
    except PlanError as error:
        return [str(problem) for problem in error.problems], None


def _write(case: dict[str, Any], data: Path) -> None:
    if "skole" in case:
        _put(data / "kommuner/prove/skoler/asen/skole.yaml", "navn: Åsen skole\n")
        _put(data / "kommuner/prove/skoler/asen/tilpasning.yaml", case["skole"])
    if "tilpasning" in case:
        _put(data / "kommuner/prove/tilpasning.yaml", case["tilpasning"])
    if "innhold" in case:
        _put(data / case["fil"], case["innhold"])
    if "bytt" in case:
        text = (data / case["fil"]).read_text(encoding="utf-8")
        assert text.count(case["bytt"]) == 1, f"«{case['bytt']}» må stå én gang i {case['fil']}"
        (data / case["fil"]).write_text(text.replace(case["bytt"], case["med"]), encoding="utf-8")


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _look_up(plan: Any, place: str) -> Any:
    address, _, felt = place.partition(".")
    if not felt:
        return [item.id for item in list_at(plan, address) or ()]
    found = find(plan, address)
    assert found, f"{address} finnes ikke"
    value = next(
        getattr(found[1], name) for name in type(found[1]).model_fields if alias(name) == felt
    )
    return list(value) if isinstance(value, tuple) else value


def test_there_are_cases_enough_to_read_what_the_program_promises() -> None:
    assert len(_cases()) >= 150

"""An editor marks what the program stops, and nothing else."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ROOT
from jsonschema import Draft202012Validator
from test_saker import SAKER, all_cases

from kvalitetsplan.plan.addresses import item_type
from kvalitetsplan.plan.model import LeggTil
from kvalitetsplan.plan.schema import SCHEMAS
from kvalitetsplan.reading.problems import PlanError
from kvalitetsplan.reading.source import parse
from kvalitetsplan.reading.tree import Map
from kvalitetsplan.reading.validation import build


class Editor(yaml.SafeLoader):
    """Reads YAML as an editor does, by the core schema of YAML 1.2: 2027 is a number, no is a
    word.
    """

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - the name and type PyYAML reads


for tag, pattern in {
    "bool": r"true|True|TRUE|false|False|FALSE",
    "int": r"[-+]?[0-9]+",
    "float": r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?",
    "null": r"~|null|Null|NULL|",
}.items():
    Editor.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^({pattern})$"), None)
Editor.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(node.value))


@cache
def validator(name: str) -> Draft202012Validator:
    schema = json.loads((ROOT / f"data/skjema/{name}.schema.json").read_text("utf-8"))
    return Draft202012Validator(schema)


def schema_of(path: str) -> str:
    """The schema that a file of data is written by, from its path under data/."""
    folder, _, name = path.rpartition("/")
    return folder if folder in SCHEMAS else name.removesuffix(".yaml")


def marked(text: str, path: str) -> list[str]:
    """What an editor marks in a file."""
    seen = yaml.load(text, Editor)
    errors = validator(schema_of(path)).iter_errors({} if seen is None else seen)
    return [f"{list(error.path)}: {error.message[:200]}" for error in errors]


def _shipped() -> list[str]:
    paths = (path.relative_to(ROOT / "data").as_posix() for path in ROOT.glob("data/**/*.yaml"))
    return sorted(path for path in paths if not path.startswith("tekster/"))


@pytest.mark.parametrize("path", _shipped())
def test_no_shipped_file_is_marked_in_an_editor(path: str) -> None:
    assert marked((ROOT / "data" / path).read_text("utf-8"), path) == []


@pytest.mark.parametrize("path", sorted(ROOT.glob("data/ny/*/*.yaml")), ids=lambda path: path.stem)
def test_every_example_in_the_templates_may_be_taken_into_use(path: Path) -> None:
    text = re.sub(r"^#(?! )|^#(?=  )", "", path.read_text("utf-8"), flags=re.MULTILINE)
    assert build(SCHEMAS[path.stem], parse(text.encode(), path.name))
    assert marked(text, path.name) == []


UNSEEN = re.compile(
    r"teksten slutter før #|anførselstegn fra Word|hardt mellomrom|fire sifre"
    r"|①|adressen til én side|ikke en gyldig adresse|brukernavn eller passord|felt med tekster"
    r"|avsnittet har|i arkivet, ikke til|navnet på arkivet|fila må hete|finnes ikke i kalenderen|må være én tekst|går nedover"
    r"|lenken «|så blir det en lenke|en liste inne i en liste|kan ikke være ment|blir lest som en del|kan ikke ha punkter"
)
"""What a schema cannot tell: it never sees the comment, and 0301 and 301 are one number to it."""


def _written() -> list[Any]:
    """Every file that a case writes, and what the case says of it."""
    found = []
    for name, case in all_cases():
        for path, text in files_of(case).items():
            found.append(pytest.param(path, text, id=f"{name}: {path}"))
    return found


def files_of(case: dict[str, Any]) -> dict[str, str]:
    """The YAML files a case writes, by their path under data/."""
    files = {}
    if "tilpasning" in case:
        files["kommuner/prove/tilpasning.yaml"] = case["tilpasning"]
    if "skole" in case:
        files["kommuner/prove/skoler/asen/tilpasning.yaml"] = case["skole"]
    if "fil" in case and case["fil"].endswith(".yaml") and schema_of(case["fil"]) in SCHEMAS:
        old = SAKER / "plan/data" / case["fil"]
        changed = (
            old.read_text("utf-8").replace(case["bytt"], case["med"]) if "bytt" in case else ""
        )
        files[case["fil"]] = case.get("innhold", changed)
    return files


@pytest.mark.parametrize(("path", "text"), _written())
def test_an_editor_marks_a_case_if_and_only_if_the_program_stops_it(path: str, text: str) -> None:
    try:
        tree = parse(text.encode(), path, may_be_empty="tilpasning" in path)
    except PlanError:
        return  # it is no YAML that a schema is asked about
    problems = stopped_by(path, tree)
    if not problems:
        assert marked(text, path) == []
    elif not all(UNSEEN.search(message) for message in problems):
        assert marked(text, path) != [], problems


def stopped_by(path: str, tree: Any) -> list[str]:
    """What the model says of a file, and of the new items in it."""
    try:
        model = build(SCHEMAS[schema_of(path)], tree)
        for new in getattr(model, "legg_til", ()):
            assert isinstance(new, LeggTil)
            try:
                kind = item_type(new.liste)
            except (StopIteration, IndexError):
                return [f"ukjent liste «{new.liste}»"]
            if not isinstance(new.nytt, Map):
                return ["må være felt med navn"]
            build(kind, new.nytt)
    except PlanError as error:
        return [problem.message for problem in error.problems]
    return []

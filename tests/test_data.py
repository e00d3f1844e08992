"""The shipped plan is whole: as much of everything as it promises, and schemas that fit it."""

import json
from pathlib import Path

import pytest
from conftest import ROOT

from kvalitetsplan.load import load_grunnplan
from kvalitetsplan.model import Tema
from kvalitetsplan.schema import SCHEMAS, schema

SHARED = load_grunnplan(ROOT / "data")


@pytest.mark.parametrize("tema", SHARED.temaer, ids=lambda tema: tema.id)
def test_no_theme_is_thin(tema: Tema) -> None:
    cases = [oppgave for oppgave in tema.refleksjonsoppgaver if oppgave.id.startswith("case-")]
    assert len(tema.par) >= 10
    assert len(tema.eksempler) >= 8
    assert len(tema.refleksjonsoppgaver) >= 8
    assert len(tema.treningsforslag) >= 5
    assert len(cases) >= 2
    assert all(60 <= len(case.tekst.split()) <= 125 and case.sporsmal for case in cases)
    assert 60 <= len(tema.ingress.split()) <= 120
    assert tema.hva_vi_ikke_vet
    assert tema.lov
    assert tema.sokeord
    assert tema.relaterte


@pytest.mark.parametrize("tema", SHARED.temaer, ids=lambda tema: tema.id)
def test_every_effect_is_about_somebody_one_can_see_or_hear(tema: Tema) -> None:
    starts = ("Elevene", "Elever", "Foreldrene", "Hjemmet", "De ansatte")
    assert [virkning.tekst for virkning in tema.virkninger if not virkning.tekst.startswith(starts)] == []


def test_effects_are_shared_between_themes() -> None:
    shared = [ref for tema in SHARED.temaer for par in tema.par for ref in par.sannsynliggjor if "/" in ref]
    assert len(shared) >= 2 * len(SHARED.temaer)


def test_documented_is_said_only_with_a_documented_source() -> None:
    documented = {kilde.id for kilde in SHARED.kilder if kilde.grunnlag == "dokumentert"}
    loose = [
        f"{tema.id}/{par.id}"
        for tema in SHARED.temaer
        for par in tema.par
        if par.grunnlag == "dokumentert" and not documented & set(par.kilder)
    ]
    assert loose == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schema_in_the_repository_is_the_model_s(name: str) -> None:
    path = ROOT / "data" / "skjema" / f"{name}.schema.json"
    assert path.read_text(encoding="utf-8") == schema(SCHEMAS[name]), "skriv «kvalitetsplan skjema»"


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_field_is_explained_in_the_schema(name: str) -> None:
    definitions = json.loads(schema(SCHEMAS[name]))
    for owner in (definitions, *definitions.get("$defs", {}).values()):
        for field, described in owner.get("properties", {}).items():
            assert described.get("description"), f"{name}: {field}"


def test_every_data_file_names_its_schema() -> None:
    files = [*(ROOT / "data").glob("*.yaml"), *(ROOT / "data" / "kommuner").glob("*/*.yaml")]
    for path in files:
        first = path.read_text(encoding="utf-8").split("\n", 1)[0]
        target = first.removeprefix("# yaml-language-server: $schema=")
        assert target != first, path
        assert (path.parent / Path(target)).resolve().exists(), path

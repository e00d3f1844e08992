"""The shipped plan is whole: as much of everything as it promises, and schemas that fit it."""

import json
import re
from pathlib import Path
from typing import get_args

import pytest
from conftest import ROOT

from kvalitetsplan.plan.addresses import addressed
from kvalitetsplan.plan.checks import check_shared, check_stages, texts
from kvalitetsplan.plan.grunnplan import load_grunnplan
from kvalitetsplan.plan.model import Lengde, Okt, Par, Refleksjonsoppgave, Tema, Treningsforslag
from kvalitetsplan.plan.schema import SCHEMAS, schema

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


def test_effects_are_shared_between_themes() -> None:
    shared = [
        ref
        for tema in SHARED.temaer
        for par in tema.par
        for ref in par.sannsynliggjor
        if "/" in ref
    ]
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
    files = [*(ROOT / "data").glob("*.yaml"), *(ROOT / "data" / "demo").rglob("*.yaml")]
    for path in files:
        first = path.read_text(encoding="utf-8").split("\n", 1)[0]
        target = first.removeprefix("# yaml-language-server: $schema=")
        assert target != first, path
        assert (path.parent / Path(target)).resolve().exists(), path


def test_the_parts_around_the_themes_are_as_large_as_promised() -> None:
    assert len(SHARED.situasjoner) >= 75
    assert len(SHARED.begreper) >= 80
    assert len(SHARED.maler) >= 9
    assert [plikt.id for plikt in SHARED.plikter] == [
        "folge-med", "gripe-inn", "melde-fra", "undersoke", "sette-inn-tiltak", "dokumentere",
    ]  # fmt: skip
    assert len(SHARED.plankrav) == 5
    assert len(SHARED.semestre) == 4


def test_every_cell_of_the_duty_matrix_says_what_the_law_demands() -> None:
    cells = {(krav.plikt, krav.hvem) for krav in SHARED.krav}
    assert cells == {
        (plikt.id, hvem) for plikt in SHARED.plikter for hvem in ("ansatte", "ledelse", "skoleeier")
    }


def test_every_theme_has_a_session_of_each_length_and_the_year_has_ten() -> None:
    lengths = {(okt.tema, okt.minutter) for okt in SHARED.okter}
    assert lengths == {
        (tema.id, minutter) for tema in SHARED.temaer for minutter in get_args(Lengde)
    }
    assert [len(serie.okter) for serie in SHARED.serier] == [10, 6]


@pytest.mark.parametrize("minutter", get_args(Lengde))
def test_the_phases_of_a_session_fill_its_time(minutter: str) -> None:
    assert sum(fase.minutter[minutter] for fase in SHARED.oktfaser) == int(minutter)


@pytest.mark.parametrize(
    "okt", [okt for okt in SHARED.okter if okt.minutter == "10"], ids=lambda okt: okt.id
)
def test_ten_minutes_have_one_practice_one_question_and_one_sign_that_belong_together(
    okt: Okt,
) -> None:
    known = addressed(SHARED)
    par, oppgave, trening = (known[one] for (one,) in (okt.les, okt.oppgaver, okt.trening))
    assert isinstance(par, Par)
    assert isinstance(oppgave, Refleksjonsoppgave)
    assert isinstance(trening, Treningsforslag)
    assert par.id in oppgave.par
    assert par.id in trening.par
    assert not oppgave.id.startswith("case-")
    assert len(oppgave.tekst.split()) + sum(len(one.split()) for one in oppgave.sporsmal) <= 70
    assert "Velg en elev" not in oppgave.tekst
    assert 2 <= len(re.findall(r"[.?](?= |$)", okt.til_lederen)) <= 5


def test_no_question_of_ten_minutes_is_in_a_longer_session() -> None:
    short, longer = (
        {one for okt in SHARED.okter if (okt.minutter == "10") is is_short for one in okt.oppgaver}
        for is_short in (True, False)
    )
    assert short & longer == set()


def test_a_session_with_too_little_time_is_pointed_at() -> None:
    okt = next(okt for okt in SHARED.okter if okt.id == "mobbing-45")
    crowded = okt.model_copy(
        update={"oppgaver": okt.oppgaver * 3, "trening": ("mobbing/ov-pa-samtalen",)}
    )
    found = [
        problem.message
        for problem in check_shared(SHARED.model_copy(update={"okter": (crowded,)}))
        if problem.place.startswith("økter/")
    ]
    assert [message.split(";")[0] for message in found] == [
        "3 oppgaver er for mye",
        "øvelsen «mobbing/ov-pa-samtalen» tar 25 minutter, og økta har 10 til å øve",
    ]


def test_a_theme_with_nothing_for_a_stage_is_pointed_at() -> None:
    tema = SHARED.temaer[0]
    for_all = tema.model_copy(
        update={
            field: tuple(item.model_copy(update={"trinn": ()}) for item in getattr(tema, field))
            for field in ("eksempler", "refleksjonsoppgaver", "treningsforslag")
        }
    )
    found = [
        problem.message.split(";")[0]
        for problem in check_stages(SHARED.model_copy(update={"temaer": (for_all,)}))
    ]
    assert found == [f"ingenting er laget for «{one}»" for one in ("1-4", "5-7", "8-10", "SFO")]


def test_no_text_raises_the_threshold_for_telling_the_head_above_a_suspicion() -> None:
    raised = re.compile(r"\bTror (du|dere|eller)\b|\bnår (du|noen|dere) tror\b")
    assert [
        one.id
        for one in SHARED.situasjoner
        if any(raised.search(text) for _, text in texts(one) if text)
    ] == []


def test_every_step_in_a_situation_is_a_whole_sentence() -> None:
    cut = [
        f"{one.id}: {step}"
        for one in SHARED.situasjoner
        for step in (*one.na, *one.ring, *one.ikke, *one.uka)
        if step[0].islower() or step[-1] not in ".?!»"
    ]
    assert cut == []


def test_old_paragraphs_lead_to_the_new() -> None:
    by_old = {old: paragraf.id for paragraf in SHARED.paragrafer for old in paragraf.tidligere}
    assert by_old["9 A-4"] == "oppl-12-4"
    assert by_old["9 A-5"] == "oppl-12-5"

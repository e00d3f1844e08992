"""`kvalitetsplan ny --skole`: the files of a school, right at once."""

import re
from pathlib import Path

import pytest
from conftest import ROOT
from skolen import EXAMPLE, run

from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.model import Skole
from kvalitetsplan.plan.project import project_at
from kvalitetsplan.reading.values import alias


def test_ny_writes_a_school_s_folder_that_is_right_at_once(project: Path) -> None:
    result = run(project, "ny", "nittedal", "--skole", " Øvre Ås  skole")
    assert result.exit_code == 0, result.output
    assert "kvalitetsplan vis nittedal/skoler/ovre-as-skole" in result.output
    plan = load_plan(project_at(project), "nittedal/skoler/ovre-as-skole")
    assert plan.navn == "Øvre Ås skole"
    assert (
        plan.grunnplan.model_dump()
        == load_plan(project_at(project), "nittedal").grunnplan.model_dump()
    )


def test_ny_asks_before_a_school_s_files_are_written_over(project: Path) -> None:
    path = project / f"data/kommuner/{EXAMPLE}/skole.yaml"
    before = path.read_text(encoding="utf-8")
    assert (
        "Ingenting er endret."
        in run(project, "ny", "eksempel", "--skole", "Eksempelskolen", answers="\n").output
    )
    assert (
        "finnes fra før"
        in run(project, "ny", "eksempel", "--skole", "Eksempelskolen", "--ja").output
    )
    assert path.read_text(encoding="utf-8") == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["--skole", "Ny"],
            "skriv hvilken kommune det gjelder: eksempel, lillestrom",
        ),
        (
            ["Oslo", "--skole", "Ny"],
            "ukjent kommune eller skole «Oslo»; mappene er eksempel, lillestrom, nittedal",
        ),
        (["eksempel", "--skole", " "], "skriv minst én bokstav eller ett tall"),
        (["eksempel", "--skole", "???"], "skriv minst én bokstav eller ett tall"),
        (["eksempel", "--skole", "A\x07b"], "teksten har et usynlig tegn (U+0007); slett det"),
        (["eksempel", "--skole", "A\udce5"], "teksten har tegn som ikke er UTF-8"),
        (["eksempel", "--skole", "CON"], "kall den «con-skole» eller noe annet"),
        (
            ["eksempel", "--skole", "Ny", "--hoved", "1b4f72"],
            "en skole har kommunens farger, logo og målform",
        ),
    ],
)
def test_ny_refuses_what_cannot_be_a_school_and_writes_nothing(
    project: Path, arguments: list[str], message: str
) -> None:
    before = project_at(project).stedene()
    result = run(project, "ny", *arguments)
    assert result.exit_code == 1
    assert message in result.output
    assert project_at(project).stedene() == before


def test_every_example_in_a_school_s_files_is_right_when_it_is_taken_into_use(
    project: Path,
) -> None:
    run(project, "ny", "nittedal", "--skole", "Ny skole")
    for path in (project / "data/kommuner/nittedal/skoler/ny-skole").iterdir():
        path.write_text(
            re.sub(r"^#(?! \w|$)", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        )
    plan = load_plan(project_at(project), "nittedal/skoler/ny-skole")
    assert plan.skole
    assert [name for name in Skole.model_fields if not getattr(plan.skole, name)] == []
    assert {one.operasjon for one in plan.endringer if one.lag == "skolen"} == {
        "erstatt", "legg_til", "fjern", "rekkefølge", "sett",
    }  # fmt: skip


def test_an_editor_finds_the_schema_of_every_file_that_ny_writes(project: Path) -> None:
    run(project, "ny", "nittedal", "--skole", "Ny skole")
    run(project, "ny", "Oslo", "--ja")
    for folder in ("nittedal/skoler/ny-skole", "oslo"):
        for path in (project / "data/kommuner" / folder).glob("*.yaml"):
            first = path.read_text(encoding="utf-8").partition("\n")[0]
            assert (path.parent / first.partition("$schema=")[2]).is_file(), path


def test_a_school_s_template_explains_every_choice_there_is() -> None:
    text = (ROOT / "data/ny/skole/skole.yaml").read_text(encoding="utf-8")
    assert [
        name
        for name in map(alias, Skole.model_fields)
        if not re.search(f"^#?{name}:", text, re.MULTILINE)
    ] == []

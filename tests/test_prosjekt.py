"""Where a plan's parts lie: a checkout, one municipality's own folder, a folder of such folders."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import DEMO, ROOT

from kvalitetsplan.cli import main
from kvalitetsplan.plan.checks import INVENTED
from kvalitetsplan.plan.load import load_all, load_plan
from kvalitetsplan.plan.project import project_at
from kvalitetsplan.reading.problems import PlanError

LAGE = "nummer: '3205'\nnavn: Lillestrøm kommune\nmålform: bokmål\n"


def _run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--rot", str(folder), *arguments])


@pytest.fixture
def alone(tmp_path: Path) -> Path:
    """A municipality's own folder, outside any checkout, under a name that says nothing."""
    folder = tmp_path / "Min plan på æøå"
    folder.mkdir()
    assert _run(folder, "ny", "Lillehammer", "--ja").exit_code == 0
    return folder


def test_a_folder_with_kommune_yaml_is_one_municipality_named_by_its_number(alone: Path) -> None:
    project = project_at(alone)
    assert (project.eneste, project.kommunene()) == ("lillehammer", ["lillehammer"])
    assert load_plan(project, "lillehammer").navn == "Lillehammer kommune"


def test_what_is_wrong_there_is_told_by_the_file_alone(alone: Path) -> None:
    (alone / "tilpasning.yaml").write_text("erstat: []\n", encoding="utf-8")
    (alone / "sider/om.md").write_text("ingen overskrift\n", encoding="utf-8")
    (alone / "bilder/logo.svg").write_bytes(b"")
    (alone / "kommune.yml").touch()
    result = _run(alone, "valider")
    assert result.exit_code == 1
    assert sorted(
        line.partition(":")[0] for line in result.output.splitlines() if "  " in line
    ) == [
        "bilder/logo.svg",
        "kommune.yml",
        "sider/om.md",
        "tilpasning.yaml",
    ]


def test_a_municipality_alone_need_not_be_named(alone: Path) -> None:
    assert _run(alone, "ny", "--skole", "Åsen skole").exit_code == 0
    for where in ((), ("lillehammer",), ("Lillehammer",)):
        told = _run(alone, "oppdater", *where, "--tørr")
        assert (told.exit_code, told.output) == (
            0,
            "Alt er i orden. Ingenting venter på et valg.\n",
        )
    changed = _run(alone, "tilpass", "skoler/asen-skole", "parametre/pu-tid", "--til", "fellestid")
    assert changed.exit_code == 0, changed.output
    assert "Skrevet i skoler/asen-skole/tilpasning.yaml" in changed.output
    changed = _run(alone, "tilpass", "parametre/pu-tid", "--til", "felles tid")
    assert "Skrevet i tilpasning.yaml" in changed.output
    assert load_plan(project_at(alone), "lillehammer").endringer[0].til == "felles tid"


def test_a_changed_text_below_asks_for_oppdater_without_a_name(alone: Path) -> None:
    (alone / "tilpasning.yaml").write_text(
        "erstatt:\n  - { id: relasjon, felt: tittel, fra: Noe annet, til: Vårt }\n", "utf-8"
    )
    said = _run(alone, "valider").output
    assert "Grunnplanen er endret under noe dere har skrevet. Velg" in said
    assert "én ting om gangen: kvalitetsplan oppdater\n" in said


def test_a_school_is_told_that_it_is_the_municipalitys_plan_that_has_changed(alone: Path) -> None:
    assert _run(alone, "ny", "--skole", "Åsen skole").exit_code == 0
    out = "fjern:\n  - { id: relasjon/to-ganger-ti, begrunnelse: Vi gjør noe annet. }\n"
    for folder in (alone, alone / "skoler/asen-skole"):
        (folder / "tilpasning.yaml").write_text(out, encoding="utf-8")
    said = _run(alone, "valider").output
    assert "Kommunens plan er endret under noe dere har skrevet. Velg" in said
    assert "én ting om gangen: kvalitetsplan oppdater skoler/asen-skole\n" in said
    assert "Grunnplanen" not in said


def test_folders_beside_each_other_are_all_built_and_other_things_there_are_left_alone(
    tmp_path: Path,
) -> None:
    for name in ("a-plan", "b-plan"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "kommune.yaml").write_text(LAGE, encoding="utf-8")
    (tmp_path / "ferie").mkdir()
    (tmp_path / "notat.txt").touch()
    assert project_at(tmp_path).kommunene() == ["a-plan", "b-plan"]


def test_a_folder_that_was_meant_to_be_a_municipality_is_not_passed_over(tmp_path: Path) -> None:
    for name, file in (("a", "kommune.yaml"), ("b", "Kommune.yml"), ("c", "tilpasning.yaml.txt")):
        (tmp_path / name).mkdir()
        (tmp_path / name / file).write_text(LAGE, encoding="utf-8")
    with pytest.raises(PlanError, match=r"b/Kommune\.yml:1:1 .*mente du «kommune.yaml»"):
        load_all(project_at(tmp_path))
    assert project_at(tmp_path / "b").kommunene() == ["kommune"]


@pytest.mark.parametrize(
    "command", [("valider",), ("bygg",), ("vis",), ("oppdater",), ("eksport",), ("tilpass", "x")]
)
def test_where_there_is_no_municipality_each_command_says_how_to_begin(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    result = _run(tmp_path, *command)
    assert (result.exit_code, result.output.count("\n")) == (1, 1)
    assert "lag en plan med «kvalitetsplan ny»" in result.output


@pytest.mark.parametrize("command", [("utgi", "1.0"), ("lov", "--skriv", "arkiv")])
def test_what_changes_the_shared_plan_is_refused_where_it_is_the_program_s(
    alone: Path, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(alone)
    (alone / "arkiv").mkdir()
    result = _run(alone, *command)
    assert (result.exit_code, "stå i et utsjekk av prosjektet" in result.output) == (1, True)


def test_the_schemas_beside_a_plan_are_those_it_needs(alone: Path) -> None:
    before = {path: path.read_bytes() for path in (alone / ".skjema").iterdir()}
    assert _run(alone, "skjema").exit_code == 0
    assert {path: path.read_bytes() for path in (alone / ".skjema").iterdir()} == before


def test_the_demonstrations_stand_aside_for_the_first_real_municipality(tmp_path: Path) -> None:
    for name in ("data", "docs"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.rmtree(tmp_path / "data/kommuner", ignore_errors=True)
    assert project_at(tmp_path).kommunene() == ["eksempel", "lillestrom", "nittedal"]
    made = _run(tmp_path, "ny", "Lillestrøm", "--ja")
    assert made.exit_code == 0, made.output
    project = project_at(tmp_path)
    assert project.kommunene() == ["lillestrom"]
    assert load_plan(project, "lillestrom").endringer == ()
    assert (tmp_path / "data/demo/lillestrom/tilpasning.yaml").read_bytes() == (
        ROOT / "data/demo/lillestrom/tilpasning.yaml"
    ).read_bytes()


def test_a_demonstration_under_a_real_name_says_what_it_is_on_every_page() -> None:
    project = DEMO
    for sted in project.kommunene():
        kommune = load_plan(project, sted).kommune
        assert kommune.nummer == INVENTED or "demonstrasjon" in str(kommune.merknad)

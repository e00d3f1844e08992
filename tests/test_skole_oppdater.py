"""A school changes what its municipality says, and follows when that is written anew."""

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import ROOT
from skolen import EXAMPLE, GREETING, OURS, replaced_in, run, write

from kvalitetsplan.cli import main
from kvalitetsplan.editing.yamltext import as_yaml
from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.project import project_at
from kvalitetsplan.reading.source import read


def test_tilpass_fills_in_what_the_municipality_s_plan_says(project: Path) -> None:
    (project / f"data/kommuner/{EXAMPLE}/tilpasning.yaml").unlink()
    assert run(project, "tilpass", EXAMPLE, GREETING, "--til", "Vi vinker.").exit_code == 0
    own = "relasjon/eksempel-frokostvert"
    assert (
        run(project, "tilpass", EXAMPLE, own, "--fjern", "--begrunnelse", "Ikke hos oss.").exit_code
        == 0
    )
    changes = [
        one for one in load_plan(project_at(project), EXAMPLE).endringer if one.lag == "skolen"
    ]
    assert {(one.operasjon, one.adresse, one.fra) for one in changes} == {
        ("fjern", own, None),
        ("erstatt", GREETING, OURS),
    }


def test_oppdater_names_the_schools_that_a_rewrite_in_the_municipality_concerns(
    project: Path,
) -> None:
    replaced_in(
        project / "data/kommuner/eksempel/tilpasning.yaml",
        f"til: {OURS}",
        "til: Vi hilser i porten.",
    )
    result = run(project, "oppdater", "eksempel")
    assert result.exit_code == 2
    assert result.output.endswith(f"eller må rettes:\n  kvalitetsplan oppdater {EXAMPLE}\n")
    result = run(project, "oppdater", EXAMPLE, "--tørr")
    assert result.exit_code == 2
    for line in (
        "Kommunens plan er endret der dere",
        f"Dere skrev mot: +{OURS}",
        "Kommunens plan nå: +Vi hilser i porten",
    ):
        assert re.search(line, result.output), line
    answers = write(project / "svar.yaml", f"erstatt {GREETING}.kjennetegn: behold vår\n")
    assert run(project, "oppdater", EXAMPLE, "--svar", str(answers)).exit_code == 0
    assert (
        run(project, "oppdater", "eksempel").output
        == "Alt er i orden. Ingenting venter på et valg.\n"
    )
    assert "Vi står ved bussen" in str(load_plan(project_at(project), EXAMPLE).by_address[GREETING])


def test_a_school_can_keep_what_the_municipality_takes_out(project: Path) -> None:
    text = read(project / "data/themes.yaml")["temaer"][0]["eksempler"][0]  # type: ignore[index, call-overload]
    gone = f"relasjon/{text['id']}"
    change = {"id": gone, "felt": "tekst", "fra": text["tekst"], "til": "Vi vinker fra porten."}
    write(project / f"data/kommuner/{EXAMPLE}/tilpasning.yaml", as_yaml({"erstatt": [change]}))
    removed = {"fjern": [{"id": gone, "begrunnelse": "Ikke hos oss."}]}
    write(project / "data/kommuner/eksempel/tilpasning.yaml", as_yaml(removed))
    answers = write(project / "svar.yaml", f"erstatt {gone}.tekst: behold som eget\n")
    assert run(project, "oppdater", EXAMPLE, "--tørr").exit_code == 2
    result = run(project, "oppdater", EXAMPLE, "--svar", str(answers))
    assert result.exit_code == 0, result.output
    own = load_plan(project_at(project), EXAMPLE).by_address[
        f"relasjon/eksempelskolen-{text['id']}"
    ]
    assert (own.label, own.lag) == ("Vi vinker fra porten.", "skolen")


def test_a_school_waits_until_its_municipality_has_decided(project: Path) -> None:
    replaced_in(
        project / "data/kommuner/eksempel/tilpasning.yaml",
        "fra: Vi hilser på hver",
        "fra: Vi hilste på hver",
    )
    result = run(project, "oppdater", EXAMPLE)
    assert result.exit_code == 1
    assert result.output.startswith(
        "Kommunens plan må være i orden først: kvalitetsplan oppdater eksempel\n"
    )
    assert "grunnplanen sier nå «Vi hilser på hver elev ved navn" in result.output


def test_what_a_new_shared_plan_brings_a_school_is_what_both_layers_let_through(
    project: Path, tmp_path: Path
) -> None:
    shutil.copytree(project / "data", tmp_path / "ny", ignore=shutil.ignore_patterns("kommuner"))
    themes = tmp_path / "ny/themes.yaml"
    replaced_in(
        themes,
        "tekst: Elevene har noen å være sammen med i timene og i friminuttene.",
        "tekst: Elevene har noen.",
    )
    replaced_in(themes, "standard: PU-tid", "standard: Fagtid")
    replaced_in(
        themes,
        "      - id: kontaktbarometer\n        tittel: Kontaktbarometer\n",
        "      - id: kontaktbarometer\n        tittel: Ny\n",
    )
    result = run(project, "oppdater", EXAMPLE, "--til", str(tmp_path / "ny"), "--tørr")
    assert result.exit_code == 0, result.output
    assert "Elevene har noen." in result.output
    assert "tittel" not in result.output
    assert "Alt er i orden." in result.output


def test_valider_finds_drift_in_a_school(project: Path) -> None:
    replaced_in(
        project / "data/kommuner/eksempel/tilpasning.yaml",
        f"til: {OURS}",
        "til: Vi hilser i porten.",
    )
    result = run(project, "valider")
    assert result.exit_code == 1
    assert "eksempelskolen/tilpasning.yaml:8:10" in result.output
    assert "kommunens plan sier nå «Vi hilser i porten.»" in result.output


def test_an_untouched_layer_of_comments_asks_nothing(project: Path) -> None:
    run(project, "ny", "nittedal", "--skole", "Ny skole")
    assert run(project, "oppdater", "nittedal/skoler/ny-skole").exit_code == 0


@pytest.mark.parametrize(
    ("typed", "proposed"),
    [
        (f"tilpass {EXAMPLE[:12]}", EXAMPLE),
        (f"bygg {EXAMPLE[:12]}", EXAMPLE),
        (f"vis {EXAMPLE[:12]}", EXAMPLE),
        (f"oppdater {EXAMPLE[:12]}", EXAMPLE),
        ("ny --skole Ny nitt", "nittedal"),
    ],
)
def test_a_school_s_folder_is_completed_while_typing(typed: str, proposed: str) -> None:
    words = f"main --rot {ROOT} {typed}"
    environment = {
        "_MAIN_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(len(words.split()) - 1),
    }  # fmt: skip
    result = CliRunner().invoke(main, env=environment, prog_name="main")
    assert result.output.replace("plain,", "").split() == [proposed]

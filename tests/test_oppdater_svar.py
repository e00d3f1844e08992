"""Answers in a file, for `kvalitetsplan oppdater --svar`."""

import shutil
from pathlib import Path
from random import Random

import pytest
import yaml
from oppdatering import TILPASNING, answer_file, asked_in, files_in, oppdater
from tilfeldig import as_yaml
from utkast import FILE, LATER, OWN_FILE

from kvalitetsplan.editions.choices import BEGGE, EGET, FOLG, SLETT
from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.project import project_at


def test_answers_in_a_file_are_carried_out_and_touch_nothing_else(fork: Path) -> None:
    before = files_in(fork)
    result = oppdater(
        fork,
        "--svar",
        answer_file(fork, "erstatt ro/venter.kjennetegn: { skriv ny: Vi er stille. }\n"),
    )
    assert result.exit_code == 0, result.output
    assert {name for name, data in files_in(fork).items() if before.get(name) != data} == {
        TILPASNING,
        "svar.yaml",
    }
    assert oppdater(fork, "--tørr").exit_code == 0


def test_an_answer_may_wait_and_is_the_same_with_capitals(fork: Path) -> None:
    before = files_in(fork)
    result = oppdater(
        fork, "--svar", answer_file(fork, "erstatt ro/venter.kjennetegn: Hopp over\n")
    )
    assert "dette kan ikke stå her" not in result.output
    assert files_in(fork).items() - before.items() <= {
        ("svar.yaml", b"erstatt ro/venter.kjennetegn: Hopp over\n")
    }
    answers = answer_file(fork, "erstatt ro/venter.kjennetegn: Behold vår\n")
    assert oppdater(fork, "--svar", answers, "--tørr").exit_code == 0


def test_answers_can_be_tried_without_writing(fork: Path) -> None:
    answers = answer_file(fork, "erstatt ro/venter.kjennetegn: behold vår\n")
    before = files_in(fork)
    result = oppdater(fork, "--svar", answers, "--tørr")
    assert (result.exit_code, files_in(fork)) == (0, before)
    assert "Ingenting er skrevet." in result.output


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        (
            "erstatt ro/venter.kjennetegn: behold\n",
            "skriv «behold vår», «ta den nye» eller «{ skriv ny: … }»",
        ),
        (
            "erstatt ro/venter.kjennetegn: { skriv ny: 'Hei {ukjent}.' }\n",
            "svar.yaml:1:43  ro/venter.kjennetegn  ukjent parameter «{ukjent}»",
        ),
        ("erstatt ro/venter.kjennetgn: behold vår\n", "mente du «erstatt ro/venter.kjennetegn»?"),
        ("erstatt ro/venter.kjennetegn: { skriv ny: '' }\n", "er tom"),
        ("- a\n", "fila er tom eller begynner ikke med en nøkkel"),
    ],
)
def test_an_answer_that_cannot_be_used_changes_nothing_and_says_why(
    fork: Path, answers: str, message: str
) -> None:
    path = answer_file(fork, answers)
    before = files_in(fork)
    result = oppdater(fork, "--svar", path)
    assert result.exit_code == 1
    assert message in result.output
    assert files_in(fork) == before


def test_both_are_kept_from_a_file_of_answers_and_in_a_terminal(
    fork: Path, former_edition: str
) -> None:
    file, text = (
        answer_file(fork, f"erstatt ro/to-minutter.tekst: {EGET}\nlegg_til lek/ny: {BEGGE}\n"),
        (fork / TILPASNING).read_bytes(),
    )
    assert oppdater(fork, "--fra", former_edition, "--svar", file, "--tørr").exit_code == 0
    result = oppdater(fork, "--fra", former_edition, "--svar", file)
    assert result.exit_code == 0, result.output
    answered = (fork / TILPASNING).read_bytes()
    added = [
        one.adresse
        for one in load_plan(project_at(fork), "prove").endringer
        if one.operasjon == "legg_til"
    ]
    assert added == ["lek/prove-ny", "ro/prove-to-minutter"]
    (fork / TILPASNING).write_bytes(text)
    assert oppdater(fork, "--fra", former_edition, typed="1\n1\n").exit_code == 0
    assert (fork / TILPASNING).read_bytes() == answered


def _without_lek(fork: Path) -> None:
    """Take the theme «lek» out of the fork, with a layer and parts that have it."""
    files = {TILPASNING: LATER[FILE], f"{TILPASNING[:-5]}/ola.yaml": LATER[OWN_FILE]}
    for name, text in files.items():
        (fork / name).parent.mkdir(exist_ok=True)
        (fork / name).write_text(text, encoding="utf-8")
    kommune = fork / "data/kommuner/prove/kommune.yaml"
    parts = "temaer: [ro, lek]\ndeler:\n  - { tittel: Leken, innhold: [lek] }\n"
    kommune.write_text(kommune.read_text(encoding="utf-8") + parts, encoding="utf-8")
    shutil.copytree(fork / "data", fork.parent / "før")
    path = fork / "data/themes.yaml"
    themes = yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader)
    themes["temaer"] = themes["temaer"][:1]
    del themes["temaer"][0]["relaterte"]
    themes["utgått"]["lek"] = "Det er en del av ro."
    path.write_text(as_yaml(themes), encoding="utf-8")


@pytest.mark.parametrize("seed", range(6))
def test_an_answer_file_made_after_a_dry_run_fits_whatever_the_answers_are(
    fork: Path, seed: int
) -> None:
    _without_lek(fork)
    asked = asked_in(oppdater(fork, "--fra", str(fork.parent / "før"), "--tørr").output)
    answers = {name: Random(seed).choice(choices) for name, choices in asked.items()}
    answers |= {name: SLETT for name in asked if seed == 0}
    answers |= dict.fromkeys([one for one in asked if one.startswith(("temaer", "deler"))], FOLG)
    file = answer_file(fork, as_yaml(answers))
    result = oppdater(fork, "--fra", str(fork.parent / "før"), "--svar", file)
    assert result.exit_code == 0, result.output
    told = "temaer lek: Etter de andre svarene går ikke «følg etter», så det ble «slett»: temaet tas ut av lista."
    assert (told in result.output) == (EGET not in answers.values())


def test_a_chosen_theme_can_follow_before_it_has_become_ones_own_and_is_asked_about_if_it_never_does(
    fork: Path,
) -> None:
    _without_lek(fork)
    old, kommune = str(fork.parent / "før"), fork / "data/kommuner/prove/kommune.yaml"
    chosen = {"temaer lek": FOLG, "deler 1 lek": FOLG}
    assert oppdater(fork, "--fra", old, "--svar", answer_file(fork, as_yaml(chosen))).exit_code == 2
    assert "temaer: [ro, prove-lek]\n" in kommune.read_text(encoding="utf-8")
    left = dict.fromkeys(asked_in(oppdater(fork, "--fra", old, "--tørr").output), SLETT)
    assert not [one for one in left if one.startswith(("temaer", "deler"))]
    result = oppdater(fork, "--fra", old, "--svar", answer_file(fork, as_yaml(left)))
    assert result.exit_code == 2
    assert "Temaet «prove-lek» ble ikke beholdt som deres eget." in result.output


def test_an_answer_that_the_others_leave_no_room_for_becomes_the_nearest_and_is_told(
    fork: Path,
) -> None:
    old = {
        "id": "ro/gammelt-par",
        "felt": "kjennetegn",
        "fra": "Vi venter på stillhet.",
        "til": "A",
    }
    path = fork / "data/themes.yaml"
    moved = "flyttet:\n  ro/eldre: ro/venter"
    path.write_text(path.read_text("utf-8").replace("flyttet:", moved), encoding="utf-8")
    layer = {"erstatt": [old, {**old, "id": "ro/eldre", "til": "B"}]}
    (fork / TILPASNING).write_text(as_yaml(layer), encoding="utf-8")
    asked = asked_in(oppdater(fork, "--tørr").output)
    assert list(asked.values()) == [[FOLG, SLETT]] * 2
    result = oppdater(fork, "--svar", answer_file(fork, as_yaml(dict.fromkeys(asked, FOLG))))
    assert result.exit_code == 0, result.output
    assert (
        "erstatt ro/eldre.kjennetegn: Etter de andre svarene går ikke «følg etter», så det ble "
        "«legg til side»: endringen blir en kommentar nederst i fila.\n"
    ) in result.output
    assert "#   til: B\n" in (fork / TILPASNING).read_text(encoding="utf-8")

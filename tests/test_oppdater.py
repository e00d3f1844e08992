"""`kvalitetsplan oppdater`: what is asked in a terminal, and shown by a dry run."""

from pathlib import Path

import pytest
from oppdatering import TILPASNING, asked_in, files_in, oppdater
from utkast import LAYER

from kvalitetsplan.editions.choices import ASIDE, BEGGE, EGET, SLETT, TA_NY
from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.project import project_at


@pytest.mark.parametrize("other", [TILPASNING, "data/kommuner/prove/tilpasning/rektor.yaml"])
def test_what_somebody_writes_while_a_question_stands_is_never_written_over(
    fork: Path, monkeypatch: pytest.MonkeyPatch, other: str
) -> None:
    path = fork / other
    path.parent.mkdir(exist_ok=True)
    path.write_text(path.read_text("utf-8") if path.exists() else "sett: {}\n", encoding="utf-8")

    def answer(*_: object, **__: object) -> str:
        path.write_text("# kollegaens\n" + path.read_text("utf-8"), encoding="utf-8")
        return "1"

    monkeypatch.setattr("click.prompt", answer)
    result = oppdater(fork)
    assert path.read_text("utf-8").startswith("# kollegaens\n")
    touched = other == TILPASNING
    assert ("fila er endret av noe annet siden spørsmålet" in result.output) == touched
    assert ("Vi venter på stillhet." in (fork / TILPASNING).read_text("utf-8")) != touched


def test_a_dry_run_shows_everything_changes_nothing_and_says_that_something_waits(
    fork: Path,
) -> None:
    before = files_in(fork)
    result = oppdater(fork, "--tørr")
    assert result.exit_code == 2
    assert result.output.splitlines() == [
        "erstatt ro/venter.kjennetegn",
        "  data/kommuner/prove/tilpasning.yaml:4:5",
        "  Grunnplanen er endret der dere har skrevet deres egen tekst.",
        "    Dere skrev mot: Vi ventet på ro.",
        "    Grunnplanen nå: Vi venter på stillhet.",
        "    Deres tekst:    Vi teller til fem, og så venter vi.",
        "  Valg: behold vår, ta den nye, skriv ny",
        "",
        "Én ting venter på et valg. Velg med «kvalitetsplan oppdater prove», eller skriv valgene i en fil og bruk --svar.",
    ]
    assert files_in(fork) == before


def test_in_a_terminal_one_is_asked_until_the_answer_can_be_used(fork: Path) -> None:
    result = oppdater(fork, typed="9\n3\nVi er stille.\n")
    assert result.exit_code == 0, result.output
    assert "Velg «1», «2» eller «3», eller skriv «behold vår»" in result.output
    assert load_plan(project_at(fork), "prove").endringer[0].til == "Vi er stille."


@pytest.mark.parametrize("typed", ["behold vår", "Behold", "BEHOLD VÅR"])
def test_in_a_terminal_one_may_write_the_words(fork: Path, typed: str) -> None:
    result = oppdater(fork, typed=f"{typed}\n")
    assert result.exit_code == 0, result.output
    assert (
        load_plan(project_at(fork), "prove").endringer[0].til
        == "Vi teller til fem, og så venter vi."
    )


def test_a_layer_of_a_later_edition_is_not_taken_back_to_this_one(fork: Path) -> None:
    (fork / TILPASNING).write_text(f'{LAYER}skrevet_mot: "1.1"\n', encoding="utf-8")
    before = files_in(fork)
    result = oppdater(fork, typed="behold vår\n")
    assert result.exit_code == 1
    assert "skrevet mot utgave 1.1 av grunnplanen, og dere har 1.0" in result.output
    assert "pip install -U kvalitetsplan" in result.output
    assert files_in(fork) == before


def test_hopp_over_leaves_the_question(fork: Path) -> None:
    before = files_in(fork)
    assert oppdater(fork, typed="hopp over\n").exit_code == 2
    assert files_in(fork) == before


def test_in_a_terminal_a_text_that_is_too_long_is_asked_for_again(fork: Path) -> None:
    result = oppdater(fork, typed=f"3\n{'ord ' * 1001}\n1\n")
    assert result.exit_code == 0, result.output
    assert "er for lang (høyst 4000 tegn)" in result.output


@pytest.mark.parametrize("typed", ["\n", ""])
def test_a_question_can_wait(fork: Path, typed: str) -> None:
    before = files_in(fork)
    assert oppdater(fork, typed=typed).exit_code == 2
    assert files_in(fork) == before


def test_what_is_wrong_besides_is_told_as_ever(fork: Path) -> None:
    (fork / TILPASNING).write_text(
        "fjern:\n  - { id: lek/leker, begrunnelse: x }\nsett: { pu-tid: '' }\n", encoding="utf-8"
    )
    result = oppdater(fork)
    assert result.exit_code == 1
    assert "er tom" in result.output


def test_a_file_that_cannot_be_read_says_what_to_do(fork: Path) -> None:
    (fork / TILPASNING).write_bytes("fjern: [] # på\n".encode("cp1252"))
    result = oppdater(fork)
    assert result.exit_code == 1
    assert "lagre fila på nytt med tegnkoding «UTF-8»" in result.output


def test_what_stands_in_the_folder_of_changes_is_asked_about_and_written_there(fork: Path) -> None:
    layer = (fork / TILPASNING).read_bytes()
    own = fork / "data/kommuner/prove/tilpasning/par.yaml"
    own.parent.mkdir()
    (fork / TILPASNING).rename(own)
    before = files_in(fork)
    result = oppdater(fork, typed="1\n")
    assert result.exit_code == 0, result.output
    assert "data/kommuner/prove/tilpasning/par.yaml:4:5" in result.output
    changed = {name for name, data in files_in(fork).items() if before.get(name) != data}
    assert changed == {"data/kommuner/prove/tilpasning/par.yaml"}
    assert own.read_bytes() != layer


def test_a_dry_run_shows_what_can_be_kept_and_which_ids_are_equal_and_changes_nothing(
    fork: Path, former_edition: str
) -> None:
    files = files_in(fork)
    asked = {"erstatt ro/to-minutter.tekst": [EGET, SLETT], "legg_til lek/ny": [BEGGE, TA_NY]}
    result = oppdater(fork, "--fra", former_edition, "--tørr")
    assert (result.exit_code, asked_in(result.output)) == (2, asked)
    result = oppdater(fork, "--tørr")
    assert (result.exit_code, asked_in(result.output)) == (
        2,
        {**asked, "erstatt ro/to-minutter.tekst": [ASIDE, SLETT]},
    )
    assert "Bruk --fra og en utgave som har det." in result.output
    assert files_in(fork) == files


def test_a_municipality_without_changes_has_nothing_to_decide(fork: Path) -> None:
    (fork / TILPASNING).unlink()
    result = oppdater(fork)
    assert (result.exit_code, result.output) == (
        0,
        "Alt er i orden. Ingenting venter på et valg.\n",
    )

"""A new edition comes with the package, as it does with git."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, git
from egen_mappe import run_in, tree_of

from kvalitetsplan.plan import project as projects
from kvalitetsplan.plan.grunnplan import load_grunnplan, program
from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.project import project_at
from kvalitetsplan.reading.problems import PlanError


def test_what_follows_the_version_is_renewed_by_oppdater_and_nothing_else(tmp_path: Path) -> None:
    assert run_in(tmp_path, "ny", "Lillehammer", "--ja").exit_code == 0
    lock, schema = tmp_path / "requirements.txt", tmp_path / ".skjema/skole.schema.json"
    lock.write_text("kvalitetsplan[filer]==2020.1.0\nannet==1\n", encoding="utf-8")
    schema.write_text("{}", encoding="utf-8")
    before = tree_of(tmp_path)
    result = run_in(tmp_path, "oppdater")
    assert "requirements.txt er fornyet." in result.output
    assert lock.read_text("utf-8") == f"kvalitetsplan[filer]=={program()}\nannet==1\n"
    changed = {name for name, content in tree_of(tmp_path).items() if before[name] != content}
    assert changed == {"requirements.txt", ".skjema/skole.schema.json"}
    assert run_in(tmp_path, "oppdater").output == "Alt er i orden. Ingenting venter på et valg.\n"


LAYER = """\
skrevet_mot: '1.0'
erstatt:
  - { id: ro/venter, felt: kjennetegn, fra: Vi venter på stillhet., til: Vi er stille. }
  - { id: ro/to-minutter, felt: tekst, fra: Om to minutter rydder vi., til: Vi rydder straks. }
"""
GONE = """\
    eksempler:
      - id: to-minutter
        tekst: Om to minutter rydder vi.
        par: [varsler]
"""


def _editions(folder: Path) -> Path:
    """A checkout with the small plan: `v1.0` in git, and an edition given out since, where one text
    is written anew and one is gone.
    """
    shutil.copytree(ROOT / "tests/saker/plan/data", folder / "data")
    shutil.copytree(ROOT / "data/tekster", folder / "data/tekster")
    (folder / "data/kommuner/prove/tilpasning.yaml").write_text(LAYER, encoding="utf-8")
    for command in (("init", "-q", "-b", "main"), ("add", "."), ("commit", "-qm", "Første")):
        git(folder, *command)
    git(folder, "tag", "v1.0")
    themes = folder / "data/themes.yaml"
    text = themes.read_text(encoding="utf-8").replace(GONE, "")
    text = text.replace("utgått:\n", "utgått:\n  ro/to-minutter: Vi bruker klokke.\n")
    text = text.replace("Vi venter på stillhet.", "Vi teller til fem.").replace('"1.0"', '"1.1"', 1)
    themes.write_text(text, encoding="utf-8")
    result = run_in(folder, "utgi", "v1.0")
    assert result.exit_code == 0, result.output
    assert "data/utgaver/1.0.zip er skrevet. Der er hele utgave 1.0." in result.output
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "Neste")
    return folder


@pytest.fixture
def two_ways(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """A fork with its history in git, and the same municipality alone, with an installed package
    that git knows nothing of.
    """
    fork = _editions(tmp_path / "fork")
    package = tmp_path / "pakke"
    shutil.copytree(fork / "data", package / "felles/data")
    shutil.rmtree(package / "felles/data/kommuner")
    shutil.copytree(fork / "data/kommuner/prove", tmp_path / "prove")
    (fork / "data/utgaver/1.0.zip").unlink()
    monkeypatch.setattr(projects, "PACKAGE", package)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    return fork, tmp_path / "prove"


def test_a_new_edition_asks_the_same_with_the_package_as_with_git(
    two_ways: tuple[Path, Path],
) -> None:
    fork, own = two_ways
    with_git, with_package = (
        run_in(fork, "oppdater", "prove", "--tørr"),
        run_in(own, "oppdater", "--tørr"),
    )
    assert with_git.exit_code == with_package.exit_code == 2
    told = with_git.output.replace("data/kommuner/prove/", "").replace("oppdater prove", "oppdater")
    assert told == with_package.output.replace("oslo-to-minutter", "prove-to-minutter")
    assert "behold som eget" in told
    assert "behold vår, ta den nye" in told


def test_no_word_is_lost_when_the_answers_are_given_to_the_package(
    two_ways: tuple[Path, Path], tmp_path: Path
) -> None:
    _, own = two_ways
    answers = tmp_path / "svar.yaml"
    answers.write_text(
        "erstatt ro/venter.kjennetegn: behold vår\nerstatt ro/to-minutter.tekst: behold som eget\n",
        encoding="utf-8",
    )
    result = run_in(own, "oppdater", "--svar", str(answers))
    assert result.exit_code == 0, result.output
    layer = (own / "tilpasning.yaml").read_text(encoding="utf-8")
    assert layer.startswith('skrevet_mot: "1.1"\n')
    plan = load_plan(project_at(own), project_at(own).eneste)
    assert plan.by_address["ro/venter"].kjennetegn == "Vi er stille."
    assert "Vi rydder straks." in [one.tekst for one in plan.tema("ro").eksempler]
    said = run_in(own, "endringer", "1.0", "1.1")
    assert "Grunnplanen 1.0 (august 2026) → 1.1 (august 2026)" in said.output


def test_an_edition_that_needs_a_newer_program_says_so_and_nothing_else(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(ROOT / "tests/saker/plan/data", data)
    text = (data / "themes.yaml").read_text(encoding="utf-8")
    for krever in ("2999.1", "0"):
        new = f"  krever: '{krever}'\n  versjon"
        (data / "themes.yaml").write_text(text.replace("  versjon", new, 1), encoding="utf-8")
        if krever == "0":
            assert load_grunnplan(data).utgave.krever == "0"
            continue
        (data / "pu.yaml").write_text("nytt_i_2999: []\n", encoding="utf-8")
        with pytest.raises(PlanError) as error:
            load_grunnplan(data)
        assert str(error.value) == (
            "data/themes.yaml:2:11  utgave.krever  utgaven trenger versjon 2999.1 av programmet eller "
            f"nyere, og dere har {program()}; skriv «pip install -U kvalitetsplan», eller «make klar» "
            "i et utsjekk av prosjektet"
        )
        shutil.copyfile(ROOT / "tests/saker/plan/data/pu.yaml", data / "pu.yaml")


@pytest.mark.parametrize("encoding", ["cp1252", "cp865", "ascii"])
def test_a_console_without_our_letters_stops_no_command(
    two_ways: tuple[Path, Path], encoding: str
) -> None:
    fork, _ = two_ways
    around = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "kvalitetsplan.cli", "endringer", "v1.0", "main"]
    done = subprocess.run(command, cwd=fork, env=around, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"1.1 (august 2026)" in done.stdout

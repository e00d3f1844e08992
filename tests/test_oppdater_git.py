"""A fork and its upstream: what comes with a merge, and what it was before."""

import shutil
from pathlib import Path
from random import Random

import pytest
import yaml
from conftest import ROOT, git
from oppdatering import TILPASNING, answer_file, asked_in, oppdater
from tilfeldig import SAKER, as_yaml, large_plan, random_layer, rewritten, touched

from kvalitetsplan.editions.choices import EGET, SKRIV, SLETT
from kvalitetsplan.plan.grunnplan import load_grunnplan
from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.project import project_at


def test_what_comes_can_be_seen_before_it_is_merged(fork: Path) -> None:
    git(fork, "init", "-q")
    git(fork, "add", "-A")
    git(fork, "commit", "-qm", "Neste utgave")
    themes = fork / "data" / "themes.yaml"
    now = themes.read_text(encoding="utf-8").replace("Vi venter på stillhet.", "Vi ventet på ro.")
    themes.write_text(now.replace("Elevene leker sammen.", "Elevene leker."), encoding="utf-8")
    result = oppdater(fork, "--til", "HEAD", "--tørr")
    assert result.exit_code == 2
    arriving, _, asked = result.output.partition("\nerstatt ")
    assert "Dette kommer av seg selv: 1" in arriving
    assert "lek/leker.tekst\n    før: Elevene leker.\n    nå:  Elevene leker sammen." in arriving
    assert asked.startswith("ro/venter.kjennetegn")
    assert oppdater(fork, "--tørr").exit_code == 0


MINUTES = "erstatt:\n  - { id: ro/to-minutter, felt: tekst, fra: Om to minutter rydder vi., til: Vi rydder. }\n"


def test_after_a_merge_the_edition_one_comes_from_is_found_in_git_and_the_same_answers_fit(
    fork: Path,
) -> None:
    (fork / TILPASNING).write_text(MINUTES, encoding="utf-8")
    git(fork, "init", "-q", "-b", "main")
    git(fork, "add", "-A")
    git(fork, "commit", "-qm", "Vår plan")
    git(fork, "checkout", "-qb", "ny")
    themes = fork / "data" / "themes.yaml"
    new = yaml.load(themes.read_text(encoding="utf-8"), yaml.CBaseLoader)
    new["temaer"][0]["eksempler"] = []
    _commit(fork, "data/themes.yaml", new)
    git(fork, "checkout", "-q", "main")
    promised = asked_in(oppdater(fork, "--til", "ny", "--tørr").output)
    assert promised == {"erstatt ro/to-minutter.tekst": [EGET, SLETT]}
    git(fork, "merge", "-q", "--no-ff", "-m", "Ny grunnplan", "ny")
    assert asked_in(oppdater(fork, "--tørr").output) == promised
    answers = answer_file(fork, f"erstatt ro/to-minutter.tekst: {EGET}\n")
    result = oppdater(fork, "--svar", answers)
    assert result.exit_code == 0, result.output
    text = (fork / TILPASNING).read_text(encoding="utf-8")
    assert "Vi rydder." in text
    assert "skrevet_mot:" in text


def _commit(root: Path, file: str, data: dict) -> None:
    (root / file).write_text(as_yaml(data), encoding="utf-8")
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", "Endret")


def _history(folder: Path, random: Random) -> tuple[Path, set[str]]:
    """Make a plan and a fork of it, change both, and merge. Returns the fork, and what somebody
    must decide.
    """
    base, fork = folder / "felles", folder / "kommunen"
    shutil.copytree(SAKER / "plan/data", base / "data")
    shutil.copytree(ROOT / "data" / "tekster", base / "data" / "tekster")
    shutil.copy(ROOT / "data" / "sprak.yaml", base / "data")
    themes = large_plan()
    git(base, "init", "-q", "-b", "main")
    _commit(base, "data/themes.yaml", themes)
    git(folder, "clone", "-q", str(base), str(fork))
    layer = random_layer(themes, random)
    done: dict[str, str] = {}
    _commit(fork, TILPASNING, {})
    for part, steps in enumerate((range(2), range(2, 10), range(10, 20))):
        _commit(fork, TILPASNING, {key: layer[key] for key in list(layer)[: part + 3]})
        done |= rewritten(themes, random, steps)
        _commit(base, "data/themes.yaml", themes)
    load_grunnplan(base / "data")
    git(fork, "tag", "før")
    git(fork, "fetch", "-q", "origin")
    git(fork, "merge", "-q", "-m", "Ny grunnplan", "origin/main")
    return fork, touched(layer, done, themes)


@pytest.mark.parametrize("seed", range(10))
def test_a_fork_takes_a_new_plan_without_a_conflict_and_decides_only_what_it_must(
    seed: int, tmp_path: Path
) -> None:
    random = Random(seed)
    fork, expected = _history(tmp_path, random)
    assert "<<<<<<<" not in (fork / TILPASNING).read_text(encoding="utf-8")
    result = oppdater(fork, "--tørr", "--fra", "før")
    asked = asked_in(result.output)
    assert set(asked) == expected
    assert result.exit_code == (2 if expected else 0)
    assert git(fork, "status", "--porcelain") == ""

    for _ in range(
        2
    ):  # what has moved may also have been reworded, which is asked when its heir is taken
        answers = {name: _answer(random.choice(choices)) for name, choices in asked.items()}
        oppdater(fork, "--fra", "før", "--svar", answer_file(tmp_path, as_yaml(answers)))
        asked = asked_in(oppdater(fork, "--fra", "før", "--tørr").output)
    last = oppdater(fork, "--tørr")
    assert last.exit_code == 0, last.output
    assert {line[3:] for line in git(fork, "status", "--porcelain").splitlines()} <= {TILPASNING}
    assert load_plan(project_at(fork), "prove").endringer


def _answer(choice: str) -> object:
    return {SKRIV: "Vi er stille."} if choice == SKRIV else choice

"""A municipality moves out of a fork, and needs the package alone."""

from pathlib import Path

import pytest
from conftest import copy_project, git
from egen_mappe import run_in, tree_of

from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.project import project_at


def test_a_municipality_moves_out_with_its_history_and_what_is_not_saved_yet(
    tmp_path: Path,
) -> None:
    fork, own = tmp_path / "fork", tmp_path / "min plan"
    copy_project(fork)
    git(fork, "init", "-q", "-b", "main")
    git(fork, "add", ".")
    git(fork, "commit", "-qm", "Alt")
    page = fork / "data/kommuner/nittedal/sider/om.md"
    page.parent.mkdir()
    for branch in ("main", "side"):
        git(fork, "checkout", "-q", *(["-b"] if branch == "side" else []), branch)
        page.with_stem(branch).write_text("# Om\n", encoding="utf-8")
        git(fork, "add", ".")
        git(fork, "commit", "-qm", f"Ny side på {branch}")
    git(fork, "checkout", "-q", "main")
    (fork / "docs/index.md").write_text("# Endret\n", encoding="utf-8")
    git(fork, "commit", "-qam", "Felles")
    git(fork, "merge", "-q", "-m", "Slå sammen", "side")
    page.write_text("# Ikke lagret\n", encoding="utf-8")
    before = tree_of(fork)
    result = run_in(fork, "flytt-ut", "nittedal", "--til", str(own))
    assert result.exit_code == 0, result.output
    assert tree_of(fork) == before
    history = git(own, "log", "--format=%an %s", "--reverse").splitlines()
    assert history == ["Prøve Alt", "Prøve Ny side på main", "Prøve Ny side på side"]
    assert "docs" not in git(own, "log", "--name-only")
    assert (own / "sider/om.md").read_text("utf-8") == "# Ikke lagret\n"
    assert run_in(own, "valider").output.splitlines()[-1].startswith("Alt er i orden")
    assert (
        (own / "kommune.yaml")
        .read_text("utf-8")
        .startswith("# yaml-language-server: $schema=.skjema/kommune.schema.json\n")
    )
    again = run_in(fork, "flytt-ut", "nittedal", "--til", str(own))
    assert (again.exit_code, "er ikke tom" in again.output) == (1, True)


def test_a_municipality_moves_out_where_there_is_no_git(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    fork = copy_project(tmp_path / "fork")
    result = run_in(fork, "flytt-ut", "eksempel", "--til", str(tmp_path / "ut"))
    assert result.exit_code == 0, result.output
    assert "Historien" not in result.output
    assert load_plan(project_at(tmp_path / "ut"), "eksempel").skoler
    assert (tmp_path / "ut/skoler/eksempelskolen/skole.yaml").is_file()

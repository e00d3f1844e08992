"""`kvalitetsplan endringer`: two versions from git or a folder, compared in words."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import ROOT, git
from tilfeldig import SAKER

from kvalitetsplan.cli import main
from kvalitetsplan.reading.git import GitError, run_git


def _run(*arguments: str, root: Path) -> Result:
    return CliRunner().invoke(main, ["--rot", str(root), *arguments])


@pytest.fixture
def versions(tmp_path: Path) -> Path:
    """A project in git with two versions: the tag `v1`, and a later one in the folder."""
    root = tmp_path / "prosjekt"
    shutil.copytree(SAKER / "plan/data", root / "data")
    shutil.copytree(ROOT / "data" / "tekster", root / "data" / "tekster")
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "Første"], ["tag", "v1"]):
        git(root, *command)
    themes = root / "data" / "themes.yaml"
    text = themes.read_text(encoding="utf-8").replace(
        "Vi venter på stillhet.", "Vi teller til fem."
    )
    themes.write_text(text.replace('versjon: "1.0"', 'versjon: "1.1"'), encoding="utf-8")
    return root


def test_a_git_ref_and_a_folder_are_compared_in_words(versions: Path) -> None:
    result = _run("endringer", "v1", str(versions), root=versions)
    assert result.exit_code == 0
    assert result.output.splitlines() == [
        "Grunnplanen 1.0 (august 2026) → 1.1 (august 2026)",
        "",
        "Skrevet om (1)",
        "  ro/venter.kjennetegn",
        "    før: Vi venter på stillhet.",
        "    nå:  Vi teller til fem.",
        "",
    ]


def test_the_same_as_json_for_other_programs(versions: Path) -> None:
    answer = json.loads(
        _run("endringer", "v1", str(versions / "data"), "--json", root=versions).output
    )
    assert (answer["fra"]["versjon"], answer["til"]["versjon"]) == ("1.0", "1.1")
    assert answer["forskjeller"] == [
        {"slag": "skrevet_om", "adresse": "ro/venter", "navn": "Vi teller til fem.", "felt": "kjennetegn",
         "fra": "Vi venter på stillhet.", "til": "Vi teller til fem.", "begrunnelse": ""}
    ]  # fmt: skip


def test_nothing_changed_is_said(versions: Path) -> None:
    assert "Ingen endringer." in _run("endringer", "v1", "HEAD", root=versions).output


@pytest.mark.parametrize("name", ["v7", "--upload-pack=x", "v1:data", "finnes/ikke"])
def test_an_unknown_version_says_what_one_can_write(versions: Path, name: str) -> None:
    result = _run("endringer", "--", name, "v1", root=versions)
    assert result.exit_code == 1
    assert f"«{name}» er verken en mappe med en grunnplan eller en utgave i git" in result.output


def test_a_folder_without_a_plan_is_told_so(versions: Path, tmp_path: Path) -> None:
    (tmp_path / "tom").mkdir()
    result = _run("endringer", str(tmp_path / "tom"), "v1", root=versions)
    assert result.exit_code == 1
    assert "tom» har ingen grunnplan i seg; skriv mappa som har data/themes.yaml" in result.output


def test_what_git_refuses_is_told_with_the_remedy(
    versions: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    result = _run("endringer", "v1", "HEAD", root=versions)
    assert result.exit_code == 1
    assert "en annen bruker eier den" in result.output
    assert f"git config --global --add safe.directory {versions.resolve()}»" in result.output


def test_git_in_a_folder_below_the_top_is_told_which_folder_to_except(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    top = tmp_path / "en plan"
    below = top / "data"
    below.mkdir(parents=True)
    run_git(top, "init", "--quiet")
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(GitError) as refused:
        run_git(below, "log")
    assert f"safe.directory '{top.resolve()}'»" in refused.value.reason


def test_git_is_asked_of_the_folder_it_is_given_also_where_git_runs_us(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("min", "din"):
        (tmp_path / name).mkdir()
        run_git(tmp_path / name, "init", "--quiet")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "min/.git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "min/.git/index"))
    monkeypatch.setenv("GIT_WORK_TREE", str(tmp_path / "min"))
    top = run_git(tmp_path / "din", "rev-parse", "--show-toplevel").decode().strip()
    assert Path(top) == (tmp_path / "din").resolve()


def test_a_copy_without_the_whole_history_is_told_how_to_get_it(
    versions: Path, tmp_path: Path
) -> None:
    git(versions, "commit", "-qam", "Andre")
    git(tmp_path, "clone", "-q", "--depth", "1", versions.as_uri(), "grunn")
    result = _run("endringer", "HEAD~1", "HEAD", root=tmp_path / "grunn")
    assert result.exit_code == 1
    assert "skriv «git fetch --unshallow»" in result.output


def test_a_commit_without_a_plan_says_so(versions: Path) -> None:
    git(versions, "rm", "-rq", "--cached", "data")
    git(versions, "commit", "-q", "--allow-empty", "-m", "Uten data")
    result = _run("endringer", "HEAD", "v1", root=versions)
    assert result.exit_code == 1
    assert "«HEAD» har ingen filer i data/" in result.output

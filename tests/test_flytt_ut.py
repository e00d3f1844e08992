"""A municipality moves out of a fork: with what stands in its folder now, and all its history."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import ROOT, git

from kvalitetsplan.cli import main

SCHOOL = "navn: Åsen skole\nmålform: bokmål\n"


def _run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--rot", str(folder), *arguments])


def _moved(fork: Path) -> Result:
    return _run(fork, "flytt-ut", "prove", "--til", str(fork.parent / "ut"))


@pytest.fixture
def prove(tmp_path: Path) -> Path:
    """A municipality in a fork, with pages and two schools that git knows."""
    shutil.copytree(ROOT / "tests/saker/plan/data", tmp_path / "fork/data")
    shutil.copytree(ROOT / "data/ny", tmp_path / "fork/data/ny")
    folder = tmp_path / "fork/data/kommuner/prove"
    for name in ("gammel", "om"):
        (folder / "sider").mkdir(exist_ok=True)
        (folder / f"sider/{name}.md").write_text(f"# Side {name}\n", encoding="utf-8")
    for name in ("asen", "lia"):
        (folder / "skoler" / name).mkdir(parents=True)
        text = SCHOOL.replace("Åsen", name.capitalize())
        (folder / f"skoler/{name}/skole.yaml").write_text(text, encoding="utf-8")
    (folder / "README.md").write_text("# Vår\n", encoding="utf-8")
    for command in (("init", "-q", "-b", "main"), ("add", "."), ("commit", "-qm", "Alt")):
        git(tmp_path / "fork", *command)
    return folder


def test_what_has_been_deleted_does_not_come_back(prove: Path) -> None:
    fork, own = prove.parents[2], prove.parents[3] / "ut"
    (prove / "sider/gammel.md").unlink()
    (prove / "sider/om.md").rename(prove / "sider/om-oss.md")
    (prove / "README.md").write_text("# Vår egen\n", encoding="utf-8")
    shutil.rmtree(prove / "skoler/lia")
    result = _moved(fork)
    assert result.exit_code == 0, result.output
    assert sorted(one.name for one in own.glob("sider/*.md")) == ["om-oss.md"]
    assert [one.name for one in own.glob("skoler/[!.]*")] == ["asen"]
    assert (own / "README.md").read_text("utf-8") == "# Vår egen\n"
    assert _run(own, "valider").exit_code == 0
    git(own, "add", "--all")
    git(own, "commit", "-qm", "Egen mappe")
    assert "sider/gammel.md" not in git(own, "ls-files")
    assert git(own, "show", "HEAD^:sider/gammel.md") == "# Side gammel\n"


@pytest.mark.parametrize(
    "who",
    [
        "author  <> 1700000000 +0100",
        "author . <.> 1700000000 +0100",
        "author Kari <kari@prove.invalid> 1700000000 +051800",
        "author Kari <kari@prove.invalid> 99999999999999 +0100",
        "author Kari kari@prove.invalid 1700000000 +0100",
    ],
)
def test_a_commit_that_git_itself_would_not_make_is_part_of_the_history(
    prove: Path, who: str
) -> None:
    fork = prove.parents[2]
    head = git(fork, "cat-file", "commit", "HEAD")
    strange = re.sub(r"(?m)^author .*$", who, head)
    command = ["git", "hash-object", "-t", "commit", "-w", "--stdin", "--literally"]
    made = subprocess.run(
        command, cwd=fork, input=strange, capture_output=True, text=True, check=True
    )
    git(fork, "reset", "-q", made.stdout.strip())
    result = _moved(fork)
    assert (result.exit_code, "1 endringer i git" in result.output) == (0, True), result.output
    assert who in git(prove.parents[3] / "ut", "cat-file", "commit", "HEAD")


def test_a_file_that_is_no_text_is_named_and_nothing_is_left_half_done(prove: Path) -> None:
    fork, school = prove.parents[2], prove / "skoler/asen/skole.yaml"
    school.write_bytes(SCHOOL.encode("latin-1"))
    result = _moved(fork)
    assert result.exit_code == 1
    assert "data/kommuner/prove/skoler/asen/skole.yaml:1:7  tegnet er ikke UTF-8" in result.output
    assert not (prove.parents[3] / "ut").exists()
    school.write_bytes(SCHOOL.encode())
    assert _moved(fork).exit_code == 0


def test_a_history_that_cannot_be_read_leaves_no_folder_behind(prove: Path) -> None:
    fork = prove.parents[2]
    page = git(fork, "rev-parse", "HEAD:data/kommuner/prove/sider/om.md").strip()
    (fork / ".git/objects" / page[:2] / page[2:]).unlink()
    result = _moved(fork)
    assert (result.exit_code, "skriv «git fsck»" in result.output) == (1, True), result.output
    assert not (prove.parents[3] / "ut").exists()

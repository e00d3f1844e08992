"""A list of repositories: what is fetched for it, and what others have put among that."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import git

from kvalitetsplan.build.fetched import Hentet, fetch_all
from kvalitetsplan.cli import main
from kvalitetsplan.plan.project import HENTET, project_at

HAMAR = 'nummer: "3403"\nnavn: Hamar kommune\n'
GJOVIK = 'nummer: "3407"\nnavn: Gjøvik kommune\n'
_CRASHED = "0123456789abcdef"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A municipality's repository, with no more in it than is needed to know whose it is."""
    folder = tmp_path / "arkivet"
    folder.mkdir()
    (folder / "kommune.yaml").write_text(HAMAR, encoding="utf-8")
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "Planen")
    return folder


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A county's folder."""
    (folder := tmp_path / "fylket").mkdir()
    return folder


def _fetch(here: Path, *addresses: Path) -> list[Hentet]:
    return fetch_all(project_at(here), map(str, addresses))[1]


def _bygg(here: Path, listed: Path, *arguments: str) -> str:
    line = ["--rot", str(here), "bygg", "--liste", str(listed), *arguments]
    result = CliRunner().invoke(main, line)
    assert result.exit_code == 1
    return result.output


def test_the_last_copy_is_used_also_where_git_will_not_read_it(
    here: Path, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _fetch(here, repository)
    repository.rename(repository.with_name("flyttet"))
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    (one,) = _fetch(here, repository)
    assert one.mappe == here / HENTET / "hamar"
    assert (one.mappe / "kommune.yaml").read_text(encoding="utf-8") == HAMAR
    assert one.melding.startswith("git vil ikke lese mappa, fordi en annen bruker eier den")
    assert one.melding.endswith("Den forrige utgaven brukes.")


@pytest.mark.parametrize(
    "theirs", [".DS_Store", "notat.txt", "mitt/notat.txt", f"{_CRASHED}/notat.txt", ".mitt/.git/x"]
)
def test_what_others_have_put_among_what_is_fetched_stands_and_stops_nothing(
    here: Path, repository: Path, theirs: str
) -> None:
    (path := here / HENTET / theirs).parent.mkdir(parents=True)
    path.write_text("vårt", encoding="utf-8")
    for _ in range(2):
        assert [one.melding for one in _fetch(here, repository)] == [""]
        assert path.read_text(encoding="utf-8") == "vårt"


def test_what_a_crash_left_of_a_repository_that_was_being_fetched_is_cleared(
    here: Path, repository: Path
) -> None:
    (config := here / HENTET / _CRASHED / ".git/config").parent.mkdir(parents=True)
    config.write_text("[core]\n", encoding="utf-8")
    _fetch(here, repository)
    assert [one.name for one in (here / HENTET).iterdir()] == ["hamar"]


def test_a_copy_whose_origin_is_lost_stands_and_is_told_of_by_both_its_names(
    here: Path, repository: Path
) -> None:
    _fetch(here, repository)
    (here / HENTET / "hamar/.git/config").write_bytes(bytes(100))
    wanted, there = _fetch(here, repository)
    assert wanted.mappe is None
    assert wanted.melding.startswith("den skal ligge i .kommuner/hamar, og der ligger noe annet")
    assert there.adresse == ".kommuner/hamar"
    assert there.melding.startswith("git vet ikke hvor den er hentet; den blir bygd som den er")
    assert [one.name for one in (here / HENTET).iterdir()] == ["hamar"]


def test_what_is_fetched_is_no_folder_to_write_in(here: Path, repository: Path) -> None:
    (listed := here / "l.txt").write_text(f"{repository}\n", encoding="utf-8")
    said = _bygg(here, listed, "--ut", str(here / HENTET))
    assert "er der planen selv ligger; velg et annet sted" in said


def test_two_that_change_places_are_both_there_under_their_new_names(
    here: Path, repository: Path
) -> None:
    shutil.copytree(repository, other := repository.with_name("et annet"))
    (other / "kommune.yaml").write_text(GJOVIK, encoding="utf-8")
    git(other, "commit", "-qam", "En annen")
    _fetch(here, repository, other)
    for folder, text in ((repository, GJOVIK), (other, HAMAR)):
        (folder / "kommune.yaml").write_text(text, encoding="utf-8")
        git(folder, "commit", "-qam", "Byttet")
    done = _fetch(here, repository, other)
    assert [one.melding for one in done] == ["", ""]
    assert [one.mappe for one in done] == [here / HENTET / "gjovik", here / HENTET / "hamar"]
    assert (here / HENTET / "hamar/kommune.yaml").read_text(encoding="utf-8") == HAMAR


@pytest.mark.parametrize(
    "address",
    [
        "https://bruker:hemmelig@127.0.0.1:1/x",
        "https://hemmelig@127.0.0.1:1/x",
        "ssh://git:hemmelig@127.0.0.1:1/x",
        "https://bruker:hemm@elig hemmelig@x.no/x",
    ],
)
def test_what_lets_one_in_is_never_shown(here: Path, address: str) -> None:
    (listed := here / "l.txt").write_text(f"{address}\t# vår\n", encoding="utf-8")
    said = _bygg(here, listed)
    assert "…@" in said
    assert "hemmelig" not in said


def test_one_repository_written_in_two_ways_is_told_of(here: Path, repository: Path) -> None:
    (listed := here / "l.txt").write_text(f"{repository}\n{repository}/\n", encoding="utf-8")
    assert "arkivet/» står to ganger; behold én" in _bygg(here, listed)
    listed.write_text(f"{repository}\n{repository.as_uri()}\n", encoding="utf-8")
    said = _bygg(here, listed)
    assert said.count("flere på lista er hamar; behold én") == 2
    assert "ingen på lista kan bygges; rett det som står over, og prøv igjen" in said


def test_two_who_fetch_at_once_wait_for_each_other(here: Path, repository: Path) -> None:
    (listed := here / "l.txt").write_text(f"{repository}\n", encoding="utf-8")
    run = "from kvalitetsplan.cli import main; main()"
    line = [sys.executable, "-c", run, "--rot", str(here), "bygg", "--liste", str(listed)]
    those = [subprocess.Popen(line, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    for one in those:
        assert "1/1  hamar" in one.communicate(timeout=120)[1]
    assert {one.name for one in (here / HENTET).iterdir()} == {".bygd", "hamar"}

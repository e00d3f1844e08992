"""An earlier edition that is kept, and is damaged: git's is used, or it is said what to do."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import ROOT, git

from kvalitetsplan.cli import main
from kvalitetsplan.plan import project as projects

LAYER = """\
skrevet_mot: '1.0'
erstatt:
  - { id: ro/to-minutter, felt: tekst, fra: Om to minutter rydder vi., til: Vi rydder straks. }
"""
GONE = """\
    eksempler:
      - id: to-minutter
        tekst: Om to minutter rydder vi.
        par: [varsler]
"""
KEPT = "data/utgaver/1.0.zip"


def _run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--rot", str(folder), *arguments])


@pytest.fixture
def fork(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with `v1.0` in git, and an edition given out since, where an example that the
    municipality has changed is gone.
    """
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    fork = tmp_path / "fork"
    shutil.copytree(ROOT / "tests/saker/plan/data", fork / "data")
    shutil.copytree(ROOT / "data/tekster", fork / "data/tekster")
    for command in (("init", "-q", "-b", "main"), ("add", "."), ("commit", "-qm", "Første")):
        git(fork, *command)
    git(fork, "tag", "v1.0")
    (fork / "data/kommuner/prove/tilpasning.yaml").write_text(LAYER, encoding="utf-8")
    themes = fork / "data/themes.yaml"
    text = themes.read_text(encoding="utf-8").replace(GONE, "").replace('"1.0"', '"1.1"', 1)
    text = text.replace("utgått:\n", "utgått:\n  ro/to-minutter: Vi bruker klokke.\n")
    themes.write_text(text, encoding="utf-8")
    assert _run(fork, "utgi", "v1.0").exit_code == 0
    return fork


def _other_bytes(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[200:300] = bytes(100)
    path.write_bytes(content)


def _of_something_else(path: Path) -> None:
    shutil.make_archive(str(path.with_suffix("")), "zip", path.parents[1] / "tekster")


DAMAGED = pytest.mark.parametrize(
    "harm",
    [
        lambda path: path.write_bytes(path.read_bytes()[:2000]),
        _other_bytes,
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"version https://git-lfs.github.com/spec/v1\n"),
        _of_something_else,
    ],
    ids=["kuttet", "andre byte", "tom", "lfs", "noe annet"],
)


@DAMAGED
def test_a_damaged_edition_is_said_to_be_so(fork: Path, harm: Callable[[Path], object]) -> None:
    harm(fork / KEPT)
    for command in (("endringer", "1.0", str(fork)), ("oppdater", "prove", "--fra", "1.0")):
        result = _run(fork, *command)
        assert (result.exit_code, result.output) == (
            1,
            "Feil: data/utgaver/1.0.zip er skadet; hent den på nytt med git, eller skriv en mappe "
            "eller et merke som har utgaven, og prøv igjen\n",
        )


@DAMAGED
def test_git_has_what_a_damaged_edition_had(fork: Path, harm: Callable[[Path], object]) -> None:
    whole = _run(fork, "oppdater", "prove", "--tørr")
    assert "behold som eget" in whole.output
    harm(fork / KEPT)
    assert _run(fork, "oppdater", "prove", "--tørr").output == whole.output


def test_a_damaged_edition_in_the_program_is_told_of_where_git_has_none(
    fork: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package, own = tmp_path / "pakke", tmp_path / "egen"
    shutil.copytree(fork / "data", package / "felles/data")
    shutil.move(package / "felles/data/kommuner/prove", own)
    monkeypatch.setattr(projects, "PACKAGE", package)
    assert "behold som eget" in _run(own, "oppdater", "--tørr").output
    _other_bytes(package / "felles" / KEPT)
    result = _run(own, "oppdater", "--tørr")
    assert result.exit_code == 1
    assert "1.0.zip er skadet; skriv «pip install --force-reinstall kval" in result.output

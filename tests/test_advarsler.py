"""What a plan warns of is told wherever it is built or shown, and not by `valider` alone."""

import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import of_one_theme
from test_mapper import PNG

from kvalitetsplan.build.watching import Visning, serve
from kvalitetsplan.cli import main
from kvalitetsplan.plan.project import project_at
from kvalitetsplan.plan.sted import Sted

HEAVY = PNG + bytes(400_000) + PNG[-12:]
SAID = "data/kommuner/{}/bilder/stort.png:1:1"


@pytest.fixture
def project(project: Path) -> Path:
    """A project where two municipalities have a picture that is warned of."""
    for slug in ("eksempel", "nittedal"):
        _picture(of_one_theme(project) if slug == "eksempel" else project, slug)
    return project


def _picture(project: Path, slug: str) -> None:
    path = project / "data/kommuner" / slug / "bilder/stort.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(HEAVY)


def _run(project: Path, *arguments: str) -> Result:
    result = CliRunner().invoke(main, ["--rot", str(project), *arguments])
    assert result.exit_code == 0, result.output
    return result


def test_whoever_builds_one_municipality_sees_its_warnings_each_time(project: Path) -> None:
    arguments = ("bygg", "nittedal", "--ut", str(project.parent / "ut"))
    for status in ("1 bygd.", "1 uendret."):
        done = _run(project, *arguments)
        assert status in done.stdout
        assert done.stderr.startswith(SAID.format("nittedal"))
        assert done.stderr.endswith("(stopper ikke bygget)\n")
    (project / "data/kommuner/nittedal/bilder/stort.png").unlink()
    assert _run(project, *arguments).stderr == ""


def test_whoever_builds_many_sees_who_has_warnings_and_which_command_shows_them(
    project: Path,
) -> None:
    ut = ("--ut", str(project.parent / "ut"))
    done = _run(project, "bygg", "--alle", *ut)
    assert "bygget: eksempel 1, nittedal 1. Du ser dem" in done.stderr
    assert "«kvalitetsplan bygg eksempel»" in done.stderr
    assert SAID.format("eksempel") in _run(project, "bygg", "eksempel", *ut).stderr


def test_a_plan_as_files_and_in_one_file_warns_too(project: Path) -> None:
    ut = ("--ut", str(project.parent / "filer"))
    assert SAID.format("nittedal") in _run(project, "eksport", "nittedal", "csv", *ut).stderr
    til = ("--til", str(project.parent / "plan.zip"))
    assert SAID.format("nittedal") in _run(project, "pakk", "nittedal", *til).stderr


def test_vis_tells_of_warnings_at_the_foot_of_every_page(project: Path) -> None:
    visning = Visning(project_at(project), Sted("nittedal"))
    address = serve(visning, "127.0.0.1", 0, may_move=False)
    visning.build()
    [warning] = visning.warnings
    assert warning.startswith(SAID.format("nittedal"))
    for name in ("", "kilder.html"):
        with urllib.request.urlopen(address + name) as answer:
            html = answer.read().decode()
        assert "Advarsler (1)" in html
        assert warning in html
    visning.close()

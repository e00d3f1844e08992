"""`kvalitetsplan vis`: what is green is shown, and what is wrong is told in the browser."""

import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError

import pytest
from click.testing import CliRunner

from kvalitetsplan.build.watching import Visning, serve
from kvalitetsplan.cli import main
from kvalitetsplan.plan.project import project_at
from kvalitetsplan.plan.sted import Sted


@pytest.fixture
def shown(project: Path) -> Iterator[tuple[Visning, str, Path]]:
    """A municipality's site as `vis` shows it: what shows it, its address, and the project."""
    visning = Visning(project_at(project), Sted("eksempel"))
    yield visning, serve(visning, "127.0.0.1", 0, may_move=False), project
    visning.close()


def _get(address: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(address) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()


def test_vis_shows_problems_in_the_browser_and_recovers(shown: tuple[Visning, str, Path]) -> None:
    visning, address, project = shown
    file = project / "data/kommuner/eksempel/kommune.yaml"
    good = file.read_text("utf-8")
    builds = visning.builds()
    next(builds)
    assert _get(address)[0] == 200
    file.write_text(good.replace("navn:", "nvan:", 1), encoding="utf-8")
    next(builds)
    status, html = _get(f"{address}kilder.html")
    assert status == 503
    assert "mente du «navn»?" in html
    file.write_text(good, encoding="utf-8")
    next(builds)
    assert _get(f"{address}kilder.html")[0] == 200
    assert _get(f"{address}borte.html")[0] == 404


def test_a_taken_port_is_told_of_or_the_next_is_taken(project: Path) -> None:
    visning = Visning(project_at(project), Sted("eksempel"))
    taken = int(serve(visning, "127.0.0.1", 0, may_move=False).rpartition(":")[2].strip("/"))
    assert serve(visning, "127.0.0.1", taken, may_move=True) != f"http://127.0.0.1:{taken}/"
    command = ["--rot", str(project), "vis", "eksempel", "--adresse", f"127.0.0.1:{taken}"]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 1
    assert (
        f"porten er opptatt av et annet program; skriv for eksempel --adresse 127.0.0.1:{taken + 1}"
        in result.output
    )
    visning.close()

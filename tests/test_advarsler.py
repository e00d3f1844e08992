"""What a plan warns of is told wherever it is built or shown, and not by `valider` alone."""

import shutil
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import of_one_theme
from egne_filer import PNG
from playwright.sync_api import Page

from kvalitetsplan.build.watching import Visning, serve
from kvalitetsplan.cli import main
from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.long_ways import LONGEST_SHARED, LONGEST_WAY
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


def test_the_warnings_are_whole_on_a_phone_and_nothing_is_left_under_them(
    project: Path, page: Page
) -> None:
    visning = Visning(project_at(project), Sted("nittedal"))
    address = serve(visning, "127.0.0.1", 0, may_move=False)
    visning.build()
    visning.warnings = ["data/demo/eksempel/skoler/eksempelskolen/tilpasning.yaml:22:5  ord"] * 20
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(address)
    remark, last = page.locator(".kp-vis"), page.locator("footer a").last
    for told in ("", "[open]"):
        page.evaluate("window.scrollTo(0, document.documentElement.scrollHeight)")
        below, box = last.bounding_box(), page.locator(f".kp-vis{told}").bounding_box()
        assert below
        assert box
        assert below["y"] + below["height"] <= box["y"]
        assert box["x"] + box["width"] <= 390
        remark.locator("summary").click()
    remark.locator("summary").click()
    assert remark.evaluate("(one) => one.scrollWidth <= one.clientWidth")
    visning.close()


def test_a_name_that_is_too_long_to_be_packed_is_told_of_where_it_stands_with_how_long_it_may_be(
    tmp_path: Path,
) -> None:
    shutil.copytree(Path(__file__).parent / "saker/plan/data", tmp_path / "data")
    folder = tmp_path / "data/kommuner/prove"
    (folder / "sider").mkdir()
    (folder / "skoler/asen/bilder").mkdir(parents=True)
    (folder / "skoler/asen/skole.yaml").write_text("navn: Åsen skole\n", encoding="utf-8")
    (folder / "skoler/asen/bilder" / f"{'b' * 100}.png").write_bytes(PNG)

    def said(sted: str) -> list[str]:
        return [str(one) for one in load_plan(project_at(tmp_path), sted).varsler]

    most = LONGEST_WAY - len("prove/skoler/asen/sider/.html")
    (folder / "sider" / f"{'s' * (most + 1)}.md").write_text("# Side\n", encoding="utf-8")
    assert said("prove") == [
        f"data/kommuner/prove/sider/{'s' * (most + 1)}.md:1:1  navnet blir for langt for Windows "
        f"når «pakk» lager én fil av nettstedet; fila kan ha et navn på høyst {most + 3} tegn"
    ]
    (folder / "sider" / f"{'s' * (most + 1)}.md").rename(folder / "sider" / f"{'s' * most}.md")
    assert said("prove") == []
    (warning,) = said("prove/skoler/asen")
    assert warning.endswith(f"høyst {LONGEST_WAY - len('prove/skoler/asen/bilder/')} tegn")


def test_an_id_and_a_folder_that_are_too_long_to_be_packed_are_told_of_too(tmp_path: Path) -> None:
    shutil.copytree(Path(__file__).parent / "saker/plan/data", tmp_path / "data")
    folder = tmp_path / "data/kommuner/prove/skoler"
    for school in ("s" * 33, "t" * 60):
        (folder / school).mkdir(parents=True)
        (folder / school / "skole.yaml").write_text(f"navn: {school[0]}\n", encoding="utf-8")
    new = f"{{ id: {'q' * 60}, tittel: Noen roper, nå: [Vi venter.] }}"
    text = f"legg_til: [{{ liste: situasjoner, nytt: {new} }}]\n"
    (folder / ("s" * 33) / "tilpasning.yaml").write_text(text, encoding="utf-8")

    def said(sted: str) -> str:
        (one,) = load_plan(project_at(tmp_path), sted).varsler
        return f"{one.place} {one.message.partition('; ')[2]}"

    assert said(f"prove/skoler/{'s' * 33}") == f"{'q' * 60} id-en kan ha et navn på høyst 48 tegn"
    most = LONGEST_WAY - LONGEST_SHARED - len("prove/skoler//")
    assert said(f"prove/skoler/{'t' * 60}") == f" mappa kan ha et navn på høyst {most} tegn"

"""A school's site below its municipality's: each leads to the other, and harms it not."""

import re
import shutil
from pathlib import Path

import pytest
from bygging import BAD
from click.testing import CliRunner
from conftest import build_many, build_site, of_one_theme
from krasj import crash_at_rename
from playwright.sync_api import Page, expect
from skolen import EXAMPLE, OURS, replaced_in, write
from test_tekst import ATTACKS

from kvalitetsplan.cli import main
from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.project import project_at


def test_the_sites_lead_to_each_other(published: Path) -> None:
    def links(page: str) -> set[Path]:
        path = published / page
        found = re.findall(r'href="([^"#:]+)"', path.read_text(encoding="utf-8"))
        return {(path.parent / link).resolve() for link in found}

    front, school = published / "eksempel/index.html", published / EXAMPLE / "index.html"
    assert school in links("eksempel/index.html")
    for page in ("index.html", "tema/relasjon.html", "endringer.html"):
        assert front in links(f"{EXAMPLE}/{page}"), page
    assert "eksempelskolen" not in (published / "lillestrom/index.html").read_text(encoding="utf-8")
    assert school in links("index.html")


def test_the_search_finds_the_school_s_own_words_and_not_what_it_has_replaced(
    published: Path,
) -> None:
    index = (published / EXAMPLE / "search/search_index.js").read_text(encoding="utf-8")
    assert "Vi står ved bussen om morgenen" in index
    assert OURS not in index
    assert OURS in (published / "eksempel/search/search_index.js").read_text(encoding="utf-8")


def test_a_reader_sees_who_has_changed_what_and_the_text_below_is_one_click_away(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/eksempel/index.html")
    page.get_by_role("main").get_by_role("link", name="Eksempelskolen").click()
    expect(page).to_have_title("Kvalitetsplan, Eksempelskolen, Eksempel kommune")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kvalitetsplan for Eksempelskolen")
    page.get_by_role("main").get_by_role("link", name="Relasjon mellom lærer og elev").click()
    pair = page.locator(".kp-par", has=page.get_by_role("heading", name="Vi står ved bussen"))
    shown = [pair.locator("details.kp-opphav").nth(number) for number in (0, 1)]
    for part, summary, below in (
        (shown[0], "Tilpasset av skolen", f"I kommunens plan står det:{OURS}"),
        (
            shown[1],
            "Tilpasset av kommunen",
            "I grunnplanen står det:Vi hilser på hver elev ved navn første gang",
        ),
    ):
        part.get_by_text(summary).click()
        expect(part).to_contain_text(re.compile(below.replace(":", r":\s*")))
    expect(page.get_by_text("Skolens tillegg")).to_have_count(1)
    expect(page.get_by_text("Kommunens tillegg")).to_have_count(1)
    page.get_by_role("contentinfo").get_by_role("link", name="Eksempel kommune").click()
    assert page.url == f"{address}/eksempel/index.html"


def test_the_page_of_changes_keeps_the_school_s_apart_from_the_municipality_s(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/{EXAMPLE}/index.html")
    page.get_by_role("link", name="Se hva vi har endret").click()
    headings = [re.sub(r"\W+$", "", text) for text in page.locator("h2, h3").all_inner_texts()]
    parts = ["Det skolen har endret", "Skrevet om", "Tatt ut", "Lagt til"]
    assert [one for one in headings if one in (*parts, "Det kommunen har endret")][:5] == [
        *parts,
        "Det kommunen har endret",
    ]
    expect(page.get_by_text("Skolen har gjort 3 endringer i kommunens plan.")).to_be_visible()
    expect(page.get_by_text("Kommunen har gjort 3 endringer i grunnplanen.")).to_be_visible()
    page.goto(f"{address}/eksempel/endringer.html")
    expect(page.get_by_role("heading", name="Det skolen har endret")).to_have_count(0)


@pytest.mark.parametrize("slug", ["eksempel", EXAMPLE])
def test_nothing_written_in_a_school_s_file_can_run(
    project: Path, tmp_path: Path, slug: str
) -> None:
    attack = " ".join([*ATTACKS, "{{ 7 * 191 }}"])[:380].replace("'", "''")
    fields = ("navn", "visjon", "forord")
    write(
        project / f"data/kommuner/{EXAMPLE}/skole.yaml",
        "".join(f"{name}: '{attack}'\n" for name in fields),
    )
    site = build_site(project, load_plan(project_at(project), slug), tmp_path / "ut")
    for page in site.rglob("*.html"):
        html = page.read_text(encoding="utf-8").replace('href="javascript:void(0)"', "")
        assert not re.search(BAD, html, re.IGNORECASE), page.name


@pytest.fixture
def built(project: Path, tmp_path: Path) -> Path:
    """A published example municipality and school, with a mark in each to see whether they are
    still there.
    """
    of_one_theme(project)
    out = tmp_path / "ut"
    for slug in ("eksempel", EXAMPLE):
        folder = out / slug
        for name in ("index.html", "om-planen.html", "assets/plan.css", "merke.txt"):
            write(folder / name, "forrige utgave")
    return out


def _build(project: Path, out: Path, slug: str = "eksempel") -> None:
    build_site(project, load_plan(project_at(project), slug), out)


def test_a_school_s_site_stands_when_its_municipality_is_built_again(
    project: Path, built: Path
) -> None:
    _build(project, built)
    assert not (built / "eksempel/merke.txt").exists()
    assert (built / EXAMPLE / "merke.txt").exists()
    _build(project, built, EXAMPLE)
    assert not (built / EXAMPLE / "merke.txt").exists()
    assert [path.name for path in built.iterdir()] == ["eksempel"]
    assert [path.name for path in (built / "eksempel/skoler").iterdir()] == ["eksempelskolen"]


def test_a_school_that_is_no_more_has_no_site_when_its_municipality_is_built_again(
    project: Path, built: Path
) -> None:
    shutil.rmtree(project / "data/kommuner/eksempel/skoler")
    _build(project, built)
    assert not (built / "eksempel/skoler").exists()
    assert "eksempelskolen" not in (built / "eksempel/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(("rename", "in_one_step"), [(1, True), (1, False), (2, False)])
def test_a_crash_while_a_municipality_changes_places_loses_no_school(
    project: Path, built: Path, rename: int, in_one_step: bool
) -> None:
    with crash_at_rename(rename, in_one_step=in_one_step):
        _build(project, built)
    _build(project, built)
    assert (built / EXAMPLE / "merke.txt").exists()
    assert [path.name for path in built.iterdir()] == ["eksempel"]


def _status(project: Path, out: Path) -> list[str]:
    done = build_many(project, ["eksempel", EXAMPLE], out)
    return [done["eksempel"].status, done[EXAMPLE].status]


def test_only_what_depends_on_a_change_is_built_again(project: Path, tmp_path: Path) -> None:
    out, folder = tmp_path / "ut", of_one_theme(project) / "data/kommuner/eksempel"
    assert _status(project, out) == ["bygd", "bygd"]
    assert _status(project, out) == ["uendret", "uendret"]
    replaced_in(folder / "skoler/eksempelskolen/tilpasning.yaml", "Assistenten", "Miljøarbeideren")
    assert _status(project, out) == ["uendret", "bygd"]
    replaced_in(folder / "kommune.yaml", 'versjon: "1.0"', 'versjon: "1.1"')
    assert _status(project, out) == ["bygd", "bygd"]
    replaced_in(
        folder / "skoler/eksempelskolen/skole.yaml", "navn: Eksempelskolen", "navn: Nyskolen"
    )
    assert _status(project, out) == ["bygd", "bygd"]
    assert "Nyskolen" in (out / "eksempel/index.html").read_text(encoding="utf-8")


def test_a_school_that_cannot_be_built_keeps_its_last_site_and_stops_no_other(
    project: Path, built: Path
) -> None:
    write(
        project / "data/kommuner/eksempel/skoler/eksempelskolen/sider/ny.md",
        "# Ny\n\n[borte](finnes-ikke.md)\n",
    )
    assert _status(project, built) == ["bygd", "feilet"]
    assert (built / EXAMPLE / "merke.txt").exists()


def test_a_fault_in_a_school_s_files_stops_only_that_school(project: Path, built: Path) -> None:
    write(project / f"data/kommuner/{EXAMPLE}/tilpasning.yaml", "erstat: []\n")
    result = CliRunner().invoke(
        main, ["--rot", str(project), "bygg", "eksempel", "--ut", str(built)]
    )
    assert result.exit_code == 1
    assert (
        "eksempel/skoler/eksempelskolen kunne ikke bygges. Den forrige utgaven står urørt."
        in result.output
    )
    assert "mente du «erstatt»?" in result.output
    assert not (built / "eksempel/merke.txt").exists()
    assert (built / EXAMPLE / "merke.txt").exists()

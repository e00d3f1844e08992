"""The folder where the sites stand: what is others' stays, and what is gone goes."""

import shutil
from pathlib import Path

import pytest
from bygg_mange import bygg
from conftest import build_many, copy_project, of_one_theme

from kvalitetsplan.build.standing import remove_gone
from kvalitetsplan.plan.project import project_at


@pytest.fixture
def project(project: Path) -> Path:
    """A project that a test may break, whose example is built fast."""
    return of_one_theme(project)


def test_what_others_have_put_in_a_site_s_folder_stays_and_is_told(
    project: Path, tmp_path: Path
) -> None:
    out = tmp_path / "ut"
    build_many(project, ["nittedal"], out)
    site = out / "nittedal"
    names = (".htaccess", "arkiv/2019/plan.html", "referat.docx", "skoler/borte/index.html")
    for name in names:
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text("min", encoding="utf-8")
    for _ in range(2):
        done = build_many(project, ["nittedal"], out)["nittedal"]
        assert done.status == "bygd"
        assert done.melding.startswith(
            f"{site}/.htaccess er ikke skrevet av oss, og står (4 i alt)."
        )
        assert {(site / name).read_text("utf-8") for name in names} == {"min"}


def test_a_page_of_ours_takes_no_file_of_others_place(project: Path, tmp_path: Path) -> None:
    out = tmp_path / "ut"
    build_many(project, ["nittedal"], out)
    (theirs := out / "nittedal/sider/om-oss.html").parent.mkdir(exist_ok=True)
    theirs.write_text("min", encoding="utf-8")
    (page := project / "data/kommuner/nittedal/sider/om-oss.md").parent.mkdir(exist_ok=True)
    page.write_text("# Om oss\n\nHei.\n", encoding="utf-8")
    done = build_many(project, ["nittedal"], out)["nittedal"]
    assert done.status == "feilet"
    assert done.melding.startswith(f"{theirs}: det finnes noe annet med det navnet; flytt det")
    assert theirs.read_text("utf-8") == "min"


def test_a_municipality_that_is_gone_is_taken_away_and_said_so(
    project: Path, tmp_path: Path
) -> None:
    out = tmp_path / "ut"
    assert bygg(project, "--ut", str(out)).exit_code == 0
    (out / "min").mkdir()
    (out / "min/notat.txt").write_text("min")
    shutil.rmtree(project / "data/kommuner/eksempel")
    shutil.rmtree(project / "data/kommuner/nittedal")
    (out / "nittedal/mitt.txt").write_text("min")
    result = bygg(project, "lillestrom", "--ut", str(out))
    assert f"Eksempel kommune har ingen mappe lenger. {out}/eksempel er tatt bort." in (
        result.stdout
    )
    assert "filer som ikke er våre, som mitt.txt" in result.stdout
    front = (out / "index.html").read_text(encoding="utf-8")
    assert "eksempel/" not in front
    assert sorted(one.name for one in out.glob("[!.]*")) == sorted(
        ["index.html", "lillestrom", "min", "nittedal", "portal.css", "portal.js"]
    )
    assert sorted(one.stem for one in (out / ".bygd").glob("*.json")) == ["lillestrom", "nittedal"]


def test_a_site_stands_while_its_folder_may_be_there_under_another_name(
    project: Path, tmp_path: Path
) -> None:
    out, kommuner = tmp_path / "ut", project / "data/kommuner"
    build_many(project, ["nittedal"], out)
    (kommuner / "nittedal").rename(kommuner / "Nittedal")
    assert list(remove_gone(project_at(project), out, True)) == [
        "Nittedal kommune har ingen mappe lenger, men det kan være en av dem som ikke er i orden. "
        f"{out}/nittedal står til alle er det."
    ]
    (kommuner / "Nittedal").rename(kommuner / "annet")
    assert len(list(remove_gone(project_at(project), out, False))) == 1
    assert (out / "nittedal/index.html").exists()
    assert "er tatt bort" in next(remove_gone(project_at(project), out, True))


def test_a_school_s_site_stands_while_a_school_has_a_name_it_cannot_have(
    project: Path, tmp_path: Path
) -> None:
    out, school = tmp_path / "ut", "eksempel/skoler/eksempelskolen"
    build_many(project, ["eksempel", school], out)
    folder = project / "data/kommuner" / school
    folder.rename(folder.with_name("Åsen"))
    for stands, name in ((True, "Åsen"), (False, "asen")):
        folder.with_name("Åsen").rename(folder.with_name(name))
        assert build_many(project, ["eksempel"], out)["eksempel"].status == "bygd"
        assert (out / school / "index.html").exists() == stands


def test_a_folder_that_was_meant_for_a_municipality_is_told_of(tmp_path: Path) -> None:
    for name in ("gjovik/sider/om.md", "hamar/kommune - Kopi.yaml", "annet/notat.md"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text("# Om\n", "utf-8")
    assert project_at(tmp_path).kommunene() == ["gjovik", "hamar"]


def test_a_site_that_is_a_link_is_replaced_and_removed_where_it_leads(
    project: Path, tmp_path: Path
) -> None:
    out, there = tmp_path / "ut", tmp_path / "tjener"
    build_many(project, ["nittedal"], out)
    (out / "nittedal").rename(there)
    (out / "nittedal").symlink_to(there)
    with (project / "data/kommuner/nittedal/kommune.yaml").open("a", encoding="utf-8") as file:
        file.write("dokumentnummer: KS-77\n")
    assert build_many(project, ["nittedal"], out)["nittedal"].status == "bygd"
    assert (out / "nittedal").is_symlink()
    assert "KS-77" in (there / "om-planen.html").read_text("utf-8")
    shutil.rmtree(project / "data/kommuner/nittedal")
    assert "er tatt bort" in next(remove_gone(project_at(project), out, True))
    assert not there.exists()
    assert not (out / "nittedal").is_symlink()


def test_another_project_s_sites_are_left_alone(project: Path, tmp_path: Path) -> None:
    out = tmp_path / "ut"
    build_many(project, ["nittedal"], out)
    other = copy_project(tmp_path / "annet")
    shutil.rmtree(other / "data/kommuner/nittedal")
    result = bygg(other, "lillestrom", "--ut", str(out))
    assert "er bygd fra et annet prosjekt" in result.stdout
    assert (out / "nittedal/index.html").exists()


def test_what_stands_in_a_site_s_place_and_never_was_one_is_not_replaced(
    project: Path, tmp_path: Path
) -> None:
    (mine := tmp_path / "ut/nittedal").mkdir(parents=True)
    (mine / "skoler").mkdir()
    (mine / "roman.txt").write_text("min")
    (mine / "index.html").write_text("min")
    done = build_many(project, ["nittedal"], tmp_path / "ut")["nittedal"]
    assert done.melding.startswith(f"{mine} er ikke et nettsted.")
    assert (mine / "roman.txt").exists()

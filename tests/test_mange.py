"""Many sites at once: what has not changed is left alone, and what fails stops no other."""

import os
import shutil
from pathlib import Path

import pytest
from bygg_mange import SLUGS, bygg, statuses
from conftest import build_many, of_one_theme

from kvalitetsplan.build.hardlinks import STORE
from kvalitetsplan.build.jobs import shard
from kvalitetsplan.build.many import shared_work


@pytest.fixture
def project(project: Path) -> Path:
    """A project that a test may break, whose example is built fast."""
    return of_one_theme(project)


def test_only_the_site_whose_own_folder_has_changed_is_built_again(
    project: Path, tmp_path: Path
) -> None:
    out = tmp_path / "ut"
    assert statuses(project, out) == ["bygd", "bygd", "bygd"]
    assert statuses(project, out) == ["uendret", "uendret", "uendret"]
    path = project / "data/kommuner/nittedal/kommune.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("demonstrasjon", "prøve"), encoding="utf-8"
    )
    assert statuses(project, out) == ["uendret", "uendret", "bygd"]
    shutil.rmtree(out / "lillestrom")
    assert statuses(project, out) == ["uendret", "bygd", "uendret"]
    (project / "docs/roller.md").write_text("# Roller\n", encoding="utf-8")
    assert statuses(project, out) == ["bygd", "bygd", "bygd"]
    assert statuses(project, out, force=True) == ["bygd", "bygd", "bygd"]


def test_a_site_that_fails_keeps_its_last_good_version_and_stops_no_other(
    project: Path, tmp_path: Path
) -> None:
    out = tmp_path / "ut"
    build_many(project, SLUGS, out)
    folder = project / "data/kommuner/nittedal/sider"
    folder.mkdir(exist_ok=True)
    (folder / "ny.md").write_text("# Ny\n\n[borte](finnes-ikke.md)\n", encoding="utf-8")
    (project / "docs/roller.md").write_text("# Roller\n", encoding="utf-8")
    done = build_many(project, SLUGS, out)
    assert [done[slug].status for slug in SLUGS] == ["bygd", "bygd", "feilet"]
    assert "finnes-ikke.md" in done["nittedal"].melding
    assert (out / "nittedal/index.html").exists()
    assert build_many(project, SLUGS, out)["nittedal"].status == "feilet"


def test_the_parts_are_all_of_them_and_none_twice() -> None:
    many = [str(number) for number in range(357)]
    parts = [shard(many, part, 8) for part in range(1, 9)]
    assert sorted(slug for part in parts for slug in part) == sorted(many)
    assert {len(part) for part in parts} == {44, 45}


def test_any_number_of_processes_makes_the_same_bytes(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    sites = []
    for processes in ("1", "2"):
        out = tmp_path / processes
        result = bygg(project, "--prosesser", processes, "--ut", str(out))
        assert result.exit_code == 0, result.stderr
        assert result.stdout.startswith("1/4  ")
        sites.append(
            {
                path.relative_to(out).as_posix(): path.read_bytes()
                for path in out.rglob("*")
                if path.is_file() and ".bygd" not in path.parts
            }
        )
    assert len(sites[0]) > 300
    assert sites[0].keys() == sites[1].keys()
    assert [name for name in sites[0] if sites[0][name] != sites[1][name]] == []


def test_the_command_builds_a_part_and_says_what_failed_by_its_exit_code(
    project: Path, tmp_path: Path
) -> None:
    result = bygg(project, "--del", "3/3", "--ut", str(tmp_path / "ut"))
    assert result.exit_code == 0
    assert sorted(path.name for path in (tmp_path / "ut").glob("[!.]*")) == [
        "index.html",
        "nittedal",
        "portal.css",
        "portal.js",
    ]
    assert "1 bygd. Tok lengst tid: Nittedal kommune" in result.stdout
    assert "«4/3» er ikke en del" in bygg(project, "--del", "4/3").stderr
    (project / "docs/roller.md").write_text(
        "# Roller\n\n[borte](finnes-ikke.md)\n", encoding="utf-8"
    )
    result = bygg(project, "--ut", str(tmp_path / "ut"))
    assert result.exit_code == 1
    assert "docs/roller.md:3:9" in result.stderr
    assert (tmp_path / "ut/nittedal/index.html").exists()


def test_files_that_are_equal_lie_on_the_disk_once_and_are_let_go_when_no_site_has_them(
    project: Path, tmp_path: Path
) -> None:
    out = tmp_path / "ut"
    build_many(project, SLUGS, out)
    script = [out / slug / "assets/js/plan.js" for slug in SLUGS]
    assert len({path.stat().st_ino for path in script}) == 1
    shutil.copytree(project / "data/kommuner/nittedal", project / "data/kommuner/tvilling")
    build_many(project, ["tvilling"], out)
    assert (out / "tvilling/okt.html").samefile(out / "nittedal/okt.html")
    before = script[0].read_bytes()
    path = project / "overrides/assets/js/sok.js"
    path.write_text(path.read_text(encoding="utf-8") + "\nwindow.ny = 1;\n", encoding="utf-8")
    assert bygg(project, "nittedal", "--ut", str(out)).exit_code == 0
    assert script[0].read_bytes() == before
    assert b"window.ny=1" in script[2].read_bytes()
    assert before in [one.read_bytes() for one in (out / STORE).iterdir()]
    assert bygg(project, "--ut", str(out)).exit_code == 0
    assert b"window.ny=1" in script[0].read_bytes()
    assert before not in [one.read_bytes() for one in (out / STORE).iterdir()]


def test_a_disk_without_hard_links_gets_whole_sites_and_it_is_said(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError("ikke her")

    monkeypatch.setattr(os, "link", refuse)
    arguments = ["lillestrom", "nittedal", "--prosesser", "1", "--ut", str(tmp_path / "ut")]
    done = bygg(project, *arguments)
    assert done.exit_code == 0, done.output
    assert "På denne disken kan ikke én fil ha flere navn." in done.output
    assert (tmp_path / "ut/nittedal/assets/js/plan.js").exists()


def test_a_municipality_with_a_fault_in_its_files_stops_no_other(
    project: Path, tmp_path: Path
) -> None:
    (project / "data/kommuner/nittedal/tilpasning.yaml").write_text(
        "fjern:\n  - id: relasjon/finnes-ikke\n", "utf-8"
    )
    result = bygg(project, "lillestrom", "nittedal", "--ut", str(tmp_path / "ut"))
    assert result.exit_code == 1
    assert "1 bygd, 1 feilet." in result.stdout
    assert "data/kommuner/nittedal/tilpasning.yaml:2:5" in result.stderr
    assert "Lillestrøm kommune" in (tmp_path / "ut/index.html").read_text(encoding="utf-8")


def test_all_and_some_cannot_both_be_asked_for(project: Path) -> None:
    assert "skriv enten --alle eller navn på kommuner" in bygg(project, "--alle", "nittedal").stderr


def test_what_is_written_in_one_site_s_file_comes_to_no_other(
    project: Path, tmp_path: Path
) -> None:
    out = tmp_path / "ut"
    build_many(project, SLUGS, out)
    right = (style := out / "nittedal/assets/css/plan.css").read_bytes()
    with style.open("ab") as file:  # under all the names the file has
        file.write(b"body{display:none}")
    shared_work.cache_clear()
    done = build_many(project, SLUGS, out)
    assert {one.status for one in done.values()} == {"bygd"}
    assert {(out / slug / "assets/css/plan.css").read_bytes() for slug in SLUGS} == {right}

"""Many sites at once: what has not changed is left alone, and what fails stops no other."""

import errno
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import as_completed
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import build_many, copy_project, of_one_theme
from distributed import LocalCluster

from kvalitetsplan.build import executors, lock, many, places
from kvalitetsplan.build.fingerprints import fingerprint, fingerprint_of_shared
from kvalitetsplan.build.hardlinks import STORE
from kvalitetsplan.build.jobs import jobs as find_jobs
from kvalitetsplan.build.jobs import shard
from kvalitetsplan.build.many import shared_work
from kvalitetsplan.build.standing import published, remove_gone
from kvalitetsplan.cli import main
from kvalitetsplan.plan.project import project_at
from kvalitetsplan.reading import files

SLUGS = ["eksempel", "lillestrom", "nittedal"]


@pytest.fixture
def project(project: Path) -> Path:
    """A project that a test may break, whose example is built fast."""
    return of_one_theme(project)


def _status(project: Path, out: Path, **options: bool) -> list[str]:
    done = build_many(project, SLUGS, out, **options)
    return [done[slug].status for slug in SLUGS]


def _command(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--rot", str(project), "bygg", *arguments])


def _as_pipe(path: Path) -> None:
    """Put in a file's place something that keeps whoever reads it waiting."""
    path.unlink()
    os.mkfifo(path)


def _stop(*_: object) -> None:
    raise KeyboardInterrupt


def test_only_the_site_whose_own_folder_has_changed_is_built_again(
    project: Path, tmp_path: Path
) -> None:
    out = tmp_path / "ut"
    assert _status(project, out) == ["bygd", "bygd", "bygd"]
    assert _status(project, out) == ["uendret", "uendret", "uendret"]
    path = project / "data/kommuner/nittedal/kommune.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("demonstrasjon", "prøve"), encoding="utf-8"
    )
    assert _status(project, out) == ["uendret", "uendret", "bygd"]
    shutil.rmtree(out / "lillestrom")
    assert _status(project, out) == ["uendret", "bygd", "uendret"]
    (project / "docs/roller.md").write_text("# Roller\n", encoding="utf-8")
    assert _status(project, out) == ["bygd", "bygd", "bygd"]
    assert _status(project, out, force=True) == ["bygd", "bygd", "bygd"]


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
        result = _command(project, "--prosesser", processes, "--ut", str(out))
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
    result = _command(project, "--del", "3/3", "--ut", str(tmp_path / "ut"))
    assert result.exit_code == 0
    assert sorted(path.name for path in (tmp_path / "ut").glob("[!.]*")) == [
        "index.html",
        "nittedal",
        "portal.css",
        "portal.js",
    ]
    assert "1 bygd. Tok lengst tid: Nittedal kommune" in result.stdout
    assert "«4/3» er ikke en del" in _command(project, "--del", "4/3").stderr
    (project / "docs/roller.md").write_text(
        "# Roller\n\n[borte](finnes-ikke.md)\n", encoding="utf-8"
    )
    result = _command(project, "--ut", str(tmp_path / "ut"))
    assert result.exit_code == 1
    assert "docs/roller.md:3:9" in result.stderr
    assert (tmp_path / "ut/nittedal/index.html").exists()


def test_a_dask_cluster_builds_the_same_bytes(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    here, there = tmp_path / "her", tmp_path / "der"
    build_many(project, project_at(project).stedene(), here)
    with LocalCluster(
        n_workers=2, threads_per_worker=2, host="127.0.0.1", dashboard_address=None
    ) as cluster:
        address = cluster.scheduler_address.replace("tcp://", "dask://")
        result = _command(project, "--alle", "--kjører", address, "--ut", str(there))
        assert result.exit_code == 0, result.stderr
        assert "4 bygd." in result.stdout
        (project / "docs/roller.md").write_text(
            "# Roller\n\n[borte](finnes-ikke.md)\n", encoding="utf-8"
        )
        failed = _command(project, "nittedal", "--kjører", address, "--ut", str(there))
        assert failed.exit_code == 1
        assert "finnes-ikke.md" in failed.stderr
    for site in ("eksempel", "lillestrom", "nittedal"):
        assert _contents(there / site) == _contents(here / site)


@pytest.mark.parametrize(
    ("where", "message"),
    [
        ("dask://127.0.0.1:1", "får ikke svar fra dask://127.0.0.1:1"),
        (
            "127.0.0.1:8786",
            "«127.0.0.1:8786» er ikke en klynge; skriv adressen til en Dask-planlegger",
        ),
        ("dask://maskin", "«dask://maskin» er ikke en klynge"),
    ],
)
def test_a_cluster_that_is_not_there_is_said_so(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str, message: str
) -> None:
    monkeypatch.setattr(executors, "_PATIENCE", 1)
    result = _command(project, "--ut", str(tmp_path / "ut"), "--kjører", where)
    assert result.exit_code > 0
    assert message in result.output


def _contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


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
    assert _command(project, "nittedal", "--ut", str(out)).exit_code == 0
    assert script[0].read_bytes() == before
    assert b"window.ny=1" in script[2].read_bytes()
    assert before in [one.read_bytes() for one in (out / STORE).iterdir()]
    assert _command(project, "--ut", str(out)).exit_code == 0
    assert b"window.ny=1" in script[0].read_bytes()
    assert before not in [one.read_bytes() for one in (out / STORE).iterdir()]


def test_a_disk_without_hard_links_gets_whole_sites_and_it_is_said(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError("ikke her")

    monkeypatch.setattr(os, "link", refuse)
    arguments = ["lillestrom", "nittedal", "--prosesser", "1", "--ut", str(tmp_path / "ut")]
    done = _command(project, *arguments)
    assert done.exit_code == 0, done.output
    assert "På denne disken kan ikke én fil ha flere navn." in done.output
    assert (tmp_path / "ut/nittedal/assets/js/plan.js").exists()


def test_a_municipality_with_a_fault_in_its_files_stops_no_other(
    project: Path, tmp_path: Path
) -> None:
    (project / "data/kommuner/nittedal/tilpasning.yaml").write_text(
        "fjern:\n  - id: relasjon/finnes-ikke\n", "utf-8"
    )
    result = _command(project, "lillestrom", "nittedal", "--ut", str(tmp_path / "ut"))
    assert result.exit_code == 1
    assert "1 bygd, 1 feilet." in result.stdout
    assert "data/kommuner/nittedal/tilpasning.yaml:2:5" in result.stderr
    assert "Lillestrøm kommune" in (tmp_path / "ut/index.html").read_text(encoding="utf-8")


def test_all_and_some_cannot_both_be_asked_for(project: Path) -> None:
    assert (
        "skriv enten --alle eller navn på kommuner"
        in _command(project, "--alle", "nittedal").stderr
    )


def test_a_record_that_cannot_be_read_lets_the_site_be_built_again(
    project: Path, tmp_path: Path
) -> None:
    out = tmp_path / "ut"
    build_many(project, ["nittedal"], out)
    right = (out / ".bygd/nittedal.json").read_text("utf-8")
    strange = [
        right.replace('"Nittedal kommune"', value) for value in ("5", "null", '["Nittedal"]', "{}")
    ]
    assert right not in strange
    for record in ("", "{", "[" * 10_000, "{}", *strange):
        assert [one.slug for one in published(out)] == ["nittedal"]
        (out / ".bygd/nittedal.json").write_text(record, encoding="utf-8")
        assert published(out) == []
        assert build_many(project, ["nittedal"], out)["nittedal"].status == "bygd", record
    _as_pipe(out / ".bygd/nittedal.json")
    assert build_many(project, ["nittedal"], out)["nittedal"].status == "bygd"


def test_a_site_that_is_not_as_it_was_written_is_built_again(project: Path, tmp_path: Path) -> None:
    out = tmp_path / "ut"
    build_many(project, ["nittedal"], out)
    site = out / "nittedal"
    page = site / "kilder.html"
    for change in (
        page.unlink,
        lambda: page.write_text(page.read_text("utf-8").replace("a", "b", 1), "utf-8"),
        lambda: (site / "Thumbs.db").write_text("et bilde"),
        lambda: (page.unlink(), page.symlink_to(project / "mkdocs.yml")),
        lambda: (page.unlink(), os.mkfifo(page)),
        lambda: page.with_name("kilder.html.gz").write_text("pakket en gang"),
    ):
        change()
        done = build_many(project, ["nittedal"], out)["nittedal"]
        assert (done.status, done.melding) == ("bygd", "")
    assert build_many(project, ["nittedal"], out)["nittedal"].status == "uendret"


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


def test_a_page_that_came_before_a_crash_is_ours_after_it(project: Path, tmp_path: Path) -> None:
    out = tmp_path / "ut"
    build_many(project, ["nittedal"], out)
    (page := project / "data/kommuner/nittedal/sider/om-oss.md").parent.mkdir(exist_ok=True)
    page.write_text("# Om oss\n\nHei.\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(many, "write_record", _stop)  # right after the site has come to its place
        with pytest.raises(KeyboardInterrupt):
            build_many(project, ["nittedal"], out)
    assert (out / "nittedal/sider/om-oss.html").is_file()
    page.write_text("# Om oss\n\nHei igjen.\n", encoding="utf-8")
    done = build_many(project, ["nittedal"], out)["nittedal"]
    assert (done.status, done.melding) == ("bygd", "")
    page.unlink()
    assert build_many(project, ["nittedal"], out)["nittedal"].melding == ""
    assert not (out / "nittedal/sider/om-oss.html").exists()


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


@pytest.mark.parametrize(
    ("name", "damage"),
    [
        ("nb/kilder.html", _as_pipe),
        ("nb/assets/js/plan.js", Path.unlink),
        ("nb.json", lambda path: path.write_bytes(b"")),
    ],
)
def test_shells_that_are_damaged_are_made_again(
    project: Path, tmp_path: Path, name: str, damage: Callable[[Path], object]
) -> None:
    out = tmp_path / "ut"
    build_many(project, ["nittedal"], out)
    right = (out / "nittedal/kilder.html").read_bytes()
    (shells,) = (out / ".bygd/skall").iterdir()
    damage(shells / name)
    shared_work.cache_clear()
    assert build_many(project, ["nittedal"], out, force=True)["nittedal"].status == "bygd"
    assert (out / "nittedal/kilder.html").read_bytes() == right


@pytest.mark.parametrize("said", ["", "#  gjelder_til: '2030-07-31'\n"])
def test_a_site_is_built_again_the_day_after_the_last_one_its_plan_holds(
    project: Path, said: str
) -> None:
    with (project / "data/kommuner/eksempel/kommune.yaml").open("a", encoding="utf-8") as file:
        file.write(
            f"{said}vedtak: {{organ: styret, dato: 2026-12-10, gjelder_til: '2027-06-30'}}\n"
        )
    days = (date(2027, 6, 30), date(2027, 7, 1), date(2027, 7, 2))
    before, after, later = (fingerprint(project_at(project), "eksempel", "", day) for day in days)
    assert before != after == later


def test_a_folder_that_is_copied_has_the_same_sites(project: Path, tmp_path: Path) -> None:
    build_many(project, ["nittedal"], tmp_path / "ut")
    shutil.copytree(tmp_path / "ut", tmp_path / "kopi", copy_function=shutil.copyfile)
    assert build_many(project, ["nittedal"], tmp_path / "kopi")["nittedal"].status == "uendret"


def test_what_is_written_while_a_site_is_built_is_in_the_site(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, file = tmp_path / "ut", project / "data/kommuner/nittedal/kommune.yaml"
    before, real, built = file.read_text("utf-8"), many.make_site, []

    def write_meanwhile(*arguments: object) -> Path:
        site = real(*arguments)
        built.append(site)
        if len(built) == 1:
            file.write_text(before.replace("demonstrasjon", "prøve"), "utf-8")
        return site

    monkeypatch.setattr(many, "make_site", write_meanwhile)
    assert build_many(project, ["nittedal"], out)["nittedal"].status == "bygd"
    assert len(built) == 2
    assert "prøve" in (out / "nittedal/index.html").read_text("utf-8")
    assert build_many(project, ["nittedal"], out)["nittedal"].status == "uendret"


def test_who_writes_all_the_time_is_told_and_the_site_stands(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, file = tmp_path / "ut", project / "data/kommuner/nittedal/kommune.yaml"
    build_many(project, ["nittedal"], out)
    real = many.make_site

    def write_and_put_back(*arguments: object) -> Path:
        site = real(*arguments)
        file.write_bytes(file.read_bytes())
        return site

    monkeypatch.setattr(many, "make_site", write_and_put_back)
    done = build_many(project, ["nittedal"], out, force=True)["nittedal"]
    assert done.melding.startswith("Filene ble endret mens det ble bygd.")
    assert (out / "nittedal/index.html").exists()
    assert list((out / ".bygd/arbeid").iterdir()) == []


def test_a_folder_behind_a_link_is_followed_like_any_other(project: Path, tmp_path: Path) -> None:
    pages, out = tmp_path / "sider", tmp_path / "ut"
    pages.mkdir()
    (project / "docs/lenket").symlink_to(pages)
    before = fingerprint_of_shared(project)
    (pages / "ny.md").write_text("# Ny\n", encoding="utf-8")
    assert fingerprint_of_shared(project) != before
    (pages / "ring").symlink_to(pages)
    assert fingerprint_of_shared(project)
    assert not out.exists()


def test_a_municipality_that_is_gone_is_taken_away_and_said_so(
    project: Path, tmp_path: Path
) -> None:
    out = tmp_path / "ut"
    assert _command(project, "--ut", str(out)).exit_code == 0
    (out / "min").mkdir()
    (out / "min/notat.txt").write_text("min")
    shutil.rmtree(project / "data/kommuner/eksempel")
    shutil.rmtree(project / "data/kommuner/nittedal")
    (out / "nittedal/mitt.txt").write_text("min")
    result = _command(project, "lillestrom", "--ut", str(out))
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
    result = _command(other, "lillestrom", "--ut", str(out))
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


def _dies(root: Path, job: many.Jobb, out: Path, shared: str) -> many.Ferdig:
    if job.slug == "lillestrom":
        os.kill(os.getpid(), signal.SIGKILL)
    return _MAKE_ONE(root, job, out, shared)


_MAKE_ONE = many.make_one


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a patch is not inherited there")
@pytest.mark.parametrize("processes", [1, 2])
def test_a_process_that_dies_takes_no_other_site_with_it(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, processes: int
) -> None:
    monkeypatch.setattr(many, "make_one", _dies)
    out = tmp_path / "ut"
    shared = fingerprint_of_shared(project)
    with executors.local(3, processes) as executor:
        jobs = find_jobs(project_at(project), SLUGS, out, shared)
        done = {
            one.slug: one
            for one in many.build_all(project_at(project), jobs, out, shared, executor)
        }
    assert [done[slug].status for slug in SLUGS] == ["bygd", "feilet", "bygd"]
    assert done["lillestrom"].melding.startswith("Prosessen som bygde, stoppet brått.")


def _dies_of_seven(number: int) -> int:
    if number % 7 == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def test_however_many_processes_die_each_is_noticed_and_only_its_own_work_is_lost() -> None:
    for _ in range(15):
        with executors.local(20, 3) as executor:
            futures = {executor.submit(_dies_of_seven, number): number for number in range(20)}
            died = {futures[one] for one in as_completed(futures, timeout=60) if one.exception()}
        assert died == {0, 7, 14}


def test_a_second_builder_waits_and_says_so_and_one_that_is_killed_holds_nobody_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = (
        "import pathlib, sys, time; from kvalitetsplan.build.lock import only_builder\n"
        "with only_builder(pathlib.Path(sys.argv[1])): print('har', flush=True); time.sleep(60)"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout
    assert holder.stdout.readline() == "har\n"
    monkeypatch.setattr(lock, "PATIENCE", 0.3)
    said: list[str] = []
    alone = lock.only_builder(tmp_path, said.append)
    with pytest.raises(lock.Busy, match="et annet bygg holder fortsatt på"):
        alone.__enter__()
    assert said == [f"Et annet bygg holder på i {tmp_path}. Venter til det er ferdig …"]
    holder.kill()
    holder.wait()
    with lock.only_builder(tmp_path, said.append):
        assert len(said) == 1


def test_a_folder_that_is_held_for_a_moment_is_waited_for_and_else_said_plainly(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, real, held = tmp_path / "ut", os.rename, [2]

    def refuse(source: Path, target: Path) -> None:
        if held[0]:
            held[0] -= 1
            raise PermissionError(errno.EACCES, "Access is denied", str(source))
        real(source, target)

    monkeypatch.setattr(files, "_PAUSES", (0.01, 0.01, 0.01))
    monkeypatch.setattr(places, "exchange", lambda *_: False)
    build_many(project, ["nittedal"], out)
    monkeypatch.setattr(os, "rename", refuse)
    assert build_many(project, ["nittedal"], out, force=True)["nittedal"].status == "bygd"
    held[0] = 1000
    done = build_many(project, ["nittedal"], out, force=True)["nittedal"]
    assert "lukk programmet som har fila åpen" in done.melding
    assert "denied" not in done.melding
    assert (out / "nittedal/index.html").exists()


def test_what_a_crash_left_is_cleared_also_when_nothing_is_built(
    project: Path, tmp_path: Path
) -> None:
    out = tmp_path / "ut"
    assert _command(project, "nittedal", "--ut", str(out)).exit_code == 0
    left = out / ".bygd/arbeid/abc/nettsted"
    (left / "tema").mkdir(parents=True)
    (left / "index.html").write_text("gammel")
    result = _command(project, "nittedal", "--ut", str(out))
    assert "som før" in result.stdout
    assert not (out / ".bygd/arbeid").exists()


@pytest.mark.parametrize("whose", ["../../borte", "..", ".git", "nittedal/../../borte", "\0"])
def test_what_a_crash_left_is_never_put_outside_the_folder(
    project: Path, tmp_path: Path, whose: str
) -> None:
    out = tmp_path / "under/ut"
    work = out / ".bygd/arbeid/abcdefgh"
    (work / "gammel/hooks").mkdir(parents=True)
    (work / "sted").write_text(whose, encoding="utf-8")
    before = set(tmp_path.rglob("hooks"))
    places.mend(out)
    assert set(tmp_path.rglob("hooks")) == before - {work / "gammel/hooks"}


def test_a_file_that_was_being_written_when_a_crash_came_is_cleared(tmp_path: Path) -> None:
    left = (
        ".index.html.r9ngoua5.uferdig",
        ".bygd/.oslo.json.ab_9xyz0.uferdig",
        ".bygd/skall/1f/tmpab_9xyz0/a.html",
    )
    for name in (*left, ".htaccess", "index.html", ".bygd/oslo.json"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    places.mend(tmp_path)
    stands = {one.relative_to(tmp_path).as_posix() for one in tmp_path.rglob("*") if one.is_file()}
    assert stands == {".htaccess", "index.html", ".bygd/oslo.json"}

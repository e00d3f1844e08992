"""Many sites at once: what has not changed is left alone, and what fails stops no other."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import build_many
from distributed import LocalCluster

from kvalitetsplan.build import executors
from kvalitetsplan.build.hardlinks import STORE
from kvalitetsplan.build.many import published, shard
from kvalitetsplan.cli import main
from kvalitetsplan.plan.load import steder

SLUGS = ["eksempel", "lillestrom", "nittedal"]


def _status(project: Path, out: Path, **options: bool) -> list[str]:
    done = build_many(project, SLUGS, out, **options)
    return [done[slug].status for slug in SLUGS]


def _command(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kvalitetsplan.cli", "--rot", str(project), "bygg", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


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
        assert result.returncode == 0, result.stderr
        assert result.stdout.startswith("1/4  ")
        sites.append(
            {
                path.relative_to(out).as_posix(): path.read_bytes()
                for path in out.rglob("*")
                if path.is_file()
            }
        )
    assert len(sites[0]) > 300
    assert sites[0] == sites[1]


def test_the_command_builds_a_part_and_says_what_failed_by_its_exit_code(
    project: Path, tmp_path: Path
) -> None:
    result = _command(project, "--del", "3/3", "--ut", str(tmp_path / "ut"))
    assert result.returncode == 0
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
    assert result.returncode == 1
    assert "4 feilet. Feilet: " in result.stdout
    assert "Den forrige utgaven står urørt." in result.stderr


def test_a_dask_cluster_builds_the_same_bytes(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    here, there = tmp_path / "her", tmp_path / "der"
    build_many(project, steder(project / "data"), here)
    with LocalCluster(
        n_workers=2, threads_per_worker=2, host="127.0.0.1", dashboard_address=None
    ) as cluster:
        address = cluster.scheduler_address.replace("tcp://", "dask://")
        result = _command(project, "--alle", "--kjører", address, "--ut", str(there))
        assert result.returncode == 0, result.stderr
        assert "4 bygd." in result.stdout
        (project / "docs/roller.md").write_text(
            "# Roller\n\n[borte](finnes-ikke.md)\n", encoding="utf-8"
        )
        failed = _command(project, "nittedal", "--kjører", address, "--ut", str(there))
        assert failed.returncode == 1
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
    arguments = ["--rot", str(project), "bygg", "--ut", str(tmp_path / "ut"), "--kjører", where]
    result = CliRunner().invoke(main, arguments)
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
    script = [out / slug / "assets/js/sok.js" for slug in SLUGS]
    assert len({path.stat().st_ino for path in script}) == 1
    sessions = [out / slug / "okt/relasjon-60.html" for slug in ("lillestrom", "nittedal")]
    assert sessions[0].read_bytes() == sessions[1].read_bytes()
    assert sessions[0].samefile(sessions[1])
    shutil.copytree(project / "data/kommuner/nittedal", project / "data/kommuner/tvilling")
    build_many(project, ["tvilling"], out)
    assert (out / "tvilling/okt.html").samefile(out / "nittedal/okt.html")
    before = script[0].read_bytes()
    path = project / "overrides/assets/js/sok.js"
    path.write_text(path.read_text(encoding="utf-8") + "\nwindow.ny = 1;\n", encoding="utf-8")
    assert _command(project, "nittedal", "--ut", str(out)).returncode == 0
    assert script[0].read_bytes() == before
    assert b"window.ny=1" in script[2].read_bytes()
    assert before in [one.read_bytes() for one in (out / STORE).iterdir()]
    assert _command(project, "--ut", str(out)).returncode == 0
    assert b"window.ny=1" in script[0].read_bytes()
    assert before not in [one.read_bytes() for one in (out / STORE).iterdir()]


def test_a_disk_without_hard_links_gets_whole_sites(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError("ikke her")

    monkeypatch.setattr(os, "link", refuse)
    done = build_many(project, ["lillestrom", "nittedal"], tmp_path / "ut")
    assert {one.status for one in done.values()} == {"bygd"}
    assert (tmp_path / "ut/nittedal/assets/js/sok.js").exists()


def test_a_municipality_with_a_fault_in_its_files_stops_no_other(
    project: Path, tmp_path: Path
) -> None:
    (project / "data/kommuner/nittedal/tilpasning.yaml").write_text(
        "fjern:\n  - id: relasjon/finnes-ikke\n", "utf-8"
    )
    result = _command(project, "lillestrom", "nittedal", "--ut", str(tmp_path / "ut"))
    assert result.returncode == 1
    assert "1 bygd, 1 feilet." in result.stdout
    assert "data/kommuner/nittedal/tilpasning.yaml:2:5" in result.stderr
    assert "Lillestrøm kommune" in (tmp_path / "ut/index.html").read_text(encoding="utf-8")


def test_all_and_some_cannot_both_be_asked_for(project: Path) -> None:
    assert (
        "skriv enten --alle eller navn på kommuner"
        in _command(project, "--alle", "nittedal").stderr
    )


@pytest.mark.parametrize(
    "record", ["", "{", '{"avtrykk": "x"}', '{"avtrykk": "x", "oppslag": {"noe": "annet"}}']
)
def test_a_record_that_cannot_be_read_lets_the_site_be_built_again(
    project: Path, tmp_path: Path, record: str
) -> None:
    out = tmp_path / "ut"
    build_many(project, ["nittedal"], out)
    assert [one.slug for one in published(out)] == ["nittedal"]
    (out / ".bygd/nittedal.json").write_text(record, encoding="utf-8")
    assert published(out) == []
    assert build_many(project, ["nittedal"], out)["nittedal"].status == "bygd"

"""Many sites in several processes and on a cluster: the same bytes, whoever dies."""

import os
import signal
import subprocess
import sys
from concurrent.futures import as_completed
from pathlib import Path

import pytest
from bygg_mange import SLUGS, bygg
from conftest import build_many, of_one_theme
from distributed import LocalCluster

from kvalitetsplan.build import executors, lock, many
from kvalitetsplan.build.fingerprints import fingerprint_of_shared
from kvalitetsplan.build.jobs import jobs as find_jobs
from kvalitetsplan.plan.project import project_at


@pytest.fixture
def project(project: Path) -> Path:
    """A project that a test may break, whose example is built fast."""
    return of_one_theme(project)


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
        result = bygg(project, "--alle", "--kjører", address, "--ut", str(there))
        assert result.exit_code == 0, result.stderr
        assert "4 bygd." in result.stdout
        (project / "docs/roller.md").write_text(
            "# Roller\n\n[borte](finnes-ikke.md)\n", encoding="utf-8"
        )
        failed = bygg(project, "nittedal", "--kjører", address, "--ut", str(there))
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
    result = bygg(project, "--ut", str(tmp_path / "ut"), "--kjører", where)
    assert result.exit_code > 0
    assert message in result.output


def _contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


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

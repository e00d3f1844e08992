"""What several tests share: the shipped data, projects to break, built sites."""

import gc
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from kvalitetsplan.build import jobs, many, mkdocs, standing
from kvalitetsplan.build import site as building
from kvalitetsplan.build.fingerprints import fingerprint_of_shared, shared_files, state_of
from kvalitetsplan.build.mkdocs import ShellsOf
from kvalitetsplan.plan.load import load_all, load_plan
from kvalitetsplan.plan.model import Grunnplan, Malform
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.plan.project import Project, project_at
from kvalitetsplan.site.portal import build_portal
from kvalitetsplan.site.reuse.memory import Memory

pytest_plugins = (
    "tjener",
    "nettleser",
    "treg",
    "egne_filer",
    "eksportert",
    "foresla",
    "ny_utgave",
    "oppdatering",
    "redigering",
    "soket",
    "tilpassing",
)
"""Where there are fixtures: for the sites in a browser, and then for the tests of one subject each.
A module stands after those it imports.
"""

ROOT = Path(__file__).parent.parent
DEMO = Project(ROOT, ROOT, ROOT / "data/demo")
"""The project with the demonstrations: a fork with municipalities of its own has them too."""
HERE = str(project_at(ROOT).kommunene()[0])
"""A municipality that the project has, as it stands."""
SUBPATH = "intranett/skole/planer"
"""Where the tests publish the sites on their server: never at the top, since no intranet does."""


MEMORY = Path("/dev/shm")
"""Where Linux keeps files in memory."""
ROOM = 8_000_000_000
"""How many bytes there must be left; the tests take up a fourth of it at the most."""


def pytest_configure() -> None:
    """Save time that has nothing to do with what is tried."""
    # The plans that stay in memory are never rubbish, and are long to look through.
    gc.set_threshold(100_000, 50, 100)
    # jsonschema would read a grammar of addresses for seconds; no schema of ours asks for it.
    sys.modules.setdefault("rfc3987_syntax", None)
    # What is started by the hundred need not be compiled each time.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    # Hundreds of projects and sites are written, and none is to last: memory is disk enough.
    if "TMPDIR" not in os.environ and _has_room(MEMORY):
        tempfile.tempdir = os.environ["TMPDIR"] = str(MEMORY)


def _has_room(place: Path) -> bool:
    """Tell whether files can be written and run there, and there is plenty of room for them."""
    if not os.access(place, os.W_OK) or shutil.disk_usage(place).free < ROOM:
        return False
    return not os.statvfs(place).f_flag & os.ST_NOEXEC


@pytest.fixture(scope="session")
def plans() -> dict[str, Plan]:
    """The shipped municipalities' plans, by slug."""
    return {plan.sted: plan for plan in load_all(DEMO)}


@pytest.fixture(scope="session", autouse=True)
def shells_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let MkDocs make the shells of the same shared files once for all tests, in both processes."""
    base, make = tmp_path_factory.getbasetemp(), mkdocs._run
    kept = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "skall"
    kept.mkdir(exist_ok=True)

    def once(root: Path, folder: Path, malform: Malform) -> None:
        made = kept / f"{fingerprint_of_shared(root)}-{malform}"
        if made.exists():
            shutil.copytree(made, folder, dirs_exist_ok=True)
            return
        make(root, folder, malform)
        fresh = Path(tempfile.mkdtemp(dir=kept))
        shutil.copytree(folder, fresh, dirs_exist_ok=True)
        with suppress(OSError):  # the other process was there first
            os.replace(fresh, made)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mkdocs, "_run", once)
        yield


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every shipped site in it, as `kvalitetsplan bygg` leaves it."""
    out = tmp_path_factory.mktemp("server") / SUBPATH
    done = build_many(ROOT, DEMO.stedene(), out)
    assert {one.status for one in done.values()} == {"bygd"}
    build_portal(ROOT, standing.published(out), out)
    return out


def build_site(root: Path, plan: Plan, out: Path, memory: Memory | None = None) -> Path:
    """Build one site alone, and return its folder. What is made from the shared files is made once
    for each edition of them, unless the test has a `memory` of its own.
    """
    kept = _kept(root, fingerprint_of_shared(root))
    return building.build_site(root, plan, out, kept.skall, memory or kept.minne)


class _Kept(NamedTuple):
    """What one project has made that the next can use, where all they share is the same."""

    root: Path
    """Whose it is: what is remembered asks its files."""
    tilstand: str
    mappe: tempfile.TemporaryDirectory[str]
    """Where its shells are; it goes when nobody has it any more."""
    skall: ShellsOf
    minne: Memory


_KEPT: dict[str, _Kept] = {}


def _kept(root: Path, shared: str) -> _Kept:
    """Return what has been made from one edition of the shared files; made anew for the project in
    `root` where the one that made it has changed since, or is gone.
    """
    kept = _KEPT.pop(shared, None)
    if not kept or kept.tilstand != state_of(shared_files(kept.root)):
        place = tempfile.TemporaryDirectory()
        skall = ShellsOf(root, Path(place.name) / "skall")
        kept = _Kept(root, state_of(shared_files(root)), place, skall, Memory())
    _KEPT[shared] = kept
    if len(_KEPT) > 2:
        del _KEPT[next(iter(_KEPT))]
    return kept


@pytest.fixture(scope="session", autouse=True)
def unhurried() -> Iterator[None]:
    """Nothing waits for the disk: the power stays on."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)
        yield


def remember() -> Callable[[Path, Path, str], tuple[Grunnplan, ShellsOf, Memory]]:
    """Return what does what `many.shared_work` does, but lets one project's sites be remembered by
    the next, where all they share is the same.
    """
    made = many.shared_work

    def once(root: Path, out: Path, shared: str) -> tuple[Grunnplan, ShellsOf, Memory]:
        grunnplan, shells, _ = made(root, out, shared)
        return grunnplan, shells, _kept(root, shared).minne

    return once


@pytest.fixture(scope="session", autouse=True)
def remembered() -> Iterator[None]:
    """Let each site be remembered by the next."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(many, "shared_work", remember())
        yield


def build_many(
    root: Path, some: Iterable[str], out: Path, force: bool = False, med_filer: bool = False
) -> dict[str, many.Bygg]:
    """Build sites as `kvalitetsplan bygg` does, in this process, and return what came of each."""
    shared = fingerprint_of_shared(root)
    with ThreadPoolExecutor(1) as executor:
        project = DEMO if root == ROOT else project_at(root)
        wanted = jobs.jobs(project, some, out, shared, force, med_filer)
        return {one.slug: one for one in many.build_all(project, wanted, out, shared, executor)}


@pytest.fixture(scope="session")
def told_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a municipality that has told where it publishes, at
    https://eksempel.invalid/plan, and has decided its plan.
    """
    folder = tmp_path_factory.mktemp("told")
    project = copy_project(folder / "prosjekt")
    with (project / "data/kommuner/eksempel/kommune.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "nettadresse: https://eksempel.invalid/plan\n"
            'vedtak: {organ: kommunestyret, dato: "2026-12-10", saksnummer: "26/123", '
            'gjelder_til: "2097-07-31"}\n'
        )
    return build_site(project, load_plan(project_at(project), "eksempel"), folder / "ut")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project that a test may break."""
    return copy_project(tmp_path / "prosjekt")


def copy_project(root: Path) -> Path:
    """Copy what a site is built from into the folder `root`, with the demonstrations as its
    municipalities, and return it.
    """
    (root / "src").mkdir(parents=True)
    for name, content in _project().items():
        path = root / name
        path.mkdir() if content is None else path.write_bytes(content)
    return root


@cache
def _project() -> dict[str, bytes | None]:
    """What a site is built from, by path, folders before what is in them; a folder has no
    content.
    """
    tops = [ROOT / name for name in ("data", "docs", "hooks", "overrides", "mkdocs.yml")]
    found = [path for top in tops for path in (top, *sorted(top.rglob("*")))]
    ours = ROOT / "data/kommuner"
    content = {
        path.relative_to(ROOT).as_posix(): None if path.is_dir() else path.read_bytes()
        for path in found
        if ours not in (path, *path.parents) and "__pycache__" not in path.parts
    }
    return {re.sub("^data/demo", "data/kommuner", name): one for name, one in content.items()}


def of_one_theme(root: Path) -> Path:
    """Let the example municipality of a copied project have one theme: it is built in half the
    time, and stands, fails and is put in its place as any other.
    """
    with (root / "data/kommuner/eksempel/kommune.yaml").open("a", encoding="utf-8") as file:
        file.write("temaer: [relasjon]\n")
    return root


def git(root: Path, *arguments: str) -> str:
    """Run git in a folder as somebody, and return what it prints."""
    who = [
        "-c",
        "user.name=Prøve",
        "-c",
        "user.email=prove@eksempel.invalid",
        "-c",
        "commit.gpgsign=false",
    ]
    answer = subprocess.run(
        ["git", *who, *arguments], cwd=root, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stdout + answer.stderr
    return answer.stdout

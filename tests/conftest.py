"""What several tests share: the shipped data, a built site, a browser."""

import gc
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from axe_playwright_python.sync_playwright import Axe
from klargjor import find_browser
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from kvalitetsplan.build import jobs, many, mkdocs, places, standing
from kvalitetsplan.build import site as building
from kvalitetsplan.build.fingerprints import fingerprint_of_shared, shared_files, state_of
from kvalitetsplan.build.mkdocs import ShellsOf
from kvalitetsplan.plan.load import load_all, load_plan
from kvalitetsplan.plan.model import Grunnplan, Malform
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.plan.project import Project, project_at
from kvalitetsplan.site.portal import build_portal
from kvalitetsplan.site.reuse.memory import Memory

ROOT = Path(__file__).parent.parent
DEMO = Project(ROOT, ROOT, ROOT / "data/demo")
"""The project with the demonstrations: a fork with municipalities of its own has them too."""
HERE = str(project_at(ROOT).kommunene()[0])
"""A municipality that the project has, as it stands."""
SUBPATH = "intranett/skole/planer"
"""Where the tests publish the sites on their server: never at the top, since no intranet does."""

expect.set_options(timeout=20_000)
"""Milliseconds a test waits for what a page is to say: long, since the machine may be busy."""

SLOW_FIXTURES = {
    "browser",
    "motor",
    "proposed",
    "published",
    "shown",
    "site",
    "told_site",
    "vindu",
    "with_own_pages",
}
SLOW_MODULES = {
    "test_begge",
    "test_bygg",
    "test_eksport",
    "test_endringer",
    "test_feil_form",
    "test_felt",
    "test_herding",
    "test_les_inn",
    "test_les_inn_rart",
    "test_mange",
    "test_nytt",
    "test_pakken",
    "test_papir",
    "test_skole",
    "test_utgaver",
    "test_utveier",
}
"""What takes its time: whole sites, real browsers, many trials. `make test-rask` does without."""


MEMORY = Path("/dev/shm")
"""Where Linux keeps files in memory."""
ROOM = 8_000_000_000
"""How many bytes there must be left; the tests take up a fourth of it at the most."""
LONGEST = {"test_storskjerm", "test_vegg_plass"}
"""Where single tests last so long that one of them at the end would keep one core waiting."""


def pytest_configure() -> None:
    """Save time that has nothing to do with what is tried."""
    # The plans that stay in memory are never rubbish, and are long to look through.
    gc.set_threshold(100_000, 50, 100)
    # jsonschema would read a grammar of addresses for seconds; no schema of ours asks for it.
    sys.modules.setdefault("rfc3987_syntax", None)
    # Hundreds of projects and sites are written, and none is to last: memory is disk enough.
    if "TMPDIR" not in os.environ and _has_room(MEMORY):
        tempfile.tempdir = os.environ["TMPDIR"] = str(MEMORY)


def _has_room(place: Path) -> bool:
    """Tell whether files can be written and run there, and there is plenty of room for them."""
    if not os.access(place, os.W_OK) or shutil.disk_usage(place).free < ROOM:
        return False
    return not os.statvfs(place).f_flag & os.ST_NOEXEC


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is slow by what it needs, so that nobody has to remember to, and begin with what
    lasts longest.
    """
    for item in items:
        needed = set(getattr(item, "fixturenames", ()))
        if needed & SLOW_FIXTURES or item.path.stem in SLOW_MODULES:
            item.add_marker("treg")
    items.sort(key=lambda item: item.path.stem not in LONGEST)


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


@pytest.fixture(scope="session", autouse=True)
def remembered() -> Iterator[None]:
    """Let one project's sites be remembered by the next, where all they share is the same."""
    made = many.shared_work

    def once(root: Path, out: Path, shared: str) -> tuple[Grunnplan, ShellsOf, Memory]:
        grunnplan, shells, _ = made(root, out, shared)
        return grunnplan, shells, _kept(root, shared).minne

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(many, "shared_work", once)
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


@contextmanager
def crash_at_rename(number: int, *, in_one_step: bool = False) -> Iterator[None]:
    """Let the machine stop, as it were, at one of the renames by which folders change places; on a
    system that can let two change places in one step, or that cannot.
    """
    real, exchange, calls = os.rename, places.exchange, []

    def count(one: Path, other: Path) -> None:
        calls.append(one)
        if len(calls) == number:
            raise KeyboardInterrupt

    def crash(source: Path, target: Path) -> None:
        count(source, target)
        real(source, target)

    def crash_in_one_step(one: Path, other: Path) -> bool:
        count(one, other)
        return exchange(one, other)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "rename", crash)
        patch.setattr(places, "exchange", crash_in_one_step if in_one_step else lambda *_: False)
        with pytest.raises(KeyboardInterrupt):
            yield


STRICT = "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
"""The content policy the tests publish under: no inline script or style, nothing from another
host.
"""


class _Quiet(SimpleHTTPRequestHandler):
    policy = STRICT

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def end_headers(self) -> None:
        """Send the content policy with every answer."""
        self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()


@contextmanager
def serving(folder: Path, policy: str = STRICT) -> Iterator[str]:
    """Publish a folder under a content policy, and give its address without a slash at the end."""
    handler = type("Under", (_Quiet,), {"policy": policy})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()


@pytest.fixture(scope="session")
def address(published: Path) -> Iterator[str]:
    """The address of the published sites, without a slash at the end."""
    with serving(published.parents[len(Path(SUBPATH).parts) - 1]) as top:
        yield f"{top}/{SUBPATH}"


@pytest.fixture
def eksempel(address: str) -> str:
    """The address of the shipped example, without a slash at the end."""
    return f"{address}/eksempel"


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


@pytest.fixture(scope="session")
def told(told_site: Path) -> Iterator[str]:
    """Where the tests' server has that site, without a slash at the end."""
    with serving(told_site) as top:
        yield top


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium that fetches nothing by itself."""
    with sync_playwright() as playwright:
        arguments = [
            "--no-sandbox",
            "--disable-background-networking",
            "--disable-component-update",
        ]
        chromium = playwright.chromium.launch(executable_path=find_browser(), args=arguments)
        yield chromium
        chromium.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh browser context on a desktop screen."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="nb-NO")
    yield context
    context.close()


@pytest.fixture
def page(fersk: Page) -> Page:
    """A page that fails the test if anything goes wrong on it: an error, a warning, a request to
    another host.
    """
    return fersk


@pytest.fixture
def fersk(context: BrowserContext) -> Iterator[Page]:
    """What `page` is, in a window of its own also where a module has another: for who sets the
    clock, adds a script or listens.
    """
    with nothing_wrong(page := context.new_page()):
        yield page


@contextmanager
def nothing_wrong(page: Page) -> Iterator[None]:
    """Fail if anything goes wrong on a page meanwhile."""
    wrong: list[str] = []
    heard = {
        "console": lambda one: wrong.append(one.text) if one.type in ("error", "warning") else None,
        "pageerror": lambda error: wrong.append(str(error)),
        "request": lambda one: None if is_own(one.url) else wrong.append(one.url),
    }
    for event, hear in heard.items():
        page.on(event, hear)
    yield
    for event, hear in heard.items():
        page.remove_listener(event, hear)
    assert wrong == []


@pytest.fixture(scope="session")
def eneste(browser: Browser) -> Iterator[Page]:
    """The window behind `vindu`: a new one takes longer to open than most pages take to look at."""
    with closing(browser.new_page(locale="nb-NO")) as page:
        yield page


@pytest.fixture
def vindu(eneste: Page) -> Iterator[Page]:
    """A window where nothing has been chosen yet, for who opens the pages of one site and changes
    no more than what is put back here. Others take `fersk`.
    """
    eneste.set_viewport_size({"width": 1280, "height": 720})
    eneste.emulate_media(media="null", color_scheme="light", forced_colors="none")
    yield eneste
    eneste.mouse.move(-1, -1)
    eneste.evaluate("localStorage.clear(), sessionStorage.clear()")
    eneste.goto("about:blank")
    eneste.context.clear_cookies()
    assert len(eneste.context.pages) == 1


@pytest.fixture
def hos_samme(vindu: Page) -> Iterator[Page]:
    """What `page` is, in `vindu`: for the modules whose tests leave nothing else behind."""
    vindu.set_viewport_size({"width": 1280, "height": 900})
    with nothing_wrong(vindu):
        yield vindu


def is_own(url: str) -> bool:
    """Tell whether what a page asks for is here: on the tests' server, in a folder, or in
    itself.
    """
    return url.startswith(("http://127.0.0.1:", "file://", "data:", "blob:", "about:"))


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


def until(page: Page, expression: str) -> None:
    """Wait till something is true on a page. Playwright's own way asks by `eval`, which the content
    policy refuses.
    """
    end = time.monotonic() + 20
    while not page.evaluate(expression):
        assert time.monotonic() < end, expression
        page.wait_for_timeout(50)


WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
"""The tags of the rules that axe knows of WCAG 2.2 AA."""


def axe_on(page: Page, *tags: str, within: str = "html") -> list[dict[str, Any]]:
    """The rules with any of some tags that axe finds broken on a page, or within a part of it, as
    axe tells of them. What it finds right it need not tell of, which takes half its time.
    """
    options = {"runOnly": list(tags), "resultTypes": ["violations"]}
    return Axe().run(page, context=within, options=options).response["violations"]


def violations(page: Page, within: str = "html") -> list[tuple[str, object, str]]:
    """What axe finds on a page, or within a part of it, against WCAG 2.2 AA: the rule, where, and
    what to do.
    """
    found = axe_on(page, *WCAG, within=within)
    return [
        (rule["id"], node["target"], node["failureSummary"])
        for rule in found
        for node in rule["nodes"]
    ]

"""The package: it works without a checkout, and it is the same bytes each time."""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from importlib.metadata import Distribution, distribution, distributions
from pathlib import Path
from venv import EnvBuilder

import pytest
import yaml
from conftest import ROOT, copy_project
from egen_mappe import run_in, tree_of
from packaging.requirements import Requirement
from playwright.sync_api import Browser, expect
from soket import SAID

from kvalitetsplan.build.packing import TooLong, pack
from kvalitetsplan.plan.grunnplan import program
from kvalitetsplan.plan.long_ways import LONGEST_SHARED, LONGEST_WAY

SHARED = ("data", "docs", "hooks", "overrides")
NOT_SHARED = ("data/kommuner/", "data/demo/", "data/skjema/")
FOLDER = "Fellesområde for skole og oppvekst/Kvalitetsplan på høring"
"""A place with spaces and æøå, as a file share has them."""


def _wheel(root: Path, out: Path) -> Path:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package as it is given out."""
    return _wheel(ROOT, tmp_path_factory.mktemp("hjul"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A virtual environment with the package and what it says it needs, and nothing else: what only
    the tests have, is not there.
    """
    folder = tmp_path_factory.mktemp("miljø")
    EnvBuilder(with_pip=False).create(folder)
    (packages,) = folder.glob("lib/python*/site-packages")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(packages)
    (own,) = distributions(name="kvalitetsplan", path=[str(packages)])
    for name in _needed(own):
        one = distribution(name)
        for part in {file.parts[0] for file in one.files or () if file.parts[0] != ".."}:
            if not (packages / part).exists():
                (packages / part).symlink_to(str(one.locate_file(part)))
    return folder


def _needed(package: Distribution) -> set[str]:
    """Return the names of all that a package needs when it runs, and of all that those need."""
    found: set[str] = set()
    todo = [package]
    while todo:
        wanted = (Requirement(one) for one in todo.pop().requires or ())
        needed = {
            one.name for one in wanted if not one.marker or one.marker.evaluate({"extra": ""})
        }
        todo += [distribution(name) for name in needed - found]
        found |= needed
    return found


@pytest.fixture(scope="module")
def alone(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A municipality's own folder, made and built with the package alone: with a school, an own
    page with a picture, and three changes.
    """
    folder = tmp_path_factory.mktemp("plan") / "Planen vår"
    folder.mkdir()
    _packed(installed, folder, "ny", "Lillehammer", "--ja")
    _packed(installed, folder, "ny", "--skole", "Åsen skole")
    for change in (
        ("relasjon/hilser-ved-navn", "--til", "Vi hilser på alle."),
        ("relasjon/kontaktbarometer", "--fjern", "--begrunnelse", "Vi har en annen rutine."),
        ("parametre/pu-tid", "--til", "fellestid"),
    ):
        _packed(installed, folder, "tilpass", *change)
    page = "# Om oss\n\nSe [mobbing](../tema/mobbing.md).\n\n![Et merke](../bilder/merke.svg)\n"
    (folder / "sider/om-oss.md").write_text(page, encoding="utf-8")
    picture = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1"/></svg>\n'
    )
    (folder / "bilder/merke.svg").write_text(picture, encoding="utf-8")
    assert "Alt er i orden" in _packed(installed, folder, "valider")
    _packed(installed, folder, "bygg", "--prosesser", "1")
    return folder


def _packed(installed: Path, folder: Path, *arguments: str) -> str:
    """Run the installed package in a folder, and return what it says."""
    around = {**os.environ, "PYTHONUTF8": "1"}
    command = [str(installed / "bin/python"), "-m", "kvalitetsplan.cli", *arguments]
    done = subprocess.run(
        command, cwd=folder, env=around, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_wheel_is_light_and_has_all_that_is_shared_and_nothing_that_is_one_s_own(
    wheel: Path,
) -> None:
    assert wheel.stat().st_size < 3_000_000
    with zipfile.ZipFile(wheel) as archive:
        names = {one for one in archive.namelist() if one.startswith("kvalitetsplan/felles/")}
    paths = [path for name in SHARED for path in (ROOT / name).rglob("*") if path.is_file()]
    ways = {path.relative_to(ROOT).as_posix() for path in paths if "__pycache__" not in path.parts}
    ours = {one for one in ways if not one.startswith(NOT_SHARED)} | {"mkdocs.yml"}
    assert names == {f"kvalitetsplan/felles/{one}" for one in ours}


def test_two_builds_of_the_package_are_equal_byte_for_byte(wheel: Path, tmp_path: Path) -> None:
    other = tmp_path / "et annet sted"
    copy_project(other)
    (other / "data/kommuner").rename(other / "data/demo")
    shutil.rmtree(other / "src")
    shutil.copytree(ROOT / "src", other / "src", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copyfile(ROOT / name, other / name)
    assert _wheel(other, tmp_path / "hjul").read_bytes() == wheel.read_bytes()


def test_a_plan_is_built_byte_for_byte_as_in_a_checkout(alone: Path, tmp_path: Path) -> None:
    project = copy_project(tmp_path / "prosjekt")
    shutil.rmtree(project / "data/kommuner")
    own = ("kommune.yaml", "tilpasning.yaml", "synonymer.yaml", "sider", "bilder", "skoler")
    target = project / "data/kommuner/lillehammer"
    target.mkdir(parents=True)
    for name in own:
        copy = shutil.copytree if (alone / name).is_dir() else shutil.copyfile
        copy(alone / name, target / name)
    result = run_in(project, "bygg", "lillehammer", "--prosesser", "1")
    assert result.exit_code == 0, result.output
    here, there = tree_of(alone / "site/lillehammer"), tree_of(project / "site/lillehammer")
    assert {"sider/om-oss.html", "skoler/asen-skole/index.html"} <= here.keys()
    # Where the file of a proposal is laid is another place, and all that differs.
    place = re.compile(rb'"mappe":"[^"]*","skjema":"[^"]*"')
    for name in ("forslag/plan.js", "skoler/asen-skole/forslag/plan.js"):
        here[name], there[name] = place.sub(b"", here[name]), place.sub(b"", there[name])
    assert [name for name in here.keys() | there.keys() if here.get(name) != there.get(name)] == []


def test_the_folder_of_a_municipality_is_a_whole_repository(alone: Path) -> None:
    names = {path.relative_to(alone).as_posix() for path in alone.rglob("*") if path.is_file()}
    assert {
        "README.md",
        "requirements.txt",
        ".gitignore",
        ".gitattributes",
        ".github/workflows/plan.yml",
        ".gitlab-ci.yml",
        ".devcontainer/devcontainer.json",
        ".skjema/tilpasning.schema.json",
    } <= names
    assert (alone / "requirements.txt").read_text("utf-8") == f"kvalitetsplan=={program()}\n"
    for name in names:
        assert name.startswith("site/") or b"<<" not in (alone / name).read_bytes()
    for path in alone.rglob("*.yaml"):
        line = path.read_text(encoding="utf-8").partition("\n")[0]
        assert (path.parent / line.partition("$schema=")[2]).is_file(), path


def test_its_workflows_use_what_ours_use_pinned_by_commit_and_need_no_make() -> None:
    theirs = ROOT / "data/ny/mappe"
    used = re.compile(r"uses: (\S+)")
    ours = used.findall((ROOT / ".github/workflows/nettsted.yml").read_text(encoding="utf-8"))
    for path in (theirs / ".github/workflows/plan.yml", theirs / ".gitlab-ci.yml"):
        text = path.read_text(encoding="utf-8")
        assert set(used.findall(text)) <= set(ours)
        assert yaml.safe_load(text)
        assert "make " not in text


def test_a_packed_site_opens_from_any_folder_with_search_and_wall(
    installed: Path, alone: Path, tmp_path: Path, browser: Browser
) -> None:
    (theirs := alone / "site/lillehammer/referat.docx").write_text("min", encoding="utf-8")
    said = _packed(installed, alone, "pakk")
    assert theirs.is_file()
    room = int(re.search(r"inntil (\d+) tegn", said)[1])
    assert room >= 259 - LONGEST_WAY - 1
    assert 259 - room - 1 - len("lillehammer/skoler/asen-skole/") <= LONGEST_SHARED
    with zipfile.ZipFile(alone / "filer/kvalitetsplan-lillehammer.zip") as archive:
        assert max(map(len, archive.namelist())) + room + 1 == 259
        assert "lillehammer/referat.docx" not in archive.namelist()
        assert "lillehammer/skoler/asen-skole/index.html" in archive.namelist()
        assert archive.read("LES-MEG.txt").startswith(
            "\ufeffKvalitetsplanen til Lillehammer".encode()
        )
        place = tmp_path / FOLDER
        place = place / ("x" * max(1, room - len(str(place)) - 1))
        archive.extractall(place)
    page, wrong = browser.new_page(), []
    page.on("console", lambda one: wrong.append(one.text) if one.type == "error" else None)
    page.goto((place / "lillehammer/index.html").as_uri())
    page.get_by_label("Hva lurer du på?").fill("mobbing")
    page.locator("[data-sok-skjema] button").click()
    expect(page.locator(SAID)).to_contain_text("reff")
    page.goto((place / "lillehammer/skoler/asen-skole/index.html").as_uri())
    expect(page.get_by_role("heading", level=1).first).to_be_visible()
    page.goto((place / "lillehammer/okt/relasjon-45.html").as_uri() + "#storskjerm")
    expect(page.locator(".kp-steg.er-her").first).to_be_visible()
    page.close()
    assert wrong == []


def test_a_path_that_is_too_long_for_windows_is_refused_by_name(tmp_path: Path) -> None:
    site = tmp_path / "plan"
    (site / "sider").mkdir(parents=True)
    (site / "sider" / f"{'lang' * 30}.html").touch()
    with pytest.raises(TooLong, match=r"langlang.* er på .* tegn, og det er for langt for Windows"):
        pack(site, "", tmp_path / "plan.zip")
    assert not (tmp_path / "plan.zip").exists()


def test_the_same_site_is_the_same_zip(tmp_path: Path) -> None:
    site = tmp_path / "plan"
    site.mkdir()
    zips = []
    for time in (1, 2_000_000_000):
        (site / "index.html").write_text("hei", encoding="utf-8")
        os.utime(site / "index.html", (time, time))
        pack(site, "Les\n", tmp_path / "plan.zip")
        zips.append((tmp_path / "plan.zip").read_bytes())
    assert zips[0] == zips[1]

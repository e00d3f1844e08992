"""The package: it works without a checkout, and it is the same bytes each time."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from importlib.metadata import Distribution, distribution, distributions
from pathlib import Path
from venv import EnvBuilder

import pytest
import yaml
from click.testing import CliRunner, Result
from conftest import ROOT, copy_project, git
from packaging.requirements import Requirement
from playwright.sync_api import Browser, expect
from test_sok import SAID

from kvalitetsplan.build.fetched import fetch_all
from kvalitetsplan.build.packing import TooLong, pack
from kvalitetsplan.build.records import project_of
from kvalitetsplan.cli import main
from kvalitetsplan.plan import project as projects
from kvalitetsplan.plan.grunnplan import load_grunnplan, program
from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.long_ways import LONGEST_SHARED, LONGEST_WAY
from kvalitetsplan.plan.project import project_at
from kvalitetsplan.reading import files
from kvalitetsplan.reading.git import cut_off
from kvalitetsplan.reading.problems import PlanError

SHARED = ("data", "docs", "hooks", "overrides")
NOT_SHARED = ("data/kommuner/", "data/demo/", "data/skjema/")
FOLDER = "Fellesområde for skole og oppvekst/Kvalitetsplan på høring"
"""A place with spaces and æøå, as a file share has them."""


def _run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--rot", str(folder), *arguments])


def _tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


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


# --- The wheel ------------------------------------------------------------------------------------


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
    result = _run(project, "bygg", "lillehammer", "--prosesser", "1")
    assert result.exit_code == 0, result.output
    here, there = _tree(alone / "site/lillehammer"), _tree(project / "site/lillehammer")
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


# --- Update ---------------------------------------------------------------------------------------


def test_what_follows_the_version_is_renewed_by_oppdater_and_nothing_else(tmp_path: Path) -> None:
    assert _run(tmp_path, "ny", "Lillehammer", "--ja").exit_code == 0
    lock, schema = tmp_path / "requirements.txt", tmp_path / ".skjema/skole.schema.json"
    lock.write_text("kvalitetsplan[filer]==2020.1.0\nannet==1\n", encoding="utf-8")
    schema.write_text("{}", encoding="utf-8")
    before = _tree(tmp_path)
    result = _run(tmp_path, "oppdater")
    assert "requirements.txt er fornyet." in result.output
    assert lock.read_text("utf-8") == f"kvalitetsplan[filer]=={program()}\nannet==1\n"
    changed = {name for name, content in _tree(tmp_path).items() if before[name] != content}
    assert changed == {"requirements.txt", ".skjema/skole.schema.json"}
    assert _run(tmp_path, "oppdater").output == "Alt er i orden. Ingenting venter på et valg.\n"


LAYER = """\
skrevet_mot: '1.0'
erstatt:
  - { id: ro/venter, felt: kjennetegn, fra: Vi venter på stillhet., til: Vi er stille. }
  - { id: ro/to-minutter, felt: tekst, fra: Om to minutter rydder vi., til: Vi rydder straks. }
"""
GONE = """\
    eksempler:
      - id: to-minutter
        tekst: Om to minutter rydder vi.
        par: [varsler]
"""


def _editions(folder: Path) -> Path:
    """A checkout with the small plan: `v1.0` in git, and an edition given out since, where one text
    is written anew and one is gone.
    """
    shutil.copytree(ROOT / "tests/saker/plan/data", folder / "data")
    shutil.copytree(ROOT / "data/tekster", folder / "data/tekster")
    (folder / "data/kommuner/prove/tilpasning.yaml").write_text(LAYER, encoding="utf-8")
    for command in (("init", "-q", "-b", "main"), ("add", "."), ("commit", "-qm", "Første")):
        git(folder, *command)
    git(folder, "tag", "v1.0")
    themes = folder / "data/themes.yaml"
    text = themes.read_text(encoding="utf-8").replace(GONE, "")
    text = text.replace("utgått:\n", "utgått:\n  ro/to-minutter: Vi bruker klokke.\n")
    text = text.replace("Vi venter på stillhet.", "Vi teller til fem.").replace('"1.0"', '"1.1"', 1)
    themes.write_text(text, encoding="utf-8")
    result = _run(folder, "utgi", "v1.0")
    assert result.exit_code == 0, result.output
    assert "data/utgaver/1.0.zip er skrevet. Der er hele utgave 1.0." in result.output
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "Neste")
    return folder


@pytest.fixture
def two_ways(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """A fork with its history in git, and the same municipality alone, with an installed package
    that git knows nothing of.
    """
    fork = _editions(tmp_path / "fork")
    package = tmp_path / "pakke"
    shutil.copytree(fork / "data", package / "felles/data")
    shutil.rmtree(package / "felles/data/kommuner")
    shutil.copytree(fork / "data/kommuner/prove", tmp_path / "prove")
    (fork / "data/utgaver/1.0.zip").unlink()
    monkeypatch.setattr(projects, "PACKAGE", package)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    return fork, tmp_path / "prove"


def test_a_new_edition_asks_the_same_with_the_package_as_with_git(
    two_ways: tuple[Path, Path],
) -> None:
    fork, own = two_ways
    with_git, with_package = (
        _run(fork, "oppdater", "prove", "--tørr"),
        _run(own, "oppdater", "--tørr"),
    )
    assert with_git.exit_code == with_package.exit_code == 2
    told = with_git.output.replace("data/kommuner/prove/", "").replace("oppdater prove", "oppdater")
    assert told == with_package.output.replace("oslo-to-minutter", "prove-to-minutter")
    assert "behold som eget" in told
    assert "behold vår, ta den nye" in told


def test_no_word_is_lost_when_the_answers_are_given_to_the_package(
    two_ways: tuple[Path, Path], tmp_path: Path
) -> None:
    _, own = two_ways
    answers = tmp_path / "svar.yaml"
    answers.write_text(
        "erstatt ro/venter.kjennetegn: behold vår\nerstatt ro/to-minutter.tekst: behold som eget\n",
        encoding="utf-8",
    )
    result = _run(own, "oppdater", "--svar", str(answers))
    assert result.exit_code == 0, result.output
    layer = (own / "tilpasning.yaml").read_text(encoding="utf-8")
    assert layer.startswith('skrevet_mot: "1.1"\n')
    plan = load_plan(project_at(own), project_at(own).eneste)
    assert plan.by_address["ro/venter"].kjennetegn == "Vi er stille."
    assert "Vi rydder straks." in [one.tekst for one in plan.tema("ro").eksempler]
    said = _run(own, "endringer", "1.0", "1.1")
    assert "Grunnplanen 1.0 (august 2026) → 1.1 (august 2026)" in said.output


def test_an_edition_that_needs_a_newer_program_says_so_and_nothing_else(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(ROOT / "tests/saker/plan/data", data)
    text = (data / "themes.yaml").read_text(encoding="utf-8")
    for krever in ("2999.1", "0"):
        new = f"  krever: '{krever}'\n  versjon"
        (data / "themes.yaml").write_text(text.replace("  versjon", new, 1), encoding="utf-8")
        if krever == "0":
            assert load_grunnplan(data).utgave.krever == "0"
            continue
        (data / "pu.yaml").write_text("nytt_i_2999: []\n", encoding="utf-8")
        with pytest.raises(PlanError) as error:
            load_grunnplan(data)
        assert str(error.value) == (
            "data/themes.yaml:2:11  utgave.krever  utgaven trenger versjon 2999.1 av programmet eller "
            f"nyere, og dere har {program()}; skriv «pip install -U kvalitetsplan», eller «make klar» "
            "i et utsjekk av prosjektet"
        )
        shutil.copyfile(ROOT / "tests/saker/plan/data/pu.yaml", data / "pu.yaml")


# --- Out of a fork --------------------------------------------------------------------------------


def test_a_municipality_moves_out_with_its_history_and_what_is_not_saved_yet(
    tmp_path: Path,
) -> None:
    fork, own = tmp_path / "fork", tmp_path / "min plan"
    copy_project(fork)
    git(fork, "init", "-q", "-b", "main")
    git(fork, "add", ".")
    git(fork, "commit", "-qm", "Alt")
    page = fork / "data/kommuner/nittedal/sider/om.md"
    page.parent.mkdir()
    for branch in ("main", "side"):
        git(fork, "checkout", "-q", *(["-b"] if branch == "side" else []), branch)
        page.with_stem(branch).write_text("# Om\n", encoding="utf-8")
        git(fork, "add", ".")
        git(fork, "commit", "-qm", f"Ny side på {branch}")
    git(fork, "checkout", "-q", "main")
    (fork / "docs/index.md").write_text("# Endret\n", encoding="utf-8")
    git(fork, "commit", "-qam", "Felles")
    git(fork, "merge", "-q", "-m", "Slå sammen", "side")
    page.write_text("# Ikke lagret\n", encoding="utf-8")
    before = _tree(fork)
    result = _run(fork, "flytt-ut", "nittedal", "--til", str(own))
    assert result.exit_code == 0, result.output
    assert _tree(fork) == before
    history = git(own, "log", "--format=%an %s", "--reverse").splitlines()
    assert history == ["Prøve Alt", "Prøve Ny side på main", "Prøve Ny side på side"]
    assert "docs" not in git(own, "log", "--name-only")
    assert (own / "sider/om.md").read_text("utf-8") == "# Ikke lagret\n"
    assert _run(own, "valider").output.splitlines()[-1].startswith("Alt er i orden")
    assert (
        (own / "kommune.yaml")
        .read_text("utf-8")
        .startswith("# yaml-language-server: $schema=.skjema/kommune.schema.json\n")
    )
    again = _run(fork, "flytt-ut", "nittedal", "--til", str(own))
    assert (again.exit_code, "er ikke tom" in again.output) == (1, True)


def test_a_municipality_moves_out_where_there_is_no_git(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    fork = copy_project(tmp_path / "fork")
    result = _run(fork, "flytt-ut", "eksempel", "--til", str(tmp_path / "ut"))
    assert result.exit_code == 0, result.output
    assert "Historien" not in result.output
    assert load_plan(project_at(tmp_path / "ut"), "eksempel").skoler
    assert (tmp_path / "ut/skoler/eksempelskolen/skole.yaml").is_file()


# --- What stands ---


def _miswritten(path: Path, change: Callable[[bytes], bytes]) -> None:
    path.write_bytes(change(path.read_bytes()))


@pytest.mark.parametrize(
    "harm",
    [
        lambda path: _miswritten(path, lambda text: text.replace(b"navn: ", b"navn ", 1)),
        lambda path: _miswritten(path, lambda text: text + "visjon: På lag".encode("latin-1")),
        lambda path: _miswritten(path, lambda text: text.replace(b'"3405"', b'"3450"')),
        lambda path: path.rename(path.with_suffix(".yml")),
        lambda path: path.rename(path.with_name("kommune - Kopi.yaml")),
    ],
    ids=["kolon", "tegnsett", "nummer", "yml", "kopi"],
)
def test_the_site_of_a_municipality_whose_file_is_miswritten_stands_and_that_is_said(
    standing: Path, tmp_path: Path, harm: Callable[[Path], object]
) -> None:
    shutil.copytree(standing, here := tmp_path / "her", symlinks=True)
    record = here / "site/.bygd/lillehammer.json"
    record.write_text(
        record.read_text("utf-8").replace(project_of(standing), project_of(here)), "utf-8"
    )
    harm(here / "kommune.yaml")
    result = _run(here, "bygg", "--prosesser", "1")
    assert result.exit_code == 1
    assert "kunne ikke bygges. Den forrige utgaven står urørt." in result.output
    assert "ingen mappe" not in result.output
    assert (here / "site/lillehammer/index.html").is_file()


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A municipality's own folder, with its site."""
    here = tmp_path_factory.mktemp("står")
    assert _run(here, "ny", "Lillehammer", "--ja").exit_code == 0
    assert _run(here, "bygg", "--prosesser", "1").exit_code == 0
    return here


# --- A list of repositories -----------------------------------------------------------------------


def _repository(folder: Path, kommune: str) -> Path:
    folder.mkdir()
    assert _run(folder, "ny", kommune, "--ja").exit_code == 0
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "Planen")
    return folder


def test_a_county_builds_all_on_its_list_and_one_that_is_away_stops_no_other(
    tmp_path: Path,
) -> None:
    one = _repository(tmp_path / "a", "Hamar")
    _repository(tmp_path / "b", "Gjøvik")
    county = tmp_path / "fylket"
    county.mkdir()
    listed = county / "kommuner.txt"
    listed.write_text(f"# Hedmarken\n{one}\n../b  # Gjøvik\n../borte\n", encoding="utf-8")
    result = _run(county, "bygg", "--liste", str(listed), "--prosesser", "1")
    assert result.exit_code == 1
    assert "../borte: git får ikke hentet den" in result.output
    front = (county / "site/index.html").read_text(encoding="utf-8")
    for name in ("hamar", "gjovik"):
        assert (county / "site" / name / "index.html").is_file()
        assert f'href="{name}/index.html"' in front
    with (one / "kommune.yaml").open("a", encoding="utf-8") as file:
        file.write("visjon: Alle hører til.\n")
    git(one, "commit", "-qam", "Visjon")
    listed.write_text(f"{one}\n", encoding="utf-8")
    result = _run(county, "bygg", "--liste", str(listed), "--prosesser", "1")
    assert result.exit_code == 0, result.output
    assert "Alle hører til." in (county / "site/hamar/index.html").read_text(encoding="utf-8")
    assert not (county / "site/gjovik").exists()
    assert "gjovik" not in (county / "site/index.html").read_text(encoding="utf-8")


def test_what_is_fetched_has_its_whole_history_also_where_it_had_the_last_alone(
    tmp_path: Path,
) -> None:
    one = _repository(tmp_path / "a", "Hamar")
    git(one, "commit", "-q", "--allow-empty", "-m", "Senere")
    here = project_at(tmp_path)
    for shorten in (False, True):
        if shorten:
            git(tmp_path / ".kommuner/hamar", "fetch", "-q", "--depth", "1")
            assert cut_off(tmp_path / ".kommuner/hamar")
        fetch_all(here, [one.as_uri()])
        assert not cut_off(tmp_path / ".kommuner/hamar")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "kommuner.txt:1:1  lista er tom; skriv én adresse på hver linje"),
        ("# bare en kommentar\n", "kommuner.txt:1:1  lista er tom"),
        ("--upload-pack=touch\n", "kommuner.txt:1:1  «--upload-pack=touch» er ingen adresse"),
        ("a\nhttps://a b\n", "kommuner.txt:2:1  «https://a b» er ingen adresse"),
        ("a\n\na\n", "kommuner.txt:3:1  «a» står to ganger; behold én"),
        ("ext::touch%20slem\n", "ext::touch%20slem: git får ikke hentet den"),
    ],
)
def test_a_list_that_is_wrong_says_where_and_nothing_on_it_is_run(
    tmp_path: Path, text: str, said: str
) -> None:
    listed = tmp_path / "kommuner.txt"
    listed.write_text(text, encoding="utf-8")
    result = _run(tmp_path, "bygg", "--liste", str(listed))
    assert result.exit_code == 1
    assert said in result.output
    assert not (tmp_path / "slem").exists()


def test_one_that_cannot_be_read_keeps_its_name_and_two_of_them_are_two(tmp_path: Path) -> None:
    one, other = _repository(tmp_path / "a", "Hamar"), _repository(tmp_path / "b", "Gjøvik")
    here = project_at(tmp_path)
    fetch_all(here, [one.as_uri()])
    for path in (one / "kommune.yaml", other / "kommune.yaml"):
        _miswritten(path, lambda text: text.replace(b"navn: ", b"navn ", 1))
        git(path.parent, "commit", "-qam", "Skrevet feil")
    there, done = fetch_all(here, [one.as_uri(), other.as_uri()])
    assert len(there.kommunene()) == 2
    assert "hamar" in there.kommunene()
    assert [one.melding.partition(",")[0] for one in done] == ["", "kommune.yaml kan ikke leses"]


def test_two_of_one_municipality_and_one_that_is_no_plan_are_told_apart(tmp_path: Path) -> None:
    for name in ("a", "b"):
        _repository(tmp_path / name, "Hamar")
    other = tmp_path / "c"
    other.mkdir()
    git(other, "init", "-q")
    git(other, "commit", "-q", "--allow-empty", "-m", "Tom")
    listed = tmp_path / "kommuner.txt"
    listed.write_text("a\nb\nc\n", encoding="utf-8")
    result = _run(tmp_path, "bygg", "--liste", str(listed))
    assert result.exit_code == 1
    assert result.output.count("flere på lista er hamar; behold én") == 2
    assert "c: der er ingen kommune.yaml øverst" in result.output


# --- In one file ----------------------------------------------------------------------------------


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


# --- Windows --------------------------------------------------------------------------------------


def test_a_file_that_another_program_holds_for_a_moment_is_written_when_it_lets_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, replace = [1, 2], os.replace

    def busy(source: Path, target: Path) -> None:
        if held:
            held.pop()
            raise PermissionError(13, "Access is denied", str(target))
        replace(source, target)

    monkeypatch.setattr(files, "_PAUSES", (0, 0, 0))
    monkeypatch.setattr(os, "replace", busy)
    files.write_whole(tmp_path / "tilpasning.yaml", b"a")
    assert (tmp_path / "tilpasning.yaml").read_bytes() == b"a"
    held += range(9)
    with pytest.raises(PermissionError) as error:
        files.write_whole(tmp_path / "tilpasning.yaml", b"b")
    assert "lukk programmet som har fila åpen" in files.why(error.value)
    assert _tree(tmp_path) == {"tilpasning.yaml": b"a"}


@pytest.mark.parametrize("encoding", ["cp1252", "cp865", "ascii"])
def test_a_console_without_our_letters_stops_no_command(
    two_ways: tuple[Path, Path], encoding: str
) -> None:
    fork, _ = two_ways
    around = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "kvalitetsplan.cli", "endringer", "v1.0", "main"]
    done = subprocess.run(command, cwd=fork, env=around, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"1.1 (august 2026)" in done.stdout


def test_a_plan_with_windows_line_endings_is_read_written_and_kept(tmp_path: Path) -> None:
    assert _run(tmp_path, "ny", "Lillehammer", "--ja").exit_code == 0
    for path in tmp_path.glob("*.yaml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert _run(tmp_path, "tilpass", "parametre/pu-tid", "--til", "fellestid").exit_code == 0
    layer = (tmp_path / "tilpasning.yaml").read_bytes()
    assert layer.count(b"\n") == layer.count(b"\r\n")
    assert _run(tmp_path, "valider").exit_code == 0


def test_no_program_is_replaced_by_another_and_municipalities_are_never_told_to_make() -> None:
    for path in (ROOT / "src").rglob("*.py"):
        assert not re.search(r"\bos\.exec|\bos\.fork\b", path.read_text(encoding="utf-8")), path
    for path in (*(ROOT / "docs/for-kommuner").glob("*.md"), ROOT / "data/ny/mappe/README.md"):
        assert not re.search(r"(?m)^make |`make ", path.read_text(encoding="utf-8")), path


# --- Releases -------------------------------------------------------------------------------------


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """A repository that a version can be given out from."""
    root = copy_project(tmp_path / "prosjekt")
    shutil.copytree(ROOT / "utgivelse", root / "utgivelse", ignore=shutil.ignore_patterns("__py*"))
    shutil.copytree(ROOT / "src/kvalitetsplan", root / "src/kvalitetsplan", dirs_exist_ok=True)
    for name in ("pyproject.toml", "README.md", "LICENSE", "requirements.txt", ".gitignore"):
        shutil.copyfile(ROOT / name, root / name)
    (root / "CHANGELOG.md").write_text("# Endringer\n\n## Ikke utgitt\n\n- Noe nytt.\n", "utf-8")
    for command in (("init", "-q", "-b", "main"), ("add", "."), ("commit", "-qm", "Alt")):
        git(root, *command)
    git(root, "config", "user.name", "Prøve")
    git(root, "config", "user.email", "prove@eksempel.invalid")
    return root


def _release(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "utgivelse", *arguments]
    return subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", check=False)


def test_one_command_sets_the_version_dates_the_changes_and_marks_them(release: Path) -> None:
    done = _release(release, "merk", "2026.12.0")
    assert done.returncode == 0, done.stderr
    assert git(release, "describe").strip() == "v2026.12.0"
    assert 'version = "2026.12.0"' in (release / "pyproject.toml").read_text(encoding="utf-8")
    changes = (release / "CHANGELOG.md").read_text(encoding="utf-8")
    today = date.today().isoformat()
    assert f"## Ikke utgitt\n\n## 2026.12.0 ({today})\n\n- Noe nytt.\n" in changes
    done = _release(release, "bygg")
    assert done.returncode == 0, done.stderr
    made = {path.name: path.read_bytes() for path in (release / "dist").iterdir()}
    assert made.keys() == {
        "kvalitetsplan-2026.12.0-py3-none-any.whl",
        "kvalitetsplan-2026.12.0.tar.gz",
        "kvalitetsplan-2026.12.0.cdx.json",
        "NOTES.md",
        "SHA256SUMS",
    }
    assert made["NOTES.md"] == b"- Noe nytt.\n"
    for line in made["SHA256SUMS"].decode().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256(made[name]).hexdigest() == digest
    assert b'"name": "mkdocs-material"' in made["kvalitetsplan-2026.12.0.cdx.json"]
    assert _release(release, "bygg").returncode == 0
    assert {path.name: path.read_bytes() for path in (release / "dist").iterdir()} == made


def test_what_should_not_be_given_out_is_refused(release: Path) -> None:
    assert "er ingen versjon" in _release(release, "merk", "1.0").stderr
    (release / "README.md").write_text("endret", encoding="utf-8")
    assert "ikke lagret i git" in _release(release, "merk", "2026.12.0").stderr
    git(release, "checkout", "-q", "README.md")
    assert _release(release, "merk", "2026.12.0").returncode == 0
    assert "gitt ut før" in _release(release, "merk", "2026.12.0").stderr
    assert "det står ingenting under" in _release(release, "merk", "2026.12.1").stderr
    themes = release / "data/themes.yaml"
    text = themes.read_text(encoding="utf-8")
    themes.write_text(
        text.replace("Vi hilser på hver elev ved navn", "Vi hilser på alle", 1), "utf-8"
    )
    git(release, "commit", "-qam", "Endre planen")
    assert (
        "gi den en ny versjon i data/themes.yaml" in _release(release, "merk", "2026.12.1").stderr
    )

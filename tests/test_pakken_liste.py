"""Municipalities in repositories of their own, built from a list."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import git
from egen_mappe import miswrite, run_in

from kvalitetsplan.build.fetched import fetch_all
from kvalitetsplan.build.records import project_of
from kvalitetsplan.plan.project import project_at
from kvalitetsplan.reading.git import cut_off


@pytest.mark.parametrize(
    "harm",
    [
        lambda path: miswrite(path, lambda text: text.replace(b"navn: ", b"navn ", 1)),
        lambda path: miswrite(path, lambda text: text + "visjon: På lag".encode("latin-1")),
        lambda path: miswrite(path, lambda text: text.replace(b'"3405"', b'"3450"')),
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
    result = run_in(here, "bygg", "--prosesser", "1")
    assert result.exit_code == 1
    assert "kunne ikke bygges. Den forrige utgaven står urørt." in result.output
    assert "ingen mappe" not in result.output
    assert (here / "site/lillehammer/index.html").is_file()


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A municipality's own folder, with its site."""
    here = tmp_path_factory.mktemp("står")
    assert run_in(here, "ny", "Lillehammer", "--ja").exit_code == 0
    assert run_in(here, "bygg", "--prosesser", "1").exit_code == 0
    return here


def _repository(folder: Path, kommune: str) -> Path:
    folder.mkdir()
    assert run_in(folder, "ny", kommune, "--ja").exit_code == 0
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
    result = run_in(county, "bygg", "--liste", str(listed), "--prosesser", "1")
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
    result = run_in(county, "bygg", "--liste", str(listed), "--prosesser", "1")
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
    result = run_in(tmp_path, "bygg", "--liste", str(listed))
    assert result.exit_code == 1
    assert said in result.output
    assert not (tmp_path / "slem").exists()


def test_one_that_cannot_be_read_keeps_its_name_and_two_of_them_are_two(tmp_path: Path) -> None:
    one, other = _repository(tmp_path / "a", "Hamar"), _repository(tmp_path / "b", "Gjøvik")
    here = project_at(tmp_path)
    fetch_all(here, [one.as_uri()])
    for path in (one / "kommune.yaml", other / "kommune.yaml"):
        miswrite(path, lambda text: text.replace(b"navn: ", b"navn ", 1))
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
    result = run_in(tmp_path, "bygg", "--liste", str(listed))
    assert result.exit_code == 1
    assert result.output.count("flere på lista er hamar; behold én") == 2
    assert "c: der er ingen kommune.yaml øverst" in result.output

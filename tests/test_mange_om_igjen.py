"""When a site is built again, and when what stands is as good."""

import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from conftest import build_many, of_one_theme

from kvalitetsplan.build import many
from kvalitetsplan.build.fingerprints import fingerprint, fingerprint_of_shared
from kvalitetsplan.build.many import shared_work
from kvalitetsplan.build.standing import published
from kvalitetsplan.plan.project import project_at


@pytest.fixture
def project(project: Path) -> Path:
    """A project that a test may break, whose example is built fast."""
    return of_one_theme(project)


def _as_pipe(path: Path) -> None:
    """Put in a file's place something that keeps whoever reads it waiting."""
    path.unlink()
    os.mkfifo(path)


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

"""The output folder may be somebody else's too: what we did not make there, stands."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import build_many, of_one_theme

from kvalitetsplan.build import mkdocs, places
from kvalitetsplan.build.hardlinks import sweep
from kvalitetsplan.build.site import BuildError
from kvalitetsplan.build.standing import remove_gone
from kvalitetsplan.cli import main
from kvalitetsplan.plan.project import project_at


@pytest.mark.parametrize(
    "theirs",
    [
        ".git.gammel/config",
        ".notater.gammel/index.html",
        ".asker.skoler.bondi.gammel/index.html",
        ".backup.ny/dump.sql",
        ".index.html.ny",
        ".index.html.original",
        ".portal.css.20261130",
    ],
)
def test_what_others_have_put_aside_is_neither_cleared_nor_published(
    tmp_path: Path, theirs: str
) -> None:
    (tmp_path / theirs).parent.mkdir(exist_ok=True)
    (tmp_path / theirs).write_text("vårt", encoding="utf-8")
    (tmp_path / ".bygd/arbeid").mkdir(parents=True)
    places.mend(tmp_path)
    stands = [one.relative_to(tmp_path).as_posix() for one in tmp_path.rglob("*") if one.is_file()]
    assert stands == [theirs]


def test_a_link_in_our_own_folder_leads_nothing_of_others_to_be_cleared(tmp_path: Path) -> None:
    (tmp_path / "andres/mitt").mkdir(parents=True)
    theirs = [tmp_path / "andres" / name for name in ("viktig.txt", "mitt/v.txt")]
    for path in theirs:
        path.write_text("vårt", encoding="utf-8")
    (out := tmp_path / "ut").mkdir()
    (out / ".bygd").mkdir()
    for name in ("felles", "arbeid"):
        (out / ".bygd" / name).symlink_to(tmp_path / "andres")
    places.mend(out)
    sweep(out)
    assert all(path.is_file() for path in theirs)


@pytest.mark.parametrize("is_link", [True, False])
def test_what_stands_where_the_shells_should_be_is_never_taken_for_them(
    project: Path, is_link: bool
) -> None:
    (folder := project / "skall").mkdir()
    (theirs := project / "andres").mkdir()
    (theirs / "index.html").write_text("tuklet", encoding="utf-8")
    (folder / "nb").symlink_to(theirs) if is_link else (folder / "nb").touch()
    assert mkdocs.ShellsOf(project, folder)["bokmål"]
    assert (folder / "nb").is_dir()
    assert "tuklet" not in (folder / "nb/index.html").read_text(encoding="utf-8")
    assert (theirs / "index.html").read_text(encoding="utf-8") == "tuklet"


def test_shells_that_cannot_be_made_anew_are_not_used(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (page := project / "skall/nb/index.html").parent.mkdir(parents=True)
    page.write_text("tuklet", encoding="utf-8")
    monkeypatch.setattr(mkdocs, "remove", lambda _: None)
    for _ in range(2):
        with pytest.raises(BuildError, match="er ikke det som ble laget, og lar seg ikke bytte ut"):
            mkdocs.ShellsOf(project, project / "skall")["bokmål"]


def test_a_municipality_that_is_gone_stands_with_its_school_while_others_have_a_link_there(
    project: Path, tmp_path: Path
) -> None:
    out, here = tmp_path / "ut", project_at(of_one_theme(project))
    build_many(project, ["eksempel", "eksempel/skoler/eksempelskolen"], out)
    shutil.rmtree(here.folder("eksempel"))
    (link := out / "eksempel/skoler/eksempelskolen/lenke").symlink_to("borte")
    (said,) = remove_gone(here, out, True)
    assert "har filer som ikke er våre, som lenke. Flytt dem" in said
    link.unlink()
    (said,) = remove_gone(here, out, True)
    assert "er tatt bort" in said
    assert not (out / "eksempel").exists()


def test_nothing_is_said_of_the_disk_where_nothing_was_built(project: Path) -> None:
    (pages := of_one_theme(project) / "data/kommuner/eksempel/sider").mkdir(exist_ok=True)
    (pages / "feil.md").write_text("Ingen overskrift.\n\n</b>\n", encoding="utf-8")
    said = CliRunner().invoke(main, ["--rot", str(project), "bygg", "eksempel"]).output
    assert "2 feilet." in said
    assert "På denne disken" not in said

"""What a crash leaves in the folder where the sites stand, and what is held there."""

import errno
import os
from pathlib import Path

import pytest
from bygg_mange import bygg
from conftest import build_many, of_one_theme

from kvalitetsplan.build import many, places
from kvalitetsplan.reading import files


@pytest.fixture
def project(project: Path) -> Path:
    """A project that a test may break, whose example is built fast."""
    return of_one_theme(project)


def _stop(*_: object) -> None:
    raise KeyboardInterrupt


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
    assert bygg(project, "nittedal", "--ut", str(out)).exit_code == 0
    left = out / ".bygd/arbeid/abc/nettsted"
    (left / "tema").mkdir(parents=True)
    (left / "index.html").write_text("gammel")
    result = bygg(project, "nittedal", "--ut", str(out))
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

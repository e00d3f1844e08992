"""A command that is killed while it writes: the next one clears up, and nothing is half done."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import copy_project

from kvalitetsplan.build.packing import pack
from kvalitetsplan.cli import main
from kvalitetsplan.editions import release
from kvalitetsplan.editions.versions import keep_edition


def test_what_was_being_packed_or_kept_is_cleared_by_the_next_and_nothing_else(
    tmp_path: Path,
) -> None:
    for folder in ("side", "filer", "data/utgaver"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "side/index.html").touch()
    for left in ("filer/.plan.zip.abcd_123.uferdig", "data/utgaver/.1.0.zip.abcd_123.uferdig"):
        (tmp_path / left).touch()
    (tmp_path / "filer/.plan.zip.original").touch()
    pack(tmp_path / "side", "Les meg", tmp_path / "filer/plan.zip")
    keep_edition(tmp_path / "data", tmp_path / "side", "1.0")
    assert {one.name for one in (tmp_path / "filer").iterdir()} == {
        "plan.zip",
        ".plan.zip.original",
    }
    assert [one.name for one in (tmp_path / "data/utgaver").iterdir()] == ["1.0.zip"]


def test_an_edition_is_kept_before_the_next_is_written_down(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(path: Path, content: bytes) -> None:
        raise KeyboardInterrupt

    before = copy_project(tmp_path / "før")
    themes = project / "data/themes.yaml"
    text = themes.read_text(encoding="utf-8").replace('versjon: "1.0"', 'versjon: "1.1"', 1)
    themes.write_text(text.replace("- id: hilser-ved-navn", "- id: hilser-med-navn", 1), "utf-8")
    monkeypatch.setattr(release, "write_whole", killed)
    CliRunner().invoke(main, ["--rot", str(project), "utgi", str(before)])
    assert [one.name for one in (project / "data/utgaver").iterdir()] == ["1.0.zip"]

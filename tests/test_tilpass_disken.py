"""What is written is there whole or not at all, whatever stops the machine."""

import errno
import os
from pathlib import Path

import pytest
from krasj import crash_at_rename

from kvalitetsplan.editing.writing import write_checked
from kvalitetsplan.plan.project import Project


def _in(folder: Path) -> Project:
    """A project whose one municipality, `prove`, has this folder."""
    return Project(folder, Path(), folder, "prove")


def test_what_a_check_refuses_is_never_in_the_municipality_s_folder(tmp_path: Path) -> None:
    old, new = tmp_path / "gammel.yaml", tmp_path / "ny" / "mappe" / "fil.yaml"
    old.write_bytes(b"a: b\r\n")

    def crash(copy: Project) -> None:
        assert (copy.folder("prove") / "ny/mappe/fil.yaml").read_text() == "c: d\n"
        assert (copy.folder("prove") / "gammel.yaml").read_text() == "x: y\n"
        assert copy.told(copy.folder("prove") / "gammel.yaml") == "gammel.yaml"
        assert old.read_bytes() == b"a: b\r\n"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_checked(_in(tmp_path), "prove", {old: b"x: y\n", new: b"c: d\n"}, crash)
    assert old.read_bytes() == b"a: b\r\n"
    assert [path.name for path in tmp_path.iterdir()] == ["gammel.yaml"]


@pytest.mark.parametrize("new", ["ny.yaml", "ny/mappe/fil.yaml"])
@pytest.mark.parametrize("fails", ["fsync", "replace"])
def test_a_disk_that_is_full_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, fails: str, new: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tmp_path / "gammel.yaml"
    old.write_bytes(b"a: b\r\n")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, fails, full)
    for files in ({old: b"x: y\n", tmp_path / new: b"c: d\n"}, {tmp_path / new: b"c: d\n"}):
        with pytest.raises(OSError, match="No space left"):
            write_checked(_in(tmp_path), "prove", files, lambda _: None)
    assert old.read_bytes() == b"a: b\r\n"
    assert [path.name for path in tmp_path.iterdir()] == ["gammel.yaml"]


def test_a_new_folder_is_there_with_all_its_files_or_not_at_all(tmp_path: Path) -> None:
    folder = tmp_path / "data/kommuner/ny"
    project = Project(tmp_path, Path(), folder.parent)
    files = {folder / name: name.encode() for name in ("a.yaml", "bilder/b.svg")}
    with crash_at_rename(1):
        write_checked(project, "ny", files, lambda _: None)
    assert list(tmp_path.iterdir()) == []
    write_checked(project, "ny", files, lambda _: None)
    assert {path: path.read_bytes() for path in folder.rglob("*.*")} == files

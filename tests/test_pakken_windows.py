"""What Windows does otherwise: files that are held, line endings, and no make."""

import os
import re
from pathlib import Path

import pytest
from conftest import ROOT
from egen_mappe import run_in, tree_of

from kvalitetsplan.reading import files


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
    assert tree_of(tmp_path) == {"tilpasning.yaml": b"a"}


def test_a_plan_with_windows_line_endings_is_read_written_and_kept(tmp_path: Path) -> None:
    assert run_in(tmp_path, "ny", "Lillehammer", "--ja").exit_code == 0
    for path in tmp_path.glob("*.yaml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert run_in(tmp_path, "tilpass", "parametre/pu-tid", "--til", "fellestid").exit_code == 0
    layer = (tmp_path / "tilpasning.yaml").read_bytes()
    assert layer.count(b"\n") == layer.count(b"\r\n")
    assert run_in(tmp_path, "valider").exit_code == 0


def test_no_program_is_replaced_by_another_and_municipalities_are_never_told_to_make() -> None:
    for path in (ROOT / "src").rglob("*.py"):
        assert not re.search(r"\bos\.exec|\bos\.fork\b", path.read_text(encoding="utf-8")), path
    for path in (*(ROOT / "docs/for-kommuner").glob("*.md"), ROOT / "data/ny/mappe/README.md"):
        assert not re.search(r"(?m)^make |`make ", path.read_text(encoding="utf-8")), path

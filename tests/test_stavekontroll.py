"""hunspell, where it is installed: it answers, or it is told that it does not."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import ROOT

from kvalitetsplan.cli import main
from kvalitetsplan.plan import spelling

FAILS = {
    "feil": ("exit 1", "svarer ikke som det skal"),
    "tegnsett": ("printf '\\345'", "svarer ikke som det skal"),
    "heng": ("exec sleep 60", "svarte ikke på 1 sekunder"),
}
"""What may stand for hunspell, and what is said of it."""


@pytest.mark.parametrize(("does", "said"), FAILS.values(), ids=FAILS)
def test_valider_says_that_the_spelling_is_not_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, does: str, said: str
) -> None:
    (program := tmp_path / "hunspell").write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "lager"))
    monkeypatch.setattr(spelling, "has_dictionary", lambda _="nb_NO": True)
    monkeypatch.setattr(spelling, "_PATIENCE", 1.0)
    result = CliRunner().invoke(main, ["--rot", str(ROOT), "valider"])
    assert result.exit_code == 1
    assert f"hunspell:1:1  stavekontrollen {said}, så ingen ord er kontrollert;" in result.output

"""Drafts by Apertium: all that was asked for, or none, and it is said why."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from kvalitetsplan.cli import main
from kvalitetsplan.editing import drafts

FILE = "pu.yaml"
_ANSWERS = {
    "kortere": "head -n 1",
    "flere": "cat; echo; echo mer",
    "tomt": "true",
    "en tom linje": "sed 1s/.*//",
    "tegnsett": "iconv -f utf-8 -t latin1//TRANSLIT",
    "mistet tegn": "sed '1s/^/\\xef\\xbf\\xbd/'",
    "usynlig tegn": "sed '1s/^/\\x07/'",
    "feil": "cat; exit 1",
}
"""What may stand for Apertium, and fails."""


@pytest.fixture
def asked(project: Path) -> Path:
    """A project with one file that waits for nynorsk."""
    (project / "data/nynorsk" / FILE).unlink()
    return project


def _apertium(folder: Path, monkeypatch: pytest.MonkeyPatch, does: str) -> None:
    (program := folder / "apertium").write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=":")


def _oversett(root: Path) -> str:
    return CliRunner().invoke(main, ["--rot", str(root), "oversett", FILE, "--skriv"]).output


@pytest.mark.parametrize("does", _ANSWERS.values(), ids=_ANSWERS)
def test_an_answer_that_is_not_what_was_asked_for_is_not_written(
    asked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, does: str
) -> None:
    _apertium(tmp_path, monkeypatch, does)
    said = _oversett(asked)
    assert said.startswith("Feil: Apertium svarer ikke som det skal, så ingen utkast er skrevet;")
    assert not (asked / "data/nynorsk" / FILE).exists()


def test_an_answer_that_does_not_come_is_not_waited_for(
    asked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _apertium(tmp_path, monkeypatch, "exec sleep 60")
    monkeypatch.setattr(drafts, "_PATIENCE", 0.5)
    assert "Apertium svarte ikke på 0 sekunder, så ingen utkast er skrevet" in _oversett(asked)


def test_a_draft_has_its_letters_whatever_the_machine_speaks(
    asked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _apertium(tmp_path, monkeypatch, 'case "$LC_ALL" in *UTF-8) cat;; esac')
    monkeypatch.setenv("LC_ALL", "C")
    assert "utkast er skrevet i data/nynorsk/pu.yaml" in _oversett(asked)
    assert "ø" in (asked / "data/nynorsk" / FILE).read_text(encoding="utf-8")

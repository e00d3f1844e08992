"""A file of answers can be given again after somebody has stopped on the way."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import ROOT

from kvalitetsplan.cli import main
from kvalitetsplan.editing.yamltext import as_yaml

LAYER = """\
erstatt:
  - { id: ro/venter, felt: kjennetegn, fra: Vi ventet på ro., til: Vi er stille. }
  - { id: ro/varsler, felt: kjennetegn, fra: Vi varslet., til: Vi sier fra. }
fjern:
  - { id: ro/borte, begrunnelse: Passer ikke. }
legg_til:
  - { liste: ro/eksempler, nytt: { id: to-minutter, tekst: Vi ler., par: [venter] } }
"""
FIRST, SECOND = "erstatt ro/venter.kjennetegn", "erstatt ro/varsler.kjennetegn"
OWN, GONE = "legg_til ro/to-minutter", "fjern ro/borte"
ANSWERS = {FIRST: "behold vår", SECOND: "ta den nye", OWN: "behold begge", GONE: "slett"}
UNUSED = "{}: Ingenting venter på dette nå, så svaret ble ikke brukt"


@pytest.fixture
def layer(tmp_path: Path) -> Path:
    """The layer of a municipality that four things wait in."""
    shutil.copytree(ROOT / "tests/saker/plan/data", tmp_path / "data")
    shutil.copytree(ROOT / "data/tekster", tmp_path / "data/tekster")
    path = tmp_path / "data/kommuner/prove/tilpasning.yaml"
    path.write_text(LAYER, encoding="utf-8")
    return path


def _run(layer: Path, *arguments: str, typed: str = "") -> Result:
    root = str(layer.parents[3])
    return CliRunner().invoke(main, ["--rot", root, "oppdater", "prove", *arguments], input=typed)


def _given(layer: Path, answers: dict[str, str]) -> Result:
    path = layer.parents[3] / "svar.yaml"
    path.write_text(as_yaml(answers), encoding="utf-8")
    return _run(layer, "--svar", str(path))


@pytest.mark.parametrize(
    "typed",
    ["1\n", "2\n", "\n2\n", "\n1\n2\n", "1\n2\n1\n1\n"],
    ids=["behold", "ta den nye", "den andre", "to av fire", "alle"],
)
def test_what_was_answered_before_one_stopped_is_no_fault(layer: Path, typed: str) -> None:
    assert "Stoppet." in (said := _run(layer, typed=typed).output) or "Alt er i orden" in said
    waiting = _run(layer, "--tørr").output
    result = _given(layer, ANSWERS)
    assert result.exit_code == 0, result.output
    told = [one for one in ANSWERS if UNUSED.format(one) in result.output]
    assert told == [one for one in ANSWERS if f"{one}\n" not in waiting]
    again = _given(layer, ANSWERS)
    assert (again.exit_code, again.output.count("så svaret ble ikke brukt.")) == (0, 4)


@pytest.mark.parametrize(
    "name", ["erstatt ro/vente.kjennetegn", "fjern ro/bort", "sett tid", "slett ro/venter", "ro"]
)
def test_an_answer_to_what_never_was_asked_is_a_fault(layer: Path, name: str) -> None:
    result = _given(layer, ANSWERS | {name: "slett"})
    assert result.exit_code == 1
    assert f"svar.yaml:5:1  {name}  ingenting venter på dette svaret" in result.output
    assert layer.read_text("utf-8") == LAYER


def test_a_name_that_may_have_been_asked_is_told_what_it_is_like(layer: Path) -> None:
    answers = {one: ANSWERS[one] for one in (FIRST, SECOND, GONE)}
    result = _given(layer, answers | {"legg_til ro/to-minuter": "behold begge"})
    assert result.exit_code == 2
    assert f"{UNUSED.format('legg_til ro/to-minuter')} – mente du «{OWN}»?" in result.output

"""`valider` asks for `oppdater` wherever it is the plan below that has changed, and only there."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import ROOT

from kvalitetsplan.cli import main

PROVE = "data/kommuner/prove"
SCHOOL = f"{PROVE}/skoler/asen"
TAKEN_OUT = "utgått:\n  ro/to: Ikke lenger.\n  parametre/tid: Alle sier det likt.\n"
EXAMPLE = "{{ liste: ro/eksempler, plassering: {place}, nytt: {{ id: ny, tekst: Vi ler., par: [venter] }} }}"
ASKED = [
    (EXAMPLE.format(place="{ før: to }"), "legg_til.plassering  «ro/to» er tatt ut: Ikke lenger."),
    (EXAMPLE.format(place="{ etter: to }"), "legg_til.plassering  «ro/to» er tatt ut: Ikke"),
    ("rekkefølge: { liste: ro/eksempler, id: [to] }", "rekkefølge.id  «ro/to» er tatt ut: Ikke"),
    ("sett: { tid: fellestid }", "sett.tid  ordet «tid» er tatt ut: Alle sier det likt."),
    ("fjern: { id: ro/to, begrunnelse: Nei. }", "fjern.id  «ro/to» er tatt ut: Ikke lenger."),
]
NOT_ASKED = [
    (EXAMPLE.format(place="{ før: too }"), "legg_til.plassering  ukjent id «too»"),
    ("sett: { pu-tidd: fellestid }", "sett.pu-tidd  ukjent parameter «pu-tidd» – mente du"),
]


@pytest.fixture
def fork(tmp_path: Path) -> Path:
    """A project with the small plan, which has taken out an example and a word, and a school."""
    shutil.copytree(ROOT / "tests/saker/plan/data", tmp_path / "data")
    shutil.copytree(ROOT / "data/tekster", tmp_path / "data/tekster")
    themes = tmp_path / "data/themes.yaml"
    text = themes.read_text(encoding="utf-8").replace("utgått:\n", TAKEN_OUT, 1)
    themes.write_text(text, encoding="utf-8")
    (tmp_path / SCHOOL).mkdir(parents=True)
    (tmp_path / SCHOOL / "skole.yaml").write_text("navn: Åsen skole\n", encoding="utf-8")
    return tmp_path


def _valider(fork: Path, where: str, layer: str) -> Result:
    key, _, one = layer.partition(": ") if not layer.startswith("{") else ("legg_til", "", layer)
    text = f"{key}:\n  - {one}\n" if key != "sett" else f"{layer}\n"
    (fork / where / "tilpasning.yaml").write_text(text, encoding="utf-8")
    return CliRunner().invoke(main, ["--rot", str(fork), "valider"])


@pytest.mark.parametrize(("where", "named"), [(PROVE, "prove"), (SCHOOL, "prove/skoler/asen")])
@pytest.mark.parametrize(("layer", "told"), ASKED)
def test_what_the_plan_has_taken_out_is_asked_about(
    fork: Path, where: str, named: str, layer: str, told: str
) -> None:
    result = _valider(fork, where, layer)
    assert result.exit_code == 1
    assert told in result.output
    assert result.output.endswith(f"én ting om gangen: kvalitetsplan oppdater {named}\n")


@pytest.mark.parametrize(("layer", "told"), NOT_ASKED)
def test_what_is_miswritten_is_no_matter_of_editions(fork: Path, layer: str, told: str) -> None:
    result = _valider(fork, PROVE, layer)
    assert told in result.output
    assert "oppdater" not in result.output

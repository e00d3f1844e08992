"""The words of the interface in both forms: each remembers the bokmål it was written from."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from conftest import ROOT

from kvalitetsplan.cli import main
from kvalitetsplan.plan.nynorsk import Tilstand
from kvalitetsplan.reading.problems import PlanError
from kvalitetsplan.site.interface import FILE as BOKMAL
from kvalitetsplan.site.interface import bokmal_words, interface_texts, nynorsk_words
from kvalitetsplan.site.interface_nynorsk import FILE as NYNORSK
from kvalitetsplan.site.interface_nynorsk import word_places

WORDS = {one.navn: one for one in word_places(bokmal_words(ROOT))}


@pytest.fixture
def words(tmp_path: Path) -> Path:
    """A folder with the words of the interface, and nothing else."""
    shutil.copytree(ROOT / "data/tekster", tmp_path / "data/tekster")
    return tmp_path


def _change(root: Path, file: str, before: str, after: str) -> None:
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def _wrong(root: Path) -> list[str]:
    with pytest.raises(PlanError) as error:
        interface_texts(root, "nynorsk")
    return [str(one) for one in error.value.problems]


def _entry(name: str, til: str) -> str:
    return f"  {name}:\n    fra: {WORDS[f'meny.{name}'].avtrykk}\n    til: {til}\n"


CHANGED = {
    "meny.om": ("  om: Om planen\n", "  om: Alt om planen\n"),
    "sok.slag.par": ("    par: Kjennetegn\n", "    par: Tegn\n"),
    "ar.maneder": ("- Januar\n", "- Månaden januar\n"),
    "storskjerm.taster": ("hva: Videre }", "hva: Gå videre }"),
}


@pytest.mark.parametrize("name", CHANGED)
def test_a_word_whose_bokmal_has_changed_waits_for_somebody(words: Path, name: str) -> None:
    _change(words, BOKMAL, *CHANGED[name])
    nynorsk = nynorsk_words(words)
    places = list(word_places(bokmal_words(words)))
    waits = [one.navn for one in places if nynorsk.state(one) == Tilstand.ENDRET]
    assert waits == [name]


def test_a_word_that_has_drifted_is_said_in_bokmal(words: Path) -> None:
    assert interface_texts(words, "nynorsk")["meny"]["temaer"] == "Tema"
    _change(words, BOKMAL, "  temaer: Temaer\n", "  temaer: Alle temaer\n")
    assert interface_texts(words, "nynorsk")["meny"]["temaer"] == "Alle temaer"


def test_whoever_runs_the_plan_is_told_which_word_waits(project: Path) -> None:
    _change(project, BOKMAL, "  temaer: Temaer\n", "  temaer: Alle temaer\n")
    path = project / NYNORSK
    lines = path.read_text(encoding="utf-8").split("\n")
    number = lines.index("  temaer:") + 2
    told = rf"{NYNORSK}:{number}:\d+  meny.temaer  bokmålet er endret; se om nynorsken passer"
    checked = CliRunner().invoke(main, ["--rot", str(project), "valider"])
    assert re.search(rf"Husk: {told}", checked.output)
    listed = CliRunner().invoke(main, ["--rot", str(project), "oversett", "tekster"])
    assert (listed.exit_code, bool(re.search(told, listed.output))) == (2, True)


def test_a_word_that_is_missing_or_a_draft_is_said_in_bokmal(words: Path) -> None:
    _change(words, NYNORSK, _entry("temaer", "Tema"), "")
    _change(
        words,
        NYNORSK,
        _entry("finn", "Finn fram"),
        _entry("finn", "Leit").replace("til:", "utkast:"),
    )
    said = interface_texts(words, "nynorsk")["meny"]
    assert (said["temaer"], said["finn"]) == ("Temaer", interface_texts(words)["meny"]["finn"])
    nynorsk = nynorsk_words(words)
    states = [nynorsk.state(WORDS[name]) for name in ("meny.temaer", "meny.finn")]
    assert states == [Tilstand.MANGLER, Tilstand.UTKAST]


WRONG = {
    "Tema": ("Tema", "må være felt med navn: «fra», og «til» eller «utkast»"),
    "fra": ("{ fra: hei, til: Tema }", "må være avtrykket av bokmålet, åtte tegn som «1a2b3c4d»"),
    "marks": ("{ fra: a5e05dcd, til: 'Tema {}' }", "skal ikke ha krøllparenteser"),
    "list": ("{ fra: a5e05dcd, til: [Tema] }", "må være tekst, ikke en liste eller flere felt"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_word_that_is_written_wrong_is_said_to_be_so_at_its_place(words: Path, name: str) -> None:
    written, message = WRONG[name]
    _change(words, NYNORSK, _entry("temaer", "Tema"), f"  temaer: {written}\n")
    (said,) = _wrong(words)
    assert said.startswith(f"{NYNORSK}:3:")
    assert message in said


def test_a_word_nobody_asks_for_gets_the_nearest(words: Path) -> None:
    _change(words, NYNORSK, "  temaer:\n", "  temar:\n")
    (said,) = _wrong(words)
    assert "meny.temar  ukjent nøkkel «temar» – mente du «temaer»?" in said


def _addressed(words: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Every text of the interface by where it stands."""
    if isinstance(words, dict | list):
        for key, one in words.items() if isinstance(words, dict) else enumerate(words):
            yield from _addressed(one, f"{name}.{key}")
    else:
        yield name, str(words)


def _measure(text: str) -> tuple[list[str], int]:
    """The figures a text has, and how many sentences."""
    return sorted(re.findall(r"\d+", text)), len(re.findall(r"[.!?](?=\s|$)", text))


def test_the_interface_says_as_much_in_both_forms() -> None:
    both = [dict(_addressed(interface_texts(ROOT, form))) for form in ("bokmål", "nynorsk")]
    unlike = [name for name, text in both[0].items() if _measure(text) != _measure(both[1][name])]
    assert unlike == []

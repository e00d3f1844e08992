"""Nynorsk over bokmål: what a file of it says and does, and that what is shipped is whole."""

import re
import shutil
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from conftest import ROOT
from test_saker import SAKER

from kvalitetsplan.cli import main
from kvalitetsplan.commands.oversett import standing, wrong_words
from kvalitetsplan.editing import drafts
from kvalitetsplan.plan.addresses import field_name
from kvalitetsplan.plan.docs import check_pages, page_in, page_print, pages_to_translate
from kvalitetsplan.plan.grunnplan import load_grunnplan
from kvalitetsplan.plan.in_form import in_form
from kvalitetsplan.plan.language import lix
from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.malform import former
from kvalitetsplan.plan.model import Bokmal
from kvalitetsplan.plan.nynorsk import of_bokmal, text_places
from kvalitetsplan.plan.nynorsk_files import read_nynorsk
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.plan.project import project_at
from kvalitetsplan.plan.spelling import has_dictionary
from kvalitetsplan.reading.problems import PlanError

CASES = yaml.safe_load((ROOT / "tests" / "nynorsk.yaml").read_text(encoding="utf-8"))
DATA = ROOT / "data"
SHARED = load_grunnplan(DATA)
NYNORSK = read_nynorsk(DATA, SHARED)
FILES = sorted({one.fil for one in text_places(SHARED, DATA)})
PLACES = {file: [one for one in text_places(SHARED, DATA) if one.fil == file] for file in FILES}


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A small project whose municipality writes nynorsk."""
    shutil.copytree(SAKER / "plan/data", tmp_path / "data")
    with (tmp_path / "data/kommuner/prove/kommune.yaml").open("a", encoding="utf-8") as file:
        file.write("målform: nynorsk\n")
    return tmp_path


def _written(small: Path, case: dict[str, Any]) -> None:
    items = load_plan(project_at(small), "prove", malform="bokmål").by_address

    def fingerprint(hit: re.Match[str]) -> str:
        item = items[hit[1]]
        return of_bokmal(getattr(item, field_name(type(item), hit[2])))

    text = re.sub(r"avtrykk\(([\w/-]+) (\w+)\)", fingerprint, case["innhold"])
    path = small / "data/nynorsk" / case.get("fil", "themes.yaml")
    path.parent.mkdir()
    path.write_text(text.replace("LANGT", "å" * 800), encoding="utf-8")
    if "tilpasning" in case:
        layer = small / "data/kommuner/prove/tilpasning.yaml"
        layer.write_text(case["tilpasning"], encoding="utf-8")


def _read(root: Path) -> tuple[list[str], Plan | None]:
    try:
        return [], load_plan(project_at(root), "prove")
    except PlanError as error:
        return [str(one) for one in error.problems], None


def _says(plan: Plan, place: str) -> Any:
    address, _, felt = place.partition(" ")
    item = plan.by_address[address]
    value = getattr(item, field_name(type(item), felt))
    return list(value) if isinstance(value, tuple) else value


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["sak"])
def test_what_is_written_in_nynorsk_is_shown_or_said_to_be_wrong(
    small: Path, case: dict[str, Any]
) -> None:
    _written(small, case)
    said, plan = _read(small)
    assert said == case.get("feil", [])
    if plan is None:
        return
    for place, expected in case.get("viser", {}).items():
        assert _says(plan, place) == expected
    found = read_nynorsk(small / "data", load_grunnplan(small / "data")).varsler
    assert [str(one) for one in found] == case.get("varsler", [])


def test_what_there_is_no_nynorsk_of_is_known_as_bokmal(small: Path) -> None:
    _written(small, CASES[0])
    tema = load_plan(project_at(small), "prove").tema("ro")
    assert not isinstance(tema.tittel, Bokmal)
    assert isinstance(tema.ingress, Bokmal)


def test_a_plan_in_bokmal_is_not_touched_by_nynorsk(small: Path) -> None:
    _written(small, CASES[0])
    plan = load_plan(project_at(small), "prove", malform="bokmål")
    assert plan.tema("ro").tittel == "Ro"


CHOICES = {
    ("bokmål", None): (("bokmål",), ("bokmål",)),
    ("nynorsk", None): (("nynorsk",), ("nynorsk",)),
    ("bokmål", "nynorsk"): (("bokmål",), ("nynorsk",)),
    ("nynorsk", "bokmål"): (("nynorsk",), ("bokmål",)),
    ("begge", None): (("bokmål", "nynorsk"), ("bokmål", "nynorsk")),
    ("bokmål", "begge"): (("bokmål",), ("bokmål", "nynorsk")),
}


@pytest.mark.parametrize(("chosen", "forms"), CHOICES.items(), ids=str)
def test_a_municipality_chooses_and_a_school_may_choose_otherwise(
    tmp_path: Path, chosen: tuple[str, str | None], forms: tuple[Any, Any]
) -> None:
    shutil.copytree(SAKER / "plan/data", tmp_path / "data")
    folder = tmp_path / "data/kommuner/prove"
    with (folder / "kommune.yaml").open("a", encoding="utf-8") as file:
        file.write(f"målform: {chosen[0]}\n")
    school = f"målform: {chosen[1]}\n" if chosen[1] else ""
    (folder / "skoler/asen").mkdir(parents=True)
    (folder / "skoler/asen/skole.yaml").write_text(f"navn: Åsen skole\n{school}", encoding="utf-8")
    project = project_at(tmp_path)
    for where, expected in zip(("prove", "prove/skoler/asen"), forms, strict=True):
        assert former(project, where) == expected
        assert tuple(one.malform for one in load_plan(project, where).i_hver_form) == expected


def test_a_municipality_that_has_decided_to_write_nynorsk_has_that_on_top(tmp_path: Path) -> None:
    shutil.copytree(SAKER / "plan/data", tmp_path / "data")
    register = tmp_path / "data/kommuner.csv"
    number = re.search(r'nummer: "(\d+)"', _kommune(tmp_path).read_text(encoding="utf-8"))
    assert number
    lines = register.read_text(encoding="utf-8").splitlines()
    changed = [re.sub(r",[^,]*$", ",nynorsk", one) if number[1] in one else one for one in lines]
    register.write_text("\n".join(changed) + "\n", encoding="utf-8")
    with _kommune(tmp_path).open("a", encoding="utf-8") as file:
        file.write("målform: begge\n")
    plan = load_plan(project_at(tmp_path), "prove")
    assert [(one.malform, one.mappe) for one in plan.i_hver_form] == [
        ("nynorsk", ""),
        ("bokmål", "nb/"),
    ]


def _kommune(root: Path) -> Path:
    return root / "data/kommuner/prove/kommune.yaml"


# --- The shipped nynorsk


def test_every_text_has_its_nynorsk() -> None:
    waiting = {
        file.navn: [str(one.problem) for one in file.rest]
        for file in standing(ROOT, SHARED)
        if file.rest
    }
    assert waiting == {}


@pytest.mark.skipif(not has_dictionary("nn_NO"), reason="hunspell med nynorsk ordliste mangler")
def test_every_word_is_nynorsk() -> None:
    assert [str(one) for one in wrong_words(ROOT, SHARED)] == []


def test_the_words_that_are_bokmal_alone_are_many() -> None:
    ours = yaml.safe_load((DATA / "sprak.yaml").read_text(encoding="utf-8"))["nynorsk"]
    assert len(ours["bare_bokmål"]) >= 300


def test_a_word_in_bokmal_is_pointed_at_where_it_is_written(small: Path) -> None:
    _written(small, CASES[0] | {"innhold": CASES[0]["innhold"].replace("Ro og fred", "Ikke bråk")})
    shutil.copy(DATA / "sprak.yaml", small / "data")
    (small / "docs").mkdir()
    (small / "data/tekster").mkdir()
    for name in ("nb", "nn"):
        shutil.copy(DATA / f"tekster/{name}.yaml", small / "data/tekster")
    found = [str(one) for one in wrong_words(small, load_grunnplan(small / "data"))]
    assert found[0].endswith("ro.tittel  «Ikke» er bokmål; skriv «ikkje»")


def _paragraphs(file: str) -> Iterator[tuple[str, str]]:
    """Each text with enough words to say something, in bokmål and in nynorsk."""
    for one in PLACES[file]:
        found = NYNORSK.tekster[one.adresse, one.felt].til
        two = (one.verdi, found) if isinstance(found, tuple) else ((one.verdi,), (found,))
        yield from (
            (bokmal, nynorsk)
            for bokmal, nynorsk in zip(*two, strict=False)
            if one.felt != "søkeord" and len(bokmal.split()) >= 12
        )


@pytest.mark.parametrize("file", [file for file in FILES if any(_paragraphs(file))])
def test_nynorsk_is_as_easy_to_read_as_bokmal(file: str) -> None:
    pairs = list(_paragraphs(file))
    bokmal, nynorsk = (median(lix(two[place]) for two in pairs) for place in (0, 1))
    assert nynorsk <= bokmal + 2


def test_the_shared_pages_have_the_same_headings_links_and_places() -> None:
    assert list(check_pages(DATA)) == []


def test_a_heading_has_one_address_in_both_forms() -> None:
    text = page_in(DATA, "grunnlag/ledelse.md", "nynorsk").tekst
    assert "{ #lederens-del }" in text


def test_a_shared_page_that_has_drifted_is_shown_in_bokmal(tmp_path: Path) -> None:
    data, name = tmp_path / "data", "led-en-okt.md"
    shutil.copytree(DATA / "nynorsk/sider", data / "nynorsk/sider")
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    assert page_in(data, name, "nynorsk").malform == "nynorsk"
    with (tmp_path / "docs" / name).open("a", encoding="utf-8") as file:
        file.write("\nEn setning til.\n")
    assert page_in(data, name, "nynorsk").malform == "bokmål"
    assert {one for one in pages_to_translate(data) if page_print(data, one)}


def test_whoever_writes_is_told_what_waits_and_where(project: Path) -> None:
    path = project / "data/themes.yaml"
    text = path.read_text(encoding="utf-8")
    title = SHARED.temaer[0].tittel
    path.write_text(text.replace(f"tittel: {title}", "tittel: Noe annet", 1), encoding="utf-8")
    result = CliRunner().invoke(main, ["--rot", str(project), "oversett", "themes.yaml"])
    assert result.exit_code == 2
    place = f"{SHARED.temaer[0].id}.tittel  bokmålet er endret; se om nynorsken passer"
    assert place in result.output
    assert "   99 %" in result.output
    whole = CliRunner().invoke(main, ["--rot", str(project), "oversett", "pu.yaml"])
    assert whole.exit_code == 0


def test_an_unknown_file_gets_the_nearest() -> None:
    result = CliRunner().invoke(main, ["--rot", str(ROOT), "oversett", "theme.yaml"])
    assert "ingen fil heter «theme.yaml» – mente du «themes.yaml»?" in result.output


def test_a_draft_is_written_beside_and_no_plan_shows_it(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def apertium(_: object, told: str, __: float) -> str:
        return told.upper()

    _written(small, CASES[0])
    monkeypatch.setattr(drafts, "ask", apertium)
    data = small / "data"
    plan = load_grunnplan(data)
    wanted = [one for one in text_places(plan, data) if one.adresse in ("ro", "ro/snakk")]
    drafts.write_drafts(data, "themes.yaml", wanted)
    found = read_nynorsk(data, load_grunnplan(data)).tekster
    assert found["ro/snakk", "tekst"].utkast == "NÅR ER DET RO HOS OSS? TA DET I {pu-tid}."
    assert found["ro/snakk", "spørsmål"].utkast == ("HVA GJØR VI DA?",)
    assert found["ro", "tittel"].til == "Ro og fred"
    shown = in_form(data, load_grunnplan(data), "nynorsk")
    assert shown.temaer[0].ingress == "Vi lager ro."


def test_no_text_is_counted_twice() -> None:
    seen: dict[tuple[str, str], int] = defaultdict(int)
    for file in FILES:
        for one in PLACES[file]:
            seen[one.adresse, one.felt] += 1
    assert set(seen.values()) == {1}

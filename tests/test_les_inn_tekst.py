"""The words that are read in stand as they were written, each in a place of its own."""

import html
import re
from pathlib import Path

import pytest
import yaml
from innlest import run, small

from kvalitetsplan.imports.counting import Shown, left_out, places_in
from kvalitetsplan.imports.document import Line
from kvalitetsplan.imports.sentences import sentences
from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.project import project_at

SETNINGER = yaml.safe_load((Path(__file__).parent / "setninger.yaml").read_text("utf-8"))


def test_a_day_that_no_calendar_has_is_told_of_with_the_day_that_is_written(
    project: Path, tmp_path: Path
) -> None:
    days = ("31. november", "30. februar", "31/4/2027", "30. april")
    table = "".join(f"| {day} | Møte nummer {n} |\n" for n, day in enumerate(days))
    file = small(tmp_path, f"# Årshjul\n\n| Når | Hva |\n|---|---|\n{table}")
    result = run(project, "les-inn", file, "eksempel", "--ja")
    assert result.exit_code == 0, result.output
    for said, written in (
        ("31. november", "30. november"),
        ("30. februar", "29. februar"),
        ("31/4/2027", "30. april 2027"),
    ):
        assert f"«{said}» finnes ikke i kalenderen, og hendelsen står {written};" in result.output
    assert "«30. april»" not in result.output


def test_braces_are_kept_around_the_words_of_a_plan_alone_and_the_others_are_told_of(
    project: Path, tmp_path: Path
) -> None:
    file = small(
        tmp_path, "# Om oss\n\nVi møtes i {pu-tid} om {elevens navn}.\n\n## Ro {#ro}\n\nJa.\n"
    )
    result = run(project, "les-inn", file, "eksempel", "--ja")
    assert "linje 3 (og 1 steder til): { og } er skrevet som ( og )" in result.output
    page = (project / "data/kommuner/eksempel/sider/innlest.md").read_text("utf-8")
    assert "Vi møtes i {pu-tid} om (elevens navn).\n\n## Ro (#ro)" in page


ODD = "Vi *må* si [ja](x), {navn}, a_b_c, 5 < 6 & 7 > 4 | # ## `kode` <script>alert(1)</script> \\ ~~nei~~ !!! ok"


def test_signs_that_mean_something_elsewhere_are_shown_as_they_were_typed(
    project: Path, tmp_path: Path
) -> None:
    file = small(tmp_path, f"# Om oss\n\n{ODD}\n\n# Ro\n## Kjennetegn\n- {ODD}\n")
    assert run(project, "les-inn", file, "eksempel", "--ja").exit_code == 0
    assert run(project, "valider").exit_code == 0
    plan = load_plan(project_at(project), "eksempel")
    shown = html.unescape(re.sub("<[^>]*>", "", plan.egne_sider["sider/innlest.md"].html))
    assert ODD.replace("{", "(").replace("}", ")") in " ".join(shown.split())


def test_a_text_too_long_for_its_place_stands_whole_on_an_own_page(
    project: Path, tmp_path: Path
) -> None:
    long = " ".join(f"Vi venter {number} sekunder." for number in range(300))
    file = small(tmp_path, f"# Ro\n## Kjennetegn\n- {long}\n- {long[:2000]}\n")
    result = run(project, "les-inn", file, "eksempel", "--ja")
    assert result.exit_code == 0, result.output
    assert "ett stykke er for langt for plassen sin" in result.output
    plan = load_plan(project_at(project), "eksempel")
    assert long in plan.egne_sider["sider/innlest.md"].html
    kept = [" ".join(one.kjennetegn.split()) for one in plan.grunnplan.temaer[-1].par]
    assert kept == [" ".join(long[:2000].split())]


@pytest.mark.parametrize("case", SETNINGER, ids=lambda case: case["tekst"])
def test_a_sentence_does_not_end_at_a_number_or_a_word_cut_short(case: dict) -> None:
    assert list(sentences(case["tekst"])) == case["blir"]


@pytest.mark.parametrize(
    ("told", "places", "missing"),
    [
        (["15", "Ring 22 00 00 15"], [Shown("Ring 22 00 00 15")], ["15"]),
        (["Vi ler.", "Vi ler."], [Shown("Vi ler.")], ["Vi ler."]),
        (["Vi ler.", "Vi går."], [Shown("Vi går ikke, og ler.")], ["Vi ler."]),
        (["Hvem", "Hvem", "Vi ler."], [Shown("Hvem"), Shown("Vi ler.")], []),
        (["Kjennetegn: Vi ler."], [Shown("Kjennetegn:"), Shown("Vi ler.")], []),
        (["Kontaktlærer og FAU"], [Shown("Vi ler.", frozenset(["kontaktlaerer", "fau"]))], []),
        (["Kontaktlærer og vaktmester"], [Shown("", frozenset(["kontaktlaerer"]))], ["Kontaktlærer og vaktmester"]),
    ],
)  # fmt: skip
def test_each_line_needs_a_place_that_no_other_line_has_taken(
    told: list[str], places: list[Shown], missing: list[str]
) -> None:
    found = left_out([Line(text) for text in told], ["Hvem", "Kjennetegn:"], places)
    assert [one.text for one in found] == missing


def test_an_entry_says_its_texts_and_not_its_ids() -> None:
    entry = {"liste": "trapper", "nytt": {"id": "a-15", "tittel": "Fravær", "steg": [
        {"id": "b-20", "når": "Tre dager", "gjør": ["Ring."], "hvem": ["fau"]}]}}  # fmt: skip
    assert list(places_in(entry)) == [
        Shown("Fravær"),
        Shown("1 Tre dager | Ring.", frozenset(["fau"])),
    ]

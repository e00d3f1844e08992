"""Each piece that is read in is known for what it is, and goes to the right theme."""

import re
from pathlib import Path

import pytest
import yaml
from innlest import RELASJON, run, small

from kvalitetsplan.imports.labels import Slag, label
from kvalitetsplan.imports.plaintext import read_text
from kvalitetsplan.imports.recognise import recognise
from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.project import project_at

CASES = yaml.safe_load((Path(__file__).parent / "saker" / "innlesing.yaml").read_text("utf-8"))
LABELS = [
    (kind, text)
    for kind, texts in yaml.safe_load(
        (Path(__file__).parent / "merker.yaml").read_text("utf-8")
    ).items()
    for text in texts
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["sak"])
def test_each_piece_of_a_document_is_known_for_what_it_is(case: dict) -> None:
    pieces = recognise(read_text(case["tekst"].encode(), "Planen"))
    found = [
        [str(one.slag), " ".join(filter(None, [one.tittel, one.tekst, *one.deler]))]
        for one in pieces.stykker
        if one.slag and one.slag != Slag.TEMA
    ]
    assert found == case["blir"]
    assert "temaer" not in case or list(pieces.temaer) == case["temaer"]


@pytest.mark.parametrize(("kind", "text"), LABELS)
def test_what_stands_over_a_list_says_what_it_holds_and_other_headings_do_not(
    kind: str, text: str
) -> None:
    found = label(text)
    assert (str(found.slag) if found and found.is_sure else "ingen") == kind


def test_what_says_the_same_as_the_shared_plan_is_put_in_its_place(
    project: Path, tmp_path: Path
) -> None:
    shared = load_plan(project_at(project), "eksempel").by_address["relasjon/humor-som-bygger"]
    assert run(project, "les-inn", small(tmp_path, RELASJON), "eksempel", "--ja").exit_code == 0
    now = load_plan(project_at(project), "eksempel").by_address["relasjon/humor-som-bygger"]
    assert shared.label == "Vi ler sammen med elevene. Ingen blir ledd av."
    assert now.label == "Vi ler sammen med elevene. Ingen blir noen gang ledd av."


def test_a_theme_is_shown_also_where_the_municipality_has_chosen_its_themes(
    project: Path, tmp_path: Path
) -> None:
    kommune = project / "data/kommuner/eksempel/kommune.yaml"
    text = kommune.read_text("utf-8").replace(
        "# temaer: [relasjon, klasseledelse]", "temaer: [relasjon]"
    )
    kommune.write_text(text, encoding="utf-8")
    file = small(
        tmp_path,
        "# Romfart\n## Kjennetegn\n- Vi ser opp.\n# Mobbing\n## Kjennetegn\n- Vi sier fra.\n",
    )
    result = run(project, "les-inn", file, "eksempel", "--ja")
    assert result.exit_code == 0, result.output
    plan = load_plan(project_at(project), "eksempel")
    assert [tema.tittel for tema in plan.temaer] == [
        "Relasjon mellom lærer og elev",
        "Romfart",
        "Mobbing og krenkelser",
    ]


def test_two_chapters_do_not_become_one_shared_theme_unless_somebody_says_so(
    project: Path, tmp_path: Path
) -> None:
    text = "# Klasseledelse\n## Kjennetegn\n- Vi ser opp.\n# God klasseledelse\n## Kjennetegn\n- Vi ser ned.\n"
    file = small(tmp_path, text)
    svar = small(tmp_path, "tema 2: er det samme som\n", "svar.yaml")
    told = run(project, "les-inn", file, "eksempel", "--tørr", "--svar", svar)
    assert re.search(r"tema +2   2 er det samme som", told.output)
    assert run(project, "les-inn", file, "eksempel", "--ja").exit_code == 0
    titles = [one.tittel for one in load_plan(project_at(project), "eksempel").grunnplan.temaer]
    assert titles.count("Klasseledelse") == 1
    assert titles[-1] == "God klasseledelse"


def test_words_that_only_begin_alike_are_not_the_same_theme(project: Path, tmp_path: Path) -> None:
    file = small(tmp_path, "# Et trygt klassefellesskap\n## Kjennetegn\n- Vi ser opp.\n")
    assert run(project, "les-inn", file, "eksempel", "--ja").exit_code == 0
    titles = [one.tittel for one in load_plan(project_at(project), "eksempel").grunnplan.temaer]
    assert titles[-1] == "Et trygt klassefellesskap"

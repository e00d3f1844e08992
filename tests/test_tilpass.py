"""Changing one thing with `kvalitetsplan tilpass`: what is asked, shown and written."""

from pathlib import Path

from click.testing import CliRunner
from tilpassing import layer_file, tilpass, tilpass_eksempel

from kvalitetsplan.cli import main
from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.project import project_at


def test_a_replacement_gets_today_s_text_filled_in(small_project: Path) -> None:
    result = tilpass(small_project, "ro/venter", "--til", "Vi venter til det er stille.")
    assert result.exit_code == 0, result.output
    assert layer_file(small_project).read_text(encoding="utf-8") == (
        "erstatt:\n  - id: ro/venter\n    felt: kjennetegn\n    fra: Vi venter på stillhet.\n"
        "    til: Vi venter til det er stille.\n\nskrevet_mot: '1.0'\n"
    )
    item = load_plan(project_at(small_project), "prove").by_address["ro/venter"]
    assert item.label == "Vi venter til det er stille."


def test_without_options_today_s_text_is_shown_and_the_new_one_asked_for(
    small_project: Path,
) -> None:
    result = tilpass(small_project, "ro/snakk", answers="\nNår er det stille?\n")
    assert "tekst i dag:\n  Når er det ro hos oss? Ta det i {pu-tid}.\n" in result.output
    assert "til: Når er det stille?" in layer_file(small_project).read_text(encoding="utf-8")


def test_a_letter_that_is_written_as_two_signs_becomes_one(small_project: Path) -> None:
    assert tilpass(small_project, "ro/venter", "--til", "Vi ga\u030ar.").exit_code == 0
    assert "til: Vi går." in layer_file(small_project).read_text(encoding="utf-8")


def test_a_list_is_replaced_text_by_text(small_project: Path) -> None:
    assert (
        tilpass(
            small_project, "ro/snakk", "--felt", "spørsmål", "--til", "En?", "--til", "To?"
        ).exit_code
        == 0
    )
    assert tilpass(small_project, "ro", "--felt", "relaterte", "--til", "lek").exit_code == 0
    plan = load_plan(project_at(small_project), "prove")
    assert plan.by_address["ro/snakk"].sporsmal == ("En?", "To?")  # type: ignore[attr-defined]


def test_an_item_without_a_sentence_of_its_own_is_asked_about_by_field(small_project: Path) -> None:
    result = tilpass(small_project, "ro", answers="tit\nStillhet\n")
    assert "Hvilket felt? tittel, ingress, kort" in result.output
    assert load_plan(project_at(small_project), "prove").tema("ro").tittel == "Stillhet"


def test_an_item_is_removed_with_a_reason_that_is_asked_for(small_project: Path) -> None:
    assert (
        tilpass(small_project, "ro/to-minutter", "--fjern", answers="Vi rydder ikke.\n").exit_code
        == 0
    )
    assert (
        load_plan(project_at(small_project), "prove").endringer[0].begrunnelse == "Vi rydder ikke."
    )


def test_a_new_item_is_asked_for_field_by_field_and_put_where_it_is_wanted(
    small_project: Path,
) -> None:
    answers = "prove-vindu\nVi ser ut av vinduet.\nventer, varsler\n"
    result = tilpass(
        small_project,
        "ro/eksempler",
        "--legg-til",
        "--plassering",
        "før:to-minutter",
        answers=answers,
    )
    assert "Begynn med «prove-»." in result.output
    tema = load_plan(project_at(small_project), "prove").tema("ro")
    assert [one.id for one in tema.eksempler] == ["prove-vindu", "to-minutter"]
    assert tema.eksempler[0].par == ("venter", "varsler")


def test_a_new_item_can_be_given_without_questions(small_project: Path) -> None:
    result = tilpass(small_project, "begreper", "--nytt", "id=prove-ro", "--nytt", "bokmål=ro", "--nytt", "nynorsk=ro",
                      "--nytt", "forklaring=Det er stille: a=b.")  # fmt: skip
    assert result.exit_code == 0, result.output
    assert (
        load_plan(project_at(small_project), "prove").grunnplan.begreper[-1].forklaring
        == "Det er stille: a=b."
    )


def test_a_list_gets_another_order(small_project: Path) -> None:
    assert tilpass(small_project, "temaer", "--rekkefølge", "lek").exit_code == 0
    assert [tema.id for tema in load_plan(project_at(small_project), "prove").temaer] == [
        "lek",
        "ro",
    ]


def test_a_word_of_one_s_own_is_set_and_not_replaced(small_project: Path) -> None:
    assert tilpass(small_project, "parametre/pu-tid", answers="fellestid\n").exit_code == 0
    assert (
        layer_file(small_project).read_text(encoding="utf-8")
        == "sett:\n  pu-tid: fellestid\n\nskrevet_mot: '1.0'\n"
    )
    again = tilpass(small_project, "parametre/pu-tid", "--til", "økt")
    assert (
        "«pu-tid» er alt satt i data/kommuner/prove/tilpasning.yaml:2:11; endre det der"
        in again.output
    )


def test_changes_are_added_to_each_other(small_project: Path) -> None:
    for arguments in (
        ("ro/venter", "--til", "A."),
        ("lek/er-med", "--til", "B."),
        ("temaer", "--rekkefølge", "lek"),
    ):
        assert tilpass(small_project, *arguments).exit_code == 0
    assert [one.adresse for one in load_plan(project_at(small_project), "prove").endringer] == [
        "ro/venter",
        "lek/er-med",
        "temaer",
    ]


def test_an_own_item_is_changed_where_it_is_written(small_project: Path) -> None:
    tilpass(
        small_project,
        "ro/eksempler",
        "--nytt",
        "id=prove-x",
        "--nytt",
        "tekst=x",
        "--nytt",
        "par=venter",
    )
    result = tilpass(small_project, "ro/prove-x", "--til", "y")
    assert (
        "har dere lagt til selv, i data/kommuner/prove/tilpasning.yaml:4:7; endre det der"
        in result.output
    )


def test_numbers_are_written_as_numbers(large_project: Path) -> None:
    result = tilpass_eksempel(
        large_project, "hendelser/skrive-under", "--felt", "måneder", "--til", "9, 10"
    )
    assert result.exit_code == 0, result.output
    assert "    fra: [8]\n    til: [9, 10]\n" in result.output
    # Another file of the layer says which edition it is written against.
    layer = (large_project / "data/kommuner/eksempel/tilpasning.yaml").read_text(encoding="utf-8")
    assert "skrevet_mot" not in layer


def test_addresses_are_completed_while_typing(small_project: Path) -> None:
    environment = {
        "_MAIN_COMPLETE": "bash_complete",
        "COMP_WORDS": f"main --rot {small_project} tilpass prove ro/v",
        "COMP_CWORD": "5",
    }
    result = CliRunner().invoke(main, env=environment, prog_name="main")
    assert sorted(result.output.split()) == [
        "plain,ro/varsler",
        "plain,ro/venter",
        "plain,ro/virkninger",
    ]

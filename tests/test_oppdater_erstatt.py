"""A change to a text of the shared plan, when the text is another, has moved or is gone."""

import pytest
from conftest import ROOT
from utkast import LAG, LAYER, SMALL, after_choice, choice_named, drafted, names_of, text_of

from kvalitetsplan.editions.choices import ASIDE, BEHOLD, FOLG, PEK, SKRIV, SLETT, TA_NY
from kvalitetsplan.plan.grunnplan import load_grunnplan
from kvalitetsplan.plan.layers import apply


def test_what_has_drifted_is_shown_with_three_texts_and_three_choices() -> None:
    (question,) = drafted(LAYER).questions
    assert question.navn == "erstatt ro/venter.kjennetegn"
    assert question.tekster == (
        ("Dere skrev mot", "Vi ventet på ro."),
        ("Grunnplanen nå", "Vi venter på stillhet."),
        ("Deres tekst", "Vi teller til fem, og så venter vi."),
    )
    assert names_of(question) == [BEHOLD, TA_NY, SKRIV]


def test_behold_var_changes_only_the_line_that_says_what_was_written_against() -> None:
    assert after_choice(LAYER, BEHOLD) == LAYER.replace(
        '"Vi ventet på ro."', '"Vi venter på stillhet."'
    )


def test_ta_den_nye_takes_away_only_that_change() -> None:
    start, end = LAYER.index("  - id"), LAYER.index("\n  - {")
    assert after_choice(LAYER, TA_NY) == LAYER[:start] + LAYER[end:]


def test_skriv_ny_puts_the_new_text_where_the_old_stood() -> None:
    before = drafted(LAYER)
    after = before.answered(
        choice_named(before.questions[0], SKRIV).with_text("Vi er stille: alle sammen.")
    )
    assert after.questions == ()
    assert after.layer.erstatt[0].til == "Vi er stille: alle sammen."
    assert text_of(after).splitlines()[-3:] == LAYER.splitlines()[-3:]


def test_the_last_change_that_goes_leaves_an_empty_list_and_every_comment() -> None:
    text = "erstatt: # her\n  # først\n  - { id: ro/venter, felt: kjennetegn, fra: A, til: B }\n# sist\n"
    assert after_choice(text, TA_NY) == "erstatt: [] # her\n  # først\n# sist\n"


def test_a_change_that_is_now_the_shared_text_may_be_tidied_away_but_need_not() -> None:
    text = "erstatt:\n  - { id: ro/prov, felt: tekst, fra: Vent i fem sekunder., til: Vent i fem sekunder. }\n"
    (question,) = drafted(text).questions
    assert (question.venter, names_of(question)) == (False, [SLETT, BEHOLD])


def test_a_change_that_the_shared_plan_has_caught_up_with_must_be_decided() -> None:
    text = (
        "erstatt:\n  - { id: ro/prov, felt: tekst, fra: Vent litt., til: Vent i fem sekunder. }\n"
    )
    (question,) = drafted(text).questions
    assert question.venter
    assert after_choice(text, SLETT) == "erstatt: []\n"
    assert drafted(after_choice(text, BEHOLD)).layer.erstatt[0].fra == "Vent i fem sekunder."


def test_a_change_to_what_has_moved_is_offered_the_heir_and_then_asked_about_its_text() -> None:
    text = (
        "erstatt:\n  - { id: ro/gammelt-par, felt: kjennetegn, fra: Vi venter., til: Vi teller. }\n"
    )
    before = drafted(text)
    assert "flyttet til «ro/venter»" in before.questions[0].hva
    after = before.answered(choice_named(before.questions[0], FOLG))
    assert [question.navn for question in after.questions] == ["erstatt ro/venter.kjennetegn"]
    assert names_of(after.questions[0]) == [BEHOLD, TA_NY, SKRIV]


def test_a_change_follows_a_theme_that_has_moved() -> None:
    moved = SMALL.model_copy(update={"flyttet": {**SMALL.flyttet, "stille": "ro"}})
    text = "erstatt:\n  - { id: stille/prov, felt: tekst, fra: Vent i fem sekunder., til: Tell. }\n"
    assert after_choice(text, FOLG, moved) == text.replace("stille/", "ro/")


def test_the_heir_is_not_offered_where_there_is_a_change_already() -> None:
    text = """\
erstatt:
  - { id: ro/gammelt-par, felt: kjennetegn, fra: Vi venter., til: Vi teller. }
  - { id: ro/venter, felt: kjennetegn, fra: Vi venter på stillhet., til: Vi teller. }
"""
    assert names_of(drafted(text).questions[0]) == [ASIDE, SLETT]


def test_a_change_to_what_is_gone_says_why_it_is_gone() -> None:
    text = "fjern:\n  - { id: ro/borte, begrunnelse: Passer ikke. }\n"
    (question,) = drafted(text).questions
    assert question.hva == "«ro/borte» er tatt ut av grunnplanen: Det sto to ganger."
    assert after_choice(text, SLETT) == "fjern: []\n"


def test_an_order_follows_what_has_moved_and_leaves_out_what_is_gone() -> None:
    text = "rekkefølge:\n  - { liste: ro/par, id: [varsler, gammelt-par, borte] } # slik\n"
    assert (
        after_choice(text, FOLG)
        == "rekkefølge:\n  - { liste: ro/par, id: [varsler, venter] } # slik\n"
    )


def test_a_word_of_ones_own_follows_its_parameter() -> None:
    moved = SMALL.model_copy(update={"flyttet": {"parametre/fellestid": "parametre/pu-tid"}})
    text = 'sett:\n  fellestid: "tirsdager" # vårt\n'
    assert after_choice(text, FOLG, moved) == text.replace("fellestid", "pu-tid")
    assert after_choice(text, SLETT, moved) == "sett: {}\n"


def test_a_list_of_references_that_is_replaced_follows_too() -> None:
    text = "erstatt:\n  - { id: ro/to-minutter, felt: par, fra: [varsler], til: [gammelt-par, borte] }\n"
    assert after_choice(text, FOLG) == text.replace("[gammelt-par, borte]", "[venter]")


def test_a_layer_that_fits_is_asked_nothing() -> None:
    assert drafted("{}\n").questions == ()
    for path in (ROOT / "data" / "demo").glob("*/tilpasning.yaml"):
        assert (
            drafted(path.read_text(encoding="utf-8"), load_grunnplan(ROOT / "data")).questions == ()
        )


@pytest.mark.parametrize(
    ("text", "after"),
    [
        (
            'sett:\n  fellestid: "tirsdager" # vårt\n',
            'sett: {}\n# Lagt til side fra «sett»:\n# fellestid: "tirsdager" # vårt\n',
        ),
        (
            "erstatt:\n  - id: ro/nei # her\n    felt: tekst\n    fra: A\n    til: >-\n      Vi teller.\n",
            "erstatt: []\n# Lagt til side fra «erstatt»:\n"
            "# - id: ro/nei # her\n#   felt: tekst\n#   fra: A\n#   til: >-\n#     Vi teller.\n",
        ),
        (
            "rekkefølge: [{ liste: nei/par, id: [a] }]",
            "rekkefølge: []\n# Lagt til side fra «rekkefølge»:\n# { liste: nei/par, id: [a] }\n",
        ),
        (
            "legg_til:\n- liste: nei/par\n  nytt: { id: a }\n# sist\n",
            "legg_til: []\n# sist\n# Lagt til side fra «legg_til»:\n"
            "# - liste: nei/par\n#   nytt: { id: a }\n",
        ),
        (
            "fjern:\n  - { id: ro/borte, begrunnelse: Passer ikke. }\n",
            "fjern: []\n# Lagt til side fra «fjern»:\n"
            "# - { id: ro/borte, begrunnelse: Passer ikke. }\n",
        ),
    ],
)
def test_what_has_no_place_can_be_set_aside_as_a_comment_with_every_word(
    text: str, after: str
) -> None:
    assert after_choice(text, ASIDE) == after


def test_a_replacement_that_refers_only_to_what_is_gone_can_point_at_something_else() -> None:
    text = "erstatt:\n  - { id: ro/to-minutter, felt: par, fra: [varsler], til: [borte] }\n"
    before = drafted(text)
    (question,) = before.questions
    assert names_of(question) == [PEK, SLETT]
    assert question.hva == "«ro/borte» er tatt ut av grunnplanen: Det sto to ganger."
    after = before.answered(choice_named(question, PEK).with_text("venter"))
    assert text_of(after) == text.replace("[borte]", "[venter]")
    assert after.questions == ()


def test_a_field_with_parts_can_be_replaced_and_kept() -> None:
    shipped = load_grunnplan(ROOT / "data")
    text = (
        "erstatt:\n  - { id: øktfaser/avtale, felt: minutter, fra: { 10: 2, 45: 3, 60: 5, 90: 5 }, "
        "til: { 10: 3, 45: 2, 60: 6, 90: 6 } }\n"
    )
    after = drafted(after_choice(text, BEHOLD, shipped), shipped)
    assert after.questions == ()
    assert apply(shipped, after.layer, LAG).endringer[0].til == {"10": 3, "45": 2, "60": 6, "90": 6}

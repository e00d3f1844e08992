"""A layer in several files, and of several who go on from each other."""

from dataclasses import replace

import pytest
from utkast import (
    FILE,
    LAG,
    LATER,
    OWN_FILE,
    SMALL,
    choice_named,
    kept_of,
    names_of,
    own_items,
    text_of,
    without,
)

from kvalitetsplan.commands.questions import decide
from kvalitetsplan.editions.choices import ASIDE, BEHOLD, EGET, FOLG, SKRIV, SLETT, TA_NY, Ground
from kvalitetsplan.editions.draft import Draft, draft
from kvalitetsplan.plan.continued import continued
from kvalitetsplan.plan.layers import apply
from kvalitetsplan.plan.model import Grunnplan, Lag
from kvalitetsplan.reading.problems import PlanError

IN_TWO_FILES = {
    FILE: "# Våre par\nerstatt:\n  - { id: ro/varsler, felt: kjennetegn, fra: Vi varsler før skifter., til: Vi sier fra. }\n",
    OWN_FILE: "# Våre eksempler\nerstatt:\n  - { id: ro/to-minutter, felt: tekst, fra: Om to minutter rydder vi., til: Vi rydder. }\nsett:\n  fellestid: tirsdager\n",
}


def test_a_change_is_answered_in_the_file_where_it_stands_and_no_other_file_is_touched() -> None:
    new = without("ro/to-minutter")
    first = draft(IN_TWO_FILES, Ground(new, LAG, "prove", SMALL))
    assert [(one.navn, one.mark.file) for one in first.questions] == [
        ("erstatt ro/to-minutter.tekst", OWN_FILE),
        ("sett fellestid", OWN_FILE),
    ]
    kept = first.answered(choice_named(first.questions[0], EGET))
    last = kept.answered(choice_named(kept.questions[0], ASIDE))
    assert last.texts[FILE] == IN_TWO_FILES[FILE]
    assert last.texts[OWN_FILE].startswith("# Våre eksempler\nerstatt: []\nsett: {}\n")
    assert "# fellestid: tirsdager\n" in last.texts[OWN_FILE]
    assert [one.nytt["tekst"] for one in last.layer.legg_til] == ["Vi rydder."]
    assert last.written_against("2.0").texts[FILE].endswith("skrevet_mot: '2.0'\n")


def test_a_word_that_is_set_in_two_files_is_told_of() -> None:
    texts = {FILE: "sett: { pu-tid: a }\n", OWN_FILE: "sett: { pu-tid: b }\n"}
    with pytest.raises(PlanError, match=r"«pu-tid» er satt i tilpasning\.yaml:1 også"):
        draft(texts, Ground(SMALL, LAG, "prove", SMALL))


def _answered(texts: dict[str, str], new: Grunnplan, *choices: str) -> Draft:
    """A layer in several files when each question is answered with the first choice it has."""
    first = draft(texts, Ground(new, LAG, "prove", SMALL))
    last = decide(
        first,
        lambda one, question: one.answered(
            choice_named(question, next(name for name in choices if name in names_of(question)))
        ),
    )
    assert last.questions == ()
    assert apply(new, continued(last.layer)[0], LAG).problems == ()
    return last


def _leik() -> Grunnplan:
    """The small plan when the theme «lek» has got another id."""
    temaer = (
        one.model_copy(update={"id": "leik"}) if one.id == "lek" else one for one in SMALL.temaer
    )
    ro, leik = temaer
    ro = ro.model_copy(update={"relaterte": ("leik",)})
    return SMALL.model_copy(update={"temaer": (ro, leik), "flyttet": {"lek": "leik"}})


def test_what_a_later_file_goes_on_from_is_asked_about_once_and_follows_in_every_file() -> None:
    first = draft(LATER, Ground(_leik(), LAG, "prove", SMALL))
    assert [one.navn for one in first.questions] == [
        "erstatt lek/er-med.kjennetegn",
        "legg_til lek/prove-ny",
        "rekkefølge lek/par",
        "rekkefølge lek/par",
    ]
    assert first.questions[0].tekster[1:] == (
        ("Deres tekst", "Alle er med."),
        ("Deretter, i eksempler.yaml", "Alle leker."),
    )
    last = _answered(LATER, _leik(), FOLG)
    assert last.texts == {file: text.replace("lek/", "leik/") for file, text in LATER.items()}


def test_of_texts_that_go_on_from_each_other_the_last_is_kept_and_the_others_are_comments() -> None:
    last = _answered(LATER, without("lek"), EGET)
    own = own_items(_draft_of(last))
    assert [one for one in own if one.count("/") == 0] == ["prove-lek"]
    assert getattr(own["prove-lek/er-med"], "kjennetegn", "") == "Alle leker."
    assert getattr(own["prove-lek/prove-ny"], "tekst", "") == "Vi smiler."
    assert "fra: Alle er med., til: Alle leker. }" in last.texts[OWN_FILE].partition("# Lagt")[2]


def _draft_of(layer: Draft) -> Draft:
    """The layer as it is when its files have gone on from each other."""
    return replace(layer, layer=continued(layer.layer)[0])


@pytest.mark.parametrize("choice", [SLETT, ASIDE])
def test_texts_that_go_on_from_each_other_go_together(choice: str) -> None:
    texts = {
        FILE: LATER[FILE].partition("legg_til")[0],
        OWN_FILE: LATER[OWN_FILE].partition("  - { id: lek/prove")[0],
    }
    last = draft(texts, Ground(without("lek"), LAG, "prove", without("lek")))
    (question,) = last.questions
    after = last.answered(choice_named(question, choice))
    assert after.questions == ()
    assert after.layer.erstatt == ()
    assert ("Alle leker." in after.texts[OWN_FILE]) == (choice == ASIDE)


def test_a_text_that_is_put_back_by_a_later_file_follows_too() -> None:
    texts = {
        FILE: LATER[FILE].partition("legg_til")[0],
        OWN_FILE: "erstatt:\n  - { id: lek/er-med, felt: kjennetegn, fra: Alle er med., til: Vi er med i leken. }\n",
    }
    assert draft(texts, Ground(SMALL, LAG, "prove", SMALL)).questions == ()
    last = _answered(texts, _leik(), FOLG)
    assert last.texts == {file: text.replace("lek/", "leik/") for file, text in texts.items()}


def test_where_the_shared_text_is_new_a_text_of_ones_own_is_the_last_one() -> None:
    texts = {
        FILE: "erstatt:\n  - { id: ro/venter, felt: kjennetegn, fra: Vi ventet på ro., til: B }\n",
        OWN_FILE: "erstatt:\n  - { id: ro/venter, felt: kjennetegn, fra: B, til: C }\n",
    }
    first = draft(texts, Ground(SMALL, LAG, "prove", SMALL))
    (question,) = first.questions
    new = first.answered(choice_named(question, SKRIV).with_text("D"))
    assert new.questions == first.answered(choice_named(question, BEHOLD)).questions == ()
    assert [one.til for one in new.layer.erstatt] == ["B", "D"]
    assert first.answered(choice_named(question, TA_NY)).layer.erstatt == ()


IN_ONE_THEME = """\
erstatt:
  - id: lek/er-med
    felt: kjennetegn
    fra: Vi er med i leken.
    # Vedtatt i juni.
    til: >-   # Olas ord
      Alle er med.
  - { id: lek/er-med, felt: hvem, fra: ansatte, til: ledelse } # Den nye rektor.
  - { id: lek, felt: relaterte, fra: [], til: [ro] }
  - { id: lek, felt: kort, fra: Alle får være med., til: Alle leker. }
"""


def test_all_that_is_kept_of_a_theme_is_in_one_theme_with_every_comment() -> None:
    kept = kept_of(IN_ONE_THEME, without("lek"))
    own = own_items(kept)
    assert [one for one in own if "/" not in one] == ["prove-lek"]
    theme, pair = own["prove-lek"].model_dump(), own["prove-lek/er-med"].model_dump()
    assert (theme["kort"], theme["relaterte"]) == ("Alle leker.", ("ro",))
    assert (pair["kjennetegn"], pair["hvem"]) == ("Alle er med.", "ledelse")
    comments = "  # Vedtatt i juni.\n  # Olas ord\n  # Den nye rektor.\n"
    assert text_of(kept).startswith(f"erstatt: []\n{comments}")


def test_the_choices_in_a_theme_that_is_gone_are_the_same_when_it_has_become_ones_own() -> None:
    texts = {FILE: f"{IN_ONE_THEME}{LATER[FILE].partition('til: Alle er med. }')[2].lstrip()}"}
    first = draft(texts, Ground(without("lek"), LAG, "prove", SMALL))
    shown = {one.navn: names_of(one) for one in first.questions}
    assert set(map(tuple, shown.values())) == {(EGET, SLETT)}
    for question in first.questions:
        kept = first.answered(choice_named(question, EGET))
        assert {one.navn: names_of(one) for one in kept.questions}.items() <= shown.items()


def test_a_school_follows_what_the_municipality_has_kept_as_its_own() -> None:
    text = (
        "erstatt:\n  - { id: lek/er-med, felt: kjennetegn, fra: Alle er med., til: Vi hopper. }\n"
    )
    kept = kept_of(IN_ONE_THEME, without("lek"))
    plan = apply(without("lek"), kept.layer, LAG).grunnplan
    first = draft({FILE: text}, Ground(plan, Lag.SKOLEN, "asen", SMALL, "prove"))
    (question,) = first.questions
    assert names_of(question) == [FOLG, SLETT]
    last = first.answered(choice_named(question, FOLG))
    assert text_of(last) == text.replace("lek/", "prove-lek/")
    assert last.questions == ()

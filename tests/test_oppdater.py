"""Taking a newer shared plan: nobody loses a word, and only what somebody must decide is asked."""

import json
import shutil
from dataclasses import replace
from pathlib import Path
from random import Random
from unicodedata import normalize

import pytest
import yaml
from click.testing import CliRunner, Result
from conftest import ROOT, git
from hypothesis import given, settings
from hypothesis import strategies as st
from tilfeldig import (
    SAKER,
    Raw,
    as_yaml,
    going_on,
    is_meant,
    large_plan,
    random_layer,
    rewritten,
    touched,
)

from kvalitetsplan.cli import main
from kvalitetsplan.commands.questions import decide
from kvalitetsplan.editing.edits import Edit
from kvalitetsplan.editing.yamlfile import edited
from kvalitetsplan.editions.choices import (
    ASIDE,
    BEGGE,
    BEHOLD,
    EGET,
    FOLG,
    PEK,
    SKRIV,
    SLETT,
    TA_NY,
    Ground,
    Sporsmal,
    Valg,
)
from kvalitetsplan.editions.draft import Draft, draft
from kvalitetsplan.plan.addresses import addressed, find, list_at, with_list
from kvalitetsplan.plan.continued import continued
from kvalitetsplan.plan.grunnplan import load_grunnplan
from kvalitetsplan.plan.layers import _laid, apply
from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.model import (
    Eksempel,
    Fjern,
    Grunnplan,
    Lag,
    Par,
    Plassering,
    Punkt,
    Temafil,
    Tilpasning,
)
from kvalitetsplan.plan.project import project_at
from kvalitetsplan.reading.problems import PlanError
from kvalitetsplan.reading.values import tidy

SMALL = load_grunnplan(SAKER / "plan/data")
LAG = Lag.KOMMUNEN
FILE = "tilpasning.yaml"
LAYER = """\
# Vårt eget.
erstatt:
  # Den viktigste.
  - id: ro/venter # paret
    felt: kjennetegn
    fra: "Vi ventet på ro." # slik var det
    til: >-
      Vi teller til fem,
      og så venter vi.

  - { id: ro/prov, felt: tekst, fra: Vent i fem sekunder., til: Tell til fem. } # øvelsen
sett:
  pu-tid: "fellestid" # vårt ord
"""


def _draft(text: str, grunnplan: Grunnplan = SMALL, old: Grunnplan | None = None) -> Draft:
    return draft({FILE: text}, Ground(grunnplan, Lag.KOMMUNEN, "prove", old or grunnplan))


def _text(draft: Draft) -> str:
    """What the only file of a layer says."""
    return draft.texts[FILE]


def _after(text: str, choice: str, grunnplan: Grunnplan = SMALL) -> str:
    """The layer after its only question is answered."""
    before = _draft(text, grunnplan)
    assert len(before.questions) == 1
    return _text(before.answered(_choice(before.questions[0], choice)))


def _choice(question: Sporsmal, name: str) -> Valg:
    return next(valg for valg in question.valg if valg.navn == name)


def _names(question: Sporsmal) -> list[str]:
    return [valg.navn for valg in question.valg]


# --- What is asked --------------------------------------------------------------------------------
# -------------------


def test_what_has_drifted_is_shown_with_three_texts_and_three_choices() -> None:
    (question,) = _draft(LAYER).questions
    assert question.navn == "erstatt ro/venter.kjennetegn"
    assert question.tekster == (
        ("Dere skrev mot", "Vi ventet på ro."),
        ("Grunnplanen nå", "Vi venter på stillhet."),
        ("Deres tekst", "Vi teller til fem, og så venter vi."),
    )
    assert _names(question) == [BEHOLD, TA_NY, SKRIV]


def test_behold_var_changes_only_the_line_that_says_what_was_written_against() -> None:
    assert _after(LAYER, BEHOLD) == LAYER.replace('"Vi ventet på ro."', '"Vi venter på stillhet."')


def test_ta_den_nye_takes_away_only_that_change() -> None:
    start, end = LAYER.index("  - id"), LAYER.index("\n  - {")
    assert _after(LAYER, TA_NY) == LAYER[:start] + LAYER[end:]


def test_skriv_ny_puts_the_new_text_where_the_old_stood() -> None:
    before = _draft(LAYER)
    after = before.answered(
        _choice(before.questions[0], SKRIV).with_text("Vi er stille: alle sammen.")
    )
    assert after.questions == ()
    assert after.layer.erstatt[0].til == "Vi er stille: alle sammen."
    assert _text(after).splitlines()[-3:] == LAYER.splitlines()[-3:]


def test_the_last_change_that_goes_leaves_an_empty_list_and_every_comment() -> None:
    text = "erstatt: # her\n  # først\n  - { id: ro/venter, felt: kjennetegn, fra: A, til: B }\n# sist\n"
    assert _after(text, TA_NY) == "erstatt: [] # her\n  # først\n# sist\n"


def test_a_change_that_is_now_the_shared_text_may_be_tidied_away_but_need_not() -> None:
    text = "erstatt:\n  - { id: ro/prov, felt: tekst, fra: Vent i fem sekunder., til: Vent i fem sekunder. }\n"
    (question,) = _draft(text).questions
    assert (question.venter, _names(question)) == (False, [SLETT, BEHOLD])


def test_a_change_that_the_shared_plan_has_caught_up_with_must_be_decided() -> None:
    text = (
        "erstatt:\n  - { id: ro/prov, felt: tekst, fra: Vent litt., til: Vent i fem sekunder. }\n"
    )
    (question,) = _draft(text).questions
    assert question.venter
    assert _after(text, SLETT) == "erstatt: []\n"
    assert _draft(_after(text, BEHOLD)).layer.erstatt[0].fra == "Vent i fem sekunder."


def test_a_change_to_what_has_moved_is_offered_the_heir_and_then_asked_about_its_text() -> None:
    text = (
        "erstatt:\n  - { id: ro/gammelt-par, felt: kjennetegn, fra: Vi venter., til: Vi teller. }\n"
    )
    before = _draft(text)
    assert "flyttet til «ro/venter»" in before.questions[0].hva
    after = before.answered(_choice(before.questions[0], FOLG))
    assert [question.navn for question in after.questions] == ["erstatt ro/venter.kjennetegn"]
    assert _names(after.questions[0]) == [BEHOLD, TA_NY, SKRIV]


def test_a_change_follows_a_theme_that_has_moved() -> None:
    moved = SMALL.model_copy(update={"flyttet": {**SMALL.flyttet, "stille": "ro"}})
    text = "erstatt:\n  - { id: stille/prov, felt: tekst, fra: Vent i fem sekunder., til: Tell. }\n"
    assert _after(text, FOLG, moved) == text.replace("stille/", "ro/")


def test_the_heir_is_not_offered_where_there_is_a_change_already() -> None:
    text = """\
erstatt:
  - { id: ro/gammelt-par, felt: kjennetegn, fra: Vi venter., til: Vi teller. }
  - { id: ro/venter, felt: kjennetegn, fra: Vi venter på stillhet., til: Vi teller. }
"""
    assert _names(_draft(text).questions[0]) == [ASIDE, SLETT]


def test_a_change_to_what_is_gone_says_why_it_is_gone() -> None:
    text = "fjern:\n  - { id: ro/borte, begrunnelse: Passer ikke. }\n"
    (question,) = _draft(text).questions
    assert question.hva == "«ro/borte» er tatt ut av grunnplanen: Det sto to ganger."
    assert _after(text, SLETT) == "fjern: []\n"


NEW = """\
legg_til:
  - liste: ro/eksempler
    plassering: {{ etter: {etter} }}
    nytt: {{ id: prove-ny, tekst: Vi hvisker., par: [{par}] }}
"""


@pytest.mark.parametrize(
    ("etter", "par", "after"),
    [
        (
            "to-minutter",
            "gammelt-par, varsler",
            NEW.format(etter="to-minutter", par="venter, varsler"),
        ),
        ("to-minutter", "borte, varsler", NEW.format(etter="to-minutter", par="varsler")),
        (
            "borte",
            "venter",
            NEW.format(etter="x", par="venter").replace("    plassering: { etter: x }\n", ""),
        ),
    ],
)
def test_an_item_of_ones_own_follows_what_it_points_to(etter: str, par: str, after: str) -> None:
    assert _after(NEW.format(etter=etter, par=par), FOLG) == after


def test_an_item_that_points_to_what_is_gone_can_point_at_another_and_is_told_what_is_gone() -> (
    None
):
    before = _draft(NEW.format(etter="to-minutter", par="borte"))
    (question,) = before.questions
    assert _names(question) == [PEK, ASIDE, SLETT]
    assert "«ro/borte» er tatt ut av grunnplanen: Det sto to ganger." in question.hva
    after = before.answered(_choice(question, PEK).with_text("venter"))
    assert _text(after) == NEW.format(etter="to-minutter", par="venter")
    assert after.questions == ()


def test_an_item_cannot_point_at_something_else_that_is_not_there() -> None:
    before = _draft(NEW.format(etter="to-minutter", par="borte"))
    with pytest.raises(PlanError, match="ukjent par «vennter» – mente du «venter»"):
        before.answered(_choice(before.questions[0], PEK).with_text("vennter"))


def test_what_an_item_points_to_can_be_kept_where_the_former_edition_had_it() -> None:
    text = NEW.format(etter="to-minutter", par="varsler")
    kept = _kept(text, _without("ro/varsler"))
    own = _own_items(kept)
    assert set(own) == {"ro/prove-varsler", "ro/prove-ny"}
    assert getattr(own["ro/prove-ny"], "par", ()) == ("prove-varsler",)


def test_an_item_of_ones_own_moves_with_its_theme() -> None:
    moved = SMALL.model_copy(update={"flyttet": {**SMALL.flyttet, "stille": "ro"}})
    text = NEW.format(etter="to-minutter", par="venter")
    assert _after(text.replace("ro/", "stille/"), FOLG, moved) == text


GONE = "erstatt:\n  - { id: ro/prov, felt: tekst, fra: Vent i fem sekunder., til: Tell til fem. }\n"


def _without(*addresses: str) -> Grunnplan:
    """The small plan without some items."""
    fjern = tuple(Fjern(id=one, begrunnelse="Borte.") for one in addresses)
    return _laid(SMALL, Tilpasning(fjern=fjern), LAG).grunnplan


def _kept(text: str, new: Grunnplan) -> Draft:
    """The layer when everything that is gone, and may be kept, is kept."""
    first = _draft(text, new, SMALL)
    last = decide(
        first,
        lambda one, question: one.answered(
            next(_choice(question, one) for one in (EGET, FOLG, SLETT) if one in _names(question))
        ),
    )
    assert last.questions == ()
    assert apply(new, last.layer, LAG).problems == ()
    return last


def _own_items(layer: Draft) -> dict[str, Punkt]:
    """The items the layer adds, by address."""
    plan = apply(layer.ground.plan, layer.layer, LAG).grunnplan
    return {address: item for address, item in addressed(plan).items() if item.lag == LAG}


def test_what_is_gone_can_become_ones_own_with_its_text_and_what_it_points_to() -> None:
    own = _own_items(_kept(GONE, _without("ro/prov")))
    assert list(own) == ["ro/prove-prov"]
    expected = find(SMALL, "ro/prov")
    assert expected
    assert own["ro/prove-prov"].model_dump() == {
        **expected[1].model_dump(),
        "id": "prove-prov",
        "tekst": "Tell til fem.",
    }


def test_two_texts_in_one_item_that_is_gone_become_one_item() -> None:
    text = f"{GONE}  - {{ id: ro/prov, felt: tittel, fra: Prøv, til: Tell }}\n"
    own = _own_items(_kept(text, _without("ro/prov")))
    assert list(own) == ["ro/prove-prov"]
    assert {"tittel": "Tell", "tekst": "Tell til fem."}.items() <= own[
        "ro/prove-prov"
    ].model_dump().items()


def test_what_is_ones_own_stands_after_what_it_stood_after() -> None:
    text = "erstatt:\n  - { id: ro/varsler, felt: kjennetegn, fra: Vi varsler før skifter., til: Vi sier fra. }\n"
    place = _kept(text, _without("ro/varsler", "ro/to-minutter")).layer.legg_til[0].plassering
    assert isinstance(place, Plassering)
    assert place.etter == "venter"


def test_what_an_item_cannot_be_without_comes_along_and_the_rest_of_the_layer_follows() -> None:
    text = """\
erstatt:
  - { id: ro/to-minutter, felt: tekst, fra: Om to minutter rydder vi., til: Om ett minutt rydder vi. }
  - { id: ro/varsler, felt: kjennetegn, fra: Vi varsler før skifter., til: Vi sier fra. }
legg_til:
  - { liste: ro/eksempler, nytt: { id: prove-ny, tekst: Vi hvisker., par: [varsler] } }
rekkefølge:
  - { liste: ro/par, id: [varsler, venter] }
"""
    new = _without("ro/varsler", "ro/to-minutter", "ro/begynner", "ro/horer")
    kept = _kept(text, new)
    own = _own_items(kept)
    assert set(own) == {
        f"ro/prove-{id}" for id in ("begynner", "horer", "varsler", "to-minutter", "ny")
    }
    pair, example = own["ro/prove-varsler"], own["ro/prove-to-minutter"]
    assert isinstance(pair, Par)
    assert isinstance(example, Eksempel)
    assert (pair.kjennetegn, pair.sannsynliggjor) == (
        "Vi sier fra.",
        ("prove-begynner", "prove-horer"),
    )
    assert example.par == tuple(kept.layer.legg_til[0].nytt["par"]) == ("prove-varsler",)
    assert kept.layer.rekkefolge[0].id == ("prove-varsler", "venter")


def test_without_the_edition_that_had_it_one_is_told_how_to_get_it() -> None:
    (question,) = _draft(GONE, _without("ro/prov")).questions
    assert _names(question) == [ASIDE, SLETT]
    assert question.hva.endswith("Det kan bli deres eget: Bruk --fra og en utgave som har det.")


IN_A_THEME = """\
fjern:
  - { id: ro/to-minutter, begrunnelse: Passer ikke. }
erstatt:
  - { id: ro, felt: kort, fra: X, til: Vårt eget. }
  - { id: ro/prov, felt: tekst, fra: Vent i fem sekunder., til: Tell til fem. }
legg_til:
  - { liste: ro/eksempler, nytt: { id: prove-ny, tekst: Vi hvisker., par: [varsler] } }
rekkefølge:
  - { liste: ro/par, id: [varsler, venter] }
"""


def test_a_whole_theme_that_is_gone_becomes_ones_own_with_all_that_was_written_in_it() -> None:
    own = _own_items(_kept(IN_A_THEME, _without("ro", "lek")))
    assert getattr(own["prove-ro"], "kort", "") == "Vårt eget."
    assert getattr(own["prove-ro/prov"], "tekst", "") == "Tell til fem."
    assert getattr(own["prove-ro/prove-ny"], "par", ()) == ("varsler",)
    assert "prove-ro/to-minutter" not in own


SAME = """\
legg_til:
  - { liste: ro/eksempler, nytt: { id: ny, tekst: Vi hvisker., par: [par-ny] } } # vår
  - { liste: ro/eksempler, plassering: { før: ny }, nytt: { id: prove-to, tekst: Vi ler., par: [par-ny, venter] } }
  - liste: ro/par
    nytt:
      id: par-ny
      kjennetegn: Vi smiler.
      hvem: ansatte
      sannsynliggjør: [horer]
      grunnlag: sannsynlig
      kilder: [hansen2009]
erstatt:
  - { id: ro/prov, felt: par, fra: [venter], til: [par-ny] }
rekkefølge:
  - { liste: ro/eksempler, id: [ny, to-minutter] }
"""


def _with_same_ids() -> Grunnplan:
    """The small plan with an example called `ny` and a pair called `par-ny`, as the layer `SAME`
    has.
    """
    layer = yaml.safe_load(SAME)
    added = [one for one in layer["legg_til"] if one["nytt"]["id"] in ("ny", "par-ny")]
    return apply(SMALL, _draft(as_yaml({"legg_til": added})).layer, LAG).grunnplan


def test_the_layer_that_is_asked_about_equal_ids_fits_before_they_come() -> None:
    assert apply(SMALL, _draft(SAME).layer, LAG).problems == ()
    assert _draft(SAME).questions == ()


def test_two_items_with_one_id_can_both_stay_and_the_layer_s_own_references_follow() -> None:
    new = _with_same_ids()
    first = _draft(SAME, new)
    assert [(one.navn, _names(one)) for one in first.questions] == [
        ("legg_til ro/ny", [BEGGE, TA_NY]),
        ("legg_til ro/par-ny", [BEGGE, TA_NY]),
    ]
    last = decide(first, lambda one, question: one.answered(_choice(question, BEGGE)))
    expected = SAME
    for old, ours in (
        ("id: ny", "id: prove-ny"),
        ("id: [ny", "id: [prove-ny"),
        ("før: ny", "før: prove-ny"),
    ):
        expected = expected.replace(old, ours)
    assert _text(last) == expected.replace("par-ny", "prove-par-ny")
    assert last.questions == ()
    assert apply(new, last.layer, LAG).problems == ()


def test_of_two_items_with_one_id_the_shared_one_can_be_taken() -> None:
    last = decide(
        _draft(SAME, _with_same_ids()), lambda one, question: one.answered(_choice(question, TA_NY))
    )
    assert [one.nytt["id"] for one in last.layer.legg_til] == ["prove-to"]
    assert last.questions == ()
    assert apply(_with_same_ids(), last.layer, LAG).problems == ()


def test_an_id_that_has_the_name_of_the_municipality_already_gets_a_number() -> None:
    text = "legg_til:\n  - { liste: begreper, nytt: { id: prove-ro, bokmål: ro, nynorsk: ro, forklaring: Vi er stille. } }\n"
    new = apply(SMALL, _draft(text).layer, LAG).grunnplan
    assert _after(text, BEGGE, new) == text.replace("prove-ro", "prove-ro-2")


def test_a_theme_of_ones_own_gets_another_id_with_all_that_stands_in_it() -> None:
    theme = next(
        one
        for one in yaml.safe_load((SAKER / "plan/data" / "themes.yaml").read_text("utf-8"))[
            "temaer"
        ]
        if one["id"] == "lek"
    )
    own = {"liste": "temaer", "nytt": {**theme, "id": "ute"}}
    more = {
        "liste": "ute/eksempler",
        "nytt": {"id": "prove-mer", "tekst": "Vi hopper.", "par": ["er-med"]},
    }
    text = as_yaml({"legg_til": [own, more], "erstatt": []})
    new = apply(SMALL, _draft(as_yaml({"legg_til": [own]})).layer, LAG).grunnplan
    after = _after(text, BEGGE, new)
    assert after == text.replace("id: ute", "id: prove-ute").replace(
        "ute/eksempler", "prove-ute/eksempler"
    )
    assert apply(new, _draft(after, new).layer, LAG).problems == ()


def test_an_order_follows_what_has_moved_and_leaves_out_what_is_gone() -> None:
    text = "rekkefølge:\n  - { liste: ro/par, id: [varsler, gammelt-par, borte] } # slik\n"
    assert (
        _after(text, FOLG) == "rekkefølge:\n  - { liste: ro/par, id: [varsler, venter] } # slik\n"
    )


def test_a_word_of_ones_own_follows_its_parameter() -> None:
    moved = SMALL.model_copy(update={"flyttet": {"parametre/fellestid": "parametre/pu-tid"}})
    text = 'sett:\n  fellestid: "tirsdager" # vårt\n'
    assert _after(text, FOLG, moved) == text.replace("fellestid", "pu-tid")
    assert _after(text, SLETT, moved) == "sett: {}\n"


def test_a_list_of_references_that_is_replaced_follows_too() -> None:
    text = "erstatt:\n  - { id: ro/to-minutter, felt: par, fra: [varsler], til: [gammelt-par, borte] }\n"
    assert _after(text, FOLG) == text.replace("[gammelt-par, borte]", "[venter]")


def test_a_layer_that_fits_is_asked_nothing() -> None:
    assert _draft("{}\n").questions == ()
    for path in (ROOT / "data" / "demo").glob("*/tilpasning.yaml"):
        assert (
            _draft(path.read_text(encoding="utf-8"), load_grunnplan(ROOT / "data")).questions == ()
        )


# --- Words that have no place any more
# -----------------------------------------------------------------------------------------


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
    assert _after(text, ASIDE) == after


def test_a_replacement_that_refers_only_to_what_is_gone_can_point_at_something_else() -> None:
    text = "erstatt:\n  - { id: ro/to-minutter, felt: par, fra: [varsler], til: [borte] }\n"
    before = _draft(text)
    (question,) = before.questions
    assert _names(question) == [PEK, SLETT]
    assert question.hva == "«ro/borte» er tatt ut av grunnplanen: Det sto to ganger."
    after = before.answered(_choice(question, PEK).with_text("venter"))
    assert _text(after) == text.replace("[borte]", "[venter]")
    assert after.questions == ()


# --- A layer in several files
# -----------------------------------------------------------------------------------------

OWN_FILE = "tilpasning/eksempler.yaml"
IN_TWO_FILES = {
    FILE: "# Våre par\nerstatt:\n  - { id: ro/varsler, felt: kjennetegn, fra: Vi varsler før skifter., til: Vi sier fra. }\n",
    OWN_FILE: "# Våre eksempler\nerstatt:\n  - { id: ro/to-minutter, felt: tekst, fra: Om to minutter rydder vi., til: Vi rydder. }\nsett:\n  fellestid: tirsdager\n",
}


def test_a_change_is_answered_in_the_file_where_it_stands_and_no_other_file_is_touched() -> None:
    new = _without("ro/to-minutter")
    first = draft(IN_TWO_FILES, Ground(new, LAG, "prove", SMALL))
    assert [(one.navn, one.mark.file) for one in first.questions] == [
        ("erstatt ro/to-minutter.tekst", OWN_FILE),
        ("sett fellestid", OWN_FILE),
    ]
    kept = first.answered(_choice(first.questions[0], EGET))
    last = kept.answered(_choice(kept.questions[0], ASIDE))
    assert last.texts[FILE] == IN_TWO_FILES[FILE]
    assert last.texts[OWN_FILE].startswith("# Våre eksempler\nerstatt: []\nsett: {}\n")
    assert "# fellestid: tirsdager\n" in last.texts[OWN_FILE]
    assert [one.nytt["tekst"] for one in last.layer.legg_til] == ["Vi rydder."]
    assert last.written_against("2.0").texts[FILE].endswith("skrevet_mot: '2.0'\n")


def test_a_field_with_parts_can_be_replaced_and_kept() -> None:
    shipped = load_grunnplan(ROOT / "data")
    text = (
        "erstatt:\n  - { id: øktfaser/avtale, felt: minutter, fra: { 10: 2, 45: 3, 60: 5, 90: 5 }, "
        "til: { 10: 3, 45: 2, 60: 6, 90: 6 } }\n"
    )
    after = _draft(_after(text, BEHOLD, shipped), shipped)
    assert after.questions == ()
    assert apply(shipped, after.layer, LAG).endringer[0].til == {"10": 3, "45": 2, "60": 6, "90": 6}


def test_a_word_that_is_set_in_two_files_is_told_of() -> None:
    texts = {FILE: "sett: { pu-tid: a }\n", OWN_FILE: "sett: { pu-tid: b }\n"}
    with pytest.raises(PlanError, match=r"«pu-tid» er satt i tilpasning\.yaml:1 også"):
        draft(texts, Ground(SMALL, LAG, "prove", SMALL))


LATER = {
    FILE: """\
erstatt:
  - { id: lek/er-med, felt: kjennetegn, fra: Vi er med i leken., til: Alle er med. }
legg_til:
  - { liste: lek/eksempler, nytt: { id: prove-ny, tekst: Vi ler., par: [er-med] } }
rekkefølge:
  - { liste: lek/par, id: [er-med] }
""",
    OWN_FILE: """\
erstatt:
  - { id: lek/er-med, felt: kjennetegn, fra: Alle er med., til: Alle leker. }
  - { id: lek/prove-ny, felt: tekst, fra: Vi ler., til: Vi smiler. }
rekkefølge:
  - { liste: lek/par, id: [er-med] }
""",
}


def _answered(texts: dict[str, str], new: Grunnplan, *choices: str) -> Draft:
    """A layer in several files when each question is answered with the first choice it has."""
    first = draft(texts, Ground(new, LAG, "prove", SMALL))
    last = decide(
        first,
        lambda one, question: one.answered(
            _choice(question, next(name for name in choices if name in _names(question)))
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
    last = _answered(LATER, _without("lek"), EGET)
    own = _own_items(_draft_of(last))
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
    last = draft(texts, Ground(_without("lek"), LAG, "prove", _without("lek")))
    (question,) = last.questions
    after = last.answered(_choice(question, choice))
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
    new = first.answered(_choice(question, SKRIV).with_text("D"))
    assert new.questions == first.answered(_choice(question, BEHOLD)).questions == ()
    assert [one.til for one in new.layer.erstatt] == ["B", "D"]
    assert first.answered(_choice(question, TA_NY)).layer.erstatt == ()


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
    kept = _kept(IN_ONE_THEME, _without("lek"))
    own = _own_items(kept)
    assert [one for one in own if "/" not in one] == ["prove-lek"]
    theme, pair = own["prove-lek"].model_dump(), own["prove-lek/er-med"].model_dump()
    assert (theme["kort"], theme["relaterte"]) == ("Alle leker.", ("ro",))
    assert (pair["kjennetegn"], pair["hvem"]) == ("Alle er med.", "ledelse")
    comments = "  # Vedtatt i juni.\n  # Olas ord\n  # Den nye rektor.\n"
    assert _text(kept).startswith(f"erstatt: []\n{comments}")


def test_the_choices_in_a_theme_that_is_gone_are_the_same_when_it_has_become_ones_own() -> None:
    texts = {FILE: f"{IN_ONE_THEME}{LATER[FILE].partition('til: Alle er med. }')[2].lstrip()}"}
    first = draft(texts, Ground(_without("lek"), LAG, "prove", SMALL))
    shown = {one.navn: _names(one) for one in first.questions}
    assert set(map(tuple, shown.values())) == {(EGET, SLETT)}
    for question in first.questions:
        kept = first.answered(_choice(question, EGET))
        assert {one.navn: _names(one) for one in kept.questions}.items() <= shown.items()


def test_a_school_follows_what_the_municipality_has_kept_as_its_own() -> None:
    text = (
        "erstatt:\n  - { id: lek/er-med, felt: kjennetegn, fra: Alle er med., til: Vi hopper. }\n"
    )
    kept = _kept(IN_ONE_THEME, _without("lek"))
    plan = apply(_without("lek"), kept.layer, LAG).grunnplan
    first = draft({FILE: text}, Ground(plan, Lag.SKOLEN, "asen", SMALL, "prove"))
    (question,) = first.questions
    assert _names(question) == [FOLG, SLETT]
    last = first.answered(_choice(question, FOLG))
    assert _text(last) == text.replace("lek/", "prove-lek/")
    assert last.questions == ()


# --- How the file is changed
# -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "value",
    ["a: b", "a #b", "«x»", "- a", "null", "x, y", "1. a\n\n2. b", "ord " * 60, "[a]", "a:"],
)
@pytest.mark.parametrize(
    "before", ["A", '"A"', "'A'", ">-\n    A", "|\n    A\n\n", "A # slik", "A\n    B"]
)
def test_any_text_can_stand_where_any_text_stood(before: str, value: str) -> None:
    text = f"x:\n  fra: {before}\n# etter\n  til: C\n"
    new = edited(text, [Edit(("x", "fra"), value)], "fil")
    assert tidy(yaml.safe_load(new)["x"]["fra"] or "null") == tidy(value)
    assert new.endswith("# etter\n  til: C\n")
    assert "# slik" in new or "# slik" not in text


def test_lists_keep_the_shape_they_had() -> None:
    text = "x:\n  fra:\n    - a # en\n    - b\n  til: [c, d]\n"
    new = edited(text, [Edit(("x", "fra"), ("e", "f: g")), Edit(("x", "til"), ("h, i",))], "fil")
    assert new == 'x:\n  # en\n  fra:\n    - e\n    - "f: g"\n  til: ["h, i"]\n'


@pytest.mark.parametrize(
    ("text", "loc", "after"),
    [
        ("x: [a, b, c]\n", ("x", 0), "x: [b, c]\n"),
        ("x: [a, b, c]\n", ("x", 2), "x: [a, b]\n"),
        ("x: [a]\n", ("x", 0), "x: []\n"),
        ("x:\n  - a\n  # b\n  - b # c\n", ("x", 1), "x:\n  - a\n  # b\n"),
        ("x:\n  - a: 1\n    b: 2\n", ("x", 0, "a"), "x:\n  - b: 2\n"),
        (
            "x:\n  - a: 1\n    b: >\n      c\n\n\n  - d\n",
            ("x", 0, "b"),
            "x:\n  - a: 1\n\n\n  - d\n",
        ),
        ("x:\n  - a", ("x", 0), "x: []\n"),
    ],
)
def test_what_goes_takes_nothing_else_with_it(
    text: str, loc: tuple[str | int, ...], after: str
) -> None:
    assert edited(text, [Edit(loc, None)], "fil") == after


@pytest.mark.parametrize(
    ("text", "edit", "after"),
    [
        ("x: >- # a\n  b\n", Edit(("x",), "c"), "# a\nx: c\n"),
        ("x:\n  - y: | # a\n      b\n", Edit(("x", 0, "y"), "c"), "x:\n  # a\n  - y: c\n"),
        ("x: [a, # b\n  c]\n", Edit(("x",), ("d",)), "# b\nx: [d]\n"),
        ("{x: [a, # b\n  c]}\n", Edit(("x",), ("d",)), "{x: [d]}\n# b\n"),
        ("x: [{ y: [a, # b\n  c] }]", Edit(("x", 0, "y"), "d"), "x: [{ y: d }]\n# b\n"),
        ("x:\n  - a # b\n", Edit(("x", 0), None, noted=True), "x: []\n  # b\n"),
        ("x: '# a'\ny: b#c # d\n", Edit(("x",), "e"), 'x: "e"\ny: b#c # d\n'),
    ],
)
def test_a_comment_on_what_is_written_anew_stays(text: str, edit: Edit, after: str) -> None:
    assert edited(text, [edit], "fil") == after


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("x:\n  - y: a # b\nz: c\n", "x:\n  - y: a # b\n    n: [d]\nz: c\n"),
        ("x:\n  - { y: a }", "x:\n  - { y: a, n: [d] }"),
        ("x:\n  - y: >-\n      a", "x:\n  - y: >-\n      a\n    n: [d]"),
    ],
)
def test_a_field_can_be_put_in_something_deep_in_a_file(text: str, after: str) -> None:
    assert edited(text, [Edit(("x", 0, "n"), ["d"], append=True)], "fil") == after


def test_windows_line_ends_stay() -> None:
    assert (
        edited("x: a\r\ny: b\r\n", [Edit(("x",), "c\n\nd")], "fil")
        == "x: |-\r\n  c\r\n\r\n  d\r\ny: b\r\n"
    )


def test_a_file_that_cannot_be_changed_safely_is_not_changed() -> None:
    with pytest.raises(PlanError, match="skriv endringen inn selv"):
        edited("x:\n  - - a\n    - b\n", [Edit(("x", 0, 0), None)], "fil")


LEGAL = st.text(
    st.characters(exclude_categories=("C", "Zl", "Zp"), include_characters="\n"),
    min_size=1,
    max_size=150,
)
TEXTS = LEGAL.map(lambda text: tidy(normalize("NFC", text))).filter(
    lambda text: text and text == tidy(text) and is_meant(text)
)
STYLES = (
    "{{ id: {0}, felt: {1}, fra: {2}, til: {3} }}",
    "id: {0} # her\n    felt: {1}\n    # og her\n    fra: {2}\n    til: {3}",
)
FIELDS = (
    ("ro/venter", "kjennetegn"),
    ("ro/prov", "tekst"),
    ("ro/to-minutter", "tekst"),
    ("begreper/ro", "forklaring"),
)


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=4, max_size=4), st.sampled_from(STYLES))
@settings(max_examples=80, deadline=None)
def test_after_behold_var_the_published_text_is_as_it_was(
    texts: list[tuple[str, str, str]], style: str
) -> None:
    old, new = SMALL, SMALL
    lines = ["# Vårt", "erstatt:"]
    for (address, felt), (before, after, ours) in zip(FIELDS, texts, strict=True):
        old, new = _with(old, address, felt, before), _with(new, address, felt, after)
        lines.append(
            "  - "
            + style.format(
                address, felt, *(json.dumps(one, ensure_ascii=False) for one in (before, ours))
            )
        )
    first = _draft("\n".join(lines) + "\n", new)
    last = decide(first, lambda one, question: one.answered(_choice(question, BEHOLD)))
    published, kept = apply(old, first.layer, Lag.KOMMUNEN), apply(new, last.layer, Lag.KOMMUNEN)
    assert published.problems == kept.problems == ()
    assert kept.grunnplan.model_dump() == published.grunnplan.model_dump()
    assert _text(last).count("# her") == _text(first).count("# her")
    assert _text(last).count("\n    # og her\n") == _text(first).count("\n    # og her\n")


def _with(plan: Grunnplan, address: str, felt: str, text: str) -> Grunnplan:
    """The plan with another text in one field."""
    found = find(plan, address)
    assert found
    liste, item = found
    items = list_at(plan, liste) or ()
    return with_list(
        plan, liste, (one.model_copy(update={felt: text}) if one is item else one for one in items)
    )


@given(st.randoms(use_true_random=False), st.sampled_from([None, True, False]))
@settings(max_examples=60, deadline=None)
def test_whatever_one_answers_the_layer_fits_afterwards(random: Random, flow: bool | None) -> None:
    themes = large_plan()
    layer, old = random_layer(themes, random), plan_with(themes)
    parts = {FILE: layer, OWN_FILE: going_on(layer, random)}
    rewritten(themes, random, range(15))
    if random.random() < 0.5:
        themes["utgått"][themes["temaer"].pop()["id"]] = "Det er en del av et annet tema."
    new, texts = plan_with(themes), {}
    for name, part in parts.items():
        texts[name] = yaml.dump(
            part, allow_unicode=True, sort_keys=False, default_flow_style=flow, width=60
        )
    last = decide(
        draft(texts, Ground(new, LAG, "prove", old)),
        lambda one, question: one.answered(_any(question, random)),
    )
    assert last.questions == ()
    assert apply(new, continued(last.layer)[0], Lag.KOMMUNEN).problems == ()


def plan_with(themes: Raw) -> Grunnplan:
    """The small plan with other themes."""
    file = Temafil.model_validate(themes)
    return SMALL.model_copy(update={name: getattr(file, name) for name in Temafil.model_fields})


def _any(question: Sporsmal, random: Random) -> Valg:
    valg = random.choice([one for one in question.valg if one.navn != PEK])
    return valg.with_text("Vi er: stille, #alle") if valg.skrives else valg


def test_what_becomes_the_municipality_s_own_is_laid_in_a_list_in_brackets_too() -> None:
    text = "erstatt: [{ id: ro/prov, felt: tekst, fra: A, til: B }]\nlegg_til: [{ liste: ro/eksempler, nytt: { id: x } }]\n"
    before = _draft(text, _without("ro/prov"), SMALL)
    after = before.answered(_choice(before.questions[0], EGET)).texts
    assert any("nytt: { id: x } }, { liste: " in one for one in after.values())


# --- The command ----------------------------------------------------------------------------------
# -------------------

TILPASNING = "data/kommuner/prove/tilpasning.yaml"


def _run(root: Path, *arguments: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(
        main, ["--rot", str(root), "oppdater", "prove", *arguments], input=typed
    )


@pytest.fixture
def fork(tmp_path: Path) -> Path:
    """A project with the small plan, and a layer that has drifted from it in one place."""
    root = tmp_path / "prosjekt"
    shutil.copytree(SAKER / "plan/data", root / "data")
    shutil.copytree(ROOT / "data" / "tekster", root / "data" / "tekster")
    (root / TILPASNING).write_text(LAYER, encoding="utf-8")
    return root


@pytest.mark.parametrize("other", [TILPASNING, "data/kommuner/prove/tilpasning/rektor.yaml"])
def test_what_somebody_writes_while_a_question_stands_is_never_written_over(
    fork: Path, monkeypatch: pytest.MonkeyPatch, other: str
) -> None:
    path = fork / other
    path.parent.mkdir(exist_ok=True)
    path.write_text(path.read_text("utf-8") if path.exists() else "sett: {}\n", encoding="utf-8")

    def answer(*_: object, **__: object) -> str:
        path.write_text("# kollegaens\n" + path.read_text("utf-8"), encoding="utf-8")
        return "1"

    monkeypatch.setattr("click.prompt", answer)
    result = _run(fork)
    assert path.read_text("utf-8").startswith("# kollegaens\n")
    touched = other == TILPASNING
    assert ("fila er endret av noe annet siden spørsmålet" in result.output) == touched
    assert ("Vi venter på stillhet." in (fork / TILPASNING).read_text("utf-8")) != touched


def _answers(root: Path, text: str) -> str:
    path = root / "svar.yaml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def _files(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file()
    }


def test_a_dry_run_shows_everything_changes_nothing_and_says_that_something_waits(
    fork: Path,
) -> None:
    before = _files(fork)
    result = _run(fork, "--tørr")
    assert result.exit_code == 2
    assert result.output.splitlines() == [
        "erstatt ro/venter.kjennetegn",
        "  data/kommuner/prove/tilpasning.yaml:4:5",
        "  Grunnplanen er endret der dere har skrevet deres egen tekst.",
        "    Dere skrev mot: Vi ventet på ro.",
        "    Grunnplanen nå: Vi venter på stillhet.",
        "    Deres tekst:    Vi teller til fem, og så venter vi.",
        "  Valg: behold vår, ta den nye, skriv ny",
        "",
        "Én ting venter på et valg. Velg med «kvalitetsplan oppdater prove», eller skriv valgene i en fil og bruk --svar.",
    ]
    assert _files(fork) == before


def test_in_a_terminal_one_is_asked_until_the_answer_can_be_used(fork: Path) -> None:
    result = _run(fork, typed="9\n3\nVi er stille.\n")
    assert result.exit_code == 0, result.output
    assert "Velg «1», «2» eller «3», eller skriv «behold vår»" in result.output
    assert load_plan(project_at(fork), "prove").endringer[0].til == "Vi er stille."


@pytest.mark.parametrize("typed", ["behold vår", "Behold", "BEHOLD VÅR"])
def test_in_a_terminal_one_may_write_the_words(fork: Path, typed: str) -> None:
    result = _run(fork, typed=f"{typed}\n")
    assert result.exit_code == 0, result.output
    assert (
        load_plan(project_at(fork), "prove").endringer[0].til
        == "Vi teller til fem, og så venter vi."
    )


def test_a_layer_of_a_later_edition_is_not_taken_back_to_this_one(fork: Path) -> None:
    (fork / TILPASNING).write_text(f'{LAYER}skrevet_mot: "1.1"\n', encoding="utf-8")
    before = _files(fork)
    result = _run(fork, typed="behold vår\n")
    assert result.exit_code == 1
    assert "skrevet mot utgave 1.1 av grunnplanen, og dere har 1.0" in result.output
    assert "pip install -U kvalitetsplan" in result.output
    assert _files(fork) == before


def test_hopp_over_leaves_the_question(fork: Path) -> None:
    before = _files(fork)
    assert _run(fork, typed="hopp over\n").exit_code == 2
    assert _files(fork) == before


def test_in_a_terminal_a_text_that_is_too_long_is_asked_for_again(fork: Path) -> None:
    result = _run(fork, typed=f"3\n{'ord ' * 1001}\n1\n")
    assert result.exit_code == 0, result.output
    assert "er for lang (høyst 4000 tegn)" in result.output


@pytest.mark.parametrize("typed", ["\n", ""])
def test_a_question_can_wait(fork: Path, typed: str) -> None:
    before = _files(fork)
    assert _run(fork, typed=typed).exit_code == 2
    assert _files(fork) == before


def test_answers_in_a_file_are_carried_out_and_touch_nothing_else(fork: Path) -> None:
    before = _files(fork)
    result = _run(
        fork,
        "--svar",
        _answers(fork, "erstatt ro/venter.kjennetegn: { skriv ny: Vi er stille. }\n"),
    )
    assert result.exit_code == 0, result.output
    assert {name for name, data in _files(fork).items() if before.get(name) != data} == {
        TILPASNING,
        "svar.yaml",
    }
    assert _run(fork, "--tørr").exit_code == 0


def test_an_answer_may_wait_and_is_the_same_with_capitals(fork: Path) -> None:
    before = _files(fork)
    result = _run(fork, "--svar", _answers(fork, "erstatt ro/venter.kjennetegn: Hopp over\n"))
    assert "dette kan ikke stå her" not in result.output
    assert _files(fork).items() - before.items() <= {
        ("svar.yaml", b"erstatt ro/venter.kjennetegn: Hopp over\n")
    }
    answers = _answers(fork, "erstatt ro/venter.kjennetegn: Behold vår\n")
    assert _run(fork, "--svar", answers, "--tørr").exit_code == 0


def test_answers_can_be_tried_without_writing(fork: Path) -> None:
    answers = _answers(fork, "erstatt ro/venter.kjennetegn: behold vår\n")
    before = _files(fork)
    result = _run(fork, "--svar", answers, "--tørr")
    assert (result.exit_code, _files(fork)) == (0, before)
    assert "Ingenting er skrevet." in result.output


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        (
            "erstatt ro/venter.kjennetegn: behold\n",
            "skriv «behold vår», «ta den nye» eller «{ skriv ny: … }»",
        ),
        (
            "erstatt ro/venter.kjennetegn: { skriv ny: 'Hei {ukjent}.' }\n",
            "svar.yaml:1:43  ro/venter.kjennetegn  ukjent parameter «{ukjent}»",
        ),
        ("erstatt ro/venter.kjennetgn: behold vår\n", "mente du «erstatt ro/venter.kjennetegn»?"),
        ("erstatt ro/venter.kjennetegn: { skriv ny: '' }\n", "er tom"),
        ("- a\n", "fila er tom eller begynner ikke med en nøkkel"),
    ],
)
def test_an_answer_that_cannot_be_used_changes_nothing_and_says_why(
    fork: Path, answers: str, message: str
) -> None:
    path = _answers(fork, answers)
    before = _files(fork)
    result = _run(fork, "--svar", path)
    assert result.exit_code == 1
    assert message in result.output
    assert _files(fork) == before


def test_what_is_wrong_besides_is_told_as_ever(fork: Path) -> None:
    (fork / TILPASNING).write_text(
        "fjern:\n  - { id: lek/leker, begrunnelse: x }\nsett: { pu-tid: '' }\n", encoding="utf-8"
    )
    result = _run(fork)
    assert result.exit_code == 1
    assert "er tom" in result.output


def test_what_comes_can_be_seen_before_it_is_merged(fork: Path) -> None:
    git(fork, "init", "-q")
    git(fork, "add", "-A")
    git(fork, "commit", "-qm", "Neste utgave")
    themes = fork / "data" / "themes.yaml"
    now = themes.read_text(encoding="utf-8").replace("Vi venter på stillhet.", "Vi ventet på ro.")
    themes.write_text(now.replace("Elevene leker sammen.", "Elevene leker."), encoding="utf-8")
    result = _run(fork, "--til", "HEAD", "--tørr")
    assert result.exit_code == 2
    arriving, _, asked = result.output.partition("\nerstatt ")
    assert "Dette kommer av seg selv: 1" in arriving
    assert "lek/leker.tekst\n    før: Elevene leker.\n    nå:  Elevene leker sammen." in arriving
    assert asked.startswith("ro/venter.kjennetegn")
    assert _run(fork, "--tørr").exit_code == 0


def test_a_file_that_cannot_be_read_says_what_to_do(fork: Path) -> None:
    (fork / TILPASNING).write_bytes("fjern: [] # på\n".encode("cp1252"))
    result = _run(fork)
    assert result.exit_code == 1
    assert "lagre fila på nytt med tegnkoding «UTF-8»" in result.output


def test_a_chosen_theme_that_has_moved_is_told_where_it_is_now(fork: Path) -> None:
    (fork / TILPASNING).unlink()
    themes, kommune = (
        fork / "data" / "themes.yaml",
        fork / "data" / "kommuner" / "prove" / "kommune.yaml",
    )
    themes.write_text(
        themes.read_text(encoding="utf-8").replace("flyttet:", "flyttet:\n  stille: ro"),
        encoding="utf-8",
    )
    kommune.write_text(kommune.read_text(encoding="utf-8") + "temaer: [stille]\n", encoding="utf-8")
    result = _run(fork)
    assert result.exit_code == 2
    assert "temaer stille" in result.output
    assert "Temaet «stille» er flyttet til «ro»." in result.output
    assert _run(fork, typed="følg\n").exit_code == 0
    assert kommune.read_text(encoding="utf-8").endswith("temaer: [ro]\n")


def test_what_stands_in_the_folder_of_changes_is_asked_about_and_written_there(fork: Path) -> None:
    layer = (fork / TILPASNING).read_bytes()
    own = fork / "data/kommuner/prove/tilpasning/par.yaml"
    own.parent.mkdir()
    (fork / TILPASNING).rename(own)
    before = _files(fork)
    result = _run(fork, typed="1\n")
    assert result.exit_code == 0, result.output
    assert "data/kommuner/prove/tilpasning/par.yaml:4:5" in result.output
    changed = {name for name, data in _files(fork).items() if before.get(name) != data}
    assert changed == {"data/kommuner/prove/tilpasning/par.yaml"}
    assert own.read_bytes() != layer


PARTS = """\
temaer: [lek, stille]
deler:
  - { tittel: Ro hos oss, innhold: [stille] }
  - { tittel: Leken, innhold: [lek, gammel] }
  - { tittel: Det vi sluttet med, innhold: [gammel] }
"""


def test_the_parts_of_a_plan_follow_what_has_moved_and_keep_their_words(fork: Path) -> None:
    (fork / TILPASNING).unlink()
    themes, kommune = fork / "data/themes.yaml", fork / "data/kommuner/prove/kommune.yaml"
    gone = "flyttet:\n  stille: ro"
    text = themes.read_text(encoding="utf-8").replace("flyttet:", gone)
    text = text.replace("utgått:", "utgått:\n  gammel: Det er en del av lek.")
    themes.write_text(text, encoding="utf-8")
    start = kommune.read_text(encoding="utf-8")
    kommune.write_text(start + PARTS, encoding="utf-8")
    answers = {
        "temaer stille": FOLG,
        "deler 1 stille": FOLG,
        "deler 2 gammel": SLETT,
        "deler 3 gammel": ASIDE,
    }
    result = _run(fork, "--svar", _answers(fork, as_yaml(answers)))
    assert result.exit_code == 0, result.output
    assert kommune.read_text(encoding="utf-8") == start + (
        "temaer: [lek, ro]\n"
        "deler:\n"
        "  - { tittel: Ro hos oss, innhold: [ro] }\n"
        "  - { tittel: Leken, innhold: [lek] }\n"
        "# Lagt til side fra «deler»:\n"
        "# - { tittel: Det vi sluttet med, innhold: [gammel] }\n"
    )


def test_links_on_own_pages_to_what_has_gone_without_a_word_are_told_too(
    fork: Path, tmp_path: Path
) -> None:
    (fork / TILPASNING).unlink()
    before = shutil.copytree(fork / "data", tmp_path / "før" / "data")
    themes = fork / "data/themes.yaml"
    text = themes.read_text(encoding="utf-8")
    example = "    eksempler:\n      - id: to-minutter\n        tekst: Om to minutter rydder vi.\n        par: [varsler]\n"
    assert example in text
    themes.write_text(text.replace(example, ""), encoding="utf-8")
    page = fork / "data/kommuner/prove/sider/om-oss.md"
    page.parent.mkdir()
    page.write_text("# Om oss\n\nSe [ro](../tema/ro.md#to-minutter).\n", encoding="utf-8")
    result = _run(fork, "--fra", str(before.parent))
    assert result.exit_code == 2
    assert (
        "  data/kommuner/prove/sider/om-oss.md:3:9  lenken «../tema/ro.md#to-minutter» er til noe "
        "som ikke er i planen lenger; ta bort lenken, eller lenk til noe annet\n"
    ) in result.output


@pytest.mark.parametrize(
    ("written", "answer", "left"),
    [
        ("temaer: [gammel]\n", SLETT, ""),
        ("deler:\n  - { tittel: Før, innhold: [gammel] }\n", SLETT, ""),
        (
            "deler:\n  - { tittel: Før, innhold: [gammel] }\n",
            ASIDE,
            "# Lagt til side fra «deler»:\n# deler:\n#   - { tittel: Før, innhold: [gammel] }\n",
        ),
    ],
)
def test_a_list_whose_last_theme_is_gone_goes_with_it(
    fork: Path, written: str, answer: str, left: str
) -> None:
    (fork / TILPASNING).unlink()
    themes, kommune = fork / "data/themes.yaml", fork / "data/kommuner/prove/kommune.yaml"
    text = themes.read_text(encoding="utf-8")
    gone = text.replace("utgått:", "utgått:\n  gammel: Det er en del av lek.")
    themes.write_text(gone, encoding="utf-8")
    start = kommune.read_text(encoding="utf-8")
    kommune.write_text(start + written, encoding="utf-8")
    name = "temaer gammel" if written.startswith("temaer") else "deler 1 gammel"
    result = _run(fork, "--svar", _answers(fork, as_yaml({name: answer})))
    assert result.exit_code == 0, result.output
    assert kommune.read_text(encoding="utf-8") == start + left


@pytest.mark.parametrize("options", [(), ("--tørr",)])
def test_links_on_own_pages_to_what_has_moved_or_gone_are_told_with_their_line(
    fork: Path, options: tuple[str, ...]
) -> None:
    (fork / TILPASNING).unlink()
    page = fork / "data/kommuner/prove/sider/om-oss.md"
    page.parent.mkdir()
    page.write_text(
        "# Om oss\n\nSe [ro](../tema/ro.md#gammelt-par).\n\n"
        "Se [det](../tema/ro.md#borte) og [lek](../tema/lek.md).\n",
        encoding="utf-8",
    )
    result = _run(fork, *options)
    assert result.exit_code == 2
    file = "data/kommuner/prove/sider/om-oss.md"
    assert result.output.splitlines()[:3] == [
        "På egne sider er det lenker dere må rette:",
        f"  {file}:3:9  lenken «../tema/ro.md#gammelt-par» er til noe som er flyttet; det heter «ro/venter» nå",
        f"  {file}:5:10  lenken «../tema/ro.md#borte» er til noe som er tatt ut: Det sto to ganger.",
    ]


@pytest.fixture
def before(fork: Path) -> str:
    """The folder of the edition before the one in the fork: it had «ro/to-minutter», and not
    «lek/ny».
    """
    old = fork.parent / "før"
    shutil.copytree(fork / "data", old)
    themes = yaml.load((old / "themes.yaml").read_text(encoding="utf-8"), yaml.CBaseLoader)
    themes["temaer"][0]["eksempler"] = []
    themes["temaer"][1]["eksempler"] = [{"id": "ny", "tekst": "Vi hopper.", "par": ["er-med"]}]
    (fork / "data" / "themes.yaml").write_text(as_yaml(themes), encoding="utf-8")
    gone = "erstatt:\n  - { id: ro/to-minutter, felt: tekst, fra: Om to minutter rydder vi., til: Vi rydder. }\n"
    own = (
        "legg_til:\n  - { liste: lek/eksempler, nytt: { id: ny, tekst: Vi ler., par: [er-med] } }\n"
    )
    (fork / TILPASNING).write_text(gone + own, encoding="utf-8")
    return str(old)


def test_a_dry_run_shows_what_can_be_kept_and_which_ids_are_equal_and_changes_nothing(
    fork: Path, before: str
) -> None:
    files = _files(fork)
    asked = {"erstatt ro/to-minutter.tekst": [EGET, SLETT], "legg_til lek/ny": [BEGGE, TA_NY]}
    result = _run(fork, "--fra", before, "--tørr")
    assert (result.exit_code, _asked(result.output)) == (2, asked)
    result = _run(fork, "--tørr")
    assert (result.exit_code, _asked(result.output)) == (
        2,
        {**asked, "erstatt ro/to-minutter.tekst": [ASIDE, SLETT]},
    )
    assert "Bruk --fra og en utgave som har det." in result.output
    assert _files(fork) == files


def test_both_are_kept_from_a_file_of_answers_and_in_a_terminal(fork: Path, before: str) -> None:
    file, text = (
        _answers(fork, f"erstatt ro/to-minutter.tekst: {EGET}\nlegg_til lek/ny: {BEGGE}\n"),
        (fork / TILPASNING).read_bytes(),
    )
    assert _run(fork, "--fra", before, "--svar", file, "--tørr").exit_code == 0
    result = _run(fork, "--fra", before, "--svar", file)
    assert result.exit_code == 0, result.output
    answered = (fork / TILPASNING).read_bytes()
    added = [
        one.adresse
        for one in load_plan(project_at(fork), "prove").endringer
        if one.operasjon == "legg_til"
    ]
    assert added == ["lek/prove-ny", "ro/prove-to-minutter"]
    (fork / TILPASNING).write_bytes(text)
    assert _run(fork, "--fra", before, typed="1\n1\n").exit_code == 0
    assert (fork / TILPASNING).read_bytes() == answered


MINUTES = "erstatt:\n  - { id: ro/to-minutter, felt: tekst, fra: Om to minutter rydder vi., til: Vi rydder. }\n"


def test_after_a_merge_the_edition_one_comes_from_is_found_in_git_and_the_same_answers_fit(
    fork: Path,
) -> None:
    (fork / TILPASNING).write_text(MINUTES, encoding="utf-8")
    git(fork, "init", "-q", "-b", "main")
    git(fork, "add", "-A")
    git(fork, "commit", "-qm", "Vår plan")
    git(fork, "checkout", "-qb", "ny")
    themes = fork / "data" / "themes.yaml"
    new = yaml.load(themes.read_text(encoding="utf-8"), yaml.CBaseLoader)
    new["temaer"][0]["eksempler"] = []
    _commit(fork, "data/themes.yaml", new)
    git(fork, "checkout", "-q", "main")
    promised = _asked(_run(fork, "--til", "ny", "--tørr").output)
    assert promised == {"erstatt ro/to-minutter.tekst": [EGET, SLETT]}
    git(fork, "merge", "-q", "--no-ff", "-m", "Ny grunnplan", "ny")
    assert _asked(_run(fork, "--tørr").output) == promised
    answers = _answers(fork, f"erstatt ro/to-minutter.tekst: {EGET}\n")
    result = _run(fork, "--svar", answers)
    assert result.exit_code == 0, result.output
    text = (fork / TILPASNING).read_text(encoding="utf-8")
    assert "Vi rydder." in text
    assert "skrevet_mot:" in text


def _without_lek(fork: Path) -> None:
    """Take the theme «lek» out of the fork, with a layer and parts that have it."""
    files = {TILPASNING: LATER[FILE], f"{TILPASNING[:-5]}/ola.yaml": LATER[OWN_FILE]}
    for name, text in files.items():
        (fork / name).parent.mkdir(exist_ok=True)
        (fork / name).write_text(text, encoding="utf-8")
    kommune = fork / "data/kommuner/prove/kommune.yaml"
    parts = "temaer: [ro, lek]\ndeler:\n  - { tittel: Leken, innhold: [lek] }\n"
    kommune.write_text(kommune.read_text(encoding="utf-8") + parts, encoding="utf-8")
    shutil.copytree(fork / "data", fork.parent / "før")
    path = fork / "data/themes.yaml"
    themes = yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader)
    themes["temaer"] = themes["temaer"][:1]
    del themes["temaer"][0]["relaterte"]
    themes["utgått"]["lek"] = "Det er en del av ro."
    path.write_text(as_yaml(themes), encoding="utf-8")


@pytest.mark.parametrize("seed", range(6))
def test_an_answer_file_made_after_a_dry_run_fits_whatever_the_answers_are(
    fork: Path, seed: int
) -> None:
    _without_lek(fork)
    asked = _asked(_run(fork, "--fra", str(fork.parent / "før"), "--tørr").output)
    answers = {name: Random(seed).choice(choices) for name, choices in asked.items()}
    answers |= {name: SLETT for name in asked if seed == 0}
    answers |= dict.fromkeys([one for one in asked if one.startswith(("temaer", "deler"))], FOLG)
    file = _answers(fork, as_yaml(answers))
    result = _run(fork, "--fra", str(fork.parent / "før"), "--svar", file)
    assert result.exit_code == 0, result.output
    told = "temaer lek: Etter de andre svarene går ikke «følg etter», så det ble «slett»: temaet tas ut av lista."
    assert (told in result.output) == (EGET not in answers.values())


def test_a_chosen_theme_can_follow_before_it_has_become_ones_own_and_is_asked_about_if_it_never_does(
    fork: Path,
) -> None:
    _without_lek(fork)
    old, kommune = str(fork.parent / "før"), fork / "data/kommuner/prove/kommune.yaml"
    chosen = {"temaer lek": FOLG, "deler 1 lek": FOLG}
    assert _run(fork, "--fra", old, "--svar", _answers(fork, as_yaml(chosen))).exit_code == 2
    assert "temaer: [ro, prove-lek]\n" in kommune.read_text(encoding="utf-8")
    left = dict.fromkeys(_asked(_run(fork, "--fra", old, "--tørr").output), SLETT)
    assert not [one for one in left if one.startswith(("temaer", "deler"))]
    result = _run(fork, "--fra", old, "--svar", _answers(fork, as_yaml(left)))
    assert result.exit_code == 2
    assert "Temaet «prove-lek» ble ikke beholdt som deres eget." in result.output


def test_an_answer_that_the_others_leave_no_room_for_becomes_the_nearest_and_is_told(
    fork: Path,
) -> None:
    old = {
        "id": "ro/gammelt-par",
        "felt": "kjennetegn",
        "fra": "Vi venter på stillhet.",
        "til": "A",
    }
    path = fork / "data/themes.yaml"
    moved = "flyttet:\n  ro/eldre: ro/venter"
    path.write_text(path.read_text("utf-8").replace("flyttet:", moved), encoding="utf-8")
    layer = {"erstatt": [old, {**old, "id": "ro/eldre", "til": "B"}]}
    (fork / TILPASNING).write_text(as_yaml(layer), encoding="utf-8")
    asked = _asked(_run(fork, "--tørr").output)
    assert list(asked.values()) == [[FOLG, SLETT]] * 2
    result = _run(fork, "--svar", _answers(fork, as_yaml(dict.fromkeys(asked, FOLG))))
    assert result.exit_code == 0, result.output
    assert (
        "erstatt ro/eldre.kjennetegn: Etter de andre svarene går ikke «følg etter», så det ble "
        "«legg til side»: endringen blir en kommentar nederst i fila.\n"
    ) in result.output
    assert "#   til: B\n" in (fork / TILPASNING).read_text(encoding="utf-8")


def test_a_municipality_without_changes_has_nothing_to_decide(fork: Path) -> None:
    (fork / TILPASNING).unlink()
    result = _run(fork)
    assert (result.exit_code, result.output) == (
        0,
        "Alt er i orden. Ingenting venter på et valg.\n",
    )


# --- A fork and its upstream
# -----------------------------------------------------------------------------------------


def _commit(root: Path, file: str, data: dict) -> None:
    (root / file).write_text(as_yaml(data), encoding="utf-8")
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", "Endret")


def _history(folder: Path, random: Random) -> tuple[Path, set[str]]:
    """Make a plan and a fork of it, change both, and merge. Returns the fork, and what somebody
    must decide.
    """
    base, fork = folder / "felles", folder / "kommunen"
    shutil.copytree(SAKER / "plan/data", base / "data")
    shutil.copytree(ROOT / "data" / "tekster", base / "data" / "tekster")
    shutil.copy(ROOT / "data" / "sprak.yaml", base / "data")
    themes = large_plan()
    git(base, "init", "-q", "-b", "main")
    _commit(base, "data/themes.yaml", themes)
    git(folder, "clone", "-q", str(base), str(fork))
    layer = random_layer(themes, random)
    done: dict[str, str] = {}
    _commit(fork, TILPASNING, {})
    for part, steps in enumerate((range(2), range(2, 10), range(10, 20))):
        _commit(fork, TILPASNING, {key: layer[key] for key in list(layer)[: part + 3]})
        done |= rewritten(themes, random, steps)
        _commit(base, "data/themes.yaml", themes)
    load_grunnplan(base / "data")
    git(fork, "tag", "før")
    git(fork, "fetch", "-q", "origin")
    git(fork, "merge", "-q", "-m", "Ny grunnplan", "origin/main")
    return fork, touched(layer, done, themes)


@pytest.mark.parametrize("seed", range(10))
def test_a_fork_takes_a_new_plan_without_a_conflict_and_decides_only_what_it_must(
    seed: int, tmp_path: Path
) -> None:
    random = Random(seed)
    fork, expected = _history(tmp_path, random)
    assert "<<<<<<<" not in (fork / TILPASNING).read_text(encoding="utf-8")
    result = _run(fork, "--tørr", "--fra", "før")
    asked = _asked(result.output)
    assert set(asked) == expected
    assert result.exit_code == (2 if expected else 0)
    assert git(fork, "status", "--porcelain") == ""

    for _ in range(
        2
    ):  # what has moved may also have been reworded, which is asked when its heir is taken
        answers = {name: _answer(random.choice(choices)) for name, choices in asked.items()}
        _run(fork, "--fra", "før", "--svar", _answers(tmp_path, as_yaml(answers)))
        asked = _asked(_run(fork, "--fra", "før", "--tørr").output)
    last = _run(fork, "--tørr")
    assert last.exit_code == 0, last.output
    assert {line[3:] for line in git(fork, "status", "--porcelain").splitlines()} <= {TILPASNING}
    assert load_plan(project_at(fork), "prove").endringer


def _asked(output: str) -> dict[str, list[str]]:
    """Return the choices of each question in what a dry run prints."""
    kinds = ("fjern ", "erstatt ", "legg_til ", "rekkefølge ", "sett ", "temaer ", "deler ")
    names = [line for line in output.splitlines() if line.startswith(kinds)]
    choices = [
        line.split(": ")[1].split(", ")
        for line in output.splitlines()
        if line.startswith("  Valg: ")
    ]
    return dict(zip(names, choices, strict=True))


def _answer(choice: str) -> object:
    return {SKRIV: "Vi er stille."} if choice == SKRIV else choice

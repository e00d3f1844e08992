"""What is gone from the shared plan can become one's own."""

from utkast import GONE, SMALL, choice_named, drafted, kept_of, names_of, own_items, without

from kvalitetsplan.editions.choices import ASIDE, EGET, SLETT
from kvalitetsplan.plan.addresses import find
from kvalitetsplan.plan.model import Eksempel, Par, Plassering


def test_what_is_gone_can_become_ones_own_with_its_text_and_what_it_points_to() -> None:
    own = own_items(kept_of(GONE, without("ro/prov")))
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
    own = own_items(kept_of(text, without("ro/prov")))
    assert list(own) == ["ro/prove-prov"]
    assert {"tittel": "Tell", "tekst": "Tell til fem."}.items() <= own[
        "ro/prove-prov"
    ].model_dump().items()


def test_what_is_ones_own_stands_after_what_it_stood_after() -> None:
    text = "erstatt:\n  - { id: ro/varsler, felt: kjennetegn, fra: Vi varsler før skifter., til: Vi sier fra. }\n"
    place = kept_of(text, without("ro/varsler", "ro/to-minutter")).layer.legg_til[0].plassering
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
    new = without("ro/varsler", "ro/to-minutter", "ro/begynner", "ro/horer")
    kept = kept_of(text, new)
    own = own_items(kept)
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
    (question,) = drafted(GONE, without("ro/prov")).questions
    assert names_of(question) == [ASIDE, SLETT]
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
    own = own_items(kept_of(IN_A_THEME, without("ro", "lek")))
    assert getattr(own["prove-ro"], "kort", "") == "Vårt eget."
    assert getattr(own["prove-ro/prov"], "tekst", "") == "Tell til fem."
    assert getattr(own["prove-ro/prove-ny"], "par", ()) == ("varsler",)
    assert "prove-ro/to-minutter" not in own


def test_what_becomes_the_municipality_s_own_is_laid_in_a_list_in_brackets_too() -> None:
    text = "erstatt: [{ id: ro/prov, felt: tekst, fra: A, til: B }]\nlegg_til: [{ liste: ro/eksempler, nytt: { id: x } }]\n"
    before = drafted(text, without("ro/prov"), SMALL)
    after = before.answered(choice_named(before.questions[0], EGET)).texts
    assert any("nytt: { id: x } }, { liste: " in one for one in after.values())

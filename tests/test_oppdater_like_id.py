"""Two items with one id: the shared plan's new one, and one's own."""

import yaml
from tilfeldig import SAKER, as_yaml
from utkast import LAG, SMALL, after_choice, choice_named, drafted, names_of, text_of

from kvalitetsplan.commands.questions import decide
from kvalitetsplan.editions.choices import BEGGE, TA_NY
from kvalitetsplan.plan.layers import apply
from kvalitetsplan.plan.model import Grunnplan

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
    return apply(SMALL, drafted(as_yaml({"legg_til": added})).layer, LAG).grunnplan


def test_the_layer_that_is_asked_about_equal_ids_fits_before_they_come() -> None:
    assert apply(SMALL, drafted(SAME).layer, LAG).problems == ()
    assert drafted(SAME).questions == ()


def test_two_items_with_one_id_can_both_stay_and_the_layer_s_own_references_follow() -> None:
    new = _with_same_ids()
    first = drafted(SAME, new)
    assert [(one.navn, names_of(one)) for one in first.questions] == [
        ("legg_til ro/ny", [BEGGE, TA_NY]),
        ("legg_til ro/par-ny", [BEGGE, TA_NY]),
    ]
    last = decide(first, lambda one, question: one.answered(choice_named(question, BEGGE)))
    expected = SAME
    for old, ours in (
        ("id: ny", "id: prove-ny"),
        ("id: [ny", "id: [prove-ny"),
        ("før: ny", "før: prove-ny"),
    ):
        expected = expected.replace(old, ours)
    assert text_of(last) == expected.replace("par-ny", "prove-par-ny")
    assert last.questions == ()
    assert apply(new, last.layer, LAG).problems == ()


def test_of_two_items_with_one_id_the_shared_one_can_be_taken() -> None:
    last = decide(
        drafted(SAME, _with_same_ids()),
        lambda one, question: one.answered(choice_named(question, TA_NY)),
    )
    assert [one.nytt["id"] for one in last.layer.legg_til] == ["prove-to"]
    assert last.questions == ()
    assert apply(_with_same_ids(), last.layer, LAG).problems == ()


def test_an_id_that_has_the_name_of_the_municipality_already_gets_a_number() -> None:
    text = "legg_til:\n  - { liste: begreper, nytt: { id: prove-ro, bokmål: ro, nynorsk: ro, forklaring: Vi er stille. } }\n"
    new = apply(SMALL, drafted(text).layer, LAG).grunnplan
    assert after_choice(text, BEGGE, new) == text.replace("prove-ro", "prove-ro-2")


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
    new = apply(SMALL, drafted(as_yaml({"legg_til": [own]})).layer, LAG).grunnplan
    after = after_choice(text, BEGGE, new)
    assert after == text.replace("id: ute", "id: prove-ute").replace(
        "ute/eksempler", "prove-ute/eksempler"
    )
    assert apply(new, drafted(after, new).layer, LAG).problems == ()

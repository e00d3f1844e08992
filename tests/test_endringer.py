"""What changed in the shared plan: every difference is told, once, as what it is."""

import json
from collections.abc import Callable
from copy import deepcopy
from random import Random
from typing import Any

import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from tilfeldig import SAKER, Raw, large_plan, random_layer, rewritten

from kvalitetsplan.editions.differences import compare, report
from kvalitetsplan.plan.grunnplan import load_grunnplan
from kvalitetsplan.plan.layers import apply
from kvalitetsplan.plan.model import (
    Forskjell,
    Forskjellsslag,
    Grunnplan,
    Lag,
    Temafil,
    Tilpasning,
    item_types,
)
from kvalitetsplan.reading.source import parse
from kvalitetsplan.reading.validation import build
from kvalitetsplan.reading.values import alias
from kvalitetsplan.site.interface import interface_texts

SMALL = load_grunnplan(SAKER / "plan/data")


def _plan(themes: Raw) -> Grunnplan:
    """The small plan with other themes."""
    themes_file = Temafil.model_validate(themes)
    return SMALL.model_copy(
        update={name: getattr(themes_file, name) for name in Temafil.model_fields}
    )


def _changed(change: Callable[[Raw], object]) -> tuple[Forskjell, ...]:
    before, after = large_plan(), large_plan()
    change(after)
    return compare(_plan(before), _plan(after))


def _layer(layer: Raw) -> Tilpasning:
    return build(Tilpasning, parse(json.dumps(layer).encode(), "tilpasning.yaml"))


def test_a_plan_does_not_differ_from_itself() -> None:
    shared = load_grunnplan(ROOT / "data")
    assert compare(shared, load_grunnplan(ROOT / "data")) == ()


def test_another_text_is_told_with_what_stood_and_what_stands() -> None:
    found = _changed(
        lambda plan: plan["temaer"][0]["par"][0].update(kjennetegn="Vi teller til fem.")
    )
    assert [(one.slag, one.adresse, one.felt, one.fra, one.til) for one in found] == [
        (
            Forskjellsslag.SKREVET_OM,
            "ro/venter",
            "kjennetegn",
            "Vi venter på stillhet.",
            "Vi teller til fem.",
        )
    ]


@pytest.mark.parametrize(
    ("index", "slag"), [(0, Forskjellsslag.STERKERE), (1, Forskjellsslag.SVAKERE)]
)
def test_evidence_grows_stronger_and_weaker(index: int, slag: Forskjellsslag) -> None:
    other = ("dokumentert", "sannsynlig")[index]
    found = _changed(lambda plan: plan["temaer"][0]["par"][index].update(grunnlag=other))
    assert [(one.slag, one.til) for one in found] == [(slag, other)]


def test_a_new_source_is_told_for_what_it_supports() -> None:
    found = _changed(lambda plan: plan["temaer"][0]["par"][0]["kilder"].append("olsen2020"))
    assert [(one.slag, one.adresse, one.til) for one in found] == [
        (Forskjellsslag.NY_KILDE, "ro/venter", "kilder/olsen2020")
    ]


def test_what_is_new_and_gone_is_told_once_and_not_for_all_that_stands_in_it() -> None:
    def change(plan: Raw) -> None:
        plan["temaer"].append({**plan["temaer"][2], "id": "mat", "tittel": "Mat"})
        plan["temaer"].pop(3)
        plan["utgått"]["tema-b"] = "Det sto to ganger."

    found = _changed(change)
    assert [(one.slag, one.adresse, one.begrunnelse) for one in found] == [
        (Forskjellsslag.NY, "mat", ""),
        (Forskjellsslag.BORTE, "tema-b", "Det sto to ganger."),
    ]


def test_what_has_moved_is_not_told_as_new_and_gone() -> None:
    def change(plan: Raw) -> None:
        plan["temaer"][2]["treningsforslag"][0].update(id="nytt-navn", tekst="Vent litt.")
        plan["flyttet"]["tema-a/t-en"] = "tema-a/nytt-navn"

    found = _changed(change)
    assert [(one.slag, one.adresse, one.til) for one in found] == [
        (Forskjellsslag.SKREVET_OM, "tema-a/nytt-navn", "Vent litt."),
        (Forskjellsslag.FLYTTET, "tema-a/t-en", "tema-a/nytt-navn"),
    ]


def test_a_theme_that_moves_takes_what_stands_in_it_along() -> None:
    def change(plan: Raw) -> None:
        plan["temaer"][2]["id"] = "stille"
        plan["flyttet"]["tema-a"] = "stille"

    assert [(one.slag, one.adresse, one.til) for one in _changed(change)] == [
        (Forskjellsslag.FLYTTET, "tema-a", "stille")
    ]


def test_two_that_were_joined_are_told_as_moved_and_nothing_else() -> None:
    def change(plan: Raw) -> None:
        tema = plan["temaer"][2]
        tema["par"].pop(1)
        tema["eksempler"][1]["par"] = ["p-en"]
        plan["flyttet"]["tema-a/p-to"] = "tema-a/p-en"

    found = _changed(change)
    assert [(one.slag, one.adresse, one.til) for one in found] == [
        (Forskjellsslag.FLYTTET, "tema-a/p-to", "tema-a/p-en")
    ]


def test_another_order_is_told_for_what_stood_there_before() -> None:
    def change(plan: Raw) -> None:
        plan["temaer"][2]["eksempler"].reverse()
        plan["temaer"][3]["eksempler"].insert(0, {"id": "ny", "tekst": "Vi ser.", "par": ["p-en"]})

    found = _changed(change)
    assert {(one.slag, one.adresse) for one in found} == {
        (Forskjellsslag.REKKEFOLGE, "tema-a/eksempler"),
        (Forskjellsslag.NY, "tema-b/ny"),
    }


@given(st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_every_act_of_the_authors_is_told_as_what_it_was(random: Random) -> None:
    before, after = large_plan(), large_plan()
    done = rewritten(after, random, steps=range(12))
    found = compare(_plan(before), _plan(after))
    told = {(one.adresse, one.slag) for one in found}
    kinds = {
        "omskrevet": Forskjellsslag.SKREVET_OM,
        "flyttet": Forskjellsslag.FLYTTET,
        "fjernet": Forskjellsslag.BORTE,
    }
    assert {(address, kinds[act]) for address, act in done.items()} <= told
    assert bool(found) == (before["temaer"] != after["temaer"])


@given(st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_provenance_accounts_for_every_difference_that_any_operation_makes(random: Random) -> None:
    themes = large_plan()
    shared = _plan(themes)
    laid = apply(shared, _layer(random_layer(themes, random)), Lag.KOMMUNEN)
    assert laid.problems == ()
    said = {(one.adresse, one.felt) for one in laid.endringer} | {
        (one.adresse, "") for one in laid.endringer
    }
    removed = {one.adresse for one in laid.endringer if one.operasjon == "fjern"}
    for one in compare(shared, laid.grunnplan):
        lost = set(one.fra or ()) - set(one.til or ()) if isinstance(one.fra, list) else set()
        assert (one.adresse, one.felt) in said or lost & removed, one


@given(st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_the_order_of_unrelated_operations_of_any_kind_does_not_matter(random: Random) -> None:
    themes = large_plan()
    layer = random_layer(themes, random)
    other = deepcopy(layer)
    for changes in (other["fjern"], other["erstatt"], other["legg_til"], other["rekkefølge"]):
        random.shuffle(changes)
    one, two = (
        apply(_plan(themes), _layer(changes), Lag.KOMMUNEN).grunnplan for changes in (layer, other)
    )
    assert one.model_dump() == two.model_dump()


@given(st.randoms(use_true_random=False))
@settings(max_examples=20, deadline=None)
def test_an_empty_layer_changes_nothing_in_any_plan(random: Random) -> None:
    themes = large_plan()
    rewritten(themes, random)
    shared = _plan(themes)
    assert apply(shared, Tilpasning(), Lag.KOMMUNEN).grunnplan is shared


@pytest.mark.parametrize(
    "field",
    [
        name
        for name in Grunnplan.model_fields
        if name not in ("utgave", "utgaver", "flyttet", "utgatt", "lovtekst")
    ],
)
def test_no_field_of_the_plan_can_change_in_silence(field: str) -> None:
    shared = load_grunnplan(ROOT / "data")
    value = getattr(shared, field)
    less: Any = dict(list(value.items())[1:]) if isinstance(value, dict) else value[1:]
    other = shared.model_copy(update={field: less})
    found = compare(shared, other)
    assert not value or any(
        alias(field) in (one.adresse.partition("/")[0], one.felt) or field == "temaer"
        for one in found
    )
    assert field in item_types(Grunnplan) or len(found) == 1


def test_every_kind_of_difference_has_a_heading() -> None:
    for slag in Forskjellsslag:
        one = Forskjell(slag=slag, adresse="ro/venter", fra="a", til="b")
        assert len(list(report([one], interface_texts(ROOT)["nytt"]["slag"]))) >= 3

"""A skeleton for each list: it may be laid in a layer as it is, and everything in it may be taken
into use.
"""

import re

import pytest
from click.testing import CliRunner
from conftest import ROOT

from kvalitetsplan.cli import main
from kvalitetsplan.editing.yamltext import as_yaml
from kvalitetsplan.editions.further import fields_of
from kvalitetsplan.plan.addresses import addressed, field_name
from kvalitetsplan.plan.checks import check
from kvalitetsplan.plan.fieldvalues import as_written, stands
from kvalitetsplan.plan.grunnplan import load_grunnplan
from kvalitetsplan.plan.layers import apply
from kvalitetsplan.plan.model import Grunnplan, Lag, Tilpasning, item_types
from kvalitetsplan.plan.skeleton import Skjelett, skeletons
from kvalitetsplan.reading.problems import Alvor
from kvalitetsplan.reading.source import parse
from kvalitetsplan.reading.validation import build

SHARED = load_grunnplan(ROOT / "data")
ALL = skeletons(SHARED)


def _laid(text: str) -> tuple[Grunnplan, list[str]]:
    """The plan with a layer, and what is wrong with the layer alone."""
    laid = apply(SHARED, build(Tilpasning, parse(text.encode(), "skjelett.yaml")), Lag.KOMMUNEN)
    return laid.grunnplan, [str(one) for one in laid.problems]


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.slag)
def test_a_skeleton_is_right_as_it_is(one: Skjelett) -> None:
    plan, said = _laid(one.tekst)
    wrong = (one for one in check(plan, Lag.KOMMUNEN) if one.alvor != Alvor.VARSEL)
    new = [str(problem) for problem in wrong if "skjelett" in str(problem)]
    alone = "ingen par sannsynliggjør denne virkningen" if one.slag == "virkning" else None
    assert [*said, *(problem for problem in new if not alone or alone not in problem)] == []


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.slag)
def test_every_field_of_a_skeleton_may_be_taken_into_use(one: Skjelett) -> None:
    text = re.sub(r"^#", "", one.tekst, flags=re.MULTILINE)
    assert _laid(text)[1] == []


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.slag)
def test_what_stands_in_a_field_can_be_said_as_what_is_to_be_replaced(one: Skjelett) -> None:
    plan, _ = _laid(re.sub(r"^#", "", one.tekst, flags=re.MULTILINE))
    for item in addressed(plan).values():
        for felt in fields_of(item) if item.lag == Lag.KOMMUNEN else ():
            now = getattr(item, field_name(type(item), felt))
            said = {"id": "x", "felt": felt, "fra": as_written(now), "til": "Noe."}
            layer = build(Tilpasning, parse(as_yaml({"erstatt": [said]}).encode(), "lag.yaml"))
            assert stands(item, felt, layer.erstatt[0].fra), felt


def test_there_is_a_skeleton_for_each_list_that_the_law_does_not_lock() -> None:
    kinds = {kind for kind in item_types(Grunnplan).values() if not kind.LOCKED}
    kinds |= {inner for kind in kinds for inner in item_types(kind).values()}
    assert {one.slag for one in ALL} == {kind.__name__.lower() for kind in kinds}


@pytest.mark.parametrize(
    ("said", "begins"),
    [
        ("tema", "legg_til:\n  - liste: temaer\n"),
        ("temaer", "legg_til:\n  - liste: temaer\n"),
        ("mobbing/par", "legg_til:\n  - liste: mobbing/par\n"),
        ("trapper/fravaer/steg", "legg_til:\n  - liste: trapper/fravaer/steg\n"),
    ],
)
def test_the_command_prints_the_one_that_is_meant(said: str, begins: str) -> None:
    result = CliRunner().invoke(main, ["--rot", str(ROOT), "skjelett", said])
    assert result.exit_code == 0
    assert result.output.startswith(begins)


def test_an_unknown_list_gets_the_nearest() -> None:
    result = CliRunner().invoke(main, ["--rot", str(ROOT), "skjelett", "traper"])
    assert result.exit_code == 1
    assert "ukjent liste «traper» – mente du «trapper»?" in result.output


def test_without_a_name_all_the_lists_are_told() -> None:
    result = CliRunner().invoke(main, ["--rot", str(ROOT), "skjelett"])
    assert len(result.output.splitlines()) == len(ALL)

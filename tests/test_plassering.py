"""An item of one's own stays where it stood when what it stood beside is gone, moved, or kept."""

import pytest
from test_saker import SAKER

from kvalitetsplan.commands.questions import decide
from kvalitetsplan.editions.choices import EGET, FOLG, Ground, Sporsmal
from kvalitetsplan.editions.draft import Draft, draft
from kvalitetsplan.plan.grunnplan import load_grunnplan
from kvalitetsplan.plan.layers import apply
from kvalitetsplan.plan.model import Fjern, Grunnplan, Lag, Tilpasning

SMALL = load_grunnplan(SAKER / "plan/data")
LAG = Lag.KOMMUNEN
FILE = "tilpasning.yaml"

KEPT = """\
erstatt:
  - { id: ro/varsler, felt: kjennetegn, fra: Vi varsler før skifter., til: Vi sier fra. }
"""
OURS = """\
  - liste: ro/par
    plassering: {{ {key}: varsler }}
    nytt: {{ id: prove-{id}, kjennetegn: Vi er {id}., hvem: ansatte, sannsynliggjør: [horer], grunnlag: sannsynlig, kilder: [hansen2009] }}
"""
GONE = ("ro/varsler", "ro/to-minutter")
ALIKE = [("etter",), ("før",), ("etter", "etter"), ("før", "før")]
BESIDE = pytest.mark.parametrize("keys", ALIKE)


def _layer(keys: tuple[str, ...]) -> str:
    ours = (OURS.format(key=key, id="abc"[at]) for at, key in enumerate(keys))
    return f"legg_til:\n{''.join(ours)}"


def _order(plan: Grunnplan, layer: str) -> list[str]:
    laid = apply(plan, _draft(layer, plan).layer, LAG)
    assert laid.problems == ()
    return [one.id for one in laid.grunnplan.temaer[0].par]


def _without(*addresses: str) -> Grunnplan:
    fjern = tuple(Fjern(id=one, begrunnelse="Borte.") for one in addresses)
    return apply(SMALL, Tilpasning(fjern=fjern), LAG).grunnplan


def _draft(layer: str, plan: Grunnplan) -> Draft:
    return draft({FILE: layer}, Ground(plan, LAG, "prove", SMALL))


def _kept(layer: str, plan: Grunnplan) -> str:
    """What the layer says when all that is gone is kept, and the rest follows."""

    def answer(draft: Draft, question: Sporsmal) -> Draft:
        return draft.answered(next(one for one in question.valg if one.navn in (EGET, FOLG)))

    last = decide(_draft(layer, plan), answer)
    assert last.questions == ()
    return last.texts[FILE]


@pytest.mark.parametrize("keys", [*ALIKE, ("etter", "før", "etter"), ("før", "etter", "før")])
def test_it_stands_beside_what_is_kept_as_ones_own(keys: tuple[str, ...]) -> None:
    layer, new = KEPT + _layer(keys), _without(*GONE)
    before = [one.replace("varsler", "prove-varsler") for one in _order(SMALL, layer)]
    assert _order(new, _kept(layer, new)) == before


@BESIDE
def test_it_stands_where_what_is_gone_stood(keys: tuple[str, ...]) -> None:
    layer, new = _layer(keys), _without(*GONE)
    before = [one for one in _order(SMALL, layer) if one != "varsler"]
    assert _order(new, _kept(layer, new)) == before


@BESIDE
def test_it_stands_first_where_the_first_is_gone(keys: tuple[str, ...]) -> None:
    layer = _layer(keys).replace("varsler", "venter")
    new = _without("ro/venter", "ro/snakk", "ro/prov")
    before = [one for one in _order(SMALL, layer) if one != "venter"]
    assert _order(new, _kept(layer, new)) == before

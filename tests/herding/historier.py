"""An update costs no word: a layer goes through random new editions of the plan, and every text the
municipality wrote is still there, unless somebody chose otherwise.
"""

import json
from collections.abc import Iterator
from itertools import count
from random import Random
from typing import Any

from test_oppdater import plan_with
from tilfeldig import Raw, as_yaml, large_plan, random_layer, rewritten

from herding import Omfang, Utfall
from kvalitetsplan.commands.questions import decide
from kvalitetsplan.editions.choices import PEK, SLETT, TA_NY, Ground, Sporsmal, Valg
from kvalitetsplan.editions.draft import Draft, draft
from kvalitetsplan.plan.layers import apply
from kvalitetsplan.plan.model import Lag

SAYS_SO = (SLETT, TA_NY)
"""The choices that give up what the municipality wrote, and say so."""


def run(omfang: Omfang) -> Iterator[Utfall]:
    """Try random layers, random new editions and random answers."""
    draw = omfang.random("historier")
    for number in range(omfang.number(long=1_000, short=15)):
        yield Utfall(8, f"nr. {number}", _lost(draw))


def _lost(draw: Random) -> str:
    """Return which word a history costs, or an empty string."""
    themes = large_plan()
    layer, old = _with_own_words(random_layer(themes, draw)), plan_with(themes)
    rewritten(themes, draw, range(15))
    new, given_up = plan_with(themes), []

    def answer(one: Draft, question: Sporsmal) -> Draft | None:
        valg = _chosen(question, draw)
        if valg.navn in SAYS_SO and question.navn.startswith(("erstatt ", "legg_til ")):
            given_up.append(question.navn)
        return one.answered(valg.with_text("Vi er: stille, #alle") if valg.skrives else valg)

    try:
        last = decide(
            draft(as_yaml(layer), "tilpasning.yaml", Ground(new, Lag.KOMMUNEN, "prove", old)),
            answer,
        )
    except Exception as error:  # whatever it is, it costs the municipality its layer
        return f"{type(error).__name__}: {error}"
    if problems := apply(new, last.layer, Lag.KOMMUNEN).problems:
        return f"laget passer ikke etterpå: {problems[0]}"
    missing = [words for words in _words(layer) if words not in last.text]
    if len(missing) > len(given_up):
        return f"{missing} er borte; valgt bort: {given_up}"
    return ""


def _chosen(question: Sporsmal, draw: Random) -> Valg:
    """Return a random answer; one that gives something up only now and then, or where no other is."""
    able = [one for one in question.valg if one.navn != PEK]
    keeps = [one for one in able if one.navn not in SAYS_SO and not one.skrives]
    return draw.choice(keeps if keeps and draw.random() < 0.8 else able)


def _with_own_words(layer: Raw) -> Raw:
    """Return a layer with a number of its own in each text that the municipality wrote."""
    layer, number = json.loads(json.dumps(layer)), count(1)
    for one in layer["erstatt"]:
        one["til"] = f"Vi teller til ({next(number)}) her."
    for one in layer["legg_til"]:
        one["nytt"]["tekst"] = f"Vi hvisker ({next(number)}) her."
    return layer


def _words(layer: dict[str, Any]) -> list[str]:
    return [
        *(one["til"] for one in layer["erstatt"]),
        *(one["nytt"]["tekst"] for one in layer["legg_til"]),
    ]

"""Random layers and random answers: the layer fits, and what is published stays."""

import json
from random import Random
from unicodedata import normalize

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from tilfeldig import Raw, going_on, is_meant, large_plan, random_layer, rewritten
from utkast import FILE, LAG, OWN_FILE, SMALL, choice_named, drafted, text_of

from kvalitetsplan.commands.questions import decide
from kvalitetsplan.editions.choices import BEHOLD, PEK, Ground, Sporsmal, Valg
from kvalitetsplan.editions.draft import draft
from kvalitetsplan.plan.addresses import find, list_at, with_list
from kvalitetsplan.plan.continued import continued
from kvalitetsplan.plan.layers import apply
from kvalitetsplan.plan.model import Grunnplan, Lag, Temafil
from kvalitetsplan.reading.values import tidy

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
    first = drafted("\n".join(lines) + "\n", new)
    last = decide(first, lambda one, question: one.answered(choice_named(question, BEHOLD)))
    published, kept = apply(old, first.layer, Lag.KOMMUNEN), apply(new, last.layer, Lag.KOMMUNEN)
    assert published.problems == kept.problems == ()
    assert kept.grunnplan.model_dump() == published.grunnplan.model_dump()
    assert text_of(last).count("# her") == text_of(first).count("# her")
    assert text_of(last).count("\n    # og her\n") == text_of(first).count("\n    # og her\n")


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

"""Layers: nothing changes unless it is said, and everything that changes is remembered."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kvalitetsplan.plan.addresses import addressed, find
from kvalitetsplan.plan.continued import continued
from kvalitetsplan.plan.grunnplan import load_grunnplan
from kvalitetsplan.plan.layers import apply
from kvalitetsplan.plan.model import Grunnplan, Lag, Tilpasning
from kvalitetsplan.reading.problems import Alvor
from kvalitetsplan.reading.source import parse
from kvalitetsplan.reading.validation import build

ROOT = Path(__file__).parent.parent
SHARED = load_grunnplan(ROOT / "data")
TEXTS = [
    (address, item)
    for address, item in addressed(SHARED).items()
    if hasattr(item, "tekst") and "/" in address and not item.LOCKED
]


def _layer(text: str) -> Tilpasning:
    return build(Tilpasning, parse(text.encode(), "tilpasning.yaml"))


@pytest.mark.parametrize("lag", [Lag.KOMMUNEN, Lag.SKOLEN])
def test_an_empty_layer_changes_nothing(lag: Lag) -> None:
    laid = apply(SHARED, Tilpasning(), lag)
    assert laid.grunnplan is SHARED
    assert laid.endringer == laid.problems == ()


@given(
    st.lists(st.sampled_from(TEXTS), unique_by=lambda pair: pair[0], min_size=1, max_size=6),
    st.randoms(),
)
@settings(max_examples=40, deadline=None)
def test_the_order_of_unrelated_replacements_does_not_matter(chosen, random) -> None:
    def layer(pairs) -> Tilpasning:
        changes = [
            {"id": address, "felt": "tekst", "fra": item.tekst, "til": "Noe annet."}
            for address, item in pairs
        ]
        return Tilpasning.model_validate({"erstatt": changes})

    shuffled = list(chosen)
    random.shuffle(shuffled)
    one, other = (apply(SHARED, layer(pairs), Lag.KOMMUNEN) for pairs in (chosen, shuffled))
    assert one.problems == other.problems == ()
    assert one.grunnplan.model_dump() == other.grunnplan.model_dump()


@given(st.lists(st.sampled_from(TEXTS), unique_by=lambda pair: pair[0], max_size=5))
@settings(max_examples=40, deadline=None)
def test_provenance_accounts_for_every_difference(chosen) -> None:
    changes = [
        {"id": address, "felt": "tekst", "fra": item.tekst, "til": "Noe annet."}
        for address, item in chosen
    ]
    laid = apply(SHARED, Tilpasning.model_validate({"erstatt": changes}), Lag.KOMMUNEN)
    before, after = addressed(SHARED), addressed(laid.grunnplan)
    different = {
        address
        for address in before
        if "/" in address and before[address].model_dump() != after[address].model_dump()
    }
    assert (
        different
        == {endring.adresse for endring in laid.endringer}
        == {address for address, _ in chosen}
    )
    assert all(after[address].endringer[-1].fra == before[address].tekst for address in different)  # type: ignore[attr-defined]


OPERATIONS = st.dictionaries(
    st.sampled_from(TEXTS[:12]), st.sampled_from(["erstatt", "fjern", "legg_til"]), max_size=8
)


def _random_layer(plan: Grunnplan, operations, who: str) -> Tilpasning:
    """A layer that does what is asked to each item that is still there; what it adds, it adds to
    the item's theme.
    """
    layer = {"erstatt": [], "fjern": [], "legg_til": []}
    for (address, _), operation in operations.items():
        now, tema = addressed(plan).get(address), address.partition("/")[0]
        if now and operation == "erstatt":
            change = {
                "id": address,
                "felt": "tekst",
                "fra": now.tekst,
                "til": f"Slik gjør {who} det.",
            }  # type: ignore[attr-defined]
            layer["erstatt"].append(change)
        elif now and operation == "fjern":
            layer["fjern"].append({"id": address, "begrunnelse": "Det passer ikke her."})
        elif now:
            id = f"{who}-{address.partition('/')[2]}"[:60].rstrip("-")
            layer["legg_til"].append(
                f"  - liste: {tema}/eksempler\n    nytt: {{ id: {id}, tekst: Nytt., par: [x] }}\n"
            )
    added = layer.pop("legg_til")
    new = _layer("legg_til:\n" + "".join(added)) if added else Tilpasning()
    return Tilpasning.model_validate(layer).model_copy(update={"legg_til": new.legg_til})


@given(OPERATIONS, OPERATIONS)
@settings(max_examples=60, deadline=None)
def test_the_provenance_of_two_layers_accounts_for_every_difference(first, second) -> None:
    kommunens = apply(SHARED, _random_layer(SHARED, first, "kommunen"), Lag.KOMMUNEN)
    skolens = apply(
        kommunens.grunnplan, _random_layer(kommunens.grunnplan, second, "skolen"), Lag.SKOLEN
    )
    assert kommunens.problems == skolens.problems == ()
    before, after = addressed(SHARED), addressed(skolens.grunnplan)
    done = (*kommunens.endringer, *skolens.endringer)
    changed = {
        address: [one for one in done if one.adresse == address]
        for address in before | after
        if "/" in address
    }
    for address, changes in changed.items():
        last = changes[-1] if changes else None
        if address not in after:
            assert last
            assert last.operasjon == "fjern"
        elif address not in before:
            assert after[address].lag == changes[0].lag
            assert changes[0].operasjon == "legg_til"
        else:
            texts = [one for one in changes if one.operasjon == "erstatt"]
            assert list(after[address].endringer) == texts
            told = getattr(before[address], "tekst", None)
            for one in texts:
                assert one.fra == told
                told = one.til
            assert getattr(after[address], "tekst", None) == told


def test_an_added_item_and_everything_in_it_says_who_added_it() -> None:
    laid = apply(
        SHARED,
        _layer(
            """
legg_til:
  - liste: temaer
    nytt:
      { id: mat, tittel: Mat, kort: k, ingress: i, virkninger: [{ id: v, tekst: t }],
        par: [{ id: p, kjennetegn: k, hvem: skole, sannsynliggjør: [v], grunnlag: sannsynlig,
                kilder: [hattie2009] }] }
"""
        ),
        Lag.SKOLEN,
    )
    for address in ("mat", "mat/p", "mat/v"):
        found = find(laid.grunnplan, address)
        assert found
        assert found[1].lag == Lag.SKOLEN


def test_a_school_can_lie_over_its_municipality() -> None:
    first = "Vi hilser på hver elev ved navn første gang vi møtes den dagen."
    kommune = apply(
        SHARED,
        _layer(_replace("relasjon/hilser-ved-navn", first, "Vi hilser i døra.")),
        Lag.KOMMUNEN,
    )
    skole = apply(
        kommune.grunnplan,
        _layer(_replace("relasjon/hilser-ved-navn", "Vi hilser i døra.", "Vi synger.")),
        Lag.SKOLEN,
    )
    found = find(skole.grunnplan, "relasjon/hilser-ved-navn")
    assert skole.problems == ()
    assert found
    assert [endring.lag for endring in found[1].endringer] == [Lag.KOMMUNEN, Lag.SKOLEN]


def test_drift_is_a_kind_of_its_own() -> None:
    laid = apply(
        SHARED,
        _layer(_replace("relasjon/hilser-ved-navn", "Noe som sto før.", "Vårt.")),
        Lag.KOMMUNEN,
    )
    assert [problem.alvor for problem in laid.problems] == [Alvor.DRIFT]
    assert laid.grunnplan.model_dump() == SHARED.model_dump()


def test_a_layer_never_changes_what_lies_below_it() -> None:
    before = SHARED.model_dump()
    apply(
        SHARED,
        _layer("fjern:\n  - { id: relasjon, begrunnelse: x }\nsett: { pu-tid: fellestid }\n"),
        Lag.KOMMUNEN,
    )
    assert SHARED.model_dump() == before


@pytest.mark.parametrize(
    "address", ["relasjon", "relasjon/hilser-ved-navn", "begreper/mobbing", "kilder/hattie2009"]
)
def test_an_address_finds_its_item(address: str) -> None:
    found = find(SHARED, address)
    assert found
    assert addressed(SHARED)[address] is found[1]
    assert isinstance(SHARED, Grunnplan)


def _replace(address: str, fra: str, til: str) -> str:
    return f'erstatt:\n  - {{ id: {address}, felt: kjennetegn, fra: "{fra}", til: "{til}" }}\n'


def test_a_replacement_with_the_same_words_is_warned_of() -> None:
    same = "erstatt:\n  - { id: relasjon/hilser-ved-navn, felt: kjennetegn, fra: Hei  du., til: Hei du. }\n"
    [warning] = continued(_layer(same))[1]
    assert warning.alvor is Alvor.VARSEL
    assert str(warning).startswith("tilpasning.yaml:2:75  erstatt.til  «fra» og «til» er like")
    assert continued(_layer(same.replace("Hei du.", "Hei.")))[1] == []

"""The model and its problems fit each other: what a type says, which member of a union was
meant.
"""

import typing
from collections.abc import Iterator
from types import NoneType, UnionType
from typing import Annotated, Any, get_args, get_origin

import pytest
from pydantic import Tag

from kvalitetsplan.plan.model import Temaerfil, Tiltak
from kvalitetsplan.plan.schema import SCHEMAS
from kvalitetsplan.reading.problems import closest
from kvalitetsplan.reading.source import parse
from kvalitetsplan.reading.validation import build
from kvalitetsplan.reading.values import Modell, Says


def _models() -> list[type[Modell]]:
    found: list[type[Modell]] = []

    def walk(kind: Any) -> None:
        if isinstance(kind, type) and issubclass(kind, Modell) and kind not in found:
            found.append(kind)
            for info in kind.model_fields.values():
                walk(info.annotation)
        for inner in get_args(kind):
            walk(inner)

    for kind in SCHEMAS.values():
        walk(kind)
    return found


def _annotations(annotation: Any) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    """Every type in an annotation, with what is said about it."""
    if get_origin(annotation) is Annotated:
        bare, *said = get_args(annotation)
        yield bare, tuple(said)
        yield from _annotations(bare)
    else:
        yield annotation, ()
        for inner in get_args(annotation):
            yield from _annotations(inner)


@pytest.mark.parametrize("kind", _models(), ids=lambda kind: kind.__name__)
def test_every_pattern_says_what_to_write_and_every_union_which_member_was_meant(
    kind: type[Modell],
) -> None:
    for name, info in kind.model_fields.items():
        for bare, said in _annotations(Annotated[info.annotation, *info.metadata, None]):
            patterns = [one for one in said if getattr(one, "pattern", None)]
            assert not patterns or any(isinstance(one, Says) for one in said), name
            if get_origin(bare) in (typing.Union, UnionType):
                members = [one for one in get_args(bare) if one is not NoneType]
                tags = [tag for one in members for tag in get_args(one)[1:] if isinstance(tag, Tag)]
                assert len(members) == 1 or len(tags) == len(members), name


def test_a_word_is_recognised_however_its_letters_are_written() -> None:
    choices = ["navn", "år", "rekkefølge", "legg_til", "før", "påkrevd"]
    for word, meant in {
        "Navn": "navn",
        "ar": "år",
        "aar": "år",
        "REKKEFOLGE": "rekkefølge",
        "rekkefoelge": "rekkefølge",
        "legg-til": "legg_til",
        "legg til": "legg_til",
        "for": "før",
        "paakrevd": "påkrevd",
        "nvan": "navn",
    }.items():
        assert closest(word, choices) == meant


def test_there_is_room_for_200_themes_and_20_000_items_in_one_file() -> None:
    effects = "".join(f"      - {{ id: v-{one}, tekst: Elevene ler høyt. }}\n" for one in range(99))
    themes = "".join(
        f"  - id: tema-{one}\n    tittel: Lek\n    kort: Lek.\n    ingress: Vi leker.\n"
        f"    virkninger:\n{effects}    par:\n"
        "      - { id: p, kjennetegn: Vi ler., hvem: ansatte, sannsynliggjør: [v-1], "
        "grunnlag: sannsynlig, kilder: [k] }\n"
        for one in range(200)
    )
    file = build(Temaerfil, parse(f"temaer:\n{themes}".encode(), "mange.yaml"))
    assert sum(1 for tema in file.temaer for _ in tema.items()) == 20_000


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Lekegrupper på 1.–3. trinn. De møtes hver uke.", "Lekegrupper på 1.–3. trinn"),
        ("Faddere mellom 6. og 1. trinn", "Faddere mellom 6. og 1. trinn"),
        ("Se side 5. Der står resten.", "Se side 5"),
        ("Øv på en åpning: den ene er forelder.", "Øv på en åpning"),
        ("Hvem ringer vi? Når?", "Hvem ringer vi?"),
    ],
)
def test_a_title_made_of_a_text_is_its_first_sentence(text: str, title: str) -> None:
    assert Tiltak(id="lek", tekst=text).tittel == title

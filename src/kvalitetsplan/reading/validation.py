"""From a tree of text to a model, with Norwegian problems instead of pydantic's."""

import re
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from kvalitetsplan.reading.problems import PlanError, Problem, listed, nearest
from kvalitetsplan.reading.source import Map, Node, describe, find_mark
from kvalitetsplan.reading.values import Modell, alias

M = TypeVar("M", bound=Modell)


def build(kind: type[M], tree: Node, place: str = "") -> M:
    """Return `tree` as a value of type `kind`.

    `place` is put in front of what the problems are about.
    Raises PlanError with every way in which the tree does not fit.
    """
    try:
        return kind.model_validate(tree)
    except ValidationError as error:
        assert isinstance(tree, Map), "a reader returns a Map at the top"
        raise PlanError(
            _problem(kind, tree, details, place) for details in _to_the_point(error.errors())
        ) from error


def _problem(kind: type[Modell], tree: Map, details: ErrorDetails, place: str) -> Problem:
    loc = _steps(details)
    unknown = details["type"] == "extra_forbidden"
    mark = find_mark(tree, loc, key=unknown)
    about = ".".join(filter(None, [place, describe(tree, loc)]))
    return Problem(mark, about, _unknown_key(kind, loc) if unknown else _say(details))


def _to_the_point(errors: list[ErrorDetails]) -> list[ErrorDetails]:
    """Leave out what is said of the other forms a value might have had, when one form was clearly
    meant.
    """
    meant = [
        details
        for details in errors
        if isinstance(details["input"], _FORMS.get(details["type"], object))
    ]
    places = [_steps(details) for details in meant]
    return [
        details
        for details in errors
        if details in meant or not any(_within(_steps(details), loc) for loc in places)
    ]


_FORMS: dict[str, type] = {
    "tuple_type": list,
    "model_type": dict,
    "literal_error": str,
    "string_type": str,
}
"""What a value looks like when somebody tried to write this form."""


def _within(outer: tuple[str | int, ...], inner: tuple[str | int, ...]) -> bool:
    return inner[: len(outer)] == outer


def _steps(details: ErrorDetails) -> tuple[str | int, ...]:
    """Return the way to the value: keys and indexes, without pydantic's names for the members of a
    union.
    """
    return tuple(
        step for step in details["loc"] if isinstance(step, int) or _UNION.match(step) is None
    )


_UNION = re.compile(r"[A-Z]|constrained-|function-|literal\[|tuple\[")


def _unknown_key(kind: type[Modell], loc: tuple[str | int, ...]) -> str:
    fields = [alias(name) for name in _model_at(kind, loc[:-1]).model_fields]
    return f"ukjent nøkkel «{loc[-1]}»{nearest(str(loc[-1]), fields) or f' – her kan det stå {listed(fields)}'}"


def _model_at(kind: type[Modell], loc: tuple[str | int, ...]) -> type[Modell]:
    """Return the model that stands at `loc` inside `kind`."""
    for step in loc:
        if isinstance(step, str):
            annotation = next(
                info.annotation for name, info in kind.model_fields.items() if alias(name) == step
            )
            kind = next(_models_in(annotation), kind)
    return kind


def _models_in(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, Modell):
        yield annotation
    for inner in getattr(annotation, "__args__", ()):
        yield from _models_in(inner)


_PATTERNS = {
    "a-z0-9]+(-[a-z0-9]+)*$": "må være små bokstaver a–z, tall og bindestrek (æ→ae, ø→o, å→a)",
    "(/[a-z0-9-]+)?$": "må være en id («ber-om-hjelp») eller tema og id («relasjon/ber-om-hjelp»)",
    "fA-F": "må være en farge med seks sifre, som «#1a4d8f»",
    r"\d{4}-": "må være en dato, som «2027-08-01»",
    "A-Za-z.": "må være bokstaver, tall, punktum og bindestrek, som «1.1»",
    r"\d{4}": 'må være et kommunenummer med fire sifre i anførselstegn, som "0301"',
    "bilder/": "må være en fil i mappa bilder/, som «bilder/logo.svg»",
    r"\.md": "må være en tema-id eller en side, som «grunnlag/ledelse.md» eller «sider/om-oss.md»",
}

_MESSAGES = {
    "string_type": "må være tekst, ikke en liste eller flere felt",
    "string_too_short": "er tom",
    "string_too_long": "er for lang (høyst {max_length} tegn)",
    "tuple_type": "må være en liste: skriv hvert punkt på en egen linje med «- » foran",
    "list_type": "må være en liste: skriv hvert punkt på en egen linje med «- » foran",
    "too_short": "må ha minst {min_length}",
    "too_long": "kan ha høyst {max_length}",
    "model_type": "må være felt med navn, som «id: …»",
    "model_attributes_type": "må være felt med navn, som «id: …»",
    "dict_type": "må være felt med navn, som «id: …»",
    "int_parsing": "må være et helt tall",
    "greater_than_equal": "må være minst {ge}",
    "less_than_equal": "kan være høyst {le}",
}


def _say(details: ErrorDetails) -> str:
    kind, context, value = details["type"], details.get("ctx", {}), details["input"]
    if kind == "missing":
        return f"mangler «{details['loc'][-1]}»"
    if kind == "adresse":
        return f"«{value}» {context['reason']}"
    if kind in ("literal_error", "enum"):
        choices = context["expected"].replace(" or ", ", ").replace("'", "").split(", ")
        shown = f"«{value}»" if isinstance(value, str) else "dette"
        return f"{shown} kan ikke stå her; bruk {listed(choices)}"
    if kind == "string_pattern_mismatch" and value == "":
        return (
            "er tom; en verdi som begynner med # må stå i anførselstegn"
            if "fA-F" in context["pattern"]
            else "er tom"
        )
    if kind == "string_pattern_mismatch":
        reason = next(text for part, text in _PATTERNS.items() if part in context["pattern"])
        return f"«{value}» {reason}"
    return _MESSAGES[kind].format(**context)

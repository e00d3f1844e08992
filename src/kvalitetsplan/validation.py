"""From a tree of text to a model, with Norwegian problems instead of pydantic's."""

from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from kvalitetsplan.model import Modell, alias
from kvalitetsplan.problems import PlanError, Problem, listed, nearest
from kvalitetsplan.source import Map, Node, describe, find_mark

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
        raise PlanError(_problem(kind, tree, details, place) for details in error.errors()) from error


def _problem(kind: type[Modell], tree: Map, details: ErrorDetails, place: str) -> Problem:
    loc = tuple(step for step in details["loc"] if _is_in(tree, details["loc"], step))
    unknown = details["type"] == "extra_forbidden"
    mark = find_mark(tree, loc, key=unknown)
    about = ".".join(filter(None, [place, describe(tree, loc)]))
    return Problem(mark, about, _unknown_key(kind, loc) if unknown else _say(details))


def _is_in(tree: Map, loc: tuple[str | int, ...], step: str | int) -> bool:
    """Tell whether a step is a key or an index; pydantic also names union members, such as `constrained-str`."""
    return isinstance(step, int) or not ("[" in step or step.startswith(("constrained-", "function-", "literal")))


def _unknown_key(kind: type[Modell], loc: tuple[str | int, ...]) -> str:
    fields = [alias(name) for name in _model_at(kind, loc[:-1]).model_fields]
    return f"ukjent nøkkel «{loc[-1]}»{nearest(str(loc[-1]), fields) or f' – her kan det stå {listed(fields)}'}"


def _model_at(kind: type[Modell], loc: tuple[str | int, ...]) -> type[Modell]:
    """Return the model that stands at `loc` inside `kind`."""
    for step in loc:
        if isinstance(step, str):
            annotation = next(info.annotation for name, info in kind.model_fields.items() if alias(name) == step)
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
    "https?": "må være en hel adresse som begynner med https://, http:// eller mailto:",
    "fA-F": "må være en farge med seks sifre, som «#1a4d8f»",
    r"\d{4}": 'må være et kommunenummer med fire sifre i anførselstegn, som "0301"',
    "bilder/": "må være en fil i mappa bilder/, som «bilder/logo.svg»",
    r"\.md": "må være en tema-id eller en side, som «grunnlag/ledelse.md» eller «sider/om-oss.md»",
    r"@\S": "må være en e-postadresse",
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
    if kind == "literal_error":
        choices = context["expected"].replace(" or ", ", ").replace("'", "").split(", ")
        return f"«{value}» kan ikke stå her; bruk {listed(choices)}"
    if kind == "string_pattern_mismatch" and value == "":
        return "er tom; en verdi som begynner med # må stå i anførselstegn"
    if kind == "string_pattern_mismatch":
        reason = next(text for part, text in _PATTERNS.items() if part in context["pattern"])
        return f"«{value}» {reason}"
    return _MESSAGES[kind].format(**context)

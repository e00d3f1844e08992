"""Who something is for by age: grades, and the stages that some grades belong to."""

from collections.abc import Iterable
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from kvalitetsplan.reading.values import Says, wrong

TRINN = ("1-4", "5-7", "8-10", "SFO")
"""The stages that the shared plan has something for."""
_GRADE = "(?:[1-9]|10)"


def _is_upwards(trinn: str) -> str:
    low, high = _span(trinn)
    if low > high:
        raise wrong(f"«{trinn}» går nedover; skriv «{high}-{low}»")
    return trinn


Trinn = Annotated[
    str,
    StringConstraints(pattern=rf"^({_GRADE}(-{_GRADE})?|SFO|barnehage|vgs)$"),
    AfterValidator(_is_upwards),
    Says("må være ett trinn («4»), flere («4-7»), «SFO», «barnehage» eller «vgs»"),
]
"""Who something is for by age: one grade, some grades in a row, or what comes beside and around."""


def stages(trinn: Iterable[str]) -> tuple[str, ...]:
    """Return the stages that some grades belong to: «4-7» is in «1-4» and in «5-7»."""
    return tuple(
        stage
        for stage in (*TRINN, "barnehage", "vgs")
        if any(stage == one or _meets(stage, one) for one in trinn)
    )


def _meets(stage: str, trinn: str) -> bool:
    first, last = _span(stage)
    low, high = _span(trinn)
    return bool(first and low) and first <= high and low <= last


def _span(trinn: str) -> tuple[int, int]:
    low, _, high = trinn.partition("-")
    return (int(low), int(high or low)) if low.isdigit() else (0, 0)

"""Dates: as machines write them, and as people do. None is in a year that nobody can mean."""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, StringConstraints, WithJsonSchema

from kvalitetsplan.plan.model.base import Linje
from kvalitetsplan.plan.years import why_no_day, why_no_year
from kvalitetsplan.reading.values import Says, wrong


def _is_a_date(text: str) -> str:
    try:
        return in_our_time(date.fromisoformat(text).isoformat())
    except ValueError as error:
        year, month, day = map(int, text.split("-"))
        reason = why_no_year(text) or why_no_day(text, year, month, day, date.isoformat)
        raise wrong(reason) from error


def in_our_time(text: str) -> str:
    """Return a text in which no year stands that cannot be meant."""
    if reason := why_no_year(text):
        raise wrong(reason)
    return text


Dato = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
    AfterValidator(_is_a_date),
    Says("må være en dato, som «2027-08-01»"),
    WithJsonSchema({"type": "string", "pattern": "^(199|20[0-9])[0-9]-[0-9]{2}-[0-9]{2}$"}),
]
Nar = Annotated[Linje, AfterValidator(in_our_time)]
"""When something was, as people say it: «mai 2026»."""

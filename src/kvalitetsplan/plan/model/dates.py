"""Dates: as machines write them, and as people do. None is in a year that nobody can mean."""

import re
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, StringConstraints, WithJsonSchema

from kvalitetsplan.plan.model.base import Linje
from kvalitetsplan.plan.words import MONTHS
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


def _as_written(text: str) -> str:
    """Return a day as a machine writes it, given how people do: «10.12.2026», «10. desember
    2026».
    """
    hit = _DAY.fullmatch(text.strip().lower())
    if not hit:
        return ""
    month = next((at for at, name in enumerate(MONTHS, 1) if name == hit["name"]), 0)
    return f"{hit['year']}-{month or int(hit['month'] or 0):02}-{int(hit['day']):02}"


_DAY = re.compile(
    r"(?P<day>\d{1,2})(?:[./](?P<month>\d{1,2})[./]|\. ?(?P<name>[a-z]+) )(?P<year>\d{4})"
)
Dato = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
    AfterValidator(_is_a_date),
    Says("må være en dato, som «2027-08-01»", _as_written),
    WithJsonSchema({"type": "string", "pattern": "^(199|20[0-9])[0-9]-[0-9]{2}-[0-9]{2}$"}),
]
Nar = Annotated[Linje, AfterValidator(in_our_time)]
"""When something was, as people say it: «mai 2026»."""

"""The years that a plan can be about: others are slips, and a date of them would be published.
Days that no calendar has, are slips too.
"""

import calendar
import re
from collections.abc import Callable
from datetime import date

FIRST, LAST = 1990, 2099
"""A plan is of schools as they are: none that is in force was decided on before 1990, and none can
tell of a day after 2099. What lasts until it is changed, as 9999-12-31 means, has no date.
"""
_ENDLESS = 9999
_YEAR = re.compile(r"(?<![\d/-])\d{4}(?![\d/])")


def why_no_year(text: str) -> str:
    """Say what is wrong with the year in a date, as people or machines write it; "" if nothing is,
    or if there is none in it.
    """
    years = [int(one) for one in _YEAR.findall(text)]
    if not years or any(FIRST <= one <= LAST for one in years):
        return ""
    endless = "; det som gjelder til det blir endret, har ingen sluttdato, så slett linja"
    return (
        f"«{text}» kan ikke være ment; året må være fra {FIRST} til {LAST}"
        f"{endless if _ENDLESS in years else ''}"
    )


def why_no_day(text: str, year: int, month: int, day: int, write: Callable[[date], str]) -> str:
    """Say that a day is in no calendar, and which one its month ends with. `write` writes a day as
    the text has it.
    """
    last = calendar.monthrange(year, month)[1] if 1 <= month <= 12 else 0
    if not last:
        advice = f"månedene går fra 1 til 12, og datoen skrives som «{write(date(2027, 8, 1))}»"
    elif not day:
        advice = f"den første dagen i måneden er «{write(date(year, month, 1))}»"
    else:
        advice = f"den siste dagen i måneden er «{write(date(year, month, last))}»"
    leap = next(filter(calendar.isleap, range(year, LAST + 1)), None)
    if (month, day) == (2, 29) and leap:
        advice += f", og {leap} er skuddår"
    return f"«{text}» finnes ikke i kalenderen; {advice}"

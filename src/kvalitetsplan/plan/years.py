"""The years that a plan can be about: others are slips, and a date of them would be published."""

import re

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

"""Find Norwegian national identity numbers, which no plan may hold.

Source: Skatteetaten, «Fødselsnummer» and «D-nummer»: six digits of birth date (the first raised by
four in a D-number), three of their own, and two check digits, each modulo 11.
"""

import re
from collections.abc import Iterator

# What people put between the parts, what makes one of them bold, and a year in full, do not hide
# the number.
_SPACES = r" \u00a0\u2000-\u200a\u202f"
_DASHES = r"\u2010-\u2015\u2212-"
_WORD = r"(?:person(?:nr|nummer)|pnr|nr|p)\b"
_BETWEEN = rf"(?:[\s.,:;/|()*_`+#{_DASHES}]|</?\w{{1,10}}>|(?i:{_WORD}))"
_APART = rf"[./{_SPACES}{_DASHES}]?"
_MONTHS = ("jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "des")
_MONTH = rf"(?P<m>(?i:{'|'.join(_MONTHS)}))[a-zA-Z]{{0,6}}\.?"
_DAYS = (
    rf"(?P<d>\d\d){_APART}(?P<m>\d\d){_APART}(?:(?:19|20)(?=\d\d\D))?(?P<y>\d\d)",
    rf"(?:19|20)(?P<y>\d\d)([.{_DASHES}])(?P<m>\d\d)\2(?P<d>\d\d)",
    r"(?<!\d)(?P<d>\d\d?)([./-])(?P<m>\d\d?)\2(?:19|20)?(?P<y>\d\d)",
    rf"(?P<d>\d\d?)\.?[{_SPACES}]?{_MONTH}[{_SPACES}]?(?:19|20)?(?P<y>\d\d)",
)
"""A day as people write it: with two digits for each, as computers do, short, and with the name of
its month.
"""
_OVER = r"(?![.-]?\d)"
_DATED = tuple(
    re.compile(
        rf"{day}{_BETWEEN}{{0,40}}(?P<n>\d{{3}}[.{_SPACES}{_DASHES}]?\d\d"
        rf"|\d\d[{_SPACES}]\d\d[{_SPACES}]\d){_OVER}"
    )
    for day in _DAYS
)
"""A day, and five digits more."""
_WHOLE = re.compile(r"(?<!\d)\d{11}(?!\d)")
_DIVIDED = re.compile(
    rf"(\d)(?=((?:[{_SPACES}{_DASHES}]?\d){{10}}|(?:\.?\d){{10}}){_OVER})"
    r"(?!\d{3}\.\d\d\.\d{5}|(?:(?<=1)9|(?<=2)0)\d\d-\d\d-\d\d\D)"
)
"""Eleven digits with at most one sign between neighbours; no bank account, and no day as computers
write it. A dot beside other signs is in a day or a time.
"""
_ENOUGH = re.compile(r"\d(?:\D*\d){7}")
"""As many digits as it takes, where the month has a name. Most texts have not."""
_ACCOUNT = re.compile(r"\d{4}\.\d\d\.\d{5}")
_LONGER = re.compile(r"\d[.-]?\Z")
"""What before a divided number says that it is the end of a longer one."""
_FIRST = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
_SECOND = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)

MESSAGE = "her står et fødselsnummer; slett det, for alle kan lese planen"
"""What to say where one stands. The number itself is not said again."""


def fodselsnumre(text: str) -> Iterator[int]:
    """Yield where in a text each valid number begins, D-numbers too, however it is divided."""
    if not _ENOUGH.search(text):
        return
    whole = (hit.start() for hit in _WHOLE.finditer(text) if _is_valid(hit[0]))
    dated = (hit for day in _DATED for hit in day.finditer(text) if _is_valid(_digits_of(hit)))
    divided = (hit for hit in _DIVIDED.finditer(text) if _is_valid(_digits("".join(hit.groups()))))
    apart = (hit.start() for hit in (*dated, *divided) if _stands_alone(hit, text))
    yield from sorted({*whole, *apart})


def _digits_of(hit: re.Match[str]) -> str:
    """Return the eleven digits of a day and what comes after it."""
    day, month, year, more = hit.group("d", "m", "y", "n")
    number = month if month.isdigit() else str(_MONTHS.index(month.lower()) + 1)
    return f"{day:0>2}{number:0>2}{year}{_digits(more)}"


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _stands_alone(hit: re.Match[str], text: str) -> bool:
    """Tell whether it is a number of its own: no bank account, and not the end of a longer one."""
    before = text[max(hit.start() - 2, 0) : hit.start()]
    return not _LONGER.search(before) and not _ACCOUNT.match(text, hit.start())


def _is_valid(number: str) -> bool:
    digits = [int(digit) for digit in number]
    day, month = int(number[:2]) % 40, int(number[2:4])
    return (
        1 <= day <= 31
        and int(number[0]) < 8
        and 1 <= month <= 12
        and _weighed(digits, _FIRST) % 11 == 0
        and _weighed(digits, _SECOND) % 11 == 0
    )


def _weighed(digits: list[int], weights: tuple[int, ...]) -> int:
    return sum(digit * weight for digit, weight in zip(digits, weights, strict=False))

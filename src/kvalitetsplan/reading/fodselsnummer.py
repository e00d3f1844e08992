"""Find Norwegian national identity numbers, which no plan may hold.

Source: Skatteetaten, «Fødselsnummer» and «D-nummer»: six digits of birth date (the first raised by
four in a D-number), three of their own, and two check digits, each modulo 11.
"""

import re
from collections.abc import Iterator

# The first digit stands alone: a pattern that begins with one is quicker to look for. What people
# put between the parts, what makes one of them bold, and a year in full, do not hide the number.
_SPACES = r" \u00a0\u2000-\u200a\u202f"
_DASHES = r"\u2010-\u2015\u2212-"
_BETWEEN = rf"(?:[\s.,:;/|()*_`{_DASHES}]|</?\w{{1,10}}>|(?i:person(?:nr|nummer)|pnr|nr))"
_OVER = r"(?![\d-]|[.,]\d)"
_DATED = re.compile(
    rf"(\d\d)([.{_SPACES}/{_DASHES}]?)(\d\d)\2(?:(?:19|20)(?=\d\d\D))?(\d\d){_BETWEEN}{{0,40}}"
    rf"(\d{{3}}[.{_SPACES}{_DASHES}]?\d\d|\d\d[{_SPACES}]\d\d[{_SPACES}]\d){_OVER}"
)
"""Six digits as people write a day, and five more."""
_DIVIDED = re.compile(
    rf"(\d)(?=((?:[{_SPACES}{_DASHES}]?\d){{10}}|(?:\.?\d){{10}}){_OVER})"
    r"(?!\d{3}\.\d\d\.\d{5}|(?:(?<=1)9|(?<=2)0)\d\d-\d\d-\d\d\D)"
)
"""Eleven digits with at most one sign between neighbours; no bank account, and no day as computers
write it. A dot beside other signs is in a day or a time.
"""
_LONGER = re.compile(r"\d[.,-]?\Z")
"""What before a number says that it is the end of a longer one."""
_FIRST = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
_SECOND = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)

MESSAGE = "her står et fødselsnummer; slett det, for alle kan lese planen"
"""What to say where one stands. The number itself is not said again."""


def fodselsnumre(text: str) -> Iterator[int]:
    """Yield where in a text each valid number begins, D-numbers too, however it is divided."""
    hits = (hit for pattern in (_DATED, _DIVIDED) for hit in pattern.finditer(text))
    yield from sorted({hit.start() for hit in hits if _is_one(hit, text)})


def _is_one(hit: re.Match[str], text: str) -> bool:
    """Tell whether it is a number of its own, and not the end of a longer one."""
    before = text[max(hit.start() - 2, 0) : hit.start()]
    return not _LONGER.search(before) and _is_valid(re.sub(r"\D", "", "".join(hit.groups())))


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

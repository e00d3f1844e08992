"""Find Norwegian national identity numbers, which no plan may hold.

Source: Skatteetaten, «Fødselsnummer» and «D-nummer»: six digits of birth date (the first raised by
four in a D-number), three of their own, and two check digits, each modulo 11.
"""

import re
from collections.abc import Iterator

# The first digit stands alone: a pattern that begins with one is quicker to look for.
_ELEVEN = re.compile(r"(\d\d{5})[ \u00a0]?(\d{5})(?![\d-]|[.,]\d)")
_FIRST = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
_SECOND = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)

MESSAGE = "her står et fødselsnummer; slett det, for alle kan lese planen"
"""What to say where one stands. The number itself is not said again."""


def fodselsnumre(text: str) -> Iterator[int]:
    """Yield where in a text each valid number begins, D-numbers too, with a space after the sixth
    digit or not.
    """
    return (hit.start() for hit in _ELEVEN.finditer(text) if _is_one(hit, text))


def _is_one(hit: re.Match[str], text: str) -> bool:
    """Tell whether it is a number of its own, and not the end of a longer one."""
    return text[hit.start() - 1 : hit.start()] not in set("0123456789.,-") and _is_valid(
        hit[1] + hit[2]
    )


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

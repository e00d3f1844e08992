"""Months and weeks that are written several in one: «33-36», «august til oktober»."""

import re
from collections.abc import Iterator

from kvalitetsplan.plan.words import MONTHS

_MONTHS, _WEEKS = 12, 53
_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+)\.?(?!\d)"
    r"|(?P<to>[-–—‐‑]|til og med\b|til\b|t\.?o\.?m\.?(?!\w))"
    r"|(?P<too>[,;&+]|og\b)"
    r"|(?P<unit>(?:uker?|veker?|måned(?:er)?|månad(?:er|ar)?|mnd)\b\.?)"
    r"|(?P<name>[a-z]+)\b\.?)\s*"
)
_FROM = re.compile(r"fra (?=.*(?:[-–—‐‑]|til\b|t\.?o\.?m))")
"""What a span may begin with; without its end it goes on for nobody knows how long."""
_CHRISTMAS = "jul"


def span(first: int, last: int, most: int) -> list[int]:
    """Return the numbers from one to another. After the highest comes 1: November to February."""
    return [(first - 1 + step) % most + 1 for step in range((last - first) % most + 1)]


def weeks(text: str) -> str:
    """Return what to write in a list of weeks instead of a text, as «33, 34»; "" if that cannot be
    told.
    """
    return _in_a_list(text, _WEEKS)


def months(text: str) -> str:
    """Return what to write in a list of months instead of a text; "" if that cannot be told."""
    return _in_a_list(text, _MONTHS)


def month(text: str) -> str:
    """Return what to write instead of a text where there can be one month alone."""
    meant = _meant(text, _MONTHS)
    return f"ett punkt for hver måned, det første med {meant[0]}" if meant[1:] else _told(meant)


def days(text: str) -> str:
    """Return what to write in a list of days instead of a text with several; "" if it has not."""
    numbers = re.findall(r"\b\d{1,2}\b(?!\.\d)", text)
    has_month = any(name in text.lower() for name in MONTHS)
    return "hver dag for seg, med komma mellom" if has_month and len(numbers) > 1 else ""


def _in_a_list(text: str, most: int) -> str:
    numbers = re.findall(r"\b\d+\b", text)
    return _told(_meant(text, most)) or (
        "hvert tall for seg, med komma mellom" if len(numbers) > 1 else ""
    )


def _told(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers))


def _meant(text: str, most: int) -> list[int]:
    """Return the numbers a text means; none where there is something in it that is not known, for
    who follows the advice would lose that.
    """
    found: list[int] = []
    is_open = False
    for kind, word in _tokens(_FROM.sub("", text.strip().lower(), 1)):
        number = _number(kind, word)
        if kind in ("to", "too") and found and not is_open:
            is_open = kind == "to"
        elif 1 <= number <= most and (kind == "number" or most == _MONTHS):
            found += span(found[-1], number, most)[1:] if is_open else [number]
            is_open = False
        elif kind != "unit":
            return []
    return [] if is_open else list(dict.fromkeys(found))


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    at = 0
    while at < len(text):
        hit = _TOKEN.match(text, at)
        kind = hit.lastgroup if hit else None
        if not hit or not kind:
            yield "unknown", text[at:]
            return
        yield kind, hit[kind]
        at = hit.end()


def _number(kind: str, word: str) -> int:
    """Return the number of a number, or of a month, whole or short; 0 if it is none of them."""
    if kind == "number":
        return int(word)
    is_month = kind == "name" and len(word) > 2 and word != _CHRISTMAS
    named = [name for name in MONTHS if is_month and name.startswith(word)]
    return MONTHS.index(named[0]) + 1 if named else 0

"""When something is, as people write it."""

import calendar
import re
from collections.abc import Iterator
from typing import NamedTuple

from kvalitetsplan.imports.tidying import bare
from kvalitetsplan.plan.model.spans import span
from kvalitetsplan.plan.words import MONTHS

_WHEN = r"(?:når|tid(?:spunkt|srom|sfrist)?|måned|månad|mnd|uke|veke|periode|dato|frist|(?:innen|innan)(?: (?:når|kva tid))?)(?:er|ar)?"
_WEEK = re.compile(r"\b(?:uke|veke|uka|veka)\s*\d{1,2}(?:\s*(?:[-–—,]|og|til)\s*\d{1,2})*\b", re.I)
_MONTH = re.compile(
    rf"\b({'|'.join(f'{one[:3]}(?:{one[3:]}|t?[.]|t)?' for one in MONTHS if one != 'juli')}|juli)"
    r"(?=\W|$)",
    re.I,
)
"""A month, whole or short; «jul» is Christmas."""
_DAY = re.compile(rf"\b(\d{{1,2}})\.\s*({'|'.join(MONTHS)})(?:\s+(\d{{4}}))?\b", re.I)
_DATE = re.compile(r"\b(\d{1,2})[./](\d{1,2})(?:[./]((?:20)?\d\d))?(?!\d)")


DURATION = (
    r"(?:ca\.?|omtrent|cirka|om lag|inntil|minst)?\s*(?:\d{1,3}|en halv|en|ei|ett|to|tre|fire|fem|ti|femten|tjue|tretti)"
    r"(?:\s*(?:[-–—]|til)\s*\d{1,3})?\s*(?:min(?:utt(?:er|ar)?)?|timer?|timar|kvarter|t)\b\.?"
)
"""How long something takes, as people write it."""
_DURATION_HEAD = (
    r"(?:(?:anslått |omtrentlig )?(?:tid(?:sbruk|sramme)?|varighet|varigheit)|hvor lenge|kor lenge|lengde"
    r"|(?:antall |tal )?min(?:utt(?:er|ar)?)?|varer|varar)"
)


def is_duration(text: str) -> bool:
    """Tell whether a short text says how long something takes."""
    return re.fullmatch(DURATION, text.strip(), re.IGNORECASE) is not None


def is_duration_head(text: str) -> bool:
    """Tell whether a column is about how long something takes, by what stands over it."""
    is_head = re.fullmatch(_DURATION_HEAD, bare(text)) is not None
    return is_head and not text.strip()[:1].isdigit()  # «15 minutter» is no head


def duration(text: str, name: str) -> str:
    """Return how long something takes, as a cell says it. `name` is what stands over the column:
    «Minutter» and «15» are 15 minutes.
    """
    is_bare = re.fullmatch(r"(?:ca\.?\s*)?\d{1,3}(?:\s*[-–—]\s*\d{1,3})?", text.strip())
    unit = "minutt" if re.search(r"minutt\b|minuttar|varigheit", name, re.I) else "minutter"
    return f"{text.strip()} {unit}" if is_bare and re.search(r"\bmin", name, re.I) else text


def week(text: str, name: str) -> str:
    """Return when something is, as a cell says it. `name` is what stands over the column: «Uke» and
    «34» are «Uke 34».
    """
    is_bare = re.fullmatch(r"\d{1,2}(?:\s*(?:[-–—,]|og|til)\s*\d{1,2})*", text.strip())
    hit = re.match(r"(?:uke|veke)", bare(name)) if is_bare else None
    return f"{hit[0].capitalize()} {text.strip()}" if hit else text


def is_when(text: str) -> bool:
    """Tell whether a column is about when something happens, by what stands over it."""
    return re.fullmatch(_WHEN, bare(text)) is not None


class Tid(NamedTuple):
    """When something is, as a plan writes it; the most exact that is told."""

    maneder: tuple[int, ...] = ()
    uker: tuple[int, ...] = ()
    datoer: tuple[str, ...] = ()


NEVER = Tid()
"""No time is told."""


def when(text: str) -> Tid:
    """Return when a short text says that something is: months by name, weeks or days; a span of
    months or weeks has all of them.
    """
    if days := tuple(day for _, day in _days(text)):
        return Tid(datoer=days)
    if hit := _WEEK.search(text):
        weeks = [int(one) for one in re.findall(r"\d{1,2}", hit[0])]
        return Tid(uker=tuple(_span(text, [one for one in weeks if 1 <= one <= 53], 53)))
    return Tid(maneder=tuple(_span(text, [_month_number(one) for one in _MONTH.findall(text)], 12)))


def moved(text: str) -> Iterator[tuple[str, str]]:
    """Yield each day in a text that its month does not have, and the day that is read instead."""
    for said, day in _days(text):
        if int(said.partition(".")[0].partition("/")[0]) != int(day.partition(".")[0]):
            yield said, day


def _days(text: str) -> Iterator[tuple[str, str]]:
    """Yield each day in a text as it stands there, and as a plan writes it."""
    for hit in _DAY.finditer(text):
        yield hit[0], _day(int(hit[1]), _month_number(hit[2]), hit[3] or "")
    for hit in _DATE.finditer(text):
        if 1 <= int(hit[2]) <= 12:
            yield hit[0], _day(int(hit[1]), int(hit[2]), f"20{hit[3][-2:]}" if hit[3] else "")


def _day(day: int, month: int, year: str) -> str:
    last = calendar.monthrange(int(year or 2028), month)[1]
    return " ".join([f"{max(1, min(day, last))}.", MONTHS[month - 1], *([year] if year else [])])


def _span(text: str, found: list[int], last: int) -> list[int]:
    if len(found) == 2 and re.search(r"[-–—]|\btil\b", text):
        return span(found[0], found[1], last)
    return list(dict.fromkeys(found))


def _month_number(word: str) -> int:
    return next(n for n, one in enumerate(MONTHS, 1) if one.startswith(word.lower().strip(".")[:3]))

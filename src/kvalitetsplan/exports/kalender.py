"""The school year and the development course as calendar files."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from icalendar import Calendar, Event

from kvalitetsplan.plan.model import Hendelse
from kvalitetsplan.plan.model.year import LEAP_DAY
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.site.status import badge, status
from kvalitetsplan.site.text import plain, written_out

_STAMP = datetime(2000, 1, 1, tzinfo=UTC)
"""The file says nothing of when it was made, so that it is the same when the plan is."""
_MOST_OF_THE_YEAR = 8
"""Months without a break. What lasts so long is how one works, not something to meet up for."""


def school_year(plan: Plan, tekst: dict[str, Any], start: int) -> bytes:
    """Return the events of the school year that begins in August of the year `start`.

    An event without a date stands on the first Monday of its month, as a whole day; where it goes
    on for months without a break, on the first Monday of the first of them. What goes on for most
    of the year is no event in a calendar, and is left out.

    An event comes again each year. Its UID is `hendelser/<id>/<month>@<place>.kvalitetsplan`, or
    `dag-<number>` for one with dates, and is the same in each file, so that a new file takes the
    place of the old.
    """
    calendar = _calendar(plan, tekst, tekst["meny"]["aret"])
    for hendelse in plan.grunnplan.hendelser:
        for event in _events(plan, tekst, hendelse, start):
            calendar.add_component(event)
    return bytes(calendar.to_ical())


def _events(plan: Plan, tekst: dict[str, Any], hendelse: Hendelse, start: int) -> Iterator[Event]:
    """Yield an event for each day, or the Monday of each week, or else each stretch of months.

    What stands in a week comes in no other year: weeks do not lie on the same days.
    """
    address = f"hendelser/{hendelse.id}"
    days = hendelse.days(start)
    for place, (day, is_yearly) in enumerate(days, start=1):
        # A day of one year may be one of every year too, and week 53 is 52 where there is none.
        if not is_yearly and ((day, True) in days or (day, False) in days[: place - 1]):
            continue
        event = _event(plan, f"{address}/dag-{place}", hendelse.tittel, day)
        event.add("description", _about(plan, tekst, hendelse, ""))
        if is_yearly:
            event.add("rrule", _each_year(hendelse.datoer[place - 1]))
        yield event
    for first, length in () if hendelse.datoer or hendelse.uker else _stretches(hendelse.maneder):
        if length >= _MOST_OF_THE_YEAR:
            continue
        day = _first_monday(start if first >= 8 else start + 1, first)
        event = _event(plan, f"{address}/{first}", hendelse.tittel, day)
        event.add("description", _about(plan, tekst, hendelse, _when(tekst, first, length)))
        event.add("rrule", {"freq": "yearly", "bymonth": first, "byday": "1MO"})
        yield event


def _each_year(day: str) -> dict[str, Any]:
    """Return the rule by which a day comes again; the date alone would make 29 February 28 for
    good.
    """
    last_of_february = {"bymonth": 2, "bymonthday": -1} if day == LEAP_DAY else {}
    return {"freq": "yearly", **last_of_february}


def _stretches(months: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    """Yield the first month and the number of months of each stretch without a break; December
    goes on in January.
    """
    if len(set(months)) == 12:
        yield 8, 12
        return
    for first in sorted(set(months), key=lambda month: (month - 8) % 12):
        if (first - 2) % 12 + 1 not in months:
            after = (step for step in range(1, 12) if (first - 1 + step) % 12 + 1 not in months)
            yield first, next(after)


def _when(tekst: dict[str, Any], first: int, length: int) -> str:
    """Return in words which months an event stands in."""
    names = [tekst["ar"]["maneder"][(first - 1 + step) % 12].lower() for step in (0, length - 1)]
    words: str = tekst["filer"]["i_maneden" if length == 1 else "i_manedene"]
    return words.format(*names)


def development_course(plan: Plan, tekst: dict[str, Any], start: int) -> bytes:
    """Return the four semesters of the development course that begins in August of `start`."""
    calendar = _calendar(plan, tekst, tekst["lop"]["semestre"])
    for place, one in enumerate(plan.grunnplan.semestre):
        year, month = (start + place // 2, 8) if place % 2 == 0 else (start + place // 2 + 1, 1)
        title = tekst["lop"]["semester"].format(one.nummer, one.tittel)
        event = _event(plan, f"semestre/{one.id}", title, _first_monday(year, month))
        points = (f"– {_text(plan, text)}" for text in one.vekt)
        event.add("description", "\n".join((*points, _text(plan, one.pu_okter))))
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _calendar(plan: Plan, tekst: dict[str, Any], what: str) -> Calendar:
    """Return a calendar that says whose it is, and whether the plan is decided: in its name, which
    all programs show, and in what it is about.
    """
    mark = badge(plan, tekst)
    calendar = Calendar()
    calendar.add("prodid", "-//kvalitetsplan//NO")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"{what}, {plan.fullt_navn}{mark and f' ({mark.lower()})'}")
    calendar.add("x-wr-caldesc", status(plan, tekst))
    return calendar


def _event(plan: Plan, address: str, title: str, day: date) -> Event:
    event = Event()
    event.add("uid", f"{address}@{plan.sted}.kvalitetsplan")
    event.add("dtstamp", _STAMP)
    event.add("summary", plain(plan.fill(title)))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    return event


def _about(plan: Plan, tekst: dict[str, Any], hendelse: Hendelse, when: str) -> str:
    names = ", ".join(one.tittel for one in plan.roller(hendelse.hvem))
    who = f"{tekst['filer']['hvem']}: {names}" if names else ""
    return "\n".join(filter(None, (when, _text(plan, hendelse.tekst or ""), who)))


def _text(plan: Plan, text: str) -> str:
    return "\n".join(written_out(plan.fill(one)) for one in text.split("\n\n"))


def _first_monday(year: int, month: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=-first.weekday() % 7)

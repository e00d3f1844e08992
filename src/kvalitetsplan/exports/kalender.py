"""The school year and the development course as calendar files."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from icalendar import Calendar, Event

from kvalitetsplan.plan.model import Hendelse
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.site.status import status
from kvalitetsplan.site.text import prose

_STAMP = datetime(2000, 1, 1, tzinfo=UTC)
"""The file says nothing of when it was made, so that it is the same when the plan is."""


def school_year(plan: Plan, tekst: dict[str, Any], start: int) -> bytes:
    """Return the events of the school year that begins in August of the year `start`.

    An event without a date stands on the first Monday of its month, as a whole day. It comes again
    each year, and has the same UID in each file, so that a new file takes the place of the old.
    """
    calendar = _calendar(plan, tekst, tekst["meny"]["aret"])
    for hendelse in plan.grunnplan.hendelser:
        for event in _events(plan, tekst, hendelse, start):
            calendar.add_component(event)
    return bytes(calendar.to_ical())


def _events(plan: Plan, tekst: dict[str, Any], hendelse: Hendelse, start: int) -> Iterator[Event]:
    """Yield an event for each day, or the Monday of each week, or else each month it stands in.

    What stands in a week comes in no other year: weeks do not lie on the same days.
    """
    address = f"hendelser/{hendelse.id}"
    for place, (day, is_yearly) in enumerate(hendelse.days(start), start=1):
        event = _event(plan, f"{address}/dag-{place}", hendelse.tittel, day)
        event.add("description", _about(plan, tekst, hendelse, ""))
        if is_yearly:
            event.add("rrule", {"freq": "yearly"})
        yield event
    for month in () if hendelse.datoer or hendelse.uker else hendelse.maneder:
        day = _first_monday(start if month >= 8 else start + 1, month)
        event = _event(plan, f"{address}/{month}", hendelse.tittel, day)
        when = tekst["filer"]["i_maneden"].format(tekst["ar"]["maneder"][month - 1].lower())
        event.add("description", _about(plan, tekst, hendelse, when))
        event.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "1MO"})
        yield event


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
    draft = "" if plan.kommune.vedtak else f" ({tekst['vedtak']['merke'].lower()})"
    calendar = Calendar()
    calendar.add("prodid", "-//kvalitetsplan//NO")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"{what}, {plan.fullt_navn}{draft}")
    calendar.add("x-wr-caldesc", status(plan, tekst))
    return calendar


def _event(plan: Plan, address: str, title: str, day: date) -> Event:
    event = Event()
    event.add("uid", f"{address}@{plan.sted}.kvalitetsplan")
    event.add("dtstamp", _STAMP)
    event.add("summary", _text(plan, title))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    return event


def _about(plan: Plan, tekst: dict[str, Any], hendelse: Hendelse, when: str) -> str:
    names = ", ".join(one.tittel for one in plan.roller(hendelse.hvem))
    who = f"{tekst['filer']['hvem']}: {names}" if names else ""
    return "\n".join(filter(None, (when, _text(plan, hendelse.tekst or ""), who)))


def _text(plan: Plan, text: str) -> str:
    return "\n".join(prose(plan.fill(one)).striptags() for one in text.split("\n\n"))


def _first_monday(year: int, month: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=-first.weekday() % 7)

"""The year as a calendar file."""

from dataclasses import replace
from datetime import date

import pytest
from eksportert import TEKST
from icalendar import Calendar, Event

from kvalitetsplan.exports import kalender
from kvalitetsplan.plan.model import Hendelse
from kvalitetsplan.plan.plan import Plan


def test_the_year_is_whole_days_with_uids_that_stay(lillestrom: Plan) -> None:
    files = [kalender.school_year(lillestrom, TEKST, year) for year in (2026, 2027)]
    first, second = ([*Calendar.from_ical(one).walk("VEVENT")] for one in files)
    assert [one["uid"] for one in first] == [one["uid"] for one in second]
    assert len({one["uid"] for one in first}) == len(first)
    for event in first:
        start = event.decoded("dtstart")
        assert type(start) is date
        assert start.weekday() == 0
        assert event["dtstamp"].to_ical().endswith(b"Z")
        assert not event.walk("VALARM")


@pytest.mark.parametrize(
    ("months", "begun", "told"),
    [
        ((9,), ["2026-09-07"], "En gang i september."),
        ((11, 9, 10), ["2026-09-07"], "Fra september til november."),
        ((11, 12, 1, 5), ["2026-11-02", "2027-05-03"], "Fra november til januar."),
        ((8, 1), ["2026-08-03", "2027-01-04"], "En gang i august."),
        ((1, 8, 9, 10, 11, 12, 2), ["2026-08-03"], "Fra august til februar."),
        ((1, 8, 9, 10, 11, 12, 2, 3), [], ""),
        ((8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6), [], ""),
        (tuple(range(1, 13)), [], ""),
    ],
)
def test_what_has_no_date_comes_once_for_each_stretch_of_months_in_the_calendar(
    lillestrom: Plan, months: tuple[int, ...], begun: list[str], told: str
) -> None:
    hendelse = Hendelse(id="mote", tittel="Møte", maneder=months)
    grunnplan = lillestrom.grunnplan.model_copy(update={"hendelser": (hendelse,)})
    file = kalender.school_year(replace(lillestrom, grunnplan=grunnplan), TEKST, 2026)
    events = Calendar.from_ical(file).walk("VEVENT")
    assert [one.decoded("dtstart").isoformat() for one in events] == begun
    assert [one["uid"] for one in events] == [
        f"hendelser/mote/{int(day[5:7])}@lillestrom.kvalitetsplan" for day in begun
    ]
    assert "".join(str(one["description"]) for one in events[:1]).startswith(told)


def _days_of(plan: Plan, start: int, **when: tuple[str | int, ...]) -> list[Event]:
    hendelse = Hendelse(id="mote", tittel="Møte", **when)
    grunnplan = plan.grunnplan.model_copy(update={"hendelser": (hendelse,)})
    file = kalender.school_year(replace(plan, grunnplan=grunnplan), TEKST, start)
    return Calendar.from_ical(file).walk("VEVENT")


def test_the_29th_of_february_each_year_is_the_last_of_february_in_the_calendar(
    lillestrom: Plan,
) -> None:
    for start, day in ((2026, "2027-02-28"), (2027, "2028-02-29")):
        (event,) = _days_of(lillestrom, start, datoer=("29. februar",))
        assert event.decoded("dtstart").isoformat() == day
        assert event["rrule"].to_ical() == b"FREQ=YEARLY;BYMONTHDAY=-1;BYMONTH=2"
    (one,) = _days_of(lillestrom, 2026, datoer=("29. februar 2028",))
    assert one.decoded("dtstart").isoformat() == "2028-02-29"
    assert "rrule" not in one


def test_what_falls_on_the_same_day_twice_is_one_event_and_the_one_that_comes_again_stays(
    lillestrom: Plan,
) -> None:
    (event,) = _days_of(lillestrom, 2026, datoer=("12. mars 2027", "12. mars"))
    assert event["uid"] == "hendelser/mote/dag-2@lillestrom.kvalitetsplan"
    assert "rrule" in event
    assert len(_days_of(lillestrom, 2026, uker=(52, 53))) == 2
    assert len(_days_of(lillestrom, 2027, uker=(52, 53))) == 1


def test_the_course_begins_in_august_and_goes_on_for_two_years(lillestrom: Plan) -> None:
    course = Calendar.from_ical(kalender.development_course(lillestrom, TEKST, 2026)).walk("VEVENT")
    days = [one.decoded("dtstart") for one in course]
    assert [(day.year, day.month) for day in days] == [
        (2026, 8),
        (2027, 1),
        (2027, 8),
        (2028, 1),
    ]


def test_the_points_of_a_semester_are_kept_apart_in_the_calendar(lillestrom: Plan) -> None:
    course = Calendar.from_ical(kalender.development_course(lillestrom, TEKST, 2026)).walk("VEVENT")
    for event, one in zip(course, lillestrom.grunnplan.semestre, strict=True):
        *points, last = str(event["description"]).split("\n")
        assert len(points) == len(one.vekt)
        assert all(line.startswith("– ") for line in points)
        assert not last.startswith("– ")

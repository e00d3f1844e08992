"""A calendar file that lands right in Outlook, Google and Apple."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import vobject
from icalendar import Calendar
from playwright.sync_api import Page

OSLO = ZoneInfo("Europe/Oslo")


def fetch(page: Page, eksempel: str, start: str, weeks: str = "2", holidays: bool = False) -> bytes:
    page.goto(f"{eksempel}/planlegg.html")
    page.get_by_text("Kalenderfil", exact=True).click()
    page.get_by_label("Hva skal i kalenderen?").select_option("skolearet")
    page.get_by_label("Første gang").fill(start)
    page.get_by_label("Uker mellom hver gang").fill(weeks)
    if holidays:
        page.get_by_label("Hopp over skoleferiene").check()
    with page.expect_download() as download:
        page.get_by_role("button", name="Lag kalenderfil").click()
    return download.value.path().read_bytes()


def events_of(raw: bytes) -> list:
    return list(Calendar.from_ical(raw).walk("VEVENT"))


def test_the_series_is_a_file_with_the_address_and_the_preparation_in_each_event(
    page: Page, eksempel: str
) -> None:
    raw = fetch(page, eksempel, "2026-10-14T14:15")
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    events = events_of(raw)
    assert len(events) == len({event["UID"] for event in events}) == 10
    assert str(events[2]["URL"]) == f"{eksempel}/okt/mobbing-60.html"
    assert events[2]["DURATION"].dt.total_seconds() == 3600
    assert str(events[2]["DESCRIPTION"]).endswith(str(events[2]["URL"]))
    assert len(str(events[2]["DESCRIPTION"])) > len(str(events[2]["URL"])) + 20
    assert all(event["DTSTAMP"].to_ical().endswith(b"Z") for event in events)


@pytest.mark.parametrize("start", ["2026-10-14T14:15", "2027-03-17T08:00"])
def test_two_libraries_read_local_time_right_across_the_shifts(
    page: Page, eksempel: str, start: str
) -> None:
    raw = fetch(page, eksempel, start, weeks="1")
    first = datetime.fromisoformat(start)
    wanted = [(first + timedelta(weeks=week)).replace(tzinfo=OSLO) for week in range(10)]
    assert len({moment.utcoffset() for moment in wanted}) == 2
    assert [event["DTSTART"].dt.utctimetuple() for event in events_of(raw)] == [
        moment.utctimetuple() for moment in wanted
    ]
    other = vobject.readOne(raw.decode("utf-8"))
    # This library takes the zone from the file itself.
    assert [event.dtstart.value.utctimetuple() for event in other.vevent_list] == [
        moment.utctimetuple() for moment in wanted
    ]


def test_a_series_that_is_moved_moves_its_events_instead_of_doubling_them(
    page: Page, eksempel: str
) -> None:
    page.clock.install(time="2026-08-01T12:00:00")
    one = events_of(fetch(page, eksempel, "2026-10-14T14:15"))
    page.clock.fast_forward("10:00")
    other = events_of(fetch(page, eksempel, "2026-10-21T14:45"))
    assert [event["UID"] for event in one] == [event["UID"] for event in other]
    assert all(int(b["SEQUENCE"]) > int(a["SEQUENCE"]) for a, b in zip(one, other, strict=True))


def save(page: Page) -> list:
    with page.expect_download() as download:
        page.get_by_role("button", name="Lag kalenderfil").click()
    return events_of(download.value.path().read_bytes())


def test_a_session_of_ones_own_stays_one_event_when_it_gets_a_new_name_another_task_and_another_time(
    page: Page, eksempel: str
) -> None:
    page.clock.install(time="2026-08-01T12:00:00")
    page.goto(f"{eksempel}/planlegg.html?oppgaver=relasjon/uten-oss")
    page.get_by_text("Kalenderfil", exact=True).click()
    page.get_by_label("Første gang").fill("2026-10-14T14:15")
    (first,) = save(page)
    page.clock.fast_forward("00:05")
    page.get_by_label("Navn på økta").fill("Tirsdagsmøtet")
    page.get_by_role("button", name="Legg til et eget spørsmål").click()
    page.locator("textarea[name=eget]").fill("Hva nå?")
    page.get_by_label("Første gang").fill("2026-10-21T14:45")
    (second,) = save(page)
    # The address one has saved leads to the same event.
    page.goto(page.url)
    page.get_by_text("Kalenderfil", exact=True).click()
    page.get_by_label("Første gang").fill("2026-10-28T14:45")
    page.clock.fast_forward("00:05")
    (third,) = save(page)
    assert first["UID"] == second["UID"] == third["UID"]
    assert int(first["SEQUENCE"]) < int(second["SEQUENCE"]) < int(third["SEQUENCE"])
    assert str(second["SUMMARY"]) == "Tirsdagsmøtet"
    page.get_by_label("Begynn med en ferdig økt").select_option("mobbing-60")
    (other,) = save(page)
    assert other["UID"] != first["UID"]


def test_a_session_of_ones_own_says_what_to_read_before_it(page: Page, eksempel: str) -> None:
    page.goto(f"{eksempel}/planlegg.html?oppgaver=relasjon/uten-oss")
    page.get_by_text("Kalenderfil", exact=True).click()
    page.get_by_label("Første gang").fill("2026-10-14T14:15")
    (event,) = save(page)
    title = page.locator("[data-liste=oppgaver] li > span").first.inner_text()
    said = str(event["DESCRIPTION"])
    assert said.startswith("Les dette før møtet")
    assert f"– {title}" in said.splitlines()
    assert said.endswith(str(event["URL"]))


@pytest.mark.parametrize("kal", ["x%0d%0aEVIL:1", "a-b-c", "<b>-1", ""])
def test_a_name_that_makes_no_sense_gets_into_no_file(page: Page, eksempel: str, kal: str) -> None:
    page.goto(f"{eksempel}/planlegg.html?oppgaver=relasjon/uten-oss&kal={kal}")
    page.get_by_text("Kalenderfil", exact=True).click()
    page.get_by_label("Første gang").fill("2026-10-14T14:15")
    (event,) = save(page)
    assert re.fullmatch(r"[a-z0-9]+-[a-z0-9]+-2026-1@kvalitetsplan", str(event["UID"]))


def test_school_holidays_are_skipped_when_one_wants(page: Page, eksempel: str) -> None:
    events = events_of(fetch(page, eksempel, "2026-09-22T14:15", weeks="1", holidays=True))
    days = [event["DTSTART"].dt.date() for event in events]
    assert len(days) == 10
    assert 40 not in [day.isocalendar().week for day in days]
    events = events_of(fetch(page, eksempel, "2026-12-15T14:15", weeks="2", holidays=True))
    days = [event["DTSTART"].dt.date().isoformat() for event in events]
    assert len(days) == 10
    assert "2026-12-29" not in days
    assert "2027-03-23" not in days  # the week before Easter

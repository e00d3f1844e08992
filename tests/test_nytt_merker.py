"""Marks on what is new in the shared plan since the date a reader chooses."""

import pytest
from gang import DRAKTER
from nettleser import violations
from ny_utgave import FIRST, SECOND, Utgitt
from playwright.sync_api import Browser, BrowserContext, Page, expect

THEME = "eksempel/tema/relasjon.html"


def _choose(page: Page, utgitt: Utgitt, valg: str, fra: str = "") -> None:
    page.goto(f"{utgitt.adresse}/eksempel/endringer.html")
    page.get_by_label("Merk det som er nytt i planen").select_option(label=valg)
    if fra:
        page.get_by_label("Fra og med").fill(fra)


def _marks(page: Page, utgitt: Utgitt, path: str = THEME) -> dict[str, str]:
    """The marks one sees on a page, by the id of what they mark."""
    page.goto(f"{utgitt.adresse}/{path}")
    visible = page.locator(".kp-nytt:visible")
    script = "mark => (mark.closest('section, .kp-begreper > div').querySelector('[id]') ?? mark.closest('[id]')).id"
    return {mark.evaluate(script): mark.inner_text() for mark in visible.all()}


def _at(context: BrowserContext, day: str) -> None:
    context.clock.set_fixed_time(f"{day}T10:00:00")


def test_marks_stand_on_what_is_newer_than_the_chosen_date_and_on_nothing_else(
    page: Page, utgitt: Utgitt
) -> None:
    _choose(page, utgitt, "Alt fra en dato", "2027-01-01")
    assert _marks(page, utgitt) == {
        "spiser-med-elevene": "Nytt 1. august 2027",
        "eier-relasjonen": "Endret 1. august 2027",
        "viser-vaerematen": "Endret 15. januar 2028",
    }
    assert _marks(page, utgitt, "eksempel/begreper.html") == {"matro": "Nytt 1. august 2027"}
    _choose(page, utgitt, "Alt fra en dato", "2027-08-02")
    assert _marks(page, utgitt) == {"viser-vaerematen": "Endret 15. januar 2028"}
    page.reload()
    expect(page.locator(".kp-nytt:visible")).to_have_count(1)
    page.goto(f"{utgitt.adresse}/eksempel/endringer.html")
    expect(page.get_by_label("Fra og med")).to_have_value("2027-08-02")


def test_a_reader_who_wants_no_marks_gets_none(
    context: BrowserContext, page: Page, utgitt: Utgitt
) -> None:
    _at(context, SECOND)
    assert _marks(page, utgitt)
    _choose(page, utgitt, "Ikke merk noe")
    expect(page.get_by_role("status")).to_have_text("Lagret i denne nettleseren.")
    assert _marks(page, utgitt) == {}


@pytest.mark.parametrize(
    ("day", "seen"),
    [
        ("2028-01-15", {"viser-vaerematen"}),
        ("2028-04-01", {"viser-vaerematen"}),
        ("2028-05-01", set()),
    ],
)
def test_without_a_choice_the_newest_is_marked_for_three_months(
    context: BrowserContext, page: Page, utgitt: Utgitt, day: str, seen: set[str]
) -> None:
    _at(context, day)
    assert set(_marks(page, utgitt)) == seen


def test_the_marks_follow_when_one_goes_back_to_a_page(
    context: BrowserContext, page: Page, utgitt: Utgitt
) -> None:
    _at(context, "2029-01-01")
    assert _marks(page, utgitt) == {}
    _choose(page, utgitt, "Alt fra en dato", FIRST)
    page.go_back()
    expect(page.locator(".kp-nytt:visible")).to_have_count(3)


@pytest.mark.parametrize("kept", ["i fjor", "2027", 7, {"a": 1}, True])
def test_what_others_have_left_in_the_store_is_no_choice(
    context: BrowserContext, page: Page, utgitt: Utgitt, kept: object
) -> None:
    _at(context, SECOND)
    page.goto(f"{utgitt.adresse}/eksempel/endringer.html")
    page.evaluate("kept => kp.lager.write('localStorage', kp.lager.own('nytt', '.'), kept)", kept)
    assert set(_marks(page, utgitt)) == {"viser-vaerematen"}


def test_a_browser_that_keeps_nothing_says_so_and_marks_the_newest(
    context: BrowserContext, page: Page, utgitt: Utgitt
) -> None:
    refuse = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('nei', 'SecurityError'); } })"
    context.add_init_script(refuse)
    _at(context, SECOND)
    _choose(page, utgitt, "Ikke merk noe")
    expect(page.get_by_role("status")).to_contain_text("Nettleseren lagrer ikke valget.")
    assert set(_marks(page, utgitt)) == {"viser-vaerematen"}


def test_without_script_nothing_is_marked_and_the_page_of_changes_is_whole(
    browser: Browser, utgitt: Utgitt
) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{utgitt.adresse}/{THEME}")
    assert page.locator(".kp-nytt").count() == 3
    assert page.locator(".kp-nytt:visible").count() == 0
    page.goto(f"{utgitt.adresse}/eksempel/endringer.html")
    assert not page.locator("form[data-module=nytt]").is_visible()
    expect(page.get_by_role("heading", name="Utgave 1.1, 1. august 2027")).to_be_visible()
    page.context.close()


def test_a_site_opened_as_a_folder_keeps_the_choice(page: Page, utgitt: Utgitt) -> None:
    site = utgitt.root.parent / "site" / "eksempel"
    page.goto((site / "endringer.html").as_uri())
    page.get_by_label("Merk det som er nytt i planen").select_option(label="Alt fra en dato")
    page.get_by_label("Fra og med").fill(FIRST)
    page.goto((site / "tema/relasjon.html").as_uri())
    expect(page.locator(".kp-nytt:visible")).to_have_count(3)


def test_paper_has_no_marks(page: Page, utgitt: Utgitt) -> None:
    _choose(page, utgitt, "Alt fra en dato", FIRST)
    assert _marks(page, utgitt)
    page.emulate_media(media="print")
    assert page.locator(".kp-nytt:visible").count() == 0


@pytest.mark.parametrize(
    ("path", "width", "scheme"),
    [
        (THEME, *DRAKTER[0]),
        (THEME, *DRAKTER[1]),
        ("eksempel/endringer.html", *DRAKTER[1]),
        ("eksempel/begreper.html", *DRAKTER[0]),
    ],
)
def test_axe_finds_nothing_among_the_marks(
    browser: Browser, utgitt: Utgitt, path: str, width: int, scheme: str
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    _choose(page, utgitt, "Alt fra en dato", FIRST)
    page.goto(f"{utgitt.adresse}/{path}")
    page.evaluate("for (const one of document.querySelectorAll('main details')) one.open = true")
    found = violations(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()
    assert found == []

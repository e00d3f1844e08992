"""The search as its readers meet it: over http from a sub-path, and from a folder opened as
files."""

import gzip
import re
from pathlib import Path

import pytest
from gang import DRAKTER
from nettleser import violations
from playwright.sync_api import Browser, Page, expect
from soket import CARDS, FIELD, LINKS, SAID
from tjener import STRICT, serving

from kvalitetsplan.site.search import Funn

LARGEST = 140_000
"""Bytes of search data, gzipped, that a reader may have to fetch. Twice the everyday words, and the
pages for pupils and parents section by section, are worth ten kilobytes.
"""


@pytest.fixture
def page(hos_samme: Page) -> Page:
    """A page in the window that all these tests look in."""
    return hos_samme


@pytest.fixture(params=["http", "file"])
def site(request: pytest.FixtureRequest, address: str, published: Path) -> str:
    """Where the example municipality's pages are, served and as a folder."""
    return f"{address}/eksempel" if request.param == "http" else f"file://{published}/eksempel"


def _search(page: Page, site: str, text: str) -> None:
    page.goto(f"{site}/index.html")
    page.get_by_label("Hva lurer du på?").fill(text)
    page.locator("[data-sok-skjema] button").click()
    expect(page.locator(SAID)).to_contain_text("reff")


def test_every_item_is_found_once_and_where_it_is_shown(
    findable: list[Funn], published: Path
) -> None:
    written = [(one.slag, one.tittel, one.tekst) for one in findable]
    assert len(written) == len(set(written)) > 1000
    site = published / "eksempel"
    pages = {
        path.relative_to(site).as_posix(): path.read_text(encoding="utf-8")
        for path in site.rglob("*.html")
    }
    places = {
        name: {name, *(f"{name}#{id}" for id in re.findall(r'\bid="([^"]+)"', text))}
        for name, text in pages.items()
    }
    assert {one.adresse for one in findable} <= set().union(*places.values())


def test_the_data_a_reader_fetches_is_small(published: Path) -> None:
    data = (published / "eksempel" / "search" / "search_index.js").read_bytes()
    assert len(gzip.compress(data, 6)) <= LARGEST


def test_a_misspelt_word_finds_its_way_and_the_right_one_is_offered(page: Page, site: str) -> None:
    _search(page, site, "foreldresammarbeid")
    expect(page.locator(LINKS).first).to_have_attribute("href", re.compile("skole-hjem"))
    page.get_by_role("button", name="Mente du «foreldresamarbeid»?").click()
    expect(page.locator(FIELD)).to_have_value("foreldresamarbeid")
    expect(page.get_by_role("button", name="Mente du")).to_have_count(0)


def test_an_address_can_carry_a_search(page: Page, site: str) -> None:
    page.goto(f"{site}/tema/regler.html?q=mobbing")
    expect(page.locator(FIELD)).to_have_value("mobbing")
    expect(page.locator(LINKS).first).to_have_attribute("href", re.compile(r"tema/mobbing\.html$"))


ANSWERS = {
    "meldeplikt": "#melde-fra",
    "hvem skal jeg melde til": "#melde-fra",
    "9A-4": "#oppl-12-4",
    "§ 12-4": "#oppl-12-4",
    "9 a-5": "#oppl-12-5",
    "opplæringslova § 12-2": "#oppl-12-2",
}


@pytest.mark.parametrize(("text", "place"), ANSWERS.items())
def test_who_asks_for_a_duty_or_a_paragraph_gets_the_answer_first(
    page: Page, address: str, text: str, place: str
) -> None:
    _search(page, f"{address}/eksempel", text)
    answer = page.locator(CARDS).first.locator("a.kp-svar")
    assert (answer.get_attribute("href") or "").endswith(place)
    expect(answer.locator(".kp-merke").first).to_have_text("Svar")


def test_a_municipality_s_own_word_leads_to_the_plan_s(page: Page, address: str) -> None:
    _search(page, f"{address}/eksempel", "trivselsuka")
    expect(page.locator(f"{CARDS} a[href*='tema/psykososialt-miljo.html']").first).to_be_visible()


def test_where_nothing_is_found_there_is_a_way_on(page: Page, site: str) -> None:
    _search(page, site, "xyzzy")
    expect(page.locator(SAID)).to_have_text("Ingen treff")
    expect(page.locator(".kp-sok__tomt li a")).to_have_count(3)
    page.locator(".kp-sok__tomt").get_by_role("link", name="Hva gjør jeg når …").click()
    expect(page).to_have_url(f"{site}/situasjoner.html")


def test_a_reader_can_ask_for_one_kind_only(page: Page, site: str) -> None:
    _search(page, site, "mobbing")
    kinds = page.get_by_role("group", name="Vis bare")
    kinds.get_by_role("button", name="Situasjon").click()
    expect(kinds.get_by_role("button", name="Situasjon")).to_have_attribute("aria-pressed", "true")
    others = page.locator(f"{CARDS} .kp-merke:visible").filter(has_not_text="Situasjon")
    expect(others).to_have_count(0)
    assert page.locator(CARDS).count() > 0
    kinds.get_by_role("button", name="Alt").click()
    expect(others).not_to_have_count(0)


def test_the_first_line_of_a_result_is_the_item_s_own_text(page: Page, address: str) -> None:
    _search(page, f"{address}/eksempel", "alene i friminuttet")
    first = page.locator(
        f"{CARDS} .kp-sok__funn", has_text="en elev går alene i hvert friminutt"
    ).first
    expect(first.locator(".kp-sok__tekst")).to_contain_text("Slå følge litt")
    assert first.locator("mark").count() > 0


def test_everything_in_the_search_can_be_reached_by_keyboard(page: Page, site: str) -> None:
    _search(page, site, "mobing")
    expect(page.locator(CARDS).first).to_be_visible()
    links = page.locator(f"{CARDS} a:visible").evaluate_all("(all) => all.map((one) => one.href)")
    reached = set()
    for _ in range(80):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.href"))
        assert page.evaluate(
            "document.activeElement === document.body || document.activeElement.closest('dialog')"
        ), "the page behind cannot be reached while the dialog is open"
    assert set(links) <= reached
    page.locator(FIELD).focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.matches('[data-sok-kort] a')")


def test_escape_closes_the_search_and_tab_goes_on_from_where_one_was(page: Page, site: str) -> None:
    page.goto(f"{site}/tema/regler.html")
    opening = page.get_by_role("button", name="Søk", exact=True).first
    opening.focus()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("Enter")
    page.keyboard.type("mobbing")
    expect(page.locator(CARDS).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(opening).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Mørk visning")).to_be_focused()


def test_the_search_works_in_a_page_without_an_origin(fersk: Page, published: Path) -> None:
    page = fersk
    # What an intranet's closed frame (sandbox) does to a page; the local store is closed as well.
    with serving(published, f"sandbox allow-scripts allow-forms; {STRICT}") as address:
        page.goto(f"{address}/eksempel/index.html?q=mobbing")
        assert page.evaluate("self.origin") == "null"
        expect(page.locator(CARDS).first).to_be_visible()


def test_nothing_is_fetched_for_the_search_before_somebody_is_about_to_search(
    fersk: Page, address: str
) -> None:
    page = fersk
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/eksempel/index.html")
    assert not [url for url in asked if "search" in url]
    page.get_by_role("button", name="Søk", exact=True).first.hover()
    expect(page.locator("[data-er-klar]")).to_be_attached()


def test_on_a_phone_the_search_is_opened_and_closed_by_keyboard(
    browser: Browser, address: str
) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 640})
    page.goto(f"{address}/eksempel/tema/regler.html")
    opening = page.get_by_role("button", name="Søk", exact=True)
    opening.focus()
    page.keyboard.press("Enter")
    page.keyboard.type("mobbing")
    expect(page.locator(CARDS).first).to_be_visible()
    page.keyboard.press("Escape")
    expect(opening).to_be_focused()
    page.close()


def test_how_many_were_found_is_said_aloud(page: Page, site: str) -> None:
    _search(page, site, "mobbing")
    expect(page.get_by_role("dialog", name="Søk i planen").locator(SAID)).to_have_text(
        re.compile(r"^Treff på \d+ sider$")
    )


@pytest.mark.parametrize(("width", "scheme"), DRAKTER)
@pytest.mark.parametrize("text", ["mobing i friminuttet", "9A-4", "xyzzy"])
def test_axe_finds_nothing_with_the_search_open(
    vindu: Page, address: str, text: str, width: int, scheme: str
) -> None:
    vindu.set_viewport_size({"width": width, "height": 800})
    vindu.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    vindu.goto(f"{address}/eksempel/begreper.html?q={text}")
    expect(vindu.locator(SAID)).to_contain_text("reff")
    vindu.wait_for_timeout(400)  # the box fades in
    assert violations(vindu) == []

"""The promises that no tool for accessibility can see: the walk with Tab, the phone, the weight."""

from collections.abc import Iterator

import pytest
from gang import (
    DRAKTER,
    FLEST_SKJERMER,
    GANGER,
    MED_LENKER,
    MEST_KB,
    MIDT_IMELLOM,
    SLAG,
    TELEFON,
    forskyvning,
    ga,
    skjermer,
    til_oppgaven,
    vei,
)
from motorer import ENGINES, Chromium, Motor, missing
from nettleser import violations
from playwright.sync_api import Browser, Page, expect

from kvalitetsplan.plan.colour import DARK_GROUNDS, LIGHT_GROUNDS, contrast, shades
from kvalitetsplan.plan.plan import Plan

OKTER = (
    "okt/relasjon-45.html",
    "okt.html?oppgaver=relasjon/uten-oss&faser=individuelt:5,gruppe:15",
    "stasted.html",
    "stasted.html?liste=relasjon",
)
"""Pages that can be shown on the wall, ready and made from their address."""


@pytest.fixture(scope="module", params=["chromium", *ENGINES])
def motor(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Motor]:
    """Each engine in turn."""
    if request.param == "chromium":
        page = browser.new_page()
        yield Chromium(page)
        page.close()
    elif missing(request.param):
        pytest.skip(f"{request.param} er ikke på denne maskinen")
    else:
        with ENGINES[request.param]() as started:
            yield started


@pytest.mark.parametrize(("motor", "bredde"), GANGER, indirect=["motor"])
def test_tab_leads_from_the_top_to_the_content_and_every_stop_is_seen(
    motor: Motor, address: str, bredde: int
) -> None:
    for slag in MED_LENKER[:: 2 if bredde in MIDT_IMELLOM else 1]:
        motor.open(f"{address}/eksempel/{slag}.html", bredde)
        gang = ga(motor)
        assert gang.trykk, f"{slag}: kom aldri til innholdet"
        assert gang.usynlige == [], slag


def test_every_engine_underlines_links_in_running_text(motor: Motor, address: str) -> None:
    motor.open(f"{address}/eksempel/tema/relasjon.html", 1280)
    plain = motor.run(
        "return [...document.querySelectorAll('.kp-par li a, .kp-kilder a, .kp-fot a')]"
        ".filter((one) => !getComputedStyle(one).textDecorationLine.includes('underline')).length"
    )
    assert plain == 0


def test_the_menu_is_opened_and_closed_by_keyboard_and_out_of_reach_when_closed(
    browser: Browser, address: str
) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 640})
    page.goto(f"{address}/eksempel/tema/relasjon.html")
    button, menu = page.get_by_role("button", name="Meny"), page.locator("#meny")
    expect(button).to_have_attribute("aria-expanded", "false")
    assert menu.evaluate("(one) => one.inert")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    assert page.evaluate("document.activeElement.closest('#meny') !== null")
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    assert menu.evaluate("(one) => one.inert")
    page.close()


def test_a_letter_on_the_keyboard_leads_nowhere(page: Page, address: str) -> None:
    page.goto(f"{address}/eksempel/tema/relasjon.html")
    for letter in "npsfv./,":
        page.keyboard.press(letter)
    assert page.url == f"{address}/eksempel/tema/relasjon.html"
    expect(page.get_by_role("dialog")).to_have_count(0)


@pytest.fixture
def telefon(vindu: Page) -> Page:
    """A phone."""
    vindu.set_viewport_size(TELEFON)  # type: ignore[arg-type]
    return vindu


def test_the_first_task_of_every_theme_is_within_two_screens_of_a_phone(
    telefon: Page, address: str, plans: dict[str, Plan]
) -> None:
    for tema in plans["eksempel"].temaer:
        telefon.goto(f"{address}/eksempel/tema/{tema.id}.html")
        assert til_oppgaven(telefon) <= 2, tema.id
        assert skjermer(telefon) <= FLEST_SKJERMER, tema.id


@pytest.mark.parametrize("slag", SLAG)
def test_no_page_is_longer_than_a_phone_can_bear(telefon: Page, address: str, slag: str) -> None:
    telefon.goto(f"{address}/eksempel/{slag}.html")
    assert skjermer(telefon) <= FLEST_SKJERMER
    assert telefon.evaluate("document.documentElement.scrollWidth") <= TELEFON["width"]


def test_the_first_view_is_light(browser: Browser, address: str) -> None:
    found = vei(browser, *(f"{address}/eksempel/{slag}.html" for slag in SLAG))
    weights = {slag: vekt.kb for slag, vekt in zip(SLAG, found, strict=True)}
    assert min(weights.values()) > 10
    assert {slag: kb for slag, kb in weights.items() if kb > MEST_KB} == {}


@pytest.mark.parametrize("bredde", [390, 1280])
def test_what_one_has_begun_to_read_lies_still(browser: Browser, address: str, bredde: int) -> None:
    paths = [*(f"{slag}.html" for slag in SLAG), "treningsforslag.html", *OKTER]
    shifts = forskyvning(browser, bredde, *(f"{address}/eksempel/{path}" for path in paths))
    assert {path: one for path, one in zip(paths, shifts, strict=True) if one >= 0.05} == {}


def test_what_is_folded_opens_where_an_address_leads_and_is_open_without_script(
    page: Page, browser: Browser, address: str, plans: dict[str, Plan]
) -> None:
    tema = plans["eksempel"].temaer[0]
    last = f"{address}/eksempel/tema/{tema.id}.html#{tema.par[-1].id}"
    page.goto(last)
    expect(page.locator("h3:target")).to_be_in_viewport()
    task = page.locator(f"#{tema.refleksjonsoppgaver[-1].id}")
    page.goto(last.partition("#")[0] + f"#{tema.refleksjonsoppgaver[-1].id}")
    expect(page.locator("details[open]", has=task)).to_have_count(1)
    plain = browser.new_context(java_script_enabled=False).new_page()
    plain.goto(last.partition("#")[0])
    assert plain.locator(".kp-par").count() == plain.locator(".kp-par:visible").count()
    plain.context.close()


def test_the_old_address_of_a_situation_leads_to_its_page(page: Page, address: str) -> None:
    page.goto(f"{address}/eksempel/situasjoner.html#alene-i-friminuttet")
    expect(page).to_have_url(f"{address}/eksempel/situasjon/alene-i-friminuttet.html")


@pytest.mark.parametrize("sted", ["borte.html", "tema/borte.html"])
def test_an_address_that_leads_nowhere_leads_on(browser: Browser, address: str, sted: str) -> None:
    page = browser.new_page()  # it asks for its style where it may be, and is told where it is not
    # What a server does: it answers with 404.html at the address that was asked for.
    page.route(
        f"**/eksempel/{sted}",
        lambda route: route.fulfill(response=route.fetch(url=f"{address}/eksempel/404.html")),
    )
    page.goto(f"{address}/eksempel/{sted}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Siden finnes ikke")
    page.get_by_label("Søk i planen").fill("mobbing")
    page.get_by_role("button", name="Søk").click()
    expect(page).to_have_url(f"{address}/eksempel/index.html?q=mobbing")
    page.close()


def test_links_and_the_focus_ring_are_seen_on_every_ground_in_every_municipality_s_colours(
    plans: dict[str, Plan],
) -> None:
    colours = {(one.kommune.farger.hoved, one.kommune.farger.aksent) for one in plans.values()}
    for hoved, aksent in {*colours, ("#767676", "#949494"), ("#0000ff", "#ff6a00")}:
        shade = shades(hoved, aksent)
        for ground in (*LIGHT_GROUNDS, shade["hoved-tone"]):
            assert contrast(shade["ring"], ground) >= 3
        assert contrast(shade["hoved"], shade["hoved-tone"]) >= 4.5
        for ground in DARK_GROUNDS:
            assert contrast(shade["ring-lys"], ground) >= 3
            assert contrast(shade["hoved-lys"], ground) >= 4.5


@pytest.mark.parametrize(("bredde", "scheme"), DRAKTER)
def test_axe_finds_nothing_with_the_menu_or_a_row_open(
    vindu: Page, address: str, bredde: int, scheme: str
) -> None:
    vindu.set_viewport_size({"width": bredde, "height": 800})
    vindu.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    vindu.goto(f"{address}/eksempel/tema/relasjon.html")
    if bredde < 1000:
        vindu.get_by_role("button", name="Meny").click()
    vindu.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    assert violations(vindu) == []

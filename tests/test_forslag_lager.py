"""What the browser keeps of a proposal: in two tabs, undone, full or damaged."""

import json

import pytest
from foresla import THEME, change, turn_on
from playwright.sync_api import BrowserContext, Page, expect


@pytest.fixture
def page(hos_samme: Page) -> Page:
    """A page in the window that all these tests look in."""
    return hos_samme


STORE = "text => localStorage.setItem(`kp-${kp.lager.own('forslag', '../')}`, text)"
"""Leave something where the page of a theme keeps what is proposed."""


@pytest.mark.parametrize(
    "stored", ["{", '{"steg": 3}', '{"steg": [{"op": "x"}, null], "antall": 9}']
)
def test_a_damaged_store_stops_nothing(page: Page, proposed_at: str, stored: str) -> None:
    page.goto(f"{proposed_at}/{THEME}")
    page.evaluate(STORE, stored)
    turn_on(page, f"{proposed_at}/{THEME}")
    expect(page.locator(".kp-forslag [role=status]")).to_contain_text("Ingen endringer ennå")


def test_what_is_done_in_two_tabs_is_one_list(
    fersk: Page, context: BrowserContext, proposed_at: str
) -> None:
    page = fersk
    other = context.new_page()
    turn_on(page, f"{proposed_at}/{THEME}")
    turn_on(other, f"{proposed_at}/tema/mobbing.html")
    status = page.locator(".kp-forslag [role=status]")
    change(page, "relasjon/viser-vaerematen kjennetegn", "Vi takker alltid.")
    text = other.locator("[data-endrer^='mobbing/'][data-endrer$=' kjennetegn']").first
    change(other, text.get_attribute("data-endrer"), "Vi sier fra.")
    expect(status).to_have_text("2 endringer")
    change(page, "relasjon/hilser-ved-navn kjennetegn", "Vi hilser på alle.")
    expect(other.locator(".kp-forslag [role=status]")).to_have_text("3 endringer")
    page.get_by_role("button", name="Se endringene").click()
    expect(page.get_by_role("dialog").locator("[data-gjor=slett]")).to_have_count(3)
    page.keyboard.press("Escape")
    page.reload()
    expect(status).to_have_text("3 endringer")


def test_undo_takes_back_what_this_tab_did_and_says_when_it_was_another(
    fersk: Page, context: BrowserContext, proposed_at: str
) -> None:
    page = fersk
    other = context.new_page()
    turn_on(page, f"{proposed_at}/{THEME}")
    turn_on(other, f"{proposed_at}/{THEME}")
    change(page, "relasjon/viser-vaerematen kjennetegn", "Vi takker alltid.")
    change(other, "relasjon/hilser-ved-navn kjennetegn", "Vi hilser på alle.")
    status = page.locator(".kp-forslag [role=status]")
    expect(status).to_have_text("2 endringer")
    page.get_by_role("button", name="Angre", exact=True).click()
    expect(status).to_have_text("Én endring")
    expect(page.locator("main")).to_contain_text("Vi hilser på alle.")
    page.get_by_role("button", name="Angre", exact=True).click()
    expect(status).to_have_text(
        "Det som ble angret, var gjort i en annen fane, eller før denne ble åpnet."
    )
    expect(other.locator(".kp-forslag [role=status]")).to_have_text("Ingen endringer ennå")


def test_what_is_being_written_stands_when_another_tab_changes_something(
    fersk: Page, context: BrowserContext, proposed_at: str
) -> None:
    page = fersk
    other = context.new_page()
    turn_on(page, f"{proposed_at}/{THEME}")
    turn_on(other, f"{proposed_at}/{THEME}")
    page.locator("[data-endrer='relasjon/viser-vaerematen kjennetegn']").click()
    field = page.locator(".kp-forslag__skjema textarea").first
    field.fill("Vi takker alltid.")
    change(other, "relasjon/hilser-ved-navn kjennetegn", "Vi hilser på alle.")
    expect(page.locator(".kp-forslag [role=status]")).to_have_text("Én endring")
    expect(field).to_have_value("Vi takker alltid.")
    page.get_by_role("button", name="Behold endringen").click()
    expect(page.locator(".kp-forslag [role=status]")).to_have_text("2 endringer")


def test_what_a_full_browser_does_not_keep_is_said_and_stays_in_the_tab(
    page: Page, proposed_at: str
) -> None:
    turn_on(page, f"{proposed_at}/{THEME}")
    page.evaluate("void (Storage.prototype.setItem = () => { throw new Error('fullt'); })")
    change(page, "relasjon/viser-vaerematen kjennetegn", "Vi takker alltid.")
    change(page, "relasjon/hilser-ved-navn kjennetegn", "Vi hilser på alle.")
    said = page.locator(".kp-forslag [role=status]")
    expect(said).to_have_text("Nettleseren lagrer ikke noe her. Lagre fila før du lukker siden.")
    assert page.evaluate("kp.forslag.tilstand.steps().length") == 2


def test_a_change_of_what_is_gone_says_that_it_is_not_in_the_file(
    page: Page, proposed_at: str
) -> None:
    step = {"op": "erstatt", "id": "relasjon/er-borte", "felt": "tekst", "fra": "A", "til": "B"}
    page.goto(f"{proposed_at}/{THEME}")
    stored = json.dumps({"steg": [step], "antall": 1})
    page.evaluate(STORE, stored)
    turn_on(page, f"{proposed_at}/{THEME}")
    page.get_by_role("button", name="Se endringene").click()
    expect(page.get_by_role("dialog")).to_contain_text("er ikke i planen lenger")

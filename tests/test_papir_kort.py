"""Tasks on paper are cards, with a code that leads to the task."""

import pytest
from playwright.sync_api import Page


@pytest.fixture
def page(hos_samme: Page) -> Page:
    """A page in the window that all these tests look in."""
    return hos_samme


def test_tasks_are_printed_as_cards_that_hold_all_their_text(page: Page, eksempel: str) -> None:
    page.goto(f"{eksempel}/refleksjonsoppgaver.html")
    page.emulate_media(media="print")
    cards = page.locator(".kp-oppgavekort .kp-rad")
    assert cards.count() > 100
    cut = page.evaluate(
        """() => [...document.querySelectorAll(".kp-oppgavekort .kp-rad")]
          .filter((one) => one.scrollHeight > one.clientHeight + 1).map((one) => one.innerText.slice(0, 60))"""
    )
    assert cut == []
    page.emulate_media(media="screen")


def test_a_card_on_paper_leads_to_its_task_by_a_code(page: Page, told: str) -> None:
    page.goto(f"{told}/refleksjonsoppgaver.html")
    cards = page.locator(".kp-oppgavekort .kp-rad")
    assert page.locator(".kp-kort__qr").count() == 0
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    drawn = page.evaluate(
        """() => [...document.querySelectorAll(".kp-oppgavekort .kp-rad")].map((card) => {
          const own = card.querySelector("h3").id.replace(".", ".html#");
          const address = card.querySelector(`a[href="tema/${own}"]`).getAttribute("href");
          const rows = kp.qr.rows(`https://eksempel.invalid/plan/${address}`);
          const dark = rows.flat().filter(Boolean).length;
          const [code, ...more] = card.querySelectorAll(".kp-kort__qr");
          return more.length === 0 && code.checkVisibility() && code.innerText === "" &&
            code.querySelector("path").getAttribute("d").split("M").length === dark + 1;
        })"""
    )
    assert len(drawn) == cards.count()
    assert all(drawn)


def test_a_card_of_a_plan_without_an_address_has_no_code(page: Page, eksempel: str) -> None:
    page.goto(f"{eksempel}/refleksjonsoppgaver.html")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator(".kp-oppgavekort .kp-rad").count() > 150
    assert page.locator(".kp-kort__qr").count() == 0

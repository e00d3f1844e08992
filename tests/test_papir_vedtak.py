"""Whether a plan is a draft, decided or out of its time can be read on paper; and its files."""

from dataclasses import replace

import pytest
from conftest import ROOT
from playwright.sync_api import Page

from kvalitetsplan.plan.model import Vedtak
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.site.components import Components


@pytest.fixture
def page(hos_samme: Page) -> Page:
    """A page in the window that all these tests look in."""
    return hos_samme


def test_a_plan_says_on_every_page_that_it_is_a_draft_until_it_is_decided(
    page: Page, eksempel: str
) -> None:
    for side in ("index.html", "tema/relasjon.html", "om-planen.html"):
        page.goto(f"{eksempel}/{side}")
        assert page.locator(".kp-hode .kp-utkast").inner_text() == "Utkast"
        assert page.locator("footer .kp-vedtak").inner_text() == "Utkast: Planen er ikke vedtatt."
    # This one asks for its style in three places, and would be heard.
    lost = page.request.get(f"{eksempel}/404.html").text()
    assert '<span class="kp-utkast">Utkast</span>' in lost
    assert '<span class="kp-vedtak">Utkast: Planen er ikke vedtatt.</span>' in lost


def test_a_decided_plan_says_by_whom_and_when_and_afterwards_that_its_time_is_out(
    fersk: Page, told: str
) -> None:
    page = fersk
    decided = "Vedtatt av kommunestyret 10. desember 2026, sak 26/123"
    page.clock.set_fixed_time("2097-07-31T12:00:00+02:00")
    page.goto(f"{told}/index.html")
    assert not page.locator(".kp-utkast").is_visible()
    text = page.locator("footer .kp-vedtak").inner_text()
    assert text == f"{decided}, for tida til og med 31. juli 2097."
    page.clock.set_fixed_time("2097-08-01T12:00:00+02:00")
    page.goto(f"{told}/index.html")
    assert page.locator(".kp-utkast").inner_text() == "Tida er ute"
    assert "Den tida er ute." in page.locator("footer .kp-vedtak").inner_text()
    page.goto(f"{told}/om-planen.html")
    assert "gjelder til" not in page.locator("main").inner_text()
    assert page.get_by_role("heading", name="Endret siden vedtaket").is_visible()


@pytest.mark.parametrize(
    ("until", "badge", "said"),
    [
        ("2024-07-31", "Tida er ute", "Planen gjaldt til og med 31. juli 2024. Den tida er ute."),
        ("2097-07-31", "", "10. desember 2020, for tida til og med 31. juli 2097."),
    ],
)
def test_no_sheet_says_that_a_plan_holds_when_its_time_may_be_out(
    plans: dict[str, Plan], until: str, badge: str, said: str
) -> None:
    vedtak = Vedtak(organ="kommunestyret", dato="2020-12-10", gjelder_til=until)
    plan = plans["eksempel"]
    kommune = plan.kommune.model_copy(update={"vedtak": vedtak})
    components = Components(ROOT, replace(plan, kommune=kommune))
    assert said in components.draw("farger")
    assert said in components.draw("ramme/bunn")
    drawn = components.draw("ramme/utkast")
    assert (">" + badge + "<" in drawn and "hidden" not in drawn) if badge else "hidden" in drawn

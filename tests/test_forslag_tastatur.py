"""«Foreslå en endring» with the keyboard alone, and for whoever listens."""

import pytest
from foresla import THEME, change, turn_on
from gang import DRAKTER
from nettleser import violations
from playwright.sync_api import BrowserContext, Page, expect


@pytest.fixture
def page(hos_samme: Page) -> Page:
    """A page in the window that all these tests look in."""
    return hos_samme


def test_many_choices_are_one_stop_for_tab_and_the_arrows_go_through_them(
    page: Page, proposed_at: str
) -> None:
    turn_on(page, f"{proposed_at}/arshjul.html")
    page.get_by_role("button", name="hendelse", exact=True).click()
    page.get_by_role("checkbox", name="Januar").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    expect(page.get_by_role("checkbox", name="Mars")).to_be_checked()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Uker 1", exact=True)).to_be_focused()


def test_the_whole_way_can_be_gone_with_the_keyboard_alone(page: Page, proposed_at: str) -> None:
    page.goto(f"{proposed_at}/{THEME}")
    page.get_by_role("link", name="Foreslå en endring").focus()
    page.keyboard.press("Enter")
    page.locator("[data-endrer='relasjon/viser-vaerematen kjennetegn']").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".kp-forslag__skjema textarea").first).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("Vi takker.")
    for _ in range(2):
        page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Behold endringen")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-endrer='relasjon/viser-vaerematen kjennetegn']")).to_be_focused()
    expect(page.locator(".kp-forslag__ny")).to_have_text("Forslag: Vi takker.")


def focused(page: Page) -> str:
    """What has the focus, by the text it would change, what it does, or what it is."""
    return page.evaluate(
        "(({ dataset, localName }) => dataset.endrer ?? dataset.gjor ?? dataset.del ?? localName)"
        "(document.activeElement)"
    )


def test_the_focus_is_never_lost_to_whoever_has_only_a_keyboard(
    page: Page, proposed_at: str
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{proposed_at}/{THEME}")
    page.get_by_role("link", name="Foreslå en endring").press("Enter")
    expect(page.locator(".kp-forslag")).to_be_visible()
    assert focused(page) == "status"
    page.locator("details.kp-brett summary", has_text="Hva er en god relasjon").press("Enter")
    page.locator("[data-endrer='relasjon/god-relasjon-hos-oss tittel']").press("Enter")
    page.get_by_role("button", name="Ta bort punktet").press("Enter")
    page.get_by_label("Hvorfor skal det bort?").fill("Vi snakker om noe annet.")
    page.get_by_role("button", name="Ta bort", exact=True).press("Enter")
    assert focused(page).startswith("relasjon/god-relasjon-hos-oss ")
    expect(page.locator(":focus")).to_contain_text("Ta inn igjen")
    page.get_by_role("button", name="Angre").press("Enter")
    assert focused(page) == "gjenta"
    page.keyboard.press("Enter")
    assert focused(page) == "angre"


@pytest.mark.parametrize("path", ["okt/relasjon-60.html", "situasjon/alene-i-friminuttet.html"])
def test_no_field_one_begins_in_lies_under_the_line(
    page: Page, proposed_at: str, path: str
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    turn_on(page, f"{proposed_at}/{path}")
    for one in page.locator("main .kp-forslag__endre").all()[:8]:
        if not one.is_visible():
            continue
        one.press("Enter")
        field = page.locator(".kp-forslag__skjema [data-del=inn] > :focus")
        expect(field).to_be_visible()
        ends = "one => one.getBoundingClientRect().bottom"
        top = page.locator(".kp-forslag").evaluate("one => one.getBoundingClientRect().top")
        assert field.evaluate(ends) <= top
        page.keyboard.press("Escape")


def test_a_new_page_is_read_from_the_top_while_one_edits(page: Page, proposed_at: str) -> None:
    turn_on(page, f"{proposed_at}/{THEME}")
    page.goto(f"{proposed_at}/index.html")
    expect(page.locator(".kp-forslag")).to_be_visible()
    assert focused(page) == "body"


def test_a_long_list_is_one_stop_for_tab_and_is_gone_through_with_the_arrows(
    page: Page, proposed_at: str
) -> None:
    turn_on(page, f"{proposed_at}/{THEME}")
    page.get_by_role("button", name="kjennetegn", exact=True).click()
    page.get_by_label("Finn i lista").first.fill("foreldre")
    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.value")
    page.keyboard.press("ArrowDown")
    second = page.evaluate("document.activeElement.value")
    page.keyboard.press("Space")
    assert (page.locator(":focus").is_checked(), first != second) == (True, True)
    page.keyboard.press("Tab")
    assert focused(page) == "ny"


@pytest.mark.parametrize(("width", "scheme"), DRAKTER)
def test_axe_finds_nothing_with_a_form_or_a_dialog_open(
    context: BrowserContext, proposed_at: str, width: int, scheme: str
) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    turn_on(page, f"{proposed_at}/{THEME}")
    change(page, "relasjon/viser-vaerematen kjennetegn", "Vi takker.")
    page.get_by_role("button", name="kjennetegn", exact=True).click()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for name in ("Ordne temaene", "Se endringene", "Lagre eller send"):
        page.get_by_role("button", name=name).click()
        assert violations(page, within="dialog[open]") == []
        page.get_by_role("button", name="Lukk").click()

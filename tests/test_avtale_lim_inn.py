"""An agreement from last time that is typed or pasted in."""

from playwright.sync_api import Locator, Page, expect


def _paste_field(page: Page, eksempel: str) -> Locator:
    """The field for an agreement from last time, opened on a wall."""
    page.goto(f"{eksempel}/okt/mobbing-60.html#storskjerm")
    page.keyboard.press("PageDown")
    page.get_by_text("Lim inn avtalen fra sist").click()
    return page.get_by_role("textbox", name="Lim inn avtalen fra sist")


def test_what_is_typed_in_from_last_time_is_written_and_no_key_is_the_wall_s(
    page: Page, eksempel: str
) -> None:
    field = _paste_field(page, eksempel)
    field.click()
    page.keyboard.type("Vi prøvde noe\nHvem: Team Nord")
    expect(field).to_have_value("Vi prøvde noe\nHvem: Team Nord")
    assert not page.evaluate("document.querySelector('main').inert")
    page.keyboard.press("PageDown")
    page.keyboard.press("PageUp")
    expect(field).to_be_hidden()
    expect(page.locator(".kp-sist__avtale")).to_contain_text("Vi prøvde noe")
    page.reload()
    page.get_by_role("button", name="Team Nord").click()
    expect(page.locator(".kp-sist__avtale")).to_contain_text("Vi prøvde noe")


def test_what_is_pasted_closes_the_field_and_what_is_taken_out_again_is_not_kept(
    page: Page, eksempel: str
) -> None:
    field = _paste_field(page, eksempel)
    field.fill("Vi hilser ved døra")
    field.press("ControlOrMeta+a")
    field.press("ControlOrMeta+x")
    assert "Vi hilser" not in page.evaluate("Object.values(localStorage).join()")
    field.press("ControlOrMeta+v")
    expect(field).to_be_hidden()
    expect(page.locator(".kp-sist__avtale")).to_contain_text("Vi hilser ved døra")


def test_a_pasted_agreement_is_kept(page: Page, eksempel: str) -> None:
    page.goto(f"{eksempel}/okt/relasjon-45.html#storskjerm")
    page.keyboard.press("PageDown")
    page.get_by_text("Lim inn avtalen fra sist").click()
    page.get_by_role("textbox", name="Lim inn avtalen fra sist").fill(
        "Én ting vi prøver\nHvem: Team Nord\nVi prøver: Å hilse"
    )
    page.reload()
    page.get_by_role("button", name="Team Nord").click()
    expect(page.locator(".kp-sist__avtale")).to_contain_text("Å hilse")

"""What tests of the wall share."""

from collections.abc import Iterator

from playwright.sync_api import Page


def heading(page: Page) -> str:
    """The text of what has focus."""
    return page.evaluate("document.activeElement.textContent")


def until_the_end(page: Page) -> Iterator[str]:
    """Press PageDown until nothing more happens, and yield each heading that focus comes to."""
    page.locator(".kp-steg.er-her").first.wait_for()
    picture = "document.querySelector('.kp-steg.er-her').innerText + document.querySelector('.kp-vegg__del').textContent"
    seen = ""
    while (now := page.evaluate(picture)) != seen:
        yield heading(page)
        seen = now
        page.keyboard.press("PageDown")

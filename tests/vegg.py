"""What tests of the wall share."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Page

STORRELSER = [(1280, 720), (1920, 1080), (1024, 768), (800, 600), (1366, 768), (390, 844)]
LENGTHS = 4
"""How many ready sessions each theme has, from the shortest to the longest."""
TRANGEST = (1024, 768)
"""The size with the least room for what it has to show."""
_MEASURE = (Path(__file__).parent / "mal_veggen.js").read_text("utf-8")


class Funn(NamedTuple):
    """What was seen of a wall."""

    bilder: int
    """How many pictures were looked at, each in every state."""
    feil: list[str]
    """What is wrong, in words."""


def measured(page: Page) -> Funn:
    """Go through every picture of the wall in every state."""
    got = page.evaluate(_MEASURE)
    return Funn(got["bilder"], got["feil"])


def go_through(
    page: Page, where: str, sizes: Iterable[tuple[int, int]] = STORRELSER
) -> dict[tuple[int, int], Funn]:
    """Go through a wall at each size."""
    found: dict[tuple[int, int], Funn] = {}
    for width, height in sizes:
        page.set_viewport_size({"width": width, "height": height})
        if not found:
            page.goto(where)
            page.locator("body.kp-storskjerm").wait_for()
        found[width, height] = measured(page)
    return found


def wrong_on(page: Page, where: str, sizes: Iterable[tuple[int, int]] = STORRELSER) -> list[str]:
    """What is wrong on a wall at each size, in words."""
    found = go_through(page, where, sizes)
    assert all(one.bilder > 2 for one in found.values())
    return [f"{size} {one}" for size, funn in found.items() for one in funn.feil]


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

"""Axe finds nothing on any kind of page."""

import pytest
from gang import ALLE, DRAKTER, SLAG, vis
from nettleser import violations
from playwright.sync_api import Page

PAGES = [
    "index",
    "nittedal/index",
    "nittedal/tema/mobbing",
    "lillestrom/index",
    *(f"eksempel/{path}" for path in ALLE),
]
"""One page of each kind."""
WHOLE = "eksempel/hele-planen"
SETT = [
    (path, *drakt)
    for place, path in enumerate(PAGES)
    for at, drakt in enumerate(DRAKTER)
    if path != WHOLE
    if path.removeprefix("eksempel/") in SLAG or at == place % len(DRAKTER)
]
"""The most used pages in every view, the rest in one of them; `make sjekk-sider` takes them all."""


@pytest.mark.parametrize(("path", "width", "scheme"), SETT)
def test_axe_finds_nothing(vindu: Page, address: str, path: str, width: int, scheme: str) -> None:
    vindu.set_viewport_size({"width": width, "height": 800})
    vindu.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    vis(vindu, address, path)
    assert violations(vindu) == []


def test_axe_finds_nothing_in_the_beginning_of_any_chapter(vindu: Page, address: str) -> None:
    vindu.set_viewport_size({"width": 320, "height": 800})
    vindu.emulate_media(color_scheme="dark")
    vis(vindu, address, WHOLE)
    # A chapter says the same kinds of things over and over, and what axe needs grows with the
    # square of a page.
    vindu.evaluate(
        "document.querySelectorAll('.kp-kapittel :nth-child(n + 7)').forEach((one) => one.remove())"
    )
    assert violations(vindu) == []

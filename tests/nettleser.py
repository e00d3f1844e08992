"""A real browser, pages that fail where anything goes wrong on them, and what axe says of them."""

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from klargjor import find_browser
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

expect.set_options(timeout=20_000)
"""Milliseconds a test waits for what a page is to say: long, since the machine may be busy."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium that fetches nothing by itself."""
    with sync_playwright() as playwright:
        arguments = [
            "--no-sandbox",
            "--disable-background-networking",
            "--disable-component-update",
        ]
        chromium = playwright.chromium.launch(executable_path=find_browser(), args=arguments)
        yield chromium
        chromium.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh browser context on a desktop screen."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="nb-NO")
    yield context
    context.close()


@pytest.fixture
def page(fersk: Page) -> Page:
    """A page that fails the test if anything goes wrong on it: an error, a warning, a request to
    another host.
    """
    return fersk


@pytest.fixture
def fersk(context: BrowserContext) -> Iterator[Page]:
    """What `page` is, in a window of its own also where a module has another: for who sets the
    clock, adds a script or listens.
    """
    with nothing_wrong(page := context.new_page()):
        yield page


@contextmanager
def nothing_wrong(page: Page) -> Iterator[None]:
    """Fail if anything goes wrong on a page meanwhile."""
    wrong: list[str] = []
    heard = {
        "console": lambda one: wrong.append(one.text) if one.type in ("error", "warning") else None,
        "pageerror": lambda error: wrong.append(str(error)),
        "request": lambda one: None if is_own(one.url) else wrong.append(one.url),
    }
    for event, hear in heard.items():
        page.on(event, hear)
    yield
    for event, hear in heard.items():
        page.remove_listener(event, hear)
    assert wrong == []


@pytest.fixture(scope="session")
def eneste(browser: Browser) -> Iterator[Page]:
    """The window behind `vindu`: a new one takes longer to open than most pages take to look at."""
    with closing(browser.new_page(locale="nb-NO")) as page:
        yield page


@pytest.fixture
def vindu(eneste: Page) -> Iterator[Page]:
    """A window where nothing has been chosen yet, for who opens the pages of one site and changes
    no more than what is put back here. Others take `fersk`.
    """
    eneste.set_viewport_size({"width": 1280, "height": 720})
    eneste.emulate_media(media="null", color_scheme="light", forced_colors="none")
    yield eneste
    eneste.mouse.move(-1, -1)
    eneste.evaluate("localStorage.clear(), sessionStorage.clear()")
    eneste.goto("about:blank")
    eneste.context.clear_cookies()
    assert len(eneste.context.pages) == 1


@pytest.fixture
def hos_samme(vindu: Page) -> Iterator[Page]:
    """What `page` is, in `vindu`: for the modules whose tests leave nothing else behind."""
    vindu.set_viewport_size({"width": 1280, "height": 900})
    with nothing_wrong(vindu):
        yield vindu


def is_own(url: str) -> bool:
    """Tell whether what a page asks for is here: on the tests' server, in a folder, or in
    itself.
    """
    return url.startswith(("http://127.0.0.1:", "file://", "data:", "blob:", "about:"))


def until(page: Page, expression: str) -> None:
    """Wait till something is true on a page. Playwright's own way asks by `eval`, which the content
    policy refuses.
    """
    end = time.monotonic() + 20
    while not page.evaluate(expression):
        assert time.monotonic() < end, expression
        page.wait_for_timeout(50)


WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
"""The tags of the rules that axe knows of WCAG 2.2 AA."""


def axe_on(page: Page, *tags: str, within: str = "html") -> list[dict[str, Any]]:
    """The rules with any of some tags that axe finds broken on a page, or within a part of it, as
    axe tells of them. What it finds right it need not tell of, which takes half its time.
    """
    options = {"runOnly": list(tags), "resultTypes": ["violations"]}
    return Axe().run(page, context=within, options=options).response["violations"]


def violations(page: Page, within: str = "html") -> list[tuple[str, object, str]]:
    """What axe finds on a page, or within a part of it, against WCAG 2.2 AA: the rule, where, and
    what to do.
    """
    found = axe_on(page, *WCAG, within=within)
    return [
        (rule["id"], node["target"], node["failureSummary"])
        for rule in found
        for node in rule["nodes"]
    ]

"""Three engines by one small interface: go somewhere, run a line of script, press a key."""

import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any, Protocol

from klargjor import find_browser
from playwright.sync_api import Page, sync_playwright

KEYS = {"PageDown": "\ue00f", "End": "\ue010"}
"""Keys with names, as WebDriver writes them."""


class Motor(Protocol):
    """A browser with one window."""

    def go(self, address: str) -> None:
        """Go to an address and wait until it is there."""

    def run(self, script: str) -> Any:
        """Return what an expression is worth in the page."""

    def press(self, key: str) -> None:
        """Press a key, as someone with a keyboard or a clicker does."""


class _Chromium:
    def __init__(self, page: Page) -> None:
        self._page = page

    def go(self, address: str) -> None:
        self._page.goto(address)

    def run(self, script: str) -> Any:
        return self._page.evaluate(script)

    def press(self, key: str) -> None:
        self._page.keyboard.press(key)


class _Firefox:
    """Firefox as it is installed, by WebDriver BiDi, which it speaks itself."""

    def __init__(self, socket: Any) -> None:
        self._socket, self._numbers = socket, count(1)
        self._ask("session.new", capabilities={})
        self._window = self._ask("browsingContext.getTree")["contexts"][0]["context"]

    def _ask(self, method: str, **params: Any) -> Any:
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while (answer := json.loads(self._socket.recv())).get("id") != number:
            pass
        assert answer["type"] == "success", answer
        return answer["result"]

    def go(self, address: str) -> None:
        self._ask("browsingContext.navigate", context=self._window, url=address, wait="complete")

    def run(self, script: str) -> Any:
        answer = self._ask(
            "script.evaluate",
            expression=f"JSON.stringify(({script}) ?? null)",
            target={"context": self._window},
            awaitPromise=True,
        )
        assert answer["type"] == "success", answer
        return json.loads(answer["result"]["value"])

    def press(self, key: str) -> None:
        value = KEYS.get(key, key)
        steps = [{"type": kind, "value": value} for kind in ("keyDown", "keyUp")]
        keyboard = {"type": "key", "id": "tastatur", "actions": steps}
        self._ask("input.performActions", context=self._window, actions=[keyboard])


class _WebKit:
    """WebKitGTK by its own driver."""

    def __init__(self, driver: Any) -> None:
        self._driver = driver

    def go(self, address: str) -> None:
        # An address that differs in its last part alone would not load the page anew.
        self._driver.get("about:blank")
        self._driver.get(address)

    def run(self, script: str) -> Any:
        return self._driver.execute_script(f"return {script}")

    def press(self, key: str) -> None:
        from selenium.webdriver.common.action_chains import ActionChains

        ActionChains(self._driver).send_keys(KEYS.get(key, key)).perform()


@contextmanager
def _chromium() -> Iterator[Motor]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        yield _Chromium(browser.new_page(viewport={"width": 1280, "height": 720}))
        browser.close()


def _firefox_program() -> str:
    return shutil.which("firefox-esr") or shutil.which("firefox") or ""


@contextmanager
def _firefox() -> Iterator[Motor]:
    from websocket import create_connection

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [
            _firefox_program(),
            "--headless",
            "--profile",
            profile,
            "--remote-debugging-port",
            "0",
        ]
        environment = os.environ | {"HOME": profile, "MOZ_HEADLESS_WIDTH": "1280"}
        with subprocess.Popen(
            command, stderr=subprocess.PIPE, text=True, env=environment
        ) as process:
            try:
                assert process.stderr is not None
                found = (
                    re.search(r"WebDriver BiDi listening on (ws://\S+)", line)
                    for line in process.stderr
                )
                address = next(filter(None, found))[1]
                socket = create_connection(f"{address}/session", timeout=60, suppress_origin=True)
                yield _Firefox(socket)
                socket.close()
            finally:
                process.terminate()


@contextmanager
def _screen() -> Iterator[str]:
    """A screen that nobody sees, for a browser that must have one."""
    with subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-screen", "0", "1280x900x24"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            yield f":{process.stdout.readline().strip()}"
        finally:
            process.terminate()


@contextmanager
def _webkit() -> Iterator[Motor]:
    from selenium import webdriver
    from selenium.webdriver.webkitgtk.service import Service

    options = webdriver.WebKitGTKOptions()
    options.binary_location = next(map(str, _MINIBROWSER))
    options.add_argument("--automation")
    with _screen() as display:
        service = Service(shutil.which("WebKitWebDriver"), env=os.environ | {"DISPLAY": display})
        driver = webdriver.WebKitGTK(options=options, service=service)
        try:
            yield _WebKit(driver)
        finally:
            driver.quit()


_MINIBROWSER = sorted(Path("/usr/lib").glob("*/webkit*gtk-*/MiniBrowser"))
ENGINES = {"Chromium": _chromium, "Firefox": _firefox, "WebKit": _webkit}


def has(name: str) -> bool:
    """Whether what an engine needs is on this machine."""
    if name == "WebKit":
        return bool(_MINIBROWSER and shutil.which("WebKitWebDriver") and shutil.which("Xvfb"))
    return name != "Firefox" or bool(_firefox_program())


@contextmanager
def start(name: str) -> Iterator[Motor]:
    """Start an engine, and stop it afterwards."""
    with ENGINES[name]() as motor:
        yield motor

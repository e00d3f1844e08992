"""Three browser engines, driven by the protocols they speak themselves: no driver to download.

Chromium through Playwright, Firefox through Marionette, WebKitGTK through its own WebDriver.
"""

import json
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, ClassVar, Protocol

from playwright.sync_api import Page

NAMED = {"Tab": "\ue004", "PageDown": "\ue00f"}
"""Keys with a name, in WebDriver's alphabet."""


class Motor(Protocol):
    """What the walk asks of an engine."""

    def open(self, url: str, width: int, height: int = 800) -> None:
        """Show a page in a window whose content is this wide."""

    def press_tab(self) -> None:
        """Press Tab as a person does."""

    def press(self, key: str) -> None:
        """Press a key by the name Playwright has for it: «b», «PageDown»."""

    def run(self, script: str) -> Any:
        """Return what the body of a function returns on the page."""


class Chromium:
    """Through Playwright, as the other tests."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def open(self, url: str, width: int, height: int = 800) -> None:
        self._page.set_viewport_size({"width": width, "height": height})
        self._page.goto("about:blank")
        self._page.goto(url)

    def press_tab(self) -> None:
        self.press("Tab")

    def press(self, key: str) -> None:
        self._page.keyboard.press(key)

    def run(self, script: str) -> Any:
        return self._page.evaluate(f"() => {{ {script} }}")


class _WebDriver:
    """The part of WebDriver that both others share; `_send` knows the way there."""

    def _send(self, name: str, **values: Any) -> Any:
        raise NotImplementedError

    def open(self, url: str, width: int, height: int = 800) -> None:
        # Their windows do not get as narrow as a phone: Firefox stops at 500, WebKitGTK at 450.
        self._send("navigate", url=url)
        self._send("rect", width=width + self._edge(), height=height)

    def _edge(self) -> int:
        return int(self.run("return outerWidth - innerWidth"))

    def press_tab(self) -> None:
        self.press("Tab")

    def press(self, key: str) -> None:
        value = NAMED.get(key, key)
        keys = [{"type": kind, "value": value} for kind in ("keyDown", "keyUp")]
        self._send("actions", actions=[{"type": "key", "id": "tastatur", "actions": keys}])

    def run(self, script: str) -> Any:
        return self._send("script", script=script, args=[])


class WebKit(_WebDriver):
    """Through WebKitWebDriver, over http."""

    _PATHS: ClassVar = {
        "navigate": "url",
        "rect": "window/rect",
        "actions": "actions",
        "script": "execute/sync",
    }

    def __init__(self, port: int) -> None:
        self._top = f"http://127.0.0.1:{port}/session"
        browser = {
            "binary": shutil.which("MiniBrowser")
            or "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
            "args": ["--automation"],
        }
        wanted = {"alwaysMatch": {"webkitgtk:browserOptions": browser}}
        self._top += "/" + self._post("", {"capabilities": wanted})["sessionId"]

    def _post(self, path: str, body: dict[str, Any]) -> Any:
        request = urllib.request.Request(
            self._top + path, json.dumps(body).encode(), {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)["value"]

    def _send(self, name: str, **values: Any) -> Any:
        return self._post(f"/{self._PATHS[name]}", values)

    def close(self) -> None:
        """End the session, and the browser with it."""
        with suppress(OSError):
            urllib.request.urlopen(urllib.request.Request(self._top, method="DELETE"), timeout=10)


class Firefox(_WebDriver):
    """Through Marionette: messages as `length:JSON` on a socket."""

    _NAMES: ClassVar = {
        "navigate": "WebDriver:Navigate",
        "rect": "WebDriver:SetWindowRect",
        "actions": "WebDriver:PerformActions",
        "script": "WebDriver:ExecuteScript",
    }

    def __init__(self, port: int) -> None:
        self._socket, self._count = _connect(port), 0
        self._read()  # it says hello
        self._call("WebDriver:NewSession", {})

    def _send(self, name: str, **values: Any) -> Any:
        answer = self._call(self._NAMES[name], values)
        return answer["value"] if name == "script" else answer

    def _call(self, name: str, values: dict[str, Any]) -> Any:
        self._count += 1
        message = json.dumps([0, self._count, name, values]).encode()
        self._socket.sendall(str(len(message)).encode() + b":" + message)
        _, _, error, result = self._read()
        assert error is None, error
        return result

    def _read(self) -> Any:
        length = b""
        while (sign := self._socket.recv(1)) != b":":
            length += sign
        text = b""
        while len(text) < int(length):
            text += self._socket.recv(int(length) - len(text))
        return json.loads(text)


def _connect(port: int) -> socket.socket:
    for _ in range(300):
        with suppress(OSError):
            return socket.create_connection(("127.0.0.1", port), timeout=60)
        time.sleep(0.2)
    raise TimeoutError("Nettleseren svarte ikke.")


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def _running(*command: str) -> Iterator[None]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.terminate()
        process.wait(20)


@contextmanager
def firefox() -> Iterator[Motor]:
    """Start Firefox with a fresh profile, without a window."""
    port = _free_port()
    with tempfile.TemporaryDirectory() as profile:
        settings = (
            f'user_pref("marionette.port", {port});\nuser_pref("accessibility.tabfocus", 7);\n'
        )
        Path(profile, "user.js").write_text(settings, encoding="utf-8")
        command = (
            _firefox() or "firefox",
            "--headless",
            "--marionette",
            "--no-remote",
            "--profile",
            profile,
        )
        with _running(*command):
            yield Firefox(port)


@contextmanager
def webkit() -> Iterator[Motor]:
    """Start WebKitGTK on a screen of its own."""
    port = _free_port()
    driver = [shutil.which("WebKitWebDriver") or "WebKitWebDriver", f"--port={port}"]
    with _running("xvfb-run", "-a", *driver):
        _connect(port).close()
        motor = WebKit(port)
        yield motor
        motor.close()


def _firefox() -> str | None:
    return shutil.which("firefox-esr") or shutil.which("firefox")


ENGINES = {"firefox": firefox, "webkit": webkit}
"""How each engine is started, by its name; Chromium is the one the other tests have."""


def missing(name: str) -> bool:
    """Tell whether this machine lacks an engine."""
    return not (_firefox() if name == "firefox" else shutil.which("WebKitWebDriver"))

"""The tests' server: sites published under a content policy, never at the top of an address."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from conftest import SUBPATH

STRICT = "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
"""The content policy the tests publish under: no inline script or style, nothing from another
host.
"""


class _Quiet(SimpleHTTPRequestHandler):
    policy = STRICT

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def end_headers(self) -> None:
        """Send the content policy with every answer."""
        self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()


@contextmanager
def serving(folder: Path, policy: str = STRICT) -> Iterator[str]:
    """Publish a folder under a content policy, and give its address without a slash at the end."""
    handler = type("Under", (_Quiet,), {"policy": policy})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()


@pytest.fixture(scope="session")
def address(published: Path) -> Iterator[str]:
    """The address of the published sites, without a slash at the end."""
    with serving(published.parents[len(Path(SUBPATH).parts) - 1]) as top:
        yield f"{top}/{SUBPATH}"


@pytest.fixture
def eksempel(address: str) -> str:
    """The address of the shipped example, without a slash at the end."""
    return f"{address}/eksempel"


@pytest.fixture(scope="session")
def told(told_site: Path) -> Iterator[str]:
    """Where the tests' server has that site, without a slash at the end."""
    with serving(told_site) as top:
        yield top

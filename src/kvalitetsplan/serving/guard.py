"""Who may ask: the browser window that was opened, and nobody else.

Any page in the same browser can send requests to 127.0.0.1, and a name can be made to lead here
(«DNS rebinding»). So four things must be right: the name in `Host`, the secret that every address
begins with, where a change comes from (`Origin`, `Sec-Fetch-Site`), and the kind of content, which
no plain form can send. A script on another page cannot load one of ours, for it does not know the
secret; and no frame may hold a page of ours.
"""

import hmac
from collections.abc import Iterable

from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kvalitetsplan.site.policy import POLICY

HEADERS = {
    "Content-Security-Policy": f"{POLICY}; frame-ancestors 'none'",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}
LONGEST = 4_000_000
"""How many bytes a request may hold: the heaviest picture that is not refused, twice."""
CONTENT = ("application/json", "application/octet-stream")
"""What a change may be sent as. A page elsewhere must ask the browser for leave to send either, and
does not get it.
"""


class Guard:
    """Lets through what our own page asks for."""

    def __init__(self, app: ASGIApp, secret: str, port: int) -> None:
        self._app, self._top = app, f"/{secret}/"
        self._hosts = {f"{name}:{port}" for name in ("127.0.0.1", "localhost")}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass the request on with the secret taken off its address."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send) if scope["type"] == "lifespan" else None
        if reason := self._why_not(scope):
            status, words = reason
            return await _with_headers(PlainTextResponse(words, status))(scope, receive, send)
        path = scope["path"][len(self._top) - 1 :]
        inner = {**scope, "path": path, "raw_path": path.encode(), "root_path": ""}
        return await self._app(inner, receive, _headed(send))

    def _why_not(self, scope: Scope) -> tuple[int, str] | None:
        headers = _Headers(scope["headers"])
        host = headers.only("host")
        if host not in self._hosts:
            return 421, "Denne adressen er ikke vår."
        begins = scope["path"][: len(self._top)].encode("utf-8", "replace")
        if not hmac.compare_digest(begins, self._top.encode()):
            return 403, "Bruk adressen som står i vinduet der programmet ble startet."
        if headers.only("sec-fetch-site") not in ("", "none", "same-origin"):
            return 403, "Andre nettsteder kan ikke bruke dette."
        if scope["method"] in ("GET", "HEAD"):
            return None
        if scope["method"] != "POST":
            return 405, "Dette går ikke."
        return _why_no_change(headers, host)


def _why_no_change(headers: "_Headers", host: str) -> tuple[int, str] | None:
    if headers.only("origin") != f"http://{host}":
        return 403, "Andre nettsteder kan ikke bruke dette."
    if headers.only("content-type").partition(";")[0].strip().lower() not in CONTENT:
        return 415, "Dette går ikke."
    length = headers.only("content-length")
    if length and (not length.isascii() or not length.isdigit() or int(length) > LONGEST):
        return 413, "Dette er for stort."
    return None


class _Headers:
    """The headers of a request."""

    def __init__(self, raw: Iterable[tuple[bytes, bytes]]) -> None:
        self._raw = [
            (name.lower().decode("latin-1"), value.decode("latin-1")) for name, value in raw
        ]

    def only(self, name: str) -> str:
        """Return a header; "" if it is not there, and nonsense if it is there twice."""
        found = [value for one, value in self._raw if one == name]
        return found[0] if len(found) == 1 else "" if not found else "?"


def _with_headers(response: Response) -> Response:
    response.headers.update(HEADERS)
    return response


def _headed(send: Send) -> Send:
    """Return a way to send that puts our headers on every answer."""
    ours = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]

    async def headed(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message.get("headers", ()), *ours]}
        await send(message)

    return headed

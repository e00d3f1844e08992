"""What a window gets when it asks for a page of the site that is being written."""

import json
import os
import re
from html import escape
from http.server import HTTPServer, SimpleHTTPRequestHandler
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING

from kvalitetsplan.reading.problems import PlanError
from kvalitetsplan.site.components import draw_without_plan
from kvalitetsplan.site.policy import POLICY

if TYPE_CHECKING:
    from kvalitetsplan.build.watching import Visning

SCRIPT = "vis.js"
"""The script that asks whether there is something new to see."""
_OWN = {SCRIPT: "js", "portal.css": "css", "vis.css": "css"}
"""What our own pages and remarks need and no site has at its top, and where that lies."""
_STATE = "vis.json"


class Handler(SimpleHTTPRequestHandler):
    """Gives the files of the site, or a page that says what is wrong with it."""

    server: HTTPServer

    def __init__(self, visning: "Visning", host: str, *args: object) -> None:
        self._visning, self._host = visning, host
        super().__init__(*args, directory=str(visning.folder))  # type: ignore[arg-type]  # the server's

    def parse_request(self) -> bool:
        """Read a request, and tell whether it is to be answered: one that comes under another name
        than this machine's own, is from a page elsewhere («DNS rebinding»).
        """
        if not super().parse_request():
            return False
        name = re.sub(r":\d+$", "", self.headers.get("Host", "")).lower()
        is_for_us_alone = _is_loopback(str(self.server.server_address[0]))
        # What others call this machine, we cannot know.
        if is_for_us_alone and name not in ("localhost", self._host) and not _is_loopback(name):
            self.send_error(421)
            return False
        return True

    def do_GET(self) -> None:
        """Answer one request."""
        try:
            self._answer()
        except ConnectionError:
            raise
        except (OSError, ValueError):  # no file can have such a name
            self.send_error(404)

    def do_HEAD(self) -> None:
        """Refuse what no window asks for."""
        self.send_error(405)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer that it cannot be done, in Norwegian whatever Python says of it."""
        self.close_connection = True
        self._send(_REFUSED.get(code, "Dette går ikke."), "text/plain", code)

    def list_directory(self, path: str | os.PathLike[str]) -> None:
        """Show no folder."""
        self.send_error(404)

    def _answer(self) -> None:
        way, _, seen = self.path.partition("?")
        name = way.lstrip("/") or "index.html"
        if name == _STATE:
            number = self._visning.number_after(seen)
            self._send(json.dumps({"nummer": number}), "application/json")
        elif name in _OWN:
            path = self._visning.felles / "overrides" / "assets" / _OWN[name] / name
            self._send(
                path.read_text(encoding="utf-8"), f"text/{_OWN[name].replace('js', 'javascript')}"
            )
        elif name.endswith(".html"):
            self._send_page(Path(self.translate_path(f"/{name}")))
        else:
            super().do_GET()

    def _send_page(self, path: Path) -> None:
        problems = self._visning.problems
        if not problems and path.is_file():
            html, status = path.read_text(encoding="utf-8"), 200
            html = html.replace("</body>", f"{_remark(self._visning)}</body>", 1)
        else:
            html, status = _message_page(self._visning, problems), 503 if problems else 404
        script = f'<script src="/{SCRIPT}" data-nummer="{self._visning.number}"></script>'
        self._send(html.replace("</body>", f"{script}</body>", 1), "text/html", status)

    def _send(self, text: str, kind: str, status: int = 200) -> None:
        content = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: what there is to say stands in the terminal already."""


def _is_loopback(name: str) -> bool:
    try:
        return ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return False


_REFUSED = {
    404: "Denne adressen finnes ikke her.",
    421: "Denne adressen er ikke vår. Bruk adressen som står i vinduet der programmet ble startet.",
}


def _remark(visning: "Visning") -> str:
    """Return what stands at the foot of the window where the plan warns of something."""
    if not visning.warnings:
        return ""
    return draw_without_plan(visning.felles, "vis-varsler", varsler=visning.warnings)


def _message_page(visning: "Visning", problems: list[str]) -> str:
    try:
        return draw_without_plan(visning.felles, "vis", problemer=problems, sted=visning.sted)
    except PlanError:  # it is the words of the interface that are wrong
        return f"<!doctype html><body><pre>{escape(chr(10).join(problems))}</pre></body>"

"""Lighthouse, as a phone on a slow network meets the pages. Needs npm, which fetches it."""

import gzip
import json
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median

VERSION = "13"
SIDER = ("index", "tema/relasjon", "situasjon/alene-i-friminuttet", "okt/relasjon-45")
DELER = {
    "performance": "ytelse",
    "accessibility": "tilgjengelighet",
    "best-practices": "god praksis",
}
"""What is judged, by Lighthouse's names."""
MINST = {"performance": 95, "accessibility": 100, "best-practices": 100}
RUNDER = 3
"""A busy machine is slower in one run than in the next: the one in the middle counts."""


def measure(site: Path, browser: str | None) -> dict[str, list[int]] | None:
    """Return what each page gets of 100 points in each part; None where there is no npm."""
    if not shutil.which("npx"):
        return None
    with _serving(site) as address:
        return {name: _middle(browser, f"{address}/{name}.html") for name in SIDER}


def _middle(browser: str | None, url: str) -> list[int]:
    runs = [_run(browser, url) for _ in range(RUNDER)]
    return [round(median(run[name] for run in runs)) for name in DELER]


def _run(browser: str | None, url: str) -> dict[str, float]:
    command = ("npx", "--yes", f"lighthouse@{VERSION}", url, "--quiet", "--output=json")
    flags = ("--chrome-flags=--headless=new --no-sandbox", f"--only-categories={','.join(DELER)}")
    env = {**os.environ, **({"CHROME_PATH": browser} if browser else {})}
    answer = subprocess.run(
        [*command, *flags], env=env, capture_output=True, text=True, check=True, timeout=300
    )
    told = json.loads(answer.stdout)["categories"]
    return {name: told[name]["score"] * 100 for name in DELER}


class _Packed(SimpleHTTPRequestHandler):
    """Sends files packed, as every real server does."""

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Send the file that is asked for."""
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        body = gzip.compress(path.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=3600")
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def _serving(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Packed, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()

"""`kvalitetsplan rediger` as it runs, and requests to it as any program could send them."""

import http.client
import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import uvicorn
from conftest import copy_project

from kvalitetsplan.commands.unexpected import in_one_line
from kvalitetsplan.plan.project import project_at
from kvalitetsplan.plan.sted import Sted
from kvalitetsplan.serving.app import make_app
from kvalitetsplan.serving.drawn import Drawn

SECRET = "hemmelig-og-langt"
FOLDER = "data/kommuner/eksempel"


class Running(NamedTuple):
    project: Path
    port: int

    @property
    def top(self) -> str:
        return f"http://127.0.0.1:{self.port}/{SECRET}/"

    @property
    def file(self) -> Path:
        return self.project / FOLDER / "tilpasning.yaml"

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Any:
        """Send a request as any program could, and return the status and the content."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        given = {
            "Host": f"127.0.0.1:{self.port}",
            **{k.replace("_", "-"): v for k, v in headers.items()},
        }
        if body is not None:
            given.setdefault("Content-Length", str(len(body)))
        for name, value in given.items():
            if value:
                connection.putheader(name, value)
        connection.endheaders(body)
        answer = connection.getresponse()
        return answer.status, answer.read()

    def post(self, name: str, body: Any, **headers: str) -> Any:
        own = {"Origin": f"http://127.0.0.1:{self.port}", "Content_Type": "application/json"}
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self.ask("POST", f"/{SECRET}/rediger/{name}", content, **{**own, **headers})


@contextmanager
def served(drawn: Any) -> Iterator[int]:
    """Answer from something drawn, and yield the port."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    app = make_app(drawn, SECRET, port, in_one_line)
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off", ws="none"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield port
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    project = copy_project(tmp_path_factory.mktemp("rediger") / "prosjekt")
    drawn = Drawn(project_at(project), Sted("eksempel"))
    with served(drawn) as port:
        yield Running(project, port)
    drawn.close()


STEP = {"op": "erstatt", "id": "relasjon/viser-vaerematen", "felt": "kjennetegn", "til": "Nei."}

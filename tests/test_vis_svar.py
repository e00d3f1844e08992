"""What `vis` answers: this machine alone, in Norwegian, and never a traceback."""

import socket
from collections.abc import Iterator

import pytest
from conftest import DEMO

from kvalitetsplan.build.watching import Visning, serve
from kvalitetsplan.plan.sted import Sted

GONE, OTHERS, REFUSED = (
    "Denne adressen finnes ikke her.",
    "Denne adressen er ikke vår.",
    "Dette går",
)


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """Where a site is shown that has one folder and one page."""
    visning = Visning(DEMO, Sted("eksempel"))
    (visning.folder / "assets").mkdir(parents=True)
    (visning.folder / "index.html").write_text("<body>Planen</body>", encoding="utf-8")
    yield int(serve(visning, "127.0.0.1", 0, may_move=False).rpartition(":")[2].strip("/"))
    visning.close()


def _answer(port: int, asked: bytes) -> str:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(asked)
        connection.shutdown(socket.SHUT_WR)
        with connection.makefile("rb") as answer:
            return answer.read().decode()


def _asked(line: str, host: str = "localhost") -> bytes:
    return f"{line} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (_asked("GET /%00"), GONE),
        (_asked("GET /%00.js"), GONE),
        (_asked("GET /" + "a" * 5000 + ".html"), GONE),
        (_asked("GET /" + "a" * 70000), REFUSED),
        (_asked("GET /assets/"), GONE),
        (_asked("GET /borte.css"), GONE),
        (_asked("POST /index.html"), REFUSED),
        (_asked("HEAD /index.html"), REFUSED),
        (b"\x16\x03\x01\x02\x00\x01\x00\xfc\r\n\r\n", REFUSED),
        (b"tull\r\n\r\n", REFUSED),
    ],
)
def test_what_cannot_be_answered_is_refused_in_norwegian_and_said_nothing_of(
    port: int, asked: bytes, said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    answer = _answer(port, asked)
    assert said in answer
    assert "Directory listing" not in answer
    assert "Error" not in answer.partition("\r\n\r\n")[2]
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("path", ["/", "/vis.json?0", "/assets/x.css", "/vis.js"])
@pytest.mark.parametrize("host", ["evil.no", "evil.no:8000", "localhost.evil.no", "10.0.0.1", ""])
def test_a_page_elsewhere_gets_nothing_whatever_it_calls_this_machine(
    port: int, path: str, host: str
) -> None:
    answer = _answer(port, _asked(f"GET {path}", host))
    assert " 421 " in answer.partition("\r\n")[0]
    assert OTHERS in answer


@pytest.mark.parametrize("host", ["127.0.0.1", "LOCALHOST:8000", "[::1]:8000", "127.0.0.2"])
def test_this_machine_is_answered_under_its_own_names(port: int, host: str) -> None:
    assert "Planen" in _answer(port, _asked("GET /", host))


def test_whoever_shows_it_to_others_is_answered_under_any_name() -> None:
    visning = Visning(DEMO, Sted("eksempel"))
    where = serve(visning, "0.0.0.0", 0, may_move=False)
    port = int(where.rpartition(":")[2].strip("/"))
    assert GONE in _answer(port, _asked("GET /borte.css", "kontor-pc:8000"))
    visning.close()

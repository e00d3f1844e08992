"""What `kvalitetsplan rediger` refuses: other sites, nonsense, and what valider would."""

import http.client
import json
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from conftest import HERE
from redigering import SECRET, STEP, Running, served

from kvalitetsplan.cli import main
from kvalitetsplan.serving.guard import LONGEST


@pytest.fixture
def untouched(running: Running) -> Iterator[Running]:
    """The same, whose file must be as it was when the test is done."""
    before = running.file.read_bytes()
    yield running
    assert running.file.read_bytes() == before


class _Broken:
    """What is drawn, where drawing stops."""

    def page(self, _: str) -> tuple[str, int]:
        raise ValueError("not a page")


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_what_nobody_has_thought_of_is_told_in_norwegian(tmp_path: Path, method: str) -> None:
    with served(_Broken()) as port:
        asked = Running(tmp_path, port)
        status, answer = (
            asked.ask("GET", f"/{SECRET}/index.html")
            if method == "GET"
            else asked.post("angre", {})
        )
    assert status == 500
    assert "noe gikk galt som programmet ikke kjenner" in answer.decode()


HOSTILE = {
    "en annen vert": ({"Host": "ondt.invalid"}, 421),
    "en annen port": ({"Host": "127.0.0.1:1"}, 421),
    "ingen vert": ({"Host": ""}, 400),
    "et navn som er pekt hit (DNS rebinding)": (
        {"Host": "ondt.invalid:{port}", "Origin": "http://ondt.invalid:{port}"},
        421,
    ),
    "en annen opprinnelse": ({"Origin": "https://ondt.invalid"}, 403),
    "ingen opprinnelse": ({"Origin": ""}, 403),
    "opprinnelsen null": ({"Origin": "null"}, 403),
    "et annet nettsted": ({"Sec_Fetch_Site": "cross-site"}, 403),
    "et annet program på maskinen": ({"Sec_Fetch_Site": "same-site"}, 403),
    "et vanlig skjema": ({"Content_Type": "text/plain"}, 415),
    "et skjema med filer": ({"Content_Type": "multipart/form-data; boundary=x"}, 415),
    "en altfor lang kropp": ({"Content_Length": str(LONGEST + 1)}, 413),
    "en lengde som ikke er et tall": ({"Content_Length": "-1"}, 400),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_nobody_else_can_change_a_thing(untouched: Running, name: str) -> None:
    headers, status = HOSTILE[name]
    told = {key: value.format(port=untouched.port) for key, value in headers.items()}
    body = b"" if "Content_Length" in told else STEP
    assert untouched.post("endring", body, **told)[0] == status


@pytest.mark.parametrize(
    "path", ["/", "/rediger/endring", f"/{SECRET}x/rediger/endring", "/feil/rediger/angre"]
)
def test_without_the_secret_nothing_is_shown_and_nothing_done(
    untouched: Running, path: str
) -> None:
    own = {"Origin": f"http://127.0.0.1:{untouched.port}", "Content_Type": "application/json"}
    assert untouched.ask("POST", path, json.dumps(STEP).encode(), **own)[0] == 403
    assert untouched.ask("GET", path)[0] == 403


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "PATCH"])
def test_no_other_way_of_asking_is_answered(untouched: Running, method: str) -> None:
    status, content = untouched.ask(method, f"/{SECRET}/rediger/endring")
    assert (status, b"Access-Control" in content) == (405, False)


@pytest.mark.parametrize(
    "path",
    [
        "../../data/kommuner/eksempel/kommune.yaml",
        "..%2f..%2fdata%2fthemes.yaml",
        "%2e%2e/%2e%2e/etc/passwd",
        "//etc/passwd",
        "bilder/../../kommune.yaml",
        "assets/../../../etc/passwd",
        "..\\..\\data",
        "%00",
    ],
)
def test_no_address_leads_out_of_the_site(untouched: Running, path: str) -> None:
    status, content = untouched.ask("GET", f"/{SECRET}/{path}")
    assert status in (403, 404)
    assert b"root:" not in content
    assert b"hoved:" not in content


def test_every_answer_forbids_frames_and_other_sites(untouched: Running) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", untouched.port)
    connection.request("GET", f"/{SECRET}/index.html")
    headers = connection.getresponse().headers
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Access-Control-Allow-Origin"] is None


def test_a_body_without_an_end_is_not_read_to_it(untouched: Running) -> None:
    with socket.create_connection(("127.0.0.1", untouched.port), timeout=30) as line:
        head = (
            f"POST /{SECRET}/rediger/endring HTTP/1.1\r\nHost: 127.0.0.1:{untouched.port}\r\n"
            f"Origin: http://127.0.0.1:{untouched.port}\r\nContent-Type: application/json\r\n"
            "Transfer-Encoding: chunked\r\n\r\n"
        )
        line.sendall(head.encode())
        chunk = b"100000\r\n" + b"x" * 0x100000 + b"\r\n"
        for _ in range(5):
            line.sendall(chunk)
        assert b" 413 " in line.recv(64)


NONSENSE: list[Any] = [
    b"{",
    b"[" * 100_000,
    None,
    [],
    {"op": "slett alt"},
    {"op": "erstatt"},
    {**STEP, "til": None},
    {**STEP, "til": True},
    {**STEP, "id": ["x"]},
    {"op": "legg_til", "liste": "relasjon/par", "nytt": {"id": {"a": 1}}},
    {"op": "rekkefølge", "liste": "temaer", "id": [1]},
    {
        "op": "flere",
        "steg": [STEP, {"op": "fjern", "id": "relasjon/finnes-ikke", "begrunnelse": "x"}],
    },
]


@pytest.mark.parametrize("step", NONSENSE, ids=str)
def test_nonsense_is_refused_in_words(untouched: Running, step: Any) -> None:
    status, content = untouched.post("endring", step)
    assert status in (200, 400)
    assert json.loads(content)["feil"]


REFUSED = {
    "«krav/ansatte-folger-med» er låst, fordi det gjengir loven; legg til noe eget i stedet": {
        "op": "erstatt",
        "id": "krav/ansatte-folger-med",
        "felt": "tekst",
        "til": "Ingen krav.",
    },
    "erstatt.grunnlag  «kanskje» kan ikke stå her; bruk «dokumentert», «sannsynlig», «ramme» eller «vedtatt»": {
        **STEP,
        "felt": "grunnlag",
        "til": "kanskje",
    },
    "  her står et fødselsnummer; slett det, for alle kan lese planen": {
        **STEP,
        "til": "Ring 13097248022.",
    },
}


@pytest.mark.parametrize("words", REFUSED)
def test_what_valider_would_refuse_is_refused_with_its_words(
    untouched: Running, words: str
) -> None:
    status, content = untouched.post("endring", REFUSED[words])
    assert (status, json.loads(content)["feil"]) == (200, [words.strip()])


def test_it_listens_on_this_machine_alone_and_says_when_a_port_is_taken() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = str(other.getsockname()[1])
        done = CliRunner().invoke(main, ["rediger", HERE, "--port", taken, "--ikke-åpne"])
    assert (done.exit_code, f"port {taken} er opptatt" in done.output) == (1, True)

"""`kvalitetsplan rediger`: what is typed is in the file, what is wrong is refused, and no other
site can do anything.
"""

import http.client
import json
import random
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import uvicorn
from click.testing import CliRunner
from conftest import HERE, build_site, copy_project, violations
from foresla import add_pair, change, remove
from playwright.sync_api import Page, expect

from kvalitetsplan.cli import main
from kvalitetsplan.commands.unexpected import in_one_line
from kvalitetsplan.editing.session import Redigering
from kvalitetsplan.editing.tailoring import Refused
from kvalitetsplan.plan.addresses import addressed, find, list_at
from kvalitetsplan.plan.grunnplan import load_grunnplan
from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.model import Grunnplan
from kvalitetsplan.plan.project import project_at
from kvalitetsplan.plan.sted import Sted
from kvalitetsplan.reading.problems import PlanError
from kvalitetsplan.serving.app import make_app
from kvalitetsplan.serving.drawn import Drawn
from kvalitetsplan.serving.guard import LONGEST

SECRET = "hemmelig-og-langt"
FOLDER = "data/kommuner/eksempel"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


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
def _served(drawn: Any) -> Iterator[int]:
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


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    project = copy_project(tmp_path_factory.mktemp("rediger") / "prosjekt")
    drawn = Drawn(project_at(project), Sted("eksempel"))
    with _served(drawn) as port:
        yield Running(project, port)
    drawn.close()


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
    with _served(_Broken()) as port:
        asked = Running(tmp_path, port)
        status, answer = (
            asked.ask("GET", f"/{SECRET}/index.html")
            if method == "GET"
            else asked.post("angre", {})
        )
    assert status == 500
    assert "noe gikk galt som programmet ikke kjenner" in answer.decode()


STEP = {"op": "erstatt", "id": "relasjon/viser-vaerematen", "felt": "kjennetegn", "til": "Nei."}

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


def test_what_is_done_in_the_browser_is_in_the_file_and_on_the_page(
    page: Page, running: Running, tmp_path: Path
) -> None:
    before = running.file.read_text(encoding="utf-8")
    page.goto(f"{running.top}tema/relasjon.html")
    expect(page.locator(".kp-forslag")).to_be_visible()
    change(page, "relasjon/viser-vaerematen kjennetegn", 'Vi sier "takk": alltid. # Ja')
    expect(page.locator("#viser-vaerematen")).to_contain_text('Vi sier "takk": alltid. # Ja')
    add_pair(page, "Vi ringer hjem når noe gikk bra.", "Elevene forteller hjemme om skoledagen.")
    expect(page.locator(".kp-par", has_text="Vi ringer hjem")).to_be_in_viewport()
    page.locator("details.kp-brett summary", has_text="Hva er en god relasjon").click()
    remove(page, "relasjon/god-relasjon-hos-oss tekst", "Vi snakker om noe annet.")
    expect(page.locator("#god-relasjon-hos-oss")).to_have_count(0)
    page.get_by_role("button", name="Ordne temaene").click()
    page.get_by_role("button", name="Flytt opp: Mobbing og krenkelser").click()
    page.get_by_role("button", name="Behold rekkefølgen").click()
    expect(page.locator(".kp-forslag__dialog")).to_have_count(0)
    assert violations(page) == []

    written = running.file.read_text(encoding="utf-8")
    assert [line for line in before.splitlines() if line not in written] == []
    plan = load_plan(project_at(running.project), "eksempel")
    assert plan.punkt("relasjon/viser-vaerematen").label == 'Vi sier "takk": alltid. # Ja'
    assert plan.tema("relasjon").par[-1].kjennetegn == "Vi ringer hjem når noe gikk bra."
    assert "relasjon/god-relasjon-hos-oss" not in plan.by_address
    html = (build_site(running.project, plan, tmp_path) / "tema/relasjon.html").read_text("utf-8")
    assert "Vi ringer hjem når noe gikk bra." in html

    for _ in range(4):
        page.get_by_role("button", name="Angre").click()
        page.wait_for_load_state("networkidle")
    expect(page.get_by_role("button", name="Angre")).to_be_disabled()
    assert running.file.read_text(encoding="utf-8") == before


def test_a_list_in_a_list_is_refused_where_it_is_written_and_stays_there(
    page: Page, running: Running
) -> None:
    before = running.file.read_text(encoding="utf-8")
    page.goto(f"{running.top}tema/relasjon.html")
    page.locator("[data-endrer='relasjon/viser-vaerematen kjennetegn']").click()
    form = page.locator(".kp-forslag__skjema")
    for pasted, said in (("- a\n  - b", "har en liste inne"), ("a\tb\nc\td", "har en tabell")):
        form.locator("textarea").first.fill(pasted)
        form.get_by_role("button", name="Behold endringen").click()
        expect(form.locator(".kp-forslag__feil").first).to_contain_text(said)
        expect(form.locator("textarea").first).to_have_value(pasted)
    assert running.file.read_text(encoding="utf-8") == before


@pytest.fixture
def editing(project: Path) -> Redigering:
    return Redigering(project_at(project), Sted("eksempel"))


def _field(redigering: Redigering, address: str, name: str) -> Any:
    return getattr(load_plan(redigering.project, redigering.sted).punkt(address), name)


def test_what_stands_in_the_file_is_changed_where_it_stands(editing: Redigering) -> None:
    shared = load_grunnplan(editing.project.data)
    file = editing.project.kommuner / "eksempel/tilpasning.yaml"
    size = file.read_text("utf-8").count("\n")
    own = "relasjon/eksempel-frokostvert"
    for step in (
        {"op": "erstatt", "id": "relasjon/hilser-ved-navn", "felt": "kjennetegn", "til": "Hei."},
        {"op": "erstatt", "id": own, "felt": "tittel", "til": "Vert"},
        {"op": "erstatt", "id": "parametre/pu-tid", "felt": "standard", "til": "møtetid"},
    ):
        editing.take(step, shared)
    assert file.read_text("utf-8").count("\n") == size + 2  # the edition it is written against
    assert _field(editing, "relasjon/hilser-ved-navn", "kjennetegn") == "Hei."
    assert _field(editing, own, "tittel") == "Vert"
    assert _field(editing, "parametre/pu-tid", "standard") == "møtetid"
    editing.take({"op": "fjern", "id": own, "begrunnelse": "x"}, shared)
    assert own not in load_plan(editing.project, editing.sted).by_address
    assert "fjern" not in file.read_text("utf-8")


@pytest.mark.parametrize("seed", [1])
@pytest.mark.parametrize("sted", ["eksempel", "nittedal"])
def test_many_steps_are_in_the_plan_and_every_one_can_be_undone(
    project: Path, sted: str, seed: int
) -> None:
    editing, chance = Redigering(project_at(project), Sted(sted)), random.Random(seed)
    shared = load_grunnplan(editing.project.data)
    file = editing.project.folder(sted) / "tilpasning.yaml"
    states, taken = [file.read_bytes()], 0
    while taken < 6:
        plan = load_plan(editing.project, sted).grunnplan
        step = _by_chance(plan, chance)
        try:
            editing.take(step, shared)
        except (Refused, PlanError):
            assert file.read_bytes() == states[-1]
            continue
        taken += 1
        states.append(file.read_bytes())
        _holds(load_plan(editing.project, sted).grunnplan, step)
    while len(states) > 1:
        assert file.read_bytes() == states.pop()
        if editing.undoable:
            editing.undo()
    assert file.read_bytes() == states[0]


def _by_chance(plan: Grunnplan, chance: random.Random) -> dict[str, Any]:
    items = [(address, item) for address, item in addressed(plan).items() if not item.LOCKED]
    address, item = chance.choice(items)
    found = find(plan, address)
    assert found
    ids = [one.id for one in list_at(plan, found[0]) or ()]
    chance.shuffle(ids)
    felt = chance.choice(
        [name for name in ("tekst", "tittel", "kjennetegn", "id") if hasattr(item, name)]
    )
    tema = chance.choice(plan.temaer)
    new = {"id": f"ny-{chance.randrange(10**6)}", "tekst": "Et eksempel.", "par": [tema.par[0].id]}
    return chance.choice(
        [
            {"op": "erstatt", "id": address, "felt": felt, "til": f"Nytt {chance.random()}: # «a»"},
            {"op": "fjern", "id": address, "begrunnelse": "Fordi: vi vil. # ja"},
            {"op": "rekkefølge", "liste": found[0], "id": ids},
            {"op": "legg_til", "liste": f"{tema.id}/eksempler", "nytt": new, "plassering": "først"},
        ]
    )


def _holds(plan: Grunnplan, step: dict[str, Any]) -> None:
    match step["op"]:
        case "erstatt":
            found = find(plan, step["id"])
            assert found
            assert getattr(found[1], step["felt"]) == step["til"]
        case "fjern":
            assert find(plan, step["id"]) is None
        case "rekkefølge":
            assert [one.id for one in list_at(plan, step["liste"]) or ()] == step["id"]
        case "legg_til":
            first = next(one.id for one in list_at(plan, step["liste"]) or ())
            assert first == step["nytt"]["id"]


def test_a_file_that_somebody_else_has_changed_is_not_undone(editing: Redigering) -> None:
    editing.take(STEP, load_grunnplan(editing.project.data))
    file = editing.project.kommuner / "eksempel/tilpasning.yaml"
    file.write_text(file.read_text("utf-8") + "# vår\n", encoding="utf-8")
    with pytest.raises(Refused, match="endret av noe annet"):
        editing.undo()
    assert file.read_text("utf-8").endswith("# vår\n")


@pytest.mark.parametrize(
    "name", ["../../kommune.md", "a/b.md", ".skjult.md", "Rutiner.md", "x.yaml", ""]
)
def test_a_page_stands_in_its_folder_alone(editing: Redigering, name: str) -> None:
    with pytest.raises(Refused, match="navnet på fila"):
        editing.save_page(name, "# Side", "", load_grunnplan(editing.project.data))


def test_a_page_with_a_script_is_refused_and_not_written(editing: Redigering) -> None:
    with pytest.raises(PlanError):
        editing.save_page(
            "rutiner.md", "# Side\n\n<script>1</script>", "", load_grunnplan(editing.project.data)
        )
    assert not (editing.project.kommuner / "eksempel/sider").exists()
    editing.save_page(
        "rutiner.md", "# Rutiner\n\nSlik gjør vi.", "", load_grunnplan(editing.project.data)
    )
    assert "sider/rutiner.md" in load_plan(editing.project, "eksempel").sider
    editing.undo()
    assert load_plan(editing.project, "eksempel").sider == ()


def test_a_page_that_somebody_else_has_written_in_meanwhile_is_not_written_over(
    editing: Redigering,
) -> None:
    shared = load_grunnplan(editing.project.data)
    editing.save_page("rutiner.md", "# Rutiner\r\n\r\nSlik.", "", shared)
    path = editing.project.kommuner / "eksempel/sider/rutiner.md"
    began = editing.pages()["rutiner.md"]
    assert began == "# Rutiner\n\nSlik.\n"
    path.write_text(f"{began}\nRektors avsnitt.\n", encoding="utf-8")
    with pytest.raises(Refused, match=r"rutiner\.md er endret av noe annet siden du åpnet den"):
        editing.save_page("rutiner.md", "# Rutiner\n\nVårt.", began, shared)
    with pytest.raises(Refused, match=r"det er en side som heter rutiner\.md fra før"):
        editing.save_page("rutiner.md", "# Ny\n", "", shared)
    assert "Rektors avsnitt." in path.read_text("utf-8")
    editing.save_page("rutiner.md", "# Rutiner\n\nVårt.", editing.pages()["rutiner.md"], shared)
    assert path.read_text("utf-8") == "# Rutiner\n\nVårt.\n"


def test_a_sign_that_cannot_be_seen_is_told_of_and_makes_no_new_line(editing: Redigering) -> None:
    with pytest.raises(PlanError, match=r"usynlig|U\+2028"):
        editing.save_page("a.md", "# A\n\nEn\u2028to.", "", load_grunnplan(editing.project.data))


@pytest.mark.parametrize(
    ("adresse", "felt"),
    [("relasjon/hilser-ved-navn", "kjennetegn"), ("parametre/pu-tid", "standard")],
)
def test_a_field_that_somebody_else_has_changed_meanwhile_is_not_written_over(
    editing: Redigering, adresse: str, felt: str
) -> None:
    shared = load_grunnplan(editing.project.data)
    step = {"op": "erstatt", "id": adresse, "felt": felt, "fra": _field(editing, adresse, felt)}
    editing.take({**step, "til": "møtet"}, shared)
    with pytest.raises(Refused, match=rf"{adresse}\.{felt} er endret av noe annet siden"):
        editing.take({**step, "til": "fellestida"}, shared)
    assert _field(editing, adresse, felt) == "møtet"
    editing.take({**step, "fra": "møtet", "til": "fellestida"}, shared)
    assert _field(editing, adresse, felt) == "fellestida"


def test_a_picture_gets_a_good_name_and_is_what_it_says(editing: Redigering) -> None:
    shared = load_grunnplan(editing.project.data)
    assert (
        editing.save_picture("C:\\Bilder\\Vår SKOLE.PNG", PIXEL, shared) == "bilder/var-skole.png"
    )
    assert editing.save_picture("vår skole.png", PIXEL, shared) == "bilder/var-skole.png"
    with pytest.raises(PlanError, match="fila er ikke det navnet sier"):
        editing.save_picture("kart.png", b"GIF89a", shared)
    with pytest.raises(PlanError):
        editing.save_picture("tegning.svg", b"<svg><script>1</script>", shared)
    with pytest.raises(Refused, match="et bilde er svg, png, jpg eller webp"):
        editing.save_picture("virus.exe", PIXEL, shared)
    assert [one.name for one in (editing.project.kommuner / "eksempel/bilder").iterdir()] == [
        "var-skole.png"
    ]


def test_pages_have_a_preview_and_pictures_are_dropped_in(
    page: Page, running: Running, tmp_path: Path
) -> None:
    page.goto(f"{running.top}index.html")
    page.get_by_role("button", name="Egne sider").click()
    page.get_by_role("button", name="Ny side").click()
    page.get_by_label("Navnet på fila").fill("rutiner.md")
    page.get_by_label("Siden, med").fill("# Rutiner\n\nVi **ringer** hjem i {pu-tid}.")
    page.get_by_role("button", name="Se hvordan den blir").click()
    expect(page.locator(".kp-forslag__forhandsvisning strong")).to_have_text("ringer")
    expect(page.locator(".kp-forslag__forhandsvisning")).to_contain_text("i fellestid.")
    assert violations(page) == []
    page.get_by_role("button", name="Lagre siden").click()
    page.wait_for_url("**/sider/rutiner.html")
    expect(page.locator("h1")).to_have_text("Rutiner")
    page.get_by_role("button", name="Bilder").click()
    (tmp_path / "Kart.png").write_bytes(PIXEL)
    page.get_by_label("Velg et bilde").set_input_files(tmp_path / "Kart.png")
    expect(page.locator(".kp-forslag__slipp [data-del=sagt]")).to_have_text(
        "Bildet er lagret som bilder/kart.png."
    )
    assert (running.project / FOLDER / "bilder/kart.png").read_bytes() == PIXEL


def test_it_listens_on_this_machine_alone_and_says_when_a_port_is_taken() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = str(other.getsockname()[1])
        done = CliRunner().invoke(main, ["rediger", HERE, "--port", taken, "--ikke-åpne"])
    assert (done.exit_code, f"port {taken} er opptatt" in done.output) == (1, True)

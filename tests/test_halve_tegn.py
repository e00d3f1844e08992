"""What a browser may send to `rediger` and no file can hold: it is told of, and nothing is
written.
"""

import asyncio
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from conftest import copy_project

from kvalitetsplan.plan.project import project_at
from kvalitetsplan.plan.sted import Sted
from kvalitetsplan.serving.app import make_app
from kvalitetsplan.serving.drawn import Drawn

HALF = "\ud83d"
STEP = {"op": "erstatt", "id": "relasjon/viser-vaerematen", "felt": "kjennetegn", "til": "Nei."}
PAGE = {"navn": "rutiner.md", "tekst": "# Rutiner\n", "fra": ""}


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Drawn]:
    root = copy_project(tmp_path_factory.mktemp("halve") / "prosjekt")
    yield (drawn := Drawn(project_at(root), Sted("eksempel")))
    drawn.close()


def _post(drawn: Drawn, name: str, said: Any) -> tuple[int, list[str]]:
    """Send what a page of ours would, and return the status and what is wrong."""
    headers = {
        "host": "127.0.0.1:1",
        "origin": "http://127.0.0.1:1",
        "content-type": "application/json",
    }
    scope = {
        "type": "http",
        "method": "POST",
        "path": f"/hemmelig/rediger/{name}",
        "query_string": b"",
        "headers": [(key.encode(), value.encode()) for key, value in headers.items()],
    }
    sent: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.request", "body": json.dumps(said).encode()}

    async def send(message: Any) -> None:
        sent.append(message)

    with ThreadPoolExecutor(1) as elsewhere:  # where no browser has a loop of its own
        elsewhere.submit(asyncio.run, make_app(drawn, "hemmelig", 1)(scope, receive, send)).result()
    return sent[0]["status"], json.loads(sent[1]["body"]).get("feil", [])


@pytest.mark.parametrize(
    ("name", "said", "where"),
    [
        ("side", {**PAGE, "tekst": f"# Rutiner\n\nVi hilser {HALF}."}, "etter «"),
        ("side", {**PAGE, "navn": f"{HALF}.md"}, "først i teksten"),
        ("side/vis", {**PAGE, "tekst": f"{HALF}# Rutiner"}, "først i teksten"),
        ("endring", {**STEP, "til": f"Vi sier hei {HALF}"}, "etter «Vi sier hei »"),
        ("endring", {**STEP, "id": f"relasjon/{HALF}"}, "etter «relasjon/»"),
        ("endring", {"op": "flere", "steg": [{**STEP, "begrunnelse": HALF}]}, "først i teksten"),
    ],
)
def test_half_a_sign_is_told_of_where_it_stands(
    drawn: Drawn, name: str, said: Any, where: str
) -> None:
    status, problems = _post(drawn, name, said)
    assert status == 200
    (words,) = problems
    assert words.startswith(where)
    assert words.endswith("et halvt tegn, som det som er igjen av et delt smilefjes; slett det")


@pytest.mark.parametrize("name", ["side", "side/vis"])
def test_a_page_with_too_long_a_name_is_asked_for_a_shorter(drawn: Drawn, name: str) -> None:
    said = {**PAGE, "navn": "å" * 150 + ".md"}
    assert _post(drawn, name, said) == (
        200,
        ["navnet er for langt; gi fila et navn på høyst 120 tegn"],
    )


def test_a_whole_sign_is_written(drawn: Drawn) -> None:
    assert _post(drawn, "side", {**PAGE, "tekst": "# Rutiner\n\nVi hilser 😀.\n"}) == (200, [])
    page = Path(drawn.redigering.project.folder("eksempel"), "sider/rutiner.md")
    assert "😀" in page.read_text(encoding="utf-8")

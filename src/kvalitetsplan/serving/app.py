"""The addresses of `rediger`: the site, and what its editor asks for."""

import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from kvalitetsplan.editing.tailoring import Refused
from kvalitetsplan.plan.own_pages import with_words
from kvalitetsplan.reading.files import why
from kvalitetsplan.reading.problems import PlanError
from kvalitetsplan.serving.drawn import Drawn
from kvalitetsplan.serving.guard import LONGEST, Guard

KINDS = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "webp": "image/webp",
    "pdf": "application/pdf",
    "json": "application/json",
    "woff2": "font/woff2",
}
"""What each file is, by its ending."""

Answer = dict[str, Any]


class TooLarge(Exception):
    """A request holds more than it may."""


def make_app(
    drawn: Drawn, secret: str, port: int, told: Callable[[Exception], str] = str
) -> ASGIApp:
    """Return what answers on 127.0.0.1. Every address begins with the secret. `told` says what is
    wrong, and what to do, where nobody had thought of it.
    """

    def unexpected(request: Request, error: Exception) -> Response:
        if request.method == "POST":
            return _refused(told(error), 500)
        return Response(told(error), 500, media_type="text/plain; charset=utf-8")

    answers: dict[str, Callable[[Drawn, Any], Answer]] = {
        "endring": _take,
        "angre": lambda drawn, _: _move(drawn, drawn.redigering.undo),
        "gjenta": lambda drawn, _: _move(drawn, drawn.redigering.redo),
        "side": _save_page,
        "side/vis": _preview,
    }
    routes = [
        *(
            Route(f"/rediger/{name}", _changes(drawn, act), methods=["POST"])
            for name, act in answers.items()
        ),
        Route("/rediger/bilde", _picture(drawn), methods=["POST"]),
        Route("/rediger/sider", _pages(drawn), methods=["GET"]),
        Route("/{name:path}", _shown(drawn), methods=["GET"]),
    ]
    app = Starlette(routes=routes, exception_handlers={Exception: unexpected})
    return Guard(app, secret, port)


def _shown(drawn: Drawn) -> Callable[..., Any]:
    def answer(name: str) -> Response:
        name = name or "index.html"
        if name.endswith(".html"):
            html, status = drawn.page(name)
            return HTMLResponse(html, status)
        try:
            content = drawn.file(name)
        except PlanError as error:
            return Response(str(error), 503, media_type="text/plain; charset=utf-8")
        if content is None:
            html, status = drawn.page(name)
            return HTMLResponse(html, status)
        return Response(content, media_type=KINDS.get(name.rpartition(".")[2], "text/plain"))

    async def get(request: Request) -> Response:
        return await run_in_threadpool(answer, request.path_params["name"])

    return get


def _changes(drawn: Drawn, act: Callable[[Drawn, Any], Answer]) -> Callable[..., Any]:
    async def post(request: Request) -> Response:
        try:
            said = json.loads(await _body(request))
        except TooLarge:
            return _refused("dette er for stort", 413)
        except (ValueError, RecursionError):
            return _refused("dette kan ikke leses", 400)
        if half := _half_sign(said):
            return _refused(half)
        return await run_in_threadpool(_done, drawn, act, said)

    return post


def _half_sign(said: Any) -> str:
    """Say where a text has half of a sign, as is left of an emoji that somebody has cut; "" if none
    has.
    """
    try:
        json.dumps(said, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        before = error.object[: error.start].rpartition('"')[2][-30:]
        where = f"etter «{before}»" if before else "først i teksten"
        return (
            f"{where} står det et halvt tegn, som det som er igjen av et delt smilefjes; slett det"
        )
    return ""


def _picture(drawn: Drawn) -> Callable[..., Any]:
    def act(drawn: Drawn, said: tuple[str, bytes]) -> Answer:
        return {"navn": drawn.redigering.save_picture(*said, drawn.shared)}

    async def post(request: Request) -> Response:
        try:
            content = await _body(request)
        except TooLarge:
            return _refused("fila er for stor; gjør den mindre enn 2 MB", 413)
        name = request.query_params.get("navn", "")
        return await run_in_threadpool(_done, drawn, act, (name, content))

    return post


def _pages(drawn: Drawn) -> Callable[..., Any]:
    async def get(request: Request) -> Response:
        return JSONResponse({"sider": await run_in_threadpool(drawn.redigering.pages)})

    return get


def _done(drawn: Drawn, act: Callable[[Drawn, Any], Answer], said: Any) -> Response:
    """Carry something out, one at a time, and say what came of it."""
    with drawn.lock:
        try:
            return JSONResponse(drawn.done(lambda: act(drawn, said)))
        except Refused as error:
            return _refused(str(error))
        except PlanError as error:
            return JSONResponse(
                {"feil": [f"{one.place}  {one.message}".strip() for one in error.problems]}
            )
        except OSError as error:
            name = Path(error.filename or "fila").name
            return _refused(f"{name} kan ikke skrives: {why(OSError(error.errno, ''))}", 500)


def _refused(words: str, status: int = 200) -> Response:
    """Say why nothing was done. To the browser that is an answer as good as any."""
    return JSONResponse({"feil": [words]}, status)


async def _body(request: Request) -> bytes:
    """Return what a request holds, and stop reading where it is too much. Raises TooLarge."""
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > LONGEST:
            raise TooLarge
    return bytes(content)


def _take(drawn: Drawn, step: Any) -> Answer:
    drawn.redigering.take(step, drawn.shared)
    drawn.said = "tjener_lagret"
    return {}


def _move(drawn: Drawn, move: Callable[[], None]) -> Answer:
    move()
    drawn.said = "tjener_angret" if move == drawn.redigering.undo else "tjener_gjentatt"
    return {}


def _texts(said: Any, *keys: str) -> list[str]:
    if not isinstance(said, dict) or not all(isinstance(said.get(key), str) for key in keys):
        raise Refused("dette kan ikke leses")
    return [said[key] for key in keys]


def _save_page(drawn: Drawn, said: Any) -> Answer:
    name, text, fra = _texts(said, "navn", "tekst", "fra")
    saved = drawn.redigering.save_page(name, text, fra, drawn.shared)
    drawn.said = "tjener_lagret"
    return {"navn": saved}


def _preview(drawn: Drawn, said: Any) -> Answer:
    name, text = _texts(said, "navn", "tekst")
    with tempfile.TemporaryDirectory(prefix="kvalitetsplan-") as scratch:
        page = drawn.redigering.preview(name, text, Path(scratch))
    return {"html": with_words(page, drawn.site().plan.fill).html}

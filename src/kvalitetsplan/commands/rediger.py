"""Edit a plan in the browser, on one's own machine: `rediger`."""

import os
import secrets
import socket
import webbrowser

import click

from kvalitetsplan.commands.common import complete_folder, meant, or_problems, warn
from kvalitetsplan.commands.group import CONTEXT
from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.project import Project

HOST = "127.0.0.1"
"""This machine, and nobody else."""
_PORTS = 20
_MISSING = "rediger trenger Starlette og uvicorn; skriv «pip install 'kvalitetsplan[rediger]'»"


@click.command(context_settings=CONTEXT)
@click.argument("kommune", required=False, shell_complete=complete_folder)
@click.option(
    "--port",
    type=click.IntRange(1024, 65535),
    help="Porten siden vises på. Vanligvis den første ledige fra 8100.",
)
@click.option("--ikke-åpne", "ikke_apne", is_flag=True, help="Vent med å åpne nettleseren.")
@click.pass_obj
def rediger(project: Project, kommune: str | None, port: int | None, ikke_apne: bool) -> None:
    """Skriv i planen til KOMMUNE i nettleseren. Det du gjør, blir lagret i tilpasning.yaml.

    Siden vises bare på denne maskinen, og bare i vinduet som åpnes herfra.
    """
    sted = meant(project, kommune)
    plan = or_problems(lambda: load_plan(project, sted))
    try:
        import uvicorn

        from kvalitetsplan.commands.unexpected import in_one_line
        from kvalitetsplan.serving.app import make_app
        from kvalitetsplan.serving.drawn import Drawn
    except ModuleNotFoundError as error:
        raise click.ClickException(_MISSING) from error
    listener = _listener(port)
    number, secret = listener.getsockname()[1], secrets.token_urlsafe(24)
    address = f"http://{HOST}:{number}/{secret}/index.html"
    drawn = Drawn(project, sted)
    drawn.page("index.html")  # so that the first page does not wait for the shells
    warn(plan.varsler)
    click.echo(f"Skriv i planen på {address}\nStopp med Ctrl-C.")
    if not ikke_apne:
        webbrowser.open(address)
    config = uvicorn.Config(
        make_app(drawn, secret, number, in_one_line),
        log_level="critical",
        access_log=False,
        lifespan="off",
        ws="none",
        server_header=False,
    )
    try:
        uvicorn.Server(config).run(sockets=[listener])
    except KeyboardInterrupt:
        pass
    finally:
        drawn.close()
    click.echo("\nStoppet.")


def _listener(port: int | None) -> socket.socket:
    """Return a socket that listens on this machine alone."""
    for number in [port] if port else range(8100, 8100 + _PORTS):
        listener = socket.socket()
        if (
            os.name != "nt"
        ):  # there, a port that can be used again is one that two programs can have
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, number))
            listener.listen()
        except OSError:
            listener.close()
            continue
        return listener
    what = f"port {port} er opptatt" if port else "ingen av portene vi prøvde, er ledige"
    raise click.ClickException(f"{what}; skriv for eksempel --port {(port or 8100) + 1}")

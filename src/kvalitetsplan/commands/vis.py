"""Show a site while one writes: `vis`."""

import errno
import re
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from kvalitetsplan.commands.common import complete_folder, meant, warn
from kvalitetsplan.commands.group import CONTEXT
from kvalitetsplan.plan.project import Project

if TYPE_CHECKING:
    from kvalitetsplan.build.watching import Visning


def _host_and_port(context: click.Context, option: click.Parameter, value: str) -> tuple[str, int]:
    host, _, port = value.rpartition(":")
    if not (re.fullmatch(r"[\w.-]+", host) and port.isdigit() and int(port) < 65536):
        raise click.BadParameter(f"«{value}» er ikke en adresse; skriv for eksempel 127.0.0.1:8001")
    return host, int(port)


@click.command(context_settings=CONTEXT)
@click.argument("kommune", required=False, shell_complete=complete_folder)
@click.option(
    "--adresse",
    default="127.0.0.1:8000",
    show_default=True,
    callback=_host_and_port,
    help="Hvor nettstedet vises. Er porten opptatt, tar vi den neste.",
)
@click.pass_context
def vis(context: click.Context, kommune: str | None, adresse: tuple[str, int]) -> None:
    """Vis nettstedet til KOMMUNE mens du skriver. Siden laster seg selv på nytt, også med feil i
    planen.
    """
    from kvalitetsplan.build.watching import Visning  # MkDocs is slow to load

    project: Project = context.obj
    visning = Visning(project, meant(project, kommune))
    try:
        where = _begin_to_serve(context, visning, *adresse)
        for number, seconds in enumerate(visning.builds()):
            _tell_how_it_went(visning, seconds, where if number == 0 else "")
    except KeyboardInterrupt:
        click.echo("\nStoppet.")
    finally:
        visning.close()


def _begin_to_serve(context: click.Context, visning: "Visning", host: str, port: int) -> str:
    from kvalitetsplan.build.watching import serve

    chosen = context.get_parameter_source("adresse") is not ParameterSource.DEFAULT
    try:
        where = serve(visning, host, port, may_move=not chosen)
    except OSError as error:
        taken = error.errno == errno.EADDRINUSE
        reason = (
            "porten er opptatt av et annet program" if taken else "adressen kan ikke brukes her"
        )
        raise click.ClickException(
            f"{host}:{port}: {reason}; skriv for eksempel --adresse 127.0.0.1:{port + 1}"
        ) from error
    if not where.endswith(f":{port}/"):
        click.echo(f"Port {port} er opptatt, så vi bruker en annen.")
    return where


def _tell_how_it_went(visning: "Visning", seconds: float, where: str) -> None:
    """Say what came of a build; the first time, with where the site is shown."""
    for problem in visning.problems:
        click.echo(problem, err=True)
    warn(visning.warnings)
    done = f"Bygd på {seconds:.1f} s." if not visning.problems else "Rett dette og lagre."
    click.echo(f"{done} Vises på {where}  Stopp med Ctrl-C." if where else done)

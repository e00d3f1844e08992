"""A municipality gets a folder, and a repository, of its own: `flytt-ut`."""

from pathlib import Path

import click

from kvalitetsplan.commands.common import complete_folder, meant, or_problems
from kvalitetsplan.commands.group import CONTEXT
from kvalitetsplan.editions.moving_out import move_out
from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.project import Project
from kvalitetsplan.reading.git import GitError


@click.command("flytt-ut", context_settings=CONTEXT)
@click.argument("kommune", required=False, shell_complete=complete_folder)
@click.option(
    "--til",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="Mappa som blir kommunens egen. Den må være ny eller tom.",
)
@click.pass_obj
def flytt_ut(project: Project, kommune: str | None, til: Path) -> None:
    """Lag en egen mappe av KOMMUNE, som er hele planen deres og ikke trenger resten av prosjektet.

    Historien i git blir med. Ingenting endres der kommunen ligger nå.
    """
    sted, target = meant(project, kommune).kommune, til.resolve()
    if project.eneste:
        raise click.ClickException("kommunen har sin egen mappe alt")
    if target.is_dir() and any(target.iterdir()):
        raise click.ClickException(f"{til} er ikke tom; skriv navnet på en ny mappe")
    if target.is_relative_to(project.here):
        raise click.ClickException(f"{til} ligger inne i prosjektet; velg en mappe utenfor")
    plan = or_problems(lambda: load_plan(project, sted))
    try:
        commits = or_problems(lambda: move_out(project, sted, plan.kommune.navn, target))
    except GitError as error:
        raise click.ClickException(error.reason or _NO_HISTORY) from error
    history = f" Historien er med: {commits} endringer i git." if commits else ""
    click.echo(f"{plan.kommune.navn} har sin egen mappe i {target}.{history}\n\n{MOVED}")


_NO_HISTORY = (
    "git får ikke tatt med historien; skriv «git fsck» i prosjektet, og se hva som er galt. "
    "Ingenting er skrevet."
)
MOVED = """\
Gå dit, se at alt er i orden, og ta vare på det i git:
  kvalitetsplan valider
  git add --all
  git commit -m "Planen har sin egen mappe"
README.md der viser resten av veien."""

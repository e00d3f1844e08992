"""The schemas that help an editor while one writes: `skjema`."""

import click

from kvalitetsplan.commands.common import (
    or_problems,
)
from kvalitetsplan.commands.group import CONTEXT
from kvalitetsplan.plan.addresses import all_lists
from kvalitetsplan.plan.grunnplan import load_grunnplan
from kvalitetsplan.plan.project import Project
from kvalitetsplan.plan.schema import OWN, SCHEMAS, write_schemas


@click.command(context_settings=CONTEXT)
@click.option("--lister", is_flag=True, help="Vis listene dere kan legge til i. Ingenting skrives.")
@click.pass_obj
def skjema(project: Project, lister: bool) -> None:
    """Skriv skjemaene som hjelper redigeringsprogrammet mens du skriver YAML."""
    if lister:
        plan = or_problems(lambda: load_grunnplan(project.data))
        click.echo("\n".join(all_lists(plan)))
        return
    for path in write_schemas(project.skjema, SCHEMAS if project.is_checkout else OWN):
        click.echo(project.told(path))

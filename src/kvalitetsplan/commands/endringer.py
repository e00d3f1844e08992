"""What an edition of the shared plan has changed: `endringer`."""

import json

import click

from kvalitetsplan.commands.editions import edition_of, told_differences, version_of
from kvalitetsplan.commands.group import CONTEXT
from kvalitetsplan.editions.differences import compare
from kvalitetsplan.plan.project import Project


@click.command(context_settings=CONTEXT)
@click.argument("fra")
@click.argument("til")
@click.option(
    "--json", "as_json", is_flag=True, help="Skriv endringene som JSON, til andre programmer."
)
@click.pass_obj
def endringer(project: Project, fra: str, til: str, as_json: bool) -> None:
    """Vis hva som er endret i grunnplanen fra utgaven FRA til utgaven TIL.

    En utgave er en mappe, eller et merke, en gren eller en commit i git.
    """
    old, new = version_of(project, fra), version_of(project, til)
    found = compare(old, new)
    if as_json:
        editions = {
            key: plan.utgave.model_dump(by_alias=True) for key, plan in (("fra", old), ("til", new))
        }
        click.echo(
            json.dumps(
                {**editions, "forskjeller": [one.model_dump(mode="json") for one in found]},
                ensure_ascii=False,
                indent=1,
            )
        )
        return
    click.echo(f"Grunnplanen {edition_of(old)} → {edition_of(new)}\n")
    click.echo(told_differences(project.felles, found) if found else "Ingen endringer.")

"""`skjelett`: a new item for a list, ready to be written in."""

import click

from kvalitetsplan.commands.common import or_problems
from kvalitetsplan.commands.group import CONTEXT
from kvalitetsplan.plan.grunnplan import load_grunnplan
from kvalitetsplan.plan.project import Project
from kvalitetsplan.plan.skeleton import Skjelett, skeletons
from kvalitetsplan.reading.problems import nearest


@click.command(context_settings=CONTEXT)
@click.argument("liste", required=False)
@click.pass_obj
def skjelett(project: Project, liste: str | None) -> None:
    """Vis et ferdig skjelett for noe nytt, til å kopiere inn i tilpasning.yaml.

    LISTE er en liste eller det som står i den: «temaer», «tema», «trapp», «relasjon/par».
    Uten: alle listene, og hva som kan stå i dem.
    """
    made = skeletons(or_problems(lambda: load_grunnplan(project.data)))
    if liste is None:
        for one in made:
            click.echo(f"{one.slag:20} {one.liste:32} {one.forklaring}")
        return
    click.echo(_named(made, liste).tekst, nl=False)


def _named(made: list[Skjelett], name: str) -> Skjelett:
    """Return the skeleton for a list, whatever item the list stands in."""
    said, last = name.strip().casefold(), name.rpartition("/")[2].casefold()
    for one in made:
        if said in (one.slag, one.liste) or last == one.liste.rpartition("/")[2]:
            return (
                one._replace(tekst=one.tekst.replace(one.liste, name.strip(), 1))
                if "/" in name
                else one
            )
    known = [name for one in made for name in (one.slag, one.liste)]
    hint = nearest(said, known) or "; skriv «kvalitetsplan skjelett», så ser du alle"
    raise click.ClickException(f"ukjent liste «{name}»{hint}")

"""The command line: where the commands are put together."""

import sys
from pathlib import Path

import click

try:
    from kvalitetsplan.commands.common import CONTEXT
    from kvalitetsplan.commands.data import skjema, valider
    from kvalitetsplan.commands.eksport import eksport
    from kvalitetsplan.commands.kommune import ny
    from kvalitetsplan.commands.lov import lov
    from kvalitetsplan.commands.nettsted import bygg, vis
    from kvalitetsplan.commands.norwegian import speak_norwegian
    from kvalitetsplan.commands.oversett import oversett
    from kvalitetsplan.commands.tilpass import tilpass
    from kvalitetsplan.commands.unexpected import Group
    from kvalitetsplan.commands.utgave import endringer, oppdater, utgi
    from kvalitetsplan.plan.project import project_at
except ModuleNotFoundError as error:  # a new version may need more than the last
    sys.exit(f"Feil: mangler pakken «{error.name}»; skriv «make klar» i prosjektmappa")


@click.group(cls=Group, context_settings=CONTEXT)
@click.option(
    "--rot",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=".",
    help="Mappa planen ligger i. Vanligvis der du står.",
)
@click.pass_context
def main(context: click.Context, rot: Path) -> None:
    """Kvalitetsplaner for skolenes læringsmiljø: fra YAML til nettsted."""
    context.obj = project_at(rot.resolve())


for command in (
    valider, bygg, vis, ny, tilpass, endringer, oppdater, utgi, lov, oversett, skjema, eksport,
):  # fmt: skip
    main.add_command(command)
speak_norwegian(main)


if __name__ == "__main__":
    main()

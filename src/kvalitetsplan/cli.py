"""The command line: where the commands are put together."""

from pathlib import Path

import click

from kvalitetsplan.commands.group import CONTEXT, Group

COMMANDS = {
    "ny": "Lag planen til en kommune, eller et lag for én skole.",
    "vis": "Vis nettstedet i nettleseren mens du skriver.",
    "les-inn": "Les inn en plan fra Word, et regneark eller en PDF.",
    "tilpass": "Endre én ting i planen.",
    "rediger": "Skriv i planen i nettleseren, på egen maskin.",
    "skjelett": "Vis et skjelett for noe nytt, til å kopiere inn.",
    "valider": "Les alt, og si hva som er feil.",
    "bygg": "Bygg nettstedet.",
    "pakk": "Legg nettstedet i én zip-fil til en som ikke har tilgang.",
    "eksport": "Skriv planen som filer: PDF, Word, kalender og mer.",
    "oppdater": "Velg hva som skal skje når grunnplanen er ny.",
    "flytt-ut": "Lag en egen mappe av en kommune i prosjektet.",
    "endringer": "Vis hva som er endret fra en utgave av grunnplanen til en annen.",
    "utgi": "For grunnplanen: Skriv ned hva en ny utgave har endret.",
    "lov": "For grunnplanen: Se om loven er endret.",
    "oversett": "For grunnplanen: Se hva som mangler på nynorsk.",
    "skjema": "Skriv skjemaene som hjelper redigeringsprogrammet.",
}
"""The commands in the order they are needed, and what each does. Each stands in the file with its
name.
"""


@click.group(cls=Group, lazy=COMMANDS, context_settings=CONTEXT)
@click.option(
    "--rot",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=".",
    help="Mappa planen ligger i. Vanligvis der du står.",
)
@click.pass_context
def main(context: click.Context, rot: Path) -> None:
    """Kvalitetsplaner for skolenes læringsmiljø: fra YAML til nettsted."""
    from kvalitetsplan.plan.project import project_at  # slow to load; `--hjelp` does without

    context.obj = project_at(rot.resolve())


if __name__ == "__main__":
    main()

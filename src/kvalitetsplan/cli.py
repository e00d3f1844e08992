"""The command line: where the commands are put together."""

from pathlib import Path

import click

from kvalitetsplan.commands.group import CONTEXT, Group

COMMANDS = {
    "ny": ("kommune", "Lag planen til en kommune, eller et lag for én skole."),
    "vis": ("vis", "Vis nettstedet i nettleseren mens du skriver."),
    "les-inn": ("les_inn", "Les inn en plan fra Word, et regneark eller en PDF."),
    "tilpass": ("tilpass", "Endre én ting i planen."),
    "rediger": ("rediger", "Skriv i planen i nettleseren, på egen maskin."),
    "skjelett": ("skjelett", "Vis et skjelett for noe nytt, til å kopiere inn."),
    "valider": ("data", "Les alt, og si hva som er feil."),
    "bygg": ("bygg", "Bygg nettstedet."),
    "pakk": ("pakk", "Legg nettstedet i én zip-fil til en som ikke har tilgang."),
    "eksport": ("eksport", "Skriv planen som filer: PDF, Word, kalender og mer."),
    "oppdater": ("oppdater", "Velg hva som skal skje når grunnplanen er ny."),
    "flytt-ut": ("kommune", "Lag en egen mappe av en kommune i prosjektet."),
    "endringer": ("endringer", "Vis hva som er endret fra en utgave av grunnplanen til en annen."),
    "utgi": ("utgi", "For grunnplanen: Skriv ned hva en ny utgave har endret."),
    "lov": ("lov", "For grunnplanen: Se om loven er endret."),
    "oversett": ("oversett", "For grunnplanen: Se hva som mangler på nynorsk."),
    "skjema": ("data", "Skriv skjemaene som hjelper redigeringsprogrammet."),
}
"""The commands in the order they are needed, the module each stands in, and what it does."""


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

"""A new edition of the shared plan is given out: `utgi`."""

from datetime import date
from functools import partial
from pathlib import Path

import click

from kvalitetsplan.commands.common import only_in_checkout, or_problems
from kvalitetsplan.commands.group import CONTEXT
from kvalitetsplan.editions.release import write_release
from kvalitetsplan.editions.versions import VersionError, keep_edition, version_folder
from kvalitetsplan.plan.grunnplan import load_grunnplan
from kvalitetsplan.plan.project import Project


@click.command(context_settings=CONTEXT)
@click.argument("fra")
@click.option("--dato", help="Dagen utgaven kommer, som 2027-08-01. Vanligvis i dag.")
@click.pass_obj
def utgi(project: Project, fra: str, dato: str | None) -> None:
    """Skriv ned hva grunnplanen i data/ har endret siden utgaven FRA, så leserne ser hva som er
    nytt.

    Skriver data/utgaver/<versjon>.yaml. Gjør det før utgaven får merket sitt i git.
    """
    only_in_checkout(project)
    try:
        with version_folder(project, fra) as before:
            _give_out(project, before, dato or date.today().isoformat())
    except VersionError as error:
        raise click.ClickException(str(error)) from error


def _give_out(project: Project, before: Path, dato: str) -> None:
    """Write down what the edition has changed since the one in the folder `before`, and keep
    that.
    """
    old, new = (or_problems(partial(load_grunnplan, data)) for data in (before, project.data))
    if old.utgave.versjon == new.utgave.versjon:
        raise click.ClickException(
            f"grunnplanen i data/ heter fortsatt {new.utgave.versjon}; "
            "skriv versjonen, datoen og det som er nytt under «utgave» i data/themes.yaml"
        )
    # Kept first: nothing tells later that it is missing.
    keep = partial(_keep, project, before, old.utgave.versjon)
    written = or_problems(lambda: write_release(project.data, old, new, dato, keep))
    if written is None:
        click.echo("Ingen endringer. Ingenting er skrevet.")
        return
    if new.utgave.nytt and new.utgave.nytt == old.utgave.nytt:
        click.echo(
            f"«nytt» i data/themes.yaml er det samme som i utgave {old.utgave.versjon}. Skriv det som er nytt nå, "
            "og gjør dette en gang til."
        )
    path, release = written
    click.echo(
        f"{project.told(path)} er skrevet. Forskjeller fra {release.fra}: {len(release.forskjeller)}"
    )


def _keep(project: Project, before: Path, versjon: str) -> None:
    kept = keep_edition(project.data, before, versjon)
    click.echo(f"{project.told(kept)} er skrevet. Der er hele utgave {versjon}.")

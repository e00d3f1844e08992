"""What the commands about editions of the shared plan share."""

from collections.abc import Iterable
from pathlib import Path

import click

from kvalitetsplan.commands.common import or_problems
from kvalitetsplan.editions.differences import report
from kvalitetsplan.editions.versions import VersionError, read_version
from kvalitetsplan.plan.model import Forskjell, Grunnplan
from kvalitetsplan.plan.project import Project
from kvalitetsplan.site.interface import interface_texts


def told_differences(felles: Path, differences: Iterable[Forskjell]) -> str:
    """Return the differences between two editions as people read them."""
    return "\n".join(report(differences, interface_texts(felles)["nytt"]["slag"]))


def edition_of(plan: Grunnplan) -> str:
    """Return what an edition is called, with its date."""
    return f"{plan.utgave.versjon} ({plan.utgave.dato})"


def version_of(project: Project, name: str) -> Grunnplan:
    """Return the edition that is meant by a folder, or by something in git. Stops with a message if
    there is none.
    """
    try:
        return or_problems(lambda: read_version(project, name))
    except VersionError as error:
        raise click.ClickException(str(error)) from error

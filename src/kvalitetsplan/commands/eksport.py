"""Write a plan as files: `eksport`."""

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kvalitetsplan.commands.common import complete_folder, meant, or_problems, outside, warn
from kvalitetsplan.commands.group import CONTEXT
from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.project import Project
from kvalitetsplan.reading.files import write_whole
from kvalitetsplan.reading.problems import listed, nearest

if TYPE_CHECKING:
    from kvalitetsplan.exports.files import Made

KINDS = ("pdf", "docx", "skjema", "kalender", "json", "feed", "csv")


def _kinds(context: click.Context, _: click.Parameter, asked: tuple[str, ...]) -> tuple[str, ...]:
    for one in asked:
        if one not in KINDS:
            near = nearest(one, KINDS) or f"; velg mellom {listed(KINDS)}"
            raise click.BadParameter(f"ukjent slag «{one}»{near}")
    return asked


@click.command(context_settings=CONTEXT)
@click.argument("kommune", required=False, shell_complete=complete_folder)
@click.argument("slag", nargs=-1, callback=_kinds)
@click.option(
    "--ut", type=click.Path(path_type=Path, file_okay=False), help="Mappa. Vanligvis filer/KOMMUNE."
)
@click.pass_obj
def eksport(project: Project, kommune: str | None, slag: tuple[str, ...], ut: Path | None) -> None:
    """Skriv planen til KOMMUNE som filer: pdf, docx, skjema, kalender, json, feed og csv.

    Alle slagene når ingen er nevnt. pdf og docx er hele planen; skjema er malene som Word-filer
    med felter å fylle ut; csv er oppgavene og pliktene som tabeller.
    """
    from kvalitetsplan.exports.files import kinds
    from kvalitetsplan.site.components import Components

    if kommune and kommune in KINDS:  # the municipality is the one there is
        slag, kommune = (kommune, *slag), None
    sted, slag = meant(project, kommune), slag or KINDS
    folder = outside(project, ut, "filer") if ut else project.here / "filer" / sted
    plan = or_problems(lambda: load_plan(project, sted))
    made = kinds(project.felles)
    both = [(folder / one.mappe, Components(project.felles, one)) for one in plan.i_hver_form]
    for one in slag:
        for place, components in both:
            _write(place, one, made[one](components))
    warn(plan.varsler)


def _write(folder: Path, kind: str, made: "Made") -> None:
    """Write the files of one kind into a folder, and say which."""
    from kvalitetsplan.exports.files import MissingLibrary

    start = time.monotonic()
    try:
        for name, content in made:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            write_whole(folder / name, content)
            click.echo(folder / name)
    except MissingLibrary as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"  {kind}: {time.monotonic() - start:.1f} s")

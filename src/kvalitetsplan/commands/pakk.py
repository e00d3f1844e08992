"""A site in one file, for those who have no access to it: `pakk`."""

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kvalitetsplan.commands.bygg import build_sites
from kvalitetsplan.commands.common import complete_folder, meant, outside
from kvalitetsplan.commands.group import CONTEXT
from kvalitetsplan.plan.project import Project

if TYPE_CHECKING:
    from kvalitetsplan.build.many import Bygg


@click.command(context_settings=CONTEXT)
@click.argument("kommune", required=False, shell_complete=complete_folder)
@click.option(
    "--til",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Zip-fila. Vanligvis filer/kvalitetsplan-KOMMUNE.zip.",
)
@click.pass_obj
def pakk(project: Project, kommune: str | None, til: Path | None) -> None:
    """Bygg nettstedet til KOMMUNE, med skolene, og legg det i én zip-fil.

    Den som får fila, pakker den ut hvor som helst og åpner index.html. Søket og storskjermen virker
    også der.
    """
    sted, out = meant(project, kommune).kommune, (project.here / "site").resolve()
    target = _target(project, til, out) if til else project.here / _USUAL.format(sted)
    then = partial(_pack, project, sted, out, target)
    done = build_sites(project, [sted, *project.skolene(sted)], out, then=then)
    sys.exit(1 if any(one.status == "feilet" for one in done) else 0)


_USUAL = "filer/kvalitetsplan-{}.zip"


def _target(project: Project, til: Path, out: Path) -> Path:
    """Return where the file is to stand; stops with a message if that is no place for it."""
    if til.suffix.lower() != ".zip":
        raise click.ClickException(f"«{til}» må slutte på .zip")
    if outside(project, til, "filer").is_relative_to(out):
        raise click.ClickException(
            f"«{til}» ligger inne i nettstedet; velg et annet sted, som «filer»"
        )
    return til


def _pack(project: Project, sted: str, out: Path, target: Path, done: list["Bygg"]) -> None:
    """Write the file, and say so, if all of the site is as it should be."""
    from kvalitetsplan.build.packing import README, TooLong, pack
    from kvalitetsplan.build.records import others_in

    if any(one.status == "feilet" for one in done):
        return
    names = {one.slug: one.navn for one in done}
    text = (project.data / "ny/pakke" / README).read_text(encoding="utf-8")
    readme = text.replace("<<navn>>", names[sted]).replace("<<mappe>>", sted)
    try:
        others = [out / sted / name for name in others_in(out, sted, ())]
        room = pack(out / sted, readme, target, others)
    except TooLong as error:
        raise click.ClickException(str(error)) from error
    click.echo(
        f"\n{target} er klar, {target.stat().st_size / 1e6:.1f} MB. Pakk den ut, og åpne index.html. "
        f"På Windows kan stien til mappa den pakkes ut i, ha inntil {room} tegn."
    )

"""A site in one file, for those who have no access to it: `pakk`."""

import sys
from pathlib import Path

import click

from kvalitetsplan.commands.bygg import build_sites
from kvalitetsplan.commands.common import complete_folder, meant
from kvalitetsplan.commands.group import CONTEXT
from kvalitetsplan.plan.project import Project


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
    from kvalitetsplan.build.packing import README, TooLong, pack
    from kvalitetsplan.build.records import others_in

    sted, out = meant(project, kommune).kommune, project.here / "site"
    if til and til.suffix.lower() != ".zip":
        raise click.ClickException(f"«{til}» må slutte på .zip")
    done = build_sites(project, [sted, *project.skolene(sted)], out.resolve())
    names = {one.slug: one.navn for one in done}
    if any(one.status == "feilet" for one in done):
        sys.exit(1)
    target = til or project.here / "filer" / f"kvalitetsplan-{sted}.zip"
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

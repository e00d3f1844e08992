"""Start a plan: `ny`."""

import sys
from pathlib import Path
from typing import get_args

import click
from click.shell_completion import CompletionItem

from kvalitetsplan.commands.common import (
    Items,
    meant,
    or_problems,
    project_of,
)
from kvalitetsplan.commands.group import CONTEXT
from kvalitetsplan.commands.prompts import (
    a_colour,
    a_kommune,
    a_logo,
    a_name,
    a_skole,
    is_sure,
    one_of,
    settle,
)
from kvalitetsplan.editing.start import (
    NyKommune,
    existing_kommune,
    existing_skole,
    keep_copies,
    template_colours,
    write_kommune,
    write_skole,
)
from kvalitetsplan.plan.model.kommune import Malvalg
from kvalitetsplan.plan.project import Project
from kvalitetsplan.plan.register import Oppforing, read_register
from kvalitetsplan.plan.sted import Sted
from kvalitetsplan.plan.words import slug as as_slug


def _complete_register(context: click.Context, _: click.Parameter, text: str) -> Items:
    """Propose municipalities by what is typed of a name or number; the folder's name, since it
    needs no quotes.

    For a school, those that have a folder already.
    """
    project = project_of(context)
    if context.params.get("skole"):
        return [CompletionItem(one) for one in project.kommunene() if one.startswith(text)]
    register = read_register(project.data)
    return [
        CompletionItem(
            one.nummer if text.isdigit() else register.folder(one),
            help=f"{one.fullt_navn}, {one.fylke}",
        )
        for one in register.starting_with(text)
    ]


@click.command(context_settings=CONTEXT)
@click.argument("kommune", required=False, shell_complete=_complete_register)
@click.option(
    "--skole",
    metavar="NAVN",
    help="Lag i stedet et lag for én skole, under en kommune som har en mappe.",
)
@click.option(
    "--navn", help="Navnet slik det skal stå. Vanligvis kommunens navn på alle språkene den har."
)
@click.option(
    "--målform", "malform", help="bokmål, nynorsk eller begge. Foreslås etter kommunens vedtak."
)
@click.option(
    "--hoved", help="Fargen på toppen av siden og lenkene, som 1b4f72. Må tåle hvit skrift."
)
@click.option("--aksent", help="Fargen på streker og merker.")
@click.option("--logo", help="En bildefil, helst SVG. Den kopieres til mappa.")
@click.option(
    "--ja", is_flag=True, help="Spør ikke; bruk det som foreslås. Skriver aldri over noe."
)
@click.pass_obj
def ny(
    project: Project,
    kommune: str | None,
    skole: str | None,
    navn: str | None,
    malform: str | None,
    hoved: str | None,
    aksent: str | None,
    logo: str | None,
    ja: bool,
) -> None:
    """Lag mappa til KOMMUNE, som du skriver med navn eller nummer. Spør om det som mangler."""
    if skole is not None:
        return _new_skole(project, kommune, skole, any((navn, malform, hoved, aksent, logo)), ja)
    register = or_problems(lambda: read_register(project.data))
    if ja and kommune is None:
        raise click.ClickException("skriv hvilken kommune det gjelder, med navn eller nummer")
    one = settle(
        kommune, "Hvilken kommune? Skriv navn eller nummer", a_kommune(register, ja), None, ja
    )
    slug = register.folder(one)
    picture = settle(logo, "", a_logo, None, quiet=True) if logo is not None else None
    if project.eneste not in ("", slug):
        raise click.ClickException(
            f"her er planen til {project.eneste} alt; lag en ny mappe til {slug}, og skriv dette der"
        )
    start, project = project.here, project.with_new(slug)
    _refuse_overwriting(project, existing_kommune(project, slug, picture), ja)
    valg = _settled(project.data, one, (navn, malform, hoved, aksent), picture, ja)
    kept = keep_copies(existing_kommune(project, slug, picture))
    written = or_problems(lambda: write_kommune(project, slug, valg))
    _tell_kept(project, kept)
    _tell_next_steps(project, written, slug, start)


def _settled(
    data: Path,
    one: Oppforing,
    given: tuple[str | None, str | None, str | None, str | None],
    picture: Path | None,
    ja: bool,
) -> NyKommune:
    """Return what a new municipality must choose, asking for what is not given."""
    navn, malform, hoved, aksent = given
    colours = template_colours(data)
    return NyKommune(
        one.nummer,
        settle(navn, "Navnet slik det skal stå", a_name(one), f"{one.fullt_navn} kommune", ja),
        settle(
            malform,
            f"Målform (vedtaket er {one.malvedtak})",
            one_of(get_args(Malvalg)),
            one.malform,
            ja,
        ),
        settle(hoved, "Farge på toppen og lenkene", a_colour("hoved"), colours["hoved"], ja),
        settle(aksent, "Farge på streker og merker", a_colour("aksent"), colours["aksent"], ja),
        picture,
    )


def _new_skole(
    project: Project, kommune: str | None, skole: str, has_more: bool, quiet: bool
) -> None:
    """Start the layer of a school under `kommune`; under the one there is, where that is not
    said.
    """
    under = meant(project, kommune).kommune
    if has_more:
        raise click.ClickException(
            "en skole har kommunens farger, logo og målform; skriv bare --skole og navnet"
        )
    navn = settle(skole, "", a_skole, None, quiet=True)
    slug = Sted.of(under, as_slug(navn))
    _refuse_overwriting(project, existing_skole(project, slug), quiet)
    _tell_kept(project, keep_copies(existing_skole(project, slug)))
    _tell_next_steps(project, or_problems(lambda: write_skole(project, slug, navn)), slug)


def _tell_next_steps(
    project: Project, written: list[Path], slug: str, start: Path | None = None
) -> None:
    shown = [one for one in map(project.told, written) if "/." not in f"/{one}"]
    click.echo("\nSkrevet:\n" + "\n".join(f"  {one}" for one in shown) + "\n")
    if start and project.here != start:
        click.echo(f"Alt ligger i en ny mappe. Gå dit først: cd {project.here.name}\n")
    more = NEXT_ALONE if project.eneste else NEXT
    click.echo((NEXT_STEPS + more).format(sted=project.named(slug), file=project.told(written[0])))


def _tell_kept(project: Project, kept: list[Path]) -> None:
    if kept:
        files = "\n".join(f"  {project.told(path)}" for path in kept)
        click.echo(f"\nDet som sto der, ligger i\n{files}")


NEXT_STEPS = """\
Nå kan du
  1. se planen i nettleseren: kvalitetsplan vis{sted}
  2. gjøre den til deres: Åpne {file}, der alt er forklart. Endre en tekst slik:
     kvalitetsplan tilpass{sted} relasjon/hilser-ved-navn
"""
NEXT = "  3. publisere den: docs/for-kommuner/publiser.md viser hvordan"
NEXT_ALONE = "  3. bygge den: kvalitetsplan bygg. README.md her viser resten av veien"


def _refuse_overwriting(project: Project, files: list[Path], quiet: bool) -> None:
    """Ask before what exists is written over; leave everything as it is unless the answer is
    yes.
    """
    if not files:
        return
    names = " og ".join(project.told(path) for path in files)
    if quiet:
        raise click.ClickException(
            f"{names} finnes fra før; flytt det bort først, eller skriv kommandoen uten --ja"
        )
    if not is_sure(
        f"{names} finnes fra før. Skrive på nytt? Det som står der, blir tatt vare på i en kopi"
    ):
        click.echo("Ingenting er endret.")
        sys.exit(0)

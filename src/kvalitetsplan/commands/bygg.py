"""Build the sites: `bygg`."""

import re
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kvalitetsplan.build import executors
from kvalitetsplan.commands.built import shown, summary, warn_of
from kvalitetsplan.commands.common import (
    OrdinaryFile,
    complete_folder,
    meant,
    or_problems,
    outside,
    stedene,
)
from kvalitetsplan.commands.group import CONTEXT
from kvalitetsplan.plan.project import HENTET, Project
from kvalitetsplan.plan.sted import Sted

if TYPE_CHECKING:
    from kvalitetsplan.build.jobs import Jobb
    from kvalitetsplan.build.many import Bygg


def _part(context: click.Context, option: click.Parameter, value: str) -> tuple[int, int]:
    hit = re.fullmatch(r"([0-9]{1,6})/([0-9]{1,6})", value)
    part, of = map(int, hit.groups()) if hit else (0, 0)
    if not 1 <= part <= of:
        raise click.BadParameter(
            f"«{value}» er ikke en del; skriv for eksempel 3/8, den tredje av åtte"
        )
    return part, of


def _where(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    if value and not re.fullmatch(f"{executors.DASK}[^/\\s]+:\\d+", value):
        raise click.BadParameter(
            f"«{value}» er ikke en klynge; skriv adressen til en Dask-planlegger, som dask://HOST:8786"
        )
    return value


@click.command(context_settings=CONTEXT)
@click.argument("kommuner", nargs=-1, shell_complete=complete_folder)
@click.option(
    "--alle", is_flag=True, help="Bygg alle kommunene. Det gjør vi også når ingen er nevnt."
)
@click.option(
    "--ut",
    type=click.Path(path_type=Path, file_okay=False),
    help="Mappa nettstedene skrives til. Vanligvis site.",
)
@click.option(
    "--prosesser",
    type=click.IntRange(1),
    help="Hvor mange som bygges samtidig. Vanligvis én for hver kjerne.",
)
@click.option(
    "--kjører", "kjorer", callback=_where, help="Bygg på en Dask-klynge, som dask://HOST:8786."
)
@click.option(
    "--del",
    "part",
    default="1/1",
    callback=_part,
    help="Bare en del av kommunene, som 3/8: den tredje av åtte.",
)
@click.option("--om-igjen", is_flag=True, help="Bygg også dem som ikke er endret.")
@click.option(
    "--med-filer",
    is_flag=True,
    help="Lag også planen som PDF, Word, kalender og det andre «eksport» lager.",
)
@click.option(
    "--liste",
    type=OrdinaryFile(exists=False),
    help="Hent og bygg alle i en fil med adresser til git, én på hver linje.",
)
@click.pass_obj
def bygg(
    project: Project,
    kommuner: tuple[str, ...],
    alle: bool,
    ut: Path | None,
    prosesser: int | None,
    kjorer: str | None,
    part: tuple[int, int],
    om_igjen: bool,
    med_filer: bool,
    liste: Path | None,
) -> None:
    """Bygg nettstedet til KOMMUNER (navn på mapper) med skolene deres, eller til alle."""
    if alle and kommuner:
        raise click.UsageError("skriv enten --alle eller navn på kommuner, ikke begge")
    out = outside(project, ut or project.here / "site", "site")
    project, is_whole = _fetched(project, liste) if liste else (project, True)
    some = _chosen(project, kommuner, part)
    done = build_sites(project, some, out, prosesser, kjorer, om_igjen, med_filer, is_whole)
    sys.exit(1 if not is_whole or any(one.status == "feilet" for one in done) else 0)


def build_sites(
    project: Project,
    some: list[Sted],
    out: Path,
    processes: int | None = None,
    where: str | None = None,
    force: bool = False,
    med_filer: bool = False,
    is_whole: bool = True,
    then: Callable[[list["Bygg"]], object] = lambda _: None,
) -> list["Bygg"]:
    """Build some sites, alone about it, and return what came of each; or stop and say why not.

    `is_whole` tells whether all the municipalities there should be, are here. `then` is done with
    them before anybody else may build.
    """
    from kvalitetsplan.build.lock import Busy, only_builder  # slow to load; `valider` does without
    from kvalitetsplan.build.site import BuildError

    try:
        with only_builder(out, partial(click.echo, err=True)):
            jobs = _jobs(project, some, out, force, med_filer)
            done = _build(project, *jobs, out, processes, where, is_whole)
            then(done)
            return done
    except (executors.ExecutorError, Busy, BuildError) as error:
        raise click.ClickException(str(error)) from error


def _fetched(project: Project, liste: Path) -> tuple[Project, bool]:
    """Return the project with the municipalities on a list, and whether all of them were had."""
    from kvalitetsplan.build.fetched import fetch_all, read_list, shown
    from kvalitetsplan.build.lock import Busy, only_builder

    addresses = or_problems(lambda: read_list(liste))
    click.echo(f"Henter {len(addresses)} …", err=True)
    try:  # two who fetch at once, would take what the other has begun on for a crash's
        with only_builder(project.here / HENTET, partial(click.echo, err=True)):
            there, done = fetch_all(project, addresses)
    except Busy as error:
        raise click.ClickException(str(error)) from error
    for one in done:
        if one.melding:
            click.echo(f"{shown(one.adresse)}: {one.melding}", err=True)
    if not there.kommunene():
        raise click.ClickException(
            "ingen på lista kan bygges; rett det som står over, og prøv igjen"
        )
    return there, not any(one.melding for one in done)


def _jobs(
    project: Project, some: list[Sted], out: Path, force: bool, med_filer: bool
) -> tuple[list["Jobb"], str]:
    """Return what there is to do, and the fingerprint of what all share."""
    from kvalitetsplan.build import places
    from kvalitetsplan.build.fingerprints import fingerprint_of_shared
    from kvalitetsplan.build.jobs import jobs

    places.mend(out)
    shared = fingerprint_of_shared(project.felles)
    return jobs(project, some, out, shared, force, med_filer), shared


def _build(
    project: Project,
    jobs: list["Jobb"],
    shared: str,
    out: Path,
    processes: int | None,
    where: str | None,
    is_whole: bool,
) -> list["Bygg"]:
    """Build some sites and the front page over all, say what comes of it, and return it."""
    from kvalitetsplan.build import many
    from kvalitetsplan.build.hardlinks import is_shared, sweep
    from kvalitetsplan.build.standing import published, remove_gone
    from kvalitetsplan.site.portal import build_portal

    waiting = [job.slug for job in jobs if not job.oppslag]
    if waiting:
        # Read before the processes are made: they then have it from the first moment.
        or_problems(lambda: many.make_ready(project, waiting, out, shared))
    most = len(waiting)
    with executors.cluster(where) if where else executors.local(most, processes) as executor:
        sites = many.build_all(project, jobs, out, shared, executor)
        done = list(shown(project, sites, len(jobs), out))
    is_sure = is_whole and not any(one.status == "feilet" for one in done)
    for said in remove_gone(project, out, is_sure):
        click.echo(said)
    sweep(out)
    click.echo(summary(done))
    warn_of(done)
    if most > 1 and any(one.status == "bygd" for one in done) and not is_shared(out):
        click.echo(_NO_LINKS)
    if not project.eneste:
        front = build_portal(project.felles, published(out), out)
        click.echo(f"Forsiden med alle kommunene: {front}" if front else _NO_FRONT.format(out))
    return done


_NO_LINKS = (
    "På denne disken kan ikke én fil ha flere navn. Det som er likt i alle nettstedene, er skrevet en gang for hvert "
    "av dem: Det tar lengre tid og mer plass."
)
_NO_FRONT = (
    "Forsiden med alle kommunene er ikke laget, for {}/index.html er noe annet, og står. Flytt den, "
    "eller velg en annen mappe med --ut."
)


def _chosen(project: Project, asked: tuple[str, ...], part: tuple[int, int]) -> list[Sted]:
    """Return the municipalities that are asked for, or all, and the schools of each; a part of them
    if so asked.
    """
    from kvalitetsplan.build.jobs import shard

    those = [meant(project, one) for one in asked] or project.kommunene()
    some = shard(those, *part)
    return [sted for sted in stedene(project) if sted in some or sted.kommune in some]

"""Build the sites: `bygg`."""

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kvalitetsplan.build import executors
from kvalitetsplan.commands.common import (
    OrdinaryFile,
    complete_folder,
    meant,
    or_problems,
    outside,
    stedene,
    warn,
)
from kvalitetsplan.commands.group import CONTEXT
from kvalitetsplan.commands.unexpected import keep, told
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
        done = list(_shown(project, sites, len(jobs), out))
    is_sure = is_whole and not any(one.status == "feilet" for one in done)
    for said in remove_gone(project, out, is_sure):
        click.echo(said)
    sweep(out)
    click.echo(_summary(done))
    _warn(done)
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


def _shown(project: Project, sites: "Iterable[Bygg]", number: int, out: Path) -> "Iterator[Bygg]":
    """Yield the sites, with a line for each and a bar that grows below them where somebody looks
    on.
    """
    watched = sys.stdout.isatty()
    clear = "\r\033[K" if watched else ""
    with click.progressbar(length=number, label="Bygger", hidden=not watched) as bar:
        for place, one in enumerate(sites, 1):
            click.echo(
                clear + _line(project, one, f"{place}/{number}", out), err=one.status == "feilet"
            )
            bar.update(1)
            yield one


def _line(project: Project, one: "Bygg", number: str, out: Path) -> str:
    from kvalitetsplan.build.standing import stood_before

    page = out / one.slug / "index.html"
    if one.status == "feilet":
        stood = stood_before(project, out, one.slug)
        stands = "Den forrige utgaven står urørt." if stood else "Den har ingen side fra før."
        details = f"\n{told(keep(one.detaljer))}" if one.detaljer else ""
        return f"{number}  {one.navn} kunne ikke bygges. {stands}\n{one.melding}{details}"
    how = "som før" if one.status == "uendret" else f"{one.sekunder:.1f} s"
    remark = f"\n{one.melding}" if one.melding else ""
    return f"{number}  {one.navn}: {page} ({how}){remark}"


def _warn(done: list["Bygg"]) -> None:
    """Say what the plan of one municipality and its schools' warn of; of many, how often each
    does.
    """
    if len({Sted(one.slug).kommune for one in done}) == 1:
        warn(warning for one in done for warning in one.varsler)
        return
    count: Counter[str] = Counter()
    for one in done:
        count[Sted(one.slug).kommune] += len(one.varsler)
    worst = [(slug, number) for slug, number in count.most_common() if number]
    if worst:
        some = ", ".join(f"{slug} {number}" for slug, number in worst[:_MOST_NAMED])
        more = len(worst) - _MOST_NAMED
        others = f" og {more} {'kommune' if more == 1 else 'kommuner'} til" if more > 0 else ""
        click.echo(_WARNINGS.format(some + others, worst[0][0]), err=True)


_MOST_NAMED = 10
_WARNINGS = (
    "Advarsler, som ikke stopper bygget: {}. Du ser dem når du bygger én kommune: "
    "«kvalitetsplan bygg {}». «kvalitetsplan valider» viser alle."
)


def _summary(done: list["Bygg"]) -> str:
    count = Counter(one.status for one in done)
    parts = [
        f"{count[status]} {status}" for status in ("bygd", "uendret", "feilet") if count[status]
    ]
    slowest = sorted((one for one in done if one.status == "bygd"), key=lambda one: -one.sekunder)[
        :3
    ]
    slow = ", ".join(f"{one.navn} {one.sekunder:.1f} s" for one in slowest)
    failed = ", ".join(one.navn for one in done if one.status == "feilet")
    lines = [
        f"{', '.join(parts)}." if parts else _NOTHING,
        f"Tok lengst tid: {slow}." if slow else "",
        f"Feilet: {failed}." if failed else "",
    ]
    return " ".join(line for line in lines if line)


_NOTHING = "Ingen av kommunene hører til denne delen, så ingenting er bygd."

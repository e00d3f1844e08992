"""Many sites at once: only those whose input has changed, in several processes, and one failure
stops no other.

What a site depends on is told by a fingerprint, kept beside the sites in `.bygd/`. The processes
make sites; only the one that holds the lock puts them in their places.
"""

import gc
import time
import traceback
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, as_completed
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Literal, NamedTuple

from kvalitetsplan.build.executors import Died
from kvalitetsplan.build.fingerprints import (
    fingerprint_of_shared,
    own_state,
    shared_files,
    state_of,
)
from kvalitetsplan.build.hardlinks import share
from kvalitetsplan.build.jobs import Jobb, jobs
from kvalitetsplan.build.mkdocs import ShellsOf
from kvalitetsplan.build.places import clear, keep_others, put_in_place
from kvalitetsplan.build.records import (
    Fil,
    Merke,
    expect,
    files_of_site,
    others_in,
    project_of,
    read_record,
    write_record,
)
from kvalitetsplan.build.said import UNKNOWN
from kvalitetsplan.build.site import BuildError, make_site
from kvalitetsplan.plan.grunnplan import check_grunnplan, load_grunnplan
from kvalitetsplan.plan.in_form import in_form
from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.malform import BOKMAL, former
from kvalitetsplan.plan.model import Grunnplan
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.plan.project import Project
from kvalitetsplan.plan.sted import SKOLER, Sted, why_no_name
from kvalitetsplan.reading.files import remove, sync_files, why
from kvalitetsplan.reading.problems import PlanError
from kvalitetsplan.reading.uncollected import uncollected
from kvalitetsplan.site.portal import Oppslag, entry
from kvalitetsplan.site.reuse.memory import Memory

_SHELLS = ".bygd/skall"
"""Where the shells are kept, under the fingerprint of what they were made from."""
_TRIES = 3
"""How many times a site is built when somebody writes in its files meanwhile."""


class Bygg(NamedTuple):
    """What came of one site."""

    slug: str
    status: Literal["bygd", "uendret", "feilet"]
    navn: str
    """What it is called; the folder's name if it failed."""
    sekunder: float = 0.0
    melding: str = ""
    """Why it failed, or what is to be said of one that did not."""
    detaljer: str = ""
    """What a programmer needs to know of why."""
    varsler: tuple[str, ...] = ()
    """What its plan warns of, which stops nothing."""


class Ferdig(NamedTuple):
    """A site that is made and not yet in its place."""

    mappe: Path
    oppslag: Oppslag
    skoler: tuple[str, ...]
    filer: dict[str, Fil]
    sekunder: float
    varsler: tuple[str, ...]


class Endret(Exception):
    """The files were changed while a site was made from them."""


def build_all(
    project: Project, jobs: Iterable[Jobb], out: Path, shared: str, executor: Executor
) -> Iterator[Bygg]:
    """Build the sites that must be, and yield what came of each as it is done; one that fails stops
    no other.

    `executor` decides where the work is done: processes on this machine, or anything else with the
    interface of `concurrent.futures` that sees the same folders. Nobody else may build in `out`;
    see `lock`.
    """
    waiting = []
    for job in jobs:
        if job.oppslag:
            yield Bygg(job.slug, "uendret", job.oppslag.navn, varsler=job.varsler)
        elif _is_foreign(out, job.slug):
            yield Bygg(job.slug, "feilet", job.slug, melding=_FOREIGN.format(out / job.slug))
        else:
            waiting.append(job)
    # The schools' sites stand inside their municipality's, so they wait until those have been
    # swapped.
    for schools in (False, True):
        yield from _build_some(
            project,
            [job for job in waiting if Sted(job.slug).er_skole == schools],
            out,
            shared,
            executor,
        )


def _is_foreign(out: Path, slug: str) -> bool:
    """Tell whether something stands in a site's place that no site was ever: it is not ours to
    replace.
    """
    place = out / slug
    if not place.is_dir():
        return place.exists()
    # Where a crash took a municipality's site, its schools' may stand there alone.
    names = {one.name for one in place.iterdir()} - {SKOLER}
    return bool(names) and not names >= _OURS and not read_record(out, slug)


_OURS = {"index.html", "om-planen.html", "assets"}
"""What every site of ours has, and others have not all of."""


def _build_some(
    project: Project, some: list[Jobb], out: Path, shared: str, executor: Executor
) -> Iterator[Bygg]:
    """Build sites of which none stands inside another, and yield what came of each as it is done.

    Those whose files are changed meanwhile are built again.
    """
    for attempt in range(_TRIES):
        changed = []
        waiting = {executor.submit(make_one, project, job, out, shared): job for job in some}
        for future in as_completed(waiting):
            job = waiting[future]
            try:
                yield _placed(project, job, out, future.result())
            except Endret:
                changed.append(job.slug)
            except Exception as error:  # whatever it was, in whatever process, the others go on
                yield _failed(job, error)
        if not changed:
            return
        if attempt + 1 < _TRIES:
            shared = fingerprint_of_shared(project.felles)
            some = jobs(project, changed, out, shared, True, some[0].med_filer)
    for slug in changed:
        yield Bygg(slug, "feilet", slug, melding=_RESTLESS)


_RESTLESS = "Filene ble endret mens det ble bygd. Lagre det du holder på med, og bygg på nytt."
_FOREIGN = "{} er ikke et nettsted. Flytt det som ligger der, eller velg en annen mappe med --ut."
_OTHERS = (
    "{} er ikke skrevet av oss, og står ({} i alt). Flytt det som ikke skal publiseres sammen med "
    "planen."
)
_DIED = (
    "Prosessen som bygde, stoppet brått. Ofte er det minnet som tok slutt. "
    "Prøv igjen med --prosesser 1."
)


def _failed(job: Jobb, error: Exception) -> Bygg:
    details = ""
    if isinstance(error, BuildError):
        message, details = str(error), error.details
    elif isinstance(error, OSError):
        message = why(error)
    else:
        message = _DIED if isinstance(error, Died) else str(error)
    return Bygg(job.slug, "feilet", job.slug, melding=message, detaljer=details)


def _placed(project: Project, job: Jobb, out: Path, ferdig: Ferdig) -> Bygg:
    """Put a site that is made in its place, and remember it."""
    others = others_in(out, job.slug, ferdig.skoler)
    ours = project_of(project.here)
    merke = Merke(job.avtrykk, ferdig.oppslag, ferdig.filer, ours, ferdig.varsler)
    try:
        keep_others(ferdig.mappe, out, job.slug, others)
        expect(out, merke)
        put_in_place(ferdig.mappe, out, job.slug, ferdig.skoler)
    finally:
        clear(ferdig.mappe)
    message = _OTHERS.format(out / job.slug / others[0], len(others)) if others else ""
    try:
        write_record(out, merke)
    except OSError as error:
        message += f" Det ble ikke notert, så det bygges på nytt neste gang. {why(error)}"
    name, seconds = ferdig.oppslag.navn, ferdig.sekunder
    return Bygg(job.slug, "bygd", name, seconds, message, varsler=ferdig.varsler)


def make_one(project: Project, job: Jobb, out: Path, shared: str) -> Ferdig:
    """Make one site ready to be put in its place.

    `shared` is the fingerprint of what all sites share. Raises BuildError, PlanError, OSError, and
    Endret if the files were changed since the fingerprint was taken; nothing is then left behind.
    """
    start = time.monotonic()
    try:
        with _ONE_AT_A_TIME, uncollected():
            ferdig = _made(project, job, out, shared, start)
            _settle()
            return ferdig
    except (BuildError, PlanError, OSError, Endret):
        raise
    except Exception as error:  # not all exceptions can leave a process
        details = "".join(traceback.format_exception(error))
        raise BuildError(UNKNOWN, details) from None


def _made(project: Project, job: Jobb, out: Path, shared: str, start: float) -> Ferdig:
    grunnplan, shells, memory = shared_work(project.felles, out, shared)
    plan = load_plan(project, job.slug, grunnplan)
    site = make_site(project.felles, plan, out, shells, memory, job.med_filer)
    try:
        share(site, out)
        sync_files(site)
        files = files_of_site(site)
        now = state_of(shared_files(project.felles)) + own_state(project, job.slug)
        if now != job.tilstand:
            raise Endret
    except BaseException:
        clear(site)
        raise
    seconds, warnings = time.monotonic() - start, tuple(map(str, plan.varsler))
    return Ferdig(site, entry(plan), _staying(plan, out), files, seconds, warnings)


def _staying(plan: Plan, out: Path) -> tuple[str, ...]:
    """Return the schools whose sites stay inside a municipality's: those that have a folder, and
    all that stand while one has a name it cannot have, for it may be any of them.
    """
    if any(why_no_name(one, "skole") for one in plan.skoler):
        return tuple(path.name for path in (out / plan.sted / SKOLER).glob("*"))
    return tuple(plan.skoler)


_ONE_AT_A_TIME = Lock()
"""MkDocs keeps its log and its messages by the process, not by the thread."""


def _settle() -> None:
    """Throw away what a site left behind, and spare Python from ever looking through what is
    remembered of it.
    """
    gc.collect()
    gc.freeze()


@lru_cache(maxsize=1)
def shared_work(root: Path, out: Path, shared: str) -> tuple[Grunnplan, ShellsOf, Memory]:
    """Return what is made once for all sites: the shared plan, the shells, and what is remembered
    of sites made from them. Once in each process, and anew if what all share changes.

    The shells are kept beside the sites, so the next build has them; they are made in the forms of
    Norwegian that are asked for. Raises PlanError if the shared plan is wrong.
    """
    grunnplan = load_grunnplan(root / "data")
    if problems := check_grunnplan(root / "data", grunnplan):
        raise PlanError(problems)
    folder = out / _SHELLS / shared[:16]
    if not folder.is_dir() and not (out / _SHELLS).is_symlink():
        remove(out / _SHELLS)
    return grunnplan, ShellsOf(root, folder), Memory()


def make_ready(project: Project, slugs: Iterable[str], out: Path, shared: str) -> None:
    """Make what is made once for some sites, before there are processes that would each make it.

    Raises PlanError if the shared plan is wrong, BuildError if the shared pages are.
    """
    grunnplan, shells, _ = shared_work(project.felles, out, shared)
    for malform in {one for slug in slugs for one in former(project, slug)}:
        shells[malform]
        if malform != BOKMAL:
            in_form(project.data, grunnplan, malform)

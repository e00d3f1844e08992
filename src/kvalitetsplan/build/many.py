"""Many sites at once: only those whose input has changed, in several processes, and one failure
stops no other.

What a site depends on is told by a fingerprint, kept beside the sites in `.bygd/`. The processes
make sites; only the one that holds the lock puts them in their places.
"""

import gc
import hashlib
import os
import shutil
import sys
import time
import traceback
from collections.abc import Container, Iterable, Iterator
from concurrent.futures import Executor, as_completed
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import Literal, NamedTuple

from kvalitetsplan.build.executors import Died
from kvalitetsplan.build.hardlinks import share
from kvalitetsplan.build.mkdocs import ShellsOf
from kvalitetsplan.build.places import clear, put_in_place, take_away
from kvalitetsplan.build.records import (
    Fil,
    Merke,
    files_of_site,
    forget,
    project_of,
    read_record,
    read_records,
    stands,
    write_record,
)
from kvalitetsplan.build.said import UNKNOWN
from kvalitetsplan.build.site import BuildError, make_site
from kvalitetsplan.plan.folder import SKOLE, files_of
from kvalitetsplan.plan.load import (
    BOKMAL,
    check_grunnplan,
    former,
    load_grunnplan,
    load_plan,
    skolenavn,
)
from kvalitetsplan.plan.model import Grunnplan
from kvalitetsplan.plan.nynorsk import in_form
from kvalitetsplan.plan.project import PACKAGE, Project
from kvalitetsplan.plan.sted import Sted
from kvalitetsplan.reading.files import sync_files, why
from kvalitetsplan.reading.problems import PlanError
from kvalitetsplan.site.portal import Oppslag, entry
from kvalitetsplan.site.reuse.memory import Memory

SHARED = ("mkdocs.yml", "docs", "overrides", "hooks", "data")
"""What every site depends on, besides the program itself."""
_NOT_SHARED = ("data/kommuner", "data/demo")
"""What stands among it and is one municipality's own."""
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


class Jobb(NamedTuple):
    """One site that may have to be built."""

    slug: str
    avtrykk: str
    """The fingerprint of everything it depends on; empty where that could not be read."""
    oppslag: Oppslag | None
    """What the site that stands there says of itself, if it was built from the same; then there is
    nothing to do.
    """
    tilstand: str = ""
    """The state of the files when the fingerprint was taken; see `_state`."""
    med_filer: bool = False
    """The plan is published as files, too."""


class Ferdig(NamedTuple):
    """A site that is made and not yet in its place."""

    mappe: Path
    oppslag: Oppslag
    skoler: tuple[str, ...]
    filer: dict[str, Fil]
    sekunder: float


class Endret(Exception):
    """The files were changed while a site was made from them."""


def jobs(
    project: Project,
    slugs: Iterable[str],
    out: Path,
    shared: str,
    force: bool = False,
    med_filer: bool = False,
) -> list[Jobb]:
    """Return what there is to do for some sites. `shared` is `fingerprint_of_shared`; `force` lets
    all be built, and `med_filer` publishes the plans as files, too.
    """
    state = _state(_shared_files(project.felles))
    state = state if fingerprint_of_shared(project.felles) == shared else ""
    some = (Jobb(slug, "", None, state, med_filer) for slug in slugs)
    return [_job(project, job, out, shared, force) for job in some]


def _job(project: Project, job: Jobb, out: Path, shared: str, force: bool) -> Jobb:
    """Return a job, which has the state of what is shared, with what is known of its site."""
    slug = job.slug
    try:
        state = job.tilstand + _own_state(project, slug)
        avtrykk = fingerprint(project, slug, shared) + ("-med-filer" if job.med_filer else "")
    except OSError:  # whoever builds it will say what is wrong; the others can be built
        return job
    ready = job._replace(avtrykk=avtrykk, tilstand=state)
    merke = None if force else read_record(out, slug)
    is_new = not merke or merke.avtrykk != avtrykk
    if is_new or not stands(out, slug, merke, _school_ids(project, slug)):  # type: ignore[arg-type]  # not None here
        return ready
    return ready._replace(oppslag=merke.oppslag)  # type: ignore[union-attr]  # not None here


def _school_ids(project: Project, slug: str) -> set[str]:
    return {one.id for one in project.skolene(Sted(slug).kommune)}


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
            yield Bygg(job.slug, "uendret", job.oppslag.navn)
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
    looks_like_ours = (place / "index.html").is_file() or (place / "skoler").is_dir()
    return not looks_like_ours and not read_record(out, slug) and any(place.iterdir())


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
    try:
        put_in_place(ferdig.mappe, out, job.slug, ferdig.skoler)
    finally:
        clear(ferdig.mappe)
    message = ""
    try:
        write_record(
            out, Merke(job.avtrykk, ferdig.oppslag, ferdig.filer, project_of(project.here))
        )
    except OSError as error:
        message = f"Det ble ikke notert, så det bygges på nytt neste gang. {why(error)}"
    return Bygg(job.slug, "bygd", ferdig.oppslag.navn, ferdig.sekunder, message)


def make_one(project: Project, job: Jobb, out: Path, shared: str) -> Ferdig:
    """Make one site ready to be put in its place.

    `shared` is the fingerprint of what all sites share. Raises BuildError, PlanError, OSError, and
    Endret if the files were changed since the fingerprint was taken; nothing is then left behind.
    """
    start = time.monotonic()
    try:
        with _ONE_AT_A_TIME:
            return _made(project, job, out, shared, start)
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
        now = _state(_shared_files(project.felles)) + _own_state(project, job.slug)
        if now != job.tilstand:
            raise Endret
    except BaseException:
        clear(site)
        raise
    _settle()
    return Ferdig(site, entry(plan), tuple(plan.skoler), files, time.monotonic() - start)


_ONE_AT_A_TIME = Lock()
"""MkDocs keeps its log and its messages by the process, not by the thread."""


@cache
def _settle() -> None:
    """Spare Python from looking through all that the first site left to be remembered, again and
    again.
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
    if not folder.exists():
        shutil.rmtree(out / _SHELLS, ignore_errors=True)
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


def shard(slugs: Iterable[str], part: int, of: int) -> list[str]:
    """Return every `of`-th of the slugs, beginning with number `part` (1 to `of`): together the
    parts are all of them.
    """
    return list(slugs)[part - 1 :: of]


def published(out: Path) -> list[Oppslag]:
    """Return what the sites that stand in `out` say of themselves."""
    said = (merke.oppslag for merke in read_records(out))
    return [one for one in said if (out / one.slug / "index.html").is_file()]


def remove_gone(project: Project, out: Path) -> Iterator[str]:
    """Take away the sites of municipalities and schools that have no folder any more, and yield
    what is to be said of each.

    Only what this project has built is touched, and only files that were written. Raises OSError.
    """
    living = project.stedene()
    gone = [one for one in read_records(out) if one.oppslag.slug not in living]
    for merke in gone:
        slug = merke.oppslag.slug
        folder = out / slug
        if Sted(slug).er_skole and Sted(slug).kommune in living:
            # It goes when the municipality's site, which has links to it, is built without them.
            if not folder.exists():
                forget(out, slug)
        elif not folder.exists() or _is_living(folder, out, living):
            forget(out, slug)
        elif merke.prosjekt not in ("", project_of(project.here)):
            yield f"{folder} er bygd fra et annet prosjekt, og står. Slett mappa om den er gammel."
        else:
            yield from _remove(
                out, merke, [one for one in gone if Sted(one.oppslag.slug).kommune == slug]
            )


def _remove(out: Path, merke: Merke, all_of_it: list[Merke]) -> Iterator[str]:
    """Remove the site of a municipality, with its schools', unless there is more in the folder."""
    folder = out / merke.oppslag.slug
    ours = {out / one.oppslag.slug / name for one in all_of_it for name in one.filer}
    knows = all(one.filer for one in all_of_it)
    if knows and (
        others := [one for one in folder.rglob("*") if one.is_file() and one not in ours]
    ):
        yield (
            f"{merke.oppslag.navn} har ingen mappe lenger, men {folder} har filer som "
            f"ikke er våre, som {others[0].name}. Flytt dem, og bygg på nytt."
        )
        return
    take_away(out, folder)
    for one in all_of_it:
        forget(out, one.oppslag.slug)
    yield f"{merke.oppslag.navn} har ingen mappe lenger. {folder} er tatt bort."


def _is_living(folder: Path, out: Path, living: Iterable[str]) -> bool:
    """Tell whether a folder is another's too: some disks do not tell upper from lower case."""
    return any((out / slug).exists() and folder.samefile(out / slug) for slug in living)


def fingerprint(project: Project, slug: str, shared: str) -> str:
    """Return a hash of everything a site depends on: what all share, and its own folder.

    A municipality's depends on the names of its schools too, a school's on the municipality's
    folder. Raises OSError if a file cannot be read.
    """
    names = {} if Sted(slug).er_skole else skolenavn(project, slug)
    own = _own_files(project, slug)
    # What must not be read counts by its name: the site is tried again, and fails with a message.
    refused = [name for name, path in own.items() if not path]
    told = map(str.encode, (*names, *names.values(), *refused))
    contents = _contents(project.kommuner, filter(None, own.values()))
    return _hash([shared.encode(), *told, *contents])


def fingerprint_of_shared(root: Path) -> str:
    """Return a hash of what every site depends on: shared files and the packages that are
    installed.
    """
    # The folder of an installed package's metadata is named for its version.
    packages = sorted(
        one.name for folder in map(Path, sys.path) for one in folder.glob("*.dist-info")
    )
    shared = _contents(root, _data_and_pages(root))
    return _hash([*map(str.encode, packages), *shared, *_contents(PACKAGE, _program())])


def _shared_files(root: Path) -> list[Path]:
    return [*_data_and_pages(root), *_program()]


def _data_and_pages(root: Path) -> list[Path]:
    own = {root / name for name in _NOT_SHARED}
    return [path for name in SHARED for path in _files(root / name, own)]


def _program() -> list[Path]:
    # In an installed package, what all share stands inside the program's folder.
    return _files(PACKAGE, {PACKAGE / "felles"})


def _own_files(project: Project, slug: str) -> dict[str, Path | None]:
    """Return what counts in a site's own folder, and in its municipality's; see `files_of`."""
    sted = Sted(slug)
    folders = [project.folder(one) for one in dict.fromkeys((sted.kommune, sted))]
    return {f"{one}/{name}": path for one in folders for name, path in files_of(one).items()}


def _files(folder: Path, but: Container[Path]) -> list[Path]:
    """Return the files in a folder, or the one file it is; links are followed, as whoever reads
    them does.
    """
    found, seen, waiting = [], set(), [folder]
    while waiting:
        path = waiting.pop()
        if path.is_file():
            if path.suffix != ".pyc":
                found.append(path)
        elif path.is_dir() and path not in but and (real := path.resolve()) not in seen:
            seen.add(real)
            waiting += path.iterdir()
    return sorted(found)


def _own_state(project: Project, slug: str) -> str:
    """Return the state of a site's own files, and of those that say what its schools are called."""
    names = [project.folder(one) / SKOLE for one in project.skolene(slug)]
    return _state(
        [*filter(None, _own_files(project, slug).values()), *(() if Sted(slug).er_skole else names)]
    )


def _state(files: Iterable[Path]) -> str:
    """Return a hash that is another if any file has been written since: also when it was written
    back.
    """
    told = []
    for path in files:
        stat = path.stat() if path.exists() else None
        told.append(
            f"{path} {stat and (stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)}"
        )
    return _hash(one.encode("utf-8", "surrogateescape") for one in told)


def _contents(root: Path, paths: Iterable[Path]) -> Iterator[bytes]:
    for path in paths:
        if path.exists():
            yield os.fsencode(path.relative_to(root).as_posix())
            yield path.read_bytes() if path.is_file() else b""


def _hash(parts: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8))
        digest.update(part)
    return digest.hexdigest()

"""Which sites there are to build: those whose input has changed since they were built."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from kvalitetsplan.build.fingerprints import (
    fingerprint,
    fingerprint_of_shared,
    own_state,
    shared_files,
    state_of,
)
from kvalitetsplan.build.records import read_record, stands
from kvalitetsplan.plan.project import Project
from kvalitetsplan.plan.sted import Sted
from kvalitetsplan.site.portal import Oppslag
from kvalitetsplan.site.wheel import school_year


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
    """The state of the files when the fingerprint was taken; see `state_of`."""
    med_filer: bool = False
    """The plan is published as files, too."""
    varsler: tuple[str, ...] = ()
    """What the plan of the site that stands there warned of."""


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
    state = state_of(shared_files(project.felles))
    state = state if fingerprint_of_shared(project.felles) == shared else ""
    some = (Jobb(slug, "", None, state, med_filer) for slug in slugs)
    return [_job(project, job, out, shared, force) for job in some]


def _job(project: Project, job: Jobb, out: Path, shared: str, force: bool) -> Jobb:
    """Return a job, which has the state of what is shared, with what is known of its site."""
    slug = job.slug
    try:
        state = job.tilstand + own_state(project, slug)
        avtrykk = fingerprint(project, slug, shared)
        if job.med_filer:  # the calendar is of one school year
            avtrykk += f"-med-filer-{school_year(date.today())}"
    except OSError:  # whoever builds it will say what is wrong; the others can be built
        return job
    ready = job._replace(avtrykk=avtrykk, tilstand=state)
    merke = None if force else read_record(out, slug)
    if not merke or merke.avtrykk != avtrykk:
        return ready
    if not stands(out, slug, merke, _school_ids(project, slug)):
        return ready
    return ready._replace(oppslag=merke.oppslag, varsler=merke.varsler)


def _school_ids(project: Project, slug: str) -> set[str]:
    return {one.id for one in project.skolene(Sted(slug).kommune)}


def shard(slugs: Iterable[str], part: int, of: int) -> list[str]:
    """Return every `of`-th of the slugs, beginning with number `part` (1 to `of`): together the
    parts are all of them.
    """
    return list(slugs)[part - 1 :: of]

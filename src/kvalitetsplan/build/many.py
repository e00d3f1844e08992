"""Many sites at once: only those whose input has changed, in several processes, and one failure
stops no other.

What a site depends on is told by a fingerprint, kept beside the sites in `.bygd/`.
"""

import gc
import hashlib
import json
import sys
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, as_completed
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path
from threading import Lock
from typing import Literal, NamedTuple

from kvalitetsplan.build.hardlinks import share
from kvalitetsplan.build.site import build_site
from kvalitetsplan.plan.folder import files_of
from kvalitetsplan.plan.load import (
    check_grunnplan,
    load_grunnplan,
    load_plan,
    skolenavn,
)
from kvalitetsplan.plan.model import Grunnplan
from kvalitetsplan.plan.sted import Sted
from kvalitetsplan.reading.problems import PlanError
from kvalitetsplan.site.portal import Oppslag, entry
from kvalitetsplan.site.reuse.memory import Memory

SHARED = ("mkdocs.yml", "docs", "overrides", "hooks", "src/kvalitetsplan")
"""What every site depends on, besides the data that is not one municipality's own."""
_RECORDS = ".bygd"
"""Where it is noted what each site was built from, beside the sites."""


class Bygg(NamedTuple):
    """What came of one site."""

    slug: str
    status: Literal["bygd", "uendret", "feilet"]
    navn: str
    """What it is called; the folder's name if it failed."""
    sekunder: float = 0.0
    melding: str = ""
    """Why it failed."""


class Jobb(NamedTuple):
    """One site that may have to be built."""

    slug: str
    avtrykk: str
    """The fingerprint of everything it depends on."""
    oppslag: Oppslag | None
    """What the site that stands there says of itself, if it was built from the same; then there is
    nothing to do.
    """


def jobs(
    root: Path, slugs: Iterable[str], out: Path, shared: str, force: bool = False
) -> list[Jobb]:
    """Return what there is to do for some sites. `shared` is `fingerprint_of_shared`; `force` lets
    all be built.
    """
    return [_job(root, slug, out, shared, force) for slug in slugs]


def _job(root: Path, slug: str, out: Path, shared: str, force: bool) -> Jobb:
    avtrykk = fingerprint(root, slug, shared)
    built = None if force else _read_record(out, slug)
    return Jobb(slug, avtrykk, built[1] if built and built[0] == avtrykk else None)


def build_all(
    root: Path, jobs: Iterable[Jobb], out: Path, shared: str, executor: Executor
) -> Iterator[Bygg]:
    """Build the sites that must be, and yield what came of each as it is done; one that fails stops
    no other.

    `executor` decides where the work is done: processes on this machine, or anything else with the
    interface of `concurrent.futures` that sees the same folders.
    """
    waiting = []
    for job in jobs:
        if job.oppslag:
            yield Bygg(job.slug, "uendret", job.oppslag.navn)
        else:
            waiting.append(job)
    # The schools' sites stand inside their municipality's, so they wait until those have been
    # swapped.
    for schools in (False, True):
        yield from _build_some(
            root,
            [job for job in waiting if Sted(job.slug).er_skole == schools],
            out,
            shared,
            executor,
        )


def _build_some(
    root: Path, jobs: list[Jobb], out: Path, shared: str, executor: Executor
) -> Iterator[Bygg]:
    """Build sites of which none stands inside another, and yield what came of each as it is done."""
    waiting = {executor.submit(build_one, root, job.slug, out, shared): job for job in jobs}
    for future in as_completed(waiting):
        job = waiting[future]
        try:
            oppslag, seconds = future.result()
        except (
            Exception
        ) as error:  # whatever went wrong with one site, in whatever process, the others go on
            yield Bygg(job.slug, "feilet", job.slug, melding=str(error))
        else:
            _write_record(out, job.avtrykk, oppslag)
            yield Bygg(job.slug, "bygd", oppslag.navn, seconds)


def build_one(root: Path, slug: str, out: Path, shared: str) -> tuple[Oppslag, float]:
    """Build one site. Returns what the front page says of it, and how long it took, in seconds.

    `shared` is the fingerprint of what all sites share. Raises BuildError or PlanError.
    """
    start = time.monotonic()
    with _ONE_AT_A_TIME:
        grunnplan, memory = shared_work(root, shared)
        plan = load_plan(root / "data", slug, grunnplan)
        share(build_site(root, plan, out, memory), out)
        _settle()
    return entry(plan), time.monotonic() - start


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
def shared_work(root: Path, shared: str) -> tuple[Grunnplan, Memory]:
    """Return the shared plan, and what is remembered of sites made from it: once in each process,
    and anew if it changes.

    Raises PlanError if the shared plan is wrong.
    """
    grunnplan = load_grunnplan(root / "data")
    if problems := check_grunnplan(root / "data", grunnplan):
        raise PlanError(problems)
    return grunnplan, Memory()


def shard(slugs: Iterable[str], part: int, of: int) -> list[str]:
    """Return every `of`-th of the slugs, beginning with number `part` (1 to `of`): together the
    parts are all of them.
    """
    return list(slugs)[part - 1 :: of]


def published(out: Path) -> list[Oppslag]:
    """Return what the sites that stand in `out` say of themselves."""
    records = (
        _read_record(out, Sted.from_filnavn(path.stem)) for path in (out / _RECORDS).glob("*.json")
    )
    return [record[1] for record in records if record]


def _read_record(out: Path, slug: str) -> tuple[str, Oppslag] | None:
    """Return the fingerprint a site was built from, and what it says of itself; None if that is not
    known.
    """
    if not (out / slug / "index.html").exists():
        return None
    try:
        record = json.loads(_record(out, slug).read_text(encoding="utf-8"))
        return record["avtrykk"], Oppslag(**record["oppslag"])
    except (
        OSError,
        ValueError,
        KeyError,
        TypeError,
    ):  # never built here, cut off, or written by another version
        return None


def _write_record(out: Path, avtrykk: str, oppslag: Oppslag) -> None:
    file = _record(out, oppslag.slug)
    file.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(
        {"avtrykk": avtrykk, "oppslag": oppslag._asdict()}, ensure_ascii=False, indent=1
    )
    file.write_text(text + "\n", encoding="utf-8")


def _record(out: Path, slug: str) -> Path:
    return out / _RECORDS / f"{Sted(slug).filnavn}.json"


def fingerprint(root: Path, slug: str, shared: str) -> str:
    """Return a hash of everything a site depends on: what all share, and its own folder.

    A municipality's depends on the names of its schools too, a school's on the municipality's
    folder.
    """
    data = root / "data"
    sted = Sted(slug)
    own = [_own_contents(one.folder(data)) for one in dict.fromkeys((sted.kommune, sted))]
    names = {} if sted.er_skole else skolenavn(data, sted)
    return _hash([shared.encode(), *map(str.encode, (*names, *names.values())), *chain(*own)])


def _own_contents(folder: Path) -> Iterator[bytes]:
    for name, path in files_of(folder).items():
        yield name.encode()
        yield path.read_bytes() if path and path.is_file() else b""


def fingerprint_of_shared(root: Path) -> str:
    """Return a hash of what every site depends on: shared files and the packages that are
    installed.
    """
    data = [
        path
        for path in (root / "data").rglob("*")
        if root / "data" / "kommuner" not in path.parents
    ]
    shared = [path for name in SHARED for path in (root / name, *(root / name).rglob("*"))]
    # The folder of an installed package's metadata is named for its version.
    packages = sorted(
        one.name for folder in map(Path, sys.path) for one in folder.glob("*.dist-info")
    )
    return _hash([*map(str.encode, packages), *_contents(root, [*data, *shared])])


def _contents(root: Path, paths: Iterable[Path]) -> Iterator[bytes]:
    for path in sorted(paths):
        if path.is_file() and path.suffix != ".pyc":
            yield path.relative_to(root).as_posix().encode()
            yield path.read_bytes()


def _hash(parts: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8))
        digest.update(part)
    return digest.hexdigest()

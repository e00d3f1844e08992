"""Many sites at once: only those whose input has changed, in several processes, and one failure stops no other.

What a site depends on is told by a fingerprint, kept beside the sites in `.bygd/`.
"""

import hashlib
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, as_completed
from functools import lru_cache
from importlib.metadata import distributions
from pathlib import Path
from typing import Literal, NamedTuple

from kvalitetsplan.build import build_site
from kvalitetsplan.load import is_skole, kommune_of, load_grunnplan, load_plan, skolenavn
from kvalitetsplan.model import Grunnplan

SHARED = ("mkdocs.yml", "docs", "overrides", "hooks", "src/kvalitetsplan")
"""What every site depends on, besides the data that is not one municipality's own."""


class Bygg(NamedTuple):
    """What came of one site."""

    slug: str
    status: Literal["bygd", "uendret", "feilet"]
    sekunder: float
    melding: str = ""
    """Why it failed."""


def build_all(root: Path, slugs: Iterable[str], out: Path, executor: Executor, force: bool = False) -> Iterator[Bygg]:
    """Build the sites whose input has changed since last time, and yield what came of each as it is done.

    `executor` decides where the work is done: processes on this machine, or anything else with the
    interface of `concurrent.futures` that sees the same folders. `force` builds the others too.
    """
    shared = fingerprint_of_shared(root)
    prints = {slug: fingerprint(root, slug, shared) for slug in slugs}
    unchanged = [slug for slug in prints if not force and is_unchanged(out, slug, prints[slug])]
    yield from (Bygg(slug, "uendret", 0.0) for slug in unchanged)
    changed = [slug for slug in prints if slug not in unchanged]
    # The schools' sites stand inside their municipality's, so they wait until those have been swapped.
    for schools in (False, True):
        some = [slug for slug in changed if is_skole(slug) == schools]
        yield from _build_some(root, some, out, executor, shared, prints)


def _build_some(
    root: Path, slugs: Iterable[str], out: Path, executor: Executor, shared: str, prints: dict[str, str]
) -> Iterator[Bygg]:
    """Build sites of which none stands inside another, and yield what came of each as it is done."""
    waiting = {executor.submit(build_one, root, slug, out, shared): slug for slug in slugs}
    for future in as_completed(waiting):
        slug = waiting[future]
        try:
            seconds = future.result()
        except Exception as error:  # whatever went wrong with one site, in whatever process, the others go on
            yield Bygg(slug, "feilet", 0.0, str(error))
        else:
            _print_file(out, slug).parent.mkdir(parents=True, exist_ok=True)
            _print_file(out, slug).write_text(prints[slug], encoding="utf-8")
            yield Bygg(slug, "bygd", seconds)


def build_one(root: Path, slug: str, out: Path, shared: str) -> float:
    """Build one site and return how long it took, in seconds. `shared` is the fingerprint of what all sites share.

    Raises BuildError, or PlanError if the data has not been validated.
    """
    start = time.monotonic()
    build_site(root, load_plan(root / "data", slug, _grunnplan(root, shared)), out)
    return time.monotonic() - start


@lru_cache(maxsize=1)
def _grunnplan(root: Path, shared: str) -> Grunnplan:
    """Read the shared plan once in each process, and again if it has changed."""
    return load_grunnplan(root / "data")


def shard(slugs: Iterable[str], part: int, of: int) -> list[str]:
    """Return every `of`-th of the slugs, beginning with number `part` (1 to `of`): together the parts are all of them."""
    return list(slugs)[part - 1 :: of]


def is_unchanged(out: Path, slug: str, fingerprint: str) -> bool:
    """Tell whether the site in `out` was built from the input with this fingerprint."""
    file = _print_file(out, slug)
    built = (out / slug / "index.html").exists() and file.exists()
    return built and file.read_text(encoding="utf-8") == fingerprint


def _print_file(out: Path, slug: str) -> Path:
    return out / ".bygd" / slug.replace("/", ".")


def fingerprint(root: Path, slug: str, shared: str) -> str:
    """Return a hash of everything a site depends on: what all share, and its own folder.

    A municipality's depends on the names of its schools too, a school's on the municipality's folder.
    """
    data = root / "data"
    folder = data / "kommuner" / kommune_of(slug)
    own = [path for path in folder.rglob("*") if folder / "skoler" not in path.parents]
    if is_skole(slug):
        own += (data / "kommuner" / slug).rglob("*")
    names = {} if is_skole(slug) else skolenavn(data, slug)
    return _hash([shared.encode(), *map(str.encode, (*names, *names.values())), *_contents(root, own)])


def fingerprint_of_shared(root: Path) -> str:
    """Return a hash of what every site depends on: shared files and the packages that are installed."""
    data = [path for path in (root / "data").rglob("*") if root / "data" / "kommuner" not in path.parents]
    shared = [path for name in SHARED for path in (root / name, *(root / name).rglob("*"))]
    packages = sorted(f"{one.name}=={one.version}" for one in distributions())
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

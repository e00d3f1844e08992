"""The sites that stand in the output folder: what they say of themselves, and those that are to
go.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from kvalitetsplan.build.places import take_away
from kvalitetsplan.build.records import Merke, forget, project_of, read_records
from kvalitetsplan.plan.folder import is_empty
from kvalitetsplan.plan.project import Project
from kvalitetsplan.plan.sted import Sted, why_no_name
from kvalitetsplan.site.portal import Oppslag


def published(out: Path) -> list[Oppslag]:
    """Return what the sites that stand in `out` say of themselves."""
    said = (merke.oppslag for merke in read_records(out))
    return [one for one in said if (out / one.slug / "index.html").is_file()]


def stood_before(project: Project, out: Path, slug: str) -> bool:
    """Tell whether a site of this municipality or school stands in `out`: the one municipality's
    also where its file, which names it, can no longer be read, or names another.
    """
    slugs = [slug]
    if project.eneste:
        ours = project_of(project.here)
        under = Sted(slug).under_kommunen
        known = (one.oppslag.slug for one in read_records(out) if one.prosjekt == ours)
        slugs += [one for one in known if Sted(one).under_kommunen == under]
    return any((out / one / "index.html").exists() for one in slugs)


def remove_gone(project: Project, out: Path, is_sure: bool) -> Iterator[str]:
    """Take away the sites of municipalities and schools that have no folder any more, and yield
    what is to be said of each.

    Nothing goes unless `is_sure` that all else is as it should be: what has no folder may have one
    whose name or file somebody has miswritten. Only what this project has built is touched, and
    only files that were written. Raises OSError.
    """
    living = project.stedene()
    is_sure = is_sure and not any(why_no_name(one.kommune) for one in living)
    gone = [one for one in read_records(out) if one.oppslag.slug not in living]
    known = {*living, *(one.oppslag.slug for one in gone)}
    for merke in gone:
        slug = merke.oppslag.slug
        folder = out / slug
        if Sted(slug).er_skole and Sted(slug).kommune in known:
            # It goes with the municipality's site, or when that, which has links to it, is built
            # without them.
            if not folder.exists():
                forget(out, slug)
        elif not folder.exists() or _is_living(folder, out, living):
            forget(out, slug)
        elif merke.prosjekt != project_of(project.here):
            yield f"{folder} er bygd fra et annet prosjekt, og står. Slett mappa om den er gammel."
        elif not is_sure:
            if not project.eneste:  # it is told where the site failed
                yield _UNSURE.format(merke.oppslag.navn, folder)
        elif (kept := project.kommuner / slug).is_dir() and not is_empty(kept):
            yield _NO_FILE.format(project.told(kept), folder)
        else:
            yield from _remove(
                out, merke, [one for one in gone if Sted(one.oppslag.slug).kommune == slug]
            )


_UNSURE = (
    "{} har ingen mappe lenger, men det kan være en av dem som ikke er i orden. {} står til alle er "
    "det."
)
_NO_FILE = "Mappa {} har ingen kommune.yaml, så den ble ikke bygd. {} står."


def _remove(out: Path, merke: Merke, all_of_it: list[Merke]) -> Iterator[str]:
    """Remove the site of a municipality, with its schools', unless there is more in the folder."""
    folder = out / merke.oppslag.slug
    ours = {out / one.oppslag.slug / name for one in all_of_it for name in one.filer}
    there = (one for one in folder.rglob("*") if one.is_symlink() or not one.is_dir())
    if others := [one for one in there if one not in ours]:
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

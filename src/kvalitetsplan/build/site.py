"""From plan to published folder, never half.

Everything is validated before anything is written. Each site is filled in beside the
published one, checked, and put in its place by renaming.
"""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from kvalitetsplan.build.hardlinks import link_or_copy
from kvalitetsplan.build.links import check_site
from kvalitetsplan.build.places import clear, mend, new_place, put_in_place
from kvalitetsplan.build.said import Said
from kvalitetsplan.exports.files import MissingLibrary, write_all
from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.model import Malform
from kvalitetsplan.plan.pictures import published_picture
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.plan.project import Project
from kvalitetsplan.plan.sted import Sted
from kvalitetsplan.site.components import ComponentError, Components
from kvalitetsplan.site.fill import Site, write
from kvalitetsplan.site.own_links import check_own_links
from kvalitetsplan.site.pages import neighbours
from kvalitetsplan.site.reuse.memory import Memory
from kvalitetsplan.site.shells import FOR_DATA, SITEMAP, Shells


class BuildError(Exception):
    """A site could not be built. Says why; the site that was published before is untouched."""

    def __init__(self, message: str, details: str = "") -> None:
        self.details = details
        """What a programmer needs to know besides."""
        super().__init__(message, details)

    def __str__(self) -> str:
        return str(self.args[0])


class ShellsByForm(Protocol):
    """What has the shells in each form of Norwegian; see `mkdocs.ShellsOf`."""

    def __getitem__(self, malform: Malform) -> Shells:
        """Return the shells in one form."""


def build_site(
    root: Path, plan: Plan, out: Path, shells: ShellsByForm, memory: Memory | None = None
) -> Path:
    """Build the site of one municipality or school into `out/<sted>` and return that folder.

    `root` is the folder of what all share, `shells` are made from it (see `mkdocs`), and `memory`
    knows what came of building others from the same. The schools' sites, which stand inside their
    municipality's, stay; those of schools that are no more, go. Raises BuildError; what stood in
    `out/<sted>` before is then still there, whole.
    """
    mend(out)
    try:
        put_in_place(make_site(root, plan, out, shells, memory), out, plan.sted, plan.skoler)
    finally:
        mend(out)
    return out / plan.sted


def make_site(
    root: Path,
    plan: Plan,
    out: Path,
    shells: ShellsByForm,
    memory: Memory | None = None,
    med_filer: bool = False,
) -> Path:
    """Make a site ready to be put in its place in `out`, and return the folder it is in.

    `med_filer` writes the plan as files, too. Raises BuildError or OSError, with nothing left
    behind.
    """
    site, memory = new_place(out, plan.sted), memory or Memory()
    try:
        pages: dict[str, list[str]] = {}
        for one in plan.i_hver_form:
            filled = _form(root, one, site, shells[one.malform], memory, med_filer)
            pages |= {one.mappe + name: html for name, html in filled.items()}
        if problems := check_site(site, neighbours(plan), pages):
            raise BuildError("Sidene har feil:\n" + "\n".join(str(problem) for problem in problems))
    except MissingLibrary as error:
        clear(site)
        raise BuildError(str(error)) from error
    except ComponentError as error:
        clear(site)
        raise BuildError(Said(root).in_norwegian([str(error)])[0]) from error
    except BaseException:
        clear(site)
        raise
    return site


def _form(
    root: Path, plan: Plan, site: Path, shells: Shells, memory: Memory, med_filer: bool
) -> dict[str, list[str]]:
    """Write a plan in one form of Norwegian into its place in a site, and return the HTML of its
    pages in pieces, by path from there.
    """
    place = site / plan.mappe
    if med_filer:
        sizes = write_all(root, Components(root, plan, memory), place / "filer")
        plan = replace(plan, filer={f"filer/{name}": size for name, size in sizes.items()})
    components = Components(root, plan, memory)
    check_own_links(root, components)
    _copy_files(shells, place)
    return _fill(components, shells, place)


def _copy_files(shells: Shells, folder: Path) -> None:
    """Put what is equal in all sites into a folder."""
    for name in shells.files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        link_or_copy(str(shells.folder / name), str(folder / name))


def fill_alone(
    project: Project, sted: Sted, folder: Path, make_shells: Callable[[Path, Malform], None]
) -> None:
    """Fill the shells that stand in a folder, where they stand, for one plan; and in the folder of
    its own that `make_shells` makes, for the other form that it is published in.

    Raises PlanError if the plan is wrong.
    """
    for one in load_plan(project, sted).i_hver_form:
        if one.mappe:
            make_shells(folder / one.mappe, one.malform)
        components = Components(project.felles, one)
        check_own_links(project.felles, components)
        for empty in (folder / one.mappe).glob(f"{SITEMAP}*"):
            empty.unlink()
        _fill(components, Shells(folder / one.mappe), folder / one.mappe)
        shutil.rmtree(folder / one.mappe / FOR_DATA.partition("/")[0])


def _fill(components: Components, shells: Shells, folder: Path) -> dict[str, list[str]]:
    """Write what is one plan's own into a folder, and return the HTML of its pages in pieces, by
    path.
    """
    for name, path in components.plan.egne_filer.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(published_picture(path, name))
    return write(Site(components, shells), folder)

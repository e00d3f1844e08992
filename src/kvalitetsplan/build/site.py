"""From plan to published folder, never half.

Everything is validated before anything is written. Each site is built beside the
published one, checked, and put in its place by renaming.
"""

import os
import shutil
from pathlib import Path

from kvalitetsplan.build.links import check_site
from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.site.components import Components
from kvalitetsplan.site.fill import Shells, Site, write
from kvalitetsplan.site.pages import neighbours
from kvalitetsplan.site.reuse.memory import Memory


class BuildError(Exception):
    """A site could not be built. Says why; the site that was published before is untouched."""


def build_site(
    root: Path, plan: Plan, out: Path, shells: Shells, memory: Memory | None = None
) -> Path:
    """Build the site of one municipality or school into `out/<slug>` and return that folder.

    `root` is the project's folder, and `memory` knows what came of building others from the same.
    The schools' sites, which stand inside their municipality's, stay; those of schools that are
    no more, go. Raises BuildError; what stood in `out/<slug>` before is then still there, whole.
    """
    target, name = out / plan.slug, plan.slug.replace("/", ".")
    fresh, old = out / f".{name}.ny", out / f".{name}.gammel"
    _recover(target, old, plan)
    shutil.rmtree(fresh, ignore_errors=True)
    out.mkdir(parents=True, exist_ok=True)
    try:
        components = Components(root, plan, memory)
        texts = _built(components, shells, fresh)
        if problems := check_site(fresh, neighbours(plan), texts, components.memory):
            raise BuildError("Sidene har feil:\n" + "\n".join(str(problem) for problem in problems))
        _swap(fresh, target, old, plan)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return target


def _built(components: Components, shells: Shells, folder: Path) -> dict[str, str]:
    """Write a site into a folder, and return the HTML of its pages, by path."""
    for name in shells.files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        _link(shells.folder / name, path)
    return _filled(components, shells, folder)


def _filled(components: Components, shells: Shells, folder: Path) -> dict[str, str]:
    for name in components.plan.bilder:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(components.plan.egne_filer[name] / name, path)
    return write(Site(components, shells), folder)


def _link(source: Path, target: Path) -> None:
    """Let one file have two names; where that cannot be had, copy it."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def fill_alone(root: Path, slug: str, folder: Path) -> None:
    """Fill the shells that stand in a folder, where they stand, for one plan.

    Raises PlanError if the plan is wrong.
    """
    shells = Shells(folder)
    _filled(Components(root, load_plan(root / "data", slug)), shells, folder)
    shutil.rmtree(folder / "skall")


def _swap(fresh: Path, target: Path, old: Path, plan: Plan) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():
        os.rename(target, old)
    os.rename(fresh, target)
    _clear(old, target, plan)


def _recover(target: Path, old: Path, plan: Plan) -> None:
    """Put the last good site back if a crash came between the two renames, or what it had left to
    bring along.
    """
    if old.exists() and not target.exists():
        os.rename(old, target)
    _clear(old, target, plan)


def _clear(old: Path, target: Path, plan: Plan) -> None:
    """Take the old site away when its schools' sites have come over to the new one."""
    for id in plan.skoler:
        if (old / "skoler" / id).exists():
            (target / "skoler").mkdir(exist_ok=True)
            os.rename(old / "skoler" / id, target / "skoler" / id)
    shutil.rmtree(old, ignore_errors=True)

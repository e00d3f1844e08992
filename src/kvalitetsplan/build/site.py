"""From plan to published folder, never half.

Everything is validated before anything is written. Each site is built beside the
published one, checked, and put in its place by renaming.
"""

import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import ConfigurationError, MkDocsException

from kvalitetsplan.build.links import check_site
from kvalitetsplan.build.mkdocs import take_shortcuts
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.site.components import Components
from kvalitetsplan.site.own_links import check_own_links
from kvalitetsplan.site.pages import neighbours
from kvalitetsplan.site.reuse.memory import Memory


class BuildError(Exception):
    """A site could not be built. Says why; the site that was published before is untouched."""


def build_site(root: Path, plan: Plan, out: Path, memory: Memory | None = None) -> Path:
    """Build the site of one municipality or school into `out/<sted>` and return that folder.

    `root` is the project's folder, and `memory` knows what came of building others from the same.
    The schools' sites, which stand inside their municipality's, stay; those of schools that are
    no more, go. Raises BuildError; what stood in `out/<sted>` before is then still there, whole.
    """
    target, name = out / plan.sted, plan.sted.filnavn
    fresh, old = out / f".{name}.ny", out / f".{name}.gammel"
    _recover(target, old, plan)
    shutil.rmtree(fresh, ignore_errors=True)
    out.mkdir(parents=True, exist_ok=True)
    try:
        components = Components(root, plan, memory)
        check_own_links(root, components)
        texts = _run_mkdocs(root, components, fresh)
        if problems := check_site(fresh, neighbours(plan), texts, components.memory):
            raise BuildError("Sidene har feil:\n" + "\n".join(str(problem) for problem in problems))
        _swap(fresh, target, old, plan)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return target


def _run_mkdocs(root: Path, components: Components, folder: Path) -> dict[str, str]:
    """Build the site and return the HTML of its pages, by path, as it was before it was stamped."""
    with _messages() as messages:
        try:
            config = load_config(str(root / "mkdocs.yml"), site_dir=str(folder), strict=True)
            config.extra["components"] = components
            take_shortcuts(config, components.memory)
            config.plugins.run_event("startup", command="build", dirty=False)
            mkdocs_build(config)
            return config.extra["tekster"]  # type: ignore[no-any-return]  # filled by hooks/plan.py
        except (MkDocsException, ConfigurationError, SystemExit, Exception) as error:
            components.memory.forget()  # what is remembered would not warn again
            # SystemExit: MkDocs' Abort is one, and the macros plugin leaves by exit(100).
            raise BuildError("\n".join([*messages, str(error)])) from error
        finally:
            if "config" in locals():
                config.plugins.run_event("shutdown")


@contextmanager
def _messages() -> Iterator[list[str]]:
    """Collect MkDocs' warnings instead of printing its whole log."""
    found: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: found.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("mkdocs")
    # Not above WARNING: strict mode counts what reaches the logger.
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    logger.addHandler(handler)
    try:
        yield found
    finally:
        logger.removeHandler(handler)


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

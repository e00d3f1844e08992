"""From plan to published folder, never half.

Everything is validated before anything is written. Each site is built beside the
published one, checked, and put in its place by renaming.
"""

import logging
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import ConfigurationError, MkDocsException

from kvalitetsplan.build.links import check_site
from kvalitetsplan.build.mkdocs import take_shortcuts
from kvalitetsplan.build.places import clear, mend, new_place, put_in_place
from kvalitetsplan.build.said import UNKNOWN, Said, is_all_said
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.reading.files import why
from kvalitetsplan.site.components import Components
from kvalitetsplan.site.pages import neighbours
from kvalitetsplan.site.reuse.memory import Memory


class BuildError(Exception):
    """A site could not be built. Says why; the site that was published before is untouched."""

    def __init__(self, message: str, details: str = "") -> None:
        self.details = details
        """What a programmer needs to know besides."""
        super().__init__(message, details)

    def __str__(self) -> str:
        return str(self.args[0])


def build_site(root: Path, plan: Plan, out: Path, memory: Memory | None = None) -> Path:
    """Build the site of one municipality or school into `out/<slug>` and return that folder.

    `root` is the project's folder, and `memory` knows what came of building others from the same.
    The schools' sites, which stand inside their municipality's, stay; those of schools that are
    no more, go. Raises BuildError; what stood in `out/<slug>` before is then still there, whole.
    """
    mend(out)
    try:
        put_in_place(make_site(root, plan, out, memory), out, plan.slug, plan.skoler)
    finally:
        mend(out)
    return out / plan.slug


def make_site(root: Path, plan: Plan, out: Path, memory: Memory | None = None) -> Path:
    """Make a site ready to be put in its place in `out`, and return the folder it is in.

    Raises BuildError or OSError, with nothing left behind.
    """
    site = new_place(out, plan.slug)
    try:
        components = Components(root, plan, memory)
        texts = _run_mkdocs(root, components, site)
        if problems := check_site(site, neighbours(plan), texts, components.memory):
            raise BuildError("Sidene har feil:\n" + "\n".join(str(problem) for problem in problems))
    except BaseException:
        clear(site)
        raise
    return site


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
            raise _failure(root, components.plan, [*messages, str(error)], error) from error
        finally:
            if "config" in locals():
                config.plugins.run_event("shutdown")


def _failure(root: Path, plan: Plan, messages: list[str], error: BaseException) -> BuildError:
    """Return in Norwegian what stopped MkDocs; what was said in English goes with the details."""
    if isinstance(error, OSError):
        return BuildError(why(error))
    said = Said(root, lambda page: plan.egne_filer.get(page, root / "docs" / page))
    lines = said.in_norwegian(messages) or [UNKNOWN]
    details = "\n".join([*messages, *traceback.format_exception(error)])
    return BuildError("\n".join(lines), "" if is_all_said(lines) else details)


@contextmanager
def _messages() -> Iterator[list[str]]:
    """Collect MkDocs' warnings instead of printing its whole log."""
    found: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: found.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("mkdocs")
    # Not above WARNING: strict mode counts what reaches the logger.
    before = logger.level, logger.propagate
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    logger.addHandler(handler)
    try:
        yield found
    finally:
        logger.removeHandler(handler)
        logger.level, logger.propagate = before

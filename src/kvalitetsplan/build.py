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

from kvalitetsplan.components import Components
from kvalitetsplan.linkcheck import check_site
from kvalitetsplan.memory import Memory
from kvalitetsplan.plan import Plan
from kvalitetsplan.shortcuts import take_shortcuts


class BuildError(Exception):
    """A site could not be built. Says why; the site that was published before is untouched."""


def build_site(root: Path, plan: Plan, out: Path, memory: Memory | None = None) -> Path:
    """Build one municipality's site into `out/<slug>` and return that folder.

    `root` is the project's folder, and `memory` knows what came of building others from the same.
    Raises BuildError; what stood in `out/<slug>` before is then still there, whole.
    """
    target = out / plan.slug
    fresh, old = out / f".{plan.slug}.ny", out / f".{plan.slug}.gammel"
    _recover(target, old)
    shutil.rmtree(fresh, ignore_errors=True)
    out.mkdir(parents=True, exist_ok=True)
    try:
        components = Components(root, plan, memory)
        texts = _run_mkdocs(root, components, fresh)
        if problems := check_site(fresh, texts, components.memory):
            raise BuildError("Sidene har feil:\n" + "\n".join(str(problem) for problem in problems))
        _swap(fresh, target, old)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return target


def build_portal(root: Path, plans: list[Plan], out: Path) -> Path:
    """Write the front page that lists the municipalities with a site in `out`, and return its file."""
    page = out / "index.html"
    out.mkdir(parents=True, exist_ok=True)
    components = Components(root, plans[0])
    shutil.copyfile(root / "overrides" / "assets" / "css" / "portal.css", out / "portal.css")
    fresh = out / ".index.html.ny"
    fresh.write_text(
        components.draw("portal", planer=[plan for plan in plans if (out / plan.slug / "index.html").exists()]),
        encoding="utf-8",
    )
    fresh.replace(page)
    return page


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


def _swap(fresh: Path, target: Path, old: Path) -> None:
    if target.exists():
        os.rename(target, old)
    os.rename(fresh, target)
    shutil.rmtree(old, ignore_errors=True)


def _recover(target: Path, old: Path) -> None:
    """Put the last good site back if a crash came between the two renames."""
    if old.exists() and not target.exists():
        os.rename(old, target)
    shutil.rmtree(old, ignore_errors=True)

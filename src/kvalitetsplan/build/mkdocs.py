"""The one place that knows MkDocs' insides: it makes the shells, once for all sites.

A shell is a finished page of what is equal in all sites, with markers where a plan's own belongs.
"""

import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import ConfigurationError, MkDocsException


class ShellError(Exception):
    """The shared pages or templates are wrong. Says what MkDocs said."""


def make_shells(root: Path, folder: Path) -> None:
    """Build the shells of the project in `root` into `folder`.

    Raises ShellError; then nothing stands in `folder`.
    """
    fresh = folder.with_name(f"{folder.name}.{os.getpid()}")
    with _messages() as messages:
        try:
            config = load_config(str(root / "mkdocs.yml"), site_dir=str(fresh), strict=True)
            config.extra["kommune"] = ""  # nobody's yet
            config.plugins.run_event("startup", command="build", dirty=False)
            build(config)
            config.plugins.run_event("shutdown")
            folder.parent.mkdir(parents=True, exist_ok=True)
            if not folder.exists():
                os.rename(fresh, folder)
        # SystemExit: MkDocs' Abort is one, and the macros plugin leaves by exit(100).
        except (MkDocsException, ConfigurationError, SystemExit, Exception) as error:
            raise ShellError("\n".join([*messages, str(error)])) from error
        finally:
            shutil.rmtree(fresh, ignore_errors=True)


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

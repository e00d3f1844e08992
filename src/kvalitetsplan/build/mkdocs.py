"""The one place that knows MkDocs' insides: it makes the shells, once for all sites.

A shell is a finished page of what is equal in all sites, with markers where a plan's own belongs.
"""

import logging
import shutil
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import ConfigurationError, MkDocsException

from kvalitetsplan.build.records import is_as_noted, note_files
from kvalitetsplan.build.said import UNKNOWN, Said, is_all_said
from kvalitetsplan.build.site import BuildError
from kvalitetsplan.plan.model import LANG, Malform
from kvalitetsplan.reading.files import remove, why
from kvalitetsplan.site.shells import Shells


class ShellsOf:
    """The shells of a project in each form of Norwegian: made when they are first asked for, and
    found again by those who come later.
    """

    def __init__(self, root: Path, folder: Path) -> None:
        self._root, self._folder = root, folder
        self._made: dict[Malform, Shells] = {}

    def __getitem__(self, malform: Malform) -> Shells:
        """Return the shells in one form. Raises BuildError if the shared pages are wrong."""
        if malform not in self._made:
            folder = self._folder / LANG[malform]
            if not is_as_noted(folder):  # a file of it may be a site's too, and written in there
                remove(folder)
                make_shells(self._root, folder, malform)
                if not is_as_noted(folder):
                    raise BuildError(_IN_THE_WAY.format(folder))
            self._made[malform] = Shells(folder)
        return self._made[malform]


_IN_THE_WAY = (
    "{} er ikke det som ble laget, og lar seg ikke bytte ut; lukk programmer som har den åpen, eller "
    "slett den, og prøv igjen"
)


def make_shells(root: Path, folder: Path, malform: Malform = "bokmål") -> None:
    """Build the shells of the project in `root` into `folder`, whole or not at all, and note what
    they are.

    Raises BuildError, in Norwegian, if the shared pages or templates are wrong.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(dir=folder.parent))
    try:
        _run(root, fresh, malform)
        note_files(fresh, folder)
        with suppress(OSError):  # somebody else was there first
            fresh.rename(folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _run(root: Path, folder: Path, malform: Malform) -> None:
    with _messages() as messages:
        try:
            config = load_config(str(root / "mkdocs.yml"), site_dir=str(folder), strict=True)
            config.extra["kommune"] = ""  # nobody's yet
            config.extra["malform"] = malform
            config.plugins.run_event("startup", command="build", dirty=False)
            build(config)
        # SystemExit: MkDocs' Abort is one, and the macros plugin leaves by exit(100).
        except (MkDocsException, ConfigurationError, SystemExit, Exception) as error:
            raise _failure(root, [*messages, str(error)], error) from error
        finally:
            if "config" in locals():
                config.plugins.run_event("shutdown")


def _failure(root: Path, messages: list[str], error: BaseException) -> BuildError:
    """Return in Norwegian what stopped MkDocs; what was said in English goes with the details."""
    if isinstance(error, OSError):
        return BuildError(why(error))
    lines = Said(root).in_norwegian(messages) or [UNKNOWN]
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

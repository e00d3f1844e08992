"""The shells: the pages of what is equal in all sites, with a marker wherever one plan's own
belongs.

`build/mkdocs.py` makes them, once.
"""

from pathlib import Path
from typing import NamedTuple

from kvalitetsplan.site.markers import split

FOR_DATA = "skall/side.html"
"""The shell of every page that has no file of its own in `docs/`."""
NOT_FOUND = "404.html"
"""The page for addresses that lead nowhere."""
SITEMAP = "sitemap.xml"
"""MkDocs makes one without addresses; a plan that has an address has its own."""
START, END = "innhold", "/innhold"
"""The markers around what stands in the middle of a page."""


class Shell(NamedTuple):
    """A page of what is equal in all sites, in pieces: text and markers."""

    over: tuple[str, ...]
    midten: tuple[str, ...]
    under: tuple[str, ...]


class Shells:
    """The shells, ready to be filled."""

    def __init__(self, folder: Path) -> None:
        """Read the shells in a folder that `build/mkdocs.py` has made."""
        self.folder = folder
        self.shells = {
            path.relative_to(folder).as_posix(): _shell(path.read_text(encoding="utf-8"))
            for path in sorted(folder.rglob("*.html"))
        }

    def __getitem__(self, name: str) -> Shell:
        return self.shells[name]

    @property
    def pages(self) -> list[str]:
        """The pages that have a file of their own in `docs/`."""
        return [name for name in self.shells if name not in (FOR_DATA, NOT_FOUND)]

    @property
    def files(self) -> list[str]:
        """What is not a page: the same in every site."""
        files = (path for path in self.folder.rglob("*") if path.is_file())
        names = (path.relative_to(self.folder).as_posix() for path in files)
        return [name for name in names if name not in self.shells and SITEMAP not in name]


def _shell(html: str) -> Shell:
    pieces = split(html)
    start, end = pieces.index(START), pieces.index(END)
    return Shell(pieces[:start], pieces[start + 1 : end], pieces[end + 1 :])

"""Every link in a finished site leads somewhere, and nothing is fetched from elsewhere.

MkDocs checks the links it sees in Markdown. This looks at the HTML itself, where
components write theirs.
"""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache, partial
from html import unescape
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from kvalitetsplan.reading.problems import Mark, Problem
from kvalitetsplan.site.reuse.memory import Ask, Memory, NoMemory

_LOADED = ("src", "srcset", "poster", "data", "action", "formaction", "xlink:href")
"""Attributes that fetch something, or send it, wherever they stand; `href` does on `link` alone."""
_REFUSED = {"base", "embed", "frame", "iframe", "object", "style"}
"""Tags that no page of ours has."""
_ABOUT_ITSELF = {"canonical", "alternate", "prev", "next"}
"""Links that only say something about the page; MkDocs makes them."""
_STANDALONE = "404.html"
"""Served for any address, so MkDocs writes its links from the top of the host; see `MkDocs:
use_directory_urls`.
"""


class _Goal(NamedTuple):
    """Where a link leads, from the top of the site."""

    file: str
    id: str


class _Link(NamedTuple):
    """How a link is written, and where it stands first, in characters from the top of the page."""

    text: str
    at: int


_TAG = re.compile(r"""<!--.*?-->|<(\w+)((?:[^>"']|"[^"]*"|'[^']*')*)>""", re.DOTALL)
_ATTRIBUTE = re.compile(r"""([^\s"'=<>/]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_WANTED = re.compile(
    rf"\b(?:id|href|style|on\w+|http-equiv|{'|'.join(_LOADED)})\s*=", re.IGNORECASE
)
_LOOKED_AT = _REFUSED | {"script"}
"""Tags that are looked at whatever attributes they have."""


class _Page:
    """What one page offers (ids) and asks for (links), and what is wrong with it whatever the other
    pages are.

    Tags are all we look for, and a pattern finds them five times as fast as Python's own HTML
    parser.
    """

    def __init__(self, path: str, html: str, _: Ask | None = None) -> None:
        self.path, self._html, self._at = path, html, 0
        self.ids: set[str] = set()
        self.links: dict[_Goal, _Link] = {}
        self.problems: list[Problem] = []
        for hit in _TAG.finditer(html):
            if hit[1] and (_WANTED.search(hit[2]) or hit[1].lower() in _LOOKED_AT):
                self._at = hit.start()
                found = _ATTRIBUTE.findall(hit[2])
                self._see(
                    hit[1].lower(),
                    {name.lower(): unescape("".join(value)) for name, *value in found},
                )

    def _see(self, tag: str, values: dict[str, str]) -> None:
        if id := values.get("id"):
            if id in self.ids:
                self._say(f"id-en «{id}» står to ganger på siden")
            self.ids.add(id)
        self._see_what_runs(tag, values)
        if not _ABOUT_ITSELF & set(values.get("rel", "").split()):
            for name in ("href", *_LOADED):
                if name in values:
                    self._link(values[name], name != "href" or tag == "link")

    def _see_what_runs(self, tag: str, values: dict[str, str]) -> None:
        if tag in _REFUSED:
            self._say(f"<{tag}> kan hente eller kjøre noe")
        if tag == "script" and not ("src" in values or values.get("type") == "application/json"):
            self._say("skriptet står skrevet inn i siden")
        if values.get("http-equiv", "").lower() == "refresh":
            self._say("siden sender leseren videre")
        for name in values:
            if name == "style" or name.startswith("on"):
                self._say(f"«{name}» står skrevet inn i siden")

    def _link(self, link: str, loaded: bool) -> None:
        try:
            url = urlsplit(link.strip())
        except ValueError:
            self._say(f"lenken «{link}» er ikke en gyldig adresse")
            return
        if url.scheme in ("javascript", "vbscript"):
            self._say(f"lenken «{link}» kjører skript")
        elif url.scheme or url.netloc:
            if loaded and url.scheme != "data":
                self._say(f"«{link}» hentes fra et annet nettsted")
        elif self.path != _STANDALONE:
            self.links.setdefault(_goal(self.path, url.path, url.fragment), _Link(link, self._at))

    def problem(self, message: str, at: int) -> Problem:
        """Return what is wrong at a place on the page."""
        return Problem(Mark(self.path, self._html.count("\n", 0, at) + 1), "", message)

    def _say(self, message: str) -> None:
        self.problems.append(self.problem(message, self._at))


def check_site(
    folder: Path,
    neighbours: Iterable[str] = (),
    texts: Mapping[str, str] | None = None,
    memory: Memory | None = None,
) -> list[Problem]:
    """Return what is wrong with the links of the site in `folder`, sorted by place.

    Broken links and anchors, ids that stand twice on a page, links that run script,
    and anything that would be loaded from another host. `neighbours` are the pages of
    other sites that it may lead to, from the top of this one. `texts` is the HTML of the pages
    that are at hand, by path; `memory` knows the pages that have been seen in other sites.
    """
    texts, memory = texts or {}, memory or NoMemory()
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    pages: dict[str, _Page] = {}
    for name in files:
        if name.endswith(".html"):
            html = texts.get(name) or (folder / name).read_text(encoding="utf-8")
            pages[name] = memory.recall(("lenker", name), html, partial(_Page, name, html))
    known = files | set(neighbours)
    return sorted(
        problem
        for page in pages.values()
        for problem in (*page.problems, *_dead_ends(page, pages, known))
    )


def _goal(page: str, path: str, fragment: str) -> _Goal:
    return _Goal(_file(posixpath.dirname(page), path) if path else page, unquote(fragment))


@lru_cache(maxsize=4096)
def _file(folder: str, path: str) -> str:
    """Return the file that a path in a link leads to, from a page in `folder`."""
    file = posixpath.normpath(posixpath.join(folder, unquote(path)))
    return (
        posixpath.normpath(posixpath.join(file, "index.html"))
        if path.endswith("/") or file == "."
        else file
    )


def _dead_ends(page: _Page, pages: dict[str, _Page], files: set[str]) -> Iterator[Problem]:
    for (file, id), (text, at) in page.links.items():
        if file not in files:
            yield page.problem(f"lenken «{text}» leder til en side som ikke finnes", at)
        elif id and file in pages and id not in pages[file].ids:
            yield page.problem(f"lenken «{text}» leder til et sted på siden som ikke finnes", at)

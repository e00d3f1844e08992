"""Every link in a finished site leads somewhere, and nothing is fetched from elsewhere.

MkDocs checks the links it sees in Markdown. This looks at the HTML itself, where
components write theirs.
"""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from html import unescape
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from kvalitetsplan.reading.problems import Mark, Problem

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


class _Dead(NamedTuple):
    """A link that leads nowhere, what to say of it, and where it stands."""

    goal: _Goal
    message: str
    at: int


_TAG = re.compile(r"""<!--.*?-->|<(\w++)((?:[^>"']++|"[^"]*+"|'[^']*+')*+)>""", re.DOTALL)
_ATTRIBUTE = re.compile(r"""([^\s"'=<>/]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_WANTED = re.compile(
    rf"\b(?:id|href|style|on\w+|http-equiv|{'|'.join(_LOADED)})\s*=", re.IGNORECASE
)
_LOOKED_AT = _REFUSED | {"script"}
"""Tags that are looked at whatever attributes they have."""


class _Asked(NamedTuple):
    """What a link asks for: how it is written, and the path and the id it names."""

    text: str
    path: str
    id: str


class _Tag(NamedTuple):
    """What a tag says, whatever page it stands on."""

    id: str
    links: tuple[_Asked, ...]
    wrong: tuple[str, ...]


class _Part(NamedTuple):
    """What a stretch of a page offers (ids) and asks for (links), and what is wrong with it
    whatever the rest is. Places are in characters from its beginning.
    """

    ids: dict[str, int]
    links: dict[_Goal, _Link]
    here: dict[str, _Link]
    """The links to a place on the page itself, by its id."""
    wrong: list[tuple[str, int]]


class _Page:
    """A page in its parts: what it offers, and where in it a problem stands."""

    def __init__(self, path: str, pieces: Iterable[str]) -> None:
        self.path, self._pieces = path, list(_whole_tags(pieces))
        self.parts: list[tuple[_Part, int]] = []
        self.ids: set[str] = set()
        self.wrong: list[tuple[str, int]] = []
        folder, start = path.rpartition("/")[0], 0
        for piece in self._pieces:
            self._take(_part(folder, piece), start)
            start += len(piece)

    def _take(self, part: _Part, start: int) -> None:
        self.parts.append((part, start))
        if part.wrong:
            self.wrong += ((message, start + at) for message, at in part.wrong)
        if part.ids:
            self.wrong += ((_twice(id), start + part.ids[id]) for id in self.ids & part.ids.keys())
            self.ids |= part.ids.keys()

    def problem(self, message: str, at: int) -> Problem:
        """Return what is wrong at a place on the page, in characters from its top."""
        line = "".join(self._pieces).count("\n", 0, at) + 1
        return Problem(Mark(self.path, line), "", message)


def _twice(id: str) -> str:
    return f"id-en «{id}» står to ganger på siden"


def _whole_tags(pieces: Iterable[str]) -> Iterator[str]:
    """Yield the pieces of a page, those that share a tag as one."""
    begun = ""
    for piece in pieces:
        begun += piece
        if begun.rfind("<") <= begun.rfind(">"):
            yield begun
            begun = ""
    yield begun


@lru_cache(maxsize=3 << 10)  # one site has some twelve hundred, and shares most of them
def _part(folder: str, html: str) -> _Part:
    """Return a stretch of the pages in a folder.

    Tags are all we look for, and a pattern finds them five times as fast as Python's own HTML
    parser.
    """
    part = _Part({}, {}, {}, [])
    for hit in _TAG.finditer(html):
        if tag := _read(hit[1], hit[2]):
            _see(part, folder, tag, hit.start())
    return part


def _see(part: _Part, folder: str, tag: _Tag, at: int) -> None:
    if tag.id in part.ids:
        part.wrong.append((_twice(tag.id), at))
    if tag.id:
        part.ids.setdefault(tag.id, at)
    part.wrong.extend((message, at) for message in tag.wrong)
    for text, path, id in tag.links:
        if path:
            part.links.setdefault(_Goal(_file(folder, path), id), _Link(text, at))
        else:
            part.here.setdefault(id, _Link(text, at))


@lru_cache(maxsize=1 << 14)  # one site has some ten thousand that differ, and shares most of them
def _read(name: str | None, inside: str | None) -> _Tag | None:
    """Return what a tag says, or None if that is nothing to us. A comment has no name."""
    if not name or inside is None:
        return None
    if not _WANTED.search(inside) and name.lower() not in _LOOKED_AT:
        return None
    tag, found = name.lower(), _ATTRIBUTE.findall(inside)
    values = {name.lower(): unescape("".join(value)) for name, *value in found}
    wrong = list(_what_runs(tag, values))
    links: list[_Asked] = []
    if not _ABOUT_ITSELF & set(values.get("rel", "").split()):
        for name in ("href", *_LOADED):
            if name in values:
                message, link = _link(values[name], name != "href" or tag == "link")
                wrong += filter(None, [message])
                links += filter(None, [link])
    return _Tag(values.get("id", ""), tuple(links), tuple(wrong))


def _what_runs(tag: str, values: dict[str, str]) -> Iterator[str]:
    """Yield what is wrong with a tag since it runs something, or fetches it unseen."""
    if tag in _REFUSED:
        yield f"<{tag}> kan hente eller kjøre noe"
    if tag == "script" and not ("src" in values or values.get("type") == "application/json"):
        yield "skriptet står skrevet inn i siden"
    if values.get("http-equiv", "").lower() == "refresh":
        yield "siden sender leseren videre"
    for name in values:
        if name == "style" or name.startswith("on"):
            yield f"«{name}» står skrevet inn i siden"


def _link(link: str, loaded: bool) -> tuple[str, _Asked | None]:
    """Return what is wrong with a link, and what it asks for on the site itself."""
    try:
        url = urlsplit(link.strip())
    except ValueError:
        return f"lenken «{link}» er ikke en gyldig adresse", None
    if url.scheme in ("javascript", "vbscript"):
        return f"lenken «{link}» kjører skript", None
    if url.scheme or url.netloc:
        elsewhere = loaded and url.scheme != "data"
        return f"«{link}» hentes fra et annet nettsted" if elsewhere else "", None
    return "", _Asked(link, url.path, unquote(url.fragment))


def check_site(
    folder: Path,
    neighbours: Iterable[str] = (),
    texts: Mapping[str, Iterable[str]] | None = None,
) -> list[Problem]:
    """Return what is wrong with the links of the site in `folder`, sorted by place.

    Broken links and anchors, ids that stand twice on a page, links that run script,
    and anything that would be loaded from another host. `neighbours` are the pages of
    other sites that it may lead to, from the top of this one. `texts` is the HTML of the pages
    that are at hand, by path, in pieces: what was seen on one page is not read again on the next.
    """
    texts = texts or {}
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    pages: dict[str, _Page] = {}
    for name in files:
        if name.endswith(".html"):
            html = texts.get(name) or [(folder / name).read_text(encoding="utf-8")]
            pages[name] = _Page(name, html)
    site = _Site(pages, files | set(neighbours))
    return sorted(
        page.problem(*one)
        for page in pages.values()
        for one in (*page.wrong, *site.dead_ends(page))
    )


@lru_cache(maxsize=1 << 14)
def _file(folder: str, path: str) -> str:
    """Return the file that a path in a link leads to, from a page in `folder`."""
    file = posixpath.normpath(posixpath.join(folder, unquote(path)))
    return (
        posixpath.normpath(posixpath.join(file, "index.html"))
        if path.endswith("/") or file == "."
        else file
    )


class _Site:
    """What the links of a site may lead to."""

    def __init__(self, pages: dict[str, _Page], files: set[str]) -> None:
        self._pages, self._files = pages, files
        self._dead: dict[int, list[_Dead]] = {}

    def dead_ends(self, page: _Page) -> Iterator[tuple[str, int]]:
        """Yield what to say of each link that leads nowhere, once, and where it stands first."""
        if page.path == _STANDALONE:
            return
        seen: set[_Goal] = set()
        for part, start in page.parts:
            for goal, message, at in (*self._dead_in(part), *_dead_here(page, part)):
                if goal not in seen:
                    yield message, start + at
                    seen.add(goal)

    def _dead_in(self, part: _Part) -> list[_Dead]:
        """Return the links to other pages that lead nowhere: the same wherever the part stands."""
        if id(part) not in self._dead:
            self._dead[id(part)] = [
                _dead(goal, where, link)
                for goal, link in part.links.items()
                if (where := self._why(goal))
            ]
        return self._dead[id(part)]

    def _why(self, goal: _Goal) -> str:
        if goal.file not in self._files:
            return "en side"
        if goal.id and goal.file in self._pages and goal.id not in self._pages[goal.file].ids:
            return _PLACE
        return ""


_PLACE = "et sted på siden"


def _dead(goal: _Goal, where: str, link: _Link) -> _Dead:
    return _Dead(goal, f"lenken «{link.text}» leder til {where} som ikke finnes", link.at)


def _dead_here(page: _Page, part: _Part) -> list[_Dead]:
    """Return the links that lead to a place on the page itself which is not there."""
    return [
        _dead(_Goal(page.path, id), _PLACE, link)
        for id, link in part.here.items()
        if id and id not in page.ids
    ]

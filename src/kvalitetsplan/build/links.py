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


class _Part:
    """What a stretch of a page offers (ids) and asks for (links), and what is wrong with it whatever
    the rest is. Places are in characters from its beginning.

    Tags are all we look for, and a pattern finds them five times as fast as Python's own HTML
    parser.
    """

    def __init__(self, path: str, html: str, _: Ask | None = None) -> None:
        self.ids: dict[str, int] = {}
        self.links: dict[_Goal, _Link] = {}
        self.wrong: list[tuple[str, int]] = []
        for hit in _TAG.finditer(html):
            if tag := _read(hit[1], hit[2]):
                self._see(path, tag, hit.start())

    def _see(self, path: str, tag: _Tag, at: int) -> None:
        if tag.id in self.ids:
            self.wrong.append((_twice(tag.id), at))
        if tag.id:
            self.ids.setdefault(tag.id, at)
        self.wrong += ((message, at) for message in tag.wrong)
        if path != _STANDALONE:
            for link in tag.links:
                self.links.setdefault(_goal(path, link), _Link(link.text, at))


class _Page:
    """A page in its parts: what it offers, and where in it a problem stands."""

    def __init__(self, path: str, html: str, memory: Memory) -> None:
        self.path, self._html = path, html
        self.parts: list[tuple[_Part, int]] = []
        self.ids: set[str] = set()
        self.wrong: list[tuple[str, int]] = []
        above, text, below = _in_parts(html)
        make = partial(_Part, path)
        shared = memory.recall(("lenker", path), text, partial(make, text))
        # What stands around the text is each site's own, and not worth remembering.
        self._take(make(above), 0)
        self._take(shared, len(above))
        self._take(make(below), len(above) + len(text))

    def _take(self, part: _Part, start: int) -> None:
        self.parts.append((part, start))
        self.wrong += ((_twice(id), start + part.ids[id]) for id in self.ids & part.ids.keys())
        self.wrong += ((message, start + at) for message, at in part.wrong)
        self.ids |= part.ids.keys()

    def problem(self, message: str, at: int) -> Problem:
        """Return what is wrong at a place on the page, in characters from its top."""
        return Problem(Mark(self.path, self._html.count("\n", 0, at) + 1), "", message)


def _twice(id: str) -> str:
    return f"id-en «{id}» står to ganger på siden"


def _in_parts(html: str) -> tuple[str, str, str]:
    """Return a page as what stands above its text, the text, which many sites share, and the rest."""
    start = max(html.find("<article"), 0)
    end = max(html.rfind("</article>"), start)
    return html[:start], html[start:end], html[end:]


@lru_cache(maxsize=1 << 15)  # one site has some ten thousand that differ, and shares most of them
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
            pages[name] = _Page(name, html, memory)
    known = files | set(neighbours)
    return sorted(
        page.problem(*one)
        for page in pages.values()
        for one in (*page.wrong, *_dead_ends(page, pages, known))
    )


def _goal(page: str, link: _Asked) -> _Goal:
    folder = page.rpartition("/")[0]
    return _Goal(_file(folder, link.path) if link.path else page, link.id)


@lru_cache(maxsize=1 << 14)
def _file(folder: str, path: str) -> str:
    """Return the file that a path in a link leads to, from a page in `folder`."""
    file = posixpath.normpath(posixpath.join(folder, unquote(path)))
    return (
        posixpath.normpath(posixpath.join(file, "index.html"))
        if path.endswith("/") or file == "."
        else file
    )


def _dead_ends(page: _Page, pages: dict[str, _Page], files: set[str]) -> Iterator[tuple[str, int]]:
    """Yield what to say of each link that leads nowhere, once, and where it stands first."""
    seen: set[_Goal] = set()
    for part, start in page.parts:
        for goal, (text, at) in part.links.items():
            where = _why_dead(goal, pages, files)
            if where and goal not in seen:
                yield f"lenken «{text}» leder til {where} som ikke finnes", start + at
                seen.add(goal)


def _why_dead(goal: _Goal, pages: dict[str, _Page], files: set[str]) -> str:
    if goal.file not in files:
        return "en side"
    if goal.id and goal.file in pages and goal.id not in pages[goal.file].ids:
        return "et sted på siden"
    return ""

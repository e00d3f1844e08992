"""Every link in a finished site leads somewhere, and nothing is fetched from elsewhere.

MkDocs checks the links it sees in Markdown. This looks at the HTML itself, where
components write theirs.
"""

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from kvalitetsplan.problems import Mark, Problem

_LOADED = {("script", "src"), ("img", "src"), ("link", "href"), ("iframe", "src"), ("source", "src"), ("video", "src")}
_NOT_LOADED = {"canonical", "alternate", "prev", "next"}
_STANDALONE = "404.html"
"""Served for any address, so MkDocs writes its links from the top of the host; see `MkDocs: use_directory_urls`."""


@dataclass
class _Page(HTMLParser):
    """What one page offers (ids) and asks for (links), with line numbers."""

    path: str
    ids: dict[str, int] = field(default_factory=dict)
    twice: list[tuple[str, int]] = field(default_factory=list)
    links: list[tuple[str, str, bool, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if id := values.get("id"):
            if id in self.ids:
                self.twice.append((id, self.getpos()[0]))
            self.ids[id] = self.getpos()[0]
        loaded = not _NOT_LOADED & set(values.get("rel", "").split())
        for name in ("href", "src"):
            if name in values:
                self.links.append((values[name], tag, loaded and (tag, name) in _LOADED, self.getpos()[0]))


def check_site(folder: Path, neighbours: Iterable[str] = ()) -> list[Problem]:
    """Return what is wrong with the links of the site in `folder`, sorted by place.

    Broken links and anchors, ids that stand twice on a page, links that run script,
    and anything that would be loaded from another host. `neighbours` are the pages of
    other sites that it may lead to, from the top of this one.
    """
    pages = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*.html")}
    parsed = {name: _parse(name, path) for name, path in pages.items()}
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} | set(neighbours)
    return sorted(problem for page in parsed.values() for problem in _problems(page, parsed, files))


def _parse(name: str, path: Path) -> _Page:
    page = _Page(name)
    page.feed(path.read_text(encoding="utf-8"))
    return page


def _problems(page: _Page, pages: dict[str, _Page], files: set[str]) -> Iterator[Problem]:
    for id, line in page.twice:
        yield Problem(Mark(page.path, line), "", f"id-en «{id}» står to ganger på siden")
    for link, _, loaded, line in page.links:
        message = _wrong(page, link, loaded, pages, files)
        if message:
            yield Problem(Mark(page.path, line), "", message)


def _wrong(page: _Page, link: str, loaded: bool, pages: dict[str, _Page], files: set[str]) -> str:
    url = urlsplit(link)
    if url.scheme == "javascript":
        return f"lenken «{link}» kjører skript"
    if url.scheme or url.netloc:
        return f"«{link}» hentes fra et annet nettsted" if loaded and url.scheme != "data" else ""
    if page.path == _STANDALONE:
        return ""
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), unquote(url.path))) if url.path else page.path
    if link.endswith("/") or target == ".":
        target = posixpath.normpath(posixpath.join(target, "index.html"))
    if target not in files:
        return f"lenken «{link}» leder til en side som ikke finnes"
    anchor = unquote(url.fragment)
    if anchor and target in pages and anchor not in pages[target].ids:
        return f"lenken «{link}» leder til et sted på siden som ikke finnes"
    return ""

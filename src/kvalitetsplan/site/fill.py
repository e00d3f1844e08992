"""Fill the shells: from what is equal in all sites to one plan's own pages.

`build/mkdocs.py` makes the shells, once. Here each marker in them gets its content, for one
plan. This is the only way to a page: for one site, for many, and for MkDocs alone.
"""

import json
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, cached_property, partial
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from kvalitetsplan.plan.own_pages import Egenside, with_words
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.site import pages
from kvalitetsplan.site.components import Components
from kvalitetsplan.site.contents import Overskrift, contents, headings, sections, title_of
from kvalitetsplan.site.drawings import Draw, drawn
from kvalitetsplan.site.markers import Marker, filled, marker, split
from kvalitetsplan.site.proposals import proposal_files
from kvalitetsplan.site.reuse.plan_seen import put, seen
from kvalitetsplan.site.search import (
    findings,
    is_prose,
    overview,
    page_titles,
    search_index,
    summary,
)
from kvalitetsplan.site.shells import FOR_DATA, NOT_FOUND, SITEMAP, Shells
from kvalitetsplan.site.whole_plan import drawings_on

UNSEARCHED = {NOT_FOUND, "hele-planen.html", *map(pages.html, pages.FOR_KOMMUNER)}
"""The pages that nobody finds by searching: teachers need none of those for who runs the plan, and
what stands in the whole of it is found where it stands alone.
"""
_STRETCH = 10
"""How many lines of the menu are a piece of a page."""


class _Drawn(NamedTuple):
    """A page as many sites have it: what is one plan's own is still markers."""

    pieces: list[str]
    sections: list[dict[str, str]]
    """What the search wants of it."""


class Site:
    """One plan's pages, filled in one by one."""

    def __init__(self, components: Components, shells: Shells) -> None:
        self.components, self.shells = components, shells
        self._sections: list[dict[str, str]] = []
        self._menus: dict[tuple[str, str, int], list[str]] = {}
        self._part = cache(
            lambda page: next((at for at, one in enumerate(self._menu) if one.has(page)), -1)
        )
        self._below = cache(lambda folder: self._draw_frame(_in(folder), "bunn"))

    @property
    def plan(self) -> Plan:
        """The plan whose site it is."""
        return self.components.plan

    def files(self) -> Iterator[tuple[str, list[str]]]:
        """Yield what is this plan's own of a site, pictures apart, as path and content in pieces.

        The search's data come last: it knows what stood on the pages.
        """
        for url, draw in self.makers().items():
            yield url, draw()
        yield from self.own_files()
        yield from self._search()

    def own_files(self) -> Iterator[tuple[str, list[str]]]:
        """Yield what is neither a page in the frame nor the search's data, as path and content."""
        yield from ((name, draw()) for name, draw in self.unframed().items())
        yield from ((name, [text]) for name, text in proposal_files(self.components))
        if self.plan.nettadresse and not self.plan.mappe:
            yield SITEMAP, [self._sitemap()]

    def unframed(self) -> dict[str, Callable[[], list[str]]]:
        """Return every file that has no shell by its path, and what draws it, in pieces."""
        makers = self.components.makers()
        return {name: partial(self._unframed, name, draw) for name, draw in makers.items()}

    def _unframed(self, url: str, draw: Callable[[], str]) -> list[str]:
        """Return a file drawn alike for all, with what is this plan's own in it."""
        return self._with_own(url, split(draw()))

    def makers(self) -> dict[str, Callable[[], list[str]]]:
        """Return every page by its address, and what draws it, in pieces."""
        shared = {name: partial(self._page, name, name) for name in self.shells.pages}
        made = {
            side.url: partial(self._page, FOR_DATA, side.url, side)
            for side in pages.sider(self.plan)
        }
        own = {
            pages.html(name): partial(
                self._page, FOR_DATA, pages.html(name), with_words(one, self.plan.fill)
            )
            for name, one in self.plan.egne_sider.items()
        }
        # A server has one page for what leads nowhere, and one list of pages.
        lost = {} if self.plan.mappe else {NOT_FOUND: self._not_found}
        return {**shared, **made, **own, **lost}

    def _not_found(self) -> list[str]:
        html = "".join(self._page(NOT_FOUND, NOT_FOUND))
        return [_from_anywhere(html, self.plan.nettadresse)]

    def _page(self, shell: str, url: str, what: pages.Side | Egenside | None = None) -> list[str]:
        """Return a page, and remember what the search wants of it. `what` stands in it, where it
        has no file of its own in `docs/`.
        """
        given = seen(what.verdier) if isinstance(what, pages.Side) else what
        draw = partial(self._drawn, shell, url, what)
        alike = self.components.recall(("side", url), given, draw)
        self._sections += alike.sections
        return self._with_own(url, alike.pieces)

    def _drawn(self, shell: str, url: str, what: pages.Side | Egenside | None) -> _Drawn:
        """Draw a page. What it reads of the plan is drawn, or put as questions: what is drawn here
        is used for other plans.
        """
        over, midten, under = self.shells[shell]
        inside = {**drawings_on(self.components, url), "side": lambda _: self._inside(what)}
        middle = filled(midten, partial(drawn, inside))
        html = "".join(middle)
        found = headings(html)
        omtale = what.description if isinstance(what, Egenside) else ""
        frame = partial(drawn, self._frame(url, found, omtale or summary(html)))
        pieces = [*filled(over, frame), *middle, *filled(under, frame)]
        return _Drawn(pieces, self._found_on(url, html, found))

    def _inside(self, what: pages.Side | Egenside | None) -> str:
        """Return the middle of a page that has no file of its own in `docs/`."""
        if isinstance(what, pages.Side):
            return self.components.draw(what.komponent, what.url, **what.verdier)
        return what.html if what else ""

    def _found_on(self, url: str, html: str, found: list[Overskrift]) -> list[dict[str, str]]:
        """Return what the search wants of a page."""
        if is_prose(url):
            return sections(url, html, found)
        if url in UNSEARCHED or put(pages.is_empty, _file(url)):
            return []
        return [overview(url, title_of(found), html)]

    def _frame(self, url: str, found: list[Overskrift], omtale: str) -> dict[str, Draw]:
        """Return what may stand around it. `found` is its headings, `omtale` its first words."""
        draw, lines = partial(self._draw_frame, url), contents(found)
        return {
            **{name: partial(marker, name) for name in self._own},
            "om-siden": lambda _: draw("om-siden", tittel=title_of(found), omtale=omtale),
            "logo": lambda _: draw("logo"),
            "nytt": lambda _: draw("nytt"),
            "malform": lambda _: draw("malform"),
            "innholdsliste": lambda _: draw("innholdsliste", linjer=lines),
            # The page is wide or narrow before the list is there: a browser draws what it has.
            "uten-liste": lambda _: "" if len(lines) > 1 else " kp-side--uten-liste",
        }

    def _with_own(self, url: str, pieces: Iterable[str]) -> list[str]:
        """Return the pieces of a page with what is this plan's own in them."""
        given = (self._own[one](url) if isinstance(one, Marker) else (one,) for one in pieces)
        return [piece for some in given for piece in some]

    @cached_property
    def _own(self) -> dict[str, Callable[[str], Iterable[str]]]:
        """Return what is this plan's own on any page, by its marker, given the page's address."""
        names = {name: partial(_same, str(text)) for name, text in self.components.names().items()}
        return {
            **names,
            "faner": partial(self._menu_at, "faner"),
            "meny": partial(self._menu_at, "meny"),
            "fot": lambda url: [self._draw_frame(url, "fot", **self._beside(url))],
            "bunn": lambda url: [self._below(posixpath.dirname(url))],
        }

    def _draw_frame(self, url: str, name: str, **values: Any) -> str:
        return str(self.components.draw(f"ramme/{name}", url, **values)).strip()

    @cached_property
    def _menu(self) -> tuple[pages.Menypunkt, ...]:
        return pages.menu(self.plan, self.components.tekst, self.components.title)

    def _menu_at(self, name: str, url: str) -> list[str]:
        """Return the menu as it stands on a page: drawn once for each folder and part of it. In
        stretches, of which all but one are the same on the pages there.
        """
        listed, folder = pages.stands_with(url), posixpath.dirname(url)
        part = self._part(listed)
        key = (name, folder, part)
        if key not in self._menus:
            menu = self._draw_frame(_in(folder), name, meny=self._menu, her=part, mappe=folder)
            lines = menu.splitlines(keepends=True)
            self._menus[key] = [
                "".join(lines[at : at + _STRETCH]) for at in range(0, len(lines), _STRETCH)
            ]
        link = f'<a href="{posixpath.relpath(listed, folder or ".")}"'
        current = "page" if listed == url else "true"
        here = f'{link} aria-current="{current}"' if name == "meny" else link
        return [one.replace(link, here) if link in one else one for one in self._menus[key]]

    @cached_property
    def _pages(self) -> list[pages.Menypunkt]:
        return pages.in_order(self._menu)

    def _beside(self, url: str) -> dict[str, pages.Menypunkt | None]:
        """Return the pages before and after one, as the menu has them."""
        urls = [one.url for one in self._pages]
        if url not in urls:
            return {"forrige": None, "neste": None}
        place = urls.index(url)
        around = [None, *self._pages, None]
        return {"forrige": around[place], "neste": around[place + 2]}

    def _sitemap(self) -> str:
        own = [pages.html(name) for name in self.plan.sider]
        shared = [name for name in self.shells.pages if not pages.is_empty(self.plan, _file(name))]
        urls = [*shared, *(side.url for side in pages.sider(self.plan)), *own]
        places = (mappe + url for _, mappe in self.plan.malformer for url in urls)
        lines = (f"<url><loc>{self.plan.nettsted}{url}</loc></url>" for url in places)
        return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{"".join(lines)}\n</urlset>\n'

    def _search(self) -> Iterator[tuple[str, list[str]]]:
        """Yield the search's data."""
        tekst = self.components.tekst
        funn = findings(self.plan, tekst, self._sections)
        index = search_index(funn, page_titles(self._sections), self.plan, tekst)
        text = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
        # One file for all: a page opened as a file, or in a closed frame, may load a script alone.
        yield "search/search_index.js", [f"globalThis.sokedata={text}"]


def _file(url: str) -> str:
    """Return the file in `docs/` that a page is made from, as a plan calls it."""
    return url.removesuffix("html") + "md"


def _in(folder: str) -> str:
    """Return the address of no page in particular in a folder: links are written as on all of
    them.
    """
    return posixpath.join(folder, "her.html")


_RELATIVE = re.compile(r'((?:href|src)=")(?![a-z]+:|#|//)/?')


def _from_anywhere(html: str, address: str) -> str:
    """Return a page that is shown for any address, with its links from the top of the host.

    Where the address is not known, its script finds the top of the site.
    """
    if not address:
        return html
    return _RELATIVE.sub(rf"\1{urlsplit(address).path or '/'}", html)


def _same(text: str, _: str) -> list[str]:
    return [text]


def write(site: Site, folder: Path) -> dict[str, list[str]]:
    """Write a plan's own files into a folder, which has those that are equal in all sites.

    Returns the pages' HTML in pieces, by path.
    """
    written, folders = {}, set[Path]()
    for name, content in site.files():
        path = folder / name
        if path.parent not in folders:
            path.parent.mkdir(parents=True, exist_ok=True)
            folders.add(path.parent)
        path.write_bytes("".join(content).encode())
        if name.endswith(".html"):
            written[name] = content
    return written

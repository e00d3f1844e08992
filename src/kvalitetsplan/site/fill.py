"""Fill the shells: from what is equal in all sites to one plan's own pages.

`build/mkdocs.py` makes the shells, once. Here each marker in them gets its content, for one
plan. This is the only way to a page: for one site, for many, and for MkDocs alone.
"""

import json
import posixpath
import re
from collections.abc import Callable, Iterator
from functools import cache, cached_property, partial
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.site import pages
from kvalitetsplan.site.components import Components
from kvalitetsplan.site.contents import Overskrift, contents, headings, sections, title_of
from kvalitetsplan.site.markers import filled, split
from kvalitetsplan.site.proposals import proposal_files
from kvalitetsplan.site.search import (
    findings,
    is_prose,
    overview,
    page_titles,
    search_index,
    summary,
)

FOR_DATA = "skall/side.html"
"""The shell of every page that has no file of its own in `docs/`."""
NOT_FOUND = "404.html"
"""The page for addresses that lead nowhere."""
UNSEARCHED = {NOT_FOUND, "hele-planen.html", *map(pages.html, pages.FOR_KOMMUNER)}
"""The pages that nobody finds by searching: teachers need none of those for who runs the plan, and
what stands in the whole of it is found where it stands alone.
"""
SITEMAP = "sitemap.xml"
"""MkDocs makes one without addresses; a plan that has an address has its own."""
START, END = "innhold", "/innhold"
"""The markers around what stands in the middle of a page."""

Draw = Callable[[str], str]
"""Returns what a marker stands for, given what follows its name."""


class Shell(NamedTuple):
    """A page of what is equal in all sites, in pieces: text and markers by turns."""

    over: list[str]
    midten: list[str]
    under: list[str]


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


class Site:
    """One plan's pages, filled in one by one."""

    def __init__(self, components: Components, shells: Shells) -> None:
        self.components, self.shells = components, shells
        self._sections: list[dict[str, str]] = []
        self._menus: dict[tuple[str, str, int], str] = {}
        self._below = cache(lambda folder: self._draw_frame(_in(folder), "bunn"))

    @property
    def plan(self) -> Plan:
        """The plan whose site it is."""
        return self.components.plan

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield what is this plan's own of a site, pictures apart, as path and content.

        The search's data come last: it knows what stood on the pages.
        """
        for url, draw in self.makers().items():
            yield url, draw()
        yield from self.own_files()
        yield from self._search()

    def own_files(self) -> Iterator[tuple[str, str]]:
        """Yield what is neither a page in the frame nor the search's data, as path and content."""
        yield from ((name, draw()) for name, draw in self.unframed().items())
        yield from proposal_files(self.components)
        if self.plan.nettadresse and not self.plan.mappe:
            yield SITEMAP, self._sitemap()

    def unframed(self) -> dict[str, Callable[[], str]]:
        """Return every file that has no shell by its path, and what draws it."""
        makers = self.components.makers()
        return {name: partial(self._unframed, name, draw) for name, draw in makers.items()}

    def _unframed(self, url: str, draw: Callable[[], str]) -> str:
        """Return a file drawn alike for all, with what is this plan's own in it."""
        own = {**self._names, "bunn": lambda _: self._below(posixpath.dirname(url))}
        return filled(split(draw()), partial(_one, own))

    def makers(self) -> dict[str, Callable[[], str]]:
        """Return every page by its address, and what draws it."""
        shared = {name: partial(self._page, name, name, {}) for name in self.shells.pages}
        made = {
            side.url: partial(self._page, FOR_DATA, side.url, {"side": self._drawing(side)})
            for side in pages.sider(self.plan)
        }
        own = {
            pages.html(name): partial(
                self._page, FOR_DATA, pages.html(name), {"side": partial(_same, one.html)}
            )
            for name, one in self.plan.egne_sider.items()
        }
        # A server has one page for what leads nowhere, and one list of pages.
        lost = {} if self.plan.mappe else {NOT_FOUND: self._not_found}
        return {**shared, **made, **own, **lost}

    def _not_found(self) -> str:
        return _from_anywhere(self._page(NOT_FOUND, NOT_FOUND, {}), self.plan.nettadresse)

    def _drawing(self, side: pages.Side) -> Draw:
        return lambda _: self.components.draw(side.komponent, side.url, **side.verdier)

    def _page(self, shell: str, url: str, more: dict[str, Draw]) -> str:
        """Return a page, and remember what the search wants of it."""
        over, midten, under = self.shells[shell]
        middle = filled(midten, partial(_one, {**drawings(self.components, url), **more}))
        found = headings(middle)
        if is_prose(url):
            self._sections += sections(url, middle, found)
        elif url not in UNSEARCHED and not self._is_empty(url):
            self._sections.append(overview(url, title_of(found), middle))
        omtale = self._about(url) or summary(middle)
        frame = partial(_one, self._frame(url, found, omtale))
        return "".join((filled(over, frame), middle, filled(under, frame)))

    def _frame(self, url: str, found: list[Overskrift], omtale: str) -> dict[str, Draw]:
        """Return what may stand around it. `found` is its headings, `omtale` its first words."""
        draw, lines = partial(self._draw_frame, url), contents(found)
        return {
            **self._names,
            "om-siden": lambda _: draw("om-siden", tittel=title_of(found), omtale=omtale),
            "logo": lambda _: draw("logo"),
            "nytt": lambda _: draw("nytt"),
            "malform": lambda _: draw("malform"),
            "faner": lambda _: self._menu_at("faner", url),
            "meny": lambda _: self._menu_at("meny", url),
            "innholdsliste": lambda _: draw("innholdsliste", linjer=lines),
            # The page is wide or narrow before the list is there: a browser draws what it has.
            "uten-liste": lambda _: "" if len(lines) > 1 else " kp-side--uten-liste",
            "fot": lambda _: draw("fot", **self._beside(url)),
            "bunn": lambda _: self._below(posixpath.dirname(url)),
        }

    def _is_empty(self, url: str) -> bool:
        return pages.is_empty(self.plan, url.removesuffix("html") + "md")

    def _about(self, url: str) -> str:
        """Return what a page says of itself in one sentence, if it does."""
        own = self.plan.egne_sider.get(url.removesuffix("html") + "md")
        return own.description if own else ""

    def _draw_frame(self, url: str, name: str, **values: Any) -> str:
        return self.components.draw(f"ramme/{name}", url, **values).strip()

    @cached_property
    def _names(self) -> dict[str, Draw]:
        """What is equal on all pages of a site."""
        return {name: lambda _, text=text: text for name, text in self.components.names().items()}  # type: ignore[misc]  # the default binds the text

    @cached_property
    def _menu(self) -> tuple[pages.Menypunkt, ...]:
        return pages.menu(self.plan, self.components.tekst, self.components.title)

    def _menu_at(self, name: str, url: str) -> str:
        """Return the menu as it stands on a page: drawn once for each folder and part of it."""
        listed = pages.stands_with(url)
        part = next((place for place, one in enumerate(self._menu) if one.has(listed)), -1)
        key = (name, posixpath.dirname(url), part)
        if key not in self._menus:
            beside = _in(posixpath.dirname(url))
            self._menus[key] = str(self._draw_frame(beside, name, meny=self._menu, her=part))
        link = f'<a href="{posixpath.relpath(listed, posixpath.dirname(url) or ".")}"'
        current = "page" if listed == url else "true"
        here = f'{link} aria-current="{current}"' if name == "meny" else link
        return self._menus[key].replace(link, here)

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
        shared = [name for name in self.shells.pages if not self._is_empty(name)]
        urls = [*shared, *(side.url for side in pages.sider(self.plan)), *own]
        places = (mappe + url for _, mappe in self.plan.malformer for url in urls)
        lines = (f"<url><loc>{self.plan.nettsted}{url}</loc></url>" for url in places)
        return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{"".join(lines)}\n</urlset>\n'

    def _search(self) -> Iterator[tuple[str, str]]:
        """Yield the search's data."""
        tekst = self.components.tekst
        funn = findings(self.plan, tekst, self._sections)
        index = search_index(funn, page_titles(self._sections), self.plan, tekst)
        text = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
        # One file for all: a page opened as a file, or in a closed frame, may load a script alone.
        yield "search/search_index.js", f"globalThis.sokedata={text}"


def _in(folder: str) -> str:
    """Return the address of no page in particular in a folder: links are written as on all of them."""
    return posixpath.join(folder, "her.html")


_RELATIVE = re.compile(r'((?:href|src)=")(?![a-z]+:|#|//)/?')


def _from_anywhere(html: str, address: str) -> str:
    """Return a page that is shown for any address, with its links from the top of the host.

    Where the address is not known, its script finds the top of the site.
    """
    if not address:
        return html
    return _RELATIVE.sub(rf"\1{urlsplit(address).path or '/'}", html)


def drawings(components: Components, url: str) -> dict[str, Draw]:
    """Return what may stand in the middle of a page, by the markers' names."""
    draw, plan = components.draw, components.plan
    return {
        "vis": lambda name: draw(name, url).strip(),
        "figur": lambda name: draw(f"figur-{name}", url).strip(),
        "lenke": lambda address: draw(
            "lenke", url, punkt=plan.punkt(address), adresse=address
        ).strip(),
    }


def fill_in(components: Components, url: str, html: str) -> str:
    """Return the middle of a shared page with its markers filled in."""
    return filled(split(html), partial(_one, drawings(components, url)))


def _same(text: str, _: str) -> str:
    return text


def _one(drawings: dict[str, Draw], marker: str) -> str:
    name, _, argument = marker.partition(" ")
    return drawings[name](argument)


def write(site: Site, folder: Path) -> dict[str, str]:
    """Write a plan's own files into a folder, which has those that are equal in all sites.

    Returns the pages' HTML, by path.
    """
    written = {}
    for name, content in site.files():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
        if name.endswith(".html"):
            written[name] = content
    return written

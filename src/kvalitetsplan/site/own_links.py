"""Where the links of the layers' own pages lead: to a page this plan has, and to a place on it.

Found before anything is built, with the line in the page and what to write instead.
"""

import posixpath
import re
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path

from kvalitetsplan.plan.checks.rules import SECTIONS
from kvalitetsplan.plan.file_names import BILDER
from kvalitetsplan.plan.model import Lag
from kvalitetsplan.plan.on_the_page import Link, way
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.plan.sted import SKOLER
from kvalitetsplan.reading.problems import PlanError, Problem, closest, nearest
from kvalitetsplan.site import sessions
from kvalitetsplan.site.components import Components
from kvalitetsplan.site.outdated import why_outdated
from kvalitetsplan.site.pages import html, sider
from kvalitetsplan.site.whole_plan import shared_page

_ID = re.compile(r"""\sid=["']([^"']+)["']""")


def check_own_links(root: Path, components: Components) -> None:
    """Raise PlanError with every link on the layers' own pages that leads nowhere in this plan's
    site.
    """
    links = [(page, link) for page in components.plan.egne_sider.values() for link in page.links]
    if not links:
        return
    site = _Site(root, components)
    problems = [
        _taken_out_here(components.plan, page.name, link) or Problem(link.mark, "", reason)
        for page, link in links
        if (reason := site.why_dead(page.name, link))
    ]
    if problems:
        raise PlanError(problems)


def _taken_out_here(plan: Plan, page: str, link: Link) -> Problem | None:
    """Return what to say where a school has taken out what a page of its municipality leads to: the
    page is right, and not the school's to mend.
    """
    if not plan.skole or f"{plan.sted.under_kommunen}/" in link.mark.file:
        return None
    removed = {
        one.adresse: one
        for one in plan.endringer
        if (one.lag, one.operasjon) == (Lag.SKOLEN, "fjern")
    }
    if not (found := next(_meant_by(*way(page, link.target), removed), "")):
        return None
    message = (
        f"kommunens side {page} viser til punktet, i {link.mark}; "
        "behold det, eller be kommunen om å ta bort lenken"
    )
    return Problem(removed[found].mark, f"fjern.{found}", message)


def _meant_by(target: str, anchor: str, addresses: Iterable[str]) -> Iterator[str]:
    """Yield those of the addresses that a link may have led to, the most likely first."""
    folder, name = posixpath.split(posixpath.splitext(target)[0])
    if folder == "tema":
        yield from (one for one in (name, f"{name}/{anchor}") if one in addresses)
        if anchor in SECTIONS:  # it went with the last that stood in it
            yield from (one for one in addresses if one.startswith(f"{name}/"))
        return
    for one in addresses:
        id = one.rpartition("/")[2]
        if id in (name, anchor) or anchor.endswith(f"-{id}"):
            yield one


class _Site:
    """The pages and files a site will have, and the places on them, without MkDocs."""

    def __init__(self, root: Path, components: Components) -> None:
        self._docs, self._components, self._plan = root / "docs", components, components.plan
        shared = (path.relative_to(self._docs).as_posix() for path in self._docs.rglob("*.md"))
        themes = (f"tema/{tema.id}.md" for tema in self._plan.temaer)
        self._pages = {*shared, *themes, *self._plan.egne_sider}
        ready = (sessions.page(okt) for okt in sessions.ready(self._plan))
        self._made = {side.url: side for side in sider(self._plan)}
        # A theme is led to as a page with a file: `tema/mobbing.md`.
        others = (url for url, side in self._made.items() if side.komponent != "tema")
        self._drawn = {sessions.SESSION, *ready, *others}
        self._ids: dict[str, set[str]] = {}

    def why_dead(self, page: str, link: Link) -> str:
        """Say what is wrong with where a link on `page` leads; "" if it leads there."""
        target, anchor = way(page, link.target)
        if target in self._plan.egne_filer:
            return ""
        if link.is_picture or target.startswith(f"{BILDER}/"):
            return f"fila «{target}» finnes ikke i mappa{nearest(target, self._plan.egne_filer)}"
        if target not in self._pages | self._drawn:
            return self._why_no_page(page, link.target, target)
        if anchor and anchor not in self._places(target):
            return self._why_no_place(link.target, target, anchor)
        return ""

    def _why_no_page(self, page: str, written: str, target: str) -> str:
        kind, _, id = posixpath.splitext(target)[0].partition("/")
        reason = self._why_no_theme(id) if kind == "tema" else self._why_gone(target)
        if reason:
            return f"lenken «{written}» {reason}"
        if kind == SKOLER:  # it stands elsewhere on the schools' sites, which have the page too
            return f"lenken «{written}» er til nettstedet til en skole; skriv hele adressen, som begynner med https://"
        as_markdown = f"{target.removesuffix('.html')}.md"
        drawn = html(target) if target.endswith(".md") else ""
        index = f"{target}/index.md".removeprefix("./")
        picture = f"{BILDER}/{posixpath.basename(target)}"
        there = {*self._pages, *self._drawn, *self._plan.egne_filer}
        found = next((one for one in (as_markdown, drawn, index, picture) if one in there), "")
        here = posixpath.dirname(page)
        ways = [posixpath.relpath(one, here) for one in ([found] if found else self._pages)]
        folder, name = posixpath.split(written)
        named = [one for one in ways if posixpath.basename(one) == name]
        beside = named or [one for one in ways if posixpath.dirname(one) == folder] or ways
        # The shortest way has the last word where two pages have the same name.
        by_name = {posixpath.basename(one): one for one in sorted(beside, key=len, reverse=True)}
        near = ways[0] if found else by_name.get(closest(posixpath.basename(target), by_name), "")
        hint = f" – mente du «{near}»?" if near else ""
        return f"lenken «{written}» leder til en side som ikke finnes{hint}"

    def _why_no_theme(self, id: str) -> str:
        """Say why a theme has no page, if there is or was such a theme and the plan is without
        it.
        """
        grunnplan = self._plan.grunnplan
        if self._plan.has(id):
            return ""
        if any(tema.id == id for tema in grunnplan.temaer):
            return f"er til temaet «{id}», som ikke er med i planen; ta bort lenken, eller ta temaet med under «temaer»"
        removed = next(
            (one for one in self._plan.endringer if (one.operasjon, one.adresse) == ("fjern", id)),
            None,
        )
        if removed:
            return f"er til temaet «{id}», som {removed.lag} har tatt ut; ta bort lenken"
        return self._why_gone(f"tema/{id}.md")

    def _why_no_place(self, written: str, target: str, anchor: str) -> str:
        if reason := self._why_gone(target, anchor):
            return f"lenken «{written}» {reason}"
        near = nearest(anchor, self._places(target))
        return f"lenken «{written}» leder til et sted på siden som ikke finnes{near}"

    def _why_gone(self, target: str, anchor: str = "") -> str:
        return why_outdated(self._plan.grunnplan, self._plan.sted, target, anchor)

    def _places(self, target: str) -> set[str]:
        """Return the ids on a page."""
        if target not in self._ids:
            own = self._plan.egne_sider.get(target)
            self._ids[target] = set(own.ids) if own else _ids(self._html(target))
        return self._ids[target]

    def _html(self, target: str) -> str:
        """Return the content of a page, as it will be filled in."""
        components, url = self._components, html(target)
        if side := self._made.get(url):
            return components.draw(side.komponent, side.url, **side.verdier)
        if target in self._drawn:
            ready = sessions.ready(self._plan)
            okt = next((one for one in ready if sessions.page(one) == target), None)
            return components.draw("okt", target, okt=okt)
        return shared_page(components, target)


def _ids(html: str) -> set[str]:
    return {unescape(id) for id in _ID.findall(html)}

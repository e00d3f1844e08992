"""Where a municipality's own pages lead in a school's plan, when the school has taken out an item
that they lead to: to the theme it stood in. The page is right, and not the school's to mend.
"""

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from html import unescape

from kvalitetsplan.plan.model import Endring, Lag
from kvalitetsplan.plan.on_the_page import way
from kvalitetsplan.plan.own_pages import Egenside
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.reading.problems import Alvor, Problem

_HREF = re.compile(r'(?<=\shref=")(?P<page>[^"#]*)#[^"]*(?=")')


def with_pages_led_on(plan: Plan, pages: Iterable[str]) -> Plan:
    """Return a school's plan where some of its pages, the municipality's, lead on past what the
    school has taken out of a theme; and which tells the school so.
    """
    gone = {
        one.adresse: one
        for one in plan.endringer
        if (one.lag, one.operasjon) == (Lag.SKOLEN, "fjern")
        and one.adresse not in plan.by_address
        and plan.has(one.adresse.partition("/")[0])
    }
    below = [plan.egne_sider[name] for name in pages] if gone else []
    warnings = [warning for page in below for warning in _told(page, gone)]
    if not warnings:
        return plan
    led = {page.name: _led_on(page, gone) for page in below}
    return replace(plan, egne_sider={**plan.egne_sider, **led}, varsler=(*plan.varsler, *warnings))


def _led_on(page: Egenside, gone: Iterable[str]) -> Egenside:
    def link(hit: re.Match[str]) -> str:
        return hit["page"] if _address(page.name, unescape(hit[0]), ".html") in gone else hit[0]

    links = tuple(
        one._replace(target=one.target.partition("#")[0])
        if _address(page.name, one.target) in gone
        else one
        for one in page.links
    )
    return page._replace(html=_HREF.sub(link, page.html), links=links)


def _told(page: Egenside, gone: dict[str, Endring]) -> Iterator[Problem]:
    for link in page.links:
        if taken_out := gone.get(_address(page.name, link.target)):
            message = (
                f"kommunens side {page.name} viser til punktet, i {link.mark}, og lenken leder nå "
                "til temaet; passer ikke setningen, så be kommunen om å skrive den om"
            )
            address = f"fjern.{taken_out.adresse}"
            yield Problem(taken_out.mark, address, message, Alvor.VARSEL)


def _address(page: str, link: str, ending: str = ".md") -> str:
    """Return the address of the item in a theme that a link on a page leads to; "" if it leads to
    something else.
    """
    target, anchor = way(page, link)
    folder, name = posixpath.split(target)
    is_theme = folder == "tema" and name.endswith(ending)
    return f"{name.removesuffix(ending)}/{anchor}" if is_theme and anchor else ""

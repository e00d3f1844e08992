"""Where the links of own pages lead to what has moved or been taken out of the shared plan."""

import posixpath
import re
from collections.abc import Iterator
from functools import cache

from kvalitetsplan.plan.addresses import addressed, heir, own_id, why_gone
from kvalitetsplan.plan.file_names import SIDER
from kvalitetsplan.plan.model import Grunnplan, Okt, Punkt, Tema, item_types
from kvalitetsplan.plan.on_the_page import way
from kvalitetsplan.plan.own_pages import read_page
from kvalitetsplan.plan.project import Project
from kvalitetsplan.plan.sted import Sted
from kvalitetsplan.reading.problems import PlanError, Problem
from kvalitetsplan.reading.values import alias
from kvalitetsplan.site import sessions
from kvalitetsplan.site.kinds import KINDS


def outdated_links(
    project: Project, sted: Sted, plan: Grunnplan, old: Grunnplan
) -> Iterator[Problem]:
    """Yield the links on the pages of a municipality or a school to what `plan` has no more, and
    `old` had, whether or not it says why.
    """
    mappe = project.mappe(sted)
    for name, path in mappe.within(SIDER).items():
        try:
            page = read_page(path, name, mappe.told(name))
        except PlanError:
            continue  # what is wrong with the page is told where the plan is read
        for link in page.links:
            place = way(name, link.target)
            if reason := why_outdated(plan, sted, *place) or _why_lost(plan, old, sted, *place):
                yield Problem(link.mark, "", f"lenken «{link.target}» {reason}")


def why_outdated(plan: Grunnplan, sted: Sted, target: str, anchor: str) -> str:
    """Say why what stands on the page `target`, such as `tema/ro.md`, is not there; "" if it has
    neither moved nor been taken out. What is kept as one's own has the name of the `sted`.
    """
    addresses = _addresses(target, anchor)
    if any(one in addressed(plan) for one in addresses):
        return ""
    for address in addresses:
        what = _what(address)
        if (new := heir(plan, address)) != address:
            return f"er til {what} som er flyttet; det heter «{new}» nå"
        if reason := why_gone(plan, address):
            kept = _kept(plan, sted, address)
            told = f"{reason.rstrip('.')}; {kept}" if kept else reason
            return f"er til {what} som er tatt ut: {told}"
    return ""


def _why_lost(plan: Grunnplan, old: Grunnplan, sted: Sted, target: str, anchor: str) -> str:
    """Say that what stood on a page is not there any more; "" if it is, or never was."""
    addresses = _addresses(target, anchor)
    lost = next((one for one in addresses if one in addressed(old)), "")
    if not lost or any(one in addressed(plan) for one in addresses):
        return ""
    remedy = _kept(plan, sted, lost) or "ta bort lenken, eller lenk til noe annet"
    return f"er til {_what(lost)} som ikke er i planen lenger; {remedy}"


def _what(address: str) -> str:
    is_theme = "/" not in address
    return f"temaet «{address}»," if is_theme else "noe"


def _kept(plan: Grunnplan, sted: Sted, address: str) -> str:
    """Say where a layer has kept something as its own; "" if none has."""
    owner, _, id = address.rpartition("/")
    for eier in (sted.id, sted.kommune.id):
        for own in (own_id(address, eier), f"{own_id(owner, eier)}/{id}"):
            if own in addressed(plan):
                return f"deres eget heter «{own}», så lenk dit"
    return ""


def _addresses(target: str, anchor: str) -> list[str]:
    """Return the addresses of what may have stood at a place on the site, whichever is right."""
    page = f"{posixpath.splitext(target)[0]}.html"
    return _shown_at(f"{page}#{anchor}") or _shown_at(page)


def _shown_at(place: str) -> list[str]:
    hits = ((pattern.fullmatch(place), address) for pattern, address in _places())
    return list(dict.fromkeys(one.format(**hit.groupdict()) for hit, one in hits if hit))


@cache
def _places() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return what a place where something is shown looks like, and how its address is made of
    that.
    """
    shown: list[tuple[type[Punkt], str]] = [(item, kind.adresse) for item, kind in KINDS.items()]
    shown.append((Okt, sessions.PAGE))
    return tuple((_pattern(place), _address_of(item, place)) for item, place in shown)


def _pattern(shown: str) -> re.Pattern[str]:
    written = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[\\w-]+)", re.escape(shown))
    return re.compile(written.replace("(?P<adresse>[\\w-]+)", "(?P<adresse>[\\w/-]+)"))


def _address_of(kind: type[Punkt], shown: str) -> str:
    """Return how the address of an item of some kind is made of what its place says."""
    if kind is Tema:
        return "{tema}"
    if "{adresse}" in shown:
        return "{adresse}"
    if "{tema}" in shown:
        return "{tema}/{id}"
    lists = item_types(Grunnplan).items()
    inside = {part: name for name, one in lists for part in item_types(one).values()}
    alone = {one: name for name, one in lists}
    return (
        f"{alias(alone[kind])}/{{id}}"
        if kind in alone
        else f"{alias(inside[kind])}/{{eier}}/{{id}}"
    )

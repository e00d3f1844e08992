"""Where the links of own pages lead to what has moved or been taken out of the shared plan."""

import posixpath
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from kvalitetsplan.plan.addresses import addressed, heir, why_gone
from kvalitetsplan.plan.file_names import SIDER
from kvalitetsplan.plan.model import Grunnplan
from kvalitetsplan.plan.own_pages import read_page
from kvalitetsplan.plan.project import Project
from kvalitetsplan.plan.sted import Sted
from kvalitetsplan.reading.problems import PlanError, Problem


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
            target, anchor = way(name, link.target)
            if reason := why_outdated(plan, target, anchor) or _why_lost(plan, old, target, anchor):
                yield Problem(link.mark, "", f"lenken «{link.target}» {reason}")


def _why_lost(plan: Grunnplan, old: Grunnplan, target: str, anchor: str) -> str:
    """Say that what stood on a page is not there any more; "" if it is, or never was."""
    address = _address(target, anchor)
    if address not in addressed(old) or address in addressed(plan):
        return ""
    what = "noe" if anchor else f"temaet «{address}»,"
    return f"er til {what} som ikke er i planen lenger; ta bort lenken, eller lenk til noe annet"


def _address(target: str, anchor: str) -> str:
    page = posixpath.splitext(target)[0].removeprefix("tema/")
    return f"{page}/{anchor}" if anchor else page


def why_outdated(plan: Grunnplan, target: str, anchor: str) -> str:
    """Say why what stands on the page `target`, such as `tema/ro.md`, is not there; "" if it has
    neither moved nor been taken out.
    """
    address = _address(target, anchor)
    what = "noe" if anchor else f"temaet «{address}»,"
    if (new := heir(plan, address)) != address:
        return f"er til {what} som er flyttet; det heter «{new}» nå"
    reason = why_gone(plan, address)
    return f"er til {what} som er tatt ut: {reason}" if reason else ""


def way(page: str, link: str) -> tuple[str, str]:
    """Return the page or file that a link on `page` leads to, in the spelling the site has, and the
    place there.
    """
    url = urlsplit(link)
    path = unicodedata.normalize("NFC", unquote(url.path))
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
    return target, unquote(url.fragment)

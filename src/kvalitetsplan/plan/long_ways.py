"""How long the ways of a site's files are: Windows cannot unpack those that are too long."""

from collections.abc import Iterator
from dataclasses import replace

from kvalitetsplan.plan.file_names import BILDER, SIDER
from kvalitetsplan.plan.folder import Mappe
from kvalitetsplan.plan.model import Lag
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.plan.sted import Sted
from kvalitetsplan.reading.problems import Alvor, Mark, Problem

LONGEST_WAY = 110
"""How many characters the longest way inside a packed site may have."""
LONGEST_SHARED = 48
"""How many of them the pages and parts that all sites have, need below the folder of a site."""


def with_long_ways(plan: Plan, mappe: Mappe, lag: Lag) -> Plan:
    """Return a plan that warns of what its top layer, which lies in `mappe`, makes so long ways of
    that the site cannot be packed.
    """
    return replace(plan, varsler=(*plan.varsler, *_too_long(plan, mappe, lag)))


def _too_long(plan: Plan, mappe: Mappe, lag: Lag) -> Iterator[Problem]:
    if (over := _needed(plan.sted) - LONGEST_WAY) > 0:
        message = _TOO_LONG.format("mappa", len(plan.sted.id) - over)
        yield Problem(Mark(mappe.name), "", message, Alvor.VARSEL)
        return
    # What a municipality has, stands in the sites of its schools too.
    places = (plan.sted, *(Sted.of(plan.sted, one) for one in plan.skoler))
    deepest = max((one for one in places if _needed(one) <= LONGEST_WAY), key=len)
    for mark, place, name, way in _ways(plan, mappe, lag):
        if (over := len(f"{deepest}/{way}") - LONGEST_WAY) > 0:
            what = "id-en" if place else "fila"
            message = _TOO_LONG.format(what, max(len(name) - over, 1))
            yield Problem(mark, place, message, Alvor.VARSEL)


_TOO_LONG = (
    "navnet blir for langt for Windows når «pakk» lager én fil av nettstedet; "
    "{} kan ha et navn på høyst {} tegn"
)


def _needed(sted: Sted) -> int:
    return len(sted) + 1 + LONGEST_SHARED


def _ways(plan: Plan, mappe: Mappe, lag: Lag) -> Iterator[tuple[Mark, str, str, str]]:
    """Yield what the layer has of files and pages: where it is written, its address if it is no
    file, its name, and its way from the top of the site.
    """
    form = max(folder for _, folder in plan.malformer)
    for file in mappe.within(BILDER):
        yield Mark(mappe.told(file)), "", file.partition("/")[2], file
    for file in mappe.within(SIDER):
        way = f"{form}{file.removesuffix('.md')}.html"
        yield Mark(mappe.told(file)), "", file.partition("/")[2], way
    grunnplan = plan.grunnplan
    for item in (*grunnplan.temaer, *grunnplan.situasjoner, *grunnplan.okter):
        if item.lag == lag:
            way = f"{form}{type(item).__name__.lower()}/{item.id}.html"
            yield item.mark("id"), item.id, item.id, way

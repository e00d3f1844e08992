"""An Atom feed of what has happened to a plan: its editions, its changes, the decision.

Every entry says its own content, for where the plan is published is not always known (RFC 4287,
4.1.2).
"""

from collections.abc import Iterable
from itertools import groupby
from typing import Any, NamedTuple
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.site.history import Hendt, history
from kvalitetsplan.site.status import status
from kvalitetsplan.site.text import long_date, plain

FILE = "filer/nytt.xml"
"""Where the feed is, from the top of the site."""
_ATOM = "http://www.w3.org/2005/Atom"
_BEFORE = "2026-01-01"
"""When something came that says nothing of when: before everything that does."""


class _Entry(NamedTuple):
    name: str
    title: str
    day: str
    lines: tuple[str, ...]
    address: str


def feed(plan: Plan, tekst: dict[str, Any]) -> bytes:
    """Return the feed. `tekst` holds the interface's own words."""
    entries = sorted(_entries(plan, tekst), key=lambda one: one.day, reverse=True)
    root = ElementTree.Element("feed", {"xmlns": _ATOM, "xml:lang": plan.lang})
    title = f"{tekst['filer']['plan']} {plan.fullt_navn}"
    _add(root, id=_urn(plan, "feed"), title=title, subtitle=status(plan, tekst))
    _add(root, updated=_day(entries[0].day))
    if plan.nettadresse:
        _link(root, "alternate", plan.nettadresse)
        _link(root, "self", f"{plan.nettadresse}{FILE}")
    _add(ElementTree.SubElement(root, "author"), name=plan.fullt_navn)
    for one in entries:
        _write(plan, ElementTree.SubElement(root, "entry"), one)
    ElementTree.indent(root)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _entries(plan: Plan, tekst: dict[str, Any]) -> Iterable[_Entry]:
    """Yield an entry for each edition, for each day somebody changed something, and for the
    decision. What is changed, and nobody knows when, stands with the edition on top.
    """
    found = history(plan, tekst)
    changes = [one for one in found if one.slag.startswith("endring")]
    undated = [one.hva for one in changes if not one.tidligst]
    rest = (tekst["hendt"]["endringer"], *undated) if undated else ()
    for one in (one for one in found if not one.slag.startswith("endring")):
        yield _edition(one, rest if one.slag.startswith("utgave") else ())
        rest = () if one.slag.startswith("utgave") else rest
    dated = (one for one in changes if one.tidligst)
    for day, ones in groupby(dated, key=lambda one: one.tidligst):
        title = tekst["hendt"]["endret"].format(long_date(tekst["ar"]["maneder"], day))
        lines = tuple(" ".join((f"{one.hva}.", *one.mer)) for one in ones)
        yield _Entry(f"endret/{day}", title, day, lines, "endringer.html")
    if vedtak := plan.kommune.vedtak:
        told = status(plan, tekst)
        yield _Entry(f"vedtak/{vedtak.dato}", told, vedtak.dato, (told,), "om-planen.html#vedtak")


def _edition(one: Hendt, rest: tuple[str, ...]) -> _Entry:
    title = f"{one.hva}, {one.dag}"
    name = f"{one.slag}/{one.navn}"
    return _Entry(name, title, one.tidligst or _BEFORE, (*one.mer, *rest) or (title,), one.adresse)


def _write(plan: Plan, entry: ElementTree.Element, one: _Entry) -> None:
    _add(entry, id=_urn(plan, one.name), title=plain(plan.fill(one.title)))
    _add(entry, updated=_day(one.day))
    if plan.nettadresse:
        _link(entry, "alternate", f"{plan.nettadresse}{one.address}")
    text = "\n".join(plain(plan.fill(line)) for line in one.lines)
    ElementTree.SubElement(entry, "content", type="text").text = text


def _link(parent: ElementTree.Element, rel: str, address: str) -> None:
    ElementTree.SubElement(parent, "link", rel=rel, href=address)


def _add(parent: ElementTree.Element, **texts: str) -> None:
    for name, text in texts.items():
        ElementTree.SubElement(parent, name).text = text


def _urn(plan: Plan, what: str) -> str:
    return uuid5(NAMESPACE_URL, f"kvalitetsplan:{plan.sted}/{what}").urn


def _day(iso: str) -> str:
    return f"{iso}T00:00:00Z"

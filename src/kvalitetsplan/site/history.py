"""What has happened to a plan, and when: editions of the shared plan, its own editions, its own
changes.

What has no date is told for itself, for it cannot be known whether it came before or after
something else.
"""

import re
from typing import Any, NamedTuple

from kvalitetsplan.plan.file_names import date_in_name
from kvalitetsplan.plan.model import Endring, Utgave
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.plan.words import MONTHS
from kvalitetsplan.site import pages
from kvalitetsplan.site.signed import signed
from kvalitetsplan.site.text import long_date

_DAY = re.compile(rf"(\d{{1,2}})\.\s*({'|'.join(MONTHS)})\s+(\d{{4}})", re.IGNORECASE)
_MONTH = re.compile(rf"({'|'.join(MONTHS)})\s+(\d{{4}})", re.IGNORECASE)
_SEASON = re.compile(r"(vår|sommar|sommer|haust|høst|vinter)[a-zæøå]*\s+(\d{4})", re.IGNORECASE)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_YEAR = re.compile(r"\b(20\d{2})\b")
_SEASONS = {
    "vår": ("01", "06"), "sommer": ("06", "08"), "sommar": ("06", "08"), "høst": ("08", "12"),
    "haust": ("08", "12"), "vinter": ("01", "12"),
}  # fmt: skip
"""The months that a season may be in: the year, as schools reckon, has two halves."""


class Hendt(NamedTuple):
    """Something that has happened to a plan."""

    hva: str
    """In a few words, without a date."""
    slag: str
    """`grunnplan`, `utgave` or `endring`, and the layer it is of, as `utgave/kommunen`."""
    navn: str
    """What tells it from others of its kind."""
    tidligst: str = ""
    """The first day it can have been, as 2026-12-01; "" if nothing is known."""
    senest: str = ""
    dag: str = ""
    """When, as people say it; "" if nothing is known."""
    mer: tuple[str, ...] = ()
    """What was changed, a text for each."""
    adresse: str = ""
    """Where one can read about it, from the top of the site."""


def history(plan: Plan, tekst: dict[str, Any]) -> list[Hendt]:
    """Return what has happened to a plan, the newest first; what has no date comes last.

    `tekst` holds the interface's own words.
    """
    skolens = [_own(plan.skole.utgave, "skolen", tekst)] if plan.skole and plan.skole.utgave else []
    found = [
        *_shared(plan, tekst),
        *skolens,
        _own(plan.kommune.utgave, "kommunen", tekst),
        *_changes(plan, tekst),
    ]
    return sorted(found, key=lambda one: one.tidligst, reverse=True)


def _shared(plan: Plan, tekst: dict[str, Any]) -> list[Hendt]:
    words, months = tekst["hendt"], tekst["ar"]["maneder"]
    return [
        Hendt(
            words["grunnplan"].format(one.versjon),
            "grunnplan",
            one.versjon,
            one.dato,
            one.dato,
            long_date(months, one.dato),
            one.nytt,
            f"endringer.html#utgave-{one.versjon.replace('.', '-')}",
        )
        for one in plan.grunnplan.utgaver
    ]


def _own(utgave: Utgave, lag: str, tekst: dict[str, Any]) -> Hendt:
    first, last = span_of(utgave.dato)
    told = tekst["hendt"][lag].format(utgave.versjon)
    name = f"utgave/{lag}"
    return Hendt(
        told, name, utgave.versjon, first, last, utgave.dato, utgave.nytt, "om-planen.html#utgave"
    )


def _changes(plan: Plan, tekst: dict[str, Any]) -> list[Hendt]:
    dates = {id(one.endring): one.skrevet.dato for one in signed(plan)}
    return [_change(plan, one, dates.get(id(one)) or "", tekst) for one in plan.endringer]


def _change(plan: Plan, one: Endring, day: str, tekst: dict[str, Any]) -> Hendt:
    day = day or date_in_name(one.mark.file)
    shown = pages.is_shown(plan, one.adresse)
    return Hendt(
        f"{tekst['endringer'][one.operasjon]}: {plan.fill(one.navn or one.adresse)}",
        f"endring/{one.lag.value}",
        f"{one.operasjon}/{one.adresse}/{one.felt}",
        day,
        day,
        day and long_date(tekst["ar"]["maneder"], day),
        (one.begrunnelse,) if one.begrunnelse else (),
        pages.url(plan, one.adresse) if shown else f"endringer.html#{one.lag.value}",
    )


def span_of(text: str) -> tuple[str, str]:
    """Return the first and the last day that the date of an edition can be, as people write it; two
    times "" if it says nothing of that.
    """
    if hit := _ISO.search(text):
        return hit[0], hit[0]
    if hit := _DAY.search(text):
        day = f"{hit[3]}-{_number(hit[2])}-{int(hit[1]):02}"
        return day, day
    if hit := _MONTH.search(text):
        return f"{hit[2]}-{_number(hit[1])}-01", f"{hit[2]}-{_number(hit[1])}-31"
    if hit := _SEASON.search(text):
        first, last = _SEASONS[hit[1].lower()]
        return f"{hit[2]}-{first}-01", f"{hit[2]}-{last}-31"
    if hit := _YEAR.search(text):
        return f"{hit[1]}-01-01", f"{hit[1]}-12-31"
    return "", ""


def _number(month: str) -> str:
    return f"{MONTHS.index(month.lower()) + 1:02}"


class Siden(NamedTuple):
    """Something that has come since the decision, or may have."""

    tekst: str
    mer: tuple[str, ...] = ()
    adresse: str = ""


def since_decision(plan: Plan, tekst: dict[str, Any]) -> list[Siden]:
    """Return what has come since the plan was decided on, the newest first; nothing for a draft.

    An edition that may be the one decided on is left out. How many changes have no date is told
    last.
    """
    words, vedtak = tekst["vedtak"], plan.kommune.vedtak
    if vedtak is None:
        return []
    found = history(plan, tekst)
    told = [
        Siden(f"{one.dag}: {one.hva}.", one.mer, one.adresse)
        for one in found
        if one.tidligst > vedtak.dato
    ]
    undated = [one for one in found if not one.tidligst]
    editions = [one for one in undated if one.slag.startswith("utgave")]
    told += [
        Siden(words["siden_uviss"].format(one.hva, one.dag), one.mer, one.adresse)
        for one in editions
    ]
    if changes := len(undated) - len(editions):
        key = "siden_udatert_en" if changes == 1 else "siden_udatert"
        told.append(Siden(words[key].format(changes), (), "endringer.html#kommunen"))
    return told or [Siden(words["siden_ingen"])]

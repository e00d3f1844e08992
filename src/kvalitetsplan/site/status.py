"""Is the plan decided, and does it still hold? Said on every page, on every sheet, in every file."""

from datetime import date
from typing import Any

from kvalitetsplan.plan.plan import Plan


def status(plan: Plan, tekst: dict[str, Any], today: date | None = None) -> str:
    """Return one sentence that says who decided the plan and when, or that it is a draft.

    `tekst` holds the interface's own words. A plan whose time is out on the day `today` says so.
    """
    words, vedtak = tekst["vedtak"], plan.kommune.vedtak
    if vedtak is None:
        return str(words["utkast"])
    told: str = words["vedtatt"].format(vedtak.organ, _said(tekst, vedtak.dato))
    if vedtak.saksnummer:
        told += words["sak"].format(vedtak.saksnummer)
    if vedtak.gjelder_til:
        until = _said(tekst, vedtak.gjelder_til)
        over = vedtak.gjelder_til < (today or date.today()).isoformat()
        return f"{told}. {words['utlopt' if over else 'gjelder_til'].format(until)}"
    return f"{told}."


def since_decision(plan: Plan, tekst: dict[str, Any]) -> list[str]:
    """Return what has come since the plan was decided on, a line for each; nothing for a draft."""
    words, vedtak = tekst["vedtak"], plan.kommune.vedtak
    if vedtak is None:
        return []
    later = [one for one in plan.grunnplan.utgaver if one.dato > vedtak.dato]
    told = [words["siden_utgave"].format(one.versjon, _said(tekst, one.dato)) for one in later]
    return [f"{one}." for one in told] or [words["siden_ingen"]]


def _said(tekst: dict[str, Any], iso: str) -> str:
    year, month, day = iso.split("-")
    return f"{int(day)}. {tekst['ar']['maneder'][int(month) - 1].lower()} {year}"

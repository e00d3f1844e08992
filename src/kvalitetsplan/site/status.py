"""Is the plan decided, and does it still hold? Said on every page, on every sheet, in every
file.
"""

from datetime import date
from typing import Any

from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.site.text import long_date


def status(plan: Plan, tekst: dict[str, Any], today: date | None = None) -> str:
    """Return one sentence that says who decided the plan and when, or that it is a draft; after
    it from when the plan holds, where the decision says so.

    `tekst` holds the interface's own words. A plan whose time is out on the day `today` says so;
    before, it says what holds on paper also when that day has come.
    """
    words, vedtak, months = tekst["vedtak"], plan.kommune.vedtak, tekst["ar"]["maneder"]
    if vedtak is None:
        return str(words["utkast"])
    told: str = words["vedtatt"].format(vedtak.organ, long_date(months, vedtak.dato))
    if vedtak.saksnummer:
        told += words["sak"].format(vedtak.saksnummer)
    until = vedtak.gjelder_til and long_date(months, vedtak.gjelder_til)
    if is_over(plan, today):
        return f"{told}. {words['utlopt'].format(until)}"
    told += f"{words['gjelder_til'].format(until)}." if until else "."
    if not vedtak.gjelder_fra:
        return told
    return f"{told} {words['fra'].format(long_date(months, vedtak.gjelder_fra))}"


def badge(plan: Plan, tekst: dict[str, Any]) -> str:
    """Return the word that stands beside the plan's name while it is a draft, and when its time is
    out; else "".
    """
    if plan.kommune.vedtak is None:
        return str(tekst["vedtak"]["merke"])
    return str(tekst["vedtak"]["merke_ute"]) if is_over(plan) else ""


def is_over(plan: Plan, today: date | None = None) -> bool:
    """Return whether the time the plan is decided for is out on the day `today`."""
    vedtak = plan.kommune.vedtak
    until = (vedtak and vedtak.gjelder_til) or date.max.isoformat()
    return until < (today or date.today()).isoformat()

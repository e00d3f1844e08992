"""Is the plan decided, and does it still hold? Said on every page, on every sheet, in every
file.
"""

from datetime import date
from typing import Any

from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.site.text import long_date


def status(plan: Plan, tekst: dict[str, Any], today: date | None = None) -> str:
    """Return one sentence that says who decided the plan and when, or that it is a draft.

    `tekst` holds the interface's own words. A plan whose time is out on the day `today` says so.
    """
    words, vedtak, months = tekst["vedtak"], plan.kommune.vedtak, tekst["ar"]["maneder"]
    if vedtak is None:
        return str(words["utkast"])
    told: str = words["vedtatt"].format(vedtak.organ, long_date(months, vedtak.dato))
    if vedtak.saksnummer:
        told += words["sak"].format(vedtak.saksnummer)
    if vedtak.gjelder_til:
        until = long_date(months, vedtak.gjelder_til)
        over = vedtak.gjelder_til < (today or date.today()).isoformat()
        return f"{told}. {words['utlopt' if over else 'gjelder_til'].format(until)}"
    return f"{told}."

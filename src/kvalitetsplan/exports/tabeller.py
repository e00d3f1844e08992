"""Tables that a spreadsheet opens: the tasks, and the duties."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.plan.responsibilities import roles_with_duties
from kvalitetsplan.site.status import status
from kvalitetsplan.site.text import written_out

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet run a cell instead of showing it."""


def tasks(plan: Plan, tekst: dict[str, Any]) -> bytes:
    """Return every reflection task and training suggestion, a line for each."""
    kinds = {"refleksjonsoppgave": plan.oppgaver, "treningsforslag": plan.ovelser}
    rows = [
        (
            tekst["sok"]["slag"][kind],
            one.tema.tittel,
            one.punkt.tittel,
            one.punkt.tekst,
            "\n".join(getattr(one.punkt, "sporsmal", ())),
            getattr(one.punkt, "varighet", "") or "",
            f"{one.tema.id}/{one.punkt.id}",
        )
        for kind, items in kinds.items()
        for one in items
    ]
    words = tekst["filer"]["oppgavetabell"]
    return _table(plan, tekst, [words[key] for key in words], rows)


def duties(plan: Plan, tekst: dict[str, Any]) -> bytes:
    """Return what the law demands and what holds locally, a line for each demand."""
    rows = []
    for plikt in plan.grunnplan.plikter:
        for rolle in roles_with_duties(plan):
            krav, regler = plan.celle(plikt, rolle.id)
            own = tekst["plikt"]["hos_oss" if plan.har_egne_regler(plikt, rolle.id) else "forslag"]
            loven = tekst["plikt"]["loven"]
            rows += [
                (plikt.tittel, rolle.tittel, loven, one.tekst, plan.paragrafnavn(one.lov))
                for one in krav
            ]
            rows += [(plikt.tittel, rolle.tittel, own, one.tekst, "") for one in regler]
    words = tekst["filer"]["plikttabell"]
    return _table(plan, tekst, [words[key] for key in words], rows)


def _table(
    plan: Plan, tekst: dict[str, Any], head: Sequence[str], rows: Iterable[Sequence[str]]
) -> bytes:
    """Return rows as Norwegian spreadsheets read them: semicolons, and a mark for UTF-8. The last
    cell of each says whether the plan is decided, for rows are sorted, and copied one by one.
    """
    decided = status(plan, tekst)
    made = io.StringIO()
    writer = csv.writer(made, delimiter=";", lineterminator="\r\n")
    writer.writerow([*head, tekst["vedtak"]["tittel"]])
    for row in rows:
        writer.writerow([_cell(plan, text) for text in (*row, decided)])
    return made.getvalue().encode("utf-8-sig")


def _cell(plan: Plan, text: str) -> str:
    plain = "\n".join(written_out(plan.fill(line)) for line in text.split("\n") if line)
    return f"'{plain}" if plain.startswith(_FORMULA) else plain

"""The local changes with their dates: who made each, and why, for those who want to show it."""

from typing import NamedTuple

from kvalitetsplan.plan.authorship import Skrevet
from kvalitetsplan.plan.model import Endring
from kvalitetsplan.plan.plan import Plan


class Signert(NamedTuple):
    """A local change, when it was written last, by whom and why, and who has said yes to it."""

    endring: Endring
    skrevet: Skrevet
    godkjent: str


def signed(plan: Plan) -> tuple[Signert, ...]:
    """Return the local changes, the newest first; those without a date come last.

    Nothing where the municipality does not show it.
    """
    starts: dict[str, list[int]] = {}
    for one in plan.endringer:
        starts.setdefault(one.mark.file, []).append(one.mark.line)
    found = [
        Signert(
            one, _newest(plan, one, starts[one.mark.file]), plan.lagfiler[one.mark.file].godkjent
        )
        for one in plan.endringer
        if one.mark.file in plan.lagfiler
    ]
    return tuple(sorted(found, key=lambda one: one.skrevet.dato, reverse=True))


def _newest(plan: Plan, endring: Endring, starts: list[int]) -> Skrevet:
    """Return who wrote last in the lines of a change: from its first to the next one's."""
    file, line = plan.lagfiler[endring.mark.file], endring.mark.line
    end = min((one for one in starts if one > line), default=line + _LONGEST)
    lines = [file.linjer[one] for one in range(line, end) if one in file.linjer]
    return max(lines, key=lambda one: one.dato, default=Skrevet(file.dato))


_LONGEST = 400
"""How many lines the last change of a file may have."""

"""What is said of the sites that have been built, while it goes on and at the end."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kvalitetsplan.commands.common import warn
from kvalitetsplan.commands.unexpected import keep, told
from kvalitetsplan.plan.project import Project
from kvalitetsplan.plan.sted import Sted

if TYPE_CHECKING:
    from kvalitetsplan.build.many import Bygg


def shown(project: Project, sites: "Iterable[Bygg]", number: int, out: Path) -> "Iterator[Bygg]":
    """Yield the sites, with a line for each and a bar that grows below them where somebody looks
    on.
    """
    watched = sys.stdout.isatty()
    clear = "\r\033[K" if watched else ""
    with click.progressbar(length=number, label="Bygger", hidden=not watched) as bar:
        for place, one in enumerate(sites, 1):
            click.echo(
                clear + _line(project, one, f"{place}/{number}", out), err=one.status == "feilet"
            )
            bar.update(1)
            yield one


def _line(project: Project, one: "Bygg", number: str, out: Path) -> str:
    from kvalitetsplan.build.standing import stood_before

    page = out / one.slug / "index.html"
    if one.status == "feilet":
        stood = stood_before(project, out, one.slug)
        stands = "Den forrige utgaven står urørt." if stood else "Den har ingen side fra før."
        details = f"\n{told(keep(one.detaljer))}" if one.detaljer else ""
        return f"{number}  {one.navn} kunne ikke bygges. {stands}\n{one.melding}{details}"
    how = "som før" if one.status == "uendret" else f"{one.sekunder:.1f} s"
    remark = f"\n{one.melding}" if one.melding else ""
    return f"{number}  {one.navn}: {page} ({how}){remark}"


def warn_of(done: list["Bygg"]) -> None:
    """Say what the plan of one municipality and its schools' warn of; of many, how often each
    does.
    """
    if len({Sted(one.slug).kommune for one in done}) == 1:
        warn(warning for one in done for warning in one.varsler)
        return
    count: Counter[str] = Counter()
    for one in done:
        count[Sted(one.slug).kommune] += len(one.varsler)
    worst = [(slug, number) for slug, number in count.most_common() if number]
    if worst:
        some = ", ".join(f"{slug} {number}" for slug, number in worst[:_MOST_NAMED])
        more = len(worst) - _MOST_NAMED
        others = f" og {more} {'kommune' if more == 1 else 'kommuner'} til" if more > 0 else ""
        click.echo(_WARNINGS.format(some + others, worst[0][0]), err=True)


_MOST_NAMED = 10
_WARNINGS = (
    "Advarsler, som ikke stopper bygget: {}. Du ser dem når du bygger én kommune: "
    "«kvalitetsplan bygg {}». «kvalitetsplan valider» viser alle."
)


def summary(done: list["Bygg"]) -> str:
    """Return in one line what came of them."""
    count = Counter(one.status for one in done)
    parts = [
        f"{count[status]} {status}" for status in ("bygd", "uendret", "feilet") if count[status]
    ]
    slowest = sorted((one for one in done if one.status == "bygd"), key=lambda one: -one.sekunder)[
        :3
    ]
    slow = ", ".join(f"{one.navn} {one.sekunder:.1f} s" for one in slowest)
    failed = ", ".join(one.navn for one in done if one.status == "feilet")
    lines = [
        f"{', '.join(parts)}." if parts else _NOTHING,
        f"Tok lengst tid: {slow}." if slow else "",
        f"Feilet: {failed}." if failed else "",
    ]
    return " ".join(line for line in lines if line)


_NOTHING = "Ingen av kommunene hører til denne delen, så ingenting er bygd."

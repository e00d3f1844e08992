"""What several commands share."""

import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

import click
from click.shell_completion import CompletionItem

from kvalitetsplan.plan.load import steder
from kvalitetsplan.reading.problems import PlanError, Problem, Slag, nearest

T = TypeVar("T")

Items = list[CompletionItem]

CONTEXT = {"help_option_names": ["-h", "--hjelp", "--help"]}


def known(kommuner: tuple[str, ...], data: Path) -> None:
    """Stop with a message if one of the municipalities, or schools, has no folder."""
    folders = steder(data)
    for kommune in kommuner:
        if kommune not in folders:
            near = nearest(kommune, folders) or f"; mappene er {', '.join(folders)}"
            raise click.ClickException(f"ukjent kommune eller skole «{kommune}»{near}")


def complete_folder(context: click.Context, _: click.Parameter, text: str) -> Items:
    """Propose the folders of municipalities and schools that begin with what is typed."""
    return [CompletionItem(slug) for slug in steder(data_folder(context)) if slug.startswith(text)]


def data_folder(context: click.Context) -> Path:
    """Return the data folder while a line is being typed and nothing has been run."""
    return Path(context.find_root().params["rot"]) / "data"


def raise_problems(problems: Iterable[Problem]) -> None:
    """Raise PlanError if there are any."""
    if found := list(problems):
        raise PlanError(found)


_REVIEW = (
    "Grunnplanen er endret under noe dere har skrevet. Velg, én ting om gangen: "
    "kvalitetsplan oppdater {}"
)


def outdated(problems: Iterable[Problem]) -> list[str]:
    """Return the municipalities and schools whose layer a newer plan below has drifted from."""
    found = (
        re.search(r"kommuner/(.+?)(?:/tilpasning)?/[^/]+$", one.mark.file)
        for one in problems
        if one.slag == Slag.DRIFT
    )
    return sorted({one[1] for one in found if one})


def problems_of(check: Callable[[], None]) -> list[Problem]:
    """Return the problems a check raises; none if it raises nothing."""
    try:
        check()
    except PlanError as error:
        return error.problems
    return []


def or_problems(make: Callable[[], T]) -> T:
    """Return what `make` makes; if the data is wrong, print every problem and leave with exit code
    1.
    """
    try:
        return make()
    except PlanError as error:
        click.echo(error, err=True)
        count = len(error.problems)
        click.echo(f"\n{count} feil å rette." if count > 1 else "\nÉn feil å rette.", err=True)
        for slug in outdated(error.problems):
            click.echo(_REVIEW.format(slug), err=True)
        sys.exit(1)

"""What several commands share."""

import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import click
from click.shell_completion import CompletionItem

from kvalitetsplan.plan.file_names import BILDER, KOMMUNE, SIDER, TILPASNING
from kvalitetsplan.plan.folder import is_no_part
from kvalitetsplan.plan.project import HENTET, Project, project_at
from kvalitetsplan.plan.sted import SKOLER, Sted
from kvalitetsplan.plan.words import slug as as_slug
from kvalitetsplan.reading.problems import Alvor, PlanError, Problem, nearest

T = TypeVar("T")

Items = list[CompletionItem]


class OrdinaryFile(click.Path):
    """A file to be read. A pipe has no name that anybody wrote, and may never end."""

    def __init__(self, *, exists: bool = True) -> None:
        super().__init__(path_type=Path, exists=exists, dir_okay=False)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Return the file. Fails if it is of another kind."""
        path = Path(str(super().convert(value, param, ctx)))
        if path.exists() and not path.is_file():
            self.fail(_NO_FILE.format(path), param, ctx)
        return path


_NO_FILE = "«{}» er ingen vanlig fil; lagre det som skal leses, i en fil, og skriv navnet på den"


def meant(project: Project, text: str | None) -> Sted:
    """Return the municipality or the school that is meant: by its folder, or its name as people
    write it. Where there is one alone, it need not be said.

    Stops with a message if there is none.
    """
    folders = stedene(project)
    if text is None:
        return _only_one(project)
    choices = {text, as_slug(text), f"{project.eneste}/{text}"}
    if found := [one for one in folders if one in choices]:
        return found[0]
    kommuner = (one for one in folders if not one.er_skole)
    near = nearest(text, folders) or f"; mappene er {', '.join(kommuner)}"
    raise click.ClickException(f"ukjent kommune eller skole «{text}»{near}")


def stedene(project: Project) -> list[Sted]:
    """Return everything that has a site. Stops with a message if nothing has."""
    if found := project.stedene():
        return found
    raise click.ClickException(
        "her er ingen kommune; stå i mappa der kommune.yaml ligger, eller lag en plan med "
        "«kvalitetsplan ny» og navnet på kommunen"
    )


def outside(project: Project, out: Path, usual: str) -> Path:
    """Return a folder or a file to write; stops with a message where the plan, or the program,
    itself lies there. `usual` is a folder to write in instead.
    """
    out = out.resolve()
    for here in {project.here.resolve(), project.kommuner.resolve(), project.felles.resolve()}:
        parts = out.relative_to(here).parts if out.is_relative_to(here) else ("site",)
        first = next(iter(parts), "")
        if not first or first.lower() in _SOURCES or (here / first / KOMMUNE).exists():
            raise click.ClickException(
                f"«{out}» er der planen selv ligger; velg et annet sted, som «{usual}»"
            )
        # Then it is the whole folder that is the plan.
        if project.eneste and here == project.kommuner.resolve() and not is_no_part(first):
            raise click.ClickException(
                f"«{out}» ligger blant filene i planen; velg et annet sted, som «{usual}»"
            )
    return out


_SOURCES = {
    "data", "docs", "hooks", "overrides", "src", SIDER, BILDER, TILPASNING, SKOLER, HENTET, ".git",
}  # fmt: skip
"""The folders that what is built is made from."""


def only_in_checkout(project: Project) -> None:
    """Stop with a message where what all share is not one's own to change."""
    if not project.is_checkout:
        raise click.ClickException(
            "dette endrer grunnplanen; stå i et utsjekk av prosjektet, der data/themes.yaml ligger"
        )


def _only_one(project: Project) -> Sted:
    if len(some := project.kommunene()) == 1:
        return some[0]
    raise click.ClickException(f"skriv hvilken kommune det gjelder: {', '.join(some)}")


def complete_folder(context: click.Context, _: click.Parameter, text: str) -> Items:
    """Propose the folders of municipalities and schools that begin with what is typed."""
    return [CompletionItem(slug) for slug in project_of(context).stedene() if slug.startswith(text)]


def project_of(context: click.Context) -> Project:
    """Return the project while a line is being typed and nothing has been run."""
    return project_at(Path(context.find_root().params["rot"]).resolve())


def raise_problems(problems: Iterable[Problem]) -> None:
    """Raise PlanError if there are any."""
    if found := list(problems):
        raise PlanError(found)


def warn(warnings: Iterable[object]) -> None:
    """Say what a plan warns of."""
    for one in warnings:
        click.echo(f"{one}  (stopper ikke bygget)", err=True)


_REVIEW = (
    "{} er endret under noe dere har skrevet. Velg, én ting om gangen: kvalitetsplan oppdater {}"
)


def outdated(problems: Iterable[Problem]) -> list[str]:
    """Return the municipalities and schools whose layer a newer plan below has drifted from; "" for
    the one that stands alone.
    """
    found = (
        re.fullmatch(r"(?:(?:.*/)?(?:kommuner|demo)/|)(.*?)/?(?:tilpasning/)?[^/]+", one.mark.file)
        for one in problems
        if one.alvor == Alvor.DRIFT
    )
    return sorted({one[1] for one in found if one})


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
            click.echo(_REVIEW.format(_under(slug), slug).rstrip(), err=True)
        sys.exit(1)


def _under(slug: str) -> str:
    """Return what the layer of a municipality or a school lies on, and that may have changed."""
    from kvalitetsplan.plan.model import Lag  # slow to load, and here it is already

    return (Lag.SKOLEN if Sted(slug).er_skole else Lag.KOMMUNEN).under.capitalize()

"""Take a plan that is written elsewhere: `les-inn`."""

import re
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kvalitetsplan.commands.common import OrdinaryFile, complete_folder, meant, or_problems
from kvalitetsplan.commands.group import CONTEXT
from kvalitetsplan.commands.prompts import is_sure
from kvalitetsplan.commands.questions import Answers, Terminal, decide, told
from kvalitetsplan.editions.choices import Sporsmal
from kvalitetsplan.imports.answers import Svarte
from kvalitetsplan.plan.folder import REPOSITORY, is_dropping
from kvalitetsplan.plan.project import Project
from kvalitetsplan.plan.sted import Sted
from kvalitetsplan.plan.words import slug

if TYPE_CHECKING:
    from kvalitetsplan.imports.whole import Innlest

_PROMPT = "Skriv tallet eller ordene, eller trykk Enter for å ta forslaget, som står først"

_MISSING = (
    "å lese inn dokumenter trenger pakken «{}»; skriv «pip install 'kvalitetsplan[innlesing]'»"
)


@click.command("les-inn", context_settings=CONTEXT)
@click.argument("fil", type=OrdinaryFile())
@click.argument("kommune", required=False, shell_complete=complete_folder)
@click.option("--tørr", "torr", is_flag=True, help="Vis bare. Ingenting skrives.")
@click.option(
    "--svar",
    type=OrdinaryFile(),
    help="Ta valgene fra en YAML-fil. Det som ikke står der, blir som foreslått.",
)
@click.option("--ja", is_flag=True, help="Spør ikke; gjør alt som foreslått.")
@click.option(
    "--navn",
    default="innlest",
    help="Hva filene skal hete. Trengs når dere leser inn flere dokumenter.",
)
@click.pass_obj
def les_inn(
    project: Project,
    fil: Path,
    kommune: str | None,
    torr: bool,
    svar: Path | None,
    ja: bool,
    navn: str,
) -> None:
    """Les inn planen i FIL (Word, regneark, PDF eller ren tekst) til KOMMUNE, eller til en skole.

    Kjennetegn, virkninger, oppgaver, øvelser, plikter og årshjul blir foreslått lagt i planen.
    Alt annet blir egne sider, i dokumentets rekkefølge. Ingenting går tapt.
    """
    sted, name = meant(project, kommune), slug(navn) or "innlest"
    for one in filter(None, (fil, svar)):
        _refuse_inside(project, sted, one)
    _refuse_twice(project, sted, name)
    try:
        from kvalitetsplan.imports.whole import Innlest

        innlest = or_problems(lambda: Innlest.of(project, fil, sted, name))
    except ModuleNotFoundError as error:
        raise click.ClickException(_MISSING.format(error.name)) from error
    answers = or_problems(lambda: Answers(svar)) if svar else None
    if answers:
        innlest = replace(innlest, svarte=or_problems(lambda: decide(innlest.svarte, answers)))
        or_problems(answers.check_used)
    elif not (torr or ja):
        innlest = replace(innlest, svarte=_asked(innlest.svarte))
    if torr:
        _show(innlest.svarte.questions)
    _tell(innlest, fil)
    or_problems(innlest.check if torr else innlest.write)
    if torr:
        click.echo("\nIngenting er skrevet.")
    else:
        _tell_next(innlest)


def _refuse_inside(project: Project, sted: Sted, file: Path) -> None:
    """Stop if a file lies in the municipality's own folder: there it would be taken for a part of
    the plan.
    """
    folder, path = project.folder(sted.kommune).resolve(), file.resolve()
    if not path.is_relative_to(folder):
        return
    first = path.relative_to(folder).parts[0]
    if first not in REPOSITORY and not is_dropping(first):
        raise click.ClickException(
            f"{file.name} ligger i kommunens egen mappe, og der kan bare planens filer stå; flytt den "
            f"til en annen mappe, og skriv veien dit, som «../{file.name}»"
        )


def _refuse_twice(project: Project, sted: Sted, name: str) -> None:
    """Stop if something is read in already under the same name: what people have changed there
    since is theirs.
    """
    mappe = project.mappe(sted)
    mine = re.compile(rf"(?:tilpasning|sider|bilder)/{re.escape(name)}(?:[-_].+)?\.[a-z]+")
    if found := [file for file in mappe.files if mine.fullmatch(file)]:
        raise click.ClickException(
            f"{mappe.told(found[0])} finnes fra før; slett det som heter «{name}» der, "
            "eller gi dette dokumentet et annet navn med --navn"
        )


def _asked(svarte: Svarte) -> Svarte:
    """Return what somebody at the terminal decides: the doubtful first, and the rest if they
    want.
    """
    terminal = Terminal(lambda texts: None, _PROMPT)
    try:
        doubtful = decide(svarte, lambda now, one: terminal(now, one) if one.venter else None)
        rest = sum(not one.venter for one in doubtful.questions)
        if not rest or is_sure(
            f"Resten, {rest} stykker, har en tydelig plass. Ta dem som foreslått?"
        ):
            return doubtful
        return decide(doubtful, lambda now, one: None if one.venter else terminal(now, one))
    except click.Abort:
        click.echo("\nStoppet. Ingenting er skrevet.")
        sys.exit(2)


def _show(questions: Iterable[Sporsmal]) -> None:
    for question in questions:
        choices = f"  Valg: {', '.join(valg.navn for valg in question.valg)}"
        click.echo("\n".join([*told(question), choices, ""]))


def _tell(innlest: "Innlest", fil: Path) -> None:
    """Say what became of the document, and what somebody should look at."""
    from kvalitetsplan.imports import report

    svarte, landet = innlest.svarte, innlest.landet
    click.echo(f"{fil.name}: hvert stykke, hva det er, og hvor det går\n")
    click.echo("\n".join(report.pieces_told(svarte, landet)))
    click.echo("\n".join(["", "I alt:", *report.counted(svarte, landet)]))
    warned = report.warned(innlest.document, landet, innlest.stopped)
    click.echo("\n".join(["", "Se etter:", *(f"  {one}" for one in warned)]))


def _tell_next(innlest: "Innlest") -> None:
    written = "\n".join(f"  {file}" for file in innlest.paths())
    click.echo(f"\nSkrevet:\n{written}\n\nSe det: kvalitetsplan vis {innlest.sted}")

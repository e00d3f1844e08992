"""A new edition of the shared plan is taken: `oppdater`."""

import sys
from collections.abc import Iterable
from functools import partial
from pathlib import Path

import click

from kvalitetsplan.commands.common import (
    OrdinaryFile,
    complete_folder,
    meant,
    or_problems,
    raise_problems,
)
from kvalitetsplan.commands.editions import edition_of, told_differences, version_of
from kvalitetsplan.commands.group import CONTEXT
from kvalitetsplan.commands.questions import Answers, D, Terminal, decide, told
from kvalitetsplan.editing.repository import renew
from kvalitetsplan.editions.choices import Ground, Sporsmal
from kvalitetsplan.editions.chosen import ChoiceDraft, read_choices
from kvalitetsplan.editions.differences import compare
from kvalitetsplan.editions.draft import Draft, OnDisk, by_itself, read_draft
from kvalitetsplan.editions.origin import origin
from kvalitetsplan.editions.settled import was_asked
from kvalitetsplan.editions.versions import VersionError
from kvalitetsplan.plan.file_names import KOMMUNE
from kvalitetsplan.plan.grunnplan import load_grunnplan
from kvalitetsplan.plan.layers import apply
from kvalitetsplan.plan.load import load_plan, load_under
from kvalitetsplan.plan.malform import in_their_form
from kvalitetsplan.plan.model import Forskjell, Grunnplan, Lag, Tilpasning
from kvalitetsplan.plan.project import Project
from kvalitetsplan.plan.releases import too_old
from kvalitetsplan.plan.sted import Sted
from kvalitetsplan.reading.problems import PlanError
from kvalitetsplan.site.outdated import outdated_links


@click.command(context_settings=CONTEXT)
@click.argument("kommune", required=False, shell_complete=complete_folder)
@click.option(
    "--fra",
    help="Utgaven dere kommer fra: en mappe eller noe i git. Da vises også det som kommer av seg selv.",
)
@click.option(
    "--til", help="Utgaven dere skal til, som «upstream/main». Uten: den som ligger i data/ nå."
)
@click.option("--tørr", "torr", is_flag=True, help="Vis bare. Ingenting skrives.")
@click.option(
    "--svar",
    type=OrdinaryFile(),
    help="Ta valgene fra en YAML-fil. Se README.",
)
@click.pass_obj
def oppdater(
    project: Project,
    kommune: str | None,
    fra: str | None,
    til: str | None,
    torr: bool,
    svar: Path | None,
) -> None:
    """Velg hva som skal skje der en ny grunnplan møter endringene KOMMUNE, eller en skole, selv har
    gjort.

    Bare deres egne filer skrives, og bare linjene det gjelder. Slutter med 0 når alt er i
    orden, 2 når noe venter på et valg, her eller hos en skole under kommunen, og 1 når noe er feil.
    """
    sted = meant(project, kommune)
    new, old = _both(project, fra, til)
    before = or_problems(lambda: _before(project, sted, new, old, til))
    if old:
        _show_arriving(project, sted, old, new)
    given = or_problems(lambda: _answers(project, sted, before, svar)) if svar else None
    files = OnDisk(project.here)
    after = or_problems(lambda: _decided(before, files, torr, given))
    chosen = or_problems(lambda: _chosen(project, sted, after, files, torr, given))
    if given:
        or_problems(given.check_used)
        _save(files, torr, after, chosen)
    questions = (*after.questions, *(chosen.questions if chosen else ()))
    if torr or svar:
        _show_questions(questions)
    dead = _show_dead_links(project, sted, after)
    if waiting := sum(question.venter for question in questions):
        _show_waiting(waiting, f"oppdater{project.named(sted)}" if torr else "")
    if waiting or dead:
        sys.exit(2)
    if torr and after.texts != before.texts:
        click.echo("Med disse svarene venter ingenting på et valg. Ingenting er skrevet.")
        return
    if not til:
        _save(files, torr, after.written_against(new.utgave.versjon))
    _say_all_is_well(project, sted, new)


def _before(
    project: Project, sted: Sted, new: Grunnplan, old: Grunnplan | None, til: str | None
) -> Draft:
    """Return the layer as it is. Raises PlanError if it is of a later edition than the one here:
    to take that up would be to go backwards.
    """
    layer = _draft(project, sted, new, old or _origin(project, sted, new))
    older = None if til else too_old(new, layer.layer)
    raise_problems([older] if older else [])
    return layer


def _answers(project: Project, sted: Sted, before: Draft, path: Path) -> Answers:
    """Return the answers in a file that was made when nothing was answered."""
    answers, choices = Answers(path), _choices(project, sted, before)
    questions = (*before.questions, *(choices.questions if choices else ()))
    answers.offered(questions, partial(was_asked, before.ground, before.layer))
    return answers


def _say_all_is_well(project: Project, sted: Sted, shared: Grunnplan) -> None:
    """Say so if it is; leave with what is wrong, or with the schools that must decide."""
    or_problems(lambda: load_plan(project, sted, shared))
    _stop_for_schools(project, sted, shared)
    for path in renew(project):
        click.echo(f"{project.told(path)} er fornyet.")
    click.echo("Alt er i orden. Ingenting venter på et valg.")


def _both(project: Project, fra: str | None, til: str | None) -> tuple[Grunnplan, Grunnplan | None]:
    """Return the edition that is to be taken, and the one that is left, if that is said."""
    here = or_problems(lambda: load_grunnplan(project.data))
    new = version_of(project, til) if til else here
    return new, version_of(project, fra) if fra else here if til else None


def _show_arriving(project: Project, kommune: str, old: Grunnplan, new: Grunnplan) -> None:
    arriving = _arriving(project, kommune, old, new)
    click.echo(
        f"Grunnplanen {edition_of(old)} → {edition_of(new)}. Dette kommer av seg selv: {len(arriving)}\n"
    )
    click.echo(told_differences(project.felles, arriving))


def _show_waiting(waiting: int, command: str) -> None:
    """Say how many questions wait, and by which command they are answered if nobody was asked."""
    hint = f" Velg med «kvalitetsplan {command}», eller skriv valgene i en fil og bruk --svar."
    many = waiting if waiting > 1 else "Én"
    click.echo(f"{many} ting venter på et valg.{hint if command else ''}")


def _show_dead_links(project: Project, slug: str, layer: Draft) -> bool:
    """Show the links on the layer's own pages to what is gone, and tell whether there are any."""
    ground = layer.ground
    plan = apply(ground.plan, layer.layer, ground.lag).grunnplan
    if found := list(outdated_links(project, Sted(slug), plan, ground.old)):
        lines = "\n".join(f"  {one}" for one in found)
        click.echo(f"På egne sider er det lenker dere må rette:\n{lines}\n")
    return bool(found)


def _stop_for_schools(project: Project, kommune: str, shared: Grunnplan) -> None:
    """Leave with 2 if a school's layer does not fit what the municipality's plan says now."""
    if unsettled := _unsettled(project, kommune, shared):
        click.echo(
            "Kommunens plan er i orden. Hos disse skolene venter noe på et valg, eller må rettes:"
        )
        click.echo(
            "\n".join(f"  kvalitetsplan oppdater{project.named(skole)}" for skole in unsettled)
        )
        sys.exit(2)


def _origin(project: Project, slug: str, new: Grunnplan) -> Grunnplan:
    """Return the edition that the layer, or what it lies on, was written against."""
    found = new
    for one in dict.fromkeys((slug, str(Sted(slug).kommune))):
        draft = read_draft(project, one, Ground(new, Lag.KOMMUNEN, one, new))
        files = [(project.here / file).resolve() for file in draft.texts]
        found = found if found is not new else _found(project, files, draft.layer, new)
    return found


def _found(project: Project, files: list[Path], layer: Tilpasning, new: Grunnplan) -> Grunnplan:
    try:
        return origin(project, files, layer, new)
    except VersionError as error:
        raise click.ClickException(str(error)) from error


def _save(files: OnDisk, torr: bool, *drafts: Draft | ChoiceDraft | None) -> None:
    texts = {file: text for draft in drafts if draft for file, text in draft.texts.items()}
    if not torr:
        or_problems(lambda: files.write(texts))


def _chosen(
    project: Project, slug: str, layer: Draft, files: OnDisk, torr: bool, answers: Answers | None
) -> ChoiceDraft | None:
    """Return what a municipality's `kommune.yaml` chooses, with the answers that are given."""
    choices = _choices(project, slug, layer)
    return _decided(choices, files, torr, answers) if choices else None


def _choices(project: Project, slug: str, layer: Draft) -> ChoiceDraft | None:
    """Return what a municipality's `kommune.yaml` chooses; None for a school, which chooses
    nothing.
    """
    if Sted(slug).er_skole:
        return None
    file = project.mappe(slug).told(KOMMUNE)
    return read_choices(project.here / file, file, layer)


def _show_questions(questions: Iterable[Sporsmal]) -> None:
    for question in questions:
        choices = f"  Valg: {', '.join(valg.navn for valg in question.valg)}"
        click.echo("\n".join([*told(question), choices, ""]))


def _draft(project: Project, slug: str, shared: Grunnplan, old: Grunnplan) -> Draft:
    """Return the layer of a municipality or a school as a draft over what it lies on when the
    shared plan is `shared`.

    What is gone from there may be taken from `old`.
    """
    eier = Sted(slug).id
    old = in_their_form(project, slug, old)
    if not Sted(slug).er_skole:
        below = in_their_form(project, slug, shared)
        return read_draft(project, slug, Ground(below, Lag.KOMMUNEN, eier, old))
    try:
        under = load_under(project, slug, shared)
    except PlanError:
        click.echo(
            "Kommunens plan må være i orden først: "
            f"kvalitetsplan oppdater{project.named(Sted(slug).kommune)}\n",
            err=True,
        )
        raise
    layer = _draft(project, Sted(slug).kommune, shared, old).layer
    # What the municipality has taken out is still in the shared plan, for a school that wants it.
    before = apply(old, layer.model_copy(update={"fjern": ()}), Lag.KOMMUNEN).grunnplan
    kommune = Sted(Sted(slug).kommune).id
    return read_draft(project, slug, Ground(under, Lag.SKOLEN, eier, before, kommune))


def _arriving(project: Project, slug: str, old: Grunnplan, new: Grunnplan) -> list[Forskjell]:
    """Return what is new in the shared plan and comes through every layer up to this one."""
    arriving = list(compare(old, new))
    for one in dict.fromkeys((Sted(slug).kommune, slug)):
        arriving = list(by_itself(arriving, _draft(project, one, new, old).layer))
    return arriving


def _unsettled(project: Project, kommune: str, shared: Grunnplan) -> list[Sted]:
    """Return the schools whose layer does not fit what the municipality's plan says now."""
    found = []
    for skole in () if Sted(kommune).er_skole else project.skolene(kommune):
        try:
            load_plan(project, skole, shared)
        except PlanError:
            found.append(skole)
    return found


def _decided(draft: D, files: OnDisk, torr: bool, answers: Answers | None) -> D:
    """Return the draft with the answers that are given; what is decided in a terminal is saved."""
    files.read(draft.texts)
    try:
        if answers:
            return decide(draft, answers)
        if torr:
            return draft
        return decide(draft, Terminal(files.write))
    except click.Abort:
        click.echo("\nStoppet. Det du rakk å svare på, er skrevet.")
        sys.exit(2)

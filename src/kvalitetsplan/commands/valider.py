"""Read everything, and say what is wrong: `valider`."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import get_args

import click

from kvalitetsplan.commands.approved import Approval, Funnet, Sagt
from kvalitetsplan.commands.common import (
    or_problems,
    raise_problems,
    stedene,
    warn,
)
from kvalitetsplan.commands.group import CONTEXT
from kvalitetsplan.plan.checks import check_stages
from kvalitetsplan.plan.docs import check_pages
from kvalitetsplan.plan.file_names import KOMMUNE
from kvalitetsplan.plan.language import Tall, check_language, figures
from kvalitetsplan.plan.load import load_all
from kvalitetsplan.plan.model import TRINN, Grunnlag, Grunnplan
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.plan.project import Project
from kvalitetsplan.plan.spelling import has_dictionary
from kvalitetsplan.reading.uncollected import uncollected
from kvalitetsplan.site.interface import interface_texts


@click.command(context_settings=CONTEXT)
@click.pass_obj
def valider(project: Project) -> None:
    """Les og kontroller grunnplanen, språket, alle kommunene og skolene deres."""
    stedene(project)
    with uncollected():
        approval = Approval(project)
        sagt = approval.sagt or _looked_at(project, approval)
    *lines, outcome = sagt.linjer
    for line in lines:
        click.echo(line)
    warn(sagt.varsler)  # last of what there is to do, so that the table does not hide it
    click.echo(outcome)


def _looked_at(project: Project, approval: Approval) -> Sagt:
    """Return what is to be said of a project where all is well. Leaves with every problem of the
    first kind that there is any of.
    """
    found = approval.found
    if not found:
        or_problems(lambda: interface_texts(project.felles))
    grunnplan = or_problems(approval.grunnplan)
    # Outside a checkout, nobody can mend the shared plan: that was done before it was given out.
    if project.is_checkout and not found:
        plans, found = _with_shared(project, grunnplan)
    else:
        plans = _plans(project, grunnplan, shared_is_right=bool(found))
    sagt = Sagt(
        [*_of_shared(found), *_undeclared(project, plans), _in_all(grunnplan, plans)],
        [str(one) for plan in plans for one in plan.varsler],
    )
    approval.keep(found, sagt)
    return sagt


def _of_shared(found: Funnet | None) -> list[str]:
    if not found:
        return []
    return [*found.tabell, *([] if has_dictionary() else [_NO_DICTIONARY]), *found.venter]


def _in_all(grunnplan: Grunnplan, plans: list[Plan]) -> str:
    pairs = sum(len(tema.par) for tema in grunnplan.temaer)
    schools = sum(plan.skole is not None for plan in plans)
    kommuner = len(plans) - schools
    count = f"{kommuner} {'kommune' if kommuner == 1 else 'kommuner'}, {schools} {'skole' if schools == 1 else 'skoler'}"
    return f"Alt er i orden: {len(grunnplan.temaer)} temaer, {pairs} par, {count}."


_NO_DICTIONARY = "Stavemåten er ikke kontrollert: Installer hunspell med norsk ordliste (på Debian: hunspell-no)."


def _with_shared(project: Project, grunnplan: Grunnplan) -> tuple[list[Plan], Funnet]:
    """Return every plan, and what is found in what all share. Leaves with what is wrong with it;
    how each theme reads is said first, for whoever has to mend that.
    """
    from concurrent.futures import ThreadPoolExecutor  # slow to load; see `approved`

    # The spelling is another program's work, and the rest need not wait for it.
    with ThreadPoolExecutor(1) as beside:
        language = beside.submit(lambda: list(check_language(grunnplan, project.data)))
        plans = _plans(project, grunnplan, shared_is_right=False)
        problems = [*check_stages(grunnplan), *or_problems(language.result)]
    table = list(_table(figures(grunnplan)))
    if problems:
        click.echo("\n".join(table))
    or_problems(lambda: raise_problems(problems))
    return plans, Funnet(table, or_problems(lambda: _nynorsk(project, grunnplan)))


def _undeclared(project: Project, plans: list[Plan]) -> Iterator[str]:
    """Yield a reminder for each municipality that does not say where its declaration stands."""
    for plan in plans:
        if not plan.skole and not plan.kommune.tilgjengelighetserklaering:
            yield (
                f"Husk: {project.mappe(plan.sted).told(KOMMUNE)} sier ikke hvor tilgjengelighetserklæringen står. "
                "Lag den på uustatus.no, og skriv adressen som «tilgjengelighetserklæring: https://…»."
            )


def _nynorsk(project: Project, grunnplan: Grunnplan) -> list[str]:
    """Return what waits for somebody in the nynorsk. Raises PlanError with what is wrong with
    it.
    """
    from kvalitetsplan.commands.oversett import reminders, standing, wrong_words  # see `approved`

    raise_problems(check_pages(project.data))
    raise_problems(wrong_words(project.felles, grunnplan))
    return list(reminders(standing(project.felles, grunnplan)))


def _table(figures: list[Tall]) -> Iterator[str]:
    """Yield how each theme reads, what its pairs stand on, and what it has for each stage."""
    kinds = [kind for kind in get_args(Grunnlag) if any(tall.grunnlag[kind] for tall in figures)]
    columns = (*kinds, *TRINN)
    yield f"LIX i midten  høyeste     ord  {'  '.join(columns)}  tema"
    for tall in figures:
        counts = tall.grunnlag + tall.trinn
        numbers = "  ".join(f"{counts[column]:{len(column)}}" for column in columns)
        yield f"{tall.lix:12.0f}  {tall.hoyeste:7.0f}  {tall.ord:6}  {numbers}  {tall.tema}"


def _plans(project: Project, grunnplan: Grunnplan, *, shared_is_right: bool) -> list[Plan]:
    """Return every plan. Leaves with what is wrong with any, the links on own pages with it."""
    check = partial(_check_own_pages, project.felles)
    return or_problems(
        lambda: load_all(project, grunnplan, shared_is_right=shared_is_right, check=check)
    )


def _check_own_pages(root: Path, plan: Plan) -> None:
    """Raise PlanError with every link on an own page that leads nowhere."""
    if plan.egne_sider:
        from kvalitetsplan.site.components import Components  # slow to load; most have no own pages
        from kvalitetsplan.site.own_links import check_own_links

        check_own_links(root, Components(root, plan))

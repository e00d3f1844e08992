"""What concerns the data itself: `valider` and `skjema`."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import click

from kvalitetsplan.commands.common import CONTEXT, or_problems, raise_problems
from kvalitetsplan.plan.language import check_language, figures, has_dictionary
from kvalitetsplan.plan.load import load_all, load_grunnplan
from kvalitetsplan.plan.schema import write_schemas


@click.command(context_settings=CONTEXT)
@click.pass_obj
def valider(root: Path) -> None:
    """Les og kontroller grunnplanen, språket, alle kommunene og skolene deres."""
    data = root / "data"
    grunnplan = or_problems(lambda: load_grunnplan(data))
    with ThreadPoolExecutor(
        1
    ) as beside:  # the spelling is another program's work; the rest need not wait for it
        language = beside.submit(lambda: list(check_language(grunnplan, data)))
        plans = or_problems(lambda: load_all(data, grunnplan))
    click.echo("LIX i midten  høyeste     ord  tema")
    for tall in figures(grunnplan):
        click.echo(f"{tall.lix:12.0f}  {tall.hoyeste:7.0f}  {tall.ord:6}  {tall.tema}")
    if not has_dictionary():
        click.echo(
            "Stavemåten er ikke kontrollert: Installer hunspell med norsk ordliste (på Debian: hunspell-no)."
        )
    or_problems(lambda: raise_problems(language.result()))
    for plan in plans:
        if not plan.skole and not plan.kommune.tilgjengelighetserklaering:
            click.echo(
                f"Husk: data/kommuner/{plan.slug}/kommune.yaml sier ikke hvor tilgjengelighetserklæringen står. "
                "Lag den på uustatus.no, og skriv adressen som «tilgjengelighetserklaering: https://…»."
            )
    pairs = sum(len(tema.par) for tema in grunnplan.temaer)
    schools = sum(plan.skole is not None for plan in plans)
    count = f"{len(plans) - schools} kommuner, {schools} {'skole' if schools == 1 else 'skoler'}"
    click.echo(f"Alt er i orden: {len(grunnplan.temaer)} temaer, {pairs} par, {count}.")


@click.command(context_settings=CONTEXT)
@click.pass_obj
def skjema(root: Path) -> None:
    """Skriv skjemaene som hjelper redigeringsprogrammet mens du skriver YAML."""
    for path in write_schemas(root / "data" / "skjema"):
        click.echo(path.relative_to(root))

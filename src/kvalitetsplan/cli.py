"""The commands. Norwegian, because their users are."""

import os
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

import click

from kvalitetsplan.language import check_language, figures, has_dictionary
from kvalitetsplan.load import load_all, load_grunnplan, load_plan, slugs
from kvalitetsplan.problems import PlanError, Problem, nearest
from kvalitetsplan.schema import write_schemas

T = TypeVar("T")

CONTEXT = {"help_option_names": ["-h", "--hjelp", "--help"]}


@click.group(context_settings=CONTEXT)
@click.option("--rot", type=click.Path(path_type=Path, exists=True, file_okay=False), default=".", help="Prosjektmappa.")
@click.pass_context
def main(context: click.Context, rot: Path) -> None:
    """Kvalitetsplaner for skolenes læringsmiljø: fra YAML til nettsted."""
    context.obj = rot.resolve()
    if not (context.obj / "data" / "themes.yaml").exists():
        raise click.ClickException(f"finner ikke data/themes.yaml i {rot}; stå i prosjektmappa, eller bruk --rot")


@main.command(context_settings=CONTEXT)
@click.pass_obj
def valider(root: Path) -> None:
    """Les og kontroller grunnplanen, språket og alle kommunene."""
    data = root / "data"
    grunnplan = _or_problems(lambda: load_grunnplan(data))
    plans = _or_problems(lambda: load_all(data, grunnplan))
    click.echo("LIX i midten  høyeste     ord  tema")
    for tall in figures(grunnplan):
        click.echo(f"{tall.lix:12.0f}  {tall.hoyeste:7.0f}  {tall.ord:6}  {tall.tema}")
    if not has_dictionary():
        click.echo("Stavemåten er ikke kontrollert: Installer hunspell med norsk ordliste (på Debian: hunspell-no).")
    _or_problems(lambda: _raise(check_language(grunnplan, data)))
    pairs = sum(len(tema.par) for tema in grunnplan.temaer)
    click.echo(f"Alt er i orden: {len(grunnplan.temaer)} temaer, {pairs} par, {len(plans)} kommuner.")


@main.command(context_settings=CONTEXT)
@click.argument("kommuner", nargs=-1)
@click.option(
    "--ut", type=click.Path(path_type=Path, file_okay=False), help="Mappa nettstedene skrives til. Vanligvis site."
)
@click.pass_obj
def bygg(root: Path, kommuner: tuple[str, ...], ut: Path | None) -> None:
    """Bygg nettstedet til KOMMUNER (navn på mapper i data/kommuner), eller til alle."""
    from kvalitetsplan.build import BuildError, build_portal, build_site  # MkDocs is slow to load; `valider` does without

    data, out = root / "data", (ut or root / "site").resolve()
    _known(kommuner, data)
    plans = _or_problems(lambda: load_all(data))
    failed = 0
    for plan in plans:
        if kommuner and plan.slug not in kommuner:
            continue
        start = time.monotonic()
        try:
            target = build_site(root, plan, out)
            click.echo(f"{plan.kommune.navn}: {target}/index.html ({time.monotonic() - start:.1f} s)")
        except BuildError as error:
            failed += 1
            click.echo(f"{plan.kommune.navn} kunne ikke bygges. Den forrige utgaven står urørt.\n{error}", err=True)
    click.echo(f"Forsiden med alle kommunene: {build_portal(root, plans, out)}")
    sys.exit(1 if failed else 0)


@main.command(context_settings=CONTEXT)
@click.argument("kommune", default="eksempel")
@click.option("--adresse", default="127.0.0.1:8000", show_default=True, help="Hvor nettstedet vises.")
@click.pass_obj
def vis(root: Path, kommune: str, adresse: str) -> None:
    """Vis nettstedet til KOMMUNE mens du skriver. Siden laster seg selv på nytt."""
    _known((kommune,), root / "data")
    _or_problems(lambda: load_plan(root / "data", kommune))
    environment = {**os.environ, "KOMMUNE": kommune, "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", adresse, "-f", str(root / "mkdocs.yml")]
    os.execve(sys.executable, command, environment)


@main.command(context_settings=CONTEXT)
@click.pass_obj
def skjema(root: Path) -> None:
    """Skriv skjemaene som hjelper redigeringsprogrammet mens du skriver YAML."""
    for path in write_schemas(root / "data" / "skjema"):
        click.echo(path.relative_to(root))


def _known(kommuner: tuple[str, ...], data: Path) -> None:
    for kommune in kommuner:
        if kommune not in slugs(data):
            near = nearest(kommune, slugs(data))
            raise click.ClickException(f"ukjent kommune «{kommune}»{near or '; mappene er ' + ', '.join(slugs(data))}")


def _raise(problems: Iterable[Problem]) -> None:
    if found := list(problems):
        raise PlanError(found)


def _or_problems(make: Callable[[], T]) -> T:
    try:
        return make()
    except PlanError as error:
        click.echo(error, err=True)
        count = len(error.problems)
        click.echo(f"\n{count} feil å rette." if count > 1 else "\nÉn feil å rette.", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()

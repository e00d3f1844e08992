"""The commands. Norwegian, because their users are."""

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from kvalitetsplan.language import check_language, figures, has_dictionary
from kvalitetsplan.load import load_all, load_grunnplan, load_plan, slugs
from kvalitetsplan.problems import PlanError, Problem, nearest
from kvalitetsplan.schema import write_schemas

if TYPE_CHECKING:
    from kvalitetsplan import batch

T = TypeVar("T")


CONTEXT = {"help_option_names": ["-h", "--hjelp", "--help"]}


def _part(context: click.Context, option: click.Parameter, value: str) -> tuple[int, int]:
    part, _, of = value.partition("/")
    if not (part.isdigit() and of.isdigit() and 1 <= int(part) <= int(of)):
        raise click.BadParameter(f"«{value}» er ikke en del; skriv for eksempel 3/8, den tredje av åtte")
    return int(part), int(of)


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
@click.option("--prosesser", type=click.IntRange(1), help="Hvor mange som bygges samtidig. Vanligvis én for hver kjerne.")
@click.option("--del", "part", default="1/1", callback=_part, help="Bare en del av kommunene, som 3/8: den tredje av åtte.")
@click.option("--om-igjen", is_flag=True, help="Bygg også dem som ikke er endret.")
@click.pass_obj
def bygg(
    root: Path,
    kommuner: tuple[str, ...],
    ut: Path | None,
    prosesser: int | None,
    part: tuple[int, int],
    om_igjen: bool,
) -> None:
    """Bygg nettstedet til KOMMUNER (navn på mapper i data/kommuner), eller til alle."""
    from kvalitetsplan import batch  # MkDocs is slow to load; `valider` does without
    from kvalitetsplan.build import build_portal

    data, out = root / "data", (ut or root / "site").resolve()
    _known(kommuner, data)
    plans = _or_problems(lambda: load_all(data))
    chosen = batch.shard(kommuner or [plan.slug for plan in plans], *part)
    names = {plan.slug: plan.kommune.navn for plan in plans}
    done: list[batch.Bygg] = []
    with ProcessPoolExecutor(min(prosesser or os.cpu_count() or 1, len(chosen) or 1)) as executor:
        for one in batch.build_all(root, chosen, out, executor, om_igjen):
            done.append(one)
            click.echo(_line(one, names[one.slug], f"{len(done)}/{len(chosen)}", out), err=one.status == "feilet")
    click.echo(_summary(done, names))
    click.echo(f"Forsiden med alle kommunene: {build_portal(root, plans, out)}")
    sys.exit(1 if any(one.status == "feilet" for one in done) else 0)


def _line(one: "batch.Bygg", name: str, number: str, out: Path) -> str:
    if one.status == "feilet":
        return f"{number}  {name} kunne ikke bygges. Den forrige utgaven står urørt.\n{one.melding}"
    if one.status == "uendret":
        return f"{number}  {name}: {out / one.slug}/index.html (som før)"
    return f"{number}  {name}: {out / one.slug}/index.html ({one.sekunder:.1f} s)"


def _summary(done: list["batch.Bygg"], names: dict[str, str]) -> str:
    count = Counter(one.status for one in done)
    parts = [f"{count[status]} {status}" for status in ("bygd", "uendret", "feilet") if count[status]]
    slowest = sorted((one for one in done if one.status == "bygd"), key=lambda one: -one.sekunder)[:3]
    slow = ", ".join(f"{names[one.slug]} {one.sekunder:.1f} s" for one in slowest)
    failed = ", ".join(names[one.slug] for one in done if one.status == "feilet")
    lines = [", ".join(parts) + ".", f"Tok lengst tid: {slow}." if slow else "", f"Feilet: {failed}." if failed else ""]
    return " ".join(line for line in lines if line)


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

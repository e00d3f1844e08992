"""Build the sites, and show one: `bygg` and `vis`."""

import os
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kvalitetsplan.commands.common import CONTEXT, complete_folder, known, or_problems
from kvalitetsplan.load import kommune_of, load_all, load_plan

if TYPE_CHECKING:
    from kvalitetsplan import batch


def _part(context: click.Context, option: click.Parameter, value: str) -> tuple[int, int]:
    part, _, of = value.partition("/")
    if not (part.isdigit() and of.isdigit() and 1 <= int(part) <= int(of)):
        raise click.BadParameter(f"«{value}» er ikke en del; skriv for eksempel 3/8, den tredje av åtte")
    return int(part), int(of)


@click.command(context_settings=CONTEXT)
@click.argument("kommuner", nargs=-1, shell_complete=complete_folder)
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
    """Bygg nettstedet til KOMMUNER (navn på mapper i data/kommuner) med skolene deres, eller til alle."""
    from kvalitetsplan import batch  # MkDocs is slow to load; `valider` does without
    from kvalitetsplan.build import build_portal

    data, out = root / "data", (ut or root / "site").resolve()
    known(kommuner, data)
    plans = or_problems(lambda: load_all(data, with_schools=False))  # a school that is wrong stops no other
    names = {plan.slug: plan.navn for plan in plans}
    names |= {f"{plan.slug}/skoler/{id}": f"{navn} ({plan.navn})" for plan in plans for id, navn in plan.skoler.items()}
    asked = batch.shard(kommuner or [plan.slug for plan in plans], *part)
    chosen = [slug for slug in names if slug in asked or kommune_of(slug) in asked]
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


@click.command(context_settings=CONTEXT)
@click.argument("kommune", default="eksempel", shell_complete=complete_folder)
@click.option("--adresse", default="127.0.0.1:8000", show_default=True, help="Hvor nettstedet vises.")
@click.pass_obj
def vis(root: Path, kommune: str, adresse: str) -> None:
    """Vis nettstedet til KOMMUNE mens du skriver. Siden laster seg selv på nytt."""
    known((kommune,), root / "data")
    or_problems(lambda: load_plan(root / "data", kommune))
    environment = {**os.environ, "KOMMUNE": kommune, "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", adresse, "-f", str(root / "mkdocs.yml")]
    os.execve(sys.executable, command, environment)

"""The commands. Norwegian, because their users are."""

import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from kvalitetsplan.ask import Answers, Terminal, decide, told
from kvalitetsplan.differences import compare, report
from kvalitetsplan.edit import EditError
from kvalitetsplan.language import check_language, figures, has_dictionary
from kvalitetsplan.load import load_all, load_grunnplan, load_plan, slugs
from kvalitetsplan.model import Grunnplan
from kvalitetsplan.problems import PlanError, Problem, nearest
from kvalitetsplan.schema import write_schemas
from kvalitetsplan.update import Draft, by_itself, read_draft, write_draft
from kvalitetsplan.versions import VersionError, read_version

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


@main.command(context_settings=CONTEXT)
@click.argument("fra")
@click.argument("til")
@click.option("--json", "as_json", is_flag=True, help="Skriv endringene som JSON, til andre programmer.")
@click.pass_obj
def endringer(root: Path, fra: str, til: str, as_json: bool) -> None:
    """Vis hva som er endret i grunnplanen fra utgaven FRA til utgaven TIL.

    En utgave er en mappe, eller et merke, en gren eller en commit i git.
    """
    old, new = _version(root, fra), _version(root, til)
    found = compare(old, new)
    if as_json:
        editions = {key: plan.utgave.model_dump(by_alias=True) for key, plan in (("fra", old), ("til", new))}
        click.echo(json.dumps({**editions, "forskjeller": [asdict(one) for one in found]}, ensure_ascii=False, indent=1))
        return
    click.echo(f"Grunnplanen {_edition(old)} → {_edition(new)}\n")
    click.echo("\n".join(report(found)) if found else "Ingen endringer.")


@main.command(context_settings=CONTEXT)
@click.argument("kommune")
@click.option("--fra", help="Utgaven dere kommer fra: en mappe eller noe i git. Da vises også det som kommer av seg selv.")
@click.option("--til", help="Utgaven dere skal til, som «upstream/main». Uten: den som ligger i data/ nå.")
@click.option("--tørr", "torr", is_flag=True, help="Vis bare. Ingenting skrives.")
@click.option(
    "--svar", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="Ta valgene fra en YAML-fil. Se README."
)
@click.pass_obj
def oppdater(root: Path, kommune: str, fra: str | None, til: str | None, torr: bool, svar: Path | None) -> None:
    """Velg hva som skal skje der en ny grunnplan møter endringene KOMMUNE selv har gjort.

    Bare kommunens egen tilpasning.yaml skrives, og bare linjene det gjelder. Slutter med 0 når alt er i orden,
    2 når noe venter på et valg, og 1 når noe er feil.
    """
    data = root / "data"
    _known((kommune,), data)
    new = _version(root, til) if til else _or_problems(lambda: load_grunnplan(data))
    old = _version(root, fra) if fra else _or_problems(lambda: load_grunnplan(data)) if til else None
    path = data / "kommuner" / kommune / "tilpasning.yaml"
    before = _or_problems(lambda: read_draft(path, f"data/kommuner/{kommune}/tilpasning.yaml", new))
    if old:
        arriving = list(by_itself(compare(old, new), before.layer))
        click.echo(f"Grunnplanen {_edition(old)} → {_edition(new)}. Dette kommer av seg selv: {len(arriving)}\n")
        click.echo("\n".join(report(arriving)))
    after = _or_problems(lambda: _decided(before, path, torr, svar))
    for question in after.questions if torr or svar else ():
        click.echo("\n".join([*told(question), f"  Valg: {', '.join(valg.navn for valg in question.valg)}", ""]))
    if waiting := sum(question.venter for question in after.questions):
        hint = f" Velg med «kvalitetsplan oppdater {kommune}», eller skriv valgene i en fil og bruk --svar."
        click.echo(f"{waiting if waiting > 1 else 'Én'} ting venter på et valg.{hint if torr else ''}")
        sys.exit(2)
    if torr and after.text != before.text:
        click.echo("Med disse svarene venter ingenting på et valg. Ingenting er skrevet.")
        return
    _or_problems(lambda: load_plan(data, kommune, new))
    click.echo("Alt er i orden. Ingenting venter på et valg.")


def _decided(draft: Draft, path: Path, torr: bool, svar: Path | None) -> Draft:
    """Return the draft with the answers that are given, saved unless it is a dry run."""

    def save(draft: Draft) -> None:
        if not torr:
            write_draft(path, draft)

    try:
        if svar:
            answers = Answers(svar)
            draft = decide(draft, answers)
            answers.check_used()
            save(draft)
        elif not torr:
            draft = decide(draft, Terminal(save))
    except click.Abort:
        click.echo("\nStoppet. Det du rakk å svare på, er skrevet.")
        sys.exit(2)
    except EditError as error:
        raise click.ClickException(
            f"{draft.file} er skrevet slik at den ikke kan endres trygt; gjør endringen selv"
        ) from error
    return draft


def _edition(plan: Grunnplan) -> str:
    return f"{plan.utgave.versjon} ({plan.utgave.dato})"


def _version(root: Path, name: str) -> Grunnplan:
    try:
        return _or_problems(lambda: read_version(root, name))
    except VersionError as error:
        raise click.ClickException(str(error)) from error


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

"""The commands. Norwegian, because their users are."""

import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.shell_completion import CompletionItem

from kvalitetsplan import tailoring
from kvalitetsplan.addresses import addressed, all_lists
from kvalitetsplan.ask import Answers, Terminal, decide, told
from kvalitetsplan.differences import compare, report
from kvalitetsplan.edit import EditError
from kvalitetsplan.language import check_language, figures, has_dictionary
from kvalitetsplan.load import load_all, load_grunnplan, load_plan, slugs
from kvalitetsplan.model import Grunnplan
from kvalitetsplan.problems import PlanError, Problem, nearest
from kvalitetsplan.prompts import a_colour, a_kommune, a_logo, a_name, a_text, ask, is_sure, one_of, settle
from kvalitetsplan.register import read_register
from kvalitetsplan.schema import write_schemas
from kvalitetsplan.start import Valg, existing, template_colours, write_kommune
from kvalitetsplan.update import Draft, by_itself, read_draft, write_draft
from kvalitetsplan.versions import VersionError, read_version
from kvalitetsplan.writing import as_yaml

if TYPE_CHECKING:
    from kvalitetsplan import batch

T = TypeVar("T")
Items = list[CompletionItem]

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


def _complete_register(context: click.Context, _: click.Parameter, text: str) -> Items:
    """Propose municipalities by what is typed of a name or number; the folder's name, since it needs no quotes."""
    register = read_register(_data(context))
    return [
        CompletionItem(one.nummer if text.isdigit() else register.folder(one), help=f"{one.fullt_navn}, {one.fylke}")
        for one in register.starting_with(text)
    ]


def _complete_folder(context: click.Context, _: click.Parameter, text: str) -> Items:
    return [CompletionItem(slug) for slug in slugs(_data(context)) if slug.startswith(text)]


def _complete_address(context: click.Context, _: click.Parameter, text: str) -> Items:
    grunnplan = load_grunnplan(_data(context))
    items = [CompletionItem(address, help=item.label) for address, item in addressed(grunnplan).items() if not item.LOCKED]
    return [one for one in [*items, *map(CompletionItem, all_lists(grunnplan))] if one.value.startswith(text)]


def _data(context: click.Context) -> Path:
    return Path(context.find_root().params["rot"]) / "data"


@main.command(context_settings=CONTEXT)
@click.argument("kommune", required=False, shell_complete=_complete_register)
@click.option("--navn", help="Navnet slik det skal stå. Vanligvis kommunens navn på alle språkene den har.")
@click.option("--målform", "malform", help="bokmål eller nynorsk. Foreslås etter kommunens vedtak.")
@click.option("--hoved", help="Fargen på toppen av siden og lenkene, som 1b4f72. Må tåle hvit skrift.")
@click.option("--aksent", help="Fargen på streker og merker.")
@click.option("--logo", help="En bildefil, helst SVG. Den kopieres til mappa.")
@click.option("--ja", is_flag=True, help="Spør ikke; bruk det som foreslås. Skriver aldri over noe.")
@click.pass_obj
def ny(
    root: Path,
    kommune: str | None,
    navn: str | None,
    malform: str | None,
    hoved: str | None,
    aksent: str | None,
    logo: str | None,
    ja: bool,
) -> None:
    """Lag mappa til KOMMUNE, som du skriver med navn eller nummer. Spør om det som mangler."""
    data = root / "data"
    register = read_register(data)
    if ja and kommune is None:
        raise click.ClickException("skriv hvilken kommune det gjelder, med navn eller nummer")
    one = settle(kommune, "Hvilken kommune? Skriv navn eller nummer", a_kommune(register, ja), None, ja)
    slug = register.folder(one)
    picture = settle(logo, "", a_logo, None, quiet=True) if logo is not None else None
    _refuse_overwriting(root, existing(data, slug, picture), ja)
    colours = template_colours(data)
    valg = Valg(
        one.nummer,
        settle(navn, "Navnet slik det skal stå", a_name(one), f"{one.fullt_navn} kommune", ja),
        settle(malform, f"Målform (vedtaket er {one.malvedtak})", one_of(["bokmål", "nynorsk"]), one.malform, ja),
        settle(hoved, "Farge på toppen og lenkene", a_colour("hoved"), colours["hoved"], ja),
        settle(aksent, "Farge på streker og merker", a_colour("aksent"), colours["aksent"], ja),
        picture,
    )
    written = _or_problems(lambda: write_kommune(data, slug, valg))
    click.echo("\nSkrevet:\n" + "\n".join(f"  {path.relative_to(root)}" for path in written) + "\n")
    click.echo(NEXT_STEPS.format(slug=slug))


NEXT_STEPS = """\
Nå kan du
  1. se planen i nettleseren: kvalitetsplan vis {slug}
  2. gjøre den til deres: Åpne data/kommuner/{slug}/kommune.yaml, der alt er forklart. Endre en tekst slik:
     kvalitetsplan tilpass {slug} relasjon/hilser-ved-navn
  3. publisere den: docs/for-kommuner/publiser.md viser hvordan"""


def _refuse_overwriting(root: Path, files: list[Path], quiet: bool) -> None:
    """Ask before what exists is written over; leave everything as it is unless the answer is yes."""
    if not files:
        return
    names = " og ".join(str(path.relative_to(root)) for path in files)
    if quiet:
        raise click.ClickException(f"{names} finnes fra før; flytt det bort først, eller skriv kommandoen uten --ja")
    if not is_sure(f"{names} finnes fra før. Skrive på nytt? Det som står der, blir borte"):
        click.echo("Ingenting er endret.")
        sys.exit(0)


@main.command(context_settings=CONTEXT)
@click.argument("kommune", shell_complete=_complete_folder)
@click.argument("adresse", shell_complete=_complete_address)
@click.option("--felt", help="Feltet som får en annen tekst. Trengs når punktet har flere.")
@click.option("--til", multiple=True, help="Teksten dere vil ha. Flere ganger når feltet er en liste.")
@click.option("--fjern", is_flag=True, help="Ta bort punktet.")
@click.option("--begrunnelse", help="Hvorfor punktet tas bort. Leserne ser det.")
@click.option("--legg-til", is_flag=True, help="Legg et nytt punkt i lista ADRESSE, som relasjon/eksempler.")
@click.option("--nytt", multiple=True, metavar="FELT=TEKST", help="Et felt i det nye punktet. Flere ganger.")
@click.option("--plassering", help="Hvor det nye står: først, sist, før:id eller etter:id. Vanligvis sist.")
@click.option("--rekkefølge", "--rekkefolge", "rekkefolge", metavar="ID,ID", help="Det som skal stå først i lista ADRESSE.")
@click.pass_obj
def tilpass(root: Path, /, kommune: str, adresse: str, **valg: Any) -> None:
    """Endre én ting i planen til KOMMUNE: teksten til punktet ADRESSE, eller lista ADRESSE.

    Uten valg vises dagens tekst, og du blir spurt om den nye. Endringen skrives i tilpasning.yaml.
    Valgene heter det samme som nøklene der.
    """
    data = root / "data"
    _known((kommune,), data)
    grunnplan = _or_problems(lambda: load_grunnplan(data))
    plan = _or_problems(lambda: load_plan(data, kommune, grunnplan))
    try:
        tailoring.refuse_own(plan, adresse)
        operation, entry = _change(grunnplan, adresse, kommune, **valg)
        path = _or_problems(lambda: tailoring.write_change(data, kommune, grunnplan, operation, entry))
    except tailoring.Refused as error:
        raise click.ClickException(str(error)) from error
    written = as_yaml({operation: tailoring.written_as(operation, entry)})
    click.echo(f"\nSkrevet i {path.relative_to(root)}:\n\n{written}\nSe det: kvalitetsplan vis {kommune}")


def _change(
    grunnplan: Grunnplan,
    address: str,
    kommune: str,
    *,
    felt: str | None,
    til: tuple[str, ...],
    fjern: bool,
    begrunnelse: str | None,
    legg_til: bool,
    nytt: tuple[str, ...],
    plassering: str | None,
    rekkefolge: str | None,
) -> tuple[str, tailoring.Entry]:
    """Return the operation that was meant and its entry, asking for what is missing."""
    groups = {
        "--felt og --til": felt or til,
        "--fjern med --begrunnelse": fjern or begrunnelse,
        "--legg-til med --nytt og --plassering": legg_til or nytt or plassering,
        "--rekkefølge": rekkefolge,
    }
    if len(used := [name for name, given in groups.items() if given]) > 1:
        raise tailoring.Refused(f"én ting om gangen: Her står både {' og '.join(used)}")
    if fjern or begrunnelse:
        tailoring.removal(grunnplan, address, "")
        why = begrunnelse or ask("Hvorfor tar dere det bort? Leserne ser svaret", a_text)
        return "fjern", tailoring.removal(grunnplan, address, why)
    if legg_til or nytt or plassering:
        place = tailoring.placement(plassering or "sist")
        return "legg_til", tailoring.addition(grunnplan, address, _fields(grunnplan, address, nytt, kommune), place)
    if rekkefolge:
        ids = [id.strip() for id in rekkefolge.split(",") if id.strip()]
        return "rekkefølge", tailoring.order(grunnplan, address, ids)
    if not felt and tailoring.is_own_word(grunnplan, address):
        return "sett", tailoring.own_word(address, til or (ask("Ordet deres", a_text),))
    return "erstatt", _replacement(grunnplan, address, felt, til)


def _replacement(grunnplan: Grunnplan, address: str, felt: str | None, til: tuple[str, ...]) -> tailoring.Entry:
    """Return an `erstatt`; shows what stands there today, and asks for the new, where that is not given."""
    fields = tailoring.text_fields(grunnplan, address)
    felt = felt or tailoring.main_field(grunnplan, address)
    felt = felt or ask(f"Hvilket felt? {', '.join(fields)}", one_of(fields))
    now = tailoring.current(grunnplan, address, felt)
    if not til:
        click.echo(f"{felt} i dag:\n" + "\n".join(f"  {text}" for text in ([now] if isinstance(now, str) else now)))
        til = (ask("Ny tekst", a_text),) if isinstance(now, str) else _lines("Ny tekst")
    return tailoring.replacement(grunnplan, address, felt, til)


def _fields(grunnplan: Grunnplan, liste: str, given: tuple[str, ...], kommune: str) -> dict[str, list[str]]:
    """Return the fields of a new item, asking for those it must have and that are not given."""
    found: dict[str, list[str]] = {}
    for text in given:
        felt, sign, value = text.partition("=")
        if not sign:
            raise tailoring.Refused(f"«{text}» mangler likhetstegn; skriv --nytt felt=tekst")
        found.setdefault(felt.strip(), []).append(value)
    for felt, help in tailoring.required_fields(grunnplan, liste).items():
        if felt not in found:
            click.echo(help if felt != "id" else f"{help} Begynn med «{kommune}-».")
            found[felt] = [ask(felt, a_text)]
    return found


def _lines(question: str) -> tuple[str, ...]:
    """Ask for one text after the other; an empty answer ends it."""
    first, more = ask(f"{question}, én om gangen", a_text), []
    while text := click.prompt("Neste, eller bare linjeskift", default="", show_default=False).strip():
        more.append(text)
    return first, *more


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

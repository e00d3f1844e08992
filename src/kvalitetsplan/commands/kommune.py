"""Start a plan, and change it: `ny` and `tilpass`."""

import sys
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from kvalitetsplan.commands.common import (
    BARE_BOKMAL,
    CONTEXT,
    Items,
    complete_folder,
    data_folder,
    known,
    or_problems,
)
from kvalitetsplan.commands.prompts import (
    a_colour,
    a_kommune,
    a_logo,
    a_name,
    a_skole,
    a_text,
    ask,
    is_sure,
    one_of,
    settle,
)
from kvalitetsplan.editing import tailoring
from kvalitetsplan.editing.start import (
    NyKommune,
    existing_kommune,
    existing_skole,
    keep_copies,
    template_colours,
    write_kommune,
    write_skole,
)
from kvalitetsplan.editing.yamlfile import as_yaml
from kvalitetsplan.plan.addresses import addressed, all_lists
from kvalitetsplan.plan.load import kommuner, load_grunnplan, load_plan, load_under
from kvalitetsplan.plan.model import Grunnplan
from kvalitetsplan.plan.register import read_register
from kvalitetsplan.plan.sted import Sted
from kvalitetsplan.plan.words import shown
from kvalitetsplan.plan.words import slug as as_slug


def _complete_register(context: click.Context, _: click.Parameter, text: str) -> Items:
    """Propose municipalities by what is typed of a name or number; the folder's name, since it
    needs no quotes.

    For a school, those that have a folder already.
    """
    if context.params.get("skole"):
        return [
            CompletionItem(one) for one in kommuner(data_folder(context)) if one.startswith(text)
        ]
    register = read_register(data_folder(context))
    return [
        CompletionItem(
            one.nummer if text.isdigit() else register.folder(one),
            help=f"{one.fullt_navn}, {one.fylke}",
        )
        for one in register.starting_with(text)
    ]


def _complete_address(context: click.Context, _: click.Parameter, text: str) -> Items:
    grunnplan = load_grunnplan(data_folder(context))
    items = [
        CompletionItem(address, help=item.label)
        for address, item in addressed(grunnplan).items()
        if not item.LOCKED
    ]
    return [
        one
        for one in [*items, *map(CompletionItem, all_lists(grunnplan))]
        if one.value.startswith(text)
    ]


@click.command(context_settings=CONTEXT)
@click.argument("kommune", required=False, shell_complete=_complete_register)
@click.option(
    "--skole",
    metavar="NAVN",
    help="Lag i stedet et lag for én skole, under en kommune som har en mappe.",
)
@click.option(
    "--navn", help="Navnet slik det skal stå. Vanligvis kommunens navn på alle språkene den har."
)
@click.option("--målform", "malform", help="bokmål eller nynorsk. Foreslås etter kommunens vedtak.")
@click.option(
    "--hoved", help="Fargen på toppen av siden og lenkene, som 1b4f72. Må tåle hvit skrift."
)
@click.option("--aksent", help="Fargen på streker og merker.")
@click.option("--logo", help="En bildefil, helst SVG. Den kopieres til mappa.")
@click.option(
    "--ja", is_flag=True, help="Spør ikke; bruk det som foreslås. Skriver aldri over noe."
)
@click.pass_obj
def ny(
    root: Path,
    kommune: str | None,
    skole: str | None,
    navn: str | None,
    malform: str | None,
    hoved: str | None,
    aksent: str | None,
    logo: str | None,
    ja: bool,
) -> None:
    """Lag mappa til KOMMUNE, som du skriver med navn eller nummer. Spør om det som mangler."""
    data = root / "data"
    if skole is not None:
        return _new_skole(root, kommune, skole, any((navn, malform, hoved, aksent, logo)), ja)
    register = or_problems(lambda: read_register(data))
    if ja and kommune is None:
        raise click.ClickException("skriv hvilken kommune det gjelder, med navn eller nummer")
    one = settle(
        kommune, "Hvilken kommune? Skriv navn eller nummer", a_kommune(register, ja), None, ja
    )
    slug = register.folder(one)
    picture = settle(logo, "", a_logo, None, quiet=True) if logo is not None else None
    _refuse_overwriting(root, existing_kommune(data, slug, picture), ja)
    colours = template_colours(data)
    valg = NyKommune(
        one.nummer,
        settle(navn, "Navnet slik det skal stå", a_name(one), f"{one.fullt_navn} kommune", ja),
        settle(
            malform,
            f"Målform (vedtaket er {one.malvedtak})",
            one_of(["bokmål", "nynorsk"]),
            one.malform,
            ja,
        ),
        settle(hoved, "Farge på toppen og lenkene", a_colour("hoved"), colours["hoved"], ja),
        settle(aksent, "Farge på streker og merker", a_colour("aksent"), colours["aksent"], ja),
        picture,
    )
    kept = keep_copies(existing_kommune(data, slug, picture))
    written = or_problems(lambda: write_kommune(data, slug, valg))
    _tell_kept(root, kept)
    if valg.malform == "nynorsk":
        click.echo(f"\n{BARE_BOKMAL}")
    _tell_next_steps(root, written, slug)


def _new_skole(root: Path, kommune: str | None, skole: str, has_more: bool, quiet: bool) -> None:
    """Start the layer of a school under `kommune`, which must be the name of its folder."""
    data = root / "data"
    if kommune not in kommuner(data):
        choices = ", ".join(kommuner(data))
        raise click.ClickException(
            f"skriv mappa til kommunen skolen hører til, sammen med --skole: {choices}"
        )
    if has_more:
        raise click.ClickException(
            "en skole har kommunens farger, logo og målform; skriv bare --skole og navnet"
        )
    navn = settle(skole, "", a_skole, None, quiet=True)
    slug = Sted.of(kommune, as_slug(navn))
    _refuse_overwriting(root, existing_skole(data, slug), quiet)
    _tell_kept(root, keep_copies(existing_skole(data, slug)))
    _tell_next_steps(root, or_problems(lambda: write_skole(data, slug, navn)), slug)


def _tell_next_steps(root: Path, written: list[Path], slug: str) -> None:
    click.echo("\nSkrevet:\n" + "\n".join(f"  {path.relative_to(root)}" for path in written) + "\n")
    click.echo(NEXT_STEPS.format(slug=slug, file=written[0].relative_to(root)))


def _tell_kept(root: Path, kept: list[Path]) -> None:
    if kept:
        files = "\n".join(f"  {path.relative_to(root)}" for path in kept)
        click.echo(f"\nDet som sto der, ligger i\n{files}")


NEXT_STEPS = """\
Nå kan du
  1. se planen i nettleseren: kvalitetsplan vis {slug}
  2. gjøre den til deres: Åpne {file}, der alt er forklart. Endre en tekst slik:
     kvalitetsplan tilpass {slug} relasjon/hilser-ved-navn
  3. publisere den: docs/for-kommuner/publiser.md viser hvordan"""


def _refuse_overwriting(root: Path, files: list[Path], quiet: bool) -> None:
    """Ask before what exists is written over; leave everything as it is unless the answer is yes."""
    if not files:
        return
    names = " og ".join(str(path.relative_to(root)) for path in files)
    if quiet:
        raise click.ClickException(
            f"{names} finnes fra før; flytt det bort først, eller skriv kommandoen uten --ja"
        )
    if not is_sure(
        f"{names} finnes fra før. Skrive på nytt? Det som står der, blir tatt vare på i en kopi"
    ):
        click.echo("Ingenting er endret.")
        sys.exit(0)


@click.command(context_settings=CONTEXT)
@click.argument("kommune", shell_complete=complete_folder)
@click.argument("adresse", shell_complete=_complete_address)
@click.option("--felt", help="Feltet som får en annen tekst. Trengs når punktet har flere.")
@click.option(
    "--til",
    multiple=True,
    help="Teksten eller tallet dere vil ha. Flere ganger når feltet er en liste. Tom: ingenting.",
)
@click.option("--fjern", is_flag=True, help="Ta bort punktet.")
@click.option("--begrunnelse", help="Hvorfor punktet tas bort. Leserne ser det.")
@click.option(
    "--legg-til", is_flag=True, help="Legg et nytt punkt i lista ADRESSE, som relasjon/eksempler."
)
@click.option(
    "--nytt", multiple=True, metavar="FELT=TEKST", help="Et felt i det nye punktet. Flere ganger."
)
@click.option(
    "--plassering", help="Hvor det nye står: først, sist, før:id eller etter:id. Vanligvis sist."
)
@click.option(
    "--rekkefølge",
    "--rekkefolge",
    "rekkefolge",
    metavar="ID,ID",
    help="Det som skal stå først i lista ADRESSE.",
)
@click.pass_obj
def tilpass(root: Path, /, kommune: str, adresse: str, **valg: Any) -> None:
    """Endre én ting i planen til KOMMUNE, eller til en skole: teksten til punktet ADRESSE, eller
    lista ADRESSE.

    Uten valg vises dagens tekst, og du blir spurt om den nye. Endringen skrives i tilpasning.yaml.
    Valgene heter det samme som nøklene der.
    """
    data = root / "data"
    known((kommune,), data)
    grunnplan = or_problems(lambda: load_grunnplan(data))
    plan = or_problems(lambda: load_plan(data, kommune, grunnplan))
    under = or_problems(lambda: load_under(data, kommune, grunnplan))
    try:
        tailoring.refuse_own(plan, adresse)
        operation, entry = _change(under, adresse, Sted(kommune).id, **valg)
        path = or_problems(
            lambda: tailoring.write_change(data, kommune, grunnplan, operation, entry)
        )
    except tailoring.Refused as error:
        raise click.ClickException(str(error)) from error
    written = as_yaml({operation: tailoring.written_as(operation, entry)})
    click.echo(
        f"\nSkrevet i {path.relative_to(root)}:\n\n{written}\nSe det: kvalitetsplan vis {kommune}"
    )


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
        return "legg_til", tailoring.addition(
            grunnplan, address, _fields(grunnplan, address, nytt, kommune), place
        )
    if rekkefolge:
        ids = [id.strip() for id in rekkefolge.split(",") if id.strip()]
        return "rekkefølge", tailoring.order(grunnplan, address, ids)
    if not felt and tailoring.is_own_word(grunnplan, address):
        return "sett", tailoring.own_word(address, til or (ask("Ordet deres", a_text),))
    return "erstatt", _replacement(grunnplan, address, felt, til)


def _replacement(
    grunnplan: Grunnplan, address: str, felt: str | None, til: tuple[str, ...]
) -> tailoring.Entry:
    """Return an `erstatt`; shows what stands there today, and asks for the new, where that is not
    given.
    """
    fields = tailoring.text_fields(grunnplan, address)
    felt = felt or tailoring.main_field(grunnplan, address)
    felt = felt or ask(f"Hvilket felt? {', '.join(fields)}", one_of(fields))
    now = tailoring.current(grunnplan, address, felt)
    if not til:
        lines = [now] if isinstance(now, str) else map(shown, now)
        click.echo(
            "\n".join([f"{felt} i dag:", *(f"  {text}" for text in lines or ["(ingenting)"])])
        )
        is_list = tailoring.is_list(grunnplan, address, felt)
        til = _lines("Ny tekst") if is_list else (ask("Ny tekst", a_text),)
    return tailoring.replacement(grunnplan, address, felt, til)


def _fields(
    grunnplan: Grunnplan, liste: str, given: tuple[str, ...], kommune: str
) -> dict[str, list[str]]:
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
    while text := click.prompt(
        "Neste, eller bare linjeskift", default="", show_default=False
    ).strip():
        more.append(text)
    return first, *more

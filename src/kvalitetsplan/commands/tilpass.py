"""Change a plan: `tilpass`."""

from collections.abc import Callable
from functools import partial
from typing import Any

import click
from click.shell_completion import CompletionItem

from kvalitetsplan.commands.common import (
    Items,
    complete_folder,
    meant,
    or_problems,
    project_of,
)
from kvalitetsplan.commands.group import CONTEXT
from kvalitetsplan.commands.prompts import a_text, ask, one_of
from kvalitetsplan.editing import tailoring
from kvalitetsplan.editing.change import refuse_twice, write_change, written_as
from kvalitetsplan.editing.yamltext import as_yaml
from kvalitetsplan.plan.addresses import addressed, all_lists
from kvalitetsplan.plan.grunnplan import load_grunnplan
from kvalitetsplan.plan.load import load_plan, load_under
from kvalitetsplan.plan.model import Grunnplan
from kvalitetsplan.plan.project import Project
from kvalitetsplan.plan.words import shown


def _complete_address(context: click.Context, _: click.Parameter, text: str) -> Items:
    grunnplan = load_grunnplan(project_of(context).data)
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
@click.argument("kommune", shell_complete=complete_folder)
@click.argument("adresse", required=False, shell_complete=_complete_address)
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
def tilpass(project: Project, /, kommune: str, adresse: str | None, **valg: Any) -> None:
    """Endre én ting i planen til KOMMUNE, eller til en skole: teksten til punktet ADRESSE, eller
    lista ADRESSE.

    Uten valg vises dagens tekst, og du blir spurt om den nye. Endringen skrives i tilpasning.yaml.
    Valgene heter det samme som nøklene der.
    """
    if not adresse and kommune in project.stedene():
        raise click.UsageError(
            "mangler adressen til det som skal endres, som «relasjon/hilser-ved-navn»"
        )
    # With one word alone, it is the address, and the municipality the one there is.
    sted, address = meant(project, kommune if adresse else None), adresse or kommune
    grunnplan = or_problems(lambda: load_grunnplan(project.data))
    plan = or_problems(lambda: load_plan(project, sted, grunnplan))
    under = or_problems(lambda: load_under(project, sted, grunnplan))
    try:
        tailoring.refuse_own(plan, address)
        free = partial(refuse_twice, project.mappe(sted))
        operation, entry = _change(under, address, sted.id, free, **valg)
        path = or_problems(lambda: write_change(project, sted, grunnplan, operation, entry))
    except tailoring.Refused as error:
        raise click.ClickException(str(error)) from error
    written = as_yaml({operation: written_as(operation, entry)})
    click.echo(
        f"\nSkrevet i {project.told(path)}:\n\n{written}\nSe det: kvalitetsplan vis{project.named(sted)}"
    )


def _change(
    grunnplan: Grunnplan,
    address: str,
    kommune: str,
    free: Callable[[str, tailoring.Entry], None],
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
    """Return the operation that was meant and its entry, asking for what is missing. `free` refuses
    what the layer has, before anybody has answered.
    """
    groups = {
        "--felt og --til": felt or til,
        "--fjern med --begrunnelse": fjern or begrunnelse,
        "--legg-til med --nytt og --plassering": legg_til or nytt or plassering,
        "--rekkefølge": rekkefolge,
    }
    if len(used := [name for name, given in groups.items() if given]) > 1:
        raise tailoring.Refused(f"én ting om gangen: Her står både {' og '.join(used)}")
    if fjern or begrunnelse:
        free("fjern", tailoring.removal(grunnplan, address, ""))
        why = begrunnelse or ask("Hvorfor tar dere det bort? Leserne ser svaret", a_text)
        return "fjern", tailoring.removal(grunnplan, address, why)
    if legg_til or nytt or plassering:
        place = tailoring.placement(plassering or "sist")
        fields = _fields(grunnplan, address, nytt, kommune)
        return "legg_til", tailoring.addition(grunnplan, address, fields, place)
    if rekkefolge:
        ids = [one for id in rekkefolge.split(",") if (one := id.strip())]
        return "rekkefølge", tailoring.order(grunnplan, address, ids)
    if not felt and tailoring.is_own_word(grunnplan, address):
        return "sett", _own_word(address, free, til)
    return "erstatt", _replacement(grunnplan, address, free, felt, til)


def _own_word(
    address: str, free: Callable[[str, tailoring.Entry], None], til: tuple[str, ...]
) -> tailoring.Entry:
    free("sett", tailoring.own_word(address, til))
    return tailoring.own_word(address, til or (ask("Ordet deres", a_text),))


def _replacement(
    grunnplan: Grunnplan,
    address: str,
    free: Callable[[str, tailoring.Entry], None],
    felt: str | None,
    til: tuple[str, ...],
) -> tailoring.Entry:
    """Return an `erstatt`; shows what stands there today, and asks for the new, where that is not
    given.
    """
    fields = tailoring.text_fields(grunnplan, address)
    felt = felt or tailoring.main_field(grunnplan, address)
    felt = felt or ask(f"Hvilket felt? {', '.join(fields)}", one_of(fields))
    now = tailoring.current(grunnplan, address, felt)
    free("erstatt", {"id": address, "felt": felt})
    if not til:
        lines = [shown(one) for one in (now if isinstance(now, list) else [now])]
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
    for felt, help in ({} if given else tailoring.optional_fields(grunnplan, liste)).items():
        click.echo(f"{help} Bare linjeskift: uten.")
        if text := click.prompt(felt, default="", show_default=False).strip():
            found[felt] = [text]
    return found


def _lines(question: str) -> tuple[str, ...]:
    """Ask for one text after the other; an empty answer ends it."""
    first, more = ask(f"{question}, én om gangen", a_text), []
    while text := click.prompt(
        "Neste, eller bare linjeskift", default="", show_default=False
    ).strip():
        more.append(text)
    return first, *more

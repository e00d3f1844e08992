"""`lov`: has the law moved under the plan?"""

import sys
from collections.abc import Iterator
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path

import click

from kvalitetsplan.commands.common import only_in_checkout, or_problems
from kvalitetsplan.commands.group import CONTEXT
from kvalitetsplan.editions.lovdata import Arkiv, Lovendring, changes, read_archives, write_words
from kvalitetsplan.editions.lovxml import LawError
from kvalitetsplan.plan.addresses import addressed
from kvalitetsplan.plan.grunnplan import load_grunnplan
from kvalitetsplan.plan.law import names, standing_on
from kvalitetsplan.plan.model import Grunnplan, Paragraf
from kvalitetsplan.plan.project import Project

AROUND = 8
"""How many words that stand as before are shown on each side of a change."""


@click.command(context_settings=CONTEXT)
@click.argument("arkiv", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option("--skriv", is_flag=True, help="Skriv lovens nye ord til data/lovtekst.")
@click.option("--dato", help="Dagen arkivet er fra, som 2026-11-28. Vanligvis står den i arkivet.")
@click.pass_obj
def lov(project: Project, arkiv: tuple[Path, ...], skriv: bool, dato: str | None) -> None:
    """Vis hvilke paragrafer som er endret siden vi leste dem, og hva som bygger på dem.

    ARKIV er gjeldende-lover.tar.bz2 og gjeldende-sentrale-forskrifter.tar.bz2 fra Lovdatas åpne
    data (https://api.lovdata.no), eller mapper med filene fra dem. Slutter med 2 når noe er endret.
    """
    if skriv:
        only_in_checkout(project)
    plan = or_problems(lambda: load_grunnplan(project.data))
    day = _day(dato)
    try:
        found = read_archives(arkiv, plan.lover)
    except LawError as error:
        raise click.ClickException(str(error)) from error
    moved = changes(plan, found)
    click.echo("\n".join(_told(project.felles, plan, found, moved)))
    if skriv:
        for path in write_words(project.data, plan, found, day or found.dato):
            click.echo(f"{project.told(path)} er skrevet.")
        if moved:
            click.echo(
                "Les tekstene over mot de nye ordene. «kvalitetsplan valider» sier fra til det er gjort."
            )
    sys.exit(2 if moved else 0)


def _day(text: str | None) -> str | None:
    try:
        return text and date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise click.ClickException(f"«{text}» er ikke en dag; skriv den som 2026-11-28") from error


def _told(root: Path, plan: Grunnplan, arkiv: Arkiv, moved: list[Lovendring]) -> Iterator[str]:
    for one in moved:
        yield from _change(root, plan, one)
    absent = [lov.navn for lov in plan.lover if lov.id not in arkiv.lover]
    if absent:
        yield f"Ikke i arkivet, og ikke kontrollert: {', '.join(absent)}."
    read = sum(paragraf.lov in arkiv.lover for paragraf in plan.paragrafer)
    count = f"{len(moved)} paragrafer" if len(moved) != 1 else "Én paragraf"
    yield (
        f"{count} av {read} er endret siden vi leste dem."
        if moved
        else f"Ingen av de {read} paragrafene vi viser til, er endret."
    )


def _change(root: Path, plan: Grunnplan, one: Lovendring) -> Iterator[str]:
    yield f"{_name(plan, one.paragraf)} {one.paragraf.tittel}"
    if not one.til:
        yield "  Paragrafen finnes ikke lenger i loven."
    elif not one.fra:
        yield "  Vi har ikke hatt ordene før."
    else:
        yield from (f"  {line}" for line in word_difference(one.fra, one.til))
    yield "  Dette bygger på den:"
    yield from (f"    {line}" for line in _standing(root, plan, one.paragraf))
    yield ""


def _standing(root: Path, plan: Grunnplan, paragraf: Paragraf) -> Iterator[str]:
    items = addressed(plan)
    address = f"paragrafer/{paragraf.id}"
    for place in (address, *standing_on(plan, address)):
        mark = items[place].mark("id")
        yield f"{mark.file}:{mark.line}  {place}"
    for path in sorted((root / "docs").rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        if address in text or names(text, paragraf.nummer):
            yield path.relative_to(root).as_posix()


def _name(plan: Grunnplan, paragraf: Paragraf) -> str:
    navn = next(lov.navn for lov in plan.lover if lov.id == paragraf.lov)
    return f"{navn} {paragraf.nummer}"


def word_difference(fra: str, til: str) -> Iterator[str]:
    """Yield the places where two texts differ, word by word: [-gone-] and {+new+}, with some of the
    words around.
    """
    old, new = fra.split(), til.split()
    for group in SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(AROUND):
        parts = ["…"] if group[0][1] else []
        for kind, a, b, c, d in group:
            if kind == "equal":
                parts += old[a:b]
            else:
                parts += [f"[-{' '.join(old[a:b])}-]"] if b > a else []
                parts += [f"{{+{' '.join(new[c:d])}+}}"] if d > c else []
        yield " ".join([*parts, "…"] if group[-1][2] < len(old) else parts)

"""What is written in nynorsk, and what is not: `oversett`."""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain, starmap
from pathlib import Path
from typing import NamedTuple

import click

from kvalitetsplan.commands.common import or_problems
from kvalitetsplan.commands.group import CONTEXT
from kvalitetsplan.plan.docs import (
    PAGES,
    page_print,
    page_state,
    pages_to_translate,
    written_pages,
)
from kvalitetsplan.plan.grunnplan import load_grunnplan
from kvalitetsplan.plan.language import Nynorsktekst, check_nynorsk
from kvalitetsplan.plan.model import Grunnplan
from kvalitetsplan.plan.nynorsk import FOLDER, Tekststed, Tilstand, text_places, written_texts
from kvalitetsplan.plan.nynorsk_files import read_nynorsk
from kvalitetsplan.plan.project import Project
from kvalitetsplan.plan.words import shown
from kvalitetsplan.reading.problems import Alvor, Mark, Problem, nearest
from kvalitetsplan.site.interface import bokmal_words, nynorsk_words
from kvalitetsplan.site.interface_nynorsk import word_places, written_words

WORDS = "tekster"
"""What the words of the interface are called among the files."""
_LONGEST = 100
"""How much of a text is shown."""
_DRIFTED = "bokmålet er endret; se om nynorsken passer, rett den, og skriv «fra: {}»"
_DRAFT = "er et utkast som ingen har lest; les det, rett det, og skriv «til» i stedet for «utkast»"


class Rest(NamedTuple):
    """One text that waits for somebody."""

    tilstand: Tilstand
    problem: Problem
    sted: Tekststed | None = None
    """Where it stands, if it is a text of the data."""


class Filstand(NamedTuple):
    """How it is with the nynorsk of one file."""

    navn: str
    antall: int
    rest: tuple[Rest, ...]

    @property
    def prosent(self) -> int:
        """The share that is written, in whole per cent: 100 only where nothing waits."""
        return 100 * (self.antall - len(self.rest)) // self.antall if self.antall else 100


def standing(root: Path, grunnplan: Grunnplan) -> list[Filstand]:
    """Return how it is with the nynorsk of every file. Raises PlanError if some of it is wrong."""
    return [*_data(root / "data", grunnplan), _pages(root / "data"), _words(root)]


def wrong_words(root: Path, grunnplan: Grunnplan) -> Iterator[Problem]:
    """Yield what is wrong with the language of what is written in nynorsk. Raises PlanError if some
    of it cannot be read.
    """
    data = root / "data"
    written = chain(
        written_texts(read_nynorsk(data, grunnplan)),
        written_pages(data),
        written_words(nynorsk_words(root)),
    )
    yield from check_nynorsk(starmap(Nynorsktekst, written), data)


def _data(data: Path, grunnplan: Grunnplan) -> Iterator[Filstand]:
    nynorsk = read_nynorsk(data, grunnplan)
    count: Counter[str] = Counter()
    waiting: dict[str, list[Rest]] = defaultdict(list)
    for one in text_places(grunnplan, data):
        count[one.fil] += 1
        state = nynorsk.state(one)
        if state != Tilstand.OVERSATT:
            place, mark = f"{one.adresse}.{one.felt}", nynorsk.where(one)
            problem = _waits(state, mark, place, one.avtrykk, shown(one.verdi))
            waiting[one.fil].append(Rest(state, problem, one))
    for name in sorted(count):
        yield Filstand(name, count[name], tuple(waiting[name]))


def _waits(state: Tilstand, mark: Mark, place: str, avtrykk: str, text: str) -> Problem:
    cut = text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …"
    message = {
        Tilstand.MANGLER: f"mangler nynorsk for «{cut}» (fra: {avtrykk})",
        Tilstand.ENDRET: _DRIFTED.format(avtrykk),
        Tilstand.UTKAST: _DRAFT,
    }[state]
    return Problem(mark, place, message, Alvor.VARSEL)


def _pages(data: Path) -> Filstand:
    names = pages_to_translate(data)
    rest = []
    for name in names:
        if (state := page_state(data, name)) != Tilstand.OVERSATT:
            mark = Mark(f"{data.name}/{FOLDER}/{PAGES}/{name}")
            problem = _waits(state, mark, name, page_print(data, name), f"docs/{name}")
            rest.append(Rest(state, problem))
    return Filstand(PAGES, len(names), tuple(rest))


def _words(root: Path) -> Filstand:
    nynorsk, places = nynorsk_words(root), list(word_places(bokmal_words(root)))
    rest = []
    for one in places:
        if (state := nynorsk.state(one)) != Tilstand.OVERSATT:
            said = one.verdi if isinstance(one.verdi, str) else ""
            problem = _waits(state, nynorsk.where(one), one.navn, one.avtrykk, said)
            rest.append(Rest(state, problem))
    return Filstand(WORDS, len(places), tuple(rest))


def reminders(files: Iterable[Filstand]) -> Iterator[str]:
    """Yield what `valider` says of what waits: what has drifted, one by one, and how much is
    missing.
    """
    for file in files:
        count = Counter(one.tilstand for one in file.rest)
        for one in file.rest:
            if one.tilstand == Tilstand.ENDRET:
                yield f"Husk: {one.problem}"
        missing = count[Tilstand.MANGLER] + count[Tilstand.UTKAST]
        if missing:
            yield f"Husk: {missing} av {file.antall} tekster i {file.navn} mangler nynorsk. Se dem: kvalitetsplan oversett {file.navn}"


@click.command(context_settings=CONTEXT)
@click.argument("fil", required=False)
@click.option(
    "--skriv",
    is_flag=True,
    help="Skriv utkast fra Apertium der noe mangler eller er endret. Ingen sider viser et utkast.",
)
@click.pass_obj
def oversett(project: Project, fil: str | None, skriv: bool) -> None:
    """Vis hva som mangler på nynorsk, eller er endret på bokmål siden: for hver fil, eller hver
    tekst i FIL.

    FIL er en fil i data/, som themes.yaml, eller sider eller tekster. Slutter med 2 når noe venter.
    """
    grunnplan = or_problems(lambda: load_grunnplan(project.data))
    files = or_problems(lambda: standing(project.felles, grunnplan))
    chosen = _chosen(files, fil)
    if skriv and not project.is_checkout:
        raise click.ClickException(
            "nynorsken følger med programmet; hent prosjektet for å skrive i den"
        )
    if skriv:
        for one in chosen:
            _write(project.data, one)
    elif fil:
        for rest in (rest for one in chosen for rest in one.rest):
            click.echo(rest.problem)
    if not skriv:
        _show(chosen)
    sys.exit(2 if any(one.rest for one in chosen) else 0)


def _chosen(files: list[Filstand], name: str | None) -> list[Filstand]:
    if not name:
        return files
    bare = name.removeprefix("data/").removeprefix(f"{FOLDER}/")
    found = [one for one in files if one.navn == bare]
    if not found:
        names = [one.navn for one in files]
        hint = nearest(bare, names) or f"; filene er {', '.join(names)}"
        raise click.ClickException(f"ingen fil heter «{name}»{hint}")
    return found


def _show(files: Iterable[Filstand]) -> None:
    """Print a line for each file: how many texts, how many wait and why, and the share."""
    click.echo("nynorsk  tekster  mangler  endret  utkast  fil")
    for one in files:
        count = Counter(rest.tilstand for rest in one.rest)
        waits = (count[Tilstand.MANGLER], count[Tilstand.ENDRET], count[Tilstand.UTKAST])
        numbers = "{:7}  {:6}  {:6}".format(*waits)
        click.echo(f"{one.prosent:5} %  {one.antall:7}  {numbers}  {one.navn}")


def _write(data: Path, file: Filstand) -> None:
    """Write drafts of what is missing in one file, and say so."""
    from kvalitetsplan.editing.drafts import COMMAND, has_apertium, write_drafts
    from kvalitetsplan.reading.programs import Unanswered

    wanted = [one.sted for one in file.rest if one.sted and one.tilstand != Tilstand.UTKAST]
    if file.rest and not wanted:
        click.echo(f"{file.navn}: skriv nynorsken selv; utkast lages bare av tekstene i data/.")
    if not wanted:
        return
    if not has_apertium():
        raise click.ClickException(
            "Apertium er ikke installert; på Debian og Ubuntu: apt-get install apertium-nno-nob"
        )
    try:
        path = or_problems(lambda: write_drafts(data, file.navn, wanted))
    except Unanswered as error:
        raise click.ClickException(_NO_DRAFT.format(error, " ".join(COMMAND))) from error
    click.echo(
        f"{len(wanted)} utkast er skrevet i {path.relative_to(data.parent)}. Les og rett hvert av dem."
    )


_NO_DRAFT = (
    "Apertium {}, så ingen utkast er skrevet; prøv «echo Hei | {}», og installer "
    "apertium-nno-nob på nytt"
)

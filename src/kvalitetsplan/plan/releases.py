"""What each edition of the shared plan changed: a file for each, written by `utgi` and read with
the plan. Beside them stand the earlier editions themselves, which `oppdater` reads.

    data/utgaver/1.1.yaml
    data/utgaver/1.0.zip

The addresses in an old file need not stand in today's plan: things move on.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from kvalitetsplan.plan.addresses import addressed, find, heir, list_at, with_list
from kvalitetsplan.plan.model import (
    Forskjell,
    Forskjellsslag,
    Grunnplan,
    Punkt,
    Tilpasning,
    Utgavefil,
)
from kvalitetsplan.plan.model.edition import VERSJON
from kvalitetsplan.plan.words import numbers
from kvalitetsplan.reading.problems import PlanError, Problem
from kvalitetsplan.reading.source import read
from kvalitetsplan.reading.tree import Map
from kvalitetsplan.reading.validation import build

FOLDER = "utgaver"
KEPT = ".zip"
"""What the file of an earlier edition ends with, after what the edition is called."""

_ONE_TEXT = {
    Forskjellsslag.FLYTTET: ("til",),
    Forskjellsslag.NY_KILDE: ("til",),
    Forskjellsslag.KILDE_BORTE: ("fra",),
    Forskjellsslag.STERKERE: ("fra", "til"),
    Forskjellsslag.SVAKERE: ("fra", "til"),
}
"""Where a difference must say one thing, and not a list or nothing."""


def is_edition(name: str) -> bool:
    """Tell whether an edition of the shared plan can be called this."""
    return re.fullmatch(VERSJON, name, re.ASCII) is not None


def is_unseen(one: Forskjell) -> bool:
    """Tell whether a difference shows on no page: words that the search alone reads,
    and whether a text has been read against its source.
    """
    return one.felt in ("søkeord", "lest") or one.adresse == "synonymer"


def standing(items: Mapping[str, Punkt], plan: Grunnplan, address: str) -> str:
    """Return where an item stands today: at its address, at its heir's, or "" if it is gone.
    `items` are the plan's.
    """
    now = address if address in items else heir(plan, address)
    return now if now in items else ""


def read_releases(data: Path) -> tuple[Utgavefil, ...]:
    """Return what each edition changed, the newest first. Raises PlanError with the problems of all
    the files.
    """
    problems: list[Problem] = []
    found = []
    for path in sorted((data / FOLDER).glob("*.yaml")):
        try:
            file = f"{data.name}/{FOLDER}/{path.name}"
            found.append(as_release(read(path, file), file))
        except PlanError as error:
            problems += error.problems
    if problems:
        raise PlanError(problems)
    return tuple(sorted(found, key=lambda one: (one.dato, numbers(one.versjon)), reverse=True))


def dated(plan: Grunnplan) -> Grunnplan:
    """Return the shared plan with items that know when they came new and when their texts were
    written anew.
    """
    if not plan.utgaver:
        return plan
    items = addressed(plan)
    ny: dict[str, str] = {}
    omskrevet: dict[str, dict[str, str]] = {}
    for utgave in reversed(plan.utgaver):
        for one in utgave.forskjeller:
            address = standing(items, plan, one.adresse)
            if one.slag == Forskjellsslag.NY and address:
                ny |= dict.fromkeys(_came_with(items, plan, address), utgave.dato)
            elif one.slag == Forskjellsslag.SKREVET_OM and address and not is_unseen(one):
                omskrevet.setdefault(address, {})[one.felt] = utgave.dato
    for address in ny.keys() | omskrevet.keys():
        liste, item = found if (found := find(plan, address)) else ("", items[address])
        new = item.with_dates(ny.get(address, ""), omskrevet.get(address, {}))
        others = list_at(plan, liste) or ()
        plan = with_list(plan, liste, (new if one.id == new.id else one for one in others))
    return plan


def _came_with(items: Mapping[str, Punkt], plan: Grunnplan, address: str) -> Iterator[str]:
    """Yield the address of a new item and of what stands in it, but not of what moved in from
    elsewhere: that is older.
    """
    inside = f"{address}/"
    moves = (
        one
        for utgave in plan.utgaver
        for one in utgave.forskjeller
        if one.slag == Forskjellsslag.FLYTTET
    )
    moved_in = {
        standing(items, plan, one.til) for one in moves if not one.adresse.startswith(inside)
    }
    yield address
    yield from (one for one in items if one.startswith(inside) and one not in moved_in)


def too_old(plan: Grunnplan, layer: Tilpasning) -> Problem | None:
    """Return what to say if the layer was written against a newer edition than the plan is: what
    else does not fit comes of that, and taking it up would be to go backwards.
    """
    here, noted = plan.utgave.versjon, layer.skrevet_mot
    if not noted or numbers(noted) <= numbers(here):
        return None
    message = (
        f"endringene er skrevet mot utgave {noted} av grunnplanen, og dere har {here}; "
        "skriv «pip install -U kvalitetsplan», eller hent den med git i et utsjekk av prosjektet"
    )
    return Problem(layer.mark("skrevet_mot"), "skrevet_mot", message)


def as_release(tree: Map, file: str) -> Utgavefil:
    """Return what one edition changed. `file` is what problems call it. Raises PlanError."""
    release = build(Utgavefil, tree)
    if problems := list(_wrong(release, file)):
        raise PlanError(problems)
    return release


def _wrong(release: Utgavefil, file: str) -> Iterator[Problem]:
    if Path(file).stem != release.versjon:
        message = f"fila må hete det samme som utgaven: «{release.versjon}.yaml»"
        yield Problem(release.mark("versjon"), "versjon", message)
    for number, one in enumerate(release.forskjeller):
        for felt in _ONE_TEXT.get(one.slag, ()):
            if not isinstance(getattr(one, felt), str):
                message = "må være én tekst, ikke tom og ikke en liste"
                yield Problem(one.mark(felt), f"forskjeller.{number + 1}.{felt}", message)

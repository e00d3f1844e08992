"""What each edition of the shared plan changed: a file for each, written by `utgi` and read with the plan.

    data/utgaver/1.1.yaml

The addresses in an old file need not stand in today's plan: things move on.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from kvalitetsplan.addresses import addressed, heir
from kvalitetsplan.differences import compare
from kvalitetsplan.model import Forskjell, Forskjellsslag, Grunnplan, Punkt, Utgavefil
from kvalitetsplan.problems import PlanError, Problem
from kvalitetsplan.source import Map, parse, read
from kvalitetsplan.validation import build
from kvalitetsplan.writing import as_yaml, write_whole

FOLDER = "utgaver"

_HEAD = "# Skrevet av «kvalitetsplan utgi». Leserne ser dette på siden «Nytt og endret».\n"
_ONE_TEXT = {
    Forskjellsslag.FLYTTET: ("til",),
    Forskjellsslag.NY_KILDE: ("til",),
    Forskjellsslag.KILDE_BORTE: ("fra",),
    Forskjellsslag.STERKERE: ("fra", "til"),
    Forskjellsslag.SVAKERE: ("fra", "til"),
}
"""Where a difference must say one thing, and not a list or nothing."""


def is_unseen(one: Forskjell) -> bool:
    """Tell whether a difference shows on no page: words that the search alone reads."""
    return one.felt == "søkeord" or one.adresse == "synonymer"


def standing(items: Mapping[str, Punkt], plan: Grunnplan, address: str) -> str:
    """Return where an item stands today: at its address, at its heir's, or "" if it is gone. `items` are the plan's."""
    now = address if address in items else heir(plan, address)
    return now if now in items else ""


def read_releases(data: Path) -> tuple[Utgavefil, ...]:
    """Return what each edition changed, the newest first. Raises PlanError with the problems of all the files."""
    problems: list[Problem] = []
    found = []
    for path in sorted((data / FOLDER).glob("*.yaml")):
        try:
            file = f"{data.name}/{FOLDER}/{path.name}"
            found.append(_release(read(path, file), file))
        except PlanError as error:
            problems += error.problems
    if problems:
        raise PlanError(problems)
    return tuple(sorted(found, key=lambda one: (one.dato, _numbers(one.versjon)), reverse=True))


def write_release(data: Path, old: Grunnplan, new: Grunnplan, dato: str) -> tuple[Path, Utgavefil] | None:
    """Write what `new` changed since `old` to a file of its own; do nothing if that is nothing.

    `dato` is the day the edition comes, as 2027-08-01. Returns the file and what it says.
    Raises PlanError if it would not be read again.
    """
    if not (found := compare(old, new)):
        return None
    about = {"versjon": new.utgave.versjon, "dato": dato, "nytt": new.utgave.nytt, "fra": old.utgave.versjon}
    differences = [one.model_dump(mode="json", exclude_defaults=True) for one in found]
    content = (_HEAD + as_yaml(_texts({**about, "forskjeller": differences}))).encode()
    path = data / FOLDER / f"{new.utgave.versjon}.yaml"
    file = f"{data.name}/{FOLDER}/{path.name}"
    release = _release(parse(content, file), file)
    path.parent.mkdir(exist_ok=True)
    write_whole(path, content)
    return path, release


def date_items(plan: Grunnplan) -> None:
    """Let every item of the shared plan know when it came new and when its texts were written anew."""
    items = addressed(plan)
    for utgave in reversed(plan.utgaver):
        for one in utgave.forskjeller:
            address = standing(items, plan, one.adresse)
            if one.slag == Forskjellsslag.NY and address:
                for item in _came_with(items, plan, address):
                    item._ny = utgave.dato
            elif one.slag == Forskjellsslag.SKREVET_OM and address and not is_unseen(one):
                items[address]._omskrevet = {**items[address]._omskrevet, one.felt: utgave.dato}


def _came_with(items: Mapping[str, Punkt], plan: Grunnplan, address: str) -> Iterator[Punkt]:
    """Yield a new item and what stands in it, but not what moved in from elsewhere: that is older."""
    inside = f"{address}/"
    moves = (one for utgave in plan.utgaver for one in utgave.forskjeller if one.slag == Forskjellsslag.FLYTTET)
    moved_in = {standing(items, plan, one.til) for one in moves if not one.adresse.startswith(inside)}
    yield items[address]
    yield from (item for one, item in items.items() if one.startswith(inside) and one not in moved_in)


def _numbers(versjon: str) -> list[int]:
    """Return the numbers of a version, for those that come on the same day: 1.10 is newer than 1.9."""
    return [int(number) for number in re.findall(r"\d+", versjon)]


def _release(tree: Map, file: str) -> Utgavefil:
    release = build(Utgavefil, tree)
    if problems := list(_wrong(release, file)):
        raise PlanError(problems)
    return release


def _wrong(release: Utgavefil, file: str) -> Iterator[Problem]:
    if Path(file).stem != release.versjon:
        message = f"fila må hete det samme som utgaven: «{release.versjon}.yaml»"
        yield Problem(release.mark("versjon"), "versjon", message)
    try:
        date.fromisoformat(release.dato)
    except ValueError:
        yield Problem(release.mark("dato"), "dato", f"«{release.dato}» finnes ikke i kalenderen")
    for number, one in enumerate(release.forskjeller):
        for felt in _ONE_TEXT.get(one.slag, ()):
            if not isinstance(getattr(one, felt), str):
                message = "må være én tekst, ikke tom og ikke en liste"
                yield Problem(one.mark(felt), f"forskjeller.{number + 1}.{felt}", message)


def _texts(value: Any) -> Any:
    """Return the value with every number as text: that is how a data file is read."""
    if isinstance(value, dict):
        return {key: _texts(one) for key, one in value.items() if one is not None}
    return [_texts(one) for one in value] if isinstance(value, list | tuple) else str(value)

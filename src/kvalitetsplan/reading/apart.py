"""Items that are written as several, or with a line too few: what is said of it, once."""

from collections.abc import Iterator
from typing import Any

from kvalitetsplan.reading.misfit import Misfit, Way, bare_type, inside
from kvalitetsplan.reading.outdented import FOLLOWS
from kvalitetsplan.reading.tree import Map
from kvalitetsplan.reading.values import told


def apart(tree: Map, faults: list[Misfit]) -> Iterator[tuple[Way, str]]:
    """Yield what to say of the fault that tells of an item that is not written as one, and that the
    other faults in it follow.
    """
    missing, unknown = _by_item(faults, unknown=False), _by_item(faults, unknown=True)
    yield from _several(tree, missing, unknown)
    for way, strangers in unknown.items():
        if way in missing:
            yield from _as_key(tree, way, strangers, missing[way])
            yield from _without_line(strangers, missing[way])


def _by_item(faults: list[Misfit], *, unknown: bool) -> dict[Way, list[Misfit]]:
    """Return the faults that are a key too few, or one too many, by what they stand in."""
    found: dict[Way, list[Misfit]] = {}
    for fault in faults:
        if fault.unknown if unknown else fault.details["type"] == "missing":
            found.setdefault(fault.way[:-1], []).append(fault)
    return found


def _several(
    tree: Map, missing: dict[Way, list[Misfit]], unknown: dict[Way, list[Misfit]]
) -> Iterator[tuple[Way, str]]:
    """A dash in front of a line inside an item."""
    done: set[Way] = set()
    for way in missing:
        run = [] if way in done or way in unknown else _run(tree, way, missing, unknown)
        lacked = {one.way[-1] for part in run for one in missing[part]}
        if len(run) > 1 and lacked <= {key for part in run for key in _at(tree, part)}:
            done.update(run)
            for part in run:
                yield from ((one.way, FOLLOWS) for one in missing[part])
            for part in run[1:]:
                key = next(iter(_at(tree, part)))
                message = f"ta bort «- » foran «{key}»; det hører til punktet over"
                yield missing[part][0].way, message


def _run(
    tree: Map, way: Way, missing: dict[Way, list[Misfit]], unknown: dict[Way, list[Misfit]]
) -> list[Way]:
    """Return the items from one on that all lack something, and have no key in common."""
    run: list[Way] = []
    keys: set[str] = set()
    while way and isinstance(way[-1], int) and way in missing and way not in unknown:
        if not _at(tree, way) or keys & set(_at(tree, way)):
            break
        run.append(way)
        keys.update(_at(tree, way))
        way = (*way[:-1], way[-1] + 1)
    return run


def _at(tree: Map, way: Way) -> Any:
    node: Any = tree
    for step in way:
        node = node[step]
    return node


def _as_key(
    tree: Map, way: Way, strangers: list[Misfit], lacking: list[Misfit]
) -> Iterator[tuple[Way, str]]:
    """What should be the value of the first field, as the key of the last."""
    item = _at(tree, way)
    if len(item) != 1 or len(lacking) < 2 or strangers[0].meant:
        return
    ((key, value),) = item.items()
    if not value or (len(lacking) > 2 and "/" not in key):
        return
    first, *between, last = (str(one.way[-1]) for one in lacking)
    yield from ((one.way, FOLLOWS) for one in lacking)
    if isinstance(value, str):
        lines = [f"«{first}: {told(key)}»", *(f"«{one}: …»" for one in between)]
        message = f"skriv {', '.join(lines)} og «{last}: {told(value)}» på hver sin linje"
    else:
        message = f"skriv «{first}: {told(key)}» på én linje, og så «{last}:» med det som står her"
    yield strangers[0].way, message


def _without_line(strangers: list[Misfit], lacking: list[Misfit]) -> Iterator[tuple[Way, str]]:
    """The fields of what should stand under a key, without the key."""
    forgotten = lacking[0]
    may_have = bare_type(inside(forgotten.owner, forgotten.way[-1])) is Any
    if len(lacking) != 1 or len(strangers) < 2 or not may_have:
        return
    first = strangers[0].way
    yield from ((one.way, FOLLOWS) for one in [forgotten, *strangers])
    message = (
        f"det mangler en linje med «{forgotten.way[-1]}:» over «{first[-1]}»; sett den inn, "
        "og to mellomrom til foran linjene som hører til den"
    )
    yield first, message

"""Lines that stand as far out as the key they belong under."""

from collections.abc import Iterator
from typing import Any, get_args, get_origin

from kvalitetsplan.reading.misfit import Misfit, Way, bare_type, fields_of, inside, members
from kvalitetsplan.reading.tree import Map, find_mark

FOLLOWS = "følger"
"""What stands for a fault that follows from another."""


def outdented(tree: Map, faults: list[Misfit]) -> Iterator[tuple[Way, str]]:
    """Yield where lines stand as far out as the key they belong under, so that this is empty and
    they are not known: what to say of the first line, and that the rest follows.
    """
    unknown = {fault.way: fault for fault in faults if fault.unknown}
    found: set[Way] = set()
    for way in sorted(unknown, key=lambda one: find_mark(tree, one, key=True)):
        above = _above(tree, way)
        if above in found:
            found.add(way)
            yield way, FOLLOWS
        elif above and above not in unknown and _is_empty(unknown[way].owner, tree, above, way):
            found.add(way)
            yield above, FOLLOWS
            yield way, _too_far_out(unknown[way].owner, tree, above, way)


def _above(tree: Map, way: Way) -> Way:
    """Return the way to the key before another in the same mapping; () if it is the first."""
    node: Any = tree
    for step in way[:-1]:
        node = node[step]
    keys = list(node)
    place = keys.index(way[-1])
    return (*way[:-1], keys[place - 1]) if place else ()


def _is_empty(owner: Any, tree: Map, above: Way, way: Way) -> bool:
    """Tell whether nothing stands under the key above, where this one could."""
    node: Any = tree
    for step in above:
        node = node[step]
    return node == "" and _may_have(bare_type(inside(owner, above[-1])), str(way[-1]))


def _may_have(bare: Any, key: str) -> bool:
    """Tell whether a key can stand in a value of a type, or in an item of it."""
    inner = bare_type(get_args(bare)[0]) if get_origin(bare) is tuple else bare
    kinds = [bare_type(one) for one in members(inner).values()] or [inner]
    return any(one is Any or get_origin(one) is dict or key in fields_of(one) for one in kinds)


def _too_far_out(owner: Any, tree: Map, above: Way, way: Way) -> str:
    is_list = get_origin(bare_type(inside(owner, above[-1]))) is tuple
    line = find_mark(tree, above, key=True).line
    return (
        f"«{way[-1]}» står for langt ut; sett {'«- » og ' if is_list else 'to '}mellomrom foran, "
        f"så linja hører til «{above[-1]}» i linje {line}"
    )

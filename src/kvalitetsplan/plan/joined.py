"""Several files that say one thing together: a layer, or the shared plan."""

from collections.abc import Iterable, Iterator
from typing import Any

from kvalitetsplan.plan.model import Tilpasning
from kvalitetsplan.reading.problems import Mark, Problem
from kvalitetsplan.reading.tree import Map


def joined_layer(layers: list[Tilpasning]) -> Tilpasning:
    """Return several files' layers as one: what stands in lists comes one after the other.

    What each says remembers where it was written.
    """
    if len(layers) == 1:
        return layers[0]
    fields: dict[str, Any] = {}
    for name in Tilpasning.model_fields:
        for value in (getattr(one, name) for one in layers if name in one.model_fields_set):
            before = fields.get(name)
            if isinstance(value, tuple):
                fields[name] = (*(before or ()), *value)
            elif isinstance(value, dict):
                fields[name] = {**(before or {}), **value}
            else:
                fields[name] = before or value
    trees = [one._tree for one in layers if one._tree]
    layer = Tilpasning(**fields)
    return layer.written_in(joined_tree(trees)) if trees else layer


def set_twice(layers: Iterable[Tilpasning]) -> Iterator[Problem]:
    """Yield the words of one's own that are set in more than one file of a layer."""
    first: dict[str, Mark] = {}
    for layer in layers:
        for name in layer.sett:
            if name in first:
                message = f"«{name}» er satt i {first[name].file}:{first[name].line} også; behold én av dem"
                yield Problem(layer.mark("sett", name), f"sett.{name}", message)
            first.setdefault(name, layer.mark("sett", name))


def joined_tree(trees: list[Map]) -> Map:
    """Return the trees of several files as one, so that every key remembers where it was
    written.
    """
    joined = Map(trees[0].mark)
    for tree in trees:
        for key, value in tree.items():
            before = joined.get(key)
            both = isinstance(before, Map) and isinstance(value, Map)
            joined[key] = joined_tree([before, value]) if both else value  # type: ignore[list-item]  # both are
        joined.keys_at |= tree.keys_at
        joined.values_at |= tree.values_at
    return joined

"""A tree that has been read, copied with something else in it: everything knows its place still."""

from collections.abc import Iterable
from typing import Any

from kvalitetsplan.reading.problems import Mark
from kvalitetsplan.reading.tree import Map, Seq


def as_node(value: Any, mark: Mark) -> Any:
    """Return a value as the reader would have read it."""
    if isinstance(value, dict):
        node = Map(mark)
        node.update({key: as_node(one, mark) for key, one in value.items()})
        return node
    if isinstance(value, list | tuple):
        seq = Seq(mark)
        seq.extend(as_node(one, mark) for one in value)
        return seq
    return str(value)


def map_with(old: Map, new: dict[str, Any], without: str = "") -> Map:
    """Return a mapping with other values for some keys, or without one of them."""
    made = Map(old.mark, old.flow)
    made.update({key: one for key, one in {**old, **new}.items() if key != without})
    made.keys_at, made.values_at = dict(old.keys_at), dict(old.values_at)
    return made


def seq_with(old: Any, new: dict[int, Any], without: int = -1) -> Seq:
    """Return a sequence with other items in some places, or without one of them."""
    made = Seq(old.mark, old.flow)
    kept: Iterable[int] = (index for index in range(len(old)) if index != without)
    for place, index in enumerate(kept):
        made.append(new.get(index, old[index]))
        if index in old.values_at:
            made.values_at[place] = old.values_at[index]
    return made

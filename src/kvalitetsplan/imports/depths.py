"""How deep in a list each item stands, where the document does not say it: by how far in it begins,
or by the sign that is typed in front of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from kvalitetsplan.imports.document import Block, Line, Table, lines

_BOXES = ("☐", "☑", "☒")
"""One kind of sign: the boxes of a checklist, empty or not."""
_SAME, _FURTHER, _BESIDE = 2.0, 4.0, 60.0
"""Items that begin so near each other, stand as deep; one that begins so much further in, deeper;
one that begins further away than that, stands in the next column.
"""


def nested(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with the depth of each item, those in tables too."""
    found: list[Block] = []
    for is_list, run in groupby(blocks, lambda one: isinstance(one, Line) and one.bullet > 0):
        some = list(run)
        found += _deepened(list(lines(some))) if is_list else map(_whole, some)
    return found


def _whole(block: Block) -> Block:
    if not isinstance(block, Table):
        return block
    rows = tuple(tuple(tuple(nested(cell)) for cell in row) for row in block.rows)
    return replace(block, rows=rows)


def _deepened(items: list[Line]) -> Iterator[Line]:
    """Yield the items of a list with their depths."""
    if any(one.bullet > 1 for one in items):
        return _as_others(items)
    places = [one.x for one in items]
    if min(places) and max(places) - min(places) > _FURTHER:
        depths = _by_places(items)
    else:
        depths = _by_signs(items)
    return (replace(one, bullet=depth) for one, depth in zip(items, depths, strict=True))


def _as_others(items: list[Line]) -> Iterator[Line]:
    """Yield items with told depths; one that a new page begins with, is as deep as those that begin
    where it does.
    """
    deepest: dict[float, int] = {}
    for one in items:
        same = [deep for x, deep in deepest.items() if one.x and abs(x - one.x) <= _SAME]
        depth = max([one.bullet, *same])
        deepest[one.x] = depth
        yield replace(one, bullet=depth)


def _by_places(items: list[Line]) -> Iterator[int]:
    """Yield depths by where items begin: one that begins before the first of them, is not
    deeper.
    """
    if any(one.is_numbered for one in items):
        yield from _by_signs(items)
        return
    places: list[float] = []
    for one in items:
        places = [x for x in places if _FURTHER < one.x - x < _BESIDE * len(places)] + [one.x]
        yield len(places)


def _by_signs(items: list[Line]) -> Iterator[int]:
    """Yield depths by the signs in front: a new sign goes deeper, one that has been goes back."""
    signs: list[str] = []
    for one in items:
        mark = "☐" if one.mark in _BOXES else one.mark
        if mark in signs:
            del signs[signs.index(mark) + 1 :]
        elif mark or not signs:
            signs.append(mark)
        yield len(signs)

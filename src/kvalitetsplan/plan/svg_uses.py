"""How much is drawn when the parts of a drawing use each other: a few lines can be a million.

A part that uses itself, or parts that use each other over and over, keep a browser busy for ever.
"""

import re
from collections.abc import Mapping

_INSIDE = re.compile(r"url\(\s*[\"']?#([^\"')]+)")
_MOST = 200_000
"""How many elements a drawing may become."""
_FILTER = 100
"""How many elements a step of a filter counts as: it looks at every point of what it is used on."""
_GREATEST = {"numOctaves": 20, "order": 15, "stdDeviation": 2000, "radius": 2000}
"""What no drawing needs more of in a filter; with much more, no browser gets done."""
_NUMBER = re.compile(r"\d*\.?\d+(?:[eE]\+?\d+)?")
_DEEPEST = 100
"""How many parts may use one another, each inside the next."""


class Uses:
    """What the parts of a drawing use, noted as they are read."""

    def __init__(self) -> None:
        self._open: list[tuple[str, list[str]]] = []
        self._size: list[int] = []
        self._parts: dict[str, tuple[int, list[str]]] = {}
        self._all: tuple[int, list[str]] = (0, [])

    def begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Note an element, and what it uses. The keys of its attributes are without namespace."""
        href = attributes.get("href", "")
        used = [href[1:]] if href.startswith("#") else []
        used += [one for value in attributes.values() for one in _INSIDE.findall(value)]
        self._open.append((attributes.get("id", ""), used))
        self._size.append(_FILTER if tag.startswith("fe") else 1)

    def end(self) -> None:
        """Note that the element that was begun last, ends."""
        id, used = self._open.pop()
        size = self._size.pop()
        if id:  # if two have it, it may be either
            before = self._parts.get(id, (0, []))
            self._parts[id] = (before[0] + size, [*before[1], *used])
        if self._open:
            self._open[-1][1].extend(used)
            self._size[-1] += size
        else:
            self._all = (size, used)

    def why_too_many(self) -> str:
        """Return why the drawing would never be done; "" if it would."""
        known: dict[str, int] = {}
        try:
            return _TOO_MANY if self._drawn(self._all, known, ()) > _MOST else ""
        except RecursionError:
            return _RING

    def _drawn(
        self, part: tuple[int, list[str]], known: dict[str, int], inside: tuple[str, ...]
    ) -> int:
        size, used = part
        for id in used:
            if id in inside or len(inside) > _DEEPEST:
                raise RecursionError
            if id not in known:
                below = self._parts.get(id, (0, []))
                known[id] = self._drawn(below, known, (*inside, id))
            size += known[id]
        return size


def why_too_great(tag: str, key: str, value: str) -> str:
    """Return why a browser would not get done with a number in a filter; "" if it would."""
    most = _GREATEST.get(key) if tag.startswith("fe") else None
    if most is None or all(float(one) <= most for one in _NUMBER.findall(value)):
        return ""
    return f"«{key}» er høyst {most} i et filter; rett tallet, eller lagre tegningen som PNG"


_TOO_MANY = "tegningen bruker delene sine om igjen så mange ganger at nettleseren stopper; lagre den som «vanlig SVG»"
_RING = "en del av tegningen bruker seg selv; lagre den som «vanlig SVG»"

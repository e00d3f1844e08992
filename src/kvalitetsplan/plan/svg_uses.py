"""How much is drawn when the parts of a drawing use each other: a few lines can be a million.

A part that uses itself, or parts that use each other over and over, keep a browser busy for ever.
"""

import re
from collections.abc import Mapping

from kvalitetsplan.plan.svg_shapes import shape
from kvalitetsplan.plan.svg_work import NOTHING, Load, Work

_INSIDE = re.compile(r"url\(\s*[\"']?#([^\"')]+)")
_MOST = 200_000
"""How many elements a drawing may become."""
_DEEPEST = 100
"""How many parts may use one another, each inside the next."""

_Used = list[tuple[str, float]]
"""What a part uses, and how much of the drawing that concerns."""


class Uses:
    """What the parts of a drawing use, and what they are to draw, noted as they are read."""

    def __init__(self) -> None:
        self.work = Work()
        self._open: list[tuple[str, _Used]] = []
        self._load: list[Load] = []
        self._parts: dict[str, tuple[Load, _Used]] = {}
        self._all: tuple[Load, _Used] = (NOTHING, [])

    def begin(self, tag: str, attributes: Mapping[str, str]) -> str:
        """Note an element, and what it uses; return what is wrong with it, "" if nothing is. The
        keys of its attributes are without namespace.
        """
        href = attributes.get("href", "")
        used: _Used = [(href[1:], 1)] if href.startswith("#") else []
        said = self.work.said(tag, attributes)
        its = shape(tag, attributes)
        share = self.work.share(its)
        for key, value in said.items():
            only = share if key == "filter" else 1
            used += [(one, only) for one in _INSIDE.findall(value)]
        self._open.append((attributes.get("id", ""), used))
        self._load.append(self.work.load(tag, said, its, share))
        return self.work.why_too_big(tag, attributes)

    def end(self) -> None:
        """Note that the element that was begun last, ends."""
        id, used = self._open.pop()
        load = self._load.pop()
        if id:  # if two have it, it may be either
            before = self._parts.get(id, (NOTHING, []))
            self._parts[id] = (before[0].more(load), [*before[1], *used])
        if self._open:
            self._open[-1][1].extend(used)
            self._load[-1] = self._load[-1].more(load)
        else:
            self._all = (load, used)

    def why_too_many(self) -> str:
        """Return why the drawing would never be done; "" if it would."""
        try:
            drawn = self._drawn(self._all, {}, ())
        except RecursionError:
            return _RING
        return _TOO_MANY if drawn.parts > _MOST else self.work.why_too_much(drawn)

    def _drawn(
        self, part: tuple[Load, _Used], known: dict[str, Load], inside: tuple[str, ...]
    ) -> Load:
        load, used = part
        for id, share in used:
            if id in inside or len(inside) > _DEEPEST:
                raise RecursionError
            if id not in known:
                below = self._parts.get(id, (NOTHING, []))
                known[id] = self._drawn(below, known, (*inside, id))
            load = load.more(known[id], share)
        return load


_TOO_MANY = "tegningen bruker delene sine om igjen så mange ganger at nettleseren stopper; lagre den som «vanlig SVG»"
_RING = "en del av tegningen bruker seg selv; lagre den som «vanlig SVG»"

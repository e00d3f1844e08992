"""Markers: the places in a shell where what is one municipality's own is filled in.

A shell is a finished page of what is equal in all sites. A marker in it says what belongs there:
`vis forside` a component, `navn` the name of whose plan it is.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

_SIGN = "\x10"
"""Around a marker. No text in the data has it: the reader refuses control characters. And it is no
white space, which Markdown would strip.
"""
_MARKER = re.compile(f"<p>{_SIGN}([^{_SIGN}]*){_SIGN}</p>|{_SIGN}([^{_SIGN}]*){_SIGN}")
_IN_A_LINE = ("lenke",)
"""The markers that stand in running text: alone in a paragraph, they are still a paragraph."""


def marker(name: str, argument: str = "") -> str:
    """Return the marker for `name`, with what it needs to know, for a page or a template."""
    return f"{_SIGN}{f'{name} {argument}'.strip()}{_SIGN}"


class Marker(str):
    """What a marker says, among the pieces of a page."""


@lru_cache(maxsize=192)  # a site asks for three hundred, and shares most with the next
def split(html: str) -> tuple[str, ...]:
    """Return a shell as pieces: what is finished, and the markers between, each as a Marker.

    Markdown has made a paragraph of a marker that stood alone; that goes with the marker.
    """
    html = str(html)  # what is drawn is escaped already, and would be again
    pieces: list[str] = []
    end = 0
    for hit in _MARKER.finditer(html):
        alone = hit[1] is not None and hit[1].partition(" ")[0] not in _IN_A_LINE
        start, stop = hit.span() if alone or hit[1] is None else (hit.start() + 3, hit.end() - 4)
        pieces += [html[end:start], Marker(hit[1] if hit[1] is not None else hit[2])]
        end = stop
    return tuple(piece for piece in (*pieces, html[end:]) if piece)


def filled(pieces: Iterable[str], fill: Callable[[str], str | Sequence[str]]) -> list[str]:
    """Return the pieces of a shell with what `fill` returns for each marker, in pieces in turn:
    what is filled in may have markers in it, which are left.
    """
    made: list[str] = []
    for piece in pieces:
        if isinstance(piece, Marker):
            given = fill(piece)
            for one in [given] if isinstance(given, str) else given:
                made += split(one)
        else:
            made.append(piece)
    return made

"""The school year as a wheel: where each month's sector, its name and its three rings go, and how a
title is set within its field.

Python computes, the template draws.
"""

import re
from datetime import date
from functools import cache
from math import cos, pi, sin, sqrt, tan
from typing import NamedTuple

FIRST_MONTH = 8
"""The school year begins in August, at the top of the wheel."""
RINGS = {"lov": (447.0, 338.0), "pu": (338.0, 229.0), "lokalt": (229.0, 100.0)}
"""From where to where each ring goes, the law outermost."""
LINE = 18
"""From one line of a title to the next."""
_NAME = 79.0
_TYPE = 15
"""The size of the type."""
_NARROW, _WIDE = set("fijlrtI.,:;!'|()-/… "), set("mwMWæÆ@%")
_EDGE = 4.0
"""So much is left between a title and the lines around its field."""
_MOST_LINES = 5


class Sektor(NamedTuple):
    """One month of the wheel. Coordinates in an SVG of 900 × 900 with its centre at 0, 0."""

    maned: int
    navn: tuple[float, float]
    ringer: dict[str, "Manedsfelt"]


class Manedsfelt(NamedTuple):
    """One month of one ring."""

    path: str
    ring: str
    start: float
    """The angle it begins at, clockwise from the top."""

    def sett(self, tittel: str, flere: int = 0) -> "Etikett":
        """Return a title as it has room here, with how many more there are: whole words if they can
        be, else parted, else cut.
        """
        more = [f"+ {flere}"] if flere else []
        counts = range(1 + len(more), _MOST_LINES + 1)
        tries = [
            self._lines(tittel, count, len(more), part)
            for part in (False, True)
            for count in counts
        ]
        whole = [lines for lines in tries if lines and not lines[-1].endswith("…")]
        lines = [*(whole[0] if whole else max(tries, key=lambda one: len("".join(one)))), *more]
        return Etikett(*_box(self.ring, self.start, len(lines))[:2], lines)

    def _lines(self, title: str, count: int, others: int, may_part: bool) -> list[str]:
        """Return a title in so many lines less `others`, cut if that is too few; nothing if a word
        is too long.
        """
        width = _box(self.ring, self.start, count).bredde
        count -= others
        lines = _wrapped(title, width, may_part)
        if max(map(_length, lines)) > width:
            return []
        if len(lines) <= count:
            return lines
        *kept, last = lines[:count]
        whole = last if _length(f"{last}…") <= width else last.rpartition(" ")[0] or last[:-2]
        return [*kept, f"{whole}…"]


class Etikett(NamedTuple):
    """A title in lines: the middle of them, and the base of the first."""

    x: float
    y: float
    linjer: list[str]


class _Box(NamedTuple):
    x: float
    y: float
    bredde: float


def year_wheel() -> list[Sektor]:
    """Return the twelve sectors, August first, clockwise from the top."""
    return [_sector(index, (FIRST_MONTH + index - 1) % 12 + 1) for index in range(12)]


def _sector(index: int, maned: int) -> Sektor:
    start, end = index * pi / 6, (index + 1) * pi / 6
    rings = {
        name: Manedsfelt(_path(outer, inner, start, end), name, start)
        for name, (outer, inner) in RINGS.items()
    }
    return Sektor(maned, _point(_NAME, (start + end) / 2), rings)


def _path(outer: float, inner: float, start: float, end: float) -> str:
    corners = (_point(inner, start), _point(outer, start), _point(outer, end), _point(inner, end))
    inner_start, outer_start, outer_end, inner_end = (f"{x} {y}" for x, y in corners)
    out, back = f"A{outer} {outer} 0 0 1 {outer_end}", f"A{inner} {inner} 0 0 0 {inner_start}"
    return f"M{inner_start} L{outer_start} {out} L{inner_end} {back} Z"


def _point(radius: float, angle: float) -> tuple[float, float]:
    return round(radius * sin(angle), 1), round(-radius * cos(angle), 1)


@cache
def _box(ring: str, start: float, count: int) -> _Box:
    """Return the widest place for so many lines in a field."""
    middle = _point(sum(RINGS[ring]) / 2, start + pi / 12)[1]
    height = count * LINE
    tops = [middle - height / 2 + shift for shift in range(-36, 37, 3)]
    best = min(
        tops, key=lambda top: (-_width(ring, start, top, height), abs(top + height / 2 - middle))
    )
    left, right = _room(ring, start, best, best + height)
    return _Box(round((left + right) / 2, 1), round(best + LINE - 4, 1), max(right - left, 0))


def _width(ring: str, start: float, top: float, height: float) -> float:
    left, right = _room(ring, start, top, top + height)
    return max(right - left, 0)


def _room(ring: str, start: float, top: float, bottom: float) -> tuple[float, float]:
    """Return from where to where a field is open all the way from one height to another. The edges
    are narrowest at one of the two.
    """
    if start >= pi:  # the left half is the right one in a mirror
        left, right = _room(ring, 2 * pi - start - pi / 6, top, bottom)
        return -right, -left
    if (top < 0) != (start < pi / 2) or (bottom <= 0) != (start < pi / 2):
        return 0.0, 0.0
    sides = [_open(ring, start, y) for y in (top, bottom)]
    return max(left for left, _ in sides) + _EDGE, min(right for _, right in sides) - _EDGE


def _open(ring: str, start: float, y: float) -> tuple[float, float]:
    """Return from where to where a field in the right half is open at one height."""
    outer, inner = RINGS[ring]
    rays = [-y * tan(angle) for angle in (start, start + pi / 6)]
    # Straight out to the side, a ray does not meet any height but its own.
    low, high = min(map(abs, rays)), max(map(abs, rays))
    return (
        max(low, sqrt(max(inner**2 - y**2, 0))),
        min(high, sqrt(max(outer**2 - y**2, 0))),
    )


def _length(text: str) -> float:
    """Return how long a text is, in the widest of the types a machine may have."""
    return _TYPE * sum(
        0.33 if sign in _NARROW else 0.95 if sign in _WIDE else 0.585 for sign in text
    )


def _wrapped(text: str, width: float, may_break: bool) -> list[str]:
    """Return a text in lines; a word that is too long is parted where it may be."""
    lines = [""]
    for part in (part for word in text.split() for part in _parts(word, width, may_break)):
        grown = f"{lines[-1]} {part}".strip()
        if _length(grown) <= width or not lines[-1]:
            lines[-1] = grown
        else:
            lines.append(part)
    return lines


_SYLLABLE = re.compile(r"(?=[^\Waeiouyæøå\d_][aeiouyæøå])", re.IGNORECASE)
"""Where a word may be parted: the last consonant before a vowel goes to the next line."""


def _parts(word: str, width: float, may_break: bool) -> list[str]:
    """Return a word in parts that have room, each but the last with a hyphen."""
    if _length(word) <= width or not may_break:
        return [word]
    ends = [hit.start() for hit in _SYLLABLE.finditer(word) if hit.start() > 2]
    fitting = [end for end in ends if _length(f"{word[:end]}-") <= width]
    if not fitting:
        return [word]
    return [f"{word[: fitting[-1]]}-", *_parts(word[fitting[-1] :], width, may_break)]


def school_year(today: date) -> int:
    """Return the year in which the school year of a day began; from May on, the coming one's."""
    return today.year if today.month >= 5 else today.year - 1

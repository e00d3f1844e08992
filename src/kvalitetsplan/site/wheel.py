"""The school year as a wheel: where each month's sector, name and number go.

Python computes, the template draws.
"""

from math import cos, pi, sin
from typing import NamedTuple

FIRST_MONTH = 8
"""The school year begins in August, at the top of the wheel."""
_OUTER, _INNER, _NAME, _NUMBER = 150.0, 62.0, 122.0, 88.0


class Sektor(NamedTuple):
    """One month of the wheel. Coordinates in an SVG of 320 × 320 with its centre at 0, 0."""

    maned: int
    path: str
    navn: tuple[float, float]
    tall: tuple[float, float]


def year_wheel() -> list[Sektor]:
    """Return the twelve sectors, August first, clockwise from the top."""
    return [_sector(index, (FIRST_MONTH + index - 1) % 12 + 1) for index in range(12)]


def _sector(index: int, maned: int) -> Sektor:
    start, end = index * pi / 6, (index + 1) * pi / 6
    middle = (start + end) / 2
    corners = [
        _point(_INNER, start),
        _point(_OUTER, start),
        _point(_OUTER, end),
        _point(_INNER, end),
    ]
    inner_start, outer_start, outer_end, inner_end = (f"{x} {y}" for x, y in corners)
    arcs = f"A{_OUTER} {_OUTER} 0 0 1 {outer_end}", f"A{_INNER} {_INNER} 0 0 0 {inner_start}"
    path = f"M{inner_start} L{outer_start} {arcs[0]} L{inner_end} {arcs[1]} Z"
    return Sektor(maned, path, _point(_NAME, middle), _point(_NUMBER, middle))


def _point(radius: float, angle: float) -> tuple[float, float]:
    return round(radius * sin(angle), 1), round(-radius * cos(angle), 1)

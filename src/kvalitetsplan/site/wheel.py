"""The school year as a wheel: where each month's sector, its name and its three rings go.

Python computes, the template draws.
"""

from math import cos, pi, sin
from typing import NamedTuple

FIRST_MONTH = 8
"""The school year begins in August, at the top of the wheel."""
RINGS = {"lov": (440.0, 345.0), "pu": (345.0, 255.0), "lokalt": (255.0, 150.0)}
"""From where to where each ring goes, the law outermost."""
_NAME = 122.0


class Sektor(NamedTuple):
    """One month of the wheel. Coordinates in an SVG of 900 × 900 with its centre at 0, 0."""

    maned: int
    navn: tuple[float, float]
    ringer: dict[str, "Felt"]


class Felt(NamedTuple):
    """One month of one ring."""

    path: str
    midt: tuple[float, float]


def year_wheel() -> list[Sektor]:
    """Return the twelve sectors, August first, clockwise from the top."""
    return [_sector(index, (FIRST_MONTH + index - 1) % 12 + 1) for index in range(12)]


def _sector(index: int, maned: int) -> Sektor:
    start, end = index * pi / 6, (index + 1) * pi / 6
    middle = (start + end) / 2
    rings = {
        name: Felt(_path(outer, inner, start, end), _point((outer + inner) / 2, middle))
        for name, (outer, inner) in RINGS.items()
    }
    return Sektor(maned, _point(_NAME, middle), rings)


def _path(outer: float, inner: float, start: float, end: float) -> str:
    corners = (_point(inner, start), _point(outer, start), _point(outer, end), _point(inner, end))
    inner_start, outer_start, outer_end, inner_end = (f"{x} {y}" for x, y in corners)
    out, back = f"A{outer} {outer} 0 0 1 {outer_end}", f"A{inner} {inner} 0 0 0 {inner_start}"
    return f"M{inner_start} L{outer_start} {out} L{inner_end} {back} Z"


def _point(radius: float, angle: float) -> tuple[float, float]:
    return round(radius * sin(angle), 1), round(-radius * cos(angle), 1)

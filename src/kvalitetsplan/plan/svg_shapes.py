"""How long the line of a shape in a drawing is, how much room it takes, and how many corners it
has: near enough to tell what is ordinary from what no browser is done with.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from math import hypot, inf, pi
from typing import NamedTuple

_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?")
_STEP = re.compile(r"([A-Za-z])([^A-Za-z]*(?:[eE][-+]?\d[^A-Za-z]*)*)")
_TAKES = {"h": 1, "v": 1, "c": 6, "s": 4, "q": 4, "a": 7}
"""How many numbers a step of a path takes; the others take two."""


class Shape(NamedTuple):
    """What is known of a shape."""

    length: float = 0
    width: float = inf
    height: float = inf
    corners: int = 0


def shape(tag: str, attributes: Mapping[str, str]) -> Shape:
    """Return what is known of an element; what has no shape of its own may take all the room."""

    def of(*names: str) -> list[float]:
        return [number(attributes.get(name, "")) for name in names]

    if tag == "rect":
        width, height = of("width", "height")
        return Shape(_real(2 * (width + height)), width, height, 4)
    if tag in ("circle", "ellipse"):
        rx, ry = of("r", "r") if tag == "circle" else of("rx", "ry")
        return Shape(_real(2 * pi * max(rx, ry)), 2 * rx, 2 * ry, 4)
    if tag == "line":
        x1, y1, x2, y2 = of("x1", "y1", "x2", "y2")
        return _of_points([(_real(x1), _real(y1)), (_real(x2), _real(y2))])
    if tag in ("polyline", "polygon"):
        found = numbers(attributes.get("points", ""))
        return _of_points([*zip(found[::2], found[1::2], strict=False)])
    return _of_points([*_walked(attributes.get("d", ""))]) if tag == "path" else Shape()


def _real(length: float) -> float:
    return 0 if length == inf else length


def number(text: str, otherwise: float = 0) -> float:
    """Return the number that a length begins with, such as «12.5px»; a part of what is around it
    may be all of that.
    """
    if text.strip().endswith("%"):
        return inf
    hit = _NUMBER.match(text.strip())
    return abs(float(hit[0])) if hit else otherwise


def numbers(text: str) -> list[float]:
    """Return all numbers in a text."""
    return [float(one) for one in _NUMBER.findall(text)]


def _walked(d: str) -> Iterator[tuple[float, float]]:
    """Yield the points that a path goes by, those that pull at it too."""
    x = y = 0.0
    for letter, rest in _STEP.findall(d):
        step, given = letter.lower(), numbers(rest)
        takes = _TAKES.get(step, 2)
        for at in range(0, len(given) - takes + 1, takes):
            some = given[at : at + takes]
            if step in "hv":
                some = [some[0], 0 if letter.islower() else y] if step == "h" else [0, some[0]]
                if letter == "V":
                    some[0] = x
            some = some[-2:] if step == "a" else some
            from_x, from_y = (x, y) if letter.islower() else (0.0, 0.0)
            for dx, dy in zip(some[::2], some[1::2], strict=True):
                x, y = from_x + dx, from_y + dy
                yield x, y


def _of_points(points: list[tuple[float, float]]) -> Shape:
    if not points:
        return Shape(0, 0, 0, 0)
    steps = pairwise(points)
    length = sum(hypot(one[0] - two[0], one[1] - two[1]) for one, two in steps)
    xs, ys = zip(*points, strict=True)
    return Shape(length, max(xs) - min(xs), max(ys) - min(ys), len(points))

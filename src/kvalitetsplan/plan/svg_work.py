"""How much work it is to draw a drawing, beside how many parts it has: filters, dashes, marks.

The limits are where Chromium, alone with two slow cores, was not done in ten seconds. Ordinary
drawings from Inkscape, Illustrator and Figma are a hundredth of that.
"""

import re
from collections.abc import Mapping
from math import hypot, inf
from typing import NamedTuple

from kvalitetsplan.plan.svg_shapes import Shape, number, numbers

_MOST_FILTERS = 200
"""How many times the whole drawing may be blurred, or what is as much work."""
_MOST_DASHES = 300_000
_MOST_MARKS = 10_000
_BIGGEST = {"numOctaves": 20, "order": 15}
"""More octaves than this are finer than what is seen, and no program makes a greater matrix."""

_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SELECTOR = re.compile(r"[.#]?[\w-]+$|\*$")
_DECLARED = re.compile(r"([\w-]+)\s*:\s*([^;]*)")
_ENDS = ("", "-start", "-mid", "-end")
_SIZE = (800.0, 600.0)

_MANY = "nettleseren ikke blir ferdig; gjør dem om til et bilde (PNG), eller ta bort noen av dem"


class Load(NamedTuple):
    """What a part is to draw."""

    parts: float = 0
    filters: float = 0
    lines: float = 0
    marks: float = 0

    def more(self, other: "Load", share: float = 1) -> "Load":
        """Return this with another beside it, whose filters reach over a share of the drawing."""
        parts, filters, lines, marks = other
        return Load(
            self.parts + parts,
            self.filters + filters * share,
            self.lines + lines,
            self.marks + marks,
        )


NOTHING = Load()


class Work:
    """What a drawing asks of a browser, noted as it is read."""

    def __init__(self) -> None:
        self._styles: dict[str, dict[str, str]] = {}
        self._view: tuple[float, float] | None = None
        self._reach, self._chain = 1.0, 0
        self._period = inf

    def style(self, text: str) -> None:
        """Note what a style sheet in the drawing says."""
        for selectors, declared in _RULE.findall(text):
            for one in selectors.split(","):
                if hit := _SELECTOR.search(one.strip()):
                    self._styles.setdefault(hit[0], {}).update(_DECLARED.findall(declared))

    def said(self, tag: str, attributes: Mapping[str, str]) -> dict[str, str]:
        """Return an element's attributes, with what styles say of it."""
        if self._view is None:
            self._view = _view(attributes)
        classes = (f".{one}" for one in attributes.get("class", "").split())
        found = dict(attributes)
        for key in ("*", tag, *classes, f"#{attributes.get('id', '')}"):
            found |= self._styles.get(key, {})
        return found | dict(_DECLARED.findall(attributes.get("style", "")))

    def share(self, its: Shape) -> float:
        """Return how much of the drawing a shape takes, with what a filter puts around it."""
        width, height = self._size
        around = hypot(width, height) / 50
        return min(1, (its.width + around) * (its.height + around) / (width * height))

    def load(self, tag: str, said: Mapping[str, str], its: Shape, share: float) -> Load:
        """Return what an element alone is to draw; note how fine its dashes are."""
        dashes = [abs(one) for one in numbers(said.get("stroke-dasharray", ""))]
        if sum(dashes) > 0:
            self._period = min(self._period, sum(dashes) / len(dashes))
        has_marks = any("url(" in said.get(f"marker{one}", "") for one in _ENDS)
        mask = _MASK * share if "url(" in said.get("mask", "") else 0
        marks = its.corners if has_marks else 0
        return Load(1, self._filtering(tag, said) + mask, its.length, marks)

    def why_too_much(self, drawn: Load) -> str:
        """Return why a browser would not be done with all that is drawn; "" if it would."""
        if drawn.filters > _MOST_FILTERS:
            return f"tegningen har så mange filtre og masker at {_MANY}"
        if drawn.lines / self._period > _MOST_DASHES:
            return f"tegningen har så mange små streker i de stiplede linjene at {_MANY}"
        if drawn.marks > _MOST_MARKS:
            return f"tegningen har så mange piler eller merker på linjene at {_MANY}"
        return ""

    def why_too_big(self, tag: str, attributes: Mapping[str, str]) -> str:
        """Return which number in a filter cannot be meant; "" if all can."""
        across = hypot(*self._size)
        most = {**_BIGGEST, "stdDeviation": across, "radius": across}
        for key, limit in most.items() if tag.startswith("fe") else ():
            for value in numbers(attributes.get(key, "")):
                if value > limit:
                    return f"«{key}» er {value:g} i et filter, og kan være høyst {limit:.0f}; rett tallet, eller lagre tegningen som PNG"
        return ""

    @property
    def _size(self) -> tuple[float, float]:
        return self._view or _SIZE

    def _filtering(self, tag: str, attributes: Mapping[str, str]) -> float:
        """Return the work of a part of a filter, where that reaches; note where a filter begins."""
        if tag == "filter":
            self._reach, self._chain = self._reached(attributes), 0
        if not tag.startswith("fe"):
            return 0
        self._chain += 1
        # Each part of a long chain reaches further than the one before.
        return self._primitive(tag, attributes) * max(1, self._chain / 10) * self._reach

    def _reached(self, attributes: Mapping[str, str]) -> float:
        if attributes.get("filterUnits") != "userSpaceOnUse":
            return 1
        width, height = (number(attributes.get(key, ""), inf) for key in ("width", "height"))
        return min(1, width * height / (self._size[0] * self._size[1]))

    def _primitive(self, tag: str, attributes: Mapping[str, str]) -> float:
        if tag == "feTurbulence":
            return max(1, number(attributes.get("numOctaves", "1")) / 4)
        if tag == "feMorphology":
            pixels = number(attributes.get("radius", "0")) * 1000 / hypot(*self._size)
            return max(1, min(pixels, 1000) / 2)
        if tag == "feConvolveMatrix":
            return max(1, number(attributes.get("order", "3")) ** 2 / 2)
        return _HEAVY.get(tag, _LIGHT)


_MASK, _LIGHT = 0.2, 0.1
_HEAVY = {
    "feGaussianBlur": 1.0,
    "feDropShadow": 1.0,
    "feDiffuseLighting": 2.0,
    "feSpecularLighting": 2.0,
}


def _view(attributes: Mapping[str, str]) -> tuple[float, float]:
    """Return how wide and high a drawing is, in its own units."""
    box = numbers(attributes.get("viewBox", ""))
    if len(box) == _BOX and box[2] > 0 and box[3] > 0:
        return box[2], box[3]
    width, height = (number(attributes.get(key, "")) for key in ("width", "height"))
    return (width or _SIZE[0]), (height or _SIZE[1])


_BOX = 4

"""A picture as Word takes it: PNG and JPEG as they are, drawings and WebP as PNG."""

import io
import re
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import resvg_py
from PIL import Image

from kvalitetsplan.plan.pictures import published_picture
from kvalitetsplan.reading.problems import PlanError

_BOX = 1600
"""How many pixels a drawing gets the one way or the other: sharp on paper at a page's width."""
_ACROSS = re.compile(r'<svg\b[^>]*?\swidth="([0-9.]+)(?:px)?"')
_INCH = 96
"""How many of a drawing's own units an inch is."""


class Wordbilde(NamedTuple):
    """What is put into a document."""

    data: bytes
    across: float | None = None
    """How many inches wide it is; None if its pixels tell."""


def in_word(path: Path) -> Wordbilde | None:
    """Return a picture for Word; None if it cannot be drawn, or is of a kind Word does not show."""
    with suppress(PlanError, OSError, ValueError, Image.DecompressionBombError):
        match path.suffix:
            case ".png" | ".jpg":
                return Wordbilde(path.read_bytes())
            case ".webp":
                return Wordbilde(_as_png(path))
            case ".svg":
                return _drawn(published_picture(path, path.name).decode())
    return None


def _as_png(path: Path) -> bytes:
    made = io.BytesIO()
    with Image.open(path) as picture:
        picture.save(made, "PNG")
    return made.getvalue()


def _drawn(drawing: str) -> Wordbilde:
    # Both ways are given: with one of them, a drawing as narrow as a line would take all memory.
    data = bytes(resvg_py.svg_to_bytes(drawing, width=_BOX, height=_BOX))
    told = _ACROSS.search(drawing)
    return Wordbilde(data, (float(told[1]) if told else _BOX) / _INCH)

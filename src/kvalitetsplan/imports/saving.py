"""Pictures in a document as files that every browser shows, without what the camera wrote in
them.
"""

import hashlib
import io
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from PIL import Image, ImageFile

from kvalitetsplan.imports.document import Picture
from kvalitetsplan.plan.pictures import HEAVY

_WIDEST = 1600
_SMALLEST = 32
_KEPT = {"PNG": ".png", "JPEG": ".jpg", "WEBP": ".webp"}


class Bilder(NamedTuple):
    """The pictures of a document."""

    ways: dict[int, str]
    """Where each is saved, by its number: `bilder/innlest-1.png`."""
    files: dict[str, bytes]
    said: tuple[str, ...]
    """What to say of those that could not be saved."""


def saved(pictures: Mapping[int, Picture], name: str) -> Bilder:
    """Return the pictures as files; one that is used several times, once."""
    ways: dict[int, str] = {}
    files: dict[str, bytes] = {}
    seen: dict[str, str] = {}
    said: list[str] = []
    for number, picture in pictures.items():
        key = hashlib.sha256(picture.data).hexdigest()
        if key not in seen:
            found = _file(picture.data)
            if found is None:
                said.append(f"{picture.at}: et bilde kunne ikke tas ut; lagre det i bilder/ selv")
                continue
            data, ending = found
            seen[key] = f"bilder/{name}-{len(seen) + 1}{ending}" if data else ""
            files |= {seen[key]: data} if data else {}
        if seen[key]:
            ways[number] = seen[key]
    return Bilder(ways, files, tuple(said))


def _file(data: bytes) -> tuple[bytes, str] | None:
    """Return a picture's file and its ending; no file if it is but a mark, None if it is
    unreadable.
    """
    try:
        with Image.open(io.BytesIO(data)) as image:
            if min(image.size) < _SMALLEST:
                return b"", ""
            is_plain = image.format in _KEPT and not image.getexif() and len(data) <= HEAVY
            if is_plain and image.width <= _WIDEST:
                return data, _KEPT[image.format or ""]
            return _drawn(image)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def _drawn(image: Image.Image | ImageFile.ImageFile) -> tuple[bytes, str]:
    """Return a picture drawn anew, no wider than a screen."""
    image.thumbnail((_WIDEST, _WIDEST))
    for form, ending in _forms(image):
        out = io.BytesIO()
        picture = image.convert("RGBA" if form == "PNG" else "RGB")
        picture.save(out, form, optimize=True, quality=82)
        if len(out.getvalue()) <= HEAVY or form == "JPEG":
            return out.getvalue(), ending
    raise ValueError(image.mode)


def _forms(image: Image.Image) -> Iterator[tuple[str, str]]:
    if image.format != "JPEG":
        yield "PNG", ".png"
    yield "JPEG", ".jpg"

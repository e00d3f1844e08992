"""A picture is what its name says, and not too heavy for a phone."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from kvalitetsplan.plan.folder import within
from kvalitetsplan.plan.pdf import why_no_pdf
from kvalitetsplan.reading.files import read_file
from kvalitetsplan.reading.problems import Alvor, Mark, PlanError, Problem

HEAVY, TOO_HEAVY = 300_000, 2_000_000
"""From how many bytes a picture is slow to load on a phone, and from how many it is refused."""

_SIDE = rb"(?!\0{4})[\0-\xff]{4}"
_PNG = re.compile(rb"\x89PNG\r\n\x1a\n[\0-\xff]{4}IHDR" + _SIDE + _SIDE)
_JPG = re.compile(rb"\xff\xd8\xff[\xc0-\xc2\xc4\xdb\xdd\xe0-\xef\xfe]")
_JPG_SIZE = re.compile(
    rb"\xff[\xc0-\xc3\xc5-\xc7\xc9-\xcb]\0[\x0b\x0e\x11\x14][\x08\x0c](?!\0\0)..(?!\0\0)", re.S
)
_WEBP = re.compile(rb"RIFF[\0-\xff]{4}WEBPVP8[ LX]")
_HEADERS: dict[str, Callable[[bytes], bool]] = {
    ".png": lambda data: _PNG.match(data) is not None,
    ".jpg": lambda data: _JPG.match(data) is not None and _JPG_SIZE.search(data) is not None,
    ".webp": lambda data: _WEBP.match(data) is not None,
    ".pdf": lambda data: data.startswith(b"%PDF-"),
}
"""How one knows a file of each kind: how it begins, and that a picture has a size."""
_WHOLE = {".png": b"IEND", ".jpg": b"\xff\xd9", ".pdf": b"%%EOF"}
"""What is near the end of a file that is whole."""


def check_pictures(files: dict[str, Path], folder: str) -> Iterator[Problem]:
    """Yield what is wrong with some pictures, by their way from the folder that messages call
    `folder`. One that is only heavy is a warning.
    """
    for name, path in files.items():
        file = within(folder, name)
        try:
            published_picture(path, file)
            size = path.stat().st_size
        except PlanError as error:
            yield from error.problems
        else:
            if size > HEAVY:
                message = f"fila er på {size // 1000} kB og blir treg på telefon; gjør den mindre, helst under 300 kB"
                yield Problem(Mark(file), "", message, Alvor.VARSEL)


def published_picture(path: Path, file: str) -> bytes:
    """Return a picture as it is published: a drawing without what programs leave in it, any other
    as it is.

    Raises PlanError if it is too large, or not what its name says.
    """
    try:
        if (size := path.stat().st_size) > TOO_HEAVY:
            raise PlanError([Problem(Mark(file), "", _too_heavy(size))])
        data = read_file(path)
    except OSError as error:
        message = "fila kan ikke leses; se hvem som har tilgang til den"
        raise PlanError([Problem(Mark(file), "", message)]) from error
    ending = Path(file).suffix
    if reason := _why_no_picture(data, ending):
        raise PlanError([Problem(Mark(file), "", reason)])
    if ending != ".svg":
        return data
    from kvalitetsplan.plan.svg import clean_svg  # slow to load; most have no drawings

    return clean_svg(data, file)


def _too_heavy(size: int) -> str:
    return f"fila er på {size / 1_000_000:.1f} MB; gjør den mindre enn 2 MB, helst under 300 kB".replace(
        ".", ",", 1
    )


def _why_no_picture(data: bytes, ending: str) -> str:
    if not data:
        return "fila er tom; lagre bildet på nytt"
    if ending == ".svg":
        return ""
    if not _HEADERS[ending](data):
        other = next((kind for kind, fits in _HEADERS.items() if fits(data)), "")
        advice = (
            f"den er en {other[1:]}; gi den endelsen {other}" if other else "lagre bildet på nytt"
        )
        return f"fila er ikke det navnet sier ({ending[1:]}): {advice}"
    if ending in _WHOLE and _WHOLE[ending] not in data[-4096:]:
        return "slutten av fila mangler; lagre bildet på nytt"
    return why_no_pdf(data) if ending == ".pdf" else ""

"""What a file holds becomes text: UTF-8, with nothing in it that cannot be seen."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from kvalitetsplan.reading.fodselsnummer import MESSAGE, fodselsnumre
from kvalitetsplan.reading.problems import Mark, PlanError, Problem

MAX_BYTES = 10_000_000
# Characters that cannot be seen but change what is read: bidi controls, zero width, line
# separators.
_INVISIBLE = re.compile("[\u0085\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


def read_bytes(path: Path, file: str) -> bytes:
    """Return what a file holds. `file` is what problems call it.

    Raises PlanError if it is missing, too large, closed to us, or something else than a file.
    """
    try:
        if not path.is_file():
            raise PlanError(
                [Problem(Mark(file), "", f"fila kan ikke leses: {_what_is_wrong(path)}")]
            )
        size = path.stat().st_size
        if size <= MAX_BYTES:
            return path.read_bytes()
    except OSError as error:
        message = "fila kan ikke leses: du har ikke lov til å åpne den"
        raise PlanError([Problem(Mark(file), "", message)]) from error
    message = f"fila er for stor ({size} byte, høyst {MAX_BYTES}); del den opp"
    raise PlanError([Problem(Mark(file), "", message)])


def _what_is_wrong(path: Path) -> str:
    if path.is_dir():
        return "den er en mappe; legg en fil her"
    if path.is_symlink() and not path.exists():
        return "den er en lenke til noe som ikke finnes; legg selve fila her"
    return "den er ingen vanlig fil; legg en fil her" if path.exists() else "den finnes ikke"


def decode(data: bytes, file: str) -> str:
    """Return the text of a file in UTF-8, with or without a BOM, its lines apart as on Unix.

    `file` is what problems call it. Raises PlanError if it is in another encoding, or holds
    characters that cannot be seen, or somebody's national identity number.
    """
    if len(data) > MAX_BYTES:
        message = f"fila er for stor ({len(data)} byte, høyst {MAX_BYTES}); del den opp"
        raise PlanError([Problem(Mark(file), "", message)])
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data[:4]:
        message = "fila er lagret som UTF-16 («Unicode», med BOM); lagre den på nytt med tegnkoding «UTF-8»"
        raise PlanError([Problem(Mark(file), "", message)])
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        mark = mark_at(data[: error.start].decode("utf-8"), file)
        message = (
            "tegnet er ikke UTF-8 (trolig Windows-1252); lagre fila på nytt med tegnkoding «UTF-8»"
        )
        raise PlanError([Problem(mark, "", message)]) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if bad := list(_unwanted(text, file)):
        raise PlanError(bad)
    return unicodedata.normalize("NFC", text)


def _unwanted(text: str, file: str) -> Iterator[Problem]:
    for pattern in (_INVISIBLE, _CONTROL):
        for hit in pattern.finditer(text):
            message = f"usynlig tegn (U+{ord(hit[0]):04X}); slett det"
            yield Problem(mark_at(text[: hit.start()], file), "", message)
    for place in fodselsnumre(text):
        yield Problem(mark_at(text[:place], file), "", MESSAGE)


def mark_at(before: str, file: str) -> Mark:
    """Return the place right after the text `before` in a file."""
    return Mark(file, before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)

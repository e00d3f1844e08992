"""What a file holds becomes text: UTF-8, with nothing in it that cannot be seen."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from kvalitetsplan.reading.fodselsnummer import MESSAGE, fodselsnumre
from kvalitetsplan.reading.problems import Mark, PlanError, Problem
from kvalitetsplan.reading.unseen import why_unwanted

MAX_BYTES = 10_000_000
_OURS = "<<<<<<<"
_CONFLICT = re.compile(rf"^{_OURS}(?=[ \n]|$)", re.MULTILINE)
_LEFT = re.compile(r"^(?:={7}|>{7}|\|{7})(?=[ \n]|$)", re.MULTILINE)
_LEFT_IN_MARKDOWN = re.compile(r"^(?:>{7}|\|{7})(?=[ \n]|$)", re.MULTILINE)
"""A line of equal signs makes a heading of the one above."""
_BOTH = (
    "to har endret det samme, og git har satt merker her; behold det som skal stå, "
    "og slett linjene med <<<<<<<, ======= og >>>>>>>"
)
_BOM = b"\xef\xbb\xbf"
_DOCUMENTS = {
    b"PK\x03\x04": "et dokument fra Word, Excel eller et annet program",
    b"\xd0\xcf\x11\xe0": "et dokument fra et eldre Word eller Excel",
    b"%PDF": "en PDF",
    b"{\\rtf": "et dokument med skrifter og farger (RTF)",
}
"""What a file is that begins so, and that somebody has given the name of a text file."""
# UTF-32 begins as UTF-16 does, so it is asked for first.
_WIDE = {
    "UTF-32": re.compile(rb"\xff\xfe\0\0|\0\0\xfe\xff|(?:[^\0]\0\0\0){2}|(?:\0\0\0[^\0]){2}"),
    "UTF-16 («Unicode», med BOM)": re.compile(rb"\xff\xfe|\xfe\xff"),
    "UTF-16": re.compile(rb"(?:[^\0]\0){2}|(?:\0[^\0]){2}"),
}
"""How a file begins whose every character takes two bytes, or four."""
_NOTHING = b"\0" * 4
"""What a machine that stops while it saves leaves in place of the rest of a text."""
_NUMBERS = re.compile(rb"[\x01-\x08\x0e-\x1b]")
"""Bytes that are no letters in any encoding: what programs write beside empty ones, is numbers."""
_UNWRITTEN = "{} bare tomme tegn (U+0000), for noe gikk galt da fila ble lagret; hent fram en eldre utgave av den"
_ANOTHER_ENCODING = (
    "tegnet er ikke UTF-8 (trolig Windows-1252); lagre fila på nytt med tegnkoding «UTF-8»"
)


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
    characters that cannot be seen, git's marks, or somebody's national identity number.
    """
    if len(data) > MAX_BYTES:
        message = f"fila er for stor ({len(data)} byte, høyst {MAX_BYTES}); del den opp"
        raise PlanError([Problem(Mark(file), "", message)])
    if reason := _why_no_text(data):
        raise PlanError([Problem(Mark(file), "", reason)])
    data = data.removeprefix(_BOM)
    if _NOTHING in data:
        mark = mark_at(data[: data.index(_NOTHING)].decode("utf-8", "ignore"), file)
        raise PlanError([Problem(mark, "", _UNWRITTEN.format("her står"))])
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        mark = mark_at(data[: error.start].decode("utf-8"), file)
        raise PlanError([Problem(mark, "", _ANOTHER_ENCODING)]) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if bad := list(_unwanted(text, file)):
        raise PlanError(bad)
    return unicodedata.normalize("NFC", text)


def _why_no_text(data: bytes) -> str:
    """Say what a file is that is no text in UTF-8 at all; "" where it may be one."""
    if b"\0" in data and not data.strip(b"\0\xfe\xff"):
        return _UNWRITTEN.format("fila er")
    if wide := next((name for name, head in _WIDE.items() if head.match(data)), ""):
        return f"fila er lagret som {wide}; lagre den på nytt med tegnkoding «UTF-8»"
    data = data.removeprefix(_BOM)
    if kind := next((kind for head, kind in _DOCUMENTS.items() if data.startswith(head)), ""):
        return f"fila er {kind}, og ikke ren tekst; kopier teksten over i en tekstfil, og lagre den med tegnkoding «UTF-8»"
    if b"\0" in data and _is_made_by_a_program(data):
        return "fila er et bilde, et program eller noe annet som ikke er ren tekst; legg en tekstfil her, lagret med tegnkoding «UTF-8»"
    return ""


def _is_made_by_a_program(data: bytes) -> bool:
    """Tell whether a file with empty characters in it never was a text."""
    if _NUMBERS.search(data) or data[257:262] == b"ustar":  # how a TAR says what it is
        return True
    # Where the rest of a text is lost, its last letter may be half.
    return _NOTHING not in (data[:4], data[-4:]) and not _is_utf8(data)


def _is_utf8(data: bytes) -> bool:
    try:
        return bool(data.decode("utf-8"))
    except UnicodeDecodeError:
        return False


def _unwanted(text: str, file: str) -> Iterator[Problem]:
    for place, message in why_unwanted(text):
        yield Problem(mark_at(text[:place], file), "", message)
    for place in fodselsnumre(text):
        yield Problem(mark_at(text[:place], file), "", MESSAGE)
    # An address may have a digit as its code.
    for hit in re.finditer(r"\S+", text) if "%3" in text else ():
        if "%3" in hit[0] and next(fodselsnumre(unquote(hit[0])), None) is not None:
            yield Problem(mark_at(text[: hit.start()], file), "", MESSAGE)
    # Git's three marks: the first of them says it for all.
    for hit in _CONFLICT.finditer(text) if _OURS in text else ():
        yield Problem(mark_at(text[: hit.start()], file), "", _BOTH)


def refuse_marks_left(text: str, file: str, *, is_markdown: bool = False) -> None:
    """Raise PlanError where somebody took away the first of git's marks, and left another."""
    if hit := (_LEFT_IN_MARKDOWN if is_markdown else _LEFT).search(text):
        raise PlanError([Problem(mark_at(text[: hit.start()], file), "", _BOTH)])


def mark_at(before: str, file: str) -> Mark:
    """Return the place right after the text `before` in a file."""
    return Mark(file, before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)

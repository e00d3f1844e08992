"""Open a document: see what kind of file it is, and say what to do with one that cannot be read."""

import errno
import io
import logging
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

from kvalitetsplan.imports.document import Document, lines
from kvalitetsplan.imports.tidying import clean
from kvalitetsplan.plan.folder import printable
from kvalitetsplan.reading.files import read_file
from kvalitetsplan.reading.problems import Mark, PlanError, Problem

MAX_BYTES = 100_000_000
MAX_UNPACKED = 400_000_000
"""More than any document with pictures unpacks to."""
_MAX_PARTS = 20_000
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How the files of old programs begin, and those that are locked with a password."""
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_TEXTS = (".txt", ".md", ".markdown")
Reader = Callable[[bytes, str], Document]


def open_document(path: Path) -> Document:
    """Read a document. Raises PlanError if it cannot be read, with what to do about it."""
    file = path.name
    try:
        size = path.stat().st_size
        data = read_file(path) if size <= MAX_BYTES else b""
    except OSError as error:
        if error.errno == errno.ESPIPE:
            raise _problem(file, "dette er ingen vanlig fil; lagre dokumentet i en fil") from error
        raise _problem(
            file, "fila kan ikke åpnes; lukk programmet som har den oppe, og prøv igjen"
        ) from error
    if size > MAX_BYTES:
        raise _problem(
            file, f"fila er på {size // 1_000_000} MB; ta ut bildene, så den er under 100 MB"
        )
    if not data.strip():
        raise _problem(file, "fila er tom; se om det er den rette")
    document = _read(_reader(data, path), data, path)
    if not any(one.text for one in lines(document.blocks)):
        raise _problem(file, _NO_TEXT)
    return document


_NO_TEXT = (
    "her er det ingen tekst, bare bilder eller tomme sider; er den skannet, må den gjennom "
    "tekstgjenkjenning (OCR) først. Ellers: be om Word-fila"
)


def _reader(data: bytes, path: Path) -> Reader:
    """Return what reads a file, by what is in it; its name alone decides only about plain text."""
    if data.startswith(_OLD):
        raise _problem(path.name, _why_old(data, path.suffix.lower()))
    if data[:1024].lstrip().startswith(b"%PDF"):
        from kvalitetsplan.imports.pdf import read_pdf

        return read_pdf
    if data.startswith(b"PK"):
        return _zipped(data, path)
    if data.startswith(b"{\\rtf"):
        raise _problem(path.name, "dette er RTF; åpne fila i Word, og lagre den som .docx")
    if path.suffix.lower() in (".csv", *_TEXTS) and _is_binary(data):
        raise _problem(
            path.name, "fila er ikke ren tekst; lagre den på nytt som tekst, med tegnkoding UTF-8"
        )
    if path.suffix.lower() == ".csv":
        from kvalitetsplan.imports.sheet import read_csv

        return read_csv
    if path.suffix.lower() in _TEXTS:
        from kvalitetsplan.imports.plaintext import read_text

        return read_text
    raise _problem(path.name, _why_unknown(path.suffix.lower()))


def _is_binary(data: bytes) -> bool:
    return b"\0" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff"))


def _why_unknown(suffix: str) -> str:
    if suffix in (".docx", ".xlsx", ".pdf"):
        return f"fila er skadet eller er ikke {suffix[1:]}; åpne den i programmet den er laget i, og lagre den på nytt"
    return "filer av dette slaget kan ikke leses; lagre den som .docx, .xlsx, .csv, .pdf, .md eller .txt"


def _why_old(data: bytes, suffix: str) -> str:
    if _LOCKED in data:
        return "fila er låst med passord; åpne den, ta bort passordet, og lagre den på nytt"
    new = ".xlsx" if suffix.startswith(".xl") else ".docx"
    return f"fila er i et gammelt format; åpne den i Office, og lagre den som {new}"


def _zipped(data: bytes, path: Path) -> Reader:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise _problem(path.name, _DAMAGED) from error
    if len(parts) > _MAX_PARTS or sum(one.file_size for one in parts) > MAX_UNPACKED:
        message = "fila pakker ut til så mye at den ikke kan leses; lagre den på nytt uten bilder"
        raise _problem(path.name, message)
    names = {one.filename for one in parts}
    if any(name.startswith("word/") for name in names):
        from kvalitetsplan.imports.word import read_word

        return read_word
    if any(name.startswith("xl/") and not name.endswith(".bin") for name in names):
        from kvalitetsplan.imports.sheet import read_workbook

        return read_workbook
    raise _problem(path.name, _why_packed(names))


def _why_packed(names: set[str]) -> str:
    if "mimetype" in names:
        return "dette er fra LibreOffice; lagre fila som .docx eller .xlsx"
    return "fila er pakket (zip) eller skadet; pakk den ut, og velg selve dokumentet"


_DAMAGED = (
    "fila er skadet og kan ikke leses; åpne den i programmet den er laget i, og lagre den på nytt"
)
_PASSWORD = "fila er låst med passord; lag en kopi uten, og les inn den"


def _read(reader: Reader, data: bytes, path: Path) -> Document:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the libraries speak English of what they skip
            logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
            return reader(data, clean(printable(path.stem).replace("_", " ")))
    except (KeyboardInterrupt, PlanError):
        raise
    except Exception as error:  # a damaged file can make a library raise anything at all
        raise _problem(path.name, _why(error)) from error


def _why(error: Exception) -> str:
    names = [type(one).__name__ for one in (error, *error.args)]
    if any("Password" in name for name in names):
        return _PASSWORD
    if "TooManyPages" in names:
        return "PDF-en har over 600 sider; del den opp, og les inn den delen som er planen"
    return _DAMAGED


def _problem(file: str, message: str) -> PlanError:
    return PlanError([Problem(Mark(file), "", message)])

"""The law as Lovdata gives it out: which sections have changed since we read them.

Lovdata's public archives (`gjeldende-lover.tar.bz2`, `gjeldende-sentrale-forskrifter.tar.bz2`) hold
one file for each act; see `lovxml`.

Nothing is unpacked, and nothing in an archive can name a file that is read or written.
"""

import errno
import lzma
import re
import tarfile
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, NamedTuple

from kvalitetsplan.editions.lovxml import LawError, sections_of
from kvalitetsplan.plan.law import FOLDER, fingerprint, same_number, words_of
from kvalitetsplan.plan.model import Grunnplan, Lov, Lovord, Lovtekst, Paragraf
from kvalitetsplan.reading.files import write_whole

MAX_FILE = 30_000_000
"""No act is near this size, in bytes."""
MAX_FILES = 50_000
MAX_ALL = 2_000_000_000

LICENCE = (
    "Inneholder data under norsk lisens for offentlige data (NLOD 2.0) "
    "tilgjengeliggjort av Stiftelsen Lovdata"
)
"""How the licence asks to be named. https://data.norge.no/nlod/no/2.0"""

_File = tuple[str, int, Callable[[], bytes], float]
"""The name of a file, its size, what reads it, and when it was last changed."""
_NYNORSK = {"ikkje", "ein", "eit", "dei", "frå", "kva", "vere", "blir", "noko", "eigna"}
_BOKMAL = {"ikke", "en", "et", "de", "fra", "hva", "være", "noe", "skolens", "noens"}
_HEAD = 20_000
"""An act says which it is within so many bytes."""
_WHICH = re.compile(rb'<dd[^>]*class="(?:refid|dokid)"[^>]*>\s*(?:[A-Z]+/)?([^<\s]+)')


class Arkiv(NamedTuple):
    """What some archives say of the acts we asked for."""

    lover: dict[str, dict[str, Lovord]]
    """The sections of each act that was found, by its id in our plan, in the act's order."""
    dato: str
    """The day of the newest file."""


class Lovendring(NamedTuple):
    """A section that is not as it was when we last wrote its words down."""

    paragraf: Paragraf
    fra: str
    """The words we have; "" if we have none."""
    til: str
    """The words in the archive; "" if the section is gone."""


def read_archives(paths: Iterable[Path], lover: Iterable[Lov]) -> Arkiv:
    """Return what the archives say of the acts `lover`.

    Each path is a tar file as Lovdata publishes it, or a folder with the files of one.
    Raises LawError if one cannot be read, or if none of the acts is in any of them.
    """
    wanted = {_reference(lov): lov.id for lov in lover}
    found: dict[str, dict[str, Lovord]] = {}
    newest = 0.0
    for path in paths:
        for name, data, changed in _files(path):
            which = _WHICH.search(data[:_HEAD])
            id = wanted.get(which[1].decode("utf-8", "replace")) if which else None
            if id and id not in found:
                found[id] = sections_of(data, f"{path.name}/{name}")
                newest = max(newest, changed)
    if not found:
        names = ", ".join(path.name for path in paths)
        raise LawError(
            f"fant ingen av lovene i planen i {names}; "
            "hent gjeldende-lover.tar.bz2 eller gjeldende-sentrale-forskrifter.tar.bz2 hos Lovdata"
        )
    day = datetime.fromtimestamp(min(newest, time.time()), UTC).date()
    return Arkiv(found, day.isoformat())


def changes(plan: Grunnplan, arkiv: Arkiv) -> list[Lovendring]:
    """Return the sections the plan refers to whose words in the archive are not those we have."""
    found = []
    for paragraf in plan.paragrafer:
        if paragraf.lov in arkiv.lover:
            ours = words_of(plan, paragraf)
            theirs = _section(arkiv.lover[paragraf.lov], paragraf.nummer)
            one = Lovendring(paragraf, ours[1].ord if ours else "", theirs.ord if theirs else "")
            if fingerprint(one.fra) != fingerprint(one.til):
                found.append(one)
    return found


def write_words(data: Path, plan: Grunnplan, arkiv: Arkiv, dato: str) -> list[Path]:
    """Write the words of the sections the plan refers to into `data/lovtekst`, for the acts that
    the archive has. Returns the files. A section that is gone from its act is left out.
    """
    (data / FOLDER).mkdir(exist_ok=True)
    written = []
    for lov in plan.lover:
        if lov.id in arkiv.lover:
            path = data / FOLDER / f"{lov.id}.yaml"
            numbers = [one.nummer for one in plan.paragrafer if one.lov == lov.id]
            sections = [_section(arkiv.lover[lov.id], nummer) for nummer in numbers]
            tekst = Lovtekst(
                lov=lov.id,
                kilde=lov.adresse,
                malform=_language(one.ord for one in sections if one),
                arkiv=dato,
                lisens=LICENCE,
                paragrafer=tuple(one for one in sections if one),
            )
            write_whole(path, as_yaml(tekst, lov).encode())
            written.append(path)
    return written


def as_yaml(tekst: Lovtekst, lov: Lov) -> str:
    """Return the file of one act: a line for each paragraph, so that a change shows as a line."""
    lines = [
        "# yaml-language-server: $schema=../skjema/lovtekst.schema.json",
        "#",
        f"# Ordene til {lov.navn}, ikke våre. Skrives av «kvalitetsplan lov <arkiv> --skriv».",
        f"lov: {tekst.lov}",
        f"kilde: {tekst.kilde}",
        f"målform: {tekst.malform}",
        f'arkiv: "{tekst.arkiv}"',
        f"lisens: {tekst.lisens}",
        "paragrafer:",
    ]
    for one in tekst.paragrafer:
        lines += [f"  - nummer: {one.nummer}"]
        lines += [f"    tittel: {_quoted(one.tittel)}"] if one.tittel else []
        lines += ["    ord: |-", *(f"      {line}" for line in one.ord.splitlines())]
    return "\n".join(lines) + "\n"


def _language(words: Iterable[str]) -> Literal["bokmål", "nynorsk"]:
    """Return which of the two a law is written in, by the small words they spell differently."""
    every = re.findall(r"\w+", " ".join(words).lower())
    nynorsk, bokmal = (sum(word in some for word in every) for some in (_NYNORSK, _BOKMAL))
    return "nynorsk" if nynorsk > bokmal else "bokmål"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _reference(lov: Lov) -> str:
    """Return what Lovdata calls an act: LOV-2023-06-09-30 is lov/2023-06-09-30."""
    kind, _, number = lov.nummer.partition("-")
    return f"{'lov' if kind == 'LOV' else 'forskrift'}/{number}"


def _section(sections: Mapping[str, Lovord], nummer: str) -> Lovord | None:
    return next((one for key, one in sections.items() if same_number(key, nummer)), None)


def _files(path: Path) -> Iterator[tuple[str, bytes, float]]:
    """Yield the name, the content and the time of every XML file in an archive or a folder."""
    number = everything = 0
    try:
        for name, size, read, changed in _in_folder(path) if path.is_dir() else _in_tar(path):
            number, everything = number + 1, everything + size
            if size > MAX_FILE or everything > MAX_ALL or number > MAX_FILES:
                raise LawError(
                    f"{path.name} er større enn noe arkiv fra Lovdata; hent det på nytt derfra"
                )
            if name.endswith(".xml"):
                yield name, read(), changed
    except (tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError) as error:
        raise LawError(
            f"{path.name} kan ikke leses som et arkiv; "
            "det skal være en tar-fil fra Lovdata, eller en mappe med filene fra den"
        ) from error


def _in_folder(path: Path) -> Iterator[_File]:
    for file in sorted(path.rglob("*")):
        if file.is_file() and not file.is_symlink():
            about = file.stat()
            yield file.name, about.st_size, file.read_bytes, about.st_mtime


def _in_tar(path: Path) -> Iterator[_File]:
    if not path.is_file():
        raise OSError(errno.ESPIPE, "", str(path))  # a pipe or a device: it may have no end
    with tarfile.open(path) as tar:
        for member in tar:
            content = tar.extractfile(member) if member.isfile() else None
            if content is not None:
                yield Path(member.name).name, member.size, content.read, float(member.mtime)

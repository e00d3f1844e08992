"""A finished site in one zip file, for someone without access: unpacked, it opens by double
click.
"""

import zipfile
from collections.abc import Container, Iterator
from pathlib import Path

from kvalitetsplan.plan.long_ways import LONGEST_WAY
from kvalitetsplan.reading.files import clear_unfinished, write_whole_by

README = "LES-MEG.txt"
_WINDOWS = 259
"""How many the whole path may have where Windows is as it was delivered."""
_WHEN = (1980, 1, 1, 0, 0, 0)
"""The time of every file: the same site is the same zip."""


class TooLong(Exception):
    """A path inside is so long that the site cannot be unpacked everywhere. Says which."""


def pack(site: Path, readme: str, target: Path, others: Container[Path] = ()) -> int:
    """Write the site, but for the files in it that are `others`, and what its reader must know into
    the zip file `target`, and return how long the path may be of the folder it is unpacked in on
    Windows.

    Raises TooLong, or OSError; what stood in `target` then stands.
    """
    files = {name: path for name, path in _files(site) if path not in others}
    longest = max(files, key=len)
    if len(longest) > LONGEST_WAY:
        raise TooLong(
            f"«{longest}» er på {len(longest)} tegn, og det er for langt for Windows; "
            f"gi fila, id-en eller mappa et kortere navn, så det blir høyst {LONGEST_WAY} tegn i alt"
        )
    # Notepad has long told UTF-8 by its mark, and lines by both signs.
    text = readme.replace("\n", "\r\n").encode("utf-8-sig")
    target.parent.mkdir(parents=True, exist_ok=True)
    clear_unfinished(target)
    with write_whole_by(target) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(_entry(README), text)
        for name, path in files.items():
            made.writestr(_entry(name), path.read_bytes())
    return _WINDOWS - len(longest) - 1


def _files(site: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(site.rglob("*")):
        if path.is_file():
            yield f"{site.name}/{path.relative_to(site).as_posix()}", path


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _WHEN)
    entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
    return entry

"""Files that are equal in many sites lie on the disk once, under several names, where the file
system allows.
"""

import hashlib
import os
import re
import shutil
from contextlib import suppress
from pathlib import Path

from kvalitetsplan.reading.files import read_file

STORE = ".bygd/felles"
"""Where the files lie under their own hash, beside the sites."""
_HASH = re.compile("[0-9a-f]{64}")
_EQUAL = ("assets", "okt", "okt.html", "forslag")
"""The files and folders of a site that mostly are equal to those of other sites."""


def share(site: Path, out: Path) -> None:
    """Let the files of a finished site be those that other sites in `out` have already.

    Nothing else may write in such a file: it must be replaced. Where two names for one
    file cannot be had, the site keeps its own.
    """
    store = out / STORE
    store.mkdir(parents=True, exist_ok=True)
    for name in _EQUAL:
        for path in (site / name, *(site / name).rglob("*")):
            if path.is_file() and not _becomes_shared(path, store):
                return


def is_shared(out: Path) -> bool:
    """Tell whether the sites in a folder share files: no site does where a file can have one
    name.
    """
    return any((out / STORE).glob("*"))


def sweep(out: Path) -> None:
    """Remove the files that no site has any more."""
    for kept in (out / STORE).glob("*"):
        with suppress(OSError):  # who holds on to it, has it a little longer
            if _HASH.fullmatch(kept.name) and kept.stat().st_nlink == 1:
                kept.unlink()


def link_or_copy(source: str, target: str) -> None:
    """Give a file a second name; a copy where the file system has but one for each."""
    try:
        os.link(source, target)
    except FileExistsError:
        return
    except OSError:
        shutil.copy2(source, target)


def _becomes_shared(path: Path, store: Path) -> bool:
    """Make the file and the one that is kept one and the same; tell whether that could be done."""
    content = path.read_bytes()
    kept = store / hashlib.sha256(content).hexdigest()
    try:
        try:
            os.link(path, kept)
        except FileExistsError:
            if read_file(kept) != content:  # someone has written in it
                kept.unlink()
                os.link(path, kept)
                return True
            fresh = path.with_name(f".{path.name}.felles")
            os.link(kept, fresh)
            fresh.replace(path)
            fresh.unlink(missing_ok=True)  # renaming does nothing between two names of one file
    except OSError:
        return False
    return True

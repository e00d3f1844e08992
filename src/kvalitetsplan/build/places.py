"""Where a site is made, and how it takes the old one's place: whole before, whole after.

A site is made in a folder of its own under `.bygd/arbeid`. Whatever a crash leaves there is cleared
by the next who builds.
"""

import ctypes
import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from kvalitetsplan.build.hardlinks import link_or_copy
from kvalitetsplan.plan.folder import is_dropping
from kvalitetsplan.plan.sted import is_sted
from kvalitetsplan.reading.files import (
    UNFINISHED,
    clear_unfinished,
    patiently,
    read_file,
    remove,
    sync_folder,
)
from kvalitetsplan.site.portal import FILES

_BYGD = ".bygd"
_WORK = f"{_BYGD}/arbeid"
_OURS = _SITE, _OLD, _SLUG, _GONE = "nettsted", "gammel", "sted", "borte"
"""What stands in a working folder: the site that is made, the one it replaced, and whose they are;
or the one that is taken away.
"""


def new_place(out: Path, slug: str) -> Path:
    """Return a new folder where the site `slug` can be made, on the same disk as `out`."""
    (out / _WORK).mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix="", dir=out / _WORK))
    (work / _SLUG).write_text(slug, encoding="utf-8")
    (work / _SITE).mkdir()
    return work / _SITE


def clear(site: Path) -> None:
    """Remove what was made with `new_place`."""
    shutil.rmtree(site.parent, ignore_errors=True)


def keep_others(site: Path, out: Path, slug: str, others: Iterable[str]) -> None:
    """Let files in `out/<slug>` that are not ours, stand in the site that is to take its place.

    Raises OSError if one stands where a file of ours is to stand.
    """
    target = _followed(out / slug)
    for name in others:
        if (site / name).exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target / name))
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        link_or_copy(str(target / name), str(site / name))


def put_in_place(site: Path, out: Path, slug: str, skoler: Iterable[str]) -> None:
    """Let a finished site take the place of the one in `out/<slug>`; what it replaced is cleared.

    The sites of `skoler`, which stand inside their municipality's, are never away; those of others
    go. Raises OSError, and what stood there stands, if somebody holds on to it.
    """
    target = _followed(out / slug)
    for id in skoler:
        if (old := target / "skoler" / id).is_dir():
            _link_all(old, site / "skoler" / id)
    target.parent.mkdir(parents=True, exist_ok=True)
    patiently(_swap, site, target)
    sync_folder(target.parent)
    clear(site)


def take_away(out: Path, folder: Path) -> None:
    """Remove a site's folder so that it is there whole, or not at all. Raises OSError."""
    work, there = new_place(out, ""), _followed(folder)
    patiently(os.rename, there, work / _GONE)
    if folder.is_symlink():
        folder.unlink()
    clear(work)


def _followed(place: Path) -> Path:
    """Return where a site stands: a link to a folder is followed, as by all who read it."""
    return place.resolve() if place.is_symlink() else place


def mend(out: Path) -> None:
    """Put back what a crash left between two places, and clear the rest. Nobody else may build.

    What others have put in `out` is not touched, whatever it is called. Raises OSError.
    """
    for work in filter(_is_ours, (out / _WORK).glob("*")):
        if (old := work / _OLD).exists():
            slug = read_file(work / _SLUG).decode(errors="replace")
            if is_sted(slug):  # else it is damaged, or not ours
                _put_back(old, out / slug)
        remove(work)
    _clear_unfinished(out)
    for folder in (out / _WORK, (out / _WORK).parent):
        with suppress(OSError):  # not empty, or not there
            folder.rmdir()


def _is_ours(work: Path) -> bool:
    """Tell whether a folder has nothing but what stands in a working folder: somebody may have led
    us to others with a link.
    """
    if work.is_symlink() or not work.is_dir():
        return False
    return all(one in _OURS or is_dropping(one) for one in os.listdir(work))


def _clear_unfinished(out: Path) -> None:
    """Remove the files, and the shells, that a crash left when they were being written."""
    for name in FILES:
        clear_unfinished(out / name)
    for left in (out / _BYGD).glob(f".*.json.*{UNFINISHED}"):
        remove(left)
    for left in (out / _BYGD).glob("skall/*/tmp????????"):
        remove(left)


def _put_back(old: Path, target: Path) -> None:
    if not (target / "index.html").exists() and (old / "index.html").exists():
        if target.exists():
            _link_all(old, target)
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        os.rename(old, target)


def _link_all(source: Path, target: Path) -> None:
    shutil.copytree(source, target, copy_function=link_or_copy, dirs_exist_ok=True)


def _swap(site: Path, target: Path) -> None:
    if not target.exists():
        os.rename(site, target)
    elif not exchange(site, target):
        old = site.with_name(_OLD)
        os.rename(target, old)
        try:
            os.rename(site, target)
        except OSError:
            os.rename(old, target)
            raise


def exchange(one: Path, other: Path) -> bool:
    """Let two folders change names in one step. Returns False where the system cannot."""
    if _RENAMEAT2 is None:
        return False
    return not _RENAMEAT2(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE)


def _renameat2() -> Any:
    """Return Linux' own way of letting two names change places; None on other systems."""
    if not sys.platform.startswith("linux"):
        return None
    return getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)


_RENAMEAT2 = _renameat2()
_HERE, _EXCHANGE = -100, 2
"""AT_FDCWD and RENAME_EXCHANGE, as <fcntl.h> and <linux/fs.h> have them."""

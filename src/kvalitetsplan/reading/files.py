"""Files as the system has them: written whole or not at all, and why that could not be done."""

import errno
import glob
import os
import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

_WHY = {
    errno.ENOSPC: "disken er full; frigjør plass, og prøv igjen",
    errno.EDQUOT: "kvoten på disken er brukt opp; frigjør plass, og prøv igjen",
    errno.EROFS: "disken kan bare leses; velg et sted der du kan skrive",
    errno.EACCES: "tilgangen er sperret; be om rettigheter, eller lukk programmet som har fila åpen",
    errno.EPERM: "tilgangen er sperret; be om rettigheter, eller lukk programmet som har fila åpen",
    errno.EBUSY: "et annet program holder på den; lukk det, og prøv igjen",
    errno.ETXTBSY: "et annet program holder på den; lukk det, og prøv igjen",
    errno.ENOTDIR: "en del av stien er en fil og ikke en mappe; velg et annet sted",
    errno.EEXIST: "det finnes noe annet med det navnet; flytt det, eller velg et annet sted",
    errno.EISDIR: "det er en mappe og ikke en fil; flytt den, eller velg et annet sted",
    errno.ESPIPE: "det er ingen vanlig fil; flytt den, eller legg en vanlig fil der",
    errno.ENOTEMPTY: "mappa er ikke tom; flytt det som ligger der, eller velg et annet sted",
    errno.ENOENT: "den finnes ikke; se om noe er flyttet eller slettet",
    errno.ENAMETOOLONG: "navnet er for langt; velg et kortere",
    errno.ELOOP: "lenka går i ring; bytt den ut med en vanlig fil eller mappe",
    errno.EXDEV: "den ligger på en annen disk enn resten; bygg rett dit, eller kopier dit etterpå",
    errno.EMFILE: "for mange filer er åpne; lukk andre programmer, og prøv igjen",
    errno.ENFILE: "for mange filer er åpne; lukk andre programmer, og prøv igjen",
    errno.ENOMEM: "maskinen har ikke mer minne; lukk andre programmer, og prøv igjen",
    errno.EIO: "disken svarer ikke som den skal; prøv igjen, eller velg en annen disk",
}


def why(error: OSError) -> str:
    """Return in Norwegian what the system refused, with the file if it is known, and what to do.

    Where the cause is an unusual one, its number is all that is said of it.
    """
    reason = _WHY.get(error.errno or 0, f"systemet sier nei (kode {error.errno}); prøv igjen")
    file = error.filename2 or error.filename
    return f"{os.fsdecode(file)}: {reason}" if isinstance(file, str | bytes) else reason


def read_file(path: Path) -> bytes:
    """Return what an ordinary file holds. Raises OSError of anything else: a pipe would let us wait
    for ever for who writes in it.
    """
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.ESPIPE, os.strerror(errno.ESPIPE), str(path))
        return file.read()


def write_whole(path: Path, content: bytes) -> None:
    """Write one file: it is beside and on the disk before it takes the old one's place.

    A crash, or a lost current, leaves the old file or the new one, whole. A link is followed.
    Raises OSError; the old file then stands.
    """
    with write_whole_by(path) as file:
        file.write(content)


UNFINISHED = ".uferdig"
"""What ends the name of a file that is being written: people have `.index.html.original`."""
_MAY_WRITE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
"""A file that nobody may write in is not to be replaced either."""


@contextmanager
def write_whole_by(path: Path) -> Iterator[IO[bytes]]:
    """Give a file to write in that takes the place of `path` when it is done, as `write_whole`
    does.
    """
    target = path.resolve()
    if target.exists() and not target.stat().st_mode & _MAY_WRITE:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    before = f".{target.name[:100]}."
    handle, name = tempfile.mkstemp(prefix=before, suffix=UNFINISHED, dir=target.parent)
    fresh = Path(name)
    try:
        with os.fdopen(handle, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _keep_mode(target, fresh)
        patiently(os.replace, fresh, target)
        sync_folder(target.parent)
    except OSError as error:  # the system does not always say which file, or says the one beside
        error.filename, error.filename2 = str(path), None
        raise
    finally:
        fresh.unlink(missing_ok=True)


def clear_unfinished(path: Path) -> None:
    """Remove what a crash left of `write_whole` for a file. Nobody may be writing it."""
    for left in path.parent.glob(f".{glob.escape(path.name[:100])}.????????{UNFINISHED}"):
        left.unlink(missing_ok=True)


def remove(path: Path) -> None:
    """Remove a file, or a folder with all in it, as far as the system lets us. A link goes, not
    what it leads to.
    """
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink(missing_ok=True)


_PAUSES = (0.1, 0.2, 0.4, 0.8, 1.5)
"""How many seconds to wait, time and again, for who holds a file: a virus guard, OneDrive, a
window.
"""


def patiently(do: Callable[[Path, Path], object], one: Path, other: Path) -> None:
    """Let one file or folder take another's place, when whoever holds it lets go. Raises
    OSError.
    """
    for pause in _PAUSES:
        try:
            do(one, other)
            return
        except PermissionError:
            time.sleep(pause)
    do(one, other)


def _keep_mode(target: Path, fresh: Path) -> None:
    """Let others read the new file as they could the old; a file of its own gets what is usual."""
    if target.exists():
        shutil.copymode(target, fresh)
    else:
        mask = os.umask(0)
        os.umask(mask)
        fresh.chmod(0o666 & ~mask)


def sync_folder(folder: Path) -> None:
    """See to that the names in a folder are on the disk, where the system can."""
    if sys.platform == "win32":
        return  # a folder cannot be opened there
    with suppress(OSError):  # some file systems refuse; the names are then theirs to keep
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sync_files(folder: Path) -> None:
    """See to that everything in a folder is on the disk. Raises OSError."""
    for at, _, names in os.walk(folder):
        for name in names:
            # Windows wants the right to write before it will let a file be synced.
            with open(os.path.join(at, name), "r+b" if sys.platform == "win32" else "rb") as file:
                os.fsync(file.fileno())
        sync_folder(Path(at))


def user_folder(name: str) -> Path | None:
    """Return a folder of our own among the user's, for what can be lost: `maler` or `feil`.

    None where there is none to be had: it cannot be written in, or is another user's.
    """
    for place in _user_places():
        folder = place / "kvalitetsplan" / name
        with suppress(OSError, RuntimeError):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if _is_our_own(folder):
                return folder
    return None


def _user_places() -> Iterator[Path]:
    for variable in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        if os.path.isabs(os.environ.get(variable, "")):
            yield Path(os.environ[variable])
    with suppress(RuntimeError):  # a user without a home
        yield Path.home() / ("Library/Caches" if sys.platform == "darwin" else ".cache")
    if sys.platform != "win32":
        yield Path(tempfile.gettempdir()) / f"kvalitetsplan-{os.getuid()}"


def _is_our_own(folder: Path) -> bool:
    """Tell whether nobody else can have put anything in a folder, and we can."""
    if not os.access(folder, os.W_OK | os.X_OK):
        return False
    if sys.platform == "win32":
        return True
    state = folder.stat()
    return state.st_uid == os.getuid() and not state.st_mode & 0o022

"""One builder at a time in a folder. The system lets go of the lock when its holder stops, however
it stops.
"""

import errno
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 60.0
"""How many seconds we wait for another builder."""
_LOCK = ".bygd/laas"
_PAUSE = 0.2
_BUSY = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)


class Busy(Exception):
    """Another is still building in the folder."""


@contextmanager
def only_builder(out: Path, tell: Callable[[str], None] = lambda _: None) -> Iterator[None]:
    """Be alone about building in `out`, which is made if it is not there.

    Waits for another builder, and tells so. Raises Busy if that takes longer than `PATIENCE`, and
    OSError if the folder cannot be written in.
    """
    file = out / _LOCK
    file.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        _wait(handle, out, tell)
        yield
    finally:
        os.close(handle)


def _wait(handle: int, out: Path, tell: Callable[[str], None]) -> None:
    end, told = time.monotonic() + PATIENCE, False
    while not _try(handle):
        if time.monotonic() > end:
            raise Busy(
                f"et annet bygg holder fortsatt på i {out}; vent til det er ferdig, og prøv igjen"
            )
        if not told:
            tell(f"Et annet bygg holder på i {out}. Venter til det er ferdig …")
            told = True
        time.sleep(_PAUSE)


if sys.platform == "win32":
    import msvcrt

    def _try(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            return _unless_busy(error)
        return True

else:
    import fcntl

    def _try(handle: int) -> bool:
        try:
            # Not `flock`: the processes we start would have that lock too, and could outlive us.
            fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            return _unless_busy(error)
        return True


def _unless_busy(error: OSError) -> bool:
    """Tell whether to go on without a lock: some file systems have none, and one must build there
    too.
    """
    return error.errno not in _BUSY

"""What is slow to work out is kept from one run to the next, in folders of our own. Damage only
empties them.

Nothing is taken from a folder that others can write in, or from a file that is not just as it was
written. What a thing is kept under, must tell everything it was worked out from.
"""

import hashlib
import os
import tempfile
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from kvalitetsplan.reading.files import read_file, user_folder

_HASH = hashlib.sha256().digest_size


class Kept:
    """What is kept under one name among the user's folders. When `most` things are, it is time to
    begin anew.
    """

    def __init__(self, name: str, most: int) -> None:
        self._name, self._most = name, most

    @cached_property
    def folder(self) -> Path | None:
        """The folder; None where there is none to be had, and nothing is kept."""
        folder = user_folder(self._name)
        if folder:
            with suppress(OSError):
                kept = list(folder.iterdir())
                for one in kept if len(kept) > self._most else ():
                    one.unlink()
        return folder

    def read(self, key: str) -> bytes | None:
        """Return what is kept under a key, or None."""
        try:
            content = read_file(self.folder / key) if self.folder else b""
        except OSError:
            return None
        found = content[_HASH:]
        is_whole = len(content) >= _HASH and hashlib.sha256(found).digest() == content[:_HASH]
        return found if is_whole else None

    def write(self, key: str, content: bytes) -> None:
        """Keep something. Where there is no room for it, it is worked out again."""
        if not self.folder:
            return
        with suppress(OSError):
            handle, fresh = tempfile.mkstemp(dir=self.folder)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(hashlib.sha256(content).digest() + content)
                os.replace(fresh, self.folder / key)
            finally:
                Path(fresh).unlink(missing_ok=True)

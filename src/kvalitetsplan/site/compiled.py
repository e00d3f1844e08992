"""Templates stay compiled from one run to the next, in a folder of our own. Damage only empties it.

What is kept is code, so nothing is taken from a folder that others can write in, or from a file
that is not just as it was written.
"""

import hashlib
import os
import sys
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket, bc_magic

from kvalitetsplan.reading.files import user_folder

_HASH = hashlib.sha256().digest_size
_MANY = 2000
"""Some twenty editions of the templates."""
_CHOICES = (
    "block_start_string",
    "block_end_string",
    "variable_start_string",
    "variable_end_string",
    "comment_start_string",
    "comment_end_string",
    "line_statement_prefix",
    "line_comment_prefix",
    "trim_blocks",
    "lstrip_blocks",
    "newline_sequence",
    "keep_trailing_newline",
    "optimized",
    "is_async",
)
"""What an environment chooses that shows in the code a template becomes."""


def keep_compiled(env: Environment) -> None:
    """Let the templates of an environment stay compiled, without the empty lines they make."""
    env.trim_blocks = env.lstrip_blocks = True
    # What is worked out beforehand would be kept too, and be the old filters' answer.
    env.optimized = False
    env.bytecode_cache = _Compiled(_choices(env))


class _Compiled(BytecodeCache):
    """Compiled templates: in files from one process to the next, and in memory within one."""

    def __init__(self, choices: str) -> None:
        self._choices = choices

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the bucket its code, if it is known."""
        name = self._name(bucket)
        if name not in _READ and (found := _read(name)):
            with suppress(Exception):  # another version's way of writing code
                bucket.bytecode_from_string(found)
            if bucket.code is not None:
                _READ[name] = bucket.code
        bucket.code = _READ.get(name)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the bucket's code. Where there is no room for it, it is made again."""
        name = self._name(bucket)
        _READ[name] = bucket.code
        _write(name, bucket.bytecode_to_string())

    def clear(self) -> None:
        """Forget everything that is in memory."""
        _READ.clear()

    def _name(self, bucket: Bucket) -> str:
        told = f"{self._choices} {bucket.key} {bucket.checksum}"
        return hashlib.sha256(told.encode()).hexdigest()


_READ: dict[str, Any] = {}
"""The code that this process knows, by the name of its file."""


def _choices(env: Environment) -> str:
    """Return what, besides its text, decides which code a template becomes."""
    chosen = [f"{name}={getattr(env, name)!r}" for name in _CHOICES]
    escapes = env.autoescape if isinstance(env.autoescape, bool) else env.autoescape.__qualname__
    chosen.append(f"autoescape={escapes}")
    known = sorted([*env.filters, *env.tests, *env.extensions])
    return " ".join([jinja2.__version__, sys.version, bc_magic.hex(), *chosen, *known])


@cache
def _folder() -> Path | None:
    """Return the folder; when much has been kept, it is time to begin anew."""
    folder = user_folder("maler")
    if folder:
        with suppress(OSError):
            kept = list(folder.iterdir())
            for one in kept if len(kept) > _MANY else ():
                one.unlink()
    return folder


def _read(name: str) -> bytes | None:
    folder = _folder()
    try:
        content = (folder / name).read_bytes() if folder else b""
    except OSError:
        return None
    code = content[_HASH:]
    return code if code and hashlib.sha256(code).digest() == content[:_HASH] else None


def _write(name: str, code: bytes) -> None:
    if not (folder := _folder()):
        return
    with suppress(OSError):
        handle, fresh = tempfile.mkstemp(dir=folder)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(hashlib.sha256(code).digest() + code)
            os.replace(fresh, folder / name)
        finally:
            Path(fresh).unlink(missing_ok=True)

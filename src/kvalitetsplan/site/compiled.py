"""Templates stay compiled from one run to the next."""

import hashlib
import sys
from contextlib import suppress
from typing import Any

import jinja2
from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket, bc_magic

from kvalitetsplan.reading.kept import Kept

_KEPT = Kept("maler", 2000)
"""Room for some twenty editions of the templates."""
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

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return what a template is known by: its name, wherever the project lies."""
        return super().get_cache_key(name)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the bucket its code, if it is known."""
        name = self._name(bucket)
        if name not in _READ and (found := _KEPT.read(name)):
            with suppress(Exception):  # another version's way of writing code
                bucket.bytecode_from_string(found)
            if bucket.code is not None:
                _READ[name] = bucket.code
        bucket.code = _READ.get(name)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the bucket's code. Where there is no room for it, it is made again."""
        name = self._name(bucket)
        _READ[name] = bucket.code
        _KEPT.write(name, bucket.bytecode_to_string())

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

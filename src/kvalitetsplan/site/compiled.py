"""Templates stay compiled from one run to the next."""

import hashlib
import sys
from contextlib import suppress

import jinja2
from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

from kvalitetsplan.reading.kept import Kept

_KEPT = Kept("maler", 2000)
"""Room for some twenty editions of the templates."""


def keep_compiled(env: Environment) -> None:
    """Let the templates of an environment stay compiled, without the empty lines they make."""
    env.trim_blocks = env.lstrip_blocks = True
    # What is worked out beforehand would be kept too, and be the old filters' answer.
    env.optimized = False
    env.bytecode_cache = _Compiled(_choices(env))


class _Compiled(BytecodeCache):
    """Compiled templates in files, for the next process."""

    def __init__(self, choices: str) -> None:
        self._choices = choices

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return what a template is known by: its name, wherever the project lies."""
        return super().get_cache_key(name)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the bucket its code, if it is known."""
        if found := _KEPT.read(self._name(bucket)):
            with suppress(Exception):  # another version's way of writing code
                bucket.bytecode_from_string(found)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the bucket's code. Where there is no room for it, it is made again."""
        _KEPT.write(self._name(bucket), bucket.bytecode_to_string())

    def _name(self, bucket: Bucket) -> str:
        told = f"{self._choices} {bucket.key} {bucket.checksum}"
        return hashlib.sha256(told.encode()).hexdigest()


def _choices(env: Environment) -> str:
    """Return what, besides its text, decides which code a template becomes: all that its
    environment has chosen, and the names it knows.
    """
    chosen = [f"{name}={value}" for name, value in sorted(vars(env).items()) if _is_plain(value)]
    escapes = getattr(env.autoescape, "__qualname__", env.autoescape)
    known = sorted([*env.filters, *env.tests, *env.extensions])
    return " ".join([jinja2.__version__, sys.version, *chosen, f"autoescape={escapes}", *known])


def _is_plain(value: object) -> bool:
    return value is None or isinstance(value, str | int)

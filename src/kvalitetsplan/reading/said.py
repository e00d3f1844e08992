"""What a file says, made once for each content it has: many ask for the same one."""

from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from kvalitetsplan.reading.decoding import read_bytes
from kvalitetsplan.reading.source import parse
from kvalitetsplan.reading.tree import Map
from kvalitetsplan.reading.validation import build
from kvalitetsplan.reading.values import Modell

M = TypeVar("M", bound=Modell)


def said(kind: type[M], path: Path, file: str) -> M:
    """Return what a YAML file says, as a value of type `kind`. `file` is what problems call it.

    The file is read each time, and understood only when its content is new: the value is frozen, so
    that all may have the same one. Raises PlanError with every problem in the file.
    """
    found: M = _said(kind, read_bytes(path, file), file)
    return found


def tree_of(path: Path, file: str) -> Map:
    """Return a YAML file as a tree, which is not to be changed: all get the same one.

    A file of comments alone is an empty mapping. Raises PlanError; see `said`.
    """
    return _tree(read_bytes(path, file), file)


@lru_cache(maxsize=32)
def _tree(data: bytes, file: str) -> Map:
    return parse(data, file, may_be_empty=True)


@lru_cache(maxsize=64)
def _said(kind: type[M], data: bytes, file: str) -> M:
    return build(kind, parse(data, file))

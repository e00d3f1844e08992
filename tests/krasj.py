"""A machine that stops while folders change places."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kvalitetsplan.build import places


@contextmanager
def crash_at_rename(number: int, *, in_one_step: bool = False) -> Iterator[None]:
    """Let the machine stop, as it were, at one of the renames by which folders change places; on a
    system that can let two change places in one step, or that cannot.
    """
    real, exchange, calls = os.rename, places.exchange, []

    def count(one: Path, other: Path) -> None:
        calls.append(one)
        if len(calls) == number:
            raise KeyboardInterrupt

    def crash(source: Path, target: Path) -> None:
        count(source, target)
        real(source, target)

    def crash_in_one_step(one: Path, other: Path) -> bool:
        count(one, other)
        return exchange(one, other)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "rename", crash)
        patch.setattr(places, "exchange", crash_in_one_step if in_one_step else lambda *_: False)
        with pytest.raises(KeyboardInterrupt):
            yield

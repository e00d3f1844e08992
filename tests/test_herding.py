"""Trying to break what we promise, in the short form; `make herding` is the long one."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from herding import KRAV, Omfang, Utfall
from herding.__main__ import modules, table, tried


@pytest.mark.parametrize("module", modules([]), ids=lambda module: module.__name__)
def test_no_promise_is_broken_by_what_is_tried(module) -> None:
    # A thread of its own: a trial may open a browser, also where the other tests have one open.
    with ThreadPoolExecutor(1) as thread:
        found = thread.submit(lambda: list(tried(module, Omfang(lang=False)))).result()
    assert found
    assert {one.krav for one in found} <= KRAV.keys()
    assert [one for one in found if one.feil] == []


def test_the_table_counts_what_was_tried_and_shows_what_broke() -> None:
    found = {krav: [] for krav in KRAV} | {4: [Utfall(4, "a"), Utfall(4, "b", "Traceback")]}
    lines = table(found).splitlines()
    assert len(lines) == 1 + len(KRAV) + 2
    assert lines[4].split()[-2:] == ["2", "1"]
    assert [line.strip() for line in lines[5:7]] == ["b", "Traceback"]
    assert lines[1].endswith("ikke prøvd")


def test_a_module_that_stops_is_a_failure() -> None:
    class Stops:
        __name__ = "herding.stopper"

        @staticmethod
        def run(omfang):
            yield Utfall(4, "a")
            raise ValueError("borte")

    assert [one.feil for one in tried(Stops, Omfang(lang=False))] == [
        "",
        "forsøket stoppet: ValueError: borte",
    ]

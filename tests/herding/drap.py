"""A build is killed, after each rename and at random moments: nothing is lost, the next one
mends.
"""

import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from herding import Omfang, Utfall, prosjekt
from herding.prosjekt import SITES
from kvalitetsplan.build import places


def run(omfang: Omfang) -> Iterator[Utfall]:
    """Kill builds of a municipality and its school; look at what stands, and build again."""
    with prosjekt.folder() as folder:
        killer = _Killer(folder)
        for in_one_step in (True, False):
            numbers = range(1, 1 + omfang.number(8, 1))
            for number in numbers:
                yield from killer.at_rename(number, in_one_step)
        draw = omfang.random("drap")
        for number in range(omfang.number(200, 1)):
            yield from killer.at_random(number, draw)


class _Killer:
    def __init__(self, folder: Path) -> None:
        self.root, self.out = prosjekt.small_project(folder / "prosjekt"), folder / "ut"
        self.words, self.version = ("--ut", str(self.out)), 1
        prosjekt.write_version(self.root, 1)
        self._build()
        self._change()
        start = time.monotonic()
        self._build()
        self.seconds = time.monotonic() - start
        self.pages = {slug: set(prosjekt.pages(self.out / slug)) for slug in SITES}

    def at_rename(self, number: int, in_one_step: bool) -> Iterator[Utfall]:
        """Kill a build right after one of the renames, on a system that can exchange or cannot."""
        self._change()
        given = (number, in_one_step)
        prosjekt.begin(self.root, *self.words, before=_die_at_rename, given=given).answer()
        how = "ett" if in_one_step else "to"
        name = f"drept etter navnebytte {number}, bytte i {how} steg"
        yield from self._seen(name, must_stand=in_one_step)

    def at_random(self, number: int, draw: random.Random) -> Iterator[Utfall]:
        """Kill a build, and sometimes all its processes, at a random moment."""
        self._change()
        process = prosjekt.begin(self.root, *self.words).process
        after, whole_group = draw.uniform(0, self.seconds * 1.1), draw.random() < 0.5
        time.sleep(after)
        if process.is_alive():
            (os.killpg if whole_group else os.kill)(process.pid, signal.SIGKILL)
        process.join()
        yield from self._seen(f"drap {number} etter {after:.2f} s, alle: {whole_group}", True)

    def _change(self) -> None:
        self.version += 1
        prosjekt.write_version(self.root, self.version)

    def _build(self) -> str:
        answer = prosjekt.begin(self.root, *self.words).answer()
        return prosjekt.what_is_wrong(answer, may_fail=False)

    def _seen(self, name: str, must_stand: bool) -> Iterator[Utfall]:
        """Yield what a visitor sees at once, and what stands after one more build."""
        wrong = [
            f"{slug}: {why}"
            for slug in SITES
            if must_stand and (why := prosjekt.why_not_whole(self.out / slug, self.pages[slug]))
        ]
        wrong += [why] if (why := self._build()) else []
        for slug in SITES:
            if why := prosjekt.why_not_whole(self.out / slug, self.pages[slug]):
                wrong.append(f"{slug} etter neste bygg: {why}")
            elif f" v{self.version}v" not in (self.out / slug / "index.html").read_text("utf-8"):
                wrong.append(f"{slug} er gammel etter neste bygg")
        if left := prosjekt.leftovers(self.out):
            wrong.append(f"rester: {left}")
        yield Utfall(10, name, "; ".join(wrong))


def _die_at_rename(number: int, in_one_step: bool) -> None:
    """Let this process kill itself right after one of its renames, on a system that can let two
    folders change places in one step, or that cannot.
    """
    left, me = [number], os.getpid()

    def counted(do: Callable[..., Any]) -> Callable[..., Any]:
        def done(*arguments: Any, **options: Any) -> Any:
            answer = do(*arguments, **options)
            left[0] -= os.getpid() == me
            if not left[0]:
                os.kill(me, signal.SIGKILL)
            return answer

        return done

    os.rename, os.replace = counted(os.rename), counted(os.replace)
    places.exchange = counted(places.exchange) if in_one_step else lambda *_: False

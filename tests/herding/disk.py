"""The disk is full, closed, or not what it should be: the old sites stand, and one line says
why.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from herding import Omfang, Utfall, prosjekt
from herding.prosjekt import SITES
from kvalitetsplan.reading.files import user_folder

SIZE = 40_000_000
"""What the small disk holds; both sites twice, and a little more."""


def run(omfang: Omfang) -> Iterator[Utfall]:
    """Build on disks that are in the way, and see what is said and what stands."""
    with prosjekt.folder() as folder:
        root = prosjekt.small_project(folder / "prosjekt")
        for name, ut in list(_wrong_places(folder))[:: omfang.number(1, 2)]:
            answer = prosjekt.begin(root, "eksempel", "--ut", str(ut)).answer()
            wrong = prosjekt.what_is_wrong(answer) or ("" if answer.returncode else "sier ikke fra")
            yield Utfall(10, f"--ut er {name}", wrong)
        yield from _damaged_caches(folder, root, omfang)
        with _small_disk(folder / "disk") as disk:
            if disk:
                yield from _full(root, disk, omfang)
                yield from _closed(root, disk)


def _wrong_places(folder: Path) -> Iterator[tuple[str, Path]]:
    (file := folder / "fil.txt").write_text("min", encoding="utf-8")
    (theirs := folder / "andre" / "eksempel").mkdir(parents=True)
    (theirs / "roman.txt").write_text("min", encoding="utf-8")
    (blocked := folder / "sperret").mkdir()
    (blocked / "eksempel").write_text("min", encoding="utf-8")
    yield "en fil", file
    yield "inne i en fil", file / "ut"
    yield "en mappe der noe annet har navnet", theirs.parent
    yield "en mappe der en fil har navnet", blocked
    yield "et for langt navn", folder / ("x" * 300)


def _damaged_caches(folder: Path, root: Path, omfang: Omfang) -> Iterator[Utfall]:
    """Yield what a build says of a cache that is damaged in one of several ways."""
    draw, cache = omfang.random("cache"), folder / "cache"
    words = prosjekt.command(root, "bygg", "eksempel", "--om-igjen", "--ut", str(folder / "ut"))
    shutil.copytree(user_folder("maler"), cache / "kvalitetsplan" / "maler")  # from earlier builds
    for name in ("avkortet", "søppel", "tomme", "mapper", "en fil")[: omfang.number(5, 1)]:
        _damage(cache / "kvalitetsplan" / "maler", name, draw)
        answer = prosjekt.answer_of(words, XDG_CACHE_HOME=str(cache))
        yield Utfall(4, f"malene: {name}", prosjekt.what_is_wrong(answer, may_fail=False))


def _damage(folder: Path, how: str, draw: Random) -> None:
    if how == "en fil":
        shutil.rmtree(folder)
        folder.write_text("min", encoding="utf-8")
        return
    for path in [one for one in folder.iterdir() if one.is_file()]:
        content = path.read_bytes()
        if how == "mapper":
            path.unlink()
            path.mkdir()
        elif how == "avkortet":
            path.write_bytes(content[: draw.randrange(len(content))])
        else:
            path.write_bytes(draw.randbytes(len(content)) if how == "søppel" else b"")


@contextmanager
def _small_disk(at: Path) -> Iterator[Path | None]:
    """Give a disk that is soon full; None where we may not make one."""
    at.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(at)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True).returncode:
        yield None
        return
    try:
        yield at
    finally:
        subprocess.run(["umount", str(at)], capture_output=True, check=True)


def _full(root: Path, disk: Path, omfang: Omfang) -> Iterator[Utfall]:
    """Fill the disk until there is a little left, and build."""
    out, filler = disk / "ut", disk / "fyll"
    prosjekt.write_version(root, 0)
    prosjekt.begin(root, "--ut", str(out)).answer()
    expected = {slug: set(prosjekt.pages(out / slug)) for slug in SITES}
    draw = omfang.random("disk")
    for number in range(1, 1 + omfang.number(40, 1)):
        prosjekt.write_version(root, number)
        left = draw.randrange(7_000_000) if number > 1 else 0
        stat = os.statvfs(disk)
        with filler.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, max(1, stat.f_bavail * stat.f_frsize - left))
        full = prosjekt.begin(root, "--ut", str(out)).answer()
        wrong = [prosjekt.what_is_wrong(full)]
        wrong += [prosjekt.why_not_whole(out / slug, expected[slug]) for slug in SITES]
        filler.unlink()
        after = prosjekt.begin(root, "--ut", str(out)).answer()
        wrong.append(prosjekt.what_is_wrong(after, may_fail=False))
        wrong += prosjekt.leftovers(out)
        yield Utfall(10, f"{left} byte igjen på disken", "; ".join(filter(None, wrong)))


def _closed(root: Path, disk: Path) -> Iterator[Utfall]:
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True, capture_output=True)
    answer = prosjekt.begin(root, "--ut", str(disk / "ut")).answer()
    wrong = prosjekt.what_is_wrong(answer) or ("" if answer.returncode else "sier ikke fra")
    yield Utfall(10, "disken kan bare leses", wrong)

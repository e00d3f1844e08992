"""One way to a page: a random municipality and its school, built by us after many others, are byte
for byte what MkDocs makes of each alone.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from conftest import build_many, copy_project

from herding import Omfang, Utfall
from herding.gronn import FOLDER, KOMMUNEFIL, random_files, random_page, write
from kvalitetsplan.plan.grunnplan import load_grunnplan

NAMES = ("Prøve kommune", "Prøve & <kommune>", "Åsgård «øst»", "Davvi-Romsa/Nord", "'N' \"o\" {x}")
COLOURS = ("#1b4f72", "#7a1f3d", "#2e5d4b")
FORMS = ("", "målform: nynorsk\n")
SITES = ("prove", "prove/skoler/asen")


def run(omfang: Omfang) -> Iterator[Utfall]:
    """Build random municipalities in both ways, until there are enough that can be built."""
    random = omfang.random("likhet")
    wanted = omfang.number(long=30, short=1)
    with tempfile.TemporaryDirectory() as place, pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1790000000")
        project = copy_project(Path(place) / "prosjekt")
        grunnplan = load_grunnplan(project / "data")
        while wanted:
            files = random_files(random, grunnplan) | _school(random)
            files[KOMMUNEFIL] = _kommune(random, files[KOMMUNEFIL])
            write(project / FOLDER, files)
            done = build_many(project, SITES, Path(place) / "ut", force=True)
            if {one.status for one in done.values()} != {"bygd"}:
                continue  # what is refused is refused in both ways: see `gronn`
            wanted -= 1
            for site in SITES if omfang.lang else SITES[:1]:
                yield Utfall(3, f"{site}: {files}", _difference(project, Path(place), site))


def _kommune(random: Random, text: str) -> str:
    name = random.choice(NAMES).replace('"', '\\"')
    named = text.replace("navn: Prøve kommune", f'navn: "{name}"')
    return named.replace("#1b4f72", random.choice(COLOURS)) + random.choice(FORMS)


def _school(random: Random) -> dict[str, str]:
    return {
        "skoler/asen/skole.yaml": f"navn: Åsen skole {random.choice('&<é')}\n",
        "skoler/asen/sider/skolen.md": random_page(random),
    }


def _difference(project: Path, place: Path, site: str) -> str:
    """Return which files differ between the two ways, or why MkDocs could not."""
    alone = place / "alene"
    result = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--clean", "-d", str(alone)],
        cwd=project,
        env={**os.environ, "KOMMUNE": site, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode:
        return f"mkdocs: {result.stderr[-300:]}"
    ours, theirs = _files(place / "ut" / site), _files(alone)
    unlike = sorted(name for name in ours | theirs if ours.get(name) != theirs.get(name))
    return f"ulike: {unlike[:5]}" if unlike or len(ours) < 90 else ""


def _files(site: Path) -> dict[str, bytes]:
    """Return what is in a site, but for its schools' sites."""
    found = (path for path in site.rglob("*") if path.is_file())
    files = {path.relative_to(site).as_posix(): path.read_bytes() for path in found}
    return {name: data for name, data in files.items() if not name.startswith("skoler/")}

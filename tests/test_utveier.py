"""The way out of MkDocs and Material: what follows them makes the same pages.
docs/utvikling/material.md tells the rest.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

HEIRS = {
    "properdocs": ("properdocs>=1.6.7,<2", set()),
    "mkdocs": ("mkdocs-materialx>=10.2,<11", {"assets/stylesheets/main.css"}),
}
"""The program that builds, by name: the package to lay over ours, and the files that may differ."""


def built(program: str, site: Path, over: Path | None = None) -> dict[str, bytes]:
    """Return the files of the example's site as a program builds it, with `over` in front of our
    own packages.
    """
    environment = {**os.environ, "KOMMUNE": "eksempel", "NO_MKDOCS_2_WARNING": "1"}
    environment |= {"PYTHONPATH": str(over)} if over else {}
    command = [sys.executable, "-m", program, "build", "-q", "-f", "mkdocs.yml", "-d", str(site)]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    hashed = re.compile(r"main\.[0-9a-f]+\.min")
    return {
        hashed.sub("main", path.relative_to(site).as_posix()): hashed.sub(
            "main", path.read_bytes().decode("latin-1")
        ).encode("latin-1")
        for path in site.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The site as MkDocs and Material make it."""
    return built("mkdocs", tmp_path_factory.mktemp("vaar") / "ut")


@pytest.mark.parametrize("program", HEIRS)
def test_what_follows_mkdocs_and_material_makes_the_same_files(
    program: str, ours: dict[str, bytes], tmp_path: Path
) -> None:
    package, may_differ = HEIRS[program]
    command = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target"]
    got = subprocess.run([*command, str(tmp_path / "arving"), package], capture_output=True)
    if got.returncode:
        pytest.skip(f"får ikke hentet {package}")
    theirs = built(program, tmp_path / "ut", tmp_path / "arving")
    assert theirs.keys() == ours.keys()
    assert {name for name in ours if theirs[name] != ours[name]} == may_differ

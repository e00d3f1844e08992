"""`kvalitetsplan tilpass` in a project with the small plan, and the file it writes."""

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kvalitetsplan.cli import main

SMALL = Path(__file__).parent / "saker" / "plan" / "data"


@pytest.fixture
def small_project(tmp_path: Path) -> Path:
    """A project with the small plan of the cases."""
    shutil.copytree(SMALL, tmp_path / "data")
    return tmp_path


def tilpass(root: Path, *arguments: str, answers: str = "") -> Result:
    return CliRunner().invoke(
        main, ["--rot", str(root), "tilpass", "prove", *arguments], input=answers
    )


def layer_file(root: Path) -> Path:
    return root / "data/kommuner/prove/tilpasning.yaml"


@pytest.fixture
def large_project(project: Path) -> Path:
    """A project with all that is shipped, where a layer of the example stands in two files."""
    own = project / "data/kommuner/eksempel/tilpasning/aret.yaml"
    own.parent.mkdir()
    own.write_text(
        "fjern:\n  - { id: hendelser/skoleruta, begrunnelse: Den står et annet sted. }\n"
        "skrevet_mot: '1.0'\n",
        encoding="utf-8",
    )
    layer = project / "data/kommuner/eksempel/tilpasning.yaml"
    text = layer.read_text(encoding="utf-8")
    layer.write_text(re.sub(r"^skrevet_mot:.*\n", "", text, flags=re.MULTILINE), encoding="utf-8")
    return project


def tilpass_eksempel(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--rot", str(root), "tilpass", "eksempel", *arguments])

"""`kvalitetsplan oppdater` in a project with the small plan: run, answered, and read."""

import shutil
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from conftest import ROOT
from tilfeldig import SAKER, as_yaml
from utkast import LAYER

from kvalitetsplan.cli import main

TILPASNING = "data/kommuner/prove/tilpasning.yaml"


def oppdater(root: Path, *arguments: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(
        main, ["--rot", str(root), "oppdater", "prove", *arguments], input=typed
    )


@pytest.fixture
def fork(tmp_path: Path) -> Path:
    """A project with the small plan, and a layer that has drifted from it in one place."""
    root = tmp_path / "prosjekt"
    shutil.copytree(SAKER / "plan/data", root / "data")
    shutil.copytree(ROOT / "data" / "tekster", root / "data" / "tekster")
    (root / TILPASNING).write_text(LAYER, encoding="utf-8")
    return root


def answer_file(root: Path, text: str) -> str:
    path = root / "svar.yaml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def files_in(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file()
    }


@pytest.fixture
def former_edition(fork: Path) -> str:
    """The folder of the edition before the one in the fork: it had «ro/to-minutter», and not
    «lek/ny».
    """
    old = fork.parent / "før"
    shutil.copytree(fork / "data", old)
    themes = yaml.load((old / "themes.yaml").read_text(encoding="utf-8"), yaml.CBaseLoader)
    themes["temaer"][0]["eksempler"] = []
    themes["temaer"][1]["eksempler"] = [{"id": "ny", "tekst": "Vi hopper.", "par": ["er-med"]}]
    (fork / "data" / "themes.yaml").write_text(as_yaml(themes), encoding="utf-8")
    gone = "erstatt:\n  - { id: ro/to-minutter, felt: tekst, fra: Om to minutter rydder vi., til: Vi rydder. }\n"
    own = (
        "legg_til:\n  - { liste: lek/eksempler, nytt: { id: ny, tekst: Vi ler., par: [er-med] } }\n"
    )
    (fork / TILPASNING).write_text(gone + own, encoding="utf-8")
    return str(old)


def asked_in(output: str) -> dict[str, list[str]]:
    """Return the choices of each question in what a dry run prints."""
    kinds = ("fjern ", "erstatt ", "legg_til ", "rekkefølge ", "sett ", "temaer ", "deler ")
    names = [line for line in output.splitlines() if line.startswith(kinds)]
    choices = [
        line.split(": ")[1].split(", ")
        for line in output.splitlines()
        if line.startswith("  Valg: ")
    ]
    return dict(zip(names, choices, strict=True))

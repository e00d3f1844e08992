"""A plan that is written elsewhere is read in: the right kind of thing in the right place, and not a word lost."""

import html
import io
import re
import shutil
import zipfile
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from conftest import ROOT, build_site
from dokumenter import Dokument, alle
from lag_dokumenter import as_docx, as_pdf, as_xlsx

from kvalitetsplan.cli import main
from kvalitetsplan.imports.document import Document, Line, lines
from kvalitetsplan.imports.labels import Slag
from kvalitetsplan.imports.opening import open_document
from kvalitetsplan.imports.pages import marked
from kvalitetsplan.imports.plaintext import read_text
from kvalitetsplan.imports.recognise import recognise
from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.own_pages import read_page
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.reading.problems import PlanError

CASES = yaml.safe_load((Path(__file__).parent / "saker" / "innlesing.yaml").read_text("utf-8"))
MAKE = {"docx": as_docx, "xlsx": as_xlsx, "pdf": as_pdf}
DOKUMENTER = {one.navn: one for one in alle()}
BAR = 0.95
"""How much of each kind must land in the right place."""


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["sak"])
def test_each_piece_of_a_document_is_known_for_what_it_is(case: dict) -> None:
    pieces = recognise(read_text(case["tekst"].encode(), "Planen"))
    found = [
        [str(one.slag), " ".join(filter(None, [one.tittel, one.tekst, *one.deler]))]
        for one in pieces.stykker
        if one.slag and one.slag != Slag.TEMA
    ]
    assert found == case["blir"]
    assert "temaer" not in case or list(pieces.temaer) == case["temaer"]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with each document in each format."""
    folder = tmp_path_factory.mktemp("dokumenter")
    for navn, dok in DOKUMENTER.items():
        for ending, make in MAKE.items():
            (folder / f"{navn}.{ending}").write_bytes(make(dok))
    return folder

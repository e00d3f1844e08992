"""Whole plans in Word, spreadsheets and PDF: every piece lands, and not a word is lost."""

import html
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import build_site
from dokumenter import alle
from flere_dokumenter import handbok, rammeverk
from innlest import BAR, landed, own, run, words
from lag_dokumenter import as_docx, as_pdf, as_xlsx, pdf_of
from regneark import Ark, arkene, as_csv, as_workbook, liste
from worddok import Worddok

from kvalitetsplan.imports import whole
from kvalitetsplan.imports.document import lines
from kvalitetsplan.imports.opening import open_document
from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.plan.project import project_at
from kvalitetsplan.plan.words import MONTHS

MAKE = {"docx": as_docx, "xlsx": as_xlsx, "pdf": as_pdf}
DOKUMENTER = {one.navn: one for one in alle()}

PUBLISERT = {"to-kolonner": "pdf", "pliktplan": "docx", "lopende": "xlsx"}
"""The format in which each document is followed all the way, to the built site."""


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Path]:
    """What makes the file of a document in a format."""
    folder = tmp_path_factory.mktemp("dokumenter")

    def make(navn: str, ending: str) -> Path:
        (file := folder / f"{navn}.{ending}").write_bytes(MAKE[ending](DOKUMENTER[navn]))
        return file

    return make


@pytest.mark.parametrize("ending", MAKE)
@pytest.mark.parametrize("navn", DOKUMENTER)
def test_pieces_land_in_the_right_kind_and_every_word_is_kept(
    made: Callable[[str, str], Path],
    project: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    navn: str,
    ending: str,
) -> None:
    file, read = made(navn, ending), []
    # What the command reads is looked at here too: a PDF takes long to read.
    monkeypatch.setattr(
        whole, "open_document", lambda file: read.append(open_document(file)) or read[-1]
    )
    result = run(project, "les-inn", file, "eksempel", "--ja")
    assert result.exit_code == 0, result.output
    plan = load_plan(project_at(project), "eksempel")
    count = landed(DOKUMENTER[navn].fasit, plan)
    print(f"\n{navn}.{ending}: " + ", ".join(f"{k} {a} av {b}" for k, (a, b) in count.items()))
    assert {kind: hit / of for kind, (hit, of) in count.items() if hit / of < BAR} == {}
    pages = " ".join(re.sub("<[^>]*>", " ", one.html) for one in plan.egne_sider.values())
    said = words(
        " ".join([html.unescape(pages), *(text for texts in own(plan).values() for text in texts)])
    )
    contacts = [f"{one.tittel} {one.telefon}" for one in plan.grunnplan.kontakter]
    intros = [f"{one.tittel} {one.ingress}" for one in plan.grunnplan.temaer]
    there = {*said, *words(" ".join([*contacts, *intros])), *MONTHS}
    document = words(" ".join(one.text for one in lines(read[0].blocks)))
    assert sorted(set(document) - there) == []
    if PUBLISERT[navn] == ending:
        assert run(project, "valider").exit_code == 0
        site = build_site(project, plan, tmp_path / "ut")
        source = words(" ".join(text for _, text in DOKUMENTER[navn].fasit))
        assert sorted({*source, *document} - shown_on(site)) == []


def shown_on(site: Path) -> set[str]:
    """The words of all the pages of a built site."""
    pages = (path.read_text("utf-8") for path in site.rglob("*.html"))
    return {word for page in pages for word in words(html.unescape(re.sub("<[^>]*>", " ", page)))}


def _word(plan: Worddok, name: str) -> bytes:
    data = plan.bytes()
    return pdf_of(data) if name.endswith(".pdf") else data


def _sheets(ark: Ark, name: str) -> bytes:
    return as_csv(ark) if name.endswith(".csv") else as_workbook(ark)


FLERE: dict[str, tuple[Any, Any]] = {
    "handbok.docx": (handbok, _word),
    "handbok.pdf": (handbok, _word),
    "rammeverk.docx": (rammeverk, _word),
    "liste.csv": (liste, _sheets),
    "arkene.xlsx": (arkene, _sheets),
}
"""What makes each file: what is in it, and how it is written."""


@pytest.mark.parametrize("name", FLERE)
def test_what_word_and_excel_do_by_themselves_is_read_as_it_was_meant(
    project: Path, tmp_path: Path, name: str
) -> None:
    make, write = FLERE[name]
    dok = make()
    if (data := write(dok, name)) is None:
        pytest.skip("LibreOffice er ikke på denne maskinen")
    (file := tmp_path / name).write_bytes(data)
    result = run(project, "les-inn", file, "eksempel", "--ja")
    assert result.exit_code == 0, result.output
    plan = load_plan(project_at(project), "eksempel")
    count = landed(dok.fasit, plan)
    print(f"\n{name}: " + ", ".join(f"{k} {a} av {b}" for k, (a, b) in count.items()))
    assert {kind: hit / of for kind, (hit, of) in count.items() if hit / of < BAR} == {}
    if isinstance(dok, Worddok):
        assert cut_or_lost(dok, plan) == []


def cut_or_lost(dok: Worddok, plan: Plan) -> list[str]:
    """The paragraphs of running text and foot notes that do not stand whole on one of the own
    pages, as often as in the document.
    """
    pages = [html.unescape(re.sub("<[^>]*>", " ", one.html)) for one in plan.egne_sider.values()]
    intros = [one.ingress or "" for one in plan.grunnplan.temaer]
    shown = " | ".join(" ".join(words(text)) for text in (*pages, *intros))
    wanted = Counter(" ".join(words(text)) for text in dok.running)
    return [text for text, many in wanted.items() if shown.count(text) < many]


def test_a_dry_run_shows_every_piece_and_writes_nothing(
    made: Callable[[str, str], Path], project: Path
) -> None:
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    result = run(project, "les-inn", made("pliktplan", "docx"), "eksempel", "--tørr")
    assert "kjennetegn 1" in result.output
    assert "Valg: " in result.output
    assert "tabell 1, rad 2" in result.output
    assert "Ingenting er skrevet." in result.output
    assert {path: path.read_bytes() for path in project.rglob("*") if path.is_file()} == before

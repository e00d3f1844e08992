"""Lists that are read in, however they are made."""

import html
import io
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.shared import Pt
from innlest import run, small, words
from lag_dokumenter import pdf_of

from kvalitetsplan.imports.document import lines
from kvalitetsplan.imports.labels import Slag
from kvalitetsplan.imports.markdown import marked
from kvalitetsplan.imports.opening import open_document
from kvalitetsplan.imports.plaintext import read_text
from kvalitetsplan.imports.recognise import recognise
from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.own_pages import read_page
from kvalitetsplan.plan.project import project_at

LISTE = [
    ("Vi hilser på alle i døra.", ["et smil er nok", "også den som kommer seint"]),
    ("Vi venter på stillhet før vi begynner.", []),
    ("Vi er ute når elevene er ute.", ["i gule vester"]),
]
"""Practices, each with the points below it."""


def _by_style() -> docx.document.Document:
    word = docx.Document()
    for practice, points in LISTE:
        word.add_paragraph(practice, style="List Bullet")
        for point in points:
            word.add_paragraph(point, style="List Bullet 2")
    return word


def _by_hand() -> docx.document.Document:
    word = docx.Document()
    for practice, points in LISTE:
        for text, far_in in [(practice, 18), *((point, 40) for point in points)]:
            word.add_paragraph(f"•\t{text}").paragraph_format.left_indent = Pt(far_in)
    return word


def _by_sign() -> docx.document.Document:
    word = docx.Document()
    for practice, points in LISTE:
        word.add_paragraph(f"• {practice}")
        for point in points:
            word.add_paragraph(f"- {point}")
    return word


@pytest.mark.parametrize("ending", ["docx", "pdf"])
@pytest.mark.parametrize("make", [_by_style, _by_hand, _by_sign])
def test_a_list_in_a_list_is_seen_however_it_is_made(
    tmp_path: Path, make: Any, ending: str
) -> None:
    word = make()
    before = word.paragraphs[0].insert_paragraph_before
    before("Lek", style="Heading 1")
    before("Kjennetegn", style="Heading 2")
    out = io.BytesIO()
    word.save(out)
    data = pdf_of(out.getvalue()) if ending == "pdf" else out.getvalue()
    if data is None:
        pytest.skip("LibreOffice er ikke på denne maskinen")
    file = tmp_path / f"plan.{ending}"
    file.write_bytes(data)
    pieces = recognise(open_document(file)).stykker
    practices = [one.tekst for one in pieces if one.slag == Slag.KJENNETEGN]
    shown = {pieces[one.av].tekst: words(one.tekst) for one in pieces if one.slag == Slag.EKSEMPEL}
    assert practices == [practice for practice, _ in LISTE]
    assert shown == {practice: words(" ".join(points)) for practice, points in LISTE if points}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("•\tVi smiler\n–\tVi ler\n\x0cNy side", ["Vi smiler", "Vi ler", "Ny side"]),
        (
            "---\ntitle: Planen\nforfatter: Oss\n---\nVi ler.",
            ["title: Planen", "forfatter: Oss", "Vi ler."],
        ),
        ("Planen\n======\nVi ler\nhver dag.", ["Planen", "Vi ler hver dag."]),
        ("```\nen\nto\n```\ntre", ["en", "to", "tre"]),
        ("> Et sitat\n> til\n> > Nøstet\n\nMer", ["Et sitat til", "Nøstet", "Mer"]),
        ("Skolegata 1  \n1234 Byen\\\nTlf. 22", ["Skolegata 1", "1234 Byen", "Tlf. 22"]),
        ("**r og *r", ["**r og *r"]),
        ("| **r | a |", ["**r", "a"]),
    ],
)
def test_lines_of_plain_text_that_stand_apart_do_not_melt_together(
    text: str, found: list[str]
) -> None:
    assert [one.text for one in lines(read_text(text.encode(), "Planen").blocks)] == found


@pytest.mark.parametrize("line", ["- {} Vi ser dere alle.\n", "| {} | Vi ser dere alle. |\n"])
def test_a_list_or_a_table_longer_than_a_page_goes_on_at_the_next(
    project: Path, tmp_path: Path, line: str
) -> None:
    file = small(tmp_path, "# Om oss\n\n" + "".join(line.format(n) for n in range(4000)))
    assert run(project, "les-inn", file, "eksempel", "--ja").exit_code == 0
    sider = load_plan(project_at(project), "eksempel").egne_sider
    assert {*sider} == {"sider/innlest.md", "sider/innlest-2.md"}
    assert "3999" in sider["sider/innlest-2.md"].html


@pytest.mark.parametrize(
    "text", ["1. august", "- strek", "# nummer", "a | b", "~~~", "===", "1) ja"]
)
def test_how_a_line_begins_makes_no_list_and_no_heading(text: str, tmp_path: Path) -> None:
    (page := tmp_path / "side.md").write_text(f"# Side\n\n{marked(text)}\n", encoding="utf-8")
    assert f"<p>{text}</p>" in html.unescape(read_page(page, "sider/side.md", "side.md").html)

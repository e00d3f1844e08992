"""What Word and Excel hide or keep elsewhere is read once, or told of."""

from pathlib import Path

import docx
import openpyxl
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import RGBColor
from innlest import run
from rart_dokument import SEEN, odd_docx
from worddok import NOTES

from kvalitetsplan.imports.document import Document, lines
from kvalitetsplan.imports.opening import open_document
from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.project import project_at


def test_words_that_hide_in_a_word_file_are_read_once(project: Path, tmp_path: Path) -> None:
    (file := tmp_path / "rar.docx").write_bytes(odd_docx())
    document = open_document(file)
    texts = [one.text for one in lines(document.blocks)]
    assert {text: texts.count(text) for text in SEEN} == dict.fromkeys(SEEN, 1)
    assert not any("Strøket" in text for text in texts)
    assert any("Spor endringer" in one for one in document.unseen)
    assert run(project, "les-inn", file, "eksempel", "--ja").exit_code == 0
    plan = load_plan(project_at(project), "eksempel")
    assert [*plan.egne_filer] == ["bilder/innlest-1.png", "bilder/innlest-2.png"]
    page = plan.egne_sider["sider/innlest.md"].html
    assert 'href="https://www.kommunen.no/plan?a=1&amp;b=2"' in page
    assert page.count("<img") == 2


def test_what_is_hidden_in_word_and_excel_is_told_of_and_errors_are_no_words(
    tmp_path: Path,
) -> None:
    word = docx.Document()
    word.add_paragraph("Synlig.")
    word.add_paragraph("Om en elev.").runs[0].font.hidden = True
    word.add_paragraph("Hvitt.").runs[0].font.color.rgb = RGBColor(255, 255, 255)
    word.save(file := tmp_path / "plan.docx")
    said = "har tekst som er skjult i Word, men den er lest; se om den skal være med"
    assert open_document(file).unseen == (f"avsnitt 2 {said}", f"avsnitt 3 {said}")
    book = openpyxl.Workbook()
    for row in range(1, 4):
        for column in range(1, 4):
            book.active.cell(row, column, f"Vi ler {row}{column}")
    book.active.cell(1, 1).value = "#REF!"
    book.active.row_dimensions[2].hidden = True
    book.active.column_dimensions["C"].hidden = True
    book.save(file := tmp_path / "plan.xlsx")
    document = open_document(file)
    assert {*document.unseen} == {
        "arket «Sheet», celle A1: «#REF!» er en feil; skriv inn svaret",
        "arket «Sheet», rad 2 er skjult, men er lest; se om den skal være med",
        "arket «Sheet», kolonne C er skjult, men er lest; se om den skal være med",
    }
    assert not any("REF" in one.text for one in lines(document.blocks))


def test_what_a_style_hides_and_white_words_in_a_cell_are_told_of(tmp_path: Path) -> None:
    word = docx.Document()
    for name, kind, based in (
        ("Skjult", WD_STYLE_TYPE.PARAGRAPH, None),
        ("Skjult til", WD_STYLE_TYPE.PARAGRAPH, "Skjult"),
        ("Hvit", WD_STYLE_TYPE.CHARACTER, None),
    ):
        style = word.styles.add_style(name, kind)
        style.base_style = word.styles[based] if based else style.base_style
        style.font.hidden = True if name == "Skjult" else None
        style.font.color.rgb = RGBColor(255, 255, 255) if name == "Hvit" else None
    word.add_paragraph("Synlig.")
    word.add_paragraph("Av stilen.", "Skjult")
    word.add_paragraph("Av stilen under.", "Skjult til")
    word.add_paragraph("Synlig likevel.", "Skjult").runs[0].font.hidden = False
    word.add_paragraph().add_run("Hvit av stilen.", "Hvit")
    for look in ("Table Grid", "Medium Shading 1 Accent 1"):  # the other has a dark head
        table = word.add_table(2, 2, look)
        for cell in (table.cell(0, 0), table.cell(1, 1)):
            cell.paragraphs[0].add_run("Hvit i rute.", "Hvit")
    dark = word.add_table(1, 1).cell(0, 0)
    dark.paragraphs[0].add_run("Hvit på blått.", "Hvit")
    dark._tc.get_or_add_tcPr().append(
        parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="003366"/>')
    )
    word.save(file := tmp_path / "plan.docx")
    said = "har tekst som er skjult i Word, men den er lest; se om den skal være med"
    places = ("avsnitt 2", "avsnitt 3", "avsnitt 5", "tabell 1, rad 1", "tabell 1, rad 2")
    assert open_document(file).unseen == tuple(f"{at} {said}" for at in places)


def test_boxes_and_the_places_of_notes_are_kept(project: Path, tmp_path: Path) -> None:
    word = docx.Document()
    word.add_heading("Om oss", 1)
    word.add_paragraph("☐ Fadder er valgt")
    word.add_paragraph("☑ Pulten er klar")
    word.save(file := tmp_path / "plan.docx")
    assert run(project, "les-inn", file, "eksempel", "--ja").exit_code == 0
    page = (project / "data/kommuner/eksempel/sider/innlest.md").read_text("utf-8")
    assert "- [ ] Fadder er valgt\n- [x] Pulten er klar" in page
    shown = load_plan(project_at(project), "eksempel").egne_sider["sider/innlest.md"].html
    assert [shown.count(one) for one in ('type="checkbox"', " checked")] == [2, 1]
    texts = [one.text for one in lines(noted_document(tmp_path).blocks)]
    assert {"Retten står i loven. [1] Slik er det.", "1. Opplæringsloven."} <= {*texts}


def noted_document(folder: Path) -> Document:
    """A document with a foot note in the middle of a paragraph."""
    word = docx.Document()
    paragraph = word.add_paragraph("Retten står i loven.")
    paragraph._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="7"/></w:r>'))
    paragraph.add_run(" Slik er det.")
    notes = (
        f'<w:footnotes {nsdecls("w")}><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        '<w:footnote w:id="7"><w:p><w:r><w:t>Opplæringsloven.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    name = PackURI("/word/footnotes.xml")
    part = Part(name, NOTES, notes.encode(), word.part.package)
    word.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    word.save(file := folder / "noter.docx")
    return open_document(file)

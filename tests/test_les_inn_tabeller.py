"""Tables and sheets that are read in: what stands beside and below what."""

import io
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from innlest import run

from kvalitetsplan.imports.document import lines
from kvalitetsplan.imports.opening import open_document
from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.project import project_at


def _merged_docx() -> bytes:
    word = docx.Document()
    word.add_heading("Lek", 1)
    table = word.add_table(4, 2)
    for row, cells in enumerate(SAMMEN):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    table.cell(1, 1).merge(table.cell(2, 1))
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _merged_xlsx() -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "Lek"
    for row in SAMMEN:
        book.active.append([text or None for text in row])
    book.active.merge_cells("B2:B3")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


SAMMEN = [
    ("Kjennetegn", "Dette ser vi"),
    ("Vi er med i leken.", "Elevene ler."),
    ("Vi lager regler for leken.", ""),
    ("Vi rydder sammen.", ""),
]
"""The effect in the second row goes on in the third, and not in the fourth."""


@pytest.mark.parametrize(
    ("name", "make"), [("plan.docx", _merged_docx), ("plan.xlsx", _merged_xlsx)]
)
def test_an_effect_in_a_merged_cell_belongs_to_each_practice_beside_it(
    project: Path, tmp_path: Path, name: str, make: Any
) -> None:
    (tmp_path / name).write_bytes(make())
    assert run(project, "les-inn", tmp_path / name, "eksempel", "--ja").exit_code == 0
    plan = load_plan(project_at(project), "eksempel")
    tema = next(one for one in plan.grunnplan.temaer if one.tittel == "Lek")
    led_to = {par.kjennetegn: len(par.sannsynliggjor) for par in tema.par}
    assert led_to == {
        "Vi er med i leken.": 1,
        "Vi lager regler for leken.": 1,
        "Vi rydder sammen.": 0,
    }


def test_what_stands_below_a_practice_is_its_example_and_a_measure_has_its_signs(
    project: Path, tmp_path: Path
) -> None:
    file = tmp_path / "plan.md"
    file.write_text(
        "# Uteleken vår\n## Kjennetegn\n- Vi er med i uteleken hver uke.\n    - også når det regner\n"
        "## Tiltak\n| Tiltak | Ansvar | Frist | Nivå | Trinn |\n|---|---|---|---|---|\n"
        "| Utekasser | Kontaktlærer og FAU | Uke 36 | Hele skolen | 1.–4. trinn |\n"
        "| Benker | Vaktmester | Hele året | Gruppe | alle |\n",
        "utf-8",
    )
    assert run(project, "les-inn", file, "eksempel", "--ja").exit_code == 0
    assert run(project, "valider").exit_code == 0
    plan = load_plan(project_at(project), "eksempel").grunnplan
    tema = next(one for one in plan.temaer if one.tittel == "Uteleken vår")
    assert [one.par for one in tema.eksempler] == [(tema.par[0].id,)]
    first, other = [one for one in plan.tiltak if tema.id in one.temaer]
    assert (first.tekst, first.frist) == ("Utekasser\n\nNivå: Hele skolen.", "Uke 36")
    assert (first.hvem, first.niva, first.trinn) == (("kontaktlaerer", "fau"), ("skole",), ("1-4",))
    assert (other.tekst, other.hvem) == ("Benker\n\nAnsvar: Vaktmester.\n\nTrinn: alle.", ())
    assert (other.frist, other.niva, other.trinn) == ("Hele året", ("gruppe",), ())


def test_what_stands_below_a_practice_stays_with_it_on_an_own_page(
    project: Path, tmp_path: Path
) -> None:
    file, answers = tmp_path / "plan.md", tmp_path / "svar.yaml"
    file.write_text(
        "# Uteleken vår\n## Kjennetegn\n- Vi er med i uteleken hver uke.\n    - også når det regner\n"
        "- Vi har utekasser på alle trinn.\n",
        "utf-8",
    )
    answers.write_text("kjennetegn 1: egen side\n", "utf-8")
    assert run(project, "les-inn", file, "eksempel", "--ja", "--svar", answers).exit_code == 0
    plan = load_plan(project_at(project), "eksempel")
    tema = next(one for one in plan.grunnplan.temaer if one.tittel == "Uteleken vår")
    assert [one.kjennetegn for one in tema.par] == ["Vi har utekasser på alle trinn."]
    assert tema.eksempler == ()
    assert "også når det regner" in " ".join(one.html for one in plan.egne_sider.values())


def test_what_a_spreadsheet_cannot_show_is_told_of(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.cell(1, 1, "Kjennetegn på god praksis")
    book.active.cell(2, 1, "=A1")
    book.active.cell(3, 1, "Vi venter. " * 500)
    book.active.cell(1048576, 16384, "langt borte")
    book.save(file := tmp_path / "plan.xlsx")
    document = open_document(file)
    assert [one.text for one in lines(document.blocks)][-1] == "langt borte"
    assert document.unseen == (
        "arket «Sheet», celle A2: en formel uten lagret svar; skriv inn svaret",
    )


ARK = {
    "Om planen": [["Planen vår"], ["Ring oss på 22 00 00 15."]],
    "Kjennetegn": [["Tema", "Tegn på god praksis", "Forventet effekt"],
                   ["Uteleken vår", "Vi er med i uteleken hver uke.", "Elevene ler i uteleken."],
                   ["Heisen vår", "Vi går i trappa.", "Elevene går også."]],
    "Øvelser": [["Tema", "Øvelse", "Minutter", "Slik gjør dere"],
                ["Uteleken vår", "Gå runden", 15, "Gå rundt skolen sammen."]],
    "Plikter": [["Plikt", "Hvem", "Når", "Frist"],
                ["Følge med", "Alle ansatte", "Hele dagen", "Fortløpende"],
                ["Danse", "Trollene", "Hver natt", "Straks"]],
    "Fraværstrapp": [["Fravær", "Hva gjør vi", "Ansvarlig", "Frist"],
                     ["3 dager", "Ringe hjem", "Kontaktlærer", "Samme dag"],
                     ["10 dager", "Møte med hjemmet", "Avdelingsleder", "Innen to uker"]],
}  # fmt: skip
"""The sheets of a workbook, each about something of its own."""


def workbook() -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, written in ARK.items():
        sheet = book.create_sheet(name)
        for row in written:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_each_sheet_is_read_for_what_it_is_and_no_number_is_lost(
    project: Path, tmp_path: Path
) -> None:
    (tmp_path / "plan.xlsx").write_bytes(workbook())
    assert run(project, "les-inn", tmp_path / "plan.xlsx", "eksempel", "--ja").exit_code == 0
    assert run(project, "valider").exit_code == 0
    plan = load_plan(project_at(project), "eksempel")
    ute, heis = plan.grunnplan.temaer[-2:]
    assert (ute.tittel, heis.tittel) == ("Uteleken vår", "Heisen vår")
    (task,) = ute.treningsforslag
    assert (task.tittel, task.varighet, task.tekst) == (
        "Gå runden",
        "15 minutter",
        "Gå rundt skolen sammen.",
    )
    assert heis.treningsforslag == ()
    rule = plan.grunnplan.lokale_regler[-1]
    assert (rule.plikt, rule.hvem) == ("folge-med", "ansatte")
    assert rule.tekst == "Når: Hele dagen. Frist: Fortløpende."
    trapp = plan.grunnplan.trapper[-1]
    assert trapp.tittel == "Fraværstrapp"
    assert [(one.nar, one.gjor, one.hvem, one.frist) for one in trapp.steg] == [
        ("3 dager", ("Ringe hjem",), ("kontaktlaerer",), "Samme dag"),
        (
            "10 dager",
            ("Møte med hjemmet", "Ansvarlig: Avdelingsleder."),
            ("ledelse",),
            "Innen to uker",
        ),
    ]
    page = plan.egne_sider["sider/innlest.md"].html
    assert "<td>Trollene</td>" in page
    assert "Resten av dokumentet" not in page

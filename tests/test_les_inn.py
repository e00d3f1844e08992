"""`kvalitetsplan les-inn`: what is asked, answered, told of and never written over."""

import io
import zipfile
from pathlib import Path

import pytest
from innlest import RELASJON, run, small

from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.project import project_at


def test_answers_from_a_file_decide_where_a_piece_goes(project: Path, tmp_path: Path) -> None:
    file = small(tmp_path, RELASJON)
    svar = small(tmp_path, "kjennetegn 1: legg til\nkjennetegn 2: egen side\n", "svar.yaml")
    assert run(project, "les-inn", file, "eksempel", "--svar", svar).exit_code == 0
    plan = load_plan(project_at(project), "eksempel")
    par = [one.kjennetegn for one in plan.grunnplan.temaer[0].par]
    assert par.count("Vi ler sammen med elevene. Ingen blir noen gang ledd av.") == 1
    assert par.count("Vi ler sammen med elevene. Ingen blir ledd av.") == 1
    assert "Vi vanner plantene sammen." not in par
    assert "Vi vanner plantene sammen." in plan.egne_sider["sider/innlest.md"].html


@pytest.mark.parametrize("name", ["plan.md", "sider/plan.md", "svar.yaml"])
def test_a_document_or_answers_in_the_municipality_s_own_folder_are_to_be_moved(
    project: Path, tmp_path: Path, name: str
) -> None:
    inside = project / "data/kommuner/eksempel" / name
    inside.parent.mkdir(exist_ok=True)
    inside.write_text("# Om oss\n\nVi hilser.\n", encoding="utf-8")
    svar = ["--svar", inside] if name == "svar.yaml" else []
    file = small(tmp_path, "# Om oss\n\nVi hilser.\n") if svar else inside
    result = run(project, "les-inn", file, "eksempel", *svar)
    assert result.exit_code == 1
    assert f"{inside.name} ligger i kommunens egen mappe" in result.output
    assert f"som «../{inside.name}»" in result.output


def test_an_answer_nobody_asked_for_gets_the_nearest(project: Path, tmp_path: Path) -> None:
    svar = small(tmp_path, "kjennetegn 7: legg til\n", "svar.yaml")
    result = run(project, "les-inn", small(tmp_path, RELASJON), "eksempel", "--svar", svar)
    assert result.exit_code == 1
    assert "ingenting venter på dette svaret – mente du «kjennetegn " in result.output
    assert not (project / "data/kommuner/eksempel/tilpasning/innlest.yaml").exists()


def test_at_a_terminal_only_what_is_doubtful_is_asked(project: Path, tmp_path: Path) -> None:
    result = run(project, "les-inn", small(tmp_path, RELASJON), "eksempel", answers="\n\nja\n")
    assert result.exit_code == 0, result.output
    assert "Ta dem som foreslått?" in result.output
    assert (project / "data/kommuner/eksempel/tilpasning/innlest.yaml").exists()


def test_what_is_read_in_is_never_written_over(project: Path, tmp_path: Path) -> None:
    file = small(tmp_path, RELASJON)
    assert run(project, "les-inn", file, "eksempel", "--ja").exit_code == 0
    again = run(project, "les-inn", file, "eksempel", "--ja")
    assert again.exit_code == 1
    assert "finnes fra før" in again.output
    assert run(project, "les-inn", file, "eksempel", "--ja", "--navn", "Plan 2").exit_code == 0


def locked() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")


def bomb() -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed,
        packed.open("word/document.xml", "w") as part,
    ):
        for _ in range(450):
            part.write(bytes(1_000_000))
    return out.getvalue()


BAD = {
    "tom.docx": (b"", "fila er tom"),
    "tekst.docx": (b"Hei", "fila er skadet eller er ikke docx"),
    "kuttet.docx": (b"PK\x03\x04 resten mangler", "fila er skadet"),
    "kuttet.pdf": (b"%PDF-1.7\nresten mangler", "fila er skadet"),
    "plan.docx": (locked(), "låst med passord"),
    "plan.xlsx": (locked(), "låst med passord"),
    "gammel.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "lagre den som .docx"),
    "gammelt.xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "lagre den som .xlsx"),
    "stor.docx": (bomb, "pakker ut til så mye"),
    "brev.rtf": (b"{\\rtf1 hei}", "dette er RTF"),
    "bilde.gif": (b"GIF89a....", "kan ikke leses; lagre den som"),
    "rart.txt": (bytes(range(256)), "er ikke ren tekst"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_cannot_be_read_says_what_to_do(
    name: str, project: Path, tmp_path: Path
) -> None:
    data, message = BAD[name]
    (file := tmp_path / name).write_bytes(data if isinstance(data, bytes) else data())
    result = run(project, "les-inn", file, "eksempel", "--ja")
    assert result.exit_code == 1
    assert f"{name}:1:1" in result.output
    assert message in result.output

"""The plan as a PDF: whole, and fit for whoever listens to it."""

import io
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import ROOT
from eksportert import is_accessible
from klargjor import has_pango
from pypdf import PdfReader

from kvalitetsplan.cli import main
from kvalitetsplan.plan.plan import Plan


@pytest.mark.skipif(not has_pango(), reason="Pango mangler")
def test_a_row_taller_than_a_page_stands_below_the_head_of_its_table_in_the_pdf() -> None:
    from weasyprint import HTML

    from kvalitetsplan.exports import pdf

    rows = "<tr><th>Hva<th>Hvor</tr><tbody><tr><td>" + "ord " * 1250 + "<td>Kort</tr>"
    table = f"<h3>Lang celle</h3><table><thead>{rows}</table>"
    style = f"<style>{(ROOT / pdf.STYLE).read_text('utf-8')}</style>"
    made = HTML(string=pdf._with_marks(f"{style}{'<p>Litt tekst.' * 18}{table}")).write_pdf()
    first, *rest = (one.extract_text() for one in PdfReader(io.BytesIO(made)).pages)
    assert re.search(r"Lang celle\s+Hva\s+Hvor\s+ord", first)
    assert rest
    assert all(re.match(r"\s*Hva\s+Hvor\s+ord", one) for one in rest)


@pytest.mark.skipif(not has_pango(), reason="Pango mangler")
def test_eksport_writes_all_that_is_asked_for_and_the_pdf_is_whole(
    lillestrom: Plan, tmp_path: Path
) -> None:
    command = ["--rot", str(ROOT), "eksport", "lillestrom", "pdf", "csv", "--ut", str(tmp_path)]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 0, result.output
    assert {path.name for path in tmp_path.iterdir()} == {"plan.pdf", "oppgaver.csv", "plikter.csv"}
    pdf = PdfReader(tmp_path / "plan.pdf")
    first = pdf.pages[0].extract_text()
    assert "Lillestrøm kommune" in first
    whole = re.sub(r"\s", "", "".join(page.extract_text() for page in pdf.pages[-6:]))
    known = [one.adresse for one in lillestrom.grunnplan.kilder if one.adresse]
    assert [one for one in known if one not in whole] == []
    assert "Utkast" in first
    is_accessible(pdf)
    titles = [one.title for one in pdf.outline if not isinstance(one, list)]
    assert "Plikten til å handle" in titles
    assert re.search(
        r"Plikten til å handle\s*\d+", pdf.pages[1].extract_text(extraction_mode="layout")
    )
    # An appendix begins on a sheet of its own: the one before it may be left nearly empty.
    lengths = sorted(len(page.extract_text()) for page in pdf.pages[2::6])
    assert lengths[len(lengths) // 10] > 500

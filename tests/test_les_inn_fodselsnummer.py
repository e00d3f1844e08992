"""National identity numbers stay out when a plan is read in."""

from pathlib import Path

import pytest
from innlest import RELASJON, run, small, words


def test_a_line_with_a_national_identity_number_stays_out_and_is_told_of(
    project: Path, tmp_path: Path
) -> None:
    file = small(tmp_path, f"{RELASJON}- Vi ringer 311239 90008 hver dag.\n")
    result = run(project, "les-inn", file, "eksempel", "--ja")
    assert result.exit_code == 0, result.output
    assert "linje 5: her står et fødselsnummer" in result.output
    assert "90008" not in result.output
    folder = project / "data/kommuner/eksempel"
    assert all(b"90008" not in one.read_bytes() for one in folder.rglob("innlest*"))


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("| Født | Nr |\n|---|---|\n| 311239 | 90008 |\n", "linje 5"),
        ("Født 311239\n\n90008 er resten.\n", "linje 5"),
        ("- Født 311239\n- nr.\n- 90008 er resten.\n", "linje 4"),
    ],
)
def test_a_number_that_is_divided_over_lines_or_cells_stays_out_too(
    project: Path, tmp_path: Path, text: str, where: str
) -> None:
    file = small(tmp_path, f"# Om oss\n\n{text}\nVi hilser ved døra.\n")
    result = run(project, "les-inn", file, "eksempel", "--ja")
    assert result.exit_code == 0, result.output
    assert f"{where}: her står et fødselsnummer" in result.output
    page = (project / "data/kommuner/eksempel/sider/innlest.md").read_text("utf-8")
    assert "Vi hilser ved døra." in page
    assert not {"311239", "90008", "resten"} & {*words(page)}

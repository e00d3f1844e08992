"""The plan is published as files beside its pages."""

import re
from pathlib import Path

from conftest import build_many, of_one_theme


def test_the_plan_is_published_as_files_where_that_is_asked_for(
    published: Path, project: Path, tmp_path: Path
) -> None:
    out = tmp_path / "ut"
    plain, about = (top / "eksempel/om-planen.html" for top in (published, out))
    assert "filer/plan.docx" not in plain.read_text("utf-8")
    done = build_many(of_one_theme(project), ["eksempel"], out, med_filer=True)
    assert done["eksempel"].status == "bygd"
    html = about.read_text("utf-8")
    for name in ("plan.pdf", "plan.docx", "aret.ics", "oppgaver.csv", "nytt.xml"):
        assert (out / "eksempel/filer" / name).stat().st_size > 100
        assert f'href="filer/{name}" download' in html
    front = (out / "eksempel/index.html").read_text("utf-8")
    assert re.search(
        r'<link rel="alternate" type="application/atom\+xml"[^>]* href="filer/nytt.xml">', front
    )
    assert re.search(r"Hele planen \(PDF, (\d+ kB|\d+,\d MB)\)", html)
    assert 'href="../filer/plan.pdf" download' in (out / "eksempel/tema/relasjon.html").read_text()
    form = next((out / "eksempel/filer/skjema").glob("*.docx")).name
    assert f"filer/skjema/{form}" in (out / "eksempel/maler.html").read_text("utf-8")

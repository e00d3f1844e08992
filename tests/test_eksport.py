"""The plan as files: they open, they say what the plan says, and they are equal when it is."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import docx
import pytest
from click.testing import CliRunner
from conftest import DEMO, ROOT
from docx.oxml.ns import qn
from icalendar import Calendar
from klargjor import has_pango
from pypdf import PdfReader
from pypdf.generic import ContentStream

from kvalitetsplan.cli import main
from kvalitetsplan.exports import kalender, plandata, skjema, tabeller, word
from kvalitetsplan.exports.ark import Ark
from kvalitetsplan.exports.runs import one_line, paragraphs
from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.model import Sjekkliste, Vedtak
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.site.chapters import chapters
from kvalitetsplan.site.interface import interface_texts
from kvalitetsplan.site.status import status

TEKST = interface_texts(ROOT)
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"


@pytest.fixture(scope="module")
def plan() -> Plan:
    """A municipality with few themes, some of its own."""
    return load_plan(DEMO, "lillestrom")


@pytest.fixture(scope="module")
def written(plan: Plan) -> bytes:
    """The whole plan as a Word document."""
    return word.whole_plan(plan, TEKST)


def _text(document: bytes) -> str:
    opened = docx.Document(io.BytesIO(document))
    return "\n".join(one.text or "" for one in opened.element.body.iter(qn("w:t")))


def test_the_whole_plan_in_word_says_every_practice_and_effect(plan: Plan, written: bytes) -> None:
    text = re.sub(r"\s+", " ", _text(written))
    for tema in plan.temaer:
        for par in tema.par:
            plain = "".join(run.tekst for run in one_line(plan.fill(par.kjennetegn)))
            assert plain in text
            for utfall in plan.virkninger(par, tema):
                assert utfall.virkning.tekst in text


def test_word_gets_real_headings_repeated_table_heads_footnotes_and_language(
    written: bytes,
) -> None:
    opened = docx.Document(io.BytesIO(written))
    styles = {one.style.name for one in opened.paragraphs}
    assert {"Heading 1", "Heading 2", "Heading 3", "Title"} <= styles
    heads = [table.rows[0]._tr.trPr.find(qn("w:tblHeader")) for table in opened.tables]
    assert heads
    assert all(head is not None for head in heads)
    with zipfile.ZipFile(io.BytesIO(written)) as file:
        notes = file.read("word/footnotes.xml").decode()
        body = file.read("word/document.xml").decode()
        assert 'w:val="nb-NO"' in file.read("word/styles.xml").decode()
    used = re.findall(r'footnoteReference w:id="(\d+)"', body)
    assert used == sorted(set(used), key=int)
    assert all(f'w:footnote w:id="{id}"' in notes for id in used)


def test_word_and_the_pages_write_every_kind_of_chapter() -> None:
    drawn = {one.stem for one in (ROOT / "overrides/components/kapittel").glob("*.html")}
    assert drawn - {"felles"} == set(word._CHAPTERS)


def test_the_contents_in_word_lead_to_every_chapter_and_appendix(
    plan: Plan, written: bytes
) -> None:
    opened = docx.Document(io.BytesIO(written))
    marks = {one.get(qn("w:name")) for one in opened.element.body.iter(qn("w:bookmarkStart"))}
    links = [
        (one.get(qn("w:anchor")), "".join(text.text for text in one.iter(qn("w:t"))))
        for one in opened.element.body.iter(qn("w:hyperlink"))
        if one.get(qn("w:anchor"))
    ]
    headings = [one.text for one in opened.paragraphs if one.style.name == "Heading 1"]
    assert [title for _, title in links] == headings
    assert {anchor for anchor, _ in links} == marks
    assert len(headings) == len(chapters(plan, TEKST))
    assert headings[-1].startswith("Vedlegg ")


def test_no_heading_in_word_skips_a_level(written: bytes) -> None:
    names = (one.style.name for one in docx.Document(io.BytesIO(written)).paragraphs)
    levels = [int(name[-1]) for name in names if name.startswith("Heading ")]
    assert all(after <= before + 1 for before, after in pairwise([0, *levels]))


def test_each_sheet_of_the_word_file_says_that_the_plan_is_a_draft(written: bytes) -> None:
    foot = docx.Document(io.BytesIO(written)).sections[0].footer.paragraphs[0].text
    assert "Lillestrøm kommune" in foot
    assert "Utkast: Planen er ikke vedtatt." in foot


def test_every_numbered_list_in_word_begins_at_one() -> None:
    ark = Ark("Tittel", "Eksempel kommune", "#1b4f72", "nb")
    for _ in range(2):
        ark.prose("Slik:\n\n1. Først\n2. Så")
    opened = docx.Document(io.BytesIO(ark.bytes()))
    numbers = [
        one._p.pPr.numPr.numId.val for one in opened.paragraphs if one._p.pPr.numPr is not None
    ]
    first, second = numbers[0], numbers[2]
    assert numbers == [first, first, second, second]
    assert first != second
    starts = opened.part.numbering_part.element.num_having_numId(second)
    assert starts.lvlOverride_lst[0].startOverride.val == 1


def test_a_checklist_has_a_box_to_tick_for_each_point(plan: Plan) -> None:
    liste = Sjekkliste(id="motet", tittel="Før møtet", punkter=("Les saken.", "Finn et rom. 😀"))
    opened = docx.Document(io.BytesIO(skjema.checklist(plan, TEKST, liste)))
    boxes = list(opened.element.body.iter(f"{{{W14}}}checkbox"))
    assert [row.cells[1].text for row in opened.tables[0].rows[1:]] == list(liste.punkter)
    assert len(boxes) == len(liste.punkter)


@pytest.mark.parametrize("content", [b"", b"ikke noe bilde", b"\x89PNG\r\n\x1a\n1234IHDR"])
def test_a_logo_that_is_no_picture_does_not_stop_the_word_file(
    plan: Plan, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "logo.png").write_bytes(content)
    kommune = plan.kommune.model_copy(update={"logo": "logo.png"})
    files = {**plan.egne_filer, "logo.png": tmp_path / "logo.png"}
    written = word.whole_plan(replace(plan, kommune=kommune, egne_filer=files), TEKST)
    assert "Lillestrøm kommune" in _text(written)


def test_the_same_plan_gives_the_same_bytes(plan: Plan, written: bytes) -> None:
    assert word.whole_plan(plan, TEKST) == written
    mal = plan.grunnplan.maler[0]
    assert skjema.form(plan, TEKST, mal) == skjema.form(plan, TEKST, mal)


def test_every_field_of_a_form_can_be_filled_in_and_read_back(plan: Plan) -> None:
    for mal in plan.grunnplan.maler:
        opened = docx.Document(io.BytesIO(skjema.form(plan, TEKST, mal)))
        fields = list(opened.element.body.iter(qn("w:sdt")))
        tags = [field.find(f"{qn('w:sdtPr')}/{qn('w:tag')}").get(qn("w:val")) for field in fields]
        assert tags == [felt.id for felt in mal.felter]
        for field in fields:
            next(field.iter(qn("w:t"))).text = "Fylt ut."
        saved = io.BytesIO()
        opened.save(saved)
        assert _text(saved.getvalue()).count("Fylt ut.") == len(mal.felter)


def test_a_form_says_which_fields_the_law_demands(plan: Plan) -> None:
    mal = next(one for one in plan.grunnplan.maler if any(felt.lovkrav for felt in one.felter))
    assert "Loven krever det" in _text(skjema.form(plan, TEKST, mal))


def test_the_year_is_whole_days_with_uids_that_stay(plan: Plan) -> None:
    files = [kalender.school_year(plan, TEKST, year) for year in (2026, 2027)]
    first, second = ([*Calendar.from_ical(one).walk("VEVENT")] for one in files)
    assert [one["uid"] for one in first] == [one["uid"] for one in second]
    assert len({one["uid"] for one in first}) == len(first)
    for event in first:
        start = event.decoded("dtstart")
        assert type(start) is date
        assert start.weekday() == 0
        assert event["dtstamp"].to_ical().endswith(b"Z")
        assert not event.walk("VALARM")


def test_the_course_begins_in_august_and_goes_on_for_two_years(plan: Plan) -> None:
    course = Calendar.from_ical(kalender.development_course(plan, TEKST, 2026)).walk("VEVENT")
    days = [one.decoded("dtstart") for one in course]
    assert [(day.year, day.month) for day in days] == [
        (2026, 8),
        (2027, 1),
        (2027, 8),
        (2028, 1),
    ]


def test_plan_json_has_the_shape_its_schema_says(plan: Plan) -> None:
    data, schema = json.loads(plandata.plan_json(plan)), json.loads(plandata.plan_schema())
    assert set(schema["required"]) <= set(data) <= set(schema["properties"])
    assert [one["id"] for one in data["temaer"]] == [tema.id for tema in plan.temaer]
    assert "{pu-tid}" not in json.dumps(data, ensure_ascii=False)


def test_the_feed_is_atom_with_ids_that_stay(plan: Plan) -> None:
    root = ElementTree.fromstring(plandata.feed(plan, TEKST))
    names = {child.tag.rpartition("}")[2] for child in root}
    assert {"id", "title", "updated", "author"} <= names
    assert plandata.feed(plan, TEKST) == plandata.feed(plan, TEKST)


def test_a_spreadsheet_never_runs_a_cell(plan: Plan) -> None:
    tema = plan.temaer[0]
    evil = tema.refleksjonsoppgaver[0].model_copy(update={"tittel": '=HYPERLINK("x")'})
    evil_theme = tema.model_copy(update={"refleksjonsoppgaver": (evil,)})
    grunnplan = plan.grunnplan.model_copy(update={"temaer": (evil_theme,)})
    table = tabeller.tasks(replace(plan, grunnplan=grunnplan), TEKST).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(table), delimiter=";"))
    assert rows[1][2] == '\'=HYPERLINK("x")'


@pytest.mark.parametrize(
    ("vedtak", "told"),
    [
        (None, "Utkast: Planen er ikke vedtatt."),
        (
            {"organ": "kommunestyret", "dato": "2026-12-10", "saksnummer": "26/123"},
            "Vedtatt av kommunestyret 10. desember 2026, sak 26/123.",
        ),
        (
            {"organ": "kommunestyret", "dato": "2020-12-10", "gjelder_til": "2024-07-31"},
            "Vedtatt av kommunestyret 10. desember 2020. Planen gjaldt til og med 31. juli 2024. Den tida er ute.",
        ),
    ],
)
def test_a_plan_says_by_itself_whether_it_is_decided(
    plan: Plan, vedtak: dict[str, str] | None, told: str
) -> None:
    decided = plan.kommune.model_copy(update={"vedtak": vedtak and Vedtak(**vedtak)})
    assert status(replace(plan, kommune=decided), TEKST, date(2026, 12, 24)) == told


def test_marks_and_lists_become_runs() -> None:
    first, second, third = paragraphs("Vi **ser** [loven](https://lovdata.no).\n\n- én\n- to")
    assert [(run.tekst, run.fet, run.adresse) for run in first.runs] == [
        ("Vi ", False, ""),
        ("ser", True, ""),
        (" ", False, ""),
        ("loven", False, "https://lovdata.no"),
        (".", False, ""),
    ]
    assert [second.liste, third.liste] == ["ul", "ul"]


def test_hard_input_comes_out_readable_in_word(plan: Plan) -> None:
    tema = plan.temaer[0]
    hard = "😀 " + "ord " * 1200 + "שלום"
    changed = tema.model_copy(
        update={"eksempler": (tema.eksempler[0].model_copy(update={"tekst": hard}),)}
    )
    others = plan.grunnplan.temaer[1:]
    grunnplan = plan.grunnplan.model_copy(update={"temaer": (changed, *others)})
    text = _text(word.whole_plan(replace(plan, grunnplan=grunnplan), TEKST))
    assert "😀" in text
    assert "שלום" in text


def _elements(one: Any) -> Iterator[Any]:
    """Yield every structure element of a PDF below one, in reading order."""
    one = one.get_object()
    if isinstance(one, int):
        return
    if "/S" in one:
        yield one
    inside = one.get("/K", []).get_object() if "/K" in one else []
    for child in inside if isinstance(inside, list) else [inside]:
        yield from _elements(child)


def _is_accessible(pdf: PdfReader) -> None:
    """Hold a PDF to what PDF/UA demands and a program can see."""
    root = pdf.trailer["/Root"]
    assert root["/Lang"] == "nb"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata.title == "Kvalitetsplan for Lillestrøm kommune"
    assert b'pdfuaid:part="1"' in root["/Metadata"].get_data()
    elements = list(_elements(root["/StructTreeRoot"]))
    levels = [int(one["/S"][2]) for one in elements if re.fullmatch(r"/H\d", one["/S"])]
    assert all(after <= before + 1 for before, after in pairwise([0, *levels]))
    for one in elements:
        if one["/S"] == "/TH":
            assert one["/A"]["/Scope"] in ("/Row", "/Column")
        elif one["/S"] == "/TD":
            assert one["/A"]["/Headers"]
        elif one["/S"] == "/Figure":
            assert one["/Alt"]
    for page in pdf.pages:
        assert all(one.get_object()["/Contents"] for one in page.get("/Annots", []))
    for page in (*pdf.pages[:3], *pdf.pages[3::5]):  # it takes a tenth of a second to read one
        assert _untagged(page, pdf) == []


def _untagged(page: Any, pdf: PdfReader) -> list[str]:
    """Return what is painted on a page that is neither tagged nor marked as decoration."""
    inside, found = 0, []
    for _, operator in ContentStream(page.get_contents(), pdf).operations:
        if operator in (b"BDC", b"BMC"):
            inside += 1
        elif operator == b"EMC":
            inside -= 1
        elif operator in (b"Tj", b"TJ", b"Do", b"f", b"S", b"B") and not inside:
            found.append(operator.decode())
    return found


@pytest.mark.skipif(not has_pango(), reason="Pango mangler")
def test_eksport_writes_all_that_is_asked_for_and_the_pdf_is_whole(tmp_path: Path) -> None:
    command = ["--rot", str(ROOT), "eksport", "lillestrom", "pdf", "csv", "--ut", str(tmp_path)]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 0, result.output
    assert {path.name for path in tmp_path.iterdir()} == {"plan.pdf", "oppgaver.csv", "plikter.csv"}
    pdf = PdfReader(tmp_path / "plan.pdf")
    first = pdf.pages[0].extract_text()
    assert "Lillestrøm kommune" in first
    assert "Utkast" in first
    _is_accessible(pdf)
    titles = [one.title for one in pdf.outline if not isinstance(one, list)]
    assert "Plikten til å handle" in titles
    assert re.search(
        r"Plikten til å handle\s*\d+", pdf.pages[1].extract_text(extraction_mode="layout")
    )
    assert all(len(page.extract_text()) > 500 for page in pdf.pages[2::6])


def test_an_unknown_kind_of_file_gets_the_nearest(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["--rot", str(ROOT), "eksport", "eksempel", "dox"])
    assert result.exit_code == 2
    assert "mente du «docx»?" in result.output

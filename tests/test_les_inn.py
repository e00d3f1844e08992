"""A plan that is written elsewhere is read in: the right kind of thing in the right place, and not
a word lost.
"""

import html
import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
import yaml
from click.testing import CliRunner, Result
from conftest import build_site
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt, RGBColor
from dokumenter import alle
from flere_dokumenter import (
    NOTES,
    Ark,
    Worddok,
    arkene,
    as_csv,
    as_workbook,
    handbok,
    liste,
    rammeverk,
)
from lag_dokumenter import as_docx, as_pdf, as_xlsx, pdf_of
from rart_dokument import SEEN, odd_docx

from kvalitetsplan.cli import main
from kvalitetsplan.imports import whole
from kvalitetsplan.imports.counting import Shown, left_out, places_in
from kvalitetsplan.imports.document import Document, Line, lines
from kvalitetsplan.imports.labels import Slag, label
from kvalitetsplan.imports.markdown import marked
from kvalitetsplan.imports.opening import open_document
from kvalitetsplan.imports.pdfbands import whole_tables
from kvalitetsplan.imports.pdfcolumns import newspaper
from kvalitetsplan.imports.pdfgrid import Grid, is_within
from kvalitetsplan.imports.pdfrows import Word, rows
from kvalitetsplan.imports.pdftable import open_tables, table_rows
from kvalitetsplan.imports.pdfwords import paragraphs
from kvalitetsplan.imports.plaintext import read_text
from kvalitetsplan.imports.recognise import recognise
from kvalitetsplan.imports.sentences import sentences
from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.own_pages import read_page
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.plan.project import project_at
from kvalitetsplan.plan.words import MONTHS

CASES = yaml.safe_load((Path(__file__).parent / "saker" / "innlesing.yaml").read_text("utf-8"))
SETNINGER = yaml.safe_load((Path(__file__).parent / "setninger.yaml").read_text("utf-8"))
LABELS = [
    (kind, text)
    for kind, texts in yaml.safe_load(
        (Path(__file__).parent / "merker.yaml").read_text("utf-8")
    ).items()
    for text in texts
]
MAKE = {"docx": as_docx, "xlsx": as_xlsx, "pdf": as_pdf}
DOKUMENTER = {one.navn: one for one in alle()}
BAR = 0.95
"""How much of each kind must land in the right place."""


PUBLISERT = {"to-kolonner": "pdf", "pliktplan": "docx", "lopende": "xlsx"}
"""The format in which each document is followed all the way, to the built site."""


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


@pytest.mark.parametrize(("kind", "text"), LABELS)
def test_what_stands_over_a_list_says_what_it_holds_and_other_headings_do_not(
    kind: str, text: str
) -> None:
    found = label(text)
    assert (str(found.slag) if found and found.is_sure else "ingen") == kind


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Path]:
    """What makes the file of a document in a format."""
    folder = tmp_path_factory.mktemp("dokumenter")

    def make(navn: str, ending: str) -> Path:
        (file := folder / f"{navn}.{ending}").write_bytes(MAKE[ending](DOKUMENTER[navn]))
        return file

    return make


def run(root: Path, *args: object, answers: str = "") -> Result:
    result = CliRunner().invoke(main, ["--rot", str(root), *map(str, args)], input=answers)
    assert "Traceback" not in result.output
    return result


def own(plan: Plan) -> dict[str, list[str]]:
    """What the layer says of each kind, whether it is new or in place of something shared."""
    grunnplan = plan.grunnplan
    themes = {
        "kjennetegn": [one.kjennetegn for tema in grunnplan.temaer for one in tema.par],
        "virkning": [one.tekst for tema in grunnplan.temaer for one in tema.virkninger],
        "eksempel": [one.tekst for tema in grunnplan.temaer for one in tema.eksempler],
        "refleksjonsoppgave": [
            " ".join([one.tittel, one.tekst, *one.sporsmal])
            for tema in grunnplan.temaer
            for one in tema.refleksjonsoppgaver
        ],
        "treningsforslag": [
            f"{one.tittel} {one.tekst}" for tema in grunnplan.temaer for one in tema.treningsforslag
        ],
        "lokal regel": [one.tekst for one in grunnplan.lokale_regler],
        "hendelse": [f"{one.tittel} {one.tekst or ''}" for one in grunnplan.hendelser],
    }
    return {kind: [" ".join(words(text)) for text in texts] for kind, texts in themes.items()}


def landed(fasit: list[tuple[str, str]], plan: Plan) -> dict[str, tuple[int, int]]:
    """How many pieces of each kind stand where they should, of how many."""
    found = own(plan)
    count: dict[str, tuple[int, int]] = {}
    for kind, text in fasit:
        wanted = " ".join(words(text))
        hit = any(wanted in one and len(one) < 2 * len(wanted) + 60 for one in found[kind])
        before, of = count.get(kind, (0, 0))
        count[kind] = before + hit, of + 1
    return count


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


def set_at(left: float, top: float, text: str) -> list[Word]:
    """A line of a page: words of 12 points from the left, the line 12 points high."""
    found, x = [], left
    for one in text.split():
        found.append(Word(one, x, x + 6 * len(one), top, top + 12, 12, one.isupper()))
        x += 6 * len(one) + 4
    return found


LEFT = ["Vi begynner hver dag med", "å si hei.", "GOD PRAKSIS", "• Vi venter til alle er", "stille.", "• Vi er ute i friminuttet."]  # fmt: skip
RIGHT = ["• Vi går sist ut av rommet", "sammen.", "DETTE SER VI", "• Elevene hører på den som", "snakker.", "• Elevene rydder etter seg."]  # fmt: skip


@pytest.mark.parametrize("shift", [0, 7])
def test_columns_are_read_one_after_the_other_also_where_their_lines_are_not_level(
    shift: int,
) -> None:
    words = [
        *(word for n, text in enumerate(LEFT) for word in set_at(50, 100 + 15 * n, text)),
        *(word for n, text in enumerate(RIGHT) for word in set_at(320, 100 + shift + 15 * n, text)),
    ]
    (part,) = newspaper(rows(words), 12)
    assert [[row.text for row in column] for column in part.columns] == [LEFT, RIGHT]


def test_shaded_rows_and_those_between_and_around_them_are_one_table() -> None:
    words = [
        word
        for n, (left, right) in enumerate(
            [("GOD PRAKSIS", "DETTE SER VI"), ("Vi ler.", "Elevene ler."), ("Vi ser.", "Elevene ser."),
             ("Vi hører.", "Elevene hører."), ("Vi går.", "Elevene går.")]
        )
        for word in (*set_at(50, 100 + 20 * n, left), *set_at(320, 100 + 20 * n, right))
    ]  # fmt: skip
    shaded = [
        Grid((45, top, 560, top + 20), (((45, top, 315, top + 20), (315, top, 560, top + 20)),))
        for top in (116, 156)
    ]
    (table,) = whole_tables(shaded, words)
    assert len(table.rows) == 5
    assert all(is_within(word, table.box) for word in words)
    beside = [Grid((45, 300, 560, 320), (((45, 300, 200, 320), (200, 300, 560, 320)),))]
    assert len(whole_tables([*shaded, *beside], words)) == 2


def test_lists_beside_each_other_are_one_row_and_level_ones_are_rows() -> None:
    heads = [*set_at(50, 100, "GOD PRAKSIS"), *set_at(320, 100, "DETTE SER VI")]
    left, right = ["• Vi venter", "litt.", "• Vi ler."], ["• Elevene", "• hører.", "• rydder."]
    words = [
        *heads,
        *(word for n, text in enumerate(left) for word in set_at(50, 120 + 15 * n, text)),
        *(word for n, text in enumerate(right) for word in set_at(320, 127 + 15 * n, text)),
    ]
    (part,) = open_tables(rows(words), 12, ())
    assert [[row.text for row in one[0]] for one in table_rows(part)] == [["GOD PRAKSIS"], left]
    level = [*heads, *set_at(50, 120, "• Vi ler."), *set_at(320, 120, "• Elevene ler.")]
    level += [*set_at(50, 150, "• Vi ser."), *set_at(320, 150, "• Elevene ser.")]
    (part,) = open_tables(rows(level), 12, ())
    assert len(table_rows(part)) == 3


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


def small(folder: Path, text: str, name: str = "plan.md") -> Path:
    (file := folder / name).write_text(text, encoding="utf-8")
    return file


RELASJON = """\
# Relasjon mellom lærer og elev
## Kjennetegn på god praksis
- Vi ler sammen med elevene. Ingen blir noen gang ledd av.
- Vi vanner plantene sammen.
"""


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


def test_an_answer_nobody_asked_for_gets_the_nearest(project: Path, tmp_path: Path) -> None:
    svar = small(tmp_path, "kjennetegn 7: legg til\n", "svar.yaml")
    result = run(project, "les-inn", small(tmp_path, RELASJON), "eksempel", "--svar", svar)
    assert result.exit_code == 1
    assert "ingenting venter på dette svaret – mente du «kjennetegn " in result.output
    assert not (project / "data/kommuner/eksempel/tilpasning/innlest.yaml").exists()


def test_what_says_the_same_as_the_shared_plan_is_put_in_its_place(
    project: Path, tmp_path: Path
) -> None:
    shared = load_plan(project_at(project), "eksempel").by_address["relasjon/humor-som-bygger"]
    assert run(project, "les-inn", small(tmp_path, RELASJON), "eksempel", "--ja").exit_code == 0
    now = load_plan(project_at(project), "eksempel").by_address["relasjon/humor-som-bygger"]
    assert shared.label == "Vi ler sammen med elevene. Ingen blir ledd av."
    assert now.label == "Vi ler sammen med elevene. Ingen blir noen gang ledd av."


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


def test_a_theme_is_shown_also_where_the_municipality_has_chosen_its_themes(
    project: Path, tmp_path: Path
) -> None:
    kommune = project / "data/kommuner/eksempel/kommune.yaml"
    text = kommune.read_text("utf-8").replace(
        "# temaer: [relasjon, klasseledelse]", "temaer: [relasjon]"
    )
    kommune.write_text(text, encoding="utf-8")
    file = small(
        tmp_path,
        "# Romfart\n## Kjennetegn\n- Vi ser opp.\n# Mobbing\n## Kjennetegn\n- Vi sier fra.\n",
    )
    result = run(project, "les-inn", file, "eksempel", "--ja")
    assert result.exit_code == 0, result.output
    plan = load_plan(project_at(project), "eksempel")
    assert [tema.tittel for tema in plan.temaer] == [
        "Relasjon mellom lærer og elev",
        "Romfart",
        "Mobbing og krenkelser",
    ]


def test_a_day_that_no_calendar_has_is_told_of_with_the_day_that_is_written(
    project: Path, tmp_path: Path
) -> None:
    days = ("31. november", "30. februar", "31/4/2027", "30. april")
    table = "".join(f"| {day} | Møte nummer {n} |\n" for n, day in enumerate(days))
    file = small(tmp_path, f"# Årshjul\n\n| Når | Hva |\n|---|---|\n{table}")
    result = run(project, "les-inn", file, "eksempel", "--ja")
    assert result.exit_code == 0, result.output
    for said, written in (
        ("31. november", "30. november"),
        ("30. februar", "29. februar"),
        ("31/4/2027", "30. april 2027"),
    ):
        assert f"«{said}» finnes ikke i kalenderen, og hendelsen står {written};" in result.output
    assert "«30. april»" not in result.output


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


def test_braces_are_kept_around_the_words_of_a_plan_alone_and_the_others_are_told_of(
    project: Path, tmp_path: Path
) -> None:
    file = small(
        tmp_path, "# Om oss\n\nVi møtes i {pu-tid} om {elevens navn}.\n\n## Ro {#ro}\n\nJa.\n"
    )
    result = run(project, "les-inn", file, "eksempel", "--ja")
    assert "linje 3 (og 1 steder til): { og } er skrevet som ( og )" in result.output
    page = (project / "data/kommuner/eksempel/sider/innlest.md").read_text("utf-8")
    assert "Vi møtes i {pu-tid} om (elevens navn).\n\n## Ro (#ro)" in page


@pytest.mark.parametrize("line", ["- {} Vi ser dere alle.\n", "| {} | Vi ser dere alle. |\n"])
def test_a_list_or_a_table_longer_than_a_page_goes_on_at_the_next(
    project: Path, tmp_path: Path, line: str
) -> None:
    file = small(tmp_path, "# Om oss\n\n" + "".join(line.format(n) for n in range(4000)))
    assert run(project, "les-inn", file, "eksempel", "--ja").exit_code == 0
    sider = load_plan(project_at(project), "eksempel").egne_sider
    assert {*sider} == {"sider/innlest.md", "sider/innlest-2.md"}
    assert "3999" in sider["sider/innlest-2.md"].html


ODD = "Vi *må* si [ja](x), {navn}, a_b_c, 5 < 6 & 7 > 4 | # ## `kode` <script>alert(1)</script> \\ ~~nei~~ !!! ok"


def test_signs_that_mean_something_elsewhere_are_shown_as_they_were_typed(
    project: Path, tmp_path: Path
) -> None:
    file = small(tmp_path, f"# Om oss\n\n{ODD}\n\n# Ro\n## Kjennetegn\n- {ODD}\n")
    assert run(project, "les-inn", file, "eksempel", "--ja").exit_code == 0
    assert run(project, "valider").exit_code == 0
    plan = load_plan(project_at(project), "eksempel")
    shown = html.unescape(re.sub("<[^>]*>", "", plan.egne_sider["sider/innlest.md"].html))
    assert ODD.replace("{", "(").replace("}", ")") in " ".join(shown.split())


@pytest.mark.parametrize(
    "text", ["1. august", "- strek", "# nummer", "a | b", "~~~", "===", "1) ja"]
)
def test_how_a_line_begins_makes_no_list_and_no_heading(text: str, tmp_path: Path) -> None:
    (page := tmp_path / "side.md").write_text(f"# Side\n\n{marked(text)}\n", encoding="utf-8")
    assert f"<p>{text}</p>" in html.unescape(read_page(page, "sider/side.md", "side.md").html)


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


def test_a_text_too_long_for_its_place_stands_whole_on_an_own_page(
    project: Path, tmp_path: Path
) -> None:
    long = " ".join(f"Vi venter {number} sekunder." for number in range(300))
    file = small(tmp_path, f"# Ro\n## Kjennetegn\n- {long}\n- {long[:2000]}\n")
    result = run(project, "les-inn", file, "eksempel", "--ja")
    assert result.exit_code == 0, result.output
    assert "ett stykke er for langt for plassen sin" in result.output
    plan = load_plan(project_at(project), "eksempel")
    assert long in plan.egne_sider["sider/innlest.md"].html
    kept = [" ".join(one.kjennetegn.split()) for one in plan.grunnplan.temaer[-1].par]
    assert kept == [" ".join(long[:2000].split())]


@pytest.mark.parametrize("case", SETNINGER, ids=lambda case: case["tekst"])
def test_a_sentence_does_not_end_at_a_number_or_a_word_cut_short(case: dict) -> None:
    assert list(sentences(case["tekst"])) == case["blir"]


@pytest.mark.parametrize(
    ("told", "places", "missing"),
    [
        (["15", "Ring 22 00 00 15"], [Shown("Ring 22 00 00 15")], ["15"]),
        (["Vi ler.", "Vi ler."], [Shown("Vi ler.")], ["Vi ler."]),
        (["Vi ler.", "Vi går."], [Shown("Vi går ikke, og ler.")], ["Vi ler."]),
        (["Hvem", "Hvem", "Vi ler."], [Shown("Hvem"), Shown("Vi ler.")], []),
        (["Kjennetegn: Vi ler."], [Shown("Kjennetegn:"), Shown("Vi ler.")], []),
        (["Kontaktlærer og FAU"], [Shown("Vi ler.", frozenset(["kontaktlaerer", "fau"]))], []),
        (["Kontaktlærer og vaktmester"], [Shown("", frozenset(["kontaktlaerer"]))], ["Kontaktlærer og vaktmester"]),
    ],
)  # fmt: skip
def test_each_line_needs_a_place_that_no_other_line_has_taken(
    told: list[str], places: list[Shown], missing: list[str]
) -> None:
    found = left_out([Line(text) for text in told], ["Hvem", "Kjennetegn:"], places)
    assert [one.text for one in found] == missing


def test_an_entry_says_its_texts_and_not_its_ids() -> None:
    entry = {"liste": "trapper", "nytt": {"id": "a-15", "tittel": "Fravær", "steg": [
        {"id": "b-20", "når": "Tre dager", "gjør": ["Ring."], "hvem": ["fau"]}]}}  # fmt: skip
    assert list(places_in(entry)) == [
        Shown("Fravær"),
        Shown("1 Tre dager | Ring.", frozenset(["fau"])),
    ]


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


def test_two_chapters_do_not_become_one_shared_theme_unless_somebody_says_so(
    project: Path, tmp_path: Path
) -> None:
    text = "# Klasseledelse\n## Kjennetegn\n- Vi ser opp.\n# God klasseledelse\n## Kjennetegn\n- Vi ser ned.\n"
    file = small(tmp_path, text)
    svar = small(tmp_path, "tema 2: er det samme som\n", "svar.yaml")
    told = run(project, "les-inn", file, "eksempel", "--tørr", "--svar", svar)
    assert re.search(r"tema +2   2 er det samme som", told.output)
    assert run(project, "les-inn", file, "eksempel", "--ja").exit_code == 0
    titles = [one.tittel for one in load_plan(project_at(project), "eksempel").grunnplan.temaer]
    assert titles.count("Klasseledelse") == 1
    assert titles[-1] == "God klasseledelse"


def test_words_that_only_begin_alike_are_not_the_same_theme(project: Path, tmp_path: Path) -> None:
    file = small(tmp_path, "# Et trygt klassefellesskap\n## Kjennetegn\n- Vi ser opp.\n")
    assert run(project, "les-inn", file, "eksempel", "--ja").exit_code == 0
    titles = [one.tittel for one in load_plan(project_at(project), "eksempel").grunnplan.temaer]
    assert titles[-1] == "Et trygt klassefellesskap"


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


def test_a_word_or_an_address_that_a_narrow_cell_has_cut_is_made_whole() -> None:
    cut = [
        *set_at(50, 100, "Sosialpedagog"),
        *set_at(50, 115, "iske tjenester"),
        *set_at(50, 130, "post@fjellvik"),
        *set_at(50, 145, "en.example"),
    ]
    right = 50 + 6 * len("Sosialpedagog") + 2
    known = Counter(one.text.lower() for one in cut)
    (line,) = paragraphs(rows(cut), "side 1", right, known)
    assert line.text.split() == ["Sosialpedagogiske", "tjenester", "post@fjellviken.example"]
    own = [*set_at(50, 100, "post@barnevern-"), *set_at(50, 115, "solvang.example")]
    (line,) = paragraphs(rows(own), "side 1", 50 + 6 * 15 + 2, Counter())
    assert line.text == "post@barnevern-solvang.example"
    whole = [*set_at(50, 100, "Kontaktlærer"), *set_at(50, 115, "møter foreldrene")]
    (line,) = paragraphs(rows(whole), "side 1", right, Counter({"kontaktlærer": 3, "møter": 1}))
    assert line.text == "Kontaktlærer møter foreldrene"

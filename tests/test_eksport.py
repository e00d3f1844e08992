"""The plan as files: they open, they say what the plan says, and they are equal when it is."""

import base64
import csv
import io
import json
import re
import shutil
import subprocess
import unicodedata
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
from icalendar import Calendar, Event
from jsonschema import Draft202012Validator
from klargjor import has_pango
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import ContentStream
from test_saker import SAKER

from kvalitetsplan.cli import main
from kvalitetsplan.exports import kalender, plandata, skjema, tabeller, word
from kvalitetsplan.exports.ark import WIDTH, Ark
from kvalitetsplan.exports.feed import feed
from kvalitetsplan.exports.files import kinds
from kvalitetsplan.exports.runs import Avsnitt, Bilde, Tabell, blocks, one_line, paragraphs
from kvalitetsplan.exports.word_picture import in_word
from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.model import Del, Hendelse, Kontakt, Malfelt, Malform, Sjekkliste, Vedtak
from kvalitetsplan.plan.own_pages import read_page
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.plan.project import project_at
from kvalitetsplan.site.chapters import chapters
from kvalitetsplan.site.components import Components
from kvalitetsplan.site.interface import interface_texts
from kvalitetsplan.site.status import status
from kvalitetsplan.site.whole_plan import drawn_chapters

TEKST = interface_texts(ROOT)
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"


@pytest.fixture(scope="module")
def plan() -> Plan:
    """A municipality with few themes, some of its own."""
    return load_plan(DEMO, "lillestrom")


@pytest.fixture(scope="module")
def small() -> Plan:
    """A plan of a few pages, whose PDF is made in no time."""
    return load_plan(project_at(SAKER / "plan"), "prove")


@pytest.fixture(scope="module")
def written(plan: Plan) -> bytes:
    """The whole plan as a Word document."""
    return word.whole_plan(Components(ROOT, plan))


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


def test_each_pair_says_after_its_effects_how_well_it_is_known_and_what_nobody_here_has_read(
    plan: Plan,
) -> None:
    tema = plan.temaer[0]
    (first, second), rest = plan.grunnplan.kilder[:2], plan.grunnplan.kilder[2:]
    sources = (first.model_copy(update={"lest": "ja"}), second.model_copy(update={"lest": "nei"}))
    pairs = (
        tema.par[0].model_copy(
            update={"grunnlag": "sannsynlig", "kilder": (first.id, second.id), "endringer": ()}
        ),
        tema.par[1].model_copy(update={"grunnlag": "vedtatt", "kilder": ()}),
    )
    told = tema.model_copy(update={"par": (*pairs, *tema.par[2:])})
    themes = tuple(told if one is tema else one for one in plan.grunnplan.temaer)
    shared = plan.grunnplan.model_copy(update={"temaer": themes, "kilder": (*sources, *rest)})
    components = Components(ROOT, replace(plan, grunnplan=shared))
    names = [f"{one.kortnavn} ({one.ar})" for one in sources]

    written = word.whole_plan(components)
    opened = docx.Document(io.BytesIO(written))
    table = next(one for one in opened.tables if one.rows[0].cells[1].text.startswith("→ "))
    known = [row.cells[1].paragraphs[-1].text for row in table.rows[1:3]]
    assert known == ["●●○ Sannsynlig: 2 kilder, 1 ikke lest av oss", "○○○ Vedtatt hos oss"]
    with zipfile.ZipFile(io.BytesIO(written)) as file:
        assert (
            f"{names[0]}; {names[1]}, ikke lest av oss." in file.read("word/footnotes.xml").decode()
        )

    html = "".join(drawn_chapters(components))
    cells = re.findall(r"<td>.*?</td>", html[html.index("kp-parliste") :], re.DOTALL)
    known = [re.sub(r"<[^>]+>", "", cell.rpartition("</ul>")[2]).strip() for cell in cells[1:4:2]]
    assert known == [
        f"●●○ Sannsynlig: {names[0]}; {names[1]}, ikke lest av oss",
        "○○○ Vedtatt hos oss",
    ]


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
    assert len(headings) == len(chapters(plan, TEKST, str))
    assert headings[-1].startswith("Vedlegg ")


def test_each_source_in_word_says_where_it_is(plan: Plan, written: bytes) -> None:
    text = _text(written)
    known = [one.adresse for one in plan.grunnplan.kilder if one.adresse]
    assert known
    assert all(one in text for one in known)


def test_no_heading_in_word_skips_a_level(written: bytes) -> None:
    names = (one.style.name for one in docx.Document(io.BytesIO(written)).paragraphs)
    levels = [int(name[-1]) for name in names if name.startswith("Heading ")]
    assert all(after <= before + 1 for before, after in pairwise([0, *levels]))


def test_each_sheet_of_the_word_file_says_that_the_plan_is_a_draft(written: bytes) -> None:
    foot = docx.Document(io.BytesIO(written)).sections[0].footer.paragraphs[0].text
    assert "Lillestrøm kommune" in foot
    assert "Utkast: Planen er ikke vedtatt." in foot


OWN_PAGE = """# Hos oss {#hos-oss}

Vi har bestemt *dette* selv, se [vår rutine](https://www.kommunen.invalid/rutine),
[årshjulet](../arshjul.md) og [nederst](#nederst).

## Slik gjør vi det

1. Ring hjem.

    Alltid samme dag.

    - Fortell hva som skjedde.

2. Skriv det ned.

Til slutt:

- [ ] Rektor vet det.

#### Nederst

| Hvem | Når |
| --- | --- |
| Kontaktlærer | Hver mandag |

![Et kart over skolegården](../bilder/kart.svg)
![Et bilde av inngangen](../bilder/inngang.png)
![Et bilde av biblioteket](../bilder/bibliotek.webp)
![Timeplanen](../bilder/timeplan.png)

<table><tr><th>Hva</th><th>Hvor</th></tr><tr><td rowspan="2">To rader</td><td>øverst</td></tr><tr><td>underst</td></tr></table>
"""
DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


@pytest.fixture
def own(plan: Plan, tmp_path: Path) -> Plan:
    """A plan with pages of its own, one of them placed, and shared pages in an order of its own."""
    (tmp_path / "side.md").write_text(OWN_PAGE, "utf-8")
    (tmp_path / "kart.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
    )
    (tmp_path / "inngang.png").write_bytes(base64.b64decode(DOT))
    Image.open(tmp_path / "inngang.png").save(tmp_path / "bibliotek.webp")
    (tmp_path / "timeplan.png").write_bytes(b"ikke noe bilde")
    page = read_page(tmp_path / "side.md", "sider/hos-oss.md", "side.md")
    more = page._replace(name="sider/mer.md", title="Mer", html="<h1>Mer</h1><p>Aller sist.</p>")
    parts = (
        Del(tittel="Grunnlaget", ingress="Hvorfor.", innhold=("grunnlag/laeringsmiljo.md",)),
        Del(
            tittel="Vårt",
            ansvarlig=Kontakt(rolle="Oppvekstsjefen"),
            innhold=("sider/hos-oss.md", "arshjul.md", "egenledelse"),
        ),
    )
    return replace(
        plan,
        kommune=plan.kommune.model_copy(update={"deler": parts, "nettadresse": None}),
        egne_sider={page.name: page, more.name: more},
        egne_filer={
            f"bilder/{name}": tmp_path / name
            for name in ("kart.svg", "inngang.png", "bibliotek.webp", "timeplan.png")
        },
    )


def test_the_whole_plan_has_what_the_municipality_has_placed_in_its_own_order(own: Plan) -> None:
    inside = [one.anker for one in chapters(own, TEKST, str) if not one.er_vedlegg]
    placed = ["del-1", "side-grunnlag-laeringsmiljo"]
    placed += ["del-2", "side-sider-hos-oss", "aret", "egenledelse"]
    rest = [tema.id for tema in own.temaer if tema.id != "egenledelse"]
    assert inside[:2] == ["forord", "plikten"]
    assert inside[2 : 2 + len(placed)] == placed
    assert inside[2 + len(placed) :] == [*rest, "trapper", "del", "side-sider-mer"]


def test_every_own_page_is_a_chapter_last_in_the_plan_where_nothing_is_placed(own: Plan) -> None:
    unplaced = replace(own, kommune=own.kommune.model_copy(update={"deler": ()}))
    inside = [one.anker for one in chapters(unplaced, TEKST, str) if not one.er_vedlegg]
    assert inside[-3:] == ["del", "side-sider-hos-oss", "side-sider-mer"]


def test_an_own_page_is_whole_in_the_word_file(own: Plan) -> None:
    written = word.whole_plan(Components(ROOT, own))
    opened = docx.Document(io.BytesIO(written))
    styles = [(one.style.name, one.text.strip()) for one in opened.paragraphs]
    for told in (
        ("Heading 1", "Grunnlaget"),
        ("Heading 1", "Hva er et læringsmiljø?"),
        ("Heading 2", "Lovens ord er et annet"),
        ("Heading 2", "Slik gjør vi det"),
        ("Heading 3", "Nederst"),
        ("List Number", "Ring hjem."),
        ("List Continue", "Alltid samme dag."),
        ("List Bullet 2", "Fortell hva som skjedde."),
        ("List Number", "Skriv det ned."),
        ("List Continue", "\u2610 Rektor vet det."),
        ("Normal", "Bilde: Timeplanen"),
    ):
        assert told in styles
    tables = [[[cell.text for cell in row.cells] for row in one.rows] for one in opened.tables]
    assert [["Hvem", "Når"], ["Kontaktlærer", "Hver mandag"]] in tables
    assert [["Hva", "Hvor"], ["To rader", "øverst"], ["", "underst"]] in tables
    shown = [one._inline.docPr.get("descr") for one in opened.inline_shapes]
    assert shown == [
        "Et kart over skolegården",
        "Et bilde av inngangen",
        "Et bilde av biblioteket",
    ]
    links = [one.target_ref for one in opened.part.rels.values() if "hyperlink" in one.reltype]
    assert "https://www.kommunen.invalid/rutine" in links
    assert all(re.match(r"https?:", one) for one in links)
    numbers = [
        one for one in opened.paragraphs if one.text.strip() in ("Ring hjem.", "Skriv det ned.")
    ]
    assert len({one._p.pPr.numPr.numId.val for one in numbers}) == 1
    assert "Aller sist." in _text(written)


@pytest.mark.parametrize(
    ("size", "inches"), [('width="48"', 0.5), ('width="96px" x="1"', 1), ('width="100%"', None)]
)
def test_a_drawing_is_as_wide_in_word_as_it_says(
    tmp_path: Path, size: str, inches: float | None
) -> None:
    (tmp_path / "a.svg").write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
    )
    found = in_word(tmp_path / "a.svg")
    assert found
    assert found.across == inches if inches else found.across > WIDTH / 2.54


def test_links_between_pages_lead_from_the_word_file_where_the_address_is_known(own: Plan) -> None:
    address = {"nettadresse": "https://plan.kommunen.invalid/"}
    known = replace(own, kommune=own.kommune.model_copy(update=address))
    opened = docx.Document(io.BytesIO(word.whole_plan(Components(ROOT, known))))
    links = [one.target_ref for one in opened.part.rels.values() if "hyperlink" in one.reltype]
    assert "https://plan.kommunen.invalid/arshjul.html" in links
    assert any("/tema/klasseledelse.html" in one for one in links)


def test_where_a_link_leads_out_can_be_read_in_word_unless_its_words_say_so() -> None:
    html = (
        '<p>Se <a href="https://a.no/b">vår <em>rutine</em></a>, <a href="https://a.no/">a.no</a>, '
        '<a href="mailto:a@b.no?subject=Hei">oss</a>, <a href="mailto:a@b.no">A@b.no</a>, '
        '<a href="tel:+4722222222">rektor</a>, <a href="tel:+4722222222">22 22 22 22</a>, '
        '<a data-side href="https://c.no">året</a>.</p>'
    )
    (one,) = blocks(html)
    assert isinstance(one, Avsnitt)
    told = "".join(run.tekst for run in one.runs)
    assert told == (
        "Se vår rutine (https://a.no/b), a.no, oss (a@b.no), A@b.no, "
        "rektor (+4722222222), 22 22 22 22, året."
    )


def test_a_quotation_and_a_box_on_an_own_page_look_as_such_in_word(tmp_path: Path) -> None:
    (path := tmp_path / "side.md").write_text(
        "# Side\n\nFør.\n\n> «Vi ser alle.»\n>\n> – Rektor\n\nMellom.\n\n"
        '!!! note "Husk"\n    I boksen.\n\n    - Et punkt\n\nEtter.\n',
        encoding="utf-8",
    )
    ark = Ark("Plan", "Oss", "#000000", "nb")
    for one in blocks(read_page(path, "sider/side.md", "side.md").html):
        assert isinstance(one, Avsnitt)
        ark.paragraph(one)
    written = docx.Document(io.BytesIO(ark.bytes()))
    assert [(one.text, one.style.name) for one in written.paragraphs] == [
        ("Side", "Heading 1"),
        ("Før.", "Normal"),
        ("«Vi ser alle.»", "Quote"),
        ("– Rektor", "Quote"),
        ("Mellom.", "Normal"),
        ("Husk", "Boks"),
        ("I boksen.", "Boks"),
        ("Et punkt", "List Bullet"),
        ("Etter.", "Normal"),
    ]
    assert written.paragraphs[5].runs[0].bold
    order = [one.tag.rpartition("}")[2] for one in written.styles["Quote"].element.pPr]
    assert order.index("pBdr") < order.index("spacing") < order.index("ind")


def test_a_list_in_a_quotation_or_a_box_stands_in_its_frame_in_word(tmp_path: Path) -> None:
    (path := tmp_path / "side.md").write_text(
        "# Side\n\n> Før\n>\n> - i sitatet\n>     - dypere\n>\n> 1. en\n\n- utenfor\n\n  > inni\n\n"
        '!!! note ""\n    - [ ] rute\n    - i boksen\n\n1. [ ] tall\n2. to\n\n- [x] gjort\n',
        encoding="utf-8",
    )
    ark = Ark("Plan", "Oss", "#000000", "nb")
    for one in blocks(read_page(path, "sider/side.md", "side.md").html):
        assert isinstance(one, Avsnitt)
        ark.paragraph(one)
    placed = []
    for one in docx.Document(io.BytesIO(ark.bytes())).paragraphs[1:]:
        line = one._p.find(f".//{qn('w:pBdr')}/{qn('w:left')}")
        beside = int(line.get(qn("w:space"))) if line is not None else None
        left = one.paragraph_format.left_indent
        placed.append((one.text.strip(), one.style.name, left and round(left.cm, 2), beside))
    assert placed == [
        ("Før", "Quote", None, None),  # its style has the line
        ("i sitatet", "List Bullet", 1.05, 6),
        ("dypere", "List Bullet 2", 1.5, 19),
        ("en", "List Number", 1.05, 6),
        ("utenfor", "List Bullet", None, None),
        ("inni", "List Continue", 1.05, 6),
        ("\u2610 rute", "List Continue", 1.05, 6),
        ("i boksen", "List Bullet", 1.05, 6),
        ("\u2610 tall", "List Number", None, None),
        ("to", "List Number", None, None),
        ("\u2612 gjort", "List Continue", None, None),
    ]


def test_what_is_struck_out_raised_or_lowered_on_an_own_page_is_so_in_word(tmp_path: Path) -> None:
    (path := tmp_path / "side.md").write_text(
        "# Side\n\n~~Gammelt~~ nytt. <s>a</s><del>b</del> m<sup>2</sup> CO<sub>2</sub> "
        "**~~fet~~** [~~borte~~](mailto:a@b.no)\n\n- ~~punkt~~\n\n| ~~rute~~ |\n|---|\n| ~~x~~ |\n",
        encoding="utf-8",
    )
    ark = Ark("Plan", "Oss", "#000000", "nb")
    for one in blocks(read_page(path, "sider/side.md", "side.md").html):
        if isinstance(one, Tabell):
            (head,), *rows = one.rader
            ark.table([head[0].runs], [WIDTH], rows)
        elif isinstance(one, Avsnitt):
            ark.paragraph(one)
    body = docx.Document(io.BytesIO(ark.bytes())).element.body
    fonts = [(one.text, docx.text.run.Run(one, None).font) for one in body.iter(qn("w:r"))]
    assert [text for text, font in fonts if font.strike] == [
        "Gammelt",
        "a",
        "b",
        "fet",
        "borte",
        "punkt",
        "rute",
        "x",
    ]
    assert [text for text, font in fonts if font.superscript] == ["2"]
    assert [text for text, font in fonts if font.subscript] == ["2"]
    assert [text for text, font in fonts if font.bold] == ["fet", "rute"]


def test_an_own_page_on_the_whole_plan_s_page_keeps_to_itself(own: Plan) -> None:
    html = "\n".join(drawn_chapters(Components(ROOT, own), "hele-planen.html"))
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert 'href="#side-sider-hos-oss-nederst"' in html
    assert 'id="side-sider-hos-oss-nederst"' in html
    assert 'href="arshjul.html"' in html
    assert 'src="bilder/kart.svg"' in html
    levels = [int(one) for one in re.findall(r"<h(\d)", html)]
    assert all(after <= before + 1 for before, after in pairwise([1, *levels]))


@pytest.mark.skipif(not has_pango(), reason="Pango mangler")
def test_an_own_page_is_whole_in_the_pdf(own: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    from kvalitetsplan.exports import pdf

    # The appendices are long, and the same as where there are no own pages.
    drawn = zip(chapters(own, TEKST, str), drawn_chapters(Components(ROOT, own)), strict=True)
    placed = [html for one, html in drawn if not one.er_vedlegg]
    monkeypatch.setattr(pdf, "drawn_chapters", lambda _: placed)
    made = PdfReader(io.BytesIO(pdf.whole_plan(ROOT, Components(ROOT, own))))
    text = re.sub(r"\s+", " ", " ".join(page.extract_text() for page in made.pages))
    for told in ("Hva er et læringsmiljø?", "Slik gjør vi det", "Oppvekstsjefen", "Hver mandag"):
        assert told in text
    _is_accessible(made)


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


@pytest.mark.parametrize("content", [b"ikke noe bilde", b"\x89PNG\r\n\x1a\n1234IHDR"])
def test_a_logo_that_is_no_picture_does_not_stop_the_word_file(
    plan: Plan, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "logo.png").write_bytes(content)
    kommune = plan.kommune.model_copy(update={"logo": "logo.png"})
    files = {**plan.egne_filer, "logo.png": tmp_path / "logo.png"}
    written = word.whole_plan(Components(ROOT, replace(plan, kommune=kommune, egne_filer=files)))
    assert "Lillestrøm kommune" in _text(written)


def test_the_same_plan_gives_the_same_bytes(plan: Plan, written: bytes) -> None:
    assert word.whole_plan(Components(ROOT, plan)) == written
    mal = plan.grunnplan.maler[0]
    assert skjema.form(plan, TEKST, mal) == skjema.form(plan, TEKST, mal)


def test_every_field_of_a_form_can_be_filled_in_and_read_back(plan: Plan) -> None:
    for mal in plan.grunnplan.maler:
        opened = docx.Document(io.BytesIO(skjema.form(plan, TEKST, mal)))
        fields = list(opened.element.body.iter(qn("w:sdt")))
        tags = [field.find(f"{qn('w:sdtPr')}/{qn('w:tag')}").get(qn("w:val")) for field in fields]
        assert tags == [tag for felt in mal.felter for tag in _tags(felt)]
        for field in fields:
            next(field.iter(qn("w:t"))).text = "Fylt ut."
        saved = io.BytesIO()
        opened.save(saved)
        assert _text(saved.getvalue()).count("Fylt ut.") == len(tags)


def _tags(felt: Malfelt) -> list[str]:
    """What the boxes and the places to write in a field are called in Word."""
    boxes = [f"{felt.id}-{number}" for number, _ in enumerate(felt.ruter, start=1)]
    if not felt.kolonner:
        return [*boxes, felt.id]
    rows, columns = range(1, felt.linjer + 1), range(1, len(felt.kolonner) + 1)
    return [*boxes, *(f"{felt.id}-{row}-{column}" for row in rows for column in columns)]


def test_what_a_form_asks_one_to_tick_has_a_box_and_what_is_a_list_has_rows(plan: Plan) -> None:
    for mal in plan.grunnplan.maler:
        told = [mal.ingress or "", *(felt.hjelp or "" for felt in mal.felter)]
        assert "ryss av" not in " ".join(told) or any(felt.ruter for felt in mal.felter), mal.id
        opened = docx.Document(io.BytesIO(skjema.form(plan, TEKST, mal)))
        boxes = list(opened.element.body.iter(f"{{{W14}}}checkbox"))
        assert len(boxes) == sum(len(felt.ruter) for felt in mal.felter)
        heads = [[cell.text for cell in one.rows[0].cells] for one in opened.tables]
        rows = [(felt, [*felt.kolonner]) for felt in mal.felter if felt.kolonner]
        assert [head for head in heads if head != ["Felt", "Svar"]] == [head for _, head in rows]
        tables = [one for one, head in zip(opened.tables, heads, strict=True) if head[0] != "Felt"]
        assert [len(one.rows) - 1 for one in tables] == [felt.linjer for felt, _ in rows]


def test_no_row_of_a_form_stands_alone_on_a_page_and_no_page_is_empty(plan: Plan) -> None:
    mal = next(one for one in plan.grunnplan.maler if one.id == "kvitteringsliste")
    opened = docx.Document(io.BytesIO(skjema.form(plan, TEKST, mal)))
    for table in opened.tables:
        kept = [
            {one.paragraph_format.keep_with_next for cell in row.cells for one in cell.paragraphs}
            for row in table.rows[1:]
        ]
        assert kept[-3:-1] == [{True}] * len(kept[-3:-1])
        assert True not in kept[-1]
    assert opened.paragraphs[-1].paragraph_format.line_spacing.pt == 1


@pytest.mark.parametrize("is_decided", [True, False])
def test_the_foot_of_a_form_says_by_whom_the_plan_is_decided_as_everywhere_else(
    plan: Plan, is_decided: bool
) -> None:
    vedtak = Vedtak(organ="kommunestyret", dato="2026-12-10") if is_decided else None
    plan = replace(plan, kommune=plan.kommune.model_copy(update={"vedtak": vedtak}))
    made = skjema.form(plan, TEKST, plan.grunnplan.maler[0])
    foot = docx.Document(io.BytesIO(made)).sections[0].footer.paragraphs[0].text
    assert status(plan, TEKST) in foot


def test_a_form_says_which_fields_the_law_demands(plan: Plan) -> None:
    mal = next(one for one in plan.grunnplan.maler if any(felt.lovkrav for felt in one.felter))
    assert "Loven krever det" in _text(skjema.form(plan, TEKST, mal))


def test_a_section_of_law_is_named_with_its_law_in_every_file(plan: Plan, written: bytes) -> None:
    mal = next(one for one in plan.grunnplan.maler if one.id == "aktivitetsplan")
    assert "Loven krever det: forvaltningsloven § 13" in _text(skjema.form(plan, TEKST, mal))
    chapter = "".join(drawn_chapters(Components(ROOT, plan))).replace("\u00a0", " ")
    for made in (tabeller.duties(plan, TEKST).decode(), _text(written), chapter):
        assert "straffeloven § 18, § 17" in made
        assert "opplæringslova § 12-4, § 12-1" in made


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


@pytest.mark.parametrize(
    ("months", "begun", "told"),
    [
        ((9,), ["2026-09-07"], "En gang i september."),
        ((11, 9, 10), ["2026-09-07"], "Fra september til november."),
        ((11, 12, 1, 5), ["2026-11-02", "2027-05-03"], "Fra november til januar."),
        ((8, 1), ["2026-08-03", "2027-01-04"], "En gang i august."),
        ((1, 8, 9, 10, 11, 12, 2), ["2026-08-03"], "Fra august til februar."),
        ((1, 8, 9, 10, 11, 12, 2, 3), [], ""),
        ((8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6), [], ""),
        (tuple(range(1, 13)), [], ""),
    ],
)
def test_what_has_no_date_comes_once_for_each_stretch_of_months_in_the_calendar(
    plan: Plan, months: tuple[int, ...], begun: list[str], told: str
) -> None:
    hendelse = Hendelse(id="mote", tittel="Møte", maneder=months)
    grunnplan = plan.grunnplan.model_copy(update={"hendelser": (hendelse,)})
    file = kalender.school_year(replace(plan, grunnplan=grunnplan), TEKST, 2026)
    events = Calendar.from_ical(file).walk("VEVENT")
    assert [one.decoded("dtstart").isoformat() for one in events] == begun
    assert [one["uid"] for one in events] == [
        f"hendelser/mote/{int(day[5:7])}@lillestrom.kvalitetsplan" for day in begun
    ]
    assert "".join(str(one["description"]) for one in events[:1]).startswith(told)


def _days_of(plan: Plan, start: int, **when: tuple[str | int, ...]) -> list[Event]:
    hendelse = Hendelse(id="mote", tittel="Møte", **when)
    grunnplan = plan.grunnplan.model_copy(update={"hendelser": (hendelse,)})
    file = kalender.school_year(replace(plan, grunnplan=grunnplan), TEKST, start)
    return Calendar.from_ical(file).walk("VEVENT")


def test_the_29th_of_february_each_year_is_the_last_of_february_in_the_calendar(
    plan: Plan,
) -> None:
    for start, day in ((2026, "2027-02-28"), (2027, "2028-02-29")):
        (event,) = _days_of(plan, start, datoer=("29. februar",))
        assert event.decoded("dtstart").isoformat() == day
        assert event["rrule"].to_ical() == b"FREQ=YEARLY;BYMONTHDAY=-1;BYMONTH=2"
    (one,) = _days_of(plan, 2026, datoer=("29. februar 2028",))
    assert one.decoded("dtstart").isoformat() == "2028-02-29"
    assert "rrule" not in one


def test_what_falls_on_the_same_day_twice_is_one_event_and_the_one_that_comes_again_stays(
    plan: Plan,
) -> None:
    (event,) = _days_of(plan, 2026, datoer=("12. mars 2027", "12. mars"))
    assert event["uid"] == "hendelser/mote/dag-2@lillestrom.kvalitetsplan"
    assert "rrule" in event
    assert len(_days_of(plan, 2026, uker=(52, 53))) == 2
    assert len(_days_of(plan, 2027, uker=(52, 53))) == 1


def test_the_course_begins_in_august_and_goes_on_for_two_years(plan: Plan) -> None:
    course = Calendar.from_ical(kalender.development_course(plan, TEKST, 2026)).walk("VEVENT")
    days = [one.decoded("dtstart") for one in course]
    assert [(day.year, day.month) for day in days] == [
        (2026, 8),
        (2027, 1),
        (2027, 8),
        (2028, 1),
    ]


@pytest.mark.parametrize("form", ["bokmål", "nynorsk"])
@pytest.mark.parametrize("sted", sorted(str(one) for one in DEMO.stedene()))
def test_plan_json_has_the_shape_its_schema_says(sted: str, form: Malform) -> None:
    plan = load_plan(DEMO, sted, malform=form)
    data = json.loads(plandata.plan_json(plan, interface_texts(ROOT, form)))
    schema = json.loads(plandata.plan_schema())
    wrong = Draft202012Validator(schema).iter_errors(data)
    assert [f"{list(error.path)}: {error.message[:200]}" for error in wrong] == []
    assert set(data) <= set(schema["properties"])
    assert [one["id"] for one in data["temaer"]] == [tema.id for tema in plan.temaer]
    assert "{pu-tid}" not in json.dumps(data, ensure_ascii=False)


def test_what_is_left_out_of_a_file_fits_the_schema_of_plan_json_all_the_same() -> None:
    schema = json.loads(plandata.plan_schema())
    for kind, shape in schema["$defs"].items():
        for name, field in shape.get("properties", {}).items():
            if "default" in field:
                whole = Draft202012Validator({**field, "$defs": schema["$defs"]})
                assert whole.is_valid(field["default"]), f"{kind}.{name}"


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
            {"organ": "kommunestyret", "dato": "2026-12-10", "gjelder_til": "2030-07-31"},
            "Vedtatt av kommunestyret 10. desember 2026, for tida til og med 31. juli 2030.",
        ),
        (
            {"organ": "kommunestyret", "dato": "2026-06-10", "gjelder_fra": "2027-01-01"},
            "Vedtatt av kommunestyret 10. juni 2026. Planen gjelder fra 1. januar 2027.",
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


@pytest.mark.parametrize("is_decided", [True, False])
def test_every_kind_of_file_says_whether_the_plan_is_decided(plan: Plan, is_decided: bool) -> None:
    vedtak = Vedtak(organ="kommunestyret", dato="2026-12-10") if is_decided else None
    plan = replace(plan, kommune=plan.kommune.model_copy(update={"vedtak": vedtak}))
    told = status(plan, TEKST)
    for made in (
        kalender.school_year(plan, TEKST, 2026),
        kalender.development_course(plan, TEKST, 2026),
    ):
        calendar = Calendar.from_ical(made)
        assert calendar["x-wr-caldesc"] == told
        assert calendar["x-wr-calname"].endswith("(utkast)") == (not is_decided)
    for made in (tabeller.tasks(plan, TEKST), tabeller.duties(plan, TEKST)):
        head, *rows = csv.reader(io.StringIO(made.decode("utf-8-sig")), delimiter=";")
        assert rows
        assert {len(row) for row in rows} == {len(head)}
        assert {row[-1] for row in rows} == {told}
    assert json.loads(plandata.plan_json(plan, TEKST))["status"] == told
    assert f"<subtitle>{told}</subtitle>" in feed(plan, TEKST).decode()


def test_where_the_protocol_is_can_be_read_on_the_cover_in_word(plan: Plan) -> None:
    protocol = "https://www.kommunen.invalid/protokoll.pdf"
    vedtak = Vedtak(organ="kommunestyret", dato="2026-12-10", protokoll=protocol)
    plan = replace(plan, kommune=plan.kommune.model_copy(update={"vedtak": vedtak}))
    assert protocol in _text(word.whole_plan(Components(ROOT, plan)))


def test_the_points_of_a_semester_are_kept_apart_in_the_calendar(plan: Plan) -> None:
    course = Calendar.from_ical(kalender.development_course(plan, TEKST, 2026)).walk("VEVENT")
    for event, one in zip(course, plan.grunnplan.semestre, strict=True):
        *points, last = str(event["description"]).split("\n")
        assert len(points) == len(one.vekt)
        assert all(line.startswith("– ") for line in points)
        assert not last.startswith("– ")


def test_what_a_cell_cannot_hold_stands_below_the_table() -> None:
    inner = "<table><tr><td>innerst</td></tr></table>"
    html = (
        f'<table><tr><td>før <img src="a.png" alt="kart"> etter</td><td>{inner}</td></tr></table>'
    )
    table, picture, nested = blocks(html)
    assert isinstance(table, Tabell)
    assert isinstance(nested, Tabell)
    assert ["".join(run.tekst for run in one.runs).strip() for one in table.rader[0][0]] == [
        "før",
        "etter",
    ]
    assert picture == Bilde("a.png", "kart")
    assert nested.rader[0][0][0].runs[0].tekst == "innerst"


def test_marks_and_lists_become_runs() -> None:
    first, second, third = paragraphs("Vi **ser** [loven](https://lovdata.no).\n\n- én\n- to")
    assert [(run.tekst, run.fet, run.adresse) for run in first.runs] == [
        ("Vi ", False, ""),
        ("ser", True, ""),
        (" ", False, ""),
        ("loven", False, "https://lovdata.no"),
        (" (https://lovdata.no)", False, ""),
        (".", False, ""),
    ]
    assert [second.liste, third.liste] == ["ul", "ul"]


HARD = {
    "5000 tegn": f"Først {'ord ' * 1250}SISTE.",
    "ett langt ord": f"Først {'a' * 5000} SISTE.",
    "emoji": "Først 😀 👩🏽‍🏫 🏳️‍🌈 SISTE.",
    "fra høyre": "Først שלום مرحبا SISTE.",
    "tegn som betyr noe": "Først <b> & ]]> ;, =1+1 SISTE.",
    "samisk og sammensatt": "Først Čáhcesuolu e\u0301n SISTE.",
}
"""What people paste, each with a word in front and a word at the end."""


def _hard(plan: Plan, event: Hendelse, text: str, logo: Path) -> Plan:
    """Return a plan with a text in the places that each kind of file writes, and a logo that is
    none.
    """
    shared = plan.grunnplan
    tema = shared.temaer[0]
    par = tema.par[0].model_copy(update={"kjennetegn": text})
    felt = shared.maler[0].felter[0].model_copy(update={"hjelp": text})
    mal = shared.maler[0].model_copy(update={"felter": (felt,)})
    event = event.model_copy(update={"tekst": text, "hvem": ()})
    grunnplan = shared.model_copy(
        update={
            "temaer": (tema.model_copy(update={"par": (par, *tema.par[1:])}),),
            "maler": (mal,),
            "hendelser": (event,),
        }
    )
    kommune = plan.kommune.model_copy(
        update={
            "logo": "bilder/logo.png",
            "deler": (),
            "utgave": plan.kommune.utgave.model_copy(update={"nytt": (text,)}),
        }
    )
    files = {"bilder/logo.png": logo}
    return replace(plan, grunnplan=grunnplan, kommune=kommune, egne_filer=files, egne_sider={})


def _read(name: str, content: bytes) -> str:
    """Return the text of a file as the programs that open it read it."""
    if name.endswith(".pdf"):
        command = ["pdftotext", "-enc", "UTF-8", "-", "-"]  # pypdf cannot read a font with emoji
        return subprocess.run(
            command, input=content, capture_output=True, check=True
        ).stdout.decode()
    if name.endswith(".docx"):
        return _text(content)
    if name.endswith(".ics"):
        events = Calendar.from_ical(content).walk("VEVENT")
        return "".join(str(one["description"]) for one in events)
    if name.endswith(".xml"):
        return "".join(ElementTree.fromstring(content).itertext())
    return "".join(_strings(json.loads(content)))


def _strings(value: Any) -> Iterator[str]:
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    yield from (value,) if isinstance(value, str) else ()
    for one in inside:
        yield from _strings(one)


WRITTEN = {
    "pdf": "plan.pdf",
    "docx": "plan.docx",
    "skjema": "skjema/",
    "kalender": "aret.ics",
    "json": "plan.json",
    "feed": "nytt.xml",
}
"""The file of each kind that is read here."""


@pytest.mark.parametrize("kind", WRITTEN)
@pytest.mark.parametrize("what", HARD)
def test_hard_input_comes_out_readable_in_every_kind_of_file(
    plan: Plan, small: Plan, tmp_path: Path, kind: str, what: str
) -> None:
    if kind == "pdf" and not (has_pango() and shutil.which("pdftotext")):
        pytest.skip("Pango eller pdftotext mangler")
    logo = tmp_path / "logo.png"
    logo.write_bytes(b"ikke noe bilde")
    hard = _hard(small, plan.grunnplan.hendelser[0], HARD[what], logo)
    made = dict(kinds(ROOT)[kind](Components(ROOT, hard)))
    name = next(one for one in made if one.startswith(WRITTEN[kind]))
    read, wanted = (
        re.sub(r"\s", "", unicodedata.normalize("NFC", text))
        for text in (_read(name, made[name]), HARD[what])
    )
    if kind == "pdf":  # it is read in the order it is painted, each sign as its font has it
        assert "Først" in read
        assert "SISTE" in read
        assert sum(map(read.count, "aord")) >= sum(map(wanted.count, "aord"))
    else:
        assert wanted in read


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
def test_eksport_writes_all_that_is_asked_for_and_the_pdf_is_whole(
    plan: Plan, tmp_path: Path
) -> None:
    command = ["--rot", str(ROOT), "eksport", "lillestrom", "pdf", "csv", "--ut", str(tmp_path)]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 0, result.output
    assert {path.name for path in tmp_path.iterdir()} == {"plan.pdf", "oppgaver.csv", "plikter.csv"}
    pdf = PdfReader(tmp_path / "plan.pdf")
    first = pdf.pages[0].extract_text()
    assert "Lillestrøm kommune" in first
    whole = re.sub(r"\s", "", "".join(page.extract_text() for page in pdf.pages[-6:]))
    known = [one.adresse for one in plan.grunnplan.kilder if one.adresse]
    assert [one for one in known if one not in whole] == []
    assert "Utkast" in first
    _is_accessible(pdf)
    titles = [one.title for one in pdf.outline if not isinstance(one, list)]
    assert "Plikten til å handle" in titles
    assert re.search(
        r"Plikten til å handle\s*\d+", pdf.pages[1].extract_text(extraction_mode="layout")
    )
    # An appendix begins on a sheet of its own: the one before it may be left nearly empty.
    lengths = sorted(len(page.extract_text()) for page in pdf.pages[2::6])
    assert lengths[len(lengths) // 10] > 500


def test_an_unknown_kind_of_file_gets_the_nearest(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["--rot", str(ROOT), "eksport", "eksempel", "dox"])
    assert result.exit_code == 2
    assert "mente du «docx»?" in result.output

"""How what is written in Markdown looks in Word."""

import io
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from kvalitetsplan.exports.ark import WIDTH, Ark
from kvalitetsplan.exports.runs import Avsnitt, Bilde, Tabell, blocks, paragraphs
from kvalitetsplan.exports.word_picture import in_word
from kvalitetsplan.plan.own_pages import read_page


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

"""Numbered lists in a document that is read in: the numbers are where they were, or it is told."""

import io
import re
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner
from docx.document import Document as Worddok
from docx.oxml.ns import qn

from kvalitetsplan.cli import main
from kvalitetsplan.imports.markdown import with_item
from kvalitetsplan.imports.word import read_word
from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.project import project_at

LOST = r"(\S+ punkt(?:er)?) i lister med tall eller bokstaver står uten;"


def _read(project: Path, data: bytes, name: str) -> tuple[str, dict[str, str]]:
    """Read a document in, and return what was said, and the page and the layer it became, by their
    endings.
    """
    (path := project / name).write_bytes(data)
    command = ["--rot", str(project), "les-inn", str(path), "eksempel", "--ja"]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 0, done.output
    load_plan(project_at(project), "eksempel")
    folder = project / "data/kommuner/eksempel"
    files = [*folder.glob("sider/*.md"), *folder.glob("tilpasning/*.yaml")]
    return done.output, {one.suffix: one.read_text("utf-8") for one in files}


def _items(page: str) -> list[str]:
    return [line for line in page.split("\n") if re.match(r" *(?:\d+[.)]|-) ", line)]


@pytest.mark.parametrize(
    ("text", "items", "lost"),
    [
        ("1. Vi ringer.\n2. Vi skriver.\n", ["1. Vi ringer.", "2. Vi skriver."], ""),
        ("3) Vi ringer.\n4) Vi skriver.\n", ["3. Vi ringer.", "4. Vi skriver."], ""),
        ("1. A her.\n2. B her.\n5. C her.\n", ["1. A her.", "2. B her.", "5) C her."], ""),
        ("1. A her.\n- B her.\n2. C her.\n", ["1. A her.", "- B her.", "2. C her."], ""),
        ("1. A her.\n\nOrd imellom.\n\n2. B her.\n", ["1. A her.", "2. B her."], ""),
        ("- Vi ringer.\n- Vi skriver.\n", ["- Vi ringer.", "- Vi skriver."], ""),
    ],
)
def test_an_own_page_has_the_numbers_of_the_document(
    project: Path, text: str, items: list[str], lost: str
) -> None:
    said, files = _read(project, f"# Rutine\n\nSlik gjør vi.\n\n{text}".encode(), "plan.md")
    assert _items(files[".md"]) == items
    assert re.findall(LOST, said) == ([lost] if lost else [])


def test_a_text_in_the_plan_has_the_numbers_of_the_document(project: Path) -> None:
    text = (
        "# Ro\n\n## Øvelser\n\n- Gå runden. Hele teamet går sammen.\n    1. Se etter ro.\n"
        "    2. Skriv det ned.\n\n## Kjennetegn\n\n1. Vi begynner presis hver time.\n"
    )
    said, files = _read(project, text.encode(), "plan.md")
    layer = files[".yaml"]
    assert "1. Se etter ro." in layer
    assert "2. Skriv det ned." in layer
    assert re.findall(LOST, said) == ["ett punkt"]


def _numbered(dok: Worddok, text: str, style: str = "List Number", restart: bool = False) -> None:
    paragraph = dok.add_paragraph(text, style)
    if not restart:
        return
    root = dok.part.numbering_part.element
    first = dok.styles[style].element.pPr.numPr.numId.val
    kind = next(one for one in root.num_lst if one.numId == first).abstractNumId.val
    num = root.add_num(kind)
    num.add_lvlOverride(0).add_startOverride(1)
    paragraph._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = num.numId


def test_word_s_own_numbers_are_counted_as_word_counts_them() -> None:
    dok = docx.Document()
    for text in ("En", "To"):
        _numbered(dok, text)
    dok.add_paragraph("Imellom.")
    _numbered(dok, "Tre")
    _numbered(dok, "En igjen", restart=True)
    dok.add_paragraph("Prikk", "List Bullet")
    broken = dok.add_paragraph("Brutt", "List Number")
    broken.add_run().add_break()
    broken.add_run("Mer.")
    dok.save(out := io.BytesIO())
    found = [(one.text, one.number) for one in read_word(out.getvalue(), "Planen").blocks]
    assert found[:6] == [
        ("En", 1), ("To", 2), ("Imellom.", 0), ("Tre", 3), ("En igjen", 1), ("Prikk", 0),
    ]  # fmt: skip
    assert found[6:] == [("Brutt", 2), ("Mer.", 0)]


def test_letters_are_no_numbers_and_are_told_of(project: Path) -> None:
    dok = docx.Document()
    root = dok.part.numbering_part.element
    for level in root.iter(qn("w:lvl")):
        for form in level.iterfind(qn("w:numFmt")):
            form.set(qn("w:val"), "lowerLetter")
    dok.add_paragraph("Rutinen vår.")
    for text in ("Vi ringer hjem.", "Vi skriver ned."):
        _numbered(dok, text)
    dok.add_paragraph("Så skjer dette.")
    dok.add_paragraph("c) Vi følger opp.")
    dok.save(out := io.BytesIO())
    said, files = _read(project, out.getvalue(), "plan.docx")
    assert _items(files[".md"]) == ["- Vi ringer hjem.", "- Vi skriver ned.", "- Vi følger opp."]
    assert re.findall(LOST, said) == ["3 punkter"]


@pytest.mark.parametrize(
    ("items", "more", "become"),
    [
        ("1. a", "2. b", "1. a\n2. b"),
        ("1. a", "3. b", "1. a\n3) b"),
        ("1. a\n3) b", "4. c", "1. a\n3) b\n4) c"),
        ("1. a\n    1. b", "2. c", "1. a\n    1. b\n2. c"),
        ("- a", "3. b", "- a\n3. b"),
        ("1. a\n    - b", "    1. c", "1. a\n    - b\n    1. c"),
    ],
)
def test_an_item_that_does_not_count_on_keeps_its_number(
    items: str, more: str, become: str
) -> None:
    assert with_item(items, more) == become

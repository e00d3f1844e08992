"""Whatever stands in a document that is read in, what is written of it is a plan, and every word of
it can be read there.
"""

import html
import io
import random
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

import docx
import openpyxl
import pytest
from click.testing import CliRunner, Result
from lag_dokumenter import pdf_of

from kvalitetsplan.cli import main
from kvalitetsplan.imports import whole
from kvalitetsplan.imports.document import Document, lines
from kvalitetsplan.imports.opening import open_document
from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.project import project_at

SIGNS = (
    "\\", "\\\\", "*", "**", "_", "__", "`", "```", "[", "]", "(", ")", "<", ">", "|", "~", "~~", "^",
    "==", "--", "---", "===", "#", "##", "+", "-", "–", "•", "!", "!!!", "!!! note \"x\"", "???", ":::",
    "{", "}", "{{", "}}", "{pu-tid}", "{x}", "{#id}", "{%", "%}", "[^1]", "[^1]:", "[1]:", "[ ]", "[x]",
    "[]", "[TOC]", "&", "&amp;", "&lt;", "&#42;", "&nbsp;", "<b>", "</b>", "<br>", "<!--", "-->", "<script>",
    "<navn>", "$", "@@ -1", "diff --git", "1.", "12)", "100.", "a)", "01.", "5. mai", "2027.", "1.1",
    "C:\\felles\\_plan", "\\\\fil01\\_x\\*y", "\\n", "https://a.no", "https://a.no/_x_/y", "https://a.no/(x)",
    "<https://a.no/_layouts_/x.aspx>", "https://a.no/a\"b", "https://", "http://a", "https://a.no/[x]",
    "https://navn:ord@a.no", "[ord](https://a.no)", "![ord](https://a.no)", "[*a* <b>](https://a.no/?a=1&b=2)",
    "[a](b.md)", "[a] (https://a.no)", "(a)[https://a.no]", "[a][b]", "www.a.no", "a@b.no", "<a@b.no>",
    "mailto:a@b.no", "[skriv](mailto:a@b.no)", "javascript:alert(1)", "010190", "10046", "010190 10046",
    "\u00a0", "\u200b", "\u202e", "\u00ad", "\uf0b7", "\x07", "😀", "é", "Ã¦", "@", "?", "=", "~x~", "x^2^",
    "==x==", "~~nei~~", "**fet**", "*kursiv*", "_lener_", "`kode`", "--git", "|---|---|", "| a | b |", ":", ": x",
)  # fmt: skip
WORDS = (
    "Vi ser elevene.", "Elevene rydder.", "rektor", "Kjennetegn", "Eksempler", "Tiltak:", "Ro i timen",
    "Hva ser dere?", "Øvelse", "august", "uke 34", "lærer og elev", "ja", "nei, og så", "1. trinn",
)  # fmt: skip
HEADINGS = ("Ro", "Kjennetegn på god praksis", "Elevene opplever", "Øvelser", "Årshjul", "Om oss")


class Piece:
    """Something in a document: a heading, an item, a paragraph, or a row of cells."""

    def __init__(self, chance: random.Random) -> None:
        self.kind = chance.choice(("p", "p", "li", "li", "h", "row"))
        self.depth = chance.randint(1, 4)
        self.cells = [odd(chance) for _ in range(chance.randint(2, 4) if self.kind == "row" else 1)]
        if self.kind == "h" and chance.random() < 0.7:
            self.cells = [chance.choice(HEADINGS)]


def odd(chance: random.Random) -> str:
    """Return a line of ordinary words with odd signs anywhere among them."""
    parts = [
        chance.choice(SIGNS if chance.random() < 0.6 else WORDS)
        for _ in range(chance.randint(1, 5))
    ]
    return chance.choice((" ", " ", "")).join(parts)


def as_docx(pieces: list[Piece]) -> bytes:
    word = docx.Document()
    for one in pieces:
        text = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", one.cells[0])
        if one.kind == "h":
            word.add_heading(text, min(one.depth, 3))
        elif one.kind == "row":
            table = word.add_table(2, len(one.cells))
            for column, words in enumerate(one.cells):
                table.cell(0, column).text = f"Om {column}"
                table.cell(1, column).text = words.replace("\x07", "")
        else:
            depth = f" {min(one.depth, 3)}" if one.depth > 1 else ""
            word.add_paragraph(text, f"List Bullet{depth}" if one.kind == "li" else None)
    word.save(out := io.BytesIO())
    return out.getvalue()


def as_pdf(pieces: list[Piece]) -> bytes:
    return pdf_of(as_docx(pieces))


def as_xlsx(pieces: list[Piece]) -> bytes:
    book = openpyxl.Workbook()
    for row, one in enumerate(pieces, start=1):
        for column, words in enumerate(one.cells, start=1):
            cell = book.active.cell(row, column)
            cell.value = words.replace("\x07", "")
            cell.data_type = "s"
    book.save(out := io.BytesIO())
    return out.getvalue()


def as_md(pieces: list[Piece]) -> bytes:
    return "\n\n".join(_markdown(one) for one in pieces).encode()


def _markdown(one: Piece) -> str:
    match one.kind:
        case "h":
            return f"{'#' * one.depth} {one.cells[0]}"
        case "li":
            return f"{'  ' * (one.depth - 1)}- {one.cells[0]}"
        case "row":
            return f"| {' | '.join(one.cells)} |"
    return one.cells[0]


def as_txt(pieces: list[Piece]) -> bytes:
    marks = {"li": "•\t", "row": "\t"}
    return "\n".join(
        f"{'  ' * (one.depth - 1)}{marks.get(one.kind, '')}{'  '.join(one.cells)}" for one in pieces
    ).encode()


def as_csv(pieces: list[Piece]) -> bytes:
    rows = (
        ";".join(f'"{one.replace(chr(34), chr(34) * 2)}"' for one in piece.cells)
        for piece in pieces
    )
    return "\n".join(rows).encode()


FORMATS: dict[str, Callable[[list[Piece]], bytes]] = {
    "docx": as_docx, "xlsx": as_xlsx, "md": as_md, "txt": as_txt, "csv": as_csv, "pdf": as_pdf,
}  # fmt: skip
TRIES = 2


def run(root: Path, *args: object) -> Result:
    result = CliRunner().invoke(main, ["--rot", str(root), *map(str, args)])
    assert "Traceback" not in result.output
    return result


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("seed", range(TRIES))
def test_whatever_stands_in_a_document_becomes_a_plan_with_its_words(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str, seed: int
) -> None:
    chance = random.Random(seed)
    pieces = [Piece(chance) for _ in range(60)]
    (file := tmp_path / f"plan.{ending}").write_bytes(FORMATS[ending](pieces))
    # A PDF takes long to read.
    monkeypatch.setattr(whole, "open_document", lru_cache(maxsize=1)(open_document))
    dry = run(project, "les-inn", file, "eksempel", "--tørr")
    result = run(project, "les-inn", file, "eksempel", "--ja")
    assert result.exit_code == 0, result.output.splitlines()[-4:]
    assert dry.exit_code == 0
    assert run(project, "valider").exit_code == 0
    assert sorted(set(_words(whole.open_document(file), result.output)) - shown(project)) == []


def _words(document: Document, told: str) -> Iterator[str]:
    """Yield the words of the lines that are said to have come along."""
    left_out = set(re.findall(r"^  (.*?): her står et fødselsnummer", told, re.MULTILINE))
    for one in lines(document.blocks):
        if one.at not in left_out:
            yield from re.findall(r"\w{3,}", one.text.casefold())


def shown(root: Path) -> set[str]:
    """Return the words of a plan that readers see."""
    plan = load_plan(project_at(root), "eksempel")
    pages = " ".join(one.html for one in plan.egne_sider.values())
    return set(re.findall(r"\w+", f"{html.unescape(pages)} {plan.grunnplan!r}".casefold()))

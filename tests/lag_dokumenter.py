"""Write the documents of `dokumenter` as Word, spreadsheet and PDF."""

import io
import shutil
import subprocess
import tempfile
from html import escape
from pathlib import Path

import docx
import openpyxl
from docx.oxml import OxmlElement
from docx.shared import Pt
from dokumentdeler import Dokument, H, L, P, T, lines_of


def as_docx(dok: Dokument) -> bytes:
    """Return a document as Word has it."""
    word = docx.Document()
    word.core_properties.title = dok.tittel
    word.sections[0].header.paragraphs[0].text = dok.topp
    word.sections[0].footer.paragraphs[0].text = "Vedtatt i kommunestyret"
    word.add_paragraph(dok.tittel, style="Title")
    for style in ("Normal", "List Bullet", "List Number"):
        word.styles[style].paragraph_format.line_spacing = 1.5
    for node in dok.innhold:
        _put(word, node)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _put(word: docx.document.Document, node: object) -> None:
    match node:
        case H(level, text, look):
            if look == "style":
                word.add_heading(text, level)
            else:
                word.add_paragraph().add_run(text).bold = look == "bold" or None
        case P(text, bold):
            paragraph = word.add_paragraph()
            if bold:
                paragraph.add_run(bold).bold = True
            paragraph.add_run(text.removeprefix(bold))
        case L():
            _list(word, node)
        case T():
            _table(word, node)


def _list(place: object, node: L, first: object = None) -> None:
    style = {"bullet": "List Bullet", "number": "List Number"}.get(node.look)
    for mark, text in lines_of(node):
        paragraph = first or place.add_paragraph()
        first = None
        if style:
            paragraph.style = style
        paragraph.add_run(text if style or not mark else f"{mark} {text}")


def _table(word: docx.document.Document, node: T) -> None:
    width = max(len(row) for row in node.rows)
    table = word.add_table(rows=len(node.rows), cols=width)
    table.style = "Table Grid"
    for number, row in enumerate(node.rows):
        cells = table.rows[number].cells
        if number in node.across:
            cells[0].merge(cells[-1])
        for cell, content in zip(cells, row, strict=False):
            if isinstance(content, L):
                _list(cell, content, cell.paragraphs[0])
            elif content:
                run = cell.paragraphs[0].add_run(content)
                run.bold = number == 0 or number in node.across or None
                run.font.size = Pt(11)
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))


def as_xlsx(dok: Dokument) -> bytes:
    """Return a document as a spreadsheet: a sheet for each chapter."""
    book = openpyxl.Workbook()
    book.properties.title = dok.tittel
    sheet, row = book.active, 1
    sheet.title = "Om planen"
    sheet.cell(1, 1, dok.topp)
    sheet.cell(2, 1, "Vedtatt i kommunestyret")
    row = 4
    for node in dok.innhold:
        if isinstance(node, H) and (node.level == 1 or node.look == "caps"):
            sheet, row = book.create_sheet(node.text[:31].replace("/", "-")), 1
            sheet.cell(1, 1, node.text).font = openpyxl.styles.Font(bold=True, size=16)
            row = 2
        elif isinstance(node, T):
            row = _sheet_table(sheet, row, node)
        elif isinstance(node, H):
            sheet.cell(row, 1, node.text).font = openpyxl.styles.Font(bold=True)
            row += 1
        else:
            lines = [("", node.text)] if isinstance(node, P) else list(lines_of(node))
            for mark, text in lines:
                sheet.cell(row, 1, f"{'•' if mark == 'bullet' else mark} {text}".strip())
                row += 1
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet_table(sheet: object, row: int, node: T) -> int:
    for number, cells in enumerate(node.rows):
        for column, cell in enumerate(cells, start=1):
            lines = (
                f"{'•' if mark == 'bullet' else mark} {text}".strip()
                for mark, text in lines_of(cell)
            )
            if text := "\n".join(lines):
                one = sheet.cell(row, column, text)
                one.font = openpyxl.styles.Font(bold=number == 0 or number in node.across)
        if number in node.across:
            width = max(len(one) for one in node.rows)
            sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=width)
        row += 1
    return row


def as_pdf(dok: Dokument) -> bytes:
    """Return a document as a PDF, set by LibreOffice where there is one."""
    return pdf_of(as_docx(dok)) or _by_weasyprint(dok)


def pdf_of(data: bytes) -> bytes | None:
    """Return a Word file as a PDF, set by LibreOffice; None where there is none."""
    office = shutil.which("soffice")
    return _by_office(office, data) if office else None


def _by_office(office: str, data: bytes) -> bytes:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "plan.docx").write_bytes(data)
        command = [
            office,
            f"-env:UserInstallation=file://{folder}/profil",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            name,
            f"{name}/plan.docx",
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return (folder / "plan.pdf").read_bytes()


def _by_weasyprint(dok: Dokument) -> bytes:
    from weasyprint import HTML

    parts = [f"<h1>{escape(dok.tittel)}</h1>", *map(_html, dok.innhold)]
    style = f"@page {{ @top-center {{ content: '{dok.topp}' }} @bottom-center {{ content: counter(page) }} }} td, th {{ border: 1px solid; padding: 4pt; vertical-align: top }} table {{ border-collapse: collapse }}"
    return HTML(string=f"<style>{style}</style>{''.join(parts)}").write_pdf()


def _html(node: object) -> str:
    match node:
        case H(level, text, look):
            return (
                f"<h{level + 1}>{escape(text)}</h{level + 1}>"
                if look == "style"
                else f"<p><b>{escape(text)}</b></p>"
            )
        case P(text, bold):
            return f"<p><b>{escape(bold)}</b>{escape(text.removeprefix(bold))}</p>"
        case T(rows):
            cells = ("".join(f"<td>{_html(one)}</td>" for one in row) for row in rows)
            return f"<table>{''.join(f'<tr>{one}</tr>' for one in cells)}</table>"
        case L(items, "bullet"):
            return f"<ul>{''.join(f'<li>{escape(one)}</li>' for one in items)}</ul>"
        case L():
            return "".join(
                f"<p>{escape(f'{mark} {text}'.strip())}</p>" for mark, text in lines_of(node)
            )
    return escape(str(node))

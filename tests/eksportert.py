"""A plan that is written as files, and what can be read back of them."""

import io
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import docx
import pytest
from conftest import DEMO, ROOT
from docx.oxml.ns import qn
from pypdf import PdfReader
from pypdf.generic import ContentStream

from kvalitetsplan.exports import word
from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.site.components import Components
from kvalitetsplan.site.interface import interface_texts

TEKST = interface_texts(ROOT)
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"


@pytest.fixture(scope="session")
def lillestrom() -> Plan:
    """A municipality with few themes, some of its own."""
    return load_plan(DEMO, "lillestrom")


@pytest.fixture(scope="session")
def worddokument(lillestrom: Plan) -> bytes:
    """The whole plan as a Word document."""
    return word.whole_plan(Components(ROOT, lillestrom))


def text_in(document: bytes) -> str:
    opened = docx.Document(io.BytesIO(document))
    return "\n".join(one.text or "" for one in opened.element.body.iter(qn("w:t")))


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


def is_accessible(pdf: PdfReader) -> None:
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

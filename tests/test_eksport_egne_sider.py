"""Pages of one's own in the whole plan, in Word and in the PDF."""

import base64
import io
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from conftest import ROOT
from eksportert import TEKST, is_accessible, text_in
from klargjor import has_pango
from PIL import Image
from pypdf import PdfReader

from kvalitetsplan.exports import word
from kvalitetsplan.plan.model import Del, Kontakt
from kvalitetsplan.plan.own_pages import read_page
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.site.chapters import chapters
from kvalitetsplan.site.components import Components
from kvalitetsplan.site.whole_plan import drawn_chapters

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
def own(lillestrom: Plan, tmp_path: Path) -> Plan:
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
        lillestrom,
        kommune=lillestrom.kommune.model_copy(update={"deler": parts, "nettadresse": None}),
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
    assert "Aller sist." in text_in(written)


def test_links_between_pages_lead_from_the_word_file_where_the_address_is_known(own: Plan) -> None:
    address = {"nettadresse": "https://plan.kommunen.invalid/"}
    known = replace(own, kommune=own.kommune.model_copy(update=address))
    opened = docx.Document(io.BytesIO(word.whole_plan(Components(ROOT, known))))
    links = [one.target_ref for one in opened.part.rels.values() if "hyperlink" in one.reltype]
    assert "https://plan.kommunen.invalid/arshjul.html" in links
    assert any("/tema/klasseledelse.html" in one for one in links)


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
    is_accessible(made)

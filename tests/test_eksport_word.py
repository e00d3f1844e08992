"""The whole plan in Word: it says what the plan says, and looks as Word does it."""

import io
import re
import zipfile
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from conftest import ROOT
from docx.oxml.ns import qn
from eksportert import TEKST, W14, text_in

from kvalitetsplan.exports import skjema, word
from kvalitetsplan.exports.runs import one_line
from kvalitetsplan.plan.model import Sjekkliste, Vedtak
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.site.chapters import chapters
from kvalitetsplan.site.components import Components
from kvalitetsplan.site.whole_plan import drawn_chapters


def test_the_whole_plan_in_word_says_every_practice_and_effect(
    lillestrom: Plan, worddokument: bytes
) -> None:
    text = re.sub(r"\s+", " ", text_in(worddokument))
    for tema in lillestrom.temaer:
        for par in tema.par:
            plain = "".join(run.tekst for run in one_line(lillestrom.fill(par.kjennetegn)))
            assert plain in text
            for utfall in lillestrom.virkninger(par, tema):
                assert utfall.virkning.tekst in text


def test_each_pair_says_after_its_effects_how_well_it_is_known_and_what_nobody_here_has_read(
    lillestrom: Plan,
) -> None:
    tema = lillestrom.temaer[0]
    (first, second), rest = lillestrom.grunnplan.kilder[:2], lillestrom.grunnplan.kilder[2:]
    sources = (first.model_copy(update={"lest": "ja"}), second.model_copy(update={"lest": "nei"}))
    pairs = (
        tema.par[0].model_copy(
            update={"grunnlag": "sannsynlig", "kilder": (first.id, second.id), "endringer": ()}
        ),
        tema.par[1].model_copy(update={"grunnlag": "vedtatt", "kilder": ()}),
    )
    told = tema.model_copy(update={"par": (*pairs, *tema.par[2:])})
    themes = tuple(told if one is tema else one for one in lillestrom.grunnplan.temaer)
    shared = lillestrom.grunnplan.model_copy(update={"temaer": themes, "kilder": (*sources, *rest)})
    components = Components(ROOT, replace(lillestrom, grunnplan=shared))
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
    worddokument: bytes,
) -> None:
    opened = docx.Document(io.BytesIO(worddokument))
    styles = {one.style.name for one in opened.paragraphs}
    assert {"Heading 1", "Heading 2", "Heading 3", "Title"} <= styles
    heads = [table.rows[0]._tr.trPr.find(qn("w:tblHeader")) for table in opened.tables]
    assert heads
    assert all(head is not None for head in heads)
    with zipfile.ZipFile(io.BytesIO(worddokument)) as file:
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
    lillestrom: Plan, worddokument: bytes
) -> None:
    opened = docx.Document(io.BytesIO(worddokument))
    marks = {one.get(qn("w:name")) for one in opened.element.body.iter(qn("w:bookmarkStart"))}
    links = [
        (one.get(qn("w:anchor")), "".join(text.text for text in one.iter(qn("w:t"))))
        for one in opened.element.body.iter(qn("w:hyperlink"))
        if one.get(qn("w:anchor"))
    ]
    headings = [one.text for one in opened.paragraphs if one.style.name == "Heading 1"]
    assert [title for _, title in links] == headings
    assert {anchor for anchor, _ in links} == marks
    assert len(headings) == len(chapters(lillestrom, TEKST, str))
    assert headings[-1].startswith("Vedlegg ")


def test_each_source_in_word_says_where_it_is(lillestrom: Plan, worddokument: bytes) -> None:
    text = text_in(worddokument)
    known = [one.adresse for one in lillestrom.grunnplan.kilder if one.adresse]
    assert known
    assert all(one in text for one in known)


def test_no_heading_in_word_skips_a_level(worddokument: bytes) -> None:
    names = (one.style.name for one in docx.Document(io.BytesIO(worddokument)).paragraphs)
    levels = [int(name[-1]) for name in names if name.startswith("Heading ")]
    assert all(after <= before + 1 for before, after in pairwise([0, *levels]))


def test_each_sheet_of_the_word_file_says_that_the_plan_is_a_draft(worddokument: bytes) -> None:
    foot = docx.Document(io.BytesIO(worddokument)).sections[0].footer.paragraphs[0].text
    assert "Lillestrøm kommune" in foot
    assert "Utkast: Planen er ikke vedtatt." in foot


def test_a_checklist_has_a_box_to_tick_for_each_point(lillestrom: Plan) -> None:
    liste = Sjekkliste(id="motet", tittel="Før møtet", punkter=("Les saken.", "Finn et rom. 😀"))
    opened = docx.Document(io.BytesIO(skjema.checklist(lillestrom, TEKST, liste)))
    boxes = list(opened.element.body.iter(f"{{{W14}}}checkbox"))
    assert [row.cells[1].text for row in opened.tables[0].rows[1:]] == list(liste.punkter)
    assert len(boxes) == len(liste.punkter)


@pytest.mark.parametrize("content", [b"ikke noe bilde", b"\x89PNG\r\n\x1a\n1234IHDR"])
def test_a_logo_that_is_no_picture_does_not_stop_the_word_file(
    lillestrom: Plan, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "logo.png").write_bytes(content)
    kommune = lillestrom.kommune.model_copy(update={"logo": "logo.png"})
    files = {**lillestrom.egne_filer, "logo.png": tmp_path / "logo.png"}
    written = word.whole_plan(
        Components(ROOT, replace(lillestrom, kommune=kommune, egne_filer=files))
    )
    assert "Lillestrøm kommune" in text_in(written)


def test_the_same_plan_gives_the_same_bytes(lillestrom: Plan, worddokument: bytes) -> None:
    assert word.whole_plan(Components(ROOT, lillestrom)) == worddokument
    mal = lillestrom.grunnplan.maler[0]
    assert skjema.form(lillestrom, TEKST, mal) == skjema.form(lillestrom, TEKST, mal)


def test_where_the_protocol_is_can_be_read_on_the_cover_in_word(lillestrom: Plan) -> None:
    protocol = "https://www.kommunen.invalid/protokoll.pdf"
    vedtak = Vedtak(organ="kommunestyret", dato="2026-12-10", protokoll=protocol)
    lillestrom = replace(
        lillestrom, kommune=lillestrom.kommune.model_copy(update={"vedtak": vedtak})
    )
    assert protocol in text_in(word.whole_plan(Components(ROOT, lillestrom)))

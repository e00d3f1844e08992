"""The forms: they can be filled in, read back and printed."""

import io
from dataclasses import replace

import docx
import pytest
from docx.oxml.ns import qn
from eksportert import TEKST, W14, text_in

from kvalitetsplan.exports import skjema
from kvalitetsplan.plan.model import Malfelt, Vedtak
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.site.status import status


def test_every_field_of_a_form_can_be_filled_in_and_read_back(lillestrom: Plan) -> None:
    for mal in lillestrom.grunnplan.maler:
        opened = docx.Document(io.BytesIO(skjema.form(lillestrom, TEKST, mal)))
        fields = list(opened.element.body.iter(qn("w:sdt")))
        tags = [field.find(f"{qn('w:sdtPr')}/{qn('w:tag')}").get(qn("w:val")) for field in fields]
        assert tags == [tag for felt in mal.felter for tag in _tags(felt)]
        for field in fields:
            next(field.iter(qn("w:t"))).text = "Fylt ut."
        saved = io.BytesIO()
        opened.save(saved)
        assert text_in(saved.getvalue()).count("Fylt ut.") == len(tags)


def _tags(felt: Malfelt) -> list[str]:
    """What the boxes and the places to write in a field are called in Word."""
    boxes = [f"{felt.id}-{number}" for number, _ in enumerate(felt.ruter, start=1)]
    if not felt.kolonner:
        return [*boxes, felt.id]
    rows, columns = range(1, felt.linjer + 1), range(1, len(felt.kolonner) + 1)
    return [*boxes, *(f"{felt.id}-{row}-{column}" for row in rows for column in columns)]


def test_what_a_form_asks_one_to_tick_has_a_box_and_what_is_a_list_has_rows(
    lillestrom: Plan,
) -> None:
    for mal in lillestrom.grunnplan.maler:
        told = [mal.ingress or "", *(felt.hjelp or "" for felt in mal.felter)]
        assert "ryss av" not in " ".join(told) or any(felt.ruter for felt in mal.felter), mal.id
        opened = docx.Document(io.BytesIO(skjema.form(lillestrom, TEKST, mal)))
        boxes = list(opened.element.body.iter(f"{{{W14}}}checkbox"))
        assert len(boxes) == sum(len(felt.ruter) for felt in mal.felter)
        heads = [[cell.text for cell in one.rows[0].cells] for one in opened.tables]
        rows = [(felt, [*felt.kolonner]) for felt in mal.felter if felt.kolonner]
        assert [head for head in heads if head != ["Felt", "Svar"]] == [head for _, head in rows]
        tables = [one for one, head in zip(opened.tables, heads, strict=True) if head[0] != "Felt"]
        assert [len(one.rows) - 1 for one in tables] == [felt.linjer for felt, _ in rows]


def test_no_row_of_a_form_stands_alone_on_a_page_and_no_page_is_empty(lillestrom: Plan) -> None:
    mal = next(one for one in lillestrom.grunnplan.maler if one.id == "kvitteringsliste")
    opened = docx.Document(io.BytesIO(skjema.form(lillestrom, TEKST, mal)))
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
    lillestrom: Plan, is_decided: bool
) -> None:
    vedtak = Vedtak(organ="kommunestyret", dato="2026-12-10") if is_decided else None
    lillestrom = replace(
        lillestrom, kommune=lillestrom.kommune.model_copy(update={"vedtak": vedtak})
    )
    made = skjema.form(lillestrom, TEKST, lillestrom.grunnplan.maler[0])
    foot = docx.Document(io.BytesIO(made)).sections[0].footer.paragraphs[0].text
    assert status(lillestrom, TEKST) in foot


def test_a_form_says_which_fields_the_law_demands(lillestrom: Plan) -> None:
    mal = next(
        one for one in lillestrom.grunnplan.maler if any(felt.lovkrav for felt in one.felter)
    )
    assert "Loven krever det" in text_in(skjema.form(lillestrom, TEKST, mal))

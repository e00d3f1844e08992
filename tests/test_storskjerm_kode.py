"""The codes of a session lead to where it is published, and are what they should be."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from qrcode import ERROR_CORRECT_M, QRCode
from qrcode.util import MODE_8BIT_BYTE, QRData
from vegg import until_the_end

from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.site.sessions import session_of


def drawing_of(address: str) -> str:
    """The path of a code, as an independent library would have it."""
    rows = enumerate(reference(address).modules)
    return "".join(f"M{j} {i}h1v1h-1z" for i, row in rows for j, dark in enumerate(row) if dark)


def reference(text: str) -> QRCode:
    """The same code by an independent library: level M, mask 010, bytes, the smallest version from
    2 on.
    """
    code = QRCode(error_correction=ERROR_CORRECT_M, mask_pattern=2)
    code.add_data(QRData(text.encode(), mode=MODE_8BIT_BYTE), optimize=0)
    code.version = code.best_fit(start=2)
    code.make(fit=False)
    return code


def way_to_the_phone(page: Page) -> list[str]:
    """Go to the first task on the wall; return the address that stands there and the path of the
    code, if they are seen.
    """
    for _ in until_the_end(page):
        if page.locator("[data-form=gruppe] > article.er-her").count():
            break
    expect(page.locator("article.er-her")).to_be_visible()
    if not page.locator(".er-her > .kp-qr:visible").count():
        return []
    line = page.locator(".er-her > .kp-qr--adresse").inner_text()
    return [
        line.removeprefix("Les på telefonen: "),
        page.locator(".er-her > .kp-qr path").get_attribute("d") or "",
    ]


PUT_TOGETHER = "okt.html?oppgaver=relasjon/uten-oss&faser=gruppe:20"


@pytest.mark.parametrize("session", ["okt/relasjon-60.html", PUT_TOGETHER])
def test_a_task_s_code_and_address_lead_to_where_the_municipality_publishes(
    page: Page, told: str, session: str
) -> None:
    page.goto(f"{told}/{session}")
    assert page.locator(".kp-qr path[d]").count() == 0
    page.goto(f"{told}/{session}#storskjerm")
    page.reload()
    task = "eksempel.invalid/plan/tema/relasjon.html#uten-oss"
    assert way_to_the_phone(page) == [task, drawing_of(f"https://{task}")]


def test_where_a_plan_is_published_is_told_in_one_file_so_that_sessions_are_equal(
    told_site: Path, published: Path
) -> None:
    scripts = [
        path.name
        for path in told_site.rglob("*.js")
        if "eksempel.invalid/plan" in path.read_text("utf-8")
    ]
    assert scripts == ["sted.js"]
    for session in ("okt.html", "okt/relasjon-60.html"):
        pages = (top / session for top in (told_site, published / "eksempel"))
        one, other = (re.split("</?footer", page.read_text("utf-8")) for page in pages)
        assert one[::2] == other[::2]
        assert len(one) == 3


def test_there_is_no_code_where_nobody_has_told_and_none_from_a_folder(
    page: Page, eksempel: str, told_site: Path
) -> None:
    for top in (eksempel, told_site.as_uri()):
        page.goto(f"{top}/{PUT_TOGETHER}#storskjerm")
        assert way_to_the_phone(page) == []


def test_a_code_is_seen_on_the_wall_alone(page: Page, told: str) -> None:
    page.goto(f"{told}/okt/relasjon-60.html#storskjerm")
    assert way_to_the_phone(page)
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.locator(".kp-qr:visible").count() == 0
    page.set_viewport_size({"width": 1280, "height": 720})
    assert page.locator(".kp-qr:visible").count() == 2
    page.keyboard.press("Escape")
    assert page.locator(".kp-qr:visible").count() == 0
    page.emulate_media(media="print")
    assert page.locator(".kp-qr:visible").count() == 0


def test_a_code_is_what_an_independent_library_draws_for_every_length_there_is_room_for(
    page: Page, eksempel: str
) -> None:
    address = "https://skole.kommunen.no/kvalitetsplan/tema/skole-hjem.html#nar-vi-er-uenige-"
    texts = [(address * 3)[:length] for length in range(1, 214)]
    texts += ["blåbærsyltetøy ÆØÅ €"[:length] * 5 for length in range(1, 21)]
    page.goto(f"{eksempel}/okt.html?faser=gruppe:5")
    drawn = page.evaluate("texts => texts.map(kp.qr.rows)", texts)
    wrong = [
        text
        for text, rows in zip(texts, drawn, strict=True)
        if rows != [[int(dark) for dark in row] for row in reference(text).modules]
    ]
    assert wrong == []
    assert {(len(rows) - 17) // 4 for rows in drawn} == set(range(2, 11))


def test_a_text_too_long_for_a_code_has_none(page: Page, eksempel: str) -> None:
    page.goto(f"{eksempel}/okt.html?faser=gruppe:5")
    assert (
        page.evaluate(
            "[kp.qr.rows('a'.repeat(214)), kp.qr.rows('å'.repeat(107)), kp.qr.rows('a'.repeat(3000))].filter(Boolean)"
        )
        == []
    )


def test_a_session_of_one_task_is_the_same_written_by_the_plan_and_read_by_the_script(
    page: Page, eksempel: str, plans: dict[str, Plan]
) -> None:
    plan = plans["eksempel"]
    tema, oppgave, _ = next(plan.oppgaver)
    page.goto(f"{eksempel}/{session_of(plan, tema, oppgave)}")
    read = page.evaluate("kp.adresse.read(location.search)")
    assert read["oppgaver"] == [f"{tema.id}/{oppgave.id}"]
    assert read["trening"] == [
        f"{tema.id}/{forslag.id}" for forslag in plan.ovelser_til(tema, oppgave)
    ]
    assert [(fase["id"], fase["minutter"]) for fase in read["faser"]] == [
        *((fase.form, fase.minutter) for fase in plan.faser(oppgave)),
        ("avtale", 0),
    ]
    assert page.evaluate("kp.adresse.write(kp.adresse.read(location.search)) === location.search")

"""A staff sees where it stands, and where to begin."""

import csv
import json

from playwright.sync_api import Page, expect


def count(page: Page, rows: list[list[int]]) -> None:
    for step, numbers in enumerate(rows):
        fields = page.locator(".kp-stasted__tell").nth(step).locator("input")
        for at, number in enumerate(numbers):
            fields.nth(at).fill(str(number))


def test_twenty_three_people_see_bars_with_words_and_numbers_and_what_to_begin_with(
    page: Page, eksempel: str
) -> None:
    page.goto(f"{eksempel}/stasted.html")
    page.get_by_label("Hva ser dere på?").select_option("relasjon")
    page.get_by_role("button", name="Bruk lista").click()
    count(page, [[1, 4, 9, 9, 2], [9, 10, 3, 1, 15], [8, 8, 5, 2, 6], [0, 1, 12, 10, 0]])
    figures = page.locator(".kp-stasted__figur")
    expect(figures).to_have_count(4)
    expect(figures.nth(1)).to_contain_text("aldri 9 (39 %), av og til 10 (43 %)")
    expect(figures.nth(1)).to_contain_text("15 mener dette er viktigst nå")
    first = page.locator("[data-plass=forslag] .kp-steg__tittel").first.inner_text()
    assert first == figures.nth(1).locator(".kp-stasted__tekst").inner_text()
    assert 2 <= page.locator("[data-plass=forslag] .kp-steg__tittel").count() <= 3
    page.get_by_role("link", name="Lag en økt om dette").first.click()
    assert "les=relasjon/" in page.url
    expect(page.locator("[data-liste=oppgaver] li").first).to_be_visible()


def test_counts_stay_in_the_browser_and_are_set_beside_last_time(page: Page, eksempel: str) -> None:
    page.goto(f"{eksempel}/stasted.html?liste=kultur")
    page.evaluate("""() => {
      const root = new URL(document.body.dataset.rot, location).pathname;
      const last = { liste: "kultur", dato: "2026-02-03", svar: { 1: [10, 5, 3, 1, 4] } };
      localStorage.setItem(`kp-stasted:${root}`, JSON.stringify([last]));
    }""")
    count(page, [[2, 5, 9, 3, 4]])
    page.reload()
    expect(page.locator(".kp-stolpe")).to_have_count(2)
    expect(page.locator(".kp-stasted__figur")).to_contain_text("2026-02-03: aldri 10")


def test_a_saved_file_is_opened_again_and_another_file_is_said_to_be_wrong(
    page: Page, eksempel: str, tmp_path
) -> None:
    page.goto(f"{eksempel}/stasted.html?egen=Vi+hilser&egen=Vi+venter")
    count(page, [[1, 2, 3, 4, 5], [4, 3, 2, 1, 0]])
    with page.expect_download() as download:
        page.get_by_role("button", name="Lagre som fil").click()
    kept = download.value.path().read_text("utf-8")
    assert json.loads(kept)[0]["svar"] == {"1": [1, 2, 3, 4, 5], "2": [4, 3, 2, 1, 0]}
    with page.expect_download() as download:
        page.get_by_role("button", name="Lagre til regneark (CSV)").click()
    rows = list(csv.reader(download.value.path().open(encoding="utf-8-sig"), delimiter=";"))
    assert rows[0][1:] == ["Kjennetegn", "Aldri", "Av og til", "Ofte", "Alltid", "Viktigst nå"]
    assert rows[1][1:] == ["Vi hilser", "1", "2", "3", "4", "5"]
    page.evaluate("localStorage.clear()")
    page.reload()
    assert page.locator(".kp-stolpe").count() == 0
    page.locator("[data-stasted=apne]").set_input_files(
        {"name": "feil.json", "mimeType": "application/json", "buffer": b'[{"liste": 1}]'}
    )
    expect(page.locator(".kp-okt__beskjed")).to_contain_text("ikke fra et ståsted")
    page.locator("[data-stasted=apne]").set_input_files(
        {"name": "stasted.json", "mimeType": "application/json", "buffer": kept.encode()}
    )
    expect(page.locator(".kp-stolpe")).to_have_count(2)


def test_what_one_answers_alone_is_neither_kept_nor_sent(page: Page, eksempel: str) -> None:
    page.goto(f"{eksempel}/stasted.html?liste=mobbing")
    page.get_by_role("radio", name="Av og til").first.check()
    assert page.evaluate("localStorage.length") == 0
    page.reload()
    assert page.locator(":checked[type=radio]").count() == 0


def test_the_sheet_and_the_result_are_printed_each_for_itself(page: Page, eksempel: str) -> None:
    page.goto(f"{eksempel}/stasted.html?liste=mobbing")
    page.evaluate("window.print = () => {}")
    count(page, [[1, 2, 3, 4, 5]])
    page.get_by_role("button", name="Skriv ut arket").click()
    page.emulate_media(media="print")
    expect(page.locator(".kp-stasted__alene fieldset").first).to_be_visible()
    expect(page.locator(".kp-stolpe").first).to_be_hidden()
    page.emulate_media(media="screen")
    page.get_by_role("button", name="Skriv ut resultatet").click()
    page.emulate_media(media="print")
    expect(page.locator(".kp-stolpe").first).to_be_visible()
    expect(page.locator(".kp-stasted__alene fieldset").first).to_be_hidden()


def test_only_the_list_of_traits_says_whose_traits_they_are(page: Page, eksempel: str) -> None:
    source = page.get_by_text("Kools og Stoll 2016")
    for liste, seen in (("kultur", True), ("relasjon", False)):
        page.goto(f"{eksempel}/stasted.html?liste={liste}")
        expect(page.locator(".kp-stasted__alene fieldset").first).to_be_visible()
        expect(source).to_be_visible(visible=seen)

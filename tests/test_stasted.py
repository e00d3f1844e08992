"""A staff sees where it stands, and where to begin."""

import csv
import json

import pytest
from conftest import ROOT
from playwright.sync_api import Page, expect

from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.site import pages, stasted
from kvalitetsplan.site.interface import interface_texts


@pytest.fixture
def page(hos_samme: Page) -> Page:
    """A page in the window that all these tests look in."""
    return hos_samme


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


def ways(page: Page) -> list[str]:
    """The addresses of everything that is proposed."""
    return page.locator("[data-plass=forslag] a").evaluate_all("all => all.map((one) => one.href)")


@pytest.mark.parametrize(
    "query", ["liste=relasjon", "liste=kultur", "egen=Vi+hilser+%26+venter&egen=Vi+%23rydder"]
)
def test_each_proposal_leads_to_tasks_training_and_sessions_that_exist(
    page: Page, eksempel: str, query: str
) -> None:
    page.goto(f"{eksempel}/stasted.html?{query}")
    count(page, [[9, 10, 3, 1, 15], [8, 8, 5, 2, 6]])
    assert page.locator("[data-plass=forslag] .kp-steg__tittel").count() == 2
    found = ways(page)
    assert len([one for one in found if "/tema/" in one]) >= 4
    assert len([one for one in found if "/okt/" in one]) == 2
    for address in found:
        assert page.request.get(address).status == 200
        page.goto(address)
        if "#" in address:
            expect(page.locator(":target")).to_be_visible()
        if "planlegg" in address:
            expect(page.locator("[data-liste=oppgaver] li").first).to_be_visible()


def test_a_sentence_of_ones_own_becomes_a_question_in_the_session_about_it(
    page: Page, eksempel: str
) -> None:
    page.goto(f"{eksempel}/stasted.html?egen=Vi+hilser+%26+venter&egen=Vi+%23rydder")
    count(page, [[9, 10, 3, 1, 15], [0, 0, 5, 9, 0]])
    page.get_by_role("link", name="Lag en økt om dette").first.click()
    expect(page.get_by_label("Vårt eget spørsmål").first).to_have_value(
        "«Vi hilser & venter» Hva gjør vi allerede, og hva prøver vi først?"
    )


@pytest.mark.parametrize("slug", ["eksempel", "lillestrom", "nittedal"])
def test_everything_on_every_list_has_a_task_a_training_and_a_session(
    plans: dict[str, Plan], slug: str
) -> None:
    plan = plans[slug]
    found = stasted.lists(plan, interface_texts(ROOT)["stasted"])
    points = [one for liste in found.values() for one in liste["punkter"]]
    assert len(points) == sum(len(tema.par) for tema in plan.temaer) + len(stasted.TRAITS)
    for one in [*points, stasted.work_for_own(plan)]:
        assert all(one[what] for what in ("oppgaver", "trening", "okt")), one
        for address, _, page in [*one["oppgaver"], *one["trening"]]:
            assert pages.url(plan, address) == page
        assert len({*map(tuple, one["oppgaver"])}) == len(one["oppgaver"])


def test_what_has_no_task_of_its_own_gets_those_that_work_for_the_same(
    plans: dict[str, Plan],
) -> None:
    plan = plans["eksempel"]
    tema = plan.tema("ledelse")
    effects = {par.id: {*par.sannsynliggjor} for par in tema.par}
    found = stasted.lists(plan, interface_texts(ROOT)["stasted"])["ledelse"]["punkter"]
    alone = [one for one in found if not any(one["id"] in t.par for t in tema.treningsforslag)]
    assert alone
    for one in alone:
        shared = {
            f"ledelse/{t.id}": len(effects[one["id"]] & set().union(*(effects[p] for p in t.par)))
            for t in tema.treningsforslag
        }
        assert shared[one["trening"][0][0]] == max(shared.values())


def test_the_traits_of_a_learning_culture_are_about_things_that_are_in_the_plan(
    plans: dict[str, Plan],
) -> None:
    named = [address for pairs in (*stasted.TRAITS, stasted.OWN_LIST) for address in pairs]
    assert [one for one in named if one not in plans["eksempel"].by_address] == []
    for malform in ("bokmål", "nynorsk"):
        traits = interface_texts(ROOT, malform)["stasted"]["kultur_punkter"]
        assert len(stasted.TRAITS) == len(traits)


def test_counts_stay_in_the_browser_and_are_set_beside_last_time(page: Page, eksempel: str) -> None:
    page.goto(f"{eksempel}/stasted.html?liste=kultur")
    page.evaluate("""() => {
      const key = kp.lager.own("stasted", document.body.dataset.rot);
      const last = { liste: "kultur", dato: "2026-02-03", svar: { 1: [10, 5, 3, 1, 4] } };
      kp.lager.write("localStorage", key, [last]);
    }""")
    count(page, [[2, 5, 9, 3, 4]])
    page.reload()
    expect(page.locator(".kp-stolpe")).to_have_count(2)
    expect(page.locator(".kp-stasted__figur")).to_contain_text("2026-02-03: aldri 10")


def test_no_count_is_thrown_away_for_another(page: Page, eksempel: str) -> None:
    page.goto(f"{eksempel}/stasted.html?liste=kultur")
    page.evaluate("""() => {
      for (let nr = 0; nr < 30; nr += 1)
        kp.telling.put({ liste: `liste-${nr}`, dato: "2026-02-03", svar: { 1: [1, 2, 3, 4, 5] } });
    }""")
    kept = page.evaluate("kp.telling.read().map(({ liste }) => liste)")
    assert sorted(kept) == sorted(f"liste-{number}" for number in range(30))


def test_a_list_of_one_s_own_has_all_its_lines(page: Page, eksempel: str) -> None:
    own = [f"Vi ser {number}" for number in range(20)]
    page.goto(f"{eksempel}/stasted.html?" + "&".join(f"egen={line}" for line in own))
    expect(page.locator(".kp-stasted__tell")).to_have_count(20)


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


def test_a_field_shows_what_was_counted_when_one_leaves_it(page: Page, eksempel: str) -> None:
    page.goto(f"{eksempel}/stasted.html?liste=relasjon")
    fields = page.locator(".kp-stasted__tell").first.locator("input")
    for at, (typed, counted) in enumerate([("-3", "0"), ("99999", "500"), ("7.9", "7"), ("", "")]):
        fields.nth(at).fill(typed)
        fields.nth(at).blur()
        expect(fields.nth(at)).to_have_value(counted)
    expect(page.locator(".kp-stasted__figur").first).to_contain_text("av og til 500")


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

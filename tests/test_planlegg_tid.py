"""The planner keeps the time: what is proposed fits, and what is set by hand stays."""

import re

import pytest
from playwright.sync_api import Page, expect
from vegg import until_the_end


def test_too_little_time_is_said_at_once(page: Page, eksempel: str) -> None:
    page.goto(f"{eksempel}/planlegg.html?okt=relasjon-60")
    advice = page.locator(".kp-planlegg__beskjed")
    page.get_by_label("Minutter dere har").fill("10")
    expect(advice).to_contain_text("For lite tid: Fasene du har valgt, trenger minst 28 minutter")
    page.get_by_label("Minutter dere har").fill("60")
    page.get_by_label("Minutter til Snakk sammen").fill("3")
    expect(advice).to_contain_text("Snakk sammen bør ha minst 12 minutter.")
    page.get_by_label("Minutter til Snakk sammen").fill("90")
    expect(advice).to_contain_text("minutter for mye")
    page.reload()
    expect(page.get_by_label("Minutter til Snakk sammen")).to_have_value("90")
    page.get_by_role("button", name="Foreslå tidene på nytt").click()
    expect(advice).to_have_text("60 av 60 minutter er fordelt.")


@pytest.mark.parametrize("minutes", [10, 15, 30, 45, 52, 60, 75, 90, 180])
def test_the_proposed_times_fill_the_time_there_is(page: Page, eksempel: str, minutes: int) -> None:
    page.goto(f"{eksempel}/planlegg.html?oppgaver=relasjon/uten-oss&tid={minutes}")
    given = [
        int(field.input_value()) for field in page.locator("input[name=minutter]:visible").all()
    ]
    assert sum(given) == minutes
    if minutes in (10, 45, 60, 90):
        data = page.evaluate(
            "[...document.querySelectorAll('[data-rad]')].map((row) => JSON.parse(row.dataset.minutter))"
        )
        assert given == [one[str(minutes)] for one in data if one[str(minutes)]]


def test_no_proposal_is_longer_than_the_time_when_the_least_of_each_phase_fits(
    page: Page, eksempel: str
) -> None:
    page.goto(f"{eksempel}/planlegg.html?oppgaver=relasjon/uten-oss")
    over = page.evaluate("""() => {
      const phases = [...document.querySelectorAll("[data-rad]")].map(({ dataset }) => ({
        minutter: JSON.parse(dataset.minutter), minst: Number(dataset.minst), hver: dataset.viser === "oppgaver" }));
      const usual = phases.filter(({ minutter }) => Object.values(minutter).some(Number));
      const sum = (all) => all.reduce((total, one) => total + one, 0);
      const wrong = [];
      for (const some of [usual, phases, usual.slice(2), usual.slice(0, 3)])
        for (let tasks = 1; tasks <= 8; tasks += 1)
          for (let tid = 5; tid <= 240; tid += 1) {
            const least = some.map((one) => kp.tider.least(one, tasks));
            const given = kp.tider.propose(some, tid, tasks);
            const right = sum(least) > tid ? sum(least) : tid;
            if (sum(given) !== right || given.some((one, at) => one < least[at])) wrong.push([tasks, tid, given]);
          }
      return wrong;
    }""")
    assert over == []


def test_times_set_by_hand_stay_when_the_time_or_the_tasks_change_and_after_a_reload(
    page: Page, eksempel: str
) -> None:
    page.goto(f"{eksempel}/planlegg.html?oppgaver=relasjon/uten-oss")
    page.get_by_label("Minutter til Snakk sammen").fill("33")
    page.get_by_label("Minutter dere har").fill("90")
    page.reload()
    page.locator("details[data-tema=klasseledelse] summary").click()
    page.locator("details[data-tema=klasseledelse] input[name=oppgaver]").first.check()
    expect(page.get_by_label("Minutter til Snakk sammen")).to_have_value("33")
    expect(page.locator(".kp-planlegg__beskjed")).to_have_text("90 av 90 minutter er fordelt.")


def test_the_same_presses_give_the_same_times_with_and_without_a_reload(
    page: Page, eksempel: str
) -> None:
    def plan(reload: bool) -> str:
        page.goto(f"{eksempel}/planlegg.html")
        for theme in ("relasjon", "mobbing"):
            page.evaluate("id => document.querySelector(`[data-tema=${id}]`).open = true", theme)
            page.locator(f"[data-tema={theme}] input[name=oppgaver]").first.check()
            if reload:
                page.reload()
        return page.url

    assert plan(reload=True) == plan(reload=False)


def test_no_phase_is_without_content_and_one_gets_it_from_the_theme_of_the_task(
    page: Page, eksempel: str
) -> None:
    page.goto(f"{eksempel}/planlegg.html?tema=relasjon")
    expect(page.get_by_label("Les sammen", exact=True)).to_be_disabled()
    page.locator("[data-tema=relasjon] input[name=oppgaver]").first.check()
    assert page.locator("[data-liste=les] li").count() == 2
    assert page.locator("[data-liste=trening] li").count() == 1
    page.get_by_role("link", name="Vis på storskjerm").click()
    headings = list(until_the_end(page))
    assert "Velg øving" not in headings  # it has a step with a name of its own
    assert page.locator(".kp-fase[data-fase=velg-oving] article").count() == 1


TWO = "oppgaver=relasjon/uten-oss,relasjon/case-stille-eleven"


@pytest.mark.parametrize("end", ["13:00", "14:00", "14:03", "23:30"])
def test_an_end_that_cannot_be_is_said_and_changes_no_times(
    page: Page, eksempel: str, end: str
) -> None:
    page.goto(f"{eksempel}/planlegg.html?{TWO}&tid=60&fra=14:00")
    field = page.get_by_label("Til klokka")
    field.fill(end)
    said = page.locator(".kp-planlegg__klokke")
    expect(said).to_have_text(
        "Slutten må være mellom 14:05 og 22:00. Økta varer like lenge som før."
    )
    expect(page.get_by_label("Minutter dere har")).to_have_value("60")
    field.blur()
    expect(field).to_have_value("15:00")
    field.fill("15:30")
    expect(said).to_have_text("")
    expect(page.get_by_label("Minutter dere har")).to_have_value("90")


def test_what_a_session_needs_counts_what_is_set_by_hand(page: Page, eksempel: str) -> None:
    page.goto(f"{eksempel}/planlegg.html?{TWO}&tid=60")
    page.get_by_label("Minutter dere har").fill("15")
    advice = page.locator(".kp-planlegg__beskjed")
    expect(advice).to_contain_text("trenger minst")
    least = int(re.search(r"minst (\d+)", advice.inner_text())[1])
    phase = page.locator("[data-fase=gruppe] input[name=minutter]")
    was = int(phase.input_value())
    phase.fill(str(was + 15))
    expect(advice).to_contain_text(f"trenger minst {least + 15} minutter")
    page.get_by_label("Minutter dere har").fill(str(least + 15))
    expect(advice).to_have_text(f"{least + 15} av {least + 15} minutter er fordelt.")


def test_an_own_phase_comes_before_the_end_and_takes_time_when_it_has_something_in_it(
    page: Page, eksempel: str
) -> None:
    page.goto(f"{eksempel}/planlegg.html?{TWO}&tid=60")
    rows = page.locator(".kp-planlegg__faser > li")
    for name in ("Legg til en egen fase", "Legg til en pause"):
        page.get_by_role("button", name=name).click()
    phases = rows.evaluate_all("all => all.map((one) => one.dataset.fase)")
    assert phases[-4:] == ["egen/1", "pause", "velg-oving", "avtale"]
    minutes = page.locator("[data-fase='egen/1'] input[name=minutter]")
    expect(minutes).to_have_value("0")
    page.get_by_label("Navn på fasen").fill("Kaffe")
    expect(minutes).to_have_value("10")
    expect(page.locator(".kp-planlegg__beskjed")).to_contain_text("60 av 60 minutter")
    page.get_by_label("Navn på fasen").fill("")
    expect(minutes).to_have_value("0")
    # Neither does one from an older address, and the wall has no empty picture.
    faser = "faser=egen/1:10h,gruppe:20,plenum:10,avtale:5"
    page.goto(f"{eksempel}/okt.html?{TWO}&egenfase=%7C&{faser}")
    expect(page.locator("[data-plass=minutter]").first).to_have_text("35")
    assert page.locator("main .kp-fase h2").first.inner_text() == "Snakk sammen"


def test_each_phase_has_one_line_where_there_is_room(page: Page, eksempel: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{eksempel}/planlegg.html?{TWO}&tid=60&fra=14:00")
    rows = page.locator(".kp-planlegg__faser > li")
    expect(rows.first).to_be_visible()
    for row in rows.all():
        middles = row.locator("> :visible").evaluate_all(
            "all => all.map((one) => one.getBoundingClientRect()).map(({ top, height }) => top + height / 2)"
        )
        assert max(middles) - min(middles) < 3
    lefts = page.locator(".kp-planlegg__faser [data-gjor=bort]").evaluate_all(
        "all => all.map((one) => Math.round(one.getBoundingClientRect().left))"
    )
    assert len({*lefts}) == 1

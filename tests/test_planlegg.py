"""The planner keeps its word: on time, on what one has chosen, and on where one is."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from vegg import heading, until_the_end


def test_a_leader_plans_sixty_minutes_from_two_themes_and_shares_the_address(
    page: Page, context: BrowserContext, eksempel: str
) -> None:
    page.goto(f"{eksempel}/okter.html")
    page.get_by_role("link", name="Sett sammen en økt").first.click()
    for theme, task in (("Mobbing og krenkelser", 0), ("Klasseledelse", 1)):
        box = page.locator("details.kp-planlegg__tema", has_text=theme)
        box.locator("summary").click()
        box.locator("input[name=oppgaver]").nth(task).check()
    page.get_by_label("Minutter dere har").fill("60")
    page.get_by_label("Hvor mange kommer").fill("14")
    expect(page.locator(".kp-planlegg__beskjed")).to_have_text("60 av 60 minutter er fordelt.")
    chosen = page.locator("[data-liste=oppgaver] li span").all_inner_texts()
    assert len(chosen) == 2
    page.get_by_role("button", name=f"Flytt opp: {chosen[1]}").click()

    fresh = context.browser.new_context().new_page()
    fresh.goto(page.url)
    assert fresh.locator("[data-liste=oppgaver] li span").all_inner_texts() == chosen[::-1]
    fresh.get_by_role("link", name="Vis på storskjerm").click()
    expect(fresh.locator("h1")).to_have_attribute("tabindex", "-1")
    headings = list(until_the_end(fresh))
    assert headings[1:3] == ["Sjekk inn", "Les sammen"]
    assert [one for one in headings if one in chosen] == [chosen[1], chosen[1], chosen[0]]
    assert headings[-1] == "Én ting vi prøver"
    fresh.context.close()


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


def test_an_address_that_no_longer_fits_says_what_is_gone_and_offers_its_heir(
    page: Page, eksempel: str
) -> None:
    page.route(
        re.compile(r"\.html\?"),
        lambda route: route.fulfill(response=(got := route.fetch()), body=with_heir(got.text())),
    )
    gone = (
        "oppgaver=relasjon/gammel,relasjon/finnes-ikke,relasjon/nar-regler-brytes&faser=gruppe:10"
    )
    for name in ("okt", "planlegg"):
        page.goto(f"{eksempel}/{name}.html?{gone}")
        missing = page.locator(".kp-okt__mangler")
        expect(missing).to_contain_text(
            "«relasjon/gammel» er flyttet. Nå heter den «Hvem har ingen?»."
        )
        expect(missing).to_contain_text("«relasjon/finnes-ikke» finnes ikke i denne planen lenger.")
        missing.get_by_role("link", name="Bruk den").click()
        assert (
            "oppgaver=relasjon/uten-oss,relasjon/finnes-ikke,relasjon/nar-regler-brytes" in page.url
        )
        expect(missing).not_to_contain_text("er flyttet")


@pytest.mark.parametrize("name", ["finnes-ikke", "constructor", "$'"])
def test_a_ready_session_that_is_gone_is_said_until_another_is_chosen(
    page: Page, eksempel: str, name: str
) -> None:
    page.goto(f"{eksempel}/planlegg.html?okt={name}")
    said = page.locator(".kp-okt__mangler")
    expect(said).to_have_text(
        f"Den ferdige økta «{name}» finnes ikke i denne planen lenger. Begynn med en annen, "
        "eller velg innhold under."
    )
    page.get_by_label("Begynn med en ferdig økt").select_option("mobbing-45")
    expect(said).to_be_empty()


def test_an_address_without_times_goes_by_the_planner_which_proposes_them(
    page: Page, eksempel: str
) -> None:
    page.goto(f"{eksempel}/okt.html?oppgaver=relasjon/uten-oss")
    page.wait_for_url(re.compile("planlegg"))
    expect(page.locator(".kp-planlegg__beskjed")).to_have_text("60 av 60 minutter er fordelt.")


def with_heir(html: str) -> str:
    return re.sub(
        r'("arvinger":\s*|id="arvinger">)\{[^}]*\}',
        r'\1{"relasjon/gammel": "relasjon/uten-oss"}',
        html,
    )


def test_planning_and_leading_work_from_a_folder(page: Page, published: Path) -> None:
    page.goto((published / "eksempel/planlegg.html").as_uri())
    page.get_by_label("Begynn med en ferdig økt").select_option("mobbing-45")
    assert "oppgaver=mobbing/" in page.url
    page.get_by_role("link", name="Vis på storskjerm").click()
    headings = list(until_the_end(page))
    assert headings[-1] == "Én ting vi prøver"
    page.get_by_label("Innen når?").fill("i morgen")
    page.reload()
    assert heading(page) == "Én ting vi prøver"
    expect(page.get_by_label("Innen når?")).to_have_value("i morgen")


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


def test_an_old_address_with_empty_phases_says_which_are_left_out(
    page: Page, eksempel: str
) -> None:
    page.goto(
        f"{eksempel}/okt.html?oppgaver=relasjon/uten-oss"
        "&faser=felles-grunnlag:10,gruppe:20,velg-oving:6"
    )
    for name in ("Les sammen", "Velg øving"):
        expect(page.locator(".kp-okt__mangler")).to_contain_text(f"«{name}» er tatt ut")
    assert page.locator("main h2").all_inner_texts() == ["Snakk sammen"]


@pytest.mark.parametrize(
    "query",
    [
        *(f"okt={name}" for name in ("constructor", "toString", "__proto__", "hasOwnProperty")),
        "oppgaver=constructor&les=__proto__&trening=toString/valueOf&tema=__proto__",
        "liste=constructor&faser=constructor:5,__proto__:5&serie=toString",
        f"tittel={'a' * 199}😀&eget={'b' * 299}😀&egenfase={'c' * 23}😀|{'d' * 299}😀",
    ],
)
def test_no_word_in_an_address_stops_the_planner_or_the_session(
    page: Page, eksempel: str, query: str
) -> None:
    page.goto(f"{eksempel}/planlegg.html?{query}")
    expect(page.locator(".kp-planlegg__faser > li").first).to_be_visible()
    expect(page.locator("a[data-lenke]").first).to_have_attribute("href", re.compile("okt.html"))
    page.goto(f"{eksempel}/okt.html?{query}")
    page.goto(f"{eksempel}/stasted.html?{query}")
    expect(page.locator("h1")).to_be_visible()


def test_numbers_that_make_no_sense_become_the_nearest_that_does(page: Page, eksempel: str) -> None:
    page.goto(f"{eksempel}/planlegg.html?oppgaver=relasjon/uten-oss")
    for typed, used in (("-5", "0"), ("1.5", "1"), ("9999", "240")):
        field = page.get_by_label("Minutter til Snakk sammen")
        field.fill(typed)
        field.blur()
        expect(field).to_have_value(used)


def test_back_and_undo_bring_back_what_was_chosen(page: Page, eksempel: str) -> None:
    page.goto(f"{eksempel}/planlegg.html?oppgaver=relasjon/uten-oss")
    before = page.locator("[data-liste=oppgaver] li span").all_inner_texts()
    page.get_by_label("Begynn med en ferdig økt").select_option("mobbing-60")
    assert page.locator("[data-liste=oppgaver] li span").all_inner_texts() != before
    page.get_by_role("button", name="Angre").click()
    expect(page.locator("[data-liste=oppgaver] li span")).to_have_text(before)
    page.get_by_label("Begynn med en ferdig økt").select_option("mobbing-60")
    page.go_back()
    expect(page.locator("[data-liste=oppgaver] li span")).to_have_text(before)


def test_from_scratch_forgets_the_ready_session_and_nothing_leaks_into_the_address(
    page: Page, eksempel: str
) -> None:
    page.goto(f"{eksempel}/planlegg.html")
    page.get_by_label("Begynn med en ferdig økt").select_option("mobbing-60")
    page.get_by_label("Begynn med en ferdig økt").select_option("")
    known = {"okt", "tittel", "les", "oppgaver", "trening", "tid", "antall", "gruppe", "faser"}
    keys = set(page.evaluate("[...new URLSearchParams(location.search).keys()]"))
    assert keys <= known
    assert "obbing" not in page.url


def test_focus_stays_with_what_was_moved_or_took_its_place(page: Page, eksempel: str) -> None:
    page.goto(
        f"{eksempel}/planlegg.html?oppgaver=relasjon/uten-oss,relasjon/nar-regler-brytes,mobbing/"
    )
    names = page.locator("[data-liste=oppgaver] li span").all_inner_texts()
    page.get_by_role("button", name=f"Flytt opp: {names[1]}").press("Enter")
    assert page.evaluate("document.activeElement.ariaLabel").endswith(names[1])
    page.get_by_role("button", name=f"Ta bort: {names[1]}").press("Enter")
    assert page.evaluate("document.activeElement.ariaLabel") == f"Ta bort: {names[0]}"
    page.get_by_role("button", name=f"Ta bort: {names[0]}").press("Enter")
    assert page.evaluate("document.activeElement.id") == "valgt"


def test_the_search_field_looks_in_all_text_and_says_when_there_is_nothing(
    page: Page, eksempel: str
) -> None:
    page.goto(f"{eksempel}/planlegg.html")
    find = page.get_by_label("Finn i alle temaene")
    shown = page.locator(".kp-planlegg__tema:visible")
    find.fill("xyzzy")
    expect(shown).to_have_count(0)
    find.fill("klasselista")
    expect(page.locator(".kp-planlegg__tema:visible li:visible").first).to_be_visible()
    assert 0 < shown.count() < 15
    find.fill("xyzzy")
    expect(shown).to_have_count(0)
    expect(page.locator(".kp-planlegg__treff")).to_contain_text("Ingen treff")
    find.fill("")
    assert page.locator(".kp-planlegg__tema:visible").count() == 15


def test_one_s_own_question_phase_break_and_order_are_in_the_address_and_marked(
    page: Page, context: BrowserContext, eksempel: str
) -> None:
    page.goto(f"{eksempel}/planlegg.html?oppgaver=relasjon/uten-oss")
    page.get_by_role("button", name="Legg til et eget spørsmål").click()
    page.keyboard.type("Hva vil vi at elevene skal merke?")
    page.get_by_role("button", name="Legg til en pause").click()
    page.get_by_role("button", name="Legg til en egen fase").click()
    page.keyboard.type("Gå en tur")
    page.get_by_label("Hva gjør dere?").fill("Se på uteområdet <b>sammen</b>.")
    page.get_by_role("button", name="Flytt opp: Gå en tur").click()
    page.get_by_label("Fra klokka").fill("14:15")
    page.get_by_label("Til klokka").fill("15:30")
    expect(page.locator(".kp-planlegg__beskjed")).to_have_text("75 av 75 minutter er fordelt.")

    fresh = context.new_page()
    fresh.goto(page.url)
    fresh.get_by_role("link", name="Lederark og deltakerark").click()
    expect(fresh.locator("main [data-fase=egen]")).to_be_visible()
    titles = fresh.locator("main h2").all_inner_texts()
    assert titles[-4:] == ["Gå en tur", "Pause", "Velg øving", "Avtal"]
    expect(fresh.locator("main article[data-eget]").first).to_contain_text("Vårt eget spørsmål")
    expect(fresh.locator("main article[data-eget]").first).to_contain_text("skal merke?")
    expect(fresh.locator("main [data-fase=egen]")).to_contain_text("vårt eget")
    expect(fresh.locator("main [data-fase=egen]")).to_contain_text("<b>sammen</b>")
    expect(fresh.locator("main [data-fase=sjekk-inn]")).to_contain_text("14:15")


def test_a_session_split_over_two_meetings_has_a_page_and_an_event_for_each(
    page: Page, eksempel: str
) -> None:
    page.goto(f"{eksempel}/planlegg.html?okt=mobbing-60")
    page.get_by_role("button", name="Del økta på to møter").click()
    page.get_by_role("link", name="Lederark og deltakerark").click()
    expect(page.locator("main h2").last).to_be_visible()
    first = page.locator("main h2").all_inner_texts()
    assert first[-1] == "Her stopper vi i dag"
    page.get_by_role("link", name="Åpne det andre møtet").click()
    expect(page.get_by_role("link", name="Åpne det første møtet")).to_be_visible()
    second = page.locator("main h2").all_inner_texts()
    assert len(first) - 1 + len(second) == 7
    assert set(first).isdisjoint(second)


def test_one_two_four_all_is_a_choice(page: Page, eksempel: str) -> None:
    page.goto(f"{eksempel}/planlegg.html?oppgaver=relasjon/uten-oss")
    page.get_by_role("button", name="Bruk 1-2-4-alle").click()
    names = page.locator(".kp-planlegg__faser [data-plass=navn]").all_inner_texts()
    at = names.index("Tenk selv")
    assert names[at : at + 4] == ["Tenk selv", "Del med én", "To par sammen", "Del med alle"]
    expect(page.locator(".kp-planlegg__beskjed")).to_have_text("60 av 60 minutter er fordelt.")


def test_many_letters_in_a_row_raise_no_error_where_the_browser_limits_them(
    page: Page, eksempel: str
) -> None:
    page.add_init_script(
        "let n = 0; const real = history.replaceState; history.replaceState = function (...all) {"
        " if (++n > 20) throw new DOMException('for mange', 'SecurityError');"
        " return real.apply(this, all); }"
    )
    page.goto(f"{eksempel}/planlegg.html?oppgaver=relasjon/uten-oss")
    page.get_by_label("Navn på økta").press_sequentially("Et navn som er langt nok til det")
    link = page.get_by_role("link", name="Vis på storskjerm").get_attribute("href") or ""
    assert "langt%20nok%20til%20det" in link


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

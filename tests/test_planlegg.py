"""The planner keeps its word: on what one has chosen, and on where one is."""

from pathlib import Path

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

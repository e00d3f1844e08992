"""The wall as whoever leads a session meets it: its keys, its clock, and without script."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from vegg import heading, until_the_end


def test_b_blanks_the_wall_and_brings_it_back_at_any_time(page: Page, eksempel: str) -> None:
    page.goto(f"{eksempel}/okt/relasjon-60.html#storskjerm")
    cover = page.get_by_role("button", name="Skjermen er skjult")
    for key in ("b", "."):
        page.keyboard.press("PageDown")
        page.keyboard.press(key)
        expect(cover).to_be_visible()
        page.keyboard.press(key)
        expect(cover).to_be_hidden()
        assert heading(page) in ("Sjekk inn", "Les sammen")


def test_the_clock_counts_past_zero_warns_in_words_and_survives_a_reload(
    page: Page, eksempel: str
) -> None:
    page.clock.install()
    page.goto(f"{eksempel}/okt/relasjon-45.html#storskjerm")
    for _ in range(3):
        page.keyboard.press("PageDown")
    time, warning = page.get_by_role("timer"), page.locator(".kp-klokke__varsel")
    expect(time).to_have_text("4:00")
    page.keyboard.press("t")
    page.clock.fast_forward(30_000)
    expect(time).to_have_text("3:30")
    page.keyboard.press("+")
    expect(time).to_have_text("4:30")
    page.keyboard.press("-")
    page.clock.fast_forward("02:31")
    expect(warning).to_have_text("Ett minutt igjen")
    page.reload()
    assert heading(page) == "Hva er en god relasjon hos oss?"
    expect(time).to_have_text(re.compile(r"0:5\d"))
    page.clock.fast_forward("01:30")
    expect(time).to_have_text(re.compile(r"\+0:3\d"))
    expect(warning).to_have_text("Tida er ute")
    page.keyboard.press("PageDown")
    expect(time).to_have_text("11:00")
    page.keyboard.press("PageUp")
    expect(time).to_have_text(re.compile(r"\+0:[34]\d"))


def test_no_single_press_sets_the_clock_back(page: Page, eksempel: str) -> None:
    page.clock.install()
    page.goto(f"{eksempel}/okt/relasjon-45.html#storskjerm")
    page.keyboard.press("PageDown")
    page.keyboard.press("t")
    page.clock.fast_forward(60_000)
    page.keyboard.press("?")
    reset = page.locator("[data-gjor=nullstill]")
    reset.click()
    expect(page.get_by_role("timer", include_hidden=True)).to_have_text("4:00")
    expect(reset).to_have_text("Trykk én gang til")
    reset.click()
    expect(page.get_by_role("timer", include_hidden=True)).to_have_text("5:00")


def test_the_clock_does_not_chatter(page: Page, eksempel: str) -> None:
    page.clock.install()
    page.goto(f"{eksempel}/okt/relasjon-45.html#storskjerm")
    page.keyboard.press("PageDown")
    page.keyboard.press("t")
    page.evaluate("""() => {
      window.said = [];
      const live = [...document.querySelectorAll("[role=status], [aria-live=polite]")];
      new MutationObserver((all) => said.push(...all.map((one) => one.target.textContent))).observe(document.body, {
        subtree: true, childList: true, characterData: true });
      window.heard = () => said.filter((text) => live.some((region) => region.textContent === text && text));
    }""")
    assert page.get_by_role("timer").get_attribute("aria-live") == "off"
    page.clock.run_for(4 * 60_000 + 30_000)
    assert page.evaluate("heard()") == ["Ett minutt igjen"]


def test_single_keys_can_be_switched_off_on_the_wall(page: Page, eksempel: str) -> None:
    page.goto(f"{eksempel}/okt/relasjon-45.html#storskjerm")
    page.keyboard.press("?")
    page.get_by_role("button", name="Enkelttaster: på").click()
    page.keyboard.press("Escape")
    page.keyboard.press("b")
    expect(page.locator(".kp-vegg__skjult")).to_be_hidden()
    page.keyboard.press("PageDown")
    assert heading(page) == "Sjekk inn"


def test_a_newcomer_projects_the_first_task_in_three_actions(page: Page, eksempel: str) -> None:
    page.goto(f"{eksempel}/index.html")
    page.get_by_role("main").get_by_role("link", name="Relasjon mellom lærer og elev").click()
    page.get_by_role("main").get_by_role("link", name="Vis på storskjerm").first.click()
    page.get_by_role("button", name="Videre").click()
    expect(page.locator(".kp-steg.er-her h3")).to_have_text(
        page.locator("h1").text_content() or "?"
    )
    expect(page.locator(".kp-steg.er-her h3")).to_be_focused()


def test_the_groups_are_counted_from_how_many_are_there(page: Page, eksempel: str) -> None:
    page.goto(f"{eksempel}/okt/relasjon-45.html#storskjerm")
    for _ in range(4):
        page.keyboard.press("PageDown")
    assert heading(page) == "Roller i gruppa"
    step = page.locator(".kp-roller.er-her")
    for present, size, said in (
        ("14", "4", "4 grupper: 2 med 4 og 2 med 3."),
        ("3", "4", "1 gruppe: 1 med 3."),
        ("40", "5", "8 grupper: 8 med 5."),
    ):
        step.get_by_label("Hvor mange er her?").fill(present)
        step.get_by_label("I hver gruppe").fill(size)
        expect(step.locator(".kp-roller__deling")).to_have_text(said)


def test_text_grows_and_shrinks_by_a_key_and_stays_so(page: Page, eksempel: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    size = "parseFloat(getComputedStyle(document.querySelector('main')).fontSize)"
    page.goto(f"{eksempel}/okt/relasjon-60.html#storskjerm")
    for _ in range(6):
        page.keyboard.press("PageDown")
    usual = page.evaluate(size)
    page.keyboard.press("a")
    assert page.evaluate(size) > usual
    expect(page.locator(".kp-vegg__del")).to_have_text("1 av 2")
    page.reload()
    assert page.evaluate(size) > usual
    for _ in range(12):
        page.keyboard.press("s")
    assert page.evaluate(size) == pytest.approx(24, abs=0.1)


def test_the_wall_is_near_black_on_white_and_dark_by_one_key(page: Page, eksempel: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(f"{eksempel}/okt/relasjon-60.html#storskjerm")
    background = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(background) == "rgb(255, 255, 255)"
    page.keyboard.press("m")
    assert page.evaluate(background) == "rgb(20, 22, 27)"


def test_a_phone_in_the_hand_shows_everything_by_scrolling(page: Page, eksempel: str) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(f"{eksempel}/okt/klasseledelse-90.html#storskjerm")
    for _ in until_the_end(page):
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        expect(page.get_by_role("button", name="Videre")).to_be_in_viewport()
    assert page.locator(".er-utenfor").count() == 0


def test_without_script_a_session_is_a_document_in_order(browser: Browser, eksempel: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{eksempel}/okt/relasjon-60.html")
    titles = page.locator("h1:visible, h2:visible").all_inner_texts()
    assert titles[1:] == [
        "Sjekk inn",
        "Les sammen",
        "Tenk selv",
        "Snakk sammen",
        "Del med alle",
        "Velg øving",
        "Avtal",
    ]
    assert page.get_by_text("Hva sier du til henne før hun går?").is_visible()
    assert not page.locator("button:visible, input:visible, textarea:visible").count()
    page.context.close()

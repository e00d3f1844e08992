"""The leader's window commands the wall, and the wall leaves everything as it was."""

import pytest
from nettleser import until
from playwright.sync_api import BrowserContext, Page, expect
from vegg import heading

LOCKS = """window.laser = []; Object.defineProperty(navigator, "wakeLock", { value: { request: async () => {
  const lock = { fri: false, release: async () => { lock.fri = true; } }; laser.push(lock); return lock; } } });"""


def test_the_leader_s_window_follows_the_wall_leads_it_and_keeps_the_notes(
    page: Page, context: BrowserContext, eksempel: str
) -> None:
    page.clock.install()
    page.goto(f"{eksempel}/okt/relasjon-45.html#storskjerm")
    page.keyboard.press("PageDown")
    page.keyboard.press("t")
    expect(page.locator(".kp-notat:visible")).to_have_count(0)
    page.keyboard.press("?")
    with context.expect_page() as opened:
        page.get_by_role("button", name="Åpne ledervinduet").last.click()
    leader = opened.value
    expect(leader.locator(".kp-fase.er-her .kp-notat")).to_contain_text("Til lederen")
    expect(leader.locator(".kp-vegg__plan")).to_have_text("I rute")
    expect(leader.locator(".kp-vegg__neste")).to_have_text("Neste: Les sammen")
    page.keyboard.press("Escape")
    page.keyboard.press("PageDown")
    expect(leader.locator(".kp-fase.er-her h2")).to_have_text("Les sammen")
    leader.keyboard.press("PageDown")
    expect(page.locator(".kp-fase.er-her h2")).to_have_text("Tenk selv")
    page.clock.fast_forward("23:00")
    page.keyboard.press("t")
    assert page.locator(".kp-vegg__plan").text_content() == "8 min etter planen"


def open_leader(page: Page, context: BrowserContext) -> Page:
    page.keyboard.press("?")
    with context.expect_page() as opened:
        page.locator(".kp-meny [data-gjor=leder]").click()
    page.keyboard.press("Escape")
    leader = opened.value
    expect(leader.locator(".kp-vegg__folger")).to_have_text("Følger storskjermen")
    return leader


def test_the_leader_blanks_enlarges_darkens_and_counts_on_the_wall(
    page: Page, context: BrowserContext, eksempel: str
) -> None:
    page.goto(f"{eksempel}/okt/relasjon-45.html#storskjerm")
    leader = open_leader(page, context)
    cover = page.locator(".kp-vegg__skjult")
    leader.keyboard.press("b")
    expect(cover).to_be_visible()
    expect(leader.locator(".kp-vegg__skjult")).to_be_hidden()
    expect(leader.locator(".kp-vegg__folger")).to_have_text("Storskjermen er skjult")
    leader.keyboard.press("PageDown")
    expect(cover).to_be_hidden()
    leader.keyboard.press("PageDown")
    expect(page.locator(".kp-fase.er-her h2")).to_have_text("Sjekk inn")
    size = "parseFloat(getComputedStyle(document.querySelector('main')).fontSize)"
    before = page.evaluate(size)
    leader.keyboard.press("a")
    until(page, f"{size} > {before}")
    leader.keyboard.press("0")
    until(page, f"Math.abs({size} - {before}) < 0.1")
    leader.keyboard.press("m")
    expect(page.locator("html")).to_have_attribute("data-md-color-scheme", "slate")
    leader.get_by_label("Hvor mange er her?").locator("visible=true").first.fill("14")
    expect(page.locator(".kp-roller__deling").first).to_have_text("4 grupper: 2 med 4 og 2 med 3.")


def test_a_rehearsal_in_another_tab_disturbs_nothing(
    page: Page, context: BrowserContext, eksempel: str
) -> None:
    page.goto(f"{eksempel}/okt/relasjon-45.html#storskjerm")
    for _ in range(3):
        page.keyboard.press("PageDown")
    leader = open_leader(page, context)
    rehearsal = context.new_page()
    rehearsal.goto(f"{eksempel}/okt/relasjon-45.html#storskjerm")
    rehearsal.keyboard.press("PageDown")
    expect(leader.locator(".kp-fase.er-her h2")).to_have_text("Tenk selv")
    rehearsal.close()
    leader.keyboard.press("PageDown")
    expect(page.locator(".kp-fase.er-her h2")).to_have_text("Snakk sammen")
    assert leader.locator(".kp-vegg__folger").text_content() == "Følger storskjermen"


def test_the_leader_s_window_says_when_it_follows_nothing(
    page: Page, context: BrowserContext, eksempel: str
) -> None:
    page.goto(f"{eksempel}/okt/relasjon-45.html#leder")
    expect(page.locator(".kp-vegg__folger")).to_contain_text("følger ingen")
    wall = context.new_page()
    wall.goto(f"{eksempel}/okt/relasjon-45.html#storskjerm")
    expect(page.locator(".kp-vegg__folger")).to_have_text("Følger storskjermen")
    wall.keyboard.press("Escape")
    expect(page.locator(".kp-vegg__folger")).to_contain_text("følger ingen")
    page.keyboard.press("PageDown")
    expect(page.locator(".kp-fase.er-her h2")).to_have_text("Sjekk inn")


def test_a_blocked_pop_up_is_said_where_the_button_is(page: Page, eksempel: str) -> None:
    page.goto(f"{eksempel}/okt/relasjon-45.html")
    page.evaluate("window.open = () => null")
    page.get_by_role("button", name="Åpne ledervinduet").click()
    said = page.locator(".kp-okt__beskjed")
    expect(said).to_be_visible()
    expect(said).to_contain_text("Nettleseren stoppet vinduet")
    said.get_by_role("link").click()
    expect(page.locator("body.kp-leder")).to_be_visible()


@pytest.mark.parametrize("key", ["?", "g", "q", "b", "f"])
def test_the_browser_s_back_leaves_everything_as_it_was(
    page: Page, eksempel: str, key: str
) -> None:
    page.add_init_script(LOCKS)
    page.goto(f"{eksempel}/okt/relasjon-45.html")
    page.get_by_role("link", name="Vis på storskjerm").click()
    expect(page.locator("body.kp-storskjerm")).to_be_visible()
    page.keyboard.press(key)
    until(page, "laser.length > 0")
    page.go_back()
    expect(page.locator("body:not(.kp-storskjerm)")).to_be_visible()
    assert page.locator("dialog[open]").count() == 0
    until(page, "laser.every((lock) => lock.fri) && !document.fullscreenElement")
    page.get_by_role("link", name="Vis på storskjerm").click()
    expect(page.locator("main :is(h1, h2, h3):focus")).to_be_visible()
    expect(page.locator(".kp-vegg__skjult")).to_be_hidden()


def test_full_screen_that_is_refused_is_said(page: Page, eksempel: str) -> None:
    page.goto(f"{eksempel}/okt/relasjon-45.html#storskjerm")
    page.evaluate(
        "() => { document.documentElement.requestFullscreen = () => Promise.reject(new Error()) }"
    )
    page.keyboard.press("f")
    expect(page.locator(".kp-vegg__beskjed")).to_contain_text("tillater ikke full skjerm")


def test_a_rehearsal_is_forgotten_by_beginning_anew_or_after_six_hours(
    page: Page, eksempel: str
) -> None:
    page.clock.install()
    plan = page.locator(".kp-vegg__plan")
    for forget in ("reset", "begin", "wait"):
        page.goto(f"{eksempel}/okt/relasjon-45.html#storskjerm")
        page.keyboard.press("PageDown")
        page.keyboard.press("t")
        page.clock.fast_forward("30:00")
        if forget == "wait":
            page.clock.fast_forward("06:01:00")
            page.reload()
            assert page.locator(".kp-fase.er-her").get_attribute("data-fase") == "start"
            page.keyboard.press("PageDown")
        else:
            page.keyboard.press("?")
            button = page.locator(
                "[data-gjor=nullstill]" if forget == "reset" else "[data-gjor=begynn]"
            )
            button.click()
            button.click()
            page.keyboard.press("Escape")
            page.keyboard.press("Home")
            page.keyboard.press("PageDown")
        assert plan.text_content() == "", forget
        page.keyboard.press("t")
        assert plan.text_content() == "I rute", forget
        page.evaluate("sessionStorage.clear()")


def test_a_key_that_is_held_down_counts_once(page: Page, eksempel: str) -> None:
    page.goto(f"{eksempel}/okt/relasjon-45.html#storskjerm")
    for _ in range(5):
        page.keyboard.down("PageDown")
    assert heading(page) == "Sjekk inn"
    page.keyboard.up("PageDown")
    page.keyboard.press("?")
    page.locator("[data-gjor=begynn]").focus()
    for _ in range(4):
        page.keyboard.down("Enter")
    page.keyboard.up("Enter")
    expect(page.locator("[data-gjor=begynn]")).to_contain_text("Trykk én gang til")


def test_the_phone_opens_at_the_same_step_with_the_same_clock(
    page: Page, context: BrowserContext, told: str
) -> None:
    page.goto(f"{told}/okt/relasjon-45.html#storskjerm")
    for _ in range(3):
        page.keyboard.press("PageDown")
    page.keyboard.press("t")
    page.keyboard.press("?")
    line = page.locator(".kp-meny__telefon p").inner_text()
    assert page.locator(".kp-meny__telefon path[d]").count() == 1
    way = line.removeprefix("eksempel.invalid/plan/")
    assert way.startswith("okt/relasjon-45.html#leder&steg=3&slutt=")
    phone = context.browser.new_context(viewport={"width": 390, "height": 844}).new_page()
    phone.goto(f"{told}/{way}")
    expect(phone.locator(".kp-fase.er-her h2")).to_have_text("Tenk selv")
    assert phone.get_by_role("timer").inner_text()[:2] in ("4:", "3:")
    phone.context.close()


def test_the_leader_sees_all_of_the_next_picture_and_the_whole_name_of_each_phase(
    page: Page, eksempel: str
) -> None:
    page.set_viewport_size({"width": 900, "height": 760})
    page.goto(f"{eksempel}/okt/relasjon-60.html#leder")
    names = page.locator(".kp-vegg__faser span")
    expect(names.first).to_be_visible()
    cut = "all => all.filter((one) => one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1).length"
    assert page.locator(".kp-vegg__faser button").evaluate_all(cut) == 0
    preview = page.locator(".kp-vegg__forhand")
    for _ in range(8):
        page.keyboard.press("PageDown")
        assert preview.evaluate_all(cut) == 0

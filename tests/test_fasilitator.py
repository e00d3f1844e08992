"""What wins facilitators: each has a key, a button and a line in the list of keys, and can be left
alone.
"""

import pytest
from playwright.sync_api import Page, expect
from vegg import heading

KEYS = {
    "fordel": "r", "stor": "c", "qr": "q", "grupper": "g", "halvtid": "h", "runde": "4", "ett": "e",
    "selvstart": "k", "tilpasset": "0",
}  # fmt: skip


def at(page: Page, eksempel: str, step: int, session: str = "okt/relasjon-60.html") -> None:
    page.goto(f"{eksempel}/{session}#storskjerm")
    for _ in range(step):
        page.keyboard.press("PageDown")


@pytest.mark.parametrize("name", KEYS)
def test_each_has_a_key_a_button_and_a_line_in_the_list(
    page: Page, eksempel: str, name: str
) -> None:
    at(page, eksempel, 1)
    page.keyboard.press("?")
    assert page.locator(f".kp-meny button[data-gjor={name}]").count() == 1
    line = page.locator(f".kp-meny [data-gjor-tast={name}]")
    expect(line).to_be_visible()
    assert KEYS[name] in (line.get_attribute("data-taster") or "").split()


def test_late_by_six_minutes_is_mended_with_one_key(page: Page, eksempel: str) -> None:
    page.clock.install()
    at(page, eksempel, 1)
    page.keyboard.press("t")
    page.clock.fast_forward("11:00")
    page.keyboard.press("PageDown")
    page.keyboard.press("t")
    page.clock.fast_forward("08:05")
    plan, end = page.locator(".kp-vegg__plan"), page.locator(".kp-vegg__slutt")
    expected = end.text_content()
    assert plan.text_content() == "6 min etter planen"
    page.keyboard.press("r")
    assert plan.text_content() == "I rute"
    assert end.text_content() == expected
    left = 0
    for _ in range(9):
        minutes = page.locator(".kp-fase.er-her").get_attribute("data-fase")
        left += 1 if minutes else 0
        page.keyboard.press("PageDown")
    assert left == 9


def test_the_clock_is_large_and_the_question_stays(page: Page, eksempel: str) -> None:
    at(page, eksempel, 5)
    size = "parseFloat(getComputedStyle(document.querySelector('.kp-klokke__tid')).fontSize)"
    usual = page.evaluate(size)
    page.keyboard.press("c")
    assert page.evaluate(size) > 2 * usual
    expect(page.locator("article.er-her li").first).to_be_visible()
    page.keyboard.press("c")
    assert page.evaluate(size) == usual


def test_a_code_fills_the_picture_for_the_task_and_for_the_session(page: Page, told: str) -> None:
    at(page, told, 0)
    page.keyboard.press("q")
    line = page.locator(".kp-stort--qr p")
    expect(line).to_have_text("eksempel.invalid/plan/okt/relasjon-60.html")
    box = page.locator(".kp-stort--qr svg").bounding_box()
    assert box is not None
    assert box["height"] > 500
    page.keyboard.press("q")
    expect(line).to_be_hidden()
    for _ in range(5):
        page.keyboard.press("PageDown")
    page.keyboard.press("q")
    expect(line).to_have_text("eksempel.invalid/plan/tema/relasjon.html#uten-oss")


def test_groups_are_made_and_mixed_without_names(page: Page, eksempel: str) -> None:
    at(page, eksempel, 4)
    page.keyboard.press("g")
    dialog = page.locator(".kp-stort--grupper")
    dialog.get_by_label("Hvor mange er her?").fill("31")
    expect(dialog).to_contain_text("8 grupper: 7 med 4 og 1 med 3.")
    expect(dialog).to_contain_text("Tell til 8")
    expect(dialog).to_contain_text("Bord 8: 3 personer")
    before = dialog.inner_text()
    dialog.get_by_role("button", name="Bland på nytt").click()
    expect(dialog).to_contain_text("Nummer 2 flytter")
    assert dialog.inner_text() != before
    for typed, said in (("-4", "Skriv hvor mange"), ("9999", "75 grupper")):
        dialog.get_by_label("Hvor mange er her?").fill(typed)
        expect(dialog).to_contain_text(said)


def test_half_time_is_said_in_pairs_and_groups_and_not_elsewhere(page: Page, eksempel: str) -> None:
    page.clock.install()
    for step, minutes, said in ((5, "10:03", "Halve tida er gått"), (3, "02:33", "")):
        at(page, eksempel, step)
        page.keyboard.press("t")
        page.clock.fast_forward(minutes)
        page.keyboard.press("0")
        assert page.locator(".kp-klokke__varsel").text_content() == said
        page.evaluate("sessionStorage.clear()")
        page.goto("about:blank")
    at(page, eksempel, 5)
    page.keyboard.press("h")
    page.keyboard.press("t")
    page.clock.fast_forward("10:03")
    page.keyboard.press("0")
    assert page.locator(".kp-klokke__varsel").text_content() == ""


def test_one_two_four_all_goes_by_one_key_with_a_clock_of_its_own(
    page: Page, eksempel: str
) -> None:
    at(page, eksempel, 5)
    form = page.locator(".kp-fase.er-her .kp-fase__form > .kp-fase__arbeidsform")
    for said in ("alene", "to og to", "to par sammen", "alle sammen", "i grupper"):
        page.keyboard.press("4")
        expect(form).to_have_text(said)
    assert page.get_by_role("timer").inner_text() == "20:00"


def test_one_question_at_a_time_moves_nothing(page: Page, eksempel: str) -> None:
    at(page, eksempel, 5)
    where = "[...document.querySelectorAll('article.er-her li')].map((li) => li.getBoundingClientRect().top)"
    places = page.evaluate(where)
    page.keyboard.press("e")
    seen = page.locator("article.er-her li:not(.er-senere)")
    for count in (1, 2, 3):
        assert seen.count() == count
        assert page.evaluate(where) == places
        page.keyboard.press("PageDown")
    assert heading(page) == "Case: Hun som aldri er til bry"
    page.keyboard.press("e")
    assert page.locator(".er-senere").count() == 0


def test_the_clock_starts_with_the_phase_if_one_wants_and_turns_no_page(
    page: Page, eksempel: str
) -> None:
    page.clock.install()
    at(page, eksempel, 1)
    page.keyboard.press("k")
    page.keyboard.press("PageDown")
    expect(page.locator(".kp-vegg__bunn [data-gjor=klokke]")).to_have_text("Pause")
    page.clock.fast_forward("12:00")
    assert heading(page) == "Les sammen"
    page.keyboard.press("k")
    page.keyboard.press("PageDown")
    expect(page.locator(".kp-vegg__bunn [data-gjor=klokke]")).to_have_text("Start")


def test_a_finger_turns_the_page_and_a_tap_goes_to_a_phase(page: Page, eksempel: str) -> None:
    at(page, eksempel, 1)
    swipe = """([from, to]) => {
      const main = document.querySelector("main");
      const send = (kind, clientX) => main.dispatchEvent(new PointerEvent(kind, { clientX, clientY: 300, pointerType: "touch", bubbles: true }));
      send("pointerdown", from); send("pointerup", to);
    }"""
    page.evaluate(swipe, [800, 300])
    assert heading(page) == "Les sammen"
    page.evaluate(swipe, [300, 800])
    assert heading(page) == "Sjekk inn"
    page.evaluate(swipe, [300, 330])
    assert heading(page) == "Sjekk inn"
    page.locator(".kp-vegg__faser button").nth(4).click()
    assert heading(page) == "Del med alle"


def test_a_press_that_shows_no_difference_in_size_does_not_count(page: Page, eksempel: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    at(page, eksempel, 5)
    size = "getComputedStyle(document.querySelector('main')).fontSize"
    sizes = [page.evaluate(size)]
    for _ in range(12):
        page.keyboard.press("a")
        sizes.append(page.evaluate(size))
    largest = sizes[-1]
    page.keyboard.press("s")
    assert page.evaluate(size) != largest
    page.keyboard.press("0")
    assert page.evaluate(size) == sizes[0]


def test_space_goes_on_after_a_click_on_a_button(page: Page, eksempel: str) -> None:
    at(page, eksempel, 1)
    page.locator(".kp-vegg__bunn [data-gjor=klokke]").click()
    page.keyboard.press("Space")
    assert heading(page) == "Les sammen"


def test_controls_fade_when_nobody_points_and_come_back(page: Page, eksempel: str) -> None:
    page.clock.install()
    at(page, eksempel, 1)
    page.clock.fast_forward(4000)
    expect(page.locator("body.er-stille")).to_be_visible()
    page.mouse.move(300, 300)
    expect(page.locator("body.er-stille")).to_have_count(0)


def test_zoom_in_the_browser_makes_the_text_larger(page: Page, eksempel: str) -> None:
    at(page, eksempel, 5)
    size = "parseFloat(getComputedStyle(document.querySelector('main')).fontSize)"
    page.set_viewport_size({"width": 1280, "height": 720})
    floor = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    page.set_viewport_size({"width": 640, "height": 360})
    assert 2 * page.evaluate(size) >= 2 * floor - 0.1
    assert page.evaluate("document.documentElement.scrollWidth") <= 640

"""A session as its leader meets it: planned, sent, projected, led through, printed, and carried on
to the next one.
"""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from icalendar import Calendar
from playwright.sync_api import Browser, BrowserContext, Page, expect
from qrcode import ERROR_CORRECT_M, QRCode
from qrcode.util import MODE_8BIT_BYTE, QRData

from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.site.sessions import session_of

ROOT = Path(__file__).parent.parent
SCRIPT_BUDGET = 12 * 1024
"""Bytes, compressed: everything of ours that a session page or the planner can load."""

OVERFLOW = """() => {
  const main = document.querySelector("main");
  const buttons = [...document.querySelectorAll(".kp-vegg__bunn button")];
  const inside = buttons.every((button) => button.getBoundingClientRect().right <= innerWidth);
  const [high, wide] = [main.scrollHeight - main.clientHeight, main.scrollWidth - main.clientWidth];
  return [high, wide, inside, document.activeElement.textContent];
}"""


def heading(page: Page) -> str:
    return page.evaluate("document.activeElement.textContent")


def until_the_end(page: Page) -> Iterator[str]:
    """Press PageDown until nothing more happens, and yield each heading that focus comes to."""
    page.locator(".kp-steg.er-her").first.wait_for()
    picture = "document.querySelector('.kp-steg.er-her').innerText + document.querySelector('.kp-vegg__del').textContent"
    seen = ""
    while (now := page.evaluate(picture)) != seen:
        yield heading(page)
        seen = now
        page.keyboard.press("PageDown")


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


@pytest.mark.parametrize("minutes", [30, 45, 52, 60, 75, 90, 180])
def test_the_proposed_times_fill_the_time_there_is(page: Page, eksempel: str, minutes: int) -> None:
    page.goto(f"{eksempel}/planlegg.html?oppgaver=relasjon/uten-oss&tid={minutes}")
    given = [
        int(field.input_value()) for field in page.locator("input[name=minutter]:visible").all()
    ]
    assert sum(given) == minutes
    if minutes in (45, 60, 90):
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
    expect(time).to_have_text("13:00")
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


def test_single_keys_can_be_switched_off_on_the_wall_and_in_the_plan(
    page: Page, eksempel: str
) -> None:
    page.goto(f"{eksempel}/okt/relasjon-45.html#storskjerm")
    page.keyboard.press("?")
    page.get_by_role("button", name="Enkelttaster: på").click()
    page.keyboard.press("Escape")
    page.keyboard.press("b")
    expect(page.locator(".kp-vegg__skjult")).to_be_hidden()
    page.keyboard.press("PageDown")
    assert heading(page) == "Sjekk inn"

    page.goto(f"{eksempel}/tema/relasjon.html")
    before = page.url
    for key in ("v", "n", "p", "s", "f"):
        page.keyboard.press(key)
    expect(page.locator("#__search")).not_to_be_checked()
    assert page.url == before
    page.get_by_role("button", name="Hurtigtaster på én bokstav: av").click()
    page.locator("body").press("v")
    expect(page.locator("body.kp-storskjerm")).to_be_visible()


def test_a_newcomer_projects_the_first_task_in_three_actions(page: Page, eksempel: str) -> None:
    page.goto(f"{eksempel}/index.html")
    page.get_by_role("main").get_by_role("link", name="Relasjon mellom lærer og elev").click()
    page.get_by_role("main").get_by_role("link", name="Vis på storskjerm").first.click()
    page.get_by_role("button", name="Videre").click()
    expect(page.locator(".kp-steg.er-her h3")).to_have_text(
        page.locator("h1").text_content() or "?"
    )
    expect(page.locator(".kp-steg.er-her h3")).to_be_focused()


def test_v_projects_the_task_one_is_looking_at(page: Page, eksempel: str) -> None:
    page.goto(f"{eksempel}/tema/relasjon.html")
    task = page.locator(".kp-oppgave h3").nth(3)
    task.scroll_into_view_if_needed()
    page.evaluate("document.querySelectorAll('.kp-oppgave h3')[3].scrollIntoView()")
    title = task.inner_text().removesuffix("#").strip()
    page.keyboard.press("v")
    expect(page.locator("body.kp-storskjerm h1")).to_have_text(title)
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Vis på storskjerm")).to_be_focused()
    page.keyboard.press("v")
    expect(page.get_by_role("heading", name=title, level=1)).to_be_focused()


def test_the_groups_are_counted_from_how_many_are_there(page: Page, eksempel: str) -> None:
    page.goto(f"{eksempel}/okt/relasjon-45.html#storskjerm")
    for _ in range(4):
        page.keyboard.press("PageDown")
    assert heading(page) == "Roller i gruppa"
    for present, size, said in (
        ("14", "4", "4 grupper: 2 med 4 og 2 med 3."),
        ("3", "4", "1 gruppe: 1 med 3."),
        ("40", "5", "8 grupper: 8 med 5."),
    ):
        page.get_by_label("Hvor mange er her?").fill(present)
        page.get_by_label("I hver gruppe").fill(size)
        expect(page.locator(".kp-roller__deling")).to_have_text(said)


def test_what_the_group_agrees_on_is_kept_taken_along_and_opens_the_next_session(
    page: Page, eksempel: str
) -> None:
    page.clock.install(time="2026-11-21T12:00:00")
    page.goto(f"{eksempel}/okt/relasjon-45.html#storskjerm")
    list(until_the_end(page))
    page.get_by_label("Kontaktbarometer").check()
    page.get_by_label("Hvilket team eller trinn?").fill("Femte trinn")
    page.get_by_label("Innen når?").fill("fredag")
    page.get_by_label("Stikkord fra gruppa").fill("Begynn ved døra")
    expect(page.locator(".kp-avtale [role=status]")).to_have_text("Lagret i denne nettleseren.")
    with page.expect_download() as download:
        page.get_by_role("button", name="Lagre som tekstfil").click()
    text = download.value.path().read_text(encoding="utf-8")
    assert text.splitlines() == [
        "Én ting vi prøver",
        "Økt: Elevene du når, og de du går forbi",
        "Dato: 21. november 2026",
        "Vi prøver: Kontaktbarometer",
        "Hvem: Femte trinn",
        "Innen: fredag",
        "Stikkord: Begynn ved døra",
    ]

    page.goto(f"{eksempel}/okt/klasseledelse-45.html#storskjerm")
    page.keyboard.press("PageDown")
    assert heading(page) == "Siden sist"
    expect(page.locator(".kp-sist__avtale")).to_contain_text("Vi prøver: Kontaktbarometer")
    list(until_the_end(page))
    page.get_by_role("button", name="Slett alt").click()
    page.reload()
    page.goto(f"{eksempel}/okt/mobbing-45.html")
    expect(page.locator(".kp-sist__avtale")).to_be_hidden()
    page.get_by_text("Lim inn avtalen fra sist").click()
    page.get_by_role("textbox", name="Lim inn avtalen fra sist").fill(text)
    expect(page.locator(".kp-sist__avtale")).to_contain_text("Hvem: Femte trinn")


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
    page.clock.fast_forward("25:00")
    page.keyboard.press("t")
    assert page.locator(".kp-vegg__plan").text_content() == "8 min etter planen"


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1920, 1080), (1024, 768)])
def test_every_task_fits_the_wall_with_its_code_at_every_size_of_text(
    page: Page, told: str, plans: dict[str, Plan], width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    plan = plans["eksempel"]
    tasks = ",".join(f"{tema.id}/{punkt.id}" for tema, punkt, _ in plan.oppgaver)
    exercises = ",".join(f"{tema.id}/{punkt.id}" for tema, punkt, _ in plan.ovelser)
    for query, larger in (
        (f"oppgaver={tasks}&faser=gruppe:20", 0),
        (f"oppgaver={tasks}&faser=gruppe:20", 3),
        (f"trening={exercises}&faser=velg-oving:5", 0),
    ):
        page.goto(f"{told}/okt.html?{query}#storskjerm")
        page.evaluate(
            "larger => sessionStorage.clear() ?? localStorage.setItem('kp-storrelse', larger)",
            larger,
        )
        page.reload()
        seen = crowded_out = 0
        for _ in until_the_end(page):
            high, wide, inside, what = page.evaluate(OVERFLOW)
            assert high <= 1, what
            assert wide <= 1, what
            assert inside, what
            assert larger or not page.locator(".kp-vegg__del").inner_text(), what
            crowded_out += (
                not larger
                and page.locator("article.er-her > .kp-qr:has(svg):not(:visible)").count()
            )
            seen += 1
        assert seen > 100
        assert crowded_out <= 1
    smallest = page.evaluate(
        "parseFloat(getComputedStyle(document.querySelector('.kp-vegg__bunn')).fontSize)"
    )
    assert smallest >= 24 * max(width / 1280, height / 720) - 0.01


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1024, 768)])
def test_the_longest_paragraph_allowed_fits_and_the_code_gives_way_to_it(
    page: Page, told: str, width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{told}/okt.html?oppgaver=relasjon/uten-oss&faser=gruppe:20#storskjerm")
    page.evaluate("""() => {
      localStorage.setItem("kp-storrelse", -5);
      const sentence = "Når er det ro i klasserommet, og hva gjør vi voksne da? ";
      document.querySelector("article p:not(.kp-qr)").textContent = sentence.repeat(13).slice(0, 700);
    }""")
    page.keyboard.press("PageDown")
    page.keyboard.press("PageDown")
    high, wide, *_ = page.evaluate(OVERFLOW)
    assert high <= 1
    assert wide <= 1
    assert (
        page.evaluate("document.querySelector('article p:not(.kp-qr)').textContent.length") == 700
    )


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(1280, 720), (390, 844)])
def test_axe_finds_nothing_on_any_screen(
    page: Page, eksempel: str, scheme: str, width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{eksempel}/index.html")
    page.evaluate("dark => localStorage.setItem('kp-mork', dark)", scheme == "dark")
    wrong: dict[str, list[str]] = {}

    def look(where: str) -> None:
        options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
        found = Axe().run(page, options=options).response["violations"]
        if found:
            wrong[where] = [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found]

    page.goto(f"{eksempel}/okt/relasjon-45.html")
    look("dokument")
    page.goto(f"{eksempel}/okt/relasjon-45.html#storskjerm")
    for name in until_the_end(page):
        look(name)
    page.keyboard.press("?")
    look("meny")
    page.keyboard.press("Escape")
    page.keyboard.press("b")
    look("skjult")
    page.goto(f"{eksempel}/okt/relasjon-45.html#leder")
    page.reload()
    page.keyboard.press("t")
    look("leder")
    page.goto(f"{eksempel}/planlegg.html?okt=relasjon-45&tema=relasjon")
    look("planlegg")
    page.goto(f"{eksempel}/okt.html?oppgaver=relasjon/finnes-ikke")
    look("mangler")
    assert wrong == {}


def test_a_phone_in_the_hand_shows_everything_by_scrolling(page: Page, eksempel: str) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(f"{eksempel}/okt/klasseledelse-90.html#storskjerm")
    for _ in until_the_end(page):
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        expect(page.get_by_role("button", name="Videre")).to_be_in_viewport()
    assert page.locator(".er-utenfor").count() == 0


def test_the_leader_s_sheet_is_one_page_for_every_ready_session(
    page: Page, eksempel: str, plans: dict[str, Plan]
) -> None:
    for okt in plans["eksempel"].grunnplan.okter:
        page.goto(f"{eksempel}/okt/{okt.id}.html")
        assert pages_of(page) == 1, okt.id


def test_the_sheets_have_what_each_needs(page: Page, eksempel: str) -> None:
    page.goto(f"{eksempel}/okt/relasjon-60.html")
    page.evaluate("window.print = () => {}")
    page.emulate_media(media="print")
    leader = page.locator("body").inner_text()
    for text in (
        "20 min",
        "Til lederen:",
        "Hva sier du til henne før hun går?",
        "Hvilket team eller trinn?",
        "Forarbeid",
    ):
        assert text in leader
    assert leader.count("Er det et mønster i hvem som får strek?") == 1
    assert "Neste" not in leader
    page.emulate_media(media="screen")
    page.get_by_role("button", name="Skriv ut deltakerarket").click()
    page.emulate_media(media="print")
    handout = page.locator("body").inner_text()
    assert "Hva sier du til henne før hun går?" in handout
    assert "Til lederen" not in handout
    assert pages_of(page) <= 2


def pages_of(page: Page) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))


def test_the_series_becomes_a_calendar_file_with_the_session_s_address_in_each_event(
    page: Page, eksempel: str
) -> None:
    page.goto(f"{eksempel}/planlegg.html")
    page.get_by_text("Kalenderfil", exact=True).click()
    page.get_by_label("Hva skal i kalenderen?").select_option("skolearet")
    page.get_by_label("Første gang").fill("2026-10-14T14:15")
    page.get_by_label("Uker mellom hver gang").fill("2")
    with page.expect_download() as download:
        page.get_by_role("button", name="Lag kalenderfil").click()
    raw = download.value.path().read_bytes()
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    events = list(Calendar.from_ical(raw).walk("VEVENT"))
    starts = [event["DTSTART"].dt for event in events]
    assert len(events) == len({event["UID"] for event in events}) == 10
    assert [start.isoformat() for start in starts[:3]] == [
        "2026-10-14T14:15:00",
        "2026-10-28T14:15:00",
        "2026-11-11T14:15:00",
    ]
    assert str(events[2]["URL"]) == f"{eksempel}/okt/mobbing-60.html"
    assert events[2]["DURATION"].dt.total_seconds() == 3600


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


def test_the_scripts_keep_within_their_size(published: Path) -> None:
    folder = published / "eksempel/assets/js"
    scripts = [*sorted((folder / "okt").glob("*.js")), folder / "lager.js", folder / "taster.js"]
    assert len(scripts) > 10
    assert len(gzip.compress(b"".join(path.read_bytes() for path in scripts), 9)) < SCRIPT_BUDGET


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
        assert (told_site / session).read_bytes() == (published / "eksempel" / session).read_bytes()


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
    drawn = page.evaluate("texts => texts.map(kp.qr)", texts)
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
            "[kp.qr('a'.repeat(214)), kp.qr('å'.repeat(107)), kp.qr('a'.repeat(3000))].filter(Boolean)"
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

"""A session as its leader meets it: planned, sent, projected, led through, printed, and carried on
to the next one.
"""

import gzip
import re
from pathlib import Path

import pytest
from conftest import WCAG, axe_on, until
from gang import SLAG
from playwright.sync_api import Browser, Page, Request, expect
from qrcode import ERROR_CORRECT_M, QRCode
from qrcode.util import MODE_8BIT_BYTE, QRData
from vegg import heading, until_the_end

from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.site.sessions import session_of

ROOT = Path(__file__).parent.parent
SCRIPT_BUDGET = 20 * 1024
"""Bytes, compressed: the scripts for sessions that one page loads."""

OVERFLOW = """() => {
  const main = document.querySelector("main");
  const buttons = [...document.querySelectorAll(".kp-vegg__bunn button")];
  const inside = buttons.every((button) => button.getBoundingClientRect().right <= innerWidth);
  const [high, wide] = [main.scrollHeight - main.clientHeight, main.scrollWidth - main.clientWidth];
  return [high, wide, inside, document.activeElement.textContent];
}"""

WALK = """(look) => {
  const seen = [];
  const part = () => document.querySelector(".kp-vegg__del").innerText;
  const picture = () => document.querySelector(".kp-steg.er-her").innerText + part();
  for (let before = ""; before !== picture(); ) {
    before = picture();
    const codes = [...document.querySelectorAll("article.er-her > .kp-qr:has(svg)")];
    seen.push([look(), part(), codes.filter((one) => !one.checkVisibility()).length]);
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "PageDown", bubbles: true }));
  }
  return seen;
}"""
"""Goes through the wall that is open, and returns of each picture what `look` says of it, which
part it is of what had no room, and how many codes gave way.
"""


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


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1024, 768)])
def test_every_task_fits_the_wall_with_its_code_at_every_size_of_text(
    page: Page, told: str, plans: dict[str, Plan], width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    plan = plans["eksempel"]
    tasks = ",".join(f"{tema.id}/{punkt.id}" for tema, punkt, _ in plan.oppgaver)
    exercises = ",".join(f"{tema.id}/{punkt.id}" for tema, punkt, _ in plan.ovelser)
    usual, more = (
        (f"oppgaver={tasks}&faser=gruppe:20", 0),
        (
            (f"oppgaver={tasks}&faser=gruppe:20", 3),
            (f"trening={exercises}&faser=velg-oving:5", 0),
        ),
    )
    for query, larger in (usual, *(more if width == 1280 else ())):
        # Chosen beforehand, so that the wall is measured once.
        page.goto(f"{told}/tema/relasjon.html")
        page.evaluate(
            "larger => sessionStorage.clear() ?? localStorage.setItem('kp-storrelse', larger)",
            larger,
        )
        page.goto(f"{told}/okt.html?{query}#storskjerm")
        code = page.locator("article > .kp-qr svg").first
        code.wait_for(state="attached" if "oppgaver" in query else "hidden")
        seen = page.evaluate(f"({WALK})({OVERFLOW})")
        for (high, wide, inside, what), part, _ in seen:
            assert high <= 1, what
            assert wide <= 1, what
            assert inside, what
            assert larger or not part, what
        assert len(seen) > 100
        assert larger or sum(crowded_out for *_, crowded_out in seen) <= 1
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


def test_sizes_are_the_same_on_a_wall_that_is_opened_and_on_one_that_gets_its_size_later(
    page: Page, eksempel: str
) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'wakeLock', { value: undefined })")
    page.set_viewport_size({"width": 800, "height": 600})
    page.goto(f"{eksempel}/okt/regler-90.html#storskjerm")
    expect(page.locator(".kp-vegg__vaken")).to_be_visible()

    def sizes() -> list[float]:
        page.keyboard.press("Home")
        return [
            page.evaluate("parseFloat(getComputedStyle(document.querySelector('main')).fontSize)")
            for _ in until_the_end(page)
        ]

    opened = sizes()
    for width in (840, 800):
        page.set_viewport_size({"width": width, "height": 600})
        until(page, f"innerWidth === {width}")
    assert sizes() == opened
    assert len(opened) > 5
    assert opened[0] == opened[1]


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


@pytest.mark.parametrize(("scheme", "width", "height"), [("light", 1280, 720), ("dark", 390, 844)])
def test_axe_finds_nothing_on_any_screen(
    page: Page, eksempel: str, scheme: str, width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{eksempel}/index.html")
    page.evaluate("dark => localStorage.setItem('kp-mork', dark)", scheme == "dark")
    wrong: dict[str, list[str]] = {}

    def look(where: str) -> None:
        # The planner stands in Material's frame, which is not ours.
        found = axe_on(page, *WCAG, *(() if where == "planlegg" else ("best-practice",)))
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


PLANNED = "oppgaver=relasjon/uten-oss&faser=gruppe:20,plenum:10"


@pytest.mark.parametrize(
    "where",
    [
        "okt/relasjon-60.html#storskjerm",
        "okt/relasjon-60.html#leder",
        f"okt.html?{PLANNED}#storskjerm",
        "stasted.html?liste=relasjon#storskjerm",
        f"planlegg.html?{PLANNED}",
    ],
)
def test_all_the_scripts_a_page_asks_for_keep_within_their_size_as_they_are_sent(
    page: Page, told: str, where: str
) -> None:
    asked: list[Request] = []
    page.on("requestfinished", lambda one: asked.append(one))
    page.goto(f"{told}/{where}", wait_until="networkidle")
    scripts = [one.response() for one in asked if one.resource_type == "script"]
    sent = {one.url: len(gzip.compress(one.body(), 6)) for one in scripts if one}
    assert sent
    assert sum(sent.values()) < SCRIPT_BUDGET, sent


@pytest.mark.parametrize("where", [*SLAG, "okt/relasjon-60", "okt", "stasted", "treningsforslag"])
def test_no_page_waits_for_more_than_two_of_our_style_sheets_and_scripts(
    published: Path, where: str
) -> None:
    text = (published / "eksempel" / f"{where}.html").read_text("utf-8")
    sheets = re.findall(r'<link rel="stylesheet" href="[^"]*assets/css/[^"]+"', text)
    scripts = re.findall(r'<script src="[^"]+"', text)
    assert len(sheets) == len(scripts) == 2


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

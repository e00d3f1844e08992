"""Paper that can be read: the leader's sheet and the handout, for ready sessions and for planned
ones.
"""

import re

import pytest
from playwright.sync_api import Page
from vegg import LENGTHS

from kvalitetsplan.plan.plan import Plan

SHEETS = ("leder", "deltaker")
SMALLEST = 10 * 96 / 72
"""Ten points, in the browser's pixels."""

WRONG = """() => {
  const seen = [...document.querySelectorAll("main :is(h1, h2, h3, p, li, dt, legend)")].filter((one) => one.checkVisibility());
  const boxes = (one) => {
    const range = document.createRange();
    range.selectNodeContents(one);
    return [...range.getClientRects()].filter((box) => box.width > 1);
  };
  const wrong = seen
    .filter((one) => parseFloat(getComputedStyle(one).fontSize) < SMALLEST - 0.1)
    .map((one) => `liten: ${one.textContent}`);
  const all = seen.flatMap((one) => boxes(one).map((box) => ({ one, box }))).sort((a, b) => a.box.top - b.box.top);
  const apart = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) <= 2;
  for (const [at, { one, box }] of all.entries()) {
    for (let next = at + 1; next < all.length && all[next].box.top < box.bottom - 3; next += 1) {
      const other = all[next];
      if (apart(box, other.box) || one.contains(other.one) || other.one.contains(one)) continue;
      if (Math.min(box.bottom, other.box.bottom) - other.box.top > 3) wrong.push(`«${one.textContent}» ligger på «${other.one.textContent}»`);
    }
  }
  return wrong.slice(0, 5);
}""".replace("SMALLEST", str(SMALLEST))

PLANNED = "okt.html?oppgaver=relasjon/uten-oss,relasjon/case-stille-eleven,eget/1&eget=Hva+nå?&les=relasjon/hilser-ved-navn&trening=relasjon/kontaktbarometer&faser="
PHASES = [
    "sjekk-inn",
    "felles-grunnlag",
    "individuelt",
    "par",
    "gruppe",
    "plenum",
    "velg-oving",
    "avtale",
]


@pytest.fixture
def page(hos_samme: Page) -> Page:
    """A page in the window that all these tests look in."""
    return hos_samme


def test_the_leader_s_sheet_is_one_page_or_two_for_every_ready_session(
    page: Page, eksempel: str, plans: dict[str, Plan]
) -> None:
    for okt in plans["eksempel"].grunnplan.okter:
        page.goto(f"{eksempel}/okt/{okt.id}.html")
        assert pages_of(page) <= 2, okt.id


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
    assert leader.count("Når på dagen er det plass til en slik prat?") == 1
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


def put_on_paper(page: Page, sheet: str) -> None:
    page.evaluate("window.print = () => {}")
    page.emulate_media(media="screen")
    page.locator(f"button[data-utskrift={sheet}]").click()
    page.emulate_media(media="print")


@pytest.mark.parametrize("sheet", SHEETS)
def test_nothing_lies_on_anything_and_nothing_is_smaller_than_ten_points_on_any_sheet(
    page: Page, eksempel: str, plans: dict[str, Plan], sheet: str
) -> None:
    page.set_viewport_size({"width": 703, "height": 1040})
    wrong = {}
    # Half of them on each sheet: of every theme, and of every length it has.
    for number, okt in enumerate(plans["eksempel"].grunnplan.okter):
        if sum(divmod(number, LENGTHS), SHEETS.index(sheet)) % 2:
            continue
        page.goto(f"{eksempel}/okt/{okt.id}.html")
        put_on_paper(page, sheet)
        if found := page.evaluate(WRONG):
            wrong[okt.id] = found
    assert wrong == {}


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_task_is_on_paper_whichever_phase_is_taken_out(
    page: Page, eksempel: str, sheet: str
) -> None:
    page.set_viewport_size({"width": 703, "height": 1040})
    tasks = ("Tenk selv: Hvor mange elever har du", "En elev på sjuende trinn", "Hva nå?")
    for out in PHASES:
        phases = [f"{phase}:5" for phase in PHASES if phase != out]
        page.goto(f"{eksempel}/{PLANNED}{','.join(phases)}")
        put_on_paper(page, sheet)
        assert page.evaluate(WRONG) == []
        paper = page.locator("main").inner_text()
        missing = [task for task in tasks if paper.count(task) != 1]
        # Without the group there are only the titles of the tasks that nobody reads alone.
        assert missing == ([] if out != "gruppe" else list(tasks[1:])), out


def test_a_task_that_comes_again_is_named_on_paper_where_it_is_to_be_talked_about(
    page: Page, eksempel: str
) -> None:
    page.goto(f"{eksempel}/okt/relasjon-60.html")
    put_on_paper(page, "leder")
    assert "Hvem har ingen?" in page.locator("[data-fase=gruppe]").inner_text()


def test_the_last_phase_is_never_alone_on_a_page(page: Page, eksempel: str) -> None:
    page.goto(f"{eksempel}/okt/relasjon-60.html")
    put_on_paper(page, "deltaker")
    last = "getComputedStyle(document.querySelector('.kp-fase:last-of-type'))"
    assert page.evaluate(f"{last}.breakBefore") == "avoid"
    tasks = (
        "[...document.querySelectorAll('article')].map((one) => getComputedStyle(one).breakInside)"
    )
    assert set(page.evaluate(tasks)) == {"avoid"}


def test_a_dark_choice_prints_on_white_paper(page: Page, eksempel: str) -> None:
    page.goto(f"{eksempel}/okt/relasjon-60.html#storskjerm")
    page.keyboard.press("m")
    page.emulate_media(media="print")
    seen = page.evaluate("""() => [document.documentElement, document.body].map((one) => {
      const { backgroundColor, color, colorScheme } = getComputedStyle(one);
      return [backgroundColor, color, colorScheme];
    })""")
    assert seen[0][0] in ("rgba(0, 0, 0, 0)", "rgb(255, 255, 255)")
    assert seen[0][2] != "dark"
    assert seen[1][:2] == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]

"""The wall at every size: all of it fits, and axe finds nothing."""

import pytest
from nettleser import WCAG, axe_on, until
from playwright.sync_api import Page, expect
from vegg import until_the_end

from kvalitetsplan.plan.plan import Plan

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

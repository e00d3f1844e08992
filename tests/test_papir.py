"""Pages on paper: few sheets, no heading alone at the foot, and on each sheet whose plan it is."""

import io
import re
import unicodedata
from itertools import pairwise

import pytest
from conftest import ROOT
from playwright.sync_api import Page
from pypdf import PdfReader

from kvalitetsplan.plan.plan import Plan


@pytest.fixture
def page(hos_samme: Page) -> Page:
    """A page in the window that all these tests look in."""
    return hos_samme


HEADINGS = """() => [...document.querySelectorAll("main :is(h1, h2, h3)")].filter((one) => one.checkVisibility())
  .map((one) => one.innerText.replace(/#$/, "").trim())"""
FURNITURE = re.compile(r"^Kvalitetsplan, .*|^\d+ / \d+$")
"""What stands at the foot of each sheet."""


def sheets(page: Page, address: str) -> list[list[str]]:
    """Return the lines of each sheet that a page is printed on."""
    page.goto(address)
    document = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    return [
        [line.strip() for line in sheet.extract_text().splitlines() if line.strip()]
        for sheet in document.pages
    ]


@pytest.mark.parametrize("sted", ["eksempel", "nittedal"])
@pytest.mark.parametrize(
    ("side", "most"),
    [
        ("handlingsplikten.html", 6),
        ("situasjon/anklaget.html", 1),
        ("for-elever.html", 1),
        ("for-foreldre.html", 1),
        ("telefonliste.html", 1),
        ("vikar.html", 1),
        ("pliktene.html", 1),
    ],
)
def test_a_page_that_is_printed_much_takes_few_sheets(
    page: Page, address: str, sted: str, side: str, most: int
) -> None:
    assert len(sheets(page, f"{address}/{sted}/{side}")) <= most


def test_the_year_is_printed_on_a4_and_the_wheel_alone_on_a3_for_who_asks_for_a_poster(
    fersk: Page, eksempel: str
) -> None:
    page = fersk

    def printed() -> list[tuple[int, str]]:
        sheets = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
        return [
            (round(float(one.mediabox.width) * 25.4 / 72), one.extract_text()) for one in sheets
        ]

    # The window that asks which printer is not there in a browser without a screen.
    page.add_init_script("window.print = () => {}")
    page.goto(f"{eksempel}/arshjul.html")
    assert {width for width, _ in printed()} == {210}
    button = page.get_by_role("button", name="Skriv ut hjulet som plakat på A3")
    button.click()
    page.emulate_media(media="print")
    wheel = page.locator(".kp-hjul svg").bounding_box()
    assert wheel["width"] * 25.4 / 96 > 250
    assert not button.is_visible()
    ((width, text),) = printed()
    assert width == 297
    assert "Årshjul" in text
    assert {width for width, _ in printed()} == {210}


def test_on_paper_how_well_a_pair_is_known_and_its_sources_are_kept_apart(
    page: Page, eksempel: str
) -> None:
    page.goto(f"{eksempel}/tema/mobbing.html")
    page.emulate_media(media="print")
    signs = page.evaluate(
        """() => [...document.querySelectorAll(".kp-grunnlag > ul")].map((list) => [
          getComputedStyle(list, "::before").content,
          ...[...list.children].map((one) => getComputedStyle(one, "::after").content)])"""
    )
    assert signs
    for before, *between, last in signs:
        assert before == '"– "'
        assert set(between) <= {'";"'}
        assert last == "none"


@pytest.mark.parametrize(
    ("side", "least"), [("telefonliste", 11), ("for-foreldre", 10), ("for-elever", 10)]
)
def test_a_sheet_for_the_wall_or_for_home_is_set_as_large_as_it_can_be_read(
    page: Page, eksempel: str, side: str, least: float
) -> None:
    page.goto(f"{eksempel}/{side}.html")
    page.emulate_media(media="print")
    sizes = page.evaluate(
        """() => [...document.querySelectorAll("article :is(p, li, td)")].filter((one) => one.checkVisibility())
          .map((one) => parseFloat(getComputedStyle(one).fontSize) * 0.75)"""
    )
    assert min(sizes) >= least - 0.01


def test_the_number_of_the_sheet_stands_on_one_line_beside_a_long_foot(
    page: Page, told: str
) -> None:
    printed = sheets(page, f"{told}/tema/mobbing.html")
    for number, lines in enumerate(printed, 1):
        assert any(f"{number} / {len(printed)}" in line for line in lines)


@pytest.mark.parametrize("sted", ["eksempel", "nittedal"])
def test_every_theme_takes_five_sheets_and_no_heading_stands_alone_at_the_foot(
    page: Page, address: str, plans: dict[str, Plan], sted: str
) -> None:
    for tema in plans[sted].temaer:
        printed = sheets(page, f"{address}/{sted}/tema/{tema.id}.html")
        headings = set(page.evaluate(HEADINGS))
        assert len(printed) <= 5, tema.id
        for lines in printed:
            last = [line for line in lines if not FURNITURE.match(line)][-1]
            assert last not in headings, f"{tema.id}: {last}"


def test_each_sheet_says_whose_plan_it_is_which_edition_and_that_it_is_a_draft(
    page: Page, eksempel: str
) -> None:
    printed = sheets(page, f"{eksempel}/handlingsplikten.html")
    for number, lines in enumerate(printed, 1):
        foot = " ".join(lines)
        assert "Kvalitetsplan, Eksempel kommune. Utgave 1.0" in foot
        assert "Utkast: Planen er ikke vedtatt." in foot
        assert f"{number} / {len(printed)}" in foot


def letters(text: str) -> str:
    """Return the letters alone: a PDF has its own spaces, and one sign for two letters."""
    return re.sub(r"\W", "", unicodedata.normalize("NFKC", text))


@pytest.mark.parametrize("sted", ["eksempel", "nittedal"])
def test_the_sheets_for_the_staff_room_say_every_duty_and_whom_to_call(
    page: Page, address: str, plans: dict[str, Plan], sted: str
) -> None:
    shared = plans[sted].grunnplan
    for side in ("vikar", "pliktene"):
        text = " ".join(" ".join(lines) for lines in sheets(page, f"{address}/{sted}/{side}.html"))
        for plikt in shared.plikter:
            assert plikt.tittel in text
            assert letters(plikt.kort) in letters(text)
    page.goto(f"{address}/{sted}/vikar.html")
    numbers = page.locator(".kp-numre > li")
    assert [one.split(":")[0] for one in numbers.all_inner_texts()] == [
        one.tittel for one in shared.kontakter
    ]
    page.goto(f"{address}/{sted}/telefonliste.html")
    for side in ("vikar", "pliktene"):
        assert page.locator(f'main a[href="{side}.html"]').count() == 1


@pytest.mark.parametrize("sted", ["eksempel", "nittedal"])
def test_each_form_begins_a_sheet_that_says_whose_it_is_and_has_lines_to_write_on(
    page: Page, address: str, plans: dict[str, Plan], sted: str
) -> None:
    plan = plans[sted]
    printed = sheets(page, f"{address}/{sted}/maler.html")
    head = f"{plan.fullt_navn} · Utgave {plan.utgave.versjon}, {plan.utgave.dato} · Utkast:"
    read = [[line for line in lines if not FURNITURE.match(line)] for lines in printed]
    begun = [after for lines in read for line, after in pairwise(lines) if line.startswith(head)]
    assert begun == [mal.tittel for mal in plan.grunnplan.maler]
    lines = page.locator(".kp-mal .kp-skriv span")
    fields = [felt for mal in plan.grunnplan.maler for felt in mal.felter]
    wanted = [0 if felt.kolonner else felt.linjer for felt in fields]
    assert not lines.first.is_visible()
    page.emulate_media(media="print")
    assert lines.count() == sum(wanted)
    assert lines.first.bounding_box()["height"] * 25.4 / 96 > 7
    per_field = page.locator(".kp-mal__felt").evaluate_all(
        "all => all.map((one) => one.querySelectorAll('.kp-skriv span').length)"
    )
    assert per_field == wanted
    assert {1, 4} < set(per_field)
    tables = page.locator(".kp-skrivetabell")
    assert tables.locator("tbody tr").count() == sum(
        felt.linjer for felt in fields if felt.kolonner
    )
    assert tables.locator("tbody tr").first.bounding_box()["height"] * 25.4 / 96 > 7
    boxes = page.locator(".kp-kryss li").all_inner_texts()
    assert boxes == [text for felt in fields for text in felt.ruter]


def test_a_dark_page_is_printed_light(page: Page, eksempel: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(f"{eksempel}/tema/relasjon.html")
    assert page.evaluate("document.documentElement.dataset.mdColorScheme") == "slate"
    page.emulate_media(media="print", color_scheme="dark")
    dark = page.evaluate("getComputedStyle(document.querySelector('.kp-par__kjennetegn')).color")
    assert dark == "rgb(29, 29, 27)"


@pytest.mark.parametrize(("side", "least"), [("kilder.html", 14), ("les-mer.html", 15)])
def test_where_a_link_leads_out_can_be_read_on_paper(
    page: Page, eksempel: str, side: str, least: int
) -> None:
    text = re.sub(r"\s", "", "".join("".join(one) for one in sheets(page, f"{eksempel}/{side}")))
    links = page.locator("main a[href^=http]").evaluate_all(
        "all => all.filter((one) => one.checkVisibility() || one.closest('details'))"
        ".map((one) => one.getAttribute('href'))"
    )
    assert len(links) >= least
    assert [one for one in links if one not in text] == []


CLASS = re.compile(r"\.(kp-[\w-]+)")
MADE = re.compile(r"""(kp-[\w-]*[-_])(?=\{\{|\$\{|["'] [~+])""")
"""The beginning of a class whose end a template or a script fills in."""


def test_every_class_in_a_style_sheet_stands_in_a_template_or_a_script() -> None:
    folders = (ROOT / name for name in ("overrides", "src", "docs"))
    files = [one for folder in folders for one in folder.rglob("*") if one.is_file()]
    written = "\n".join(
        one.read_text("utf-8") for one in files if one.suffix in (".html", ".js", ".py", ".md")
    )
    names, begun = set(re.findall(r"kp-[\w-]+", written)), tuple(set(MADE.findall(written)))
    dead = {
        (one.name, name)
        for one in files
        if one.suffix == ".css"
        for name in CLASS.findall(re.sub(r"/\*.*?\*/", "", one.read_text("utf-8"), flags=re.DOTALL))
        if name not in names and not name.startswith(begun)
    }
    assert dead == set()

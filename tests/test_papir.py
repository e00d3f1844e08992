"""Pages on paper: few sheets, no heading alone at the foot, and on each sheet whose plan it is."""

import io
import re
import unicodedata
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import ROOT, build_many, of_one_theme
from playwright.sync_api import Page
from pypdf import PdfReader

from kvalitetsplan.plan.model import Vedtak
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.site.components import Components


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


def test_tasks_are_printed_as_cards_that_hold_all_their_text(page: Page, eksempel: str) -> None:
    page.goto(f"{eksempel}/refleksjonsoppgaver.html")
    page.emulate_media(media="print")
    cards = page.locator(".kp-oppgavekort .kp-rad")
    assert cards.count() > 100
    cut = page.evaluate(
        """() => [...document.querySelectorAll(".kp-oppgavekort .kp-rad")]
          .filter((one) => one.scrollHeight > one.clientHeight + 1).map((one) => one.innerText.slice(0, 60))"""
    )
    assert cut == []
    page.emulate_media(media="screen")


def test_a_card_on_paper_leads_to_its_task_by_a_code(page: Page, told: str) -> None:
    page.goto(f"{told}/refleksjonsoppgaver.html")
    cards = page.locator(".kp-oppgavekort .kp-rad")
    assert page.locator(".kp-kort__qr").count() == 0
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    drawn = page.evaluate(
        """() => [...document.querySelectorAll(".kp-oppgavekort .kp-rad")].map((card) => {
          const own = card.querySelector("h3").id.replace(".", ".html#");
          const address = card.querySelector(`a[href="tema/${own}"]`).getAttribute("href");
          const rows = kp.qr.rows(`https://eksempel.invalid/plan/${address}`);
          const dark = rows.flat().filter(Boolean).length;
          const [code, ...more] = card.querySelectorAll(".kp-kort__qr");
          return more.length === 0 && code.checkVisibility() && code.innerText === "" &&
            code.querySelector("path").getAttribute("d").split("M").length === dark + 1;
        })"""
    )
    assert len(drawn) == cards.count()
    assert all(drawn)


def test_a_card_of_a_plan_without_an_address_has_no_code(page: Page, eksempel: str) -> None:
    page.goto(f"{eksempel}/refleksjonsoppgaver.html")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator(".kp-oppgavekort .kp-rad").count() > 150
    assert page.locator(".kp-kort__qr").count() == 0


def test_a_dark_page_is_printed_light(page: Page, eksempel: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(f"{eksempel}/tema/relasjon.html")
    assert page.evaluate("document.documentElement.dataset.mdColorScheme") == "slate"
    page.emulate_media(media="print", color_scheme="dark")
    dark = page.evaluate("getComputedStyle(document.querySelector('.kp-par__kjennetegn')).color")
    assert dark == "rgb(29, 29, 27)"


def test_a_plan_says_on_every_page_that_it_is_a_draft_until_it_is_decided(
    page: Page, eksempel: str
) -> None:
    for side in ("index.html", "tema/relasjon.html", "om-planen.html"):
        page.goto(f"{eksempel}/{side}")
        assert page.locator(".kp-hode .kp-utkast").inner_text() == "Utkast"
        assert page.locator("footer .kp-vedtak").inner_text() == "Utkast: Planen er ikke vedtatt."
    # This one asks for its style in three places, and would be heard.
    lost = page.request.get(f"{eksempel}/404.html").text()
    assert '<span class="kp-utkast">Utkast</span>' in lost
    assert '<span class="kp-vedtak">Utkast: Planen er ikke vedtatt.</span>' in lost


def test_a_decided_plan_says_by_whom_and_when_and_afterwards_that_its_time_is_out(
    fersk: Page, told: str
) -> None:
    page = fersk
    decided = "Vedtatt av kommunestyret 10. desember 2026, sak 26/123"
    page.clock.set_fixed_time("2097-07-31T12:00:00+02:00")
    page.goto(f"{told}/index.html")
    assert not page.locator(".kp-utkast").is_visible()
    text = page.locator("footer .kp-vedtak").inner_text()
    assert text == f"{decided}, for tida til og med 31. juli 2097."
    page.clock.set_fixed_time("2097-08-01T12:00:00+02:00")
    page.goto(f"{told}/index.html")
    assert page.locator(".kp-utkast").inner_text() == "Tida er ute"
    assert "Den tida er ute." in page.locator("footer .kp-vedtak").inner_text()
    page.goto(f"{told}/om-planen.html")
    assert "gjelder til" not in page.locator("main").inner_text()
    assert page.get_by_role("heading", name="Endret siden vedtaket").is_visible()


@pytest.mark.parametrize(
    ("until", "badge", "said"),
    [
        ("2024-07-31", "Tida er ute", "Planen gjaldt til og med 31. juli 2024. Den tida er ute."),
        ("2097-07-31", "", "10. desember 2020, for tida til og med 31. juli 2097."),
    ],
)
def test_no_sheet_says_that_a_plan_holds_when_its_time_may_be_out(
    plans: dict[str, Plan], until: str, badge: str, said: str
) -> None:
    vedtak = Vedtak(organ="kommunestyret", dato="2020-12-10", gjelder_til=until)
    plan = plans["eksempel"]
    kommune = plan.kommune.model_copy(update={"vedtak": vedtak})
    components = Components(ROOT, replace(plan, kommune=kommune))
    assert said in components.draw("farger")
    assert said in components.draw("ramme/bunn")
    drawn = components.draw("ramme/utkast")
    assert (">" + badge + "<" in drawn and "hidden" not in drawn) if badge else "hidden" in drawn


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


def test_the_plan_is_published_as_files_where_that_is_asked_for(
    published: Path, project: Path, tmp_path: Path
) -> None:
    out = tmp_path / "ut"
    plain, about = (top / "eksempel/om-planen.html" for top in (published, out))
    assert "filer/plan.docx" not in plain.read_text("utf-8")
    done = build_many(of_one_theme(project), ["eksempel"], out, med_filer=True)
    assert done["eksempel"].status == "bygd"
    html = about.read_text("utf-8")
    for name in ("plan.pdf", "plan.docx", "aret.ics", "oppgaver.csv", "nytt.xml"):
        assert (out / "eksempel/filer" / name).stat().st_size > 100
        assert f'href="filer/{name}" download' in html
    front = (out / "eksempel/index.html").read_text("utf-8")
    assert re.search(
        r'<link rel="alternate" type="application/atom\+xml"[^>]* href="filer/nytt.xml">', front
    )
    assert re.search(r"Hele planen \(PDF, (\d+ kB|\d+,\d MB)\)", html)
    assert 'href="../filer/plan.pdf" download' in (out / "eksempel/tema/relasjon.html").read_text()
    form = next((out / "eksempel/filer/skjema").glob("*.docx")).name
    assert f"filer/skjema/{form}" in (out / "eksempel/maler.html").read_text("utf-8")

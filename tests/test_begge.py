"""A plan that is published in both forms of Norwegian, as its readers meet it."""

import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
import yaml
from conftest import ROOT, build_site, copy_project
from gang import ga
from lxml import html as lxml_html
from motorer import Chromium
from nettleser import violations
from playwright.sync_api import Browser, Page, expect
from test_ark import pages_of
from tjener import serving
from vegg import STORRELSER, wrong_on

from kvalitetsplan.exports import kalender, plandata, skjema
from kvalitetsplan.exports.feed import feed
from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.plan.project import project_at
from kvalitetsplan.site.interface import interface_texts

sys.path.insert(0, str(ROOT / "bench"))

LANG = {"": "nb", "nn/": "nn"}
PAIR = "hilser-ved-navn"
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose example is published in both forms, and says nothing of its own."""
    root = copy_project(tmp_path_factory.mktemp("begge") / "prosjekt")
    folder = root / "data/kommuner/eksempel"
    for name in ("tilpasning.yaml", "synonymer.yaml"):
        (folder / name).unlink()
    path = folder / "kommune.yaml"
    text = re.sub(r"^målform: .*$", "målform: begge", path.read_text("utf-8"), flags=re.MULTILINE)
    own = r"^(visjon|forord|lenker|merknad|deler):.*\n(?:[ ].*\n|\n)*"
    path.write_text(
        re.sub(own, "", text, flags=re.MULTILINE) + "nettadresse: https://eksempel.invalid/plan\n",
        encoding="utf-8",
    )
    return root


@pytest.fixture(scope="module")
def plan(root: Path) -> Plan:
    """Its plan, in bokmål; `andre` is the one in nynorsk."""
    return load_plan(project_at(root), "eksempel")


@pytest.fixture(scope="module")
def site(root: Path, plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its site."""
    return build_site(root, plan, tmp_path_factory.mktemp("begge-ut"))


@pytest.fixture(scope="module")
def top(site: Path) -> Iterator[str]:
    """Where it is served, without a slash at the end."""
    with serving(site) as address:
        yield address


@pytest.mark.parametrize("form", LANG)
def test_every_page_says_which_form_it_is_in_and_where_the_other_is(site: Path, form: str) -> None:
    for name in ("index.html", "tema/relasjon.html", "situasjoner.html", "grunnlag/ledelse.html"):
        page = (site / form / name).read_text("utf-8")
        assert f'<html lang="{LANG[form]}"' in page
        for way, lang in LANG.items():
            href = f"https://eksempel.invalid/plan/{way}{name}"
            assert f'<link rel="alternate" hreflang="{lang}" href="{href}">' in page
        assert f'<link rel="canonical" href="https://eksempel.invalid/plan/{form}{name}">' in page


def test_the_site_has_the_same_pages_and_the_same_places_in_both(site: Path) -> None:
    pages = {one.relative_to(site / "nn").as_posix() for one in (site / "nn").rglob("*.html")}
    others = {one.relative_to(site).as_posix() for one in site.rglob("*.html")}
    assert pages == {one for one in others if not one.startswith("nn/")} - {"404.html"}
    for name in pages:
        ids = [
            set(re.findall(r'\sid="([^"]+)"', (site / form / name).read_text("utf-8")))
            for form in LANG
        ]
        explained = {one for both in ids for one in both if one.startswith("begrep-")}
        assert ids[0] - explained == ids[1] - explained, name


def test_whoever_changes_form_stands_on_the_same_item(page: Page, top: str) -> None:
    page.goto(f"{top}/tema/relasjon.html#{PAIR}")
    page.get_by_role("link", name="Nynorsk").click()
    page.wait_for_url(f"{top}/nn/tema/relasjon.html#{PAIR}")
    expect(page.locator(f"#{PAIR}")).to_be_in_viewport()
    page.get_by_role("link", name="Bokmål").click()
    page.wait_for_url(f"{top}/tema/relasjon.html#{PAIR}")


def test_whoever_has_scrolled_to_an_item_stands_on_it_too(page: Page, top: str) -> None:
    page.goto(f"{top}/handlingsplikten.html")
    page.evaluate("document.getElementById('undersoke').scrollIntoView({behavior: 'instant'})")
    page.evaluate("document.querySelector('[data-malform]').click()")
    page.wait_for_url(f"{top}/nn/handlingsplikten.html#undersoke")


def test_a_planned_session_is_the_same_session_in_the_other_form(page: Page, top: str) -> None:
    page.goto(f"{top}/planlegg.html?oppgaver=relasjon/uten-oss&tid=45")
    page.locator("[data-malform]").click()
    page.wait_for_url(re.compile(r"/nn/planlegg\.html\?.*oppgaver=relasjon/uten-oss"))
    expect(page.locator("html")).to_have_attribute("lang", "nn")


def test_the_way_to_the_other_form_works_without_script(browser: Browser, top: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{top}/situasjoner.html")
    page.get_by_role("link", name="Nynorsk").click()
    assert page.url == f"{top}/nn/situasjoner.html"
    page.close()


def test_a_plan_in_one_form_has_no_way_to_another(published: Path) -> None:
    page = (published / "eksempel/tema/relasjon.html").read_text("utf-8")
    assert "data-malform" not in page
    assert "hreflang" not in page


def _seen(path: Path) -> Iterator[str]:
    """The words of a page in nynorsk: what is marked as bokmål, quoted from the law, or code, left
    out.
    """
    tree = lxml_html.fromstring(path.read_text("utf-8"))
    for one in tree.xpath(
        '//script | //style | //code | //pre | //*[@lang="nb"] | //*[@class="kp-lovtekst"]'
    ):
        one.drop_tree()
    yield from tree.itertext()
    for name in ("aria-label", "alt", "title", "placeholder", "content"):
        yield from (text for text in map(str, tree.xpath(f"//@{name}")) if "://" not in text)


def test_no_page_in_nynorsk_has_a_word_that_is_bokmal_alone(site: Path, plan: Plan) -> None:
    ours = yaml.safe_load((ROOT / "data/sprak.yaml").read_text("utf-8"))["nynorsk"]["bare_bokmål"]
    names = set(WORD.findall(f"{plan.navn} {plan.kontakt.rolle} {plan.kontakt.epost}".lower()))
    names |= {"eksempel", "postmottak"}
    names |= set(WORD.findall(" ".join(plan.kommune.utgave.nytt).lower()))  # its own words
    names |= {word for kilde in plan.grunnplan.kilder for word in _of_source(kilde)}
    names |= {word for lov in plan.grunnplan.lover for word in WORD.findall(lov.fullt_navn or "")}
    found = {
        (path.relative_to(site).as_posix(), word)
        for path in (site / "nn").rglob("*.html")
        if path.name != "lister.html"  # the keys one writes in YAML are the same in both
        for text in _seen(path)
        for word in WORD.findall(text)
        if word.lower() in ours and word.lower() not in names
    }
    assert found == set()


def _of_source(kilde: object) -> list[str]:
    texts = f"{getattr(kilde, 'hvem', '')} {getattr(kilde, 'utgiver', '')}"
    return [word.lower() for word in WORD.findall(texts)]


def test_nothing_in_nynorsk_is_shown_as_bokmal(site: Path) -> None:
    marked = [
        path.name
        for path in (site / "nn").rglob("*.html")
        if "kp-bokmal" in path.read_text("utf-8")
    ]
    assert marked == []


def test_a_term_that_is_found_is_called_what_it_is_called_on_the_page(page: Page, top: str) -> None:
    for form, called in (("", "digital krenkelse"), ("nn/", "digital krenking")):
        page.goto(f"{top}/{form}index.html?q={called}")
        found = page.locator("[data-sok-kort] .kp-sok__tittel", has_text="digital")
        expect(found.first).to_have_text(called)


def test_who_edits_nynorsk_is_asked_in_nynorsk(page: Page, top: str) -> None:
    page.goto(f"{top}/nn/tema/relasjon.html")
    page.locator("[data-foresla]").click()
    page.get_by_role("button", name="kjenneteikn", exact=True).click()
    form = page.locator(".kp-forslag__skjema")
    for said in ("Kven", "Namnet i adressa", "lagar programmet eit namn"):
        expect(form.get_by_text(said).first).to_be_visible()
    assert form.locator('[lang="nb"]').all_inner_texts() == []


BARS = {"ansatt": 0.90, "forelder": 0.85, "elev": 0.85}


@pytest.mark.parametrize("form", LANG)
def test_a_question_in_nynorsk_finds_the_text_in_either_form(site: Path, form: str) -> None:
    from sok import ask_node

    queries = yaml.safe_load((ROOT / "bench/sporringer-nynorsk.yaml").read_text("utf-8"))
    asked = queries["sporringer"]
    assert len(asked) >= 120
    grades = ask_node(site / form, queries).grader
    assert sum(2 in one[:3] for one in grades.values()) / len(grades) >= 0.90
    for group, least in BARS.items():
        own = [grades[one["id"]] for one in asked if one["hvem"] == group]
        assert sum(2 in one[:3] for one in own) / len(own) >= least, group


def test_a_question_in_bokmal_finds_the_text_in_nynorsk(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sok

    read = sok.read_file
    monkeypatch.setattr(sok, "read_file", lambda _, path: read(site, path))
    queries = yaml.safe_load((ROOT / "bench/sporringer.yaml").read_text("utf-8"))
    grades = sok.ask_node(site / "nn", queries).grader
    assert sum(2 in one[:3] for one in grades.values()) / len(grades) >= 0.90


@pytest.mark.parametrize(
    ("name", "width"),
    [("index", 1280), ("tema/relasjon", 320), ("handlingsplikten", 1280), ("okt/relasjon-60", 320)],
)
def test_axe_finds_nothing_in_nynorsk(browser: Browser, top: str, name: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(f"{top}/nn/{name}.html")
    found = violations(page)
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert found == []
    assert wide <= width


def test_the_content_is_reached_by_keyboard_in_nynorsk(page: Page, top: str) -> None:
    motor = Chromium(page)
    for name in ("situasjoner", "tema/relasjon"):
        motor.open(f"{top}/nn/{name}.html", 1280)
        gang = ga(motor)
        assert gang.trykk
        assert gang.usynlige == []


def test_the_wall_has_room_for_nynorsk(page: Page, top: str, plan: Plan) -> None:
    longest = max(
        plan.grunnplan.okter, key=lambda okt: len(okt.les) + len(okt.oppgaver) + len(okt.trening)
    )
    assert wrong_on(page, f"{top}/nn/okt/{longest.id}.html#storskjerm", STORRELSER[2:4]) == []


def test_the_wall_in_nynorsk_tells_the_time_as_it_is_told_here_in_a_browser_in_english(
    browser: Browser, top: str
) -> None:
    page = browser.new_page(locale="en-US")
    page.goto(f"{top}/nn/okt/relasjon-60.html#storskjerm")
    page.keyboard.press("PageDown")
    page.keyboard.press("t")
    expect(page.locator(".kp-vegg__slutt")).to_have_text(re.compile(r"^Ferdig \d\d:\d\d$"))
    page.close()


def test_the_leader_s_sheet_in_nynorsk_is_two_pages_at_most(page: Page, top: str) -> None:
    for name in ("relasjon-60", "mobbing-90"):
        page.goto(f"{top}/nn/okt/{name}.html")
        assert pages_of(page) <= 2, name


def test_the_files_are_in_the_form_of_the_plan(root: Path, plan: Plan) -> None:
    andre = plan.andre
    assert andre
    tekst = interface_texts(root, "nynorsk")
    with ZipFile(BytesIO(skjema.form(andre, tekst, andre.grunnplan.maler[0]))) as file:
        assert 'w:val="nn-NO"' in file.read("word/styles.xml").decode()
    assert '"språk": "nn"' in plandata.plan_json(andre, tekst).decode()
    assert 'xml:lang="nn"' in feed(andre, tekst).decode()
    assert "Flytt" in kalender.school_year(andre, tekst, 2026).decode()

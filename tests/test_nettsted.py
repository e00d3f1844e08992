"""The site as its readers meet it, in a real browser."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

PAIR = "Når en regel brytes, er vi rolige, og tar samtalen om det etterpå på tomannshånd."

SEEN_AND_NAMED = """() => {
  const names = ["aria-label", "title", "placeholder", "alt"];
  const named = [...document.querySelectorAll(names.map((name) => `[${name}]`).join())];
  const texts = named.flatMap((element) => names.map((name) => element.getAttribute(name) || ""));
  return [document.body.innerText, ...texts].join("\\n");
}"""
"""All text on a page that is seen or read aloud."""


@pytest.fixture
def page(hos_samme: Page) -> Page:
    """A page in the window that all these tests look in."""
    return hos_samme


def test_a_reader_goes_from_the_front_page_to_a_pair_to_its_effect_and_back_to_practice(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/index.html")
    page.get_by_role("link", name="Eksempel kommune").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kvalitetsplan for Eksempel kommune")
    page.get_by_role("main").get_by_role("link", name="Relasjon mellom lærer og elev").click()
    page.get_by_text("kjennetegn til").click()
    heading = page.get_by_role("heading", name=PAIR)
    heading.hover()
    heading.get_by_role("link", name="Lenke til dette punktet").click()
    assert page.url == f"{address}/eksempel/tema/relasjon.html#rolig-ved-regelbrudd"
    page.goto(page.url)
    expect(heading).to_be_in_viewport()
    page.get_by_role("main").get_by_role(
        "link", name="Elevene roer seg raskere etter en konflikt"
    ).first.click()
    assert page.url == f"{address}/eksempel/virkninger.html#relasjon/roer-seg"
    effect = page.locator(
        "section", has=page.get_by_role("heading", name=re.compile("^Elevene roer seg raskere"))
    )
    expect(effect).to_be_in_viewport()
    effect.get_by_role("link", name=PAIR).click()
    assert page.url == f"{address}/eksempel/tema/relasjon.html#rolig-ved-regelbrudd"


def test_pairs_read_in_the_right_order_on_a_small_phone(vindu: Page, address: str) -> None:
    page = vindu
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{address}/eksempel/tema/relasjon.html")
    pair = page.locator(".kp-par").nth(1)
    tops = [
        pair.locator(part).first.bounding_box()
        for part in ("h3", ".kp-par__ledd", ".kp-par__virkninger li")
    ]
    assert all(tops)
    assert [box["y"] for box in tops] == sorted(box["y"] for box in tops)
    assert pair.inner_text().split("\n")[0].startswith("Når kontakten med en elev skurrer")
    assert "Praksisen sannsynliggjør" in pair.inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_large_field_on_the_front_page_opens_the_site_s_own_search(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/eksempel/index.html")
    page.get_by_label("Hva lurer du på?").fill("konflikt")
    page.locator("[data-sok-skjema] button").click()
    expect(page.locator("[data-sok-kort]").first).to_be_visible()
    expect(page.locator("[data-sok-felt]")).to_have_value("konflikt")


def test_the_lists_are_whole_without_script_and_can_be_narrowed_with_it(
    browser: Browser, page: Page, address: str
) -> None:
    url = f"{address}/eksempel/refleksjonsoppgaver.html"
    plain = browser.new_context(java_script_enabled=False).new_page()
    plain.goto(url)
    every = plain.locator(".kp-rad").count()
    assert plain.locator(".kp-rad:visible").count() == every > 150
    assert not plain.locator(".kp-filter").is_visible()
    plain.context.close()

    page.goto(url)
    page.locator("select[name=tema]").select_option(label="Klasseledelse")
    shown = page.locator(".kp-rad:visible")
    assert 0 < shown.count() < every
    expect(page.locator(".kp-filter [role=status]")).to_have_text(
        f"Viser {shown.count()} av {every}"
    )
    page.locator("select[name=hvem]").select_option(label="Ledelsen")
    assert page.locator(".kp-rad:visible:not([data-hvem~=ledelse])").count() == 0
    assert page.url == f"{url}?tema=klasseledelse&hvem=ledelse"
    page.get_by_role("button", name="Vis alt").click()
    expect(page.locator(".kp-filter [role=status]")).to_have_text(f"Viser {every} av {every}")


def test_an_address_can_carry_the_choice(page: Page, address: str) -> None:
    page.goto(f"{address}/eksempel/treningsforslag.html?tema=mobbing")
    expect(page.locator("select[name=tema]")).to_have_value("mobbing")
    assert page.locator(".kp-rad:visible:not([data-tema=mobbing])").count() == 0


def test_one_can_pick_an_effect_and_see_only_that(page: Page, address: str) -> None:
    page.goto(f"{address}/eksempel/virkninger.html")
    page.locator("select[name=virkning]").select_option("relasjon/ber-om-hjelp")
    shown = page.locator(".kp-rad:visible")
    expect(shown).to_have_count(1)
    shown.locator("summary").click()
    assert shown.get_by_role("link").count() > 3


def test_a_choice_of_the_dark_view_holds_on_the_next_page(page: Page, address: str) -> None:
    page.goto(f"{address}/eksempel/index.html")
    button = page.get_by_role("button", name="Mørk visning")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    page.goto(f"{address}/eksempel/begreper.html")
    expect(page.locator("html")).to_have_attribute("data-md-color-scheme", "slate")
    expect(page.get_by_role("button", name="Mørk visning")).to_have_attribute(
        "aria-pressed", "true"
    )


def test_no_page_has_script_or_style_written_into_it(published: Path) -> None:
    pages = [path.read_text(encoding="utf-8") for path in published.rglob("*.html")]
    assert len(pages) > 100
    inline = re.compile(r"<script(?![^>]*(?: src=|application/json))[^>]*>|<style| style=")
    assert [found for text in pages for found in inline.findall(text)] == []


def test_a_site_has_no_style_sheet_or_script_that_none_of_its_pages_loads(published: Path) -> None:
    for site in [page.parent for page in published.glob("*/index.html")]:
        loading = "".join(one.read_text(encoding="utf-8") for one in site.rglob("*.html"))
        scripts = "".join(one.read_text(encoding="utf-8") for one in site.rglob("*.js"))
        ours = [*site.glob("assets/css/*"), *site.glob("assets/js/*")]
        idle = {one.name for one in ours if one.name not in loading + scripts}
        assert idle <= {"nytt.js"}, "only a site with news loads nytt.js"


def test_different_municipalities_come_out_of_one_base(page: Page, address: str) -> None:
    page.goto(f"{address}/nittedal/index.html")
    expect(page.locator(".kp-merknad")).to_contain_text("ikke kommunens egen utgave")
    assert page.locator(".kp-del__tittel").first.inner_text() == "Plikten til å handle"
    page.goto(f"{address}/lillestrom/index.html")
    expect(page.locator(".kp-merknad")).to_contain_text("demonstrasjon")
    assert [part[0] for part in page.locator(".kp-del__tittel").all_inner_texts()] == [
        "1",
        "2",
        "3",
        "4",
    ]
    assert page.locator(".kp-kort .kp-tegning").count() == 5


def test_one_chooses_role_and_duty_and_sees_the_law_apart_from_what_is_local(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/nittedal/handlingsplikten.html")
    page.locator("select[name=hvem]").select_option("ledelse")
    page.locator("select[name=plikt]").select_option("melde-fra")
    shown = page.locator("section[data-hvem]:visible")
    expect(shown).to_have_count(1)
    expect(shown.locator(".kp-lovkrav")).to_contain_text("Loven sier")
    expect(shown.locator(".kp-lokalt")).to_contain_text("Hos oss")
    assert page.locator("h2:visible").all_inner_texts()[0].startswith("Melde fra")
    page.goto(f"{address}/eksempel/handlingsplikten.html")
    expect(page.locator(".kp-lokalt").first).to_contain_text(
        "Forslag til det kommunen kan bestemme"
    )


def test_whoever_searches_for_the_old_paragraph_lands_on_the_new_one(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/eksempel/index.html")
    page.get_by_label("Hva lurer du på?").fill("9A-4")
    page.locator("[data-sok-skjema] button").click()
    expect(page.locator("[data-sok-kort] a[href*='lovverk.html#oppl-12-4']").first).to_be_visible()


def test_every_situation_has_a_page_of_its_own_and_is_one_press_from_the_list(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/eksempel/situasjoner.html")
    links = page.locator(".kp-lenker a")
    assert links.count() >= 75
    assert len({*links.evaluate_all("(all) => all.map((one) => one.href)")}) == links.count()
    links.last.click()
    expect(page.get_by_role("heading", level=2, name="Gjør nå")).to_be_in_viewport()
    expect(page).to_have_title(
        re.compile(r"^Hva gjør jeg når .*\? – Kvalitetsplan, Eksempel kommune$")
    )


def test_a_situation_leads_to_practice_and_to_the_duty(page: Page, address: str) -> None:
    page.goto(f"{address}/eksempel/situasjon/alene-i-friminuttet.html")
    page.get_by_role("main").get_by_role("link", name="Melde fra", exact=True).click()
    assert page.url == f"{address}/eksempel/handlingsplikten.html#melde-fra"


def test_a_term_is_explained_by_keyboard_and_by_touch(
    browser: Browser, page: Page, address: str
) -> None:
    page.goto(f"{address}/eksempel/tema/mobbing.html")
    term = page.locator(".kp-begrep").first
    explanation = page.locator(f"#{term.get_attribute('popovertarget')}")
    expect(explanation).to_be_hidden()
    term.focus()
    page.keyboard.press("Enter")
    expect(explanation).to_be_visible()
    page.keyboard.press("Escape")
    expect(explanation).to_be_hidden()
    phone = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True).new_page()
    phone.goto(page.url)
    phone.locator(".kp-begrep").first.tap()
    expect(phone.locator(f"#{term.get_attribute('popovertarget')}")).to_be_visible()
    phone.context.close()


@pytest.mark.parametrize(
    "path",
    [
        "handlingsplikten",
        "situasjoner",
        "arshjul",
        "okter",
        "maler",
        "utviklingslop",
        "tema/mobbing",
    ],
)
def test_no_page_is_wider_than_a_small_phone(vindu: Page, address: str, path: str) -> None:
    vindu.set_viewport_size({"width": 320, "height": 640})
    vindu.goto(f"{address}/eksempel/{path}.html")
    assert vindu.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_site_opened_as_a_folder_leads_where_its_links_say(page: Page, published: Path) -> None:
    page.goto((published / "eksempel/index.html").as_uri())
    page.get_by_role("main").get_by_role("link", name="Egenledelse").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Egenledelse")
    page.locator(".kp-par__virkninger li a").first.click()
    assert "virkninger.html#" in page.url


def test_nothing_on_a_page_is_english(page: Page, address: str) -> None:
    english = r"\b(Header|Footer|Permanent link|Reject|Made with|Table of contents|Search|Skip to content|Back to top|Home)\b"
    for path in (
        "eksempel/index.html",
        "eksempel/tema/relasjon.html",
        "eksempel/virkninger.html",
        "index.html",
    ):
        page.goto(f"{address}/{path}")
        seen = page.evaluate(SEEN_AND_NAMED)
        assert not re.search(english, seen), (path, re.search(english, seen))
        assert page.locator("html").get_attribute("lang") == "nb"

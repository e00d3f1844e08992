"""What is new in the shared plan, as its readers meet it: a page in words."""

from pathlib import Path

from conftest import ROOT, build_site
from ny_utgave import Utgitt
from playwright.sync_api import Locator, Page, expect

from kvalitetsplan.editing.yamltext import as_yaml
from kvalitetsplan.plan.grunnplan import load_grunnplan
from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.project import project_at


def _section(page: Page, heading: str) -> Locator:
    """The list under a kind's heading in the first edition, which stands last."""
    return page.locator(f"h4:text-is('{heading}') + ul").last.locator("> li")


def test_the_first_edition_says_that_it_is_the_first_and_offers_no_marks(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/eksempel/endringer.html")
    version = load_grunnplan(ROOT / "data").utgave
    expect(page.locator("#nytt + p")).to_contain_text(
        f"første utgaven av grunnplanen: {version.versjon}, {version.dato}."
    )
    assert page.locator("form[data-module=nytt], script[src*=nytt], [data-nytt]").count() == 0
    page.goto(f"{address}/eksempel/tema/relasjon.html")
    assert page.locator("script[src*=nytt], [data-nytt]").count() == 0


def test_every_kind_of_change_is_told_in_words_the_newest_edition_first(
    page: Page, utgitt: Utgitt
) -> None:
    page.goto(f"{utgitt.adresse}/eksempel/endringer.html")
    assert page.locator("h3[id^=utgave]").all_inner_texts() == [
        "Utgave 1.2, 15. januar 2028",
        "Utgave 1.1, 1. august 2027",
    ]
    expect(page.get_by_text("Vi skriver om matpausen.")).to_be_visible()
    told = {
        "Nytt": [
            "Vi spiser sammen med elevene. Relasjon mellom lærer og elev",
            "Skolemat",
            "matro",
        ],
        "Skrevet om": [
            "Vi møter hver elev i døra",
            "Vi tar ansvar for relasjonen. Relasjon",
            "Mobbing",
        ],
        "Ny kilde": ["Hattie (2009)"],
        "Kilde som ikke lenger er med": ["Hattie og Timperley (2007)"],
        "Sterkere grunnlag": ["Fra sannsynlig til dokumentert."],
        "Svakere grunnlag": ["Fra dokumentert til sannsynlig."],
        "Borte": ["Hvorfor: Den sto to ganger."],
        "Flyttet": ["Relasjon mellom lærer og elev"],
        "Ny rekkefølge": ["Relasjon mellom lærer og elev: treningsforslag"],
    }
    for heading, texts in told.items():
        items = [" ".join(text.split()) for text in _section(page, heading).all_inner_texts()]
        assert len(items) == len(texts), (heading, items)
        assert all(any(text in item for item in items) for text in texts), (heading, items)


def test_what_is_told_leads_to_where_it_stands_today(page: Page, utgitt: Utgitt) -> None:
    page.goto(f"{utgitt.adresse}/eksempel/endringer.html")
    _section(page, "Nytt").get_by_role("link", name="Vi spiser sammen med elevene.").click()
    assert page.url.endswith("/tema/relasjon.html#spiser-med-elevene")
    page.goto(f"{utgitt.adresse}/eksempel/endringer.html")
    _section(page, "Ny kilde").get_by_role("link", name="Hattie (2009)").click()
    assert page.url.endswith("/kilder.html#hattie2009")
    page.goto(f"{utgitt.adresse}/eksempel/endringer.html")
    assert _section(page, "Borte").get_by_role("link").count() == 0


def test_old_and_new_text_are_one_click_away_and_lists_say_names(
    page: Page, utgitt: Utgitt
) -> None:
    page.goto(f"{utgitt.adresse}/eksempel/endringer.html")
    item = _section(page, "Skrevet om").filter(has_text="Vi tar ansvar for relasjonen.")
    item.get_by_text("Før og nå: kjennetegn").click()
    expect(item.get_by_text("Når kontakten med en elev skurrer")).to_be_visible()
    order = _section(page, "Ny rekkefølge")
    order.get_by_text("Før og nå: rekkefølgen").click()
    expect(order.get_by_text("Kontaktbarometer").first).to_be_visible()


def test_the_page_says_what_the_municipality_has_done_with_what_is_new(
    page: Page, utgitt: Utgitt
) -> None:
    page.goto(f"{utgitt.adresse}/eksempel/endringer.html")
    expect(_section(page, "Skrevet om").filter(has_text="i døra")).to_contain_text(
        "Tilpasset av kommunen"
    )
    weaker = _section(page, "Svakere grunnlag")
    expect(weaker).to_contain_text("Tatt ut av kommunen")
    assert weaker.get_by_role("link").count() == 0
    page.goto(f"{utgitt.adresse}/lillestrom/endringer.html")
    expect(
        page.get_by_text(
            "Noe er også endret i temaer kommunen ikke har valgt: Mobbing og krenkelser"
        )
    ).to_be_visible()
    assert _section(page, "Skrevet om").filter(has_text="Mobbing").count() == 0


def test_an_old_file_with_addresses_that_are_gone_stops_nothing(
    project: Path, tmp_path: Path, page: Page
) -> None:
    found = [
        {"slag": "ny", "adresse": "borte/finnes-ikke", "navn": "Det som var."},
        {"slag": "flyttet", "adresse": "a/b/c", "navn": "Flyttet bort", "til": "ingen//steder"},
        {"slag": "ny_kilde", "adresse": "relasjon/finnes-ikke", "til": "kilder/borte"},
        {"slag": "rekkefølge", "adresse": "borte/par", "fra": ["a"], "til": ["b"]},
        {"slag": "skrevet_om", "adresse": "kontrollert", "felt": "kontrollert", "fra": {"a": "b"}},
    ]
    file = {"versjon": "0.9", "dato": "2026-01-01", "fra": "0.8", "forskjeller": found}
    (project / "data/utgaver").mkdir()
    (project / "data/utgaver/0.9.yaml").write_text(as_yaml(file), encoding="utf-8")
    site = build_site(project, load_plan(project_at(project), "eksempel"), tmp_path / "site")
    page.goto((site / "endringer.html").as_uri())
    expect(_section(page, "Nytt")).to_have_text("Det som var.")
    assert _section(page, "Nytt").get_by_role("link").count() == 0
    expect(_section(page, "Flyttet")).to_have_text("Flyttet bort")

"""The front page over all sites: it lists what stands there, by county, and finds it as it is
typed.
"""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from kvalitetsplan.build.standing import published as standing
from kvalitetsplan.site.portal import Oppslag, build_portal

ROOT = Path(__file__).parent.parent


@pytest.fixture
def front(page: Page, address: str) -> Page:
    """The front page of the shipped sites."""
    page.goto(f"{address}/index.html")
    return page


def test_every_site_that_stands_is_listed_with_its_edition_under_its_county(
    front: Page, published: Path
) -> None:
    assert len(standing(published)) > 3
    front.locator("summary").first.click()  # the schools of a municipality are folded
    for one in standing(published):
        link = front.get_by_role("link", name=one.navn, exact=True)
        expect(link).to_have_attribute("href", f"{one.slug}/index.html")
        assert (published / one.slug / "index.html").exists()
        expect(front.locator("li", has=link).last).to_contain_text(
            f"Utgave {one.versjon}, {one.dato}"
        )
    assert front.get_by_role("heading", level=2).all_inner_texts() == ["Akershus", "Andre"]


def test_a_site_that_is_gone_is_not_listed(published: Path, tmp_path: Path) -> None:
    assert standing(tmp_path) == []
    page = build_portal(ROOT, [], tmp_path)
    assert page
    assert "index.html" not in page.read_text(encoding="utf-8")
    assert build_portal(ROOT, [], tmp_path) == page


def test_a_front_page_that_is_made_by_others_stands(tmp_path: Path) -> None:
    (page := tmp_path / "index.html").write_text("<h1>Kommunen</h1>")
    assert build_portal(ROOT, [], tmp_path) is None
    assert page.read_text() == "<h1>Kommunen</h1>"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("lille", ["Lillestrøm kommune"]),
        ("LILLESTROM", ["Lillestrøm kommune"]),
        ("akershus nitt", ["Nittedal kommune"]),
        ("eksempelskolen", ["Eksempel kommune"]),
        ("zzz", []),
    ],
)
def test_a_name_is_found_as_it_is_typed(front: Page, typed: str, found: list[str]) -> None:
    front.get_by_role("searchbox").fill(typed)
    shown = front.locator("[data-kommune]:visible > a")
    assert shown.all_inner_texts() == found
    told = "Én kommune" if found else "Ingen som heter det. Prøv med færre bokstaver."
    expect(front.get_by_role("status")).to_have_text(told)
    assert front.locator("h2:visible").count() == len(found)
    if found:
        front.keyboard.press("Enter")
        expect(shown.first).to_be_focused()


def test_sami_names_are_found_without_their_signs_and_the_order_is_norwegian(
    page: Page, published: Path, tmp_path: Path
) -> None:
    names = {
        "5610": "Kárášjohka – Karasjok",
        "4612": "Ås",
        "4602": "Zetne",
        "4601": "Bærgen",
        "4611": "Øya",
    }
    shutil.copytree(published / "eksempel/assets/images", tmp_path / "5610/assets/images")
    build_portal(
        ROOT,
        [Oppslag(number, name, number, "1.0", "2026") for number, name in names.items()],
        tmp_path,
    )
    page.goto((tmp_path / "index.html").as_uri())
    links = page.locator("[data-kommune]:visible > a")
    assert page.get_by_role("heading", level=2).all_inner_texts() == ["Finnmark", "Vestland"]
    assert links.all_inner_texts() == ["Kárášjohka – Karasjok", "Bærgen", "Zetne", "Øya", "Ås"]
    page.get_by_role("searchbox").fill("karasjohka")
    assert links.all_inner_texts() == ["Kárášjohka – Karasjok"]


def test_the_front_page_is_whole_without_script_and_from_a_folder(
    browser: Browser, published: Path
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((published / "index.html").as_uri())
    expect(page.get_by_role("searchbox")).to_be_hidden()
    assert page.locator("[data-kommune]:visible").count() == 3
    context.close()

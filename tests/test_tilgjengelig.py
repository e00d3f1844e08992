"""What a reader needs who sees little, or chooses size, space and colours: WCAG by hand, where axe
sees nothing.
"""

import re
from pathlib import Path

import pytest
from conftest import ROOT
from gang import SLAG, VEGG, vis
from nettleser import nothing_wrong
from playwright.sync_api import Browser, Page, expect
from test_nettsted_axe import PAGES
from test_sider import OKTER
from utseende import DRAWN, LEDIG, RINGER, ROM, TILSTANDER, UTENFOR_FELTET

from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.plan.project import project_at
from kvalitetsplan.site import pages
from kvalitetsplan.site.interface import interface_texts

FIRE_HUNDRE = {"width": 320, "height": 256}
"""What is left of a window 1280 by 1024 that is magnified four times."""
BRED = {"width": 1280, "height": 1024}


SPURT = (
    "index",
    "eksempel/stasted",
    "eksempel/okt/relasjon-45",
    f"eksempel/okt/relasjon-45{VEGG}",
    "eksempel/maler",
    "eksempel/hele-planen",
)


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_cut_or_beside_the_window_at_400_per_cent_and_with_more_space_in_the_text(
    vindu: Page, address: str, path: str
) -> None:
    vindu.set_viewport_size(FIRE_HUNDRE)  # type: ignore[arg-type]
    vis(vindu, address, path)
    vindu.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    assert vindu.evaluate(LEDIG) == []
    vindu.evaluate(ROM)
    assert vindu.evaluate(LEDIG) == []
    vindu.set_viewport_size(BRED)  # type: ignore[arg-type]
    assert vindu.evaluate(LEDIG) == []


@pytest.mark.parametrize("path", [*(f"eksempel/{one}" for one in SLAG), *SPURT])
def test_what_has_the_focus_has_a_ring(vindu: Page, address: str, path: str) -> None:
    vis(vindu, address, path)
    vindu.evaluate("for (const one of document.querySelectorAll('main details')) one.open = true")
    vindu.keyboard.press("Tab")
    assert vindu.evaluate(RINGER) == []


@pytest.mark.parametrize("opens", ["Meny", "Søk"])
def test_the_menu_and_the_search_have_room_at_400_per_cent(
    vindu: Page, address: str, opens: str
) -> None:
    vindu.set_viewport_size(FIRE_HUNDRE)  # type: ignore[arg-type]
    vis(vindu, address, "eksempel/tema/relasjon")
    vindu.get_by_role("button", name=opens, exact=True).click()
    if opens == "Søk":
        vindu.keyboard.type("mobbing")
        expect(vindu.locator("[data-sok-kort]").first).to_be_visible()
    assert vindu.evaluate(LEDIG) == []
    vindu.evaluate(ROM)
    assert vindu.evaluate(LEDIG) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "path",
    [
        "index",
        "tema/relasjon",
        "arshjul",
        "handlingsplikten",
        "grunnlag/den-voksne",
        "grunnlag/fra-plan-til-praksis",
        f"okt/relasjon-45{VEGG}",
    ],
)
def test_what_is_drawn_is_drawn_in_the_reader_s_own_colours(
    vindu: Page, address: str, path: str, scheme: str
) -> None:
    vindu.emulate_media(forced_colors="active", color_scheme=scheme)  # type: ignore[arg-type]
    vis(vindu, f"{address}/eksempel", path)
    drawn = vindu.evaluate(DRAWN)
    assert drawn["antall"] > 0
    assert drawn["usynlige"] == []


@pytest.mark.parametrize("bredde", [1280, 390])
def test_the_arrow_of_a_pair_is_an_arrow_in_the_reader_s_own_colours(
    vindu: Page, address: str, bredde: int
) -> None:
    vindu.emulate_media(forced_colors="active")
    vindu.set_viewport_size({"width": bredde, "height": 800})
    vindu.goto(f"{address}/eksempel/tema/relasjon.html")
    sides = vindu.locator(".kp-par__kjennetegn").first.evaluate(
        """(one) => {
          const style = getComputedStyle(one, "::after");
          return ["Top", "Right", "Bottom", "Left"].filter((side) => style[`border${side}Color`] !== "rgba(0, 0, 0, 0)");
        }"""
    )
    assert sides == (["Left"] if bredde == 1280 else ["Top"])


def test_what_is_chosen_looks_chosen_in_the_reader_s_own_colours(
    browser: Browser, address: str
) -> None:
    page = browser.new_page(forced_colors="active", viewport={"width": 1280, "height": 800})
    for path in ("tema/relasjon.html", "arshjul.html", "okt/relasjon-45.html#storskjerm"):
        page.goto(f"{address}/eksempel/{path}")
        if "okt/" in path:
            page.keyboard.press("PageDown")
        else:
            page.get_by_role("button", name="Mørk visning").click()
        found = page.evaluate(TILSTANDER)
        assert found["valgte"] >= (1 if "okt/" in path else 3), path
        assert found["like"] == [], path
    page.close()


@pytest.mark.parametrize("path", [path for path in OKTER if path != "stasted.html"])
def test_a_session_is_read_dark_by_whoever_chose_it_and_the_wall_keeps_a_choice_of_its_own(
    page: Page, address: str, path: str
) -> None:
    page.goto(f"{address}/eksempel/index.html")
    page.get_by_role("button", name="Mørk visning").click()
    page.goto(f"{address}/eksempel/{path}")
    ground = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(ground) == "rgb(27, 30, 37)"
    page.goto(f"{address}/eksempel/{path}#storskjerm")
    expect(page.locator(".kp-storskjerm")).to_be_visible()
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
    page.keyboard.press("m")
    assert page.evaluate(ground) == "rgb(20, 22, 27)"
    page.keyboard.press("m")
    page.keyboard.press("Escape")
    assert page.evaluate(ground) == "rgb(27, 30, 37)"


# The page for addresses that lead nowhere looks for its style in several places, and is told where
# it is not.
@pytest.mark.parametrize("path", [path for path in PAGES if not path.endswith("404")])
def test_a_site_opened_as_a_folder_says_nothing_wrong_and_asks_nobody(
    vindu: Page, published: Path, path: str
) -> None:
    with nothing_wrong(vindu):
        vis(vindu, published.as_uri(), path)
        vindu.wait_for_load_state()


def test_a_session_says_whom_to_tell_and_lets_its_words_be_changed_where_they_stand(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/eksempel/okt/relasjon-45.html")
    expect(page.get_by_role("contentinfo")).to_contain_text("postmottak@eksempel.invalid")
    page.get_by_role("link", name="Foreslå en endring").click()
    expect(page.locator(".kp-forslag")).to_be_visible()
    expect(page).to_have_url(f"{address}/eksempel/okt/relasjon-45.html")


def test_no_heading_is_empty_and_no_list_has_a_name_that_nobody_sees(
    published: Path,
) -> None:
    fault = re.compile(r"<h([1-6])\b[^>]*>\s*</h\1>|<[uo]l\b[^>]*\saria-label[^>]*>")
    wrong = [
        f"{path.relative_to(published)}: {found[0]}"
        for path in sorted(published.rglob("*.html"))
        for found in fault.finditer(path.read_text(encoding="utf-8"))
    ]
    assert wrong == []


def test_the_page_for_what_leads_nowhere_is_dressed_and_leads_on_from_a_folder(
    browser: Browser, published: Path
) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto((published / "eksempel/404.html").as_uri())
    edge = "Number.parseFloat(getComputedStyle(document.querySelector('.kp-hode')).borderTopWidth)"
    assert page.evaluate(edge) > 2
    page.get_by_label("Søk i planen").fill("mobbing")
    page.get_by_role("button", name="Søk").click()
    expect(page.locator("[data-sok-kort]").first).to_be_visible()
    page.go_back()
    page.get_by_role("link", name="Egenledelse").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Egenledelse")
    page.close()


def test_the_page_for_what_leads_nowhere_is_dark_for_whoever_wants_it_dark(
    browser: Browser, published: Path
) -> None:
    grounds = []
    for wish in ("light", "dark"):
        page = browser.new_page(color_scheme=wish)
        page.goto((published / "eksempel/404.html").as_uri())
        grounds.append(page.evaluate("getComputedStyle(document.body).backgroundColor"))
        page.close()
    assert grounds == ["rgb(255, 255, 255)", "rgb(27, 30, 37)"]


def test_the_wheel_says_in_a_word_which_month_it_is(page: Page, address: str) -> None:
    page.clock.set_fixed_time("2027-03-09T12:00:00+01:00")
    page.goto(f"{address}/eksempel/arshjul.html")
    now = page.locator(".kp-hjul [aria-current=date]")
    expect(now).to_have_count(1)
    assert now.locator(".kp-hjul__maned").evaluate("(one) => one.textContent") == "Marnå"
    assert page.locator(".kp-hjul__na:visible").count() == 1
    outside = page.evaluate(UTENFOR_FELTET)
    assert outside == []
    months = page.locator(".kp-hjul a[href^='#maned-']")
    assert months.count() == 11  # in July there is nothing
    months.nth(2).focus()
    page.keyboard.press("Enter")
    expect(page.locator(":target")).to_be_in_viewport()


def test_no_two_parts_of_the_menu_have_the_same_name(plans: dict[str, Plan]) -> None:
    for plan in plans.values():
        names = [one.tittel for one in pages.menu(plan, interface_texts(ROOT), lambda name: name)]
        assert len({*names}) == len(names), plan.sted
    lines = pages.menu(plans["nittedal"], interface_texts(ROOT), lambda name: name)
    duty = next(one for one in lines if one.tittel == "Plikten til å handle")
    assert duty.has("handlingsplikten.html")
    assert duty.has("telefonliste.html")


def test_no_page_in_the_menu_is_an_empty_list(
    project: Path, plans: dict[str, Plan], tmp_path: Path
) -> None:
    def names(plan: Plan) -> set[str]:
        lines = pages.menu(plan, interface_texts(ROOT), lambda name: name)
        return {one.url for one in pages.in_order(lines)}

    assert "tiltak.html" not in names(plans["eksempel"])
    assert {"trapper.html", "maler.html", "situasjoner.html"} <= names(plans["eksempel"])
    trapper = "".join(
        f"  - {{ id: trapper/{one.id}, begrunnelse: Vi har en egen. }}\n"
        for one in plans["eksempel"].grunnplan.trapper
    )
    folder = project / "data/kommuner/eksempel/tilpasning"
    folder.mkdir(exist_ok=True)
    (folder / "eget.yaml").write_text(
        f"fjern:\n{trapper}"
        "legg_til:\n  - liste: tiltak\n"
        "    nytt: { id: eksempel-lesevenner, tittel: Lesevenner, tekst: Eldre leser for yngre. }\n",
        encoding="utf-8",
    )
    changed = names(load_plan(project_at(project), "eksempel"))
    assert "tiltak.html" in changed
    assert "trapper.html" not in changed
